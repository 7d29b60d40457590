"""The print edition: whole, readable, the same every time, and nothing of an article is read as typst's markup."""

import shutil
import subprocess
from pathlib import Path

import page_corpus
import pytest
from page_corpus import HOSTILE, MIME, PARAMETERS, PROVENANCE, chart, notebook, show, table, tables, write_notebook

from research.reporting.printed import FILE, write_print
from research.reporting.printed.content import content

MARKUP = '#panic("ran") #eval("1") $x^2$ *bold* _low_ `raw` <label> @ref \\ // = = "quoted" #{ }] [ ['


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("print"))


def write(folder: Path, **changes: object) -> Path:
    """Write the print edition of the small corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = {"title": "Depots", "description": "A test.", "notebooks": [notebook(folder)], "tables": tables(),
                 "parameters": PARAMETERS, "provenance": PROVENANCE, "out": folder}  # fmt: skip
    return write_print(**{**arguments, **changes})  # type: ignore[arg-type]


def text(pdf: Path) -> str:
    """Return the words of a PDF as they are read."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine: install poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_it_is_one_file_and_the_same_every_time(printed: Path, tmp_path: Path) -> None:
    assert printed.name == FILE
    assert printed.read_bytes().startswith(b"%PDF-")
    assert write(tmp_path / "other folder").read_bytes() == printed.read_bytes()
    assert b"/CreationDate" not in printed.read_bytes()


def test_it_is_tagged_for_screen_readers_and_carries_its_fonts(printed: Path) -> None:
    data = printed.read_bytes()
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"LibertinusSerif" in data


def test_findings_come_first_and_their_tables_are_named_in_footnotes(printed: Path) -> None:
    words = text(printed)
    assert words.index("The corpus tells 2 incidents") < words.index("By month")
    assert "Figures of table 1." in words
    assert "Table 1 tempo" in words


def test_figures_tables_incidents_articles_and_provenance_are_there(printed: Path) -> None:
    words = text(printed)
    for told in ("Figure 1 Incidents by month", "3 May 2021", "Rocket × 4", "Rockets at the depot", "The Courier", "torn.html", "0123abc"):
        assert told in words, told


def test_what_articles_say_is_no_markup(tmp_path: Path) -> None:
    said = f"{HOSTILE} {MARKUP}"
    articles = {key: (f"{publisher} {said}", day, f"{title} {said}") for key, (publisher, day, title) in page_corpus.ARTICLES.items()}
    rows = page_corpus.tables(articles=articles)
    for name, column in (("articles", "licence"), ("rejected", "detail"), ("rejected", "reason"), ("claims", "medium")):
        rows[name][column] = said
    for column in ("weapon", "claimed_by", "place_id"):
        rows["incidents"][column] = said
    cells = [
        f"# {MARKUP}",
        show({MIME: chart(said, [{"month": said, "n": 1}])}, name=("chart", "c")),
        show({"text/html": said}),
        said,
        table(),
    ]
    hostile = {"title": said, "description": said, "parameters": {"weapon": said}, "provenance": {said: said, "citation": said}}
    words = text(write(tmp_path, tables=rows, notebooks=[write_notebook(tmp_path / "n.ipynb", *cells)], **hostile))
    assert '#panic("ran")' in words
    assert "$x^2$ *bold*" in words


def test_letters_that_no_font_has_and_control_characters_print(tmp_path: Path) -> None:
    rows = page_corpus.tables(articles={**page_corpus.ARTICLES, "a": ("The Courier", "2021-05-04", "ロケット弾 at the \x1b[2Jdepot\ufeff")})
    cells = [show({MIME: chart("\x1b]0;x\x07 Rockets", [{"month": "\x1b[31mMay\ufffe", "n": 1}])}, name=("chart", "c"))]
    made = write(tmp_path, tables=rows, notebooks=[write_notebook(tmp_path / "n.ipynb", *cells)])
    assert b"/StructTreeRoot" in made.read_bytes()
    assert "at the [2Jdepot" in text(made)
    assert "[31mMay" in text(made)


def test_an_empty_report_prints(tmp_path: Path) -> None:
    empty = {name: frame.iloc[:0] for name, frame in tables().items()}
    assert write(tmp_path, tables=empty).exists()


def test_many_checksums_are_counted_not_printed(tmp_path: Path) -> None:
    many = {"inputs": {f"{n}.txt": "ff" for n in range(100)}, "parameters": {"start": "2021-01-01"}}
    found = content("T", "", [notebook(tmp_path)], tables(), PARAMETERS, many)
    assert found["provenance"] == [["inputs", "100 entries, listed in report.json"], ["parameters: start", "2021-01-01"]]
