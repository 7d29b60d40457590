"""The five articles as they were saved: date, title and text come out right, with and without their manifest."""

import shutil

import pytest

from research.ingest import read_folder
from research.paths import RAW

WITHOUT = {"000": ("2020-08-25", "text"), "001": ("", "none"), "002": ("", "none"), "003": ("", "none"), "004": ("2024-01-19", "text")}
WITH = WITHOUT | {"003": ("2020-08-15", "manifest")}


@pytest.fixture(scope="module", params=[True, False], ids=["with manifest", "without manifest"])
def seeds(request, tmp_path_factory, shared_dir):
    folder = tmp_path_factory.mktemp("seeds")
    for path in (shared_dir / "seeds").iterdir():
        if request.param or path.name != "manifest.csv":
            shutil.copyfile(path, folder / path.name)
    return request.param, read_folder(folder)


def _texts(ingested) -> dict[str, str]:
    files = ingested.articles.set_index("article_id")["file"]
    return {files[row.article_id][:3]: row.text for row in ingested.texts.itertuples()}


def test_dates_are_those_of_publication(seeds):
    listed, ingested = seeds
    found = {
        row.file[:3]: (row.published if row.published_basis != "none" else "", row.published_basis)
        for row in ingested.articles.itertuples()
    }
    assert found == (WITH if listed else WITHOUT)
    assert ingested.rejected.empty


def test_first_paragraph_is_the_title_and_is_not_repeated(seeds):
    _, ingested = seeds
    titles = {row.file[:3]: row.title for row in ingested.articles.itertuples()}
    for number, text in _texts(ingested).items():
        first, *rest = text.split("\n\n")
        assert first == titles[number]
        assert first not in rest


def test_furniture_is_gone_and_the_article_is_not(seeds):
    _, ingested = seeds
    texts = _texts(ingested)
    ends = {"000": "near future.", "001": "more casualties.", "003": "terrorist groups.", "004": "coalition operations."}
    for number, end in ends.items():
        assert texts[number].endswith(end)
    assert texts["000"].count("\n\n") == 7
    assert "are likely a demonstration of" in texts["000"]
    assert texts["003"].split("\n\n")[1].startswith("ERBIL (Kurdistan 24) – Three missiles")
    for text in texts.values():
        for noise in ("Share on", "southfront.org", "Copyright", "newsletter", "Read More", "Editing by", "logo", "](#)", "Theme:"):
            assert noise not in text


def test_languages_and_no_duplicates(seeds):
    _, ingested = seeds
    assert set(ingested.articles["language"]) == {"en"}
    assert ingested.articles["duplicate_of"].isna().all()


def test_seeds_are_not_part_of_the_shipped_articles(shared_dir):
    shipped = {path.name for path in RAW.iterdir()}
    assert not shipped & {path.name for path in (shared_dir / "seeds").glob("*.txt")}
