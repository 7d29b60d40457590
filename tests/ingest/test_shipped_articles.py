"""The shipped articles: read with their manifest, and read without it and compared with it."""

import csv
import json
import shutil

import pytest

from research.ingest import read_folder
from research.ingest.lexicon import norm
from research.paths import RAW
from research.tables import check

NOISE = (
    "share on", "subscribe", "newsletter", "leave a reply", "sign up", "read more", "all rights reserved", "advertisement", "keywords:",
    "follow us", "tags:", "donat", "comments (", "sponsored", "cookies", "related articles", "post a new comment", "](#)",
)  # fmt: skip


@pytest.fixture(scope="module")
def manifest():
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def with_manifest():
    return read_folder(RAW)


@pytest.fixture(scope="module")
def without_manifest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    for path in RAW.iterdir():
        if path.name != "manifest.csv":
            shutil.copyfile(path, folder / path.name)
    return read_folder(folder)


def test_every_article_is_read_and_fits_the_schema(with_manifest, manifest):
    assert set(with_manifest.articles["file"]) == set(manifest)
    assert with_manifest.rejected.empty
    for name in ("articles", "texts", "rejected"):
        check(name, getattr(with_manifest, name))


def test_dates_read_from_the_text_agree_with_the_manifest(without_manifest, manifest):
    found = {row.file: row.published for row in without_manifest.articles.itertuples() if row.published_basis != "none"}
    wrong = {file: (value, manifest[file]["published"]) for file, value in found.items() if value != manifest[file]["published"]}
    assert not wrong
    # Of 96 dated articles, 4 write an ambiguous day (03/01/2021), 3 a day without its year, 3 no day at all.
    assert len(found) == 86


def test_titles_read_from_the_text_agree_with_the_manifest(without_manifest, manifest):
    assert {row.file: row.title for row in without_manifest.articles.itertuples()} == {file: row["title"] for file, row in manifest.items()}


def test_no_furniture_is_left(with_manifest):
    for row in with_manifest.texts.itertuples():
        left = [cue for cue in NOISE if cue in row.text.lower()]
        assert not left, (row.article_id, left)


def test_no_two_articles_are_near_duplicates(with_manifest):
    assert with_manifest.articles["duplicate_of"].isna().all()


def test_the_order_of_reading_does_not_matter(with_manifest):
    again = read_folder(RAW, jobs=2)
    for name in ("articles", "texts", "rejected"):
        assert getattr(again, name).equals(getattr(with_manifest, name))


def test_every_quoted_sentence_of_the_gold_is_kept(with_manifest, shared_dir):
    files = with_manifest.articles.set_index("article_id")["file"]
    texts = {files[row.article_id]: norm(row.text) for row in with_manifest.texts.itertuples()}
    for path in sorted((shared_dir / "gold").glob("[abc].jsonl")):
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            for report in entry["reports"]:
                assert norm(report["quote"]) in texts[entry["file"]], (entry["file"], report["quote"])
