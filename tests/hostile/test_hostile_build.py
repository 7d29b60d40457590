"""A report on hostile articles: notebooks, charts, page, print edition and CSV files show their words, and nothing else comes of them."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import nbformat
import pypdf
import pytest
from browser import Browser
from nbconvert import HTMLExporter

from research.reporting import editions
from research.reporting.theme import MIME
from tests import project
from tests.hostile import corpus

pytestmark = pytest.mark.slow
MIMES = {MIME, "application/vnd.research.findings+json", "text/plain", "text/html", "text/markdown", "text/csv"}
TAGS = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "b", "code", "a", "span"}
ATTRIBUTES = {"class", "style", "title", "href", "colspan"}
WORDS = {"domain", "sort", "title", "subtitle", "text", "description", "values", "datasets"}  # of a specification, that hold words
FOREIGN = {"script", "foreignObject", "image", "iframe", "use", "a", "style", "animate", "set"}
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"
CLICK_ALL = "document.querySelectorAll('main button:not([data-save], [data-table], [data-result])').forEach(button => button.click())"
DRAWN = "[...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)"


@pytest.fixture(scope="module")
def built(coded: tuple[Path, Any]) -> Path:
    """The folder of the report on the tampered tables."""
    done = project.research(coded[0], "report", corpus.SPEC)
    assert done.returncode == 0, done.stderr
    assert not corpus.commands(done.stderr + done.stdout)
    return coded[0] / "reports" / "built" / corpus.SPEC


def outputs(built: Path) -> Iterator[Any]:
    for path in sorted((built / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            yield from cell.get("outputs", [])


def strings(node: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a specification with the keys that lead to it."""
    if isinstance(node, str):
        yield where, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, (*where, key))
    elif isinstance(node, list):
        for value in node:
            yield from strings(value, where)


def nothing_came_of(tab: Any) -> None:
    """Fail where a script of an article ran, or something was asked for."""
    assert tab.evaluate("window.hacked") is None
    assert tab.evaluate(f"document.title === '{corpus.CANARY}'") is False
    assert [address for address in tab.requests if corpus.HOST in address] == []
    assert tab.evaluate(f"location.href.includes('{corpus.HOST}')") is False


def test_the_words_are_there(built: Path) -> None:
    shown = "".join(str(output) for output in outputs(built))
    assert shown.count(corpus.CANARY) > 100


def test_notebooks_hold_no_output_that_runs(built: Path) -> None:
    for output in outputs(built):
        assert output.output_type == "display_data"
        assert set(output.data) <= MIMES
        root = lxml.html.fragment_fromstring(output.data.get("text/html", ""), create_parent="div")
        for element in root.iter():
            assert element.tag in TAGS, element.tag
            assert set(element.attrib) <= ATTRIBUTES, element.attrib
            assert element.get("href", "https://").startswith(("https://", "http://"))


def test_specifications_hold_the_words_as_words_only(built: Path) -> None:
    for output in outputs(built):
        for where, text in strings(output.data.get(MIME, {})):
            if any(mark in text for mark in (corpus.CANARY, "constructor", "7*7", "datum['")) and not WORDS.intersection(where):
                pytest.fail(f"{'.'.join(where)}: {text[:80]}")


def test_notebooks_as_pages_run_nothing(built: Path, browser: Browser, tmp_path: Path) -> None:
    """As JupyterLab shows the outputs of a trusted notebook: by nbconvert, with no policy besides."""
    plain = {f"{name}_url": "" for name in ("mathjax", "require_js", "jquery", "mermaid_js", "jupyter_widgets_base")}
    for path in sorted((built / "notebooks").glob("*.ipynb")):
        target = tmp_path / f"{path.stem}.html"
        target.write_text(HTMLExporter(**plain).from_filename(str(path))[0], encoding="utf-8")
        tab = browser.open(target)
        nothing_came_of(tab)
        assert "window.hacked=1" in tab.evaluate("document.body.textContent")
        tab.close()


def test_charts_are_pictures_only(built: Path, browser: Browser) -> None:
    charts = sorted((built / "charts").glob("*.svg"))
    assert charts
    for path in charts:
        for element in lxml.etree.parse(path).iter(lxml.etree.Element):
            assert lxml.etree.QName(element).localname not in FOREIGN
            assert not [name for name in element.attrib if name.startswith("on") or name.endswith("href")]
    shown = [path for path in charts if corpus.CANARY in path.read_text(encoding="utf-8")]
    assert shown
    for path in shown[:2]:
        tab = browser.open(path)
        nothing_came_of(tab)
        tab.close()


def test_the_page_and_the_index_run_nothing(built: Path, browser: Browser) -> None:
    for path, wait in ((built / "index.html", DRAWN), (built.parent / "index.html", "true")):
        tab = browser.open(path, wait=wait)
        tab.evaluate(OPEN_ALL)
        tab.evaluate(CLICK_ALL)
        nothing_came_of(tab)
        assert tab.messages == [], "the policy of the page had nothing to stop"
        assert "{{ 7*7 }}" in tab.evaluate("document.body.textContent")
        tab.close()


def test_what_the_page_saves_is_escaped_as_the_files_are(built: Path, browser: Browser) -> None:
    from research.spreadsheet import escaped

    tab = browser.open(built / "index.html", wait=DRAWN)
    tab.evaluate("URL.createObjectURL = blob => { window.saved = blob; return 'blob:none'; }")
    texts = [text for text in corpus.PAYLOADS.values() if "\r" not in text]
    tab.evaluate(f"reportPage.save('x.csv', ['a'], {json.dumps([[text] for text in texts])})")
    saved = list(csv.reader(io.StringIO(tab.evaluate("window.saved.text()"), newline="")))
    assert saved == [["a"], *([escaped(text)] for text in texts)]
    tab.close()


def test_tables_hold_no_formula_wherever_cells_are_parted(built: Path) -> None:
    tables = sorted((built / "tables").glob("*.csv"))
    cells = [cell for path in tables for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row]
    assert sum("cmd|" in cell for cell in cells) > 3
    for cell in cells:
        for part in re.split("[;\t]", cell):
            assert re.fullmatch(r"[+-]?[\d.,e+-]+%?", part) or not part.lstrip().startswith(("=", "+", "-", "@", "＝")), part


def test_the_print_edition_takes_nothing_for_markup(built: Path) -> None:
    reader = pypdf.PdfReader(built / "report.pdf")
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/Names"} & set(root) or "/JavaScript" not in root.get("/Names", {})
    links = [note.get_object()["/A"] for page in reader.pages for note in page.get("/Annots", []) if "/A" in note.get_object()]
    assert all(link["/S"] == "/GoTo" or str(link["/URI"]).startswith(("https://", "http://", "mailto:")) for link in links)
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine: install poppler-utils")
    done = subprocess.run(["pdftotext", str(built / "report.pdf"), "-"], capture_output=True, text=True, check=True)
    words = re.sub(r"[\s\u200b]+", "", done.stdout)
    assert '#eval("1")#read("/etc/passwd")' in words
    assert "{{7*7}}" in words
    assert "root:x:0" not in words


def test_no_command_was_run(built: Path) -> None:
    assert corpus.traces(built.parents[3]) == []


def test_what_changed_between_builds_is_told_without_commands(built: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text((built / editions.FILE).read_text(encoding="utf-8").replace(corpus.CANARY, "cracked"), encoding="utf-8")
    done = project.research(built.parents[2], "diff", str(old), str(built))
    assert done.returncode == 1, done.stderr
    assert "cracked" in done.stdout
    assert not corpus.commands(done.stdout + done.stderr)
