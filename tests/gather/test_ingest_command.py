"""`research ingest`: shows what would be read, and writes only when it is asked to."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

sys.path.append(str(Path(__file__).parents[1] / "ingest"))
from ingest_articles import BODY, MORE
from ingest_files import docx, mail, mbox, record, zipped

from research import cli
from research.cli import terminal
from research.gather.look import look
from research.ingest import read_folder

NEXIS = f"""Rockets hit base outside the city
The Example Times
March 12, 2020 Thursday
Length: 456 words
Byline: By A REPORTER
Body
{BODY}
{MORE}
Load-Date: March 13, 2020
End of Document
Drones strike camp
Example Wire
November 8, 2019 Friday
Length: 300 words
Body
{BODY.replace("Three", "Five")}
Load-Date: November 8, 2019
End of Document""".split("\n")


SHOWN = """\
export.docx!1: docx, Nexis Uni,
    byline: By A REPORTER
    load date: 2020-03-13
    published: 2020-03-12 (text)
    licence: own use
crawl.warc!1: html,
    published: 2020-03-11 (url)
box.mbox!1: mail,
rows.csv!2: row of a table,
    published: 2019 (manifest)
rejected: all.zip!x.exe: other_kind:
rejected: empty.txt: empty:
8 inputs: 6 articles, 2 rejected
nothing is written""".split("\n")


@pytest.fixture
def sources(tmp_path):
    """A folder with something of most kinds, some of it unreadable."""
    folder = tmp_path / "in"
    folder.mkdir()
    page = f"<html><body><h1>Mortars fall near port</h1><p>{BODY.replace('Three', 'Six')}</p><p>{MORE}</p></body></html>"
    (folder / "export.docx").write_bytes(docx(NEXIS))
    (folder / "crawl.warc").write_bytes(record("https://a.example/2020/03/11/port", page))
    (folder / "box.mbox").write_bytes(mbox([mail("=cmd() says a headline", BODY.replace("Three", "Nine"))]))
    (folder / "all.zip").write_bytes(zipped({"one.txt": f"Base attacked\n\n{MORE} {BODY.replace('Three', 'Two')}", "x.exe": "MZ"}))
    (folder / "rows.csv").write_text(f'heading,words,day\n"Late, again","{MORE} On a hill.",2019\n')
    (folder / "empty.txt").write_text("")
    (folder / "manifest.csv").write_text("file,licence\nexport.docx,own use\n")
    return folder


def run(*arguments):
    return CliRunner().invoke(cli.main, ["ingest", *map(str, arguments)])


def test_shows_and_writes_nothing(sources):
    before = sorted(sources.rglob("*"))
    done = run(sources, "--column", "text=words", "--column", "published=day")
    assert done.exit_code == terminal.REJECTED
    for line in SHOWN:
        assert line in done.output, line
    assert sorted(sources.rglob("*")) == before


def test_what_is_written_reads_the_same(sources, tmp_path):
    (sources / "columns.toml").write_text('["*"]\ntext = "words"\npublished = "day"\n')
    into = tmp_path / "out"
    assert run(sources, "--into", into).exit_code == terminal.REJECTED
    first, second = read_folder(sources), read_folder(into)
    assert second.rejected.empty and len(second.articles) == 6
    apart = ["file", "duplicate_of"]
    pd.testing.assert_frame_equal(first.articles.drop(columns=apart), second.articles.drop(columns=apart))
    pd.testing.assert_frame_equal(first.texts, second.texts)


def test_formulae_are_no_formulae_in_the_manifest(sources, tmp_path):
    run(sources / "box.mbox", "--into", tmp_path / "out")
    assert ",'=cmd() says a headline," in (tmp_path / "out" / "manifest.csv").read_text()
    assert list(read_folder(tmp_path / "out").articles["title"]) == ["=cmd() says a headline"]


def test_single_files_and_their_manifest(sources):
    results = list(look([sources / "export.docx", sources / "all.zip"]))
    assert [getattr(result, "row", {}).get("licence") for result in results] == ["own use", "own use", None, None]


def test_nothing_is_written_by_halves(sources, tmp_path, monkeypatch):
    from research.gather import unpack

    into = tmp_path / "out"
    monkeypatch.setattr(unpack, "_row", lambda article, file: 1 / 0)
    assert isinstance(run(sources, "--into", into).exception, ZeroDivisionError)
    assert not into.exists()
    monkeypatch.undo()
    assert run(sources, "--into", into).exit_code == terminal.REJECTED
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{tmp}/nowhere"], "is not there"),
        (["{tmp}/in", "--into", "{tmp}/in"], "name a new folder"),
        (["{tmp}/in", "--column", "words"], "write --column text=body"),
        (["{tmp}/in", "--column", "headlin=x"], 'no column "headlin"'),
        (["{tmp}/in", "--manifest", "{tmp}/none.csv"], "name the manifest"),
    ],
)
def test_unusable_arguments(sources, tmp_path, arguments, message):
    done = run(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.exit_code == terminal.UNUSABLE
    assert message in done.output


def test_an_empty_folder_is_nothing(tmp_path):
    assert run(tmp_path).exit_code == terminal.NOTHING
