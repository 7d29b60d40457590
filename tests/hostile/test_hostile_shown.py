"""What Jupyter shows of hostile articles beside a notebook: explanations, tables, selections. No policy helps there."""

from pathlib import Path

import pandas as pd
import pytest
from browser import Browser

from research import explain
from research.reporting.rich import frame_html
from research.reporting.show import to_html
from tests.hostile import corpus

pytestmark = pytest.mark.browser


def shown(browser: Browser, tmp_path: Path, parts: list[str]) -> str:
    """Return the words of a page of these parts, on which nothing of theirs may run."""
    page = tmp_path / "shown.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>shown</title><body>{''.join(parts)}</body>", encoding="utf-8")
    tab = browser.open(page)
    tab.evaluate("document.querySelectorAll('*').forEach(part => { part.dispatchEvent(new MouseEvent('mouseover')); part.focus(); })")
    assert tab.evaluate("window.hacked") is None
    assert tab.evaluate("document.title") == "shown"
    assert tab.evaluate("document.scripts.length + document.querySelectorAll('img, svg, iframe, object, base, style').length") == 0
    assert [address for address in tab.requests if not address.startswith("file:")] == []
    words = str(tab.evaluate("document.body.textContent"))
    tab.close()
    return words


def test_explanations(browser: Browser, tmp_path: Path) -> None:
    said = "Two rockets hit Balad air base on 5 May 2021, {} said. A group calling itself Saraya {} claimed it. "
    texts = corpus.PAYLOADS.values()
    parts = [explain(said.replace("{}", text) + corpus.filler(text), text, "2021-05-06")._repr_html_() for text in texts]
    assert "<img src=x onerror=window.hacked=1>" in shown(browser, tmp_path, parts)


def test_tables(browser: Browser, tmp_path: Path) -> None:
    texts = list(corpus.PAYLOADS.values())
    frame = pd.DataFrame({"title": texts, "<b>": texts, texts[1]: texts})
    parts = [frame_html(frame, rows=len(frame)), frame_html(frame.set_index("title")), to_html(frame, {"title": texts[1]}, texts[1])]
    nested = pd.DataFrame([texts[:2]], columns=pd.MultiIndex.from_tuples([(texts[0], "a"), (texts[1], "b")]))
    words = shown(browser, tmp_path, [*parts, frame_html(nested)])
    assert all(text.split("\n")[0] in words for text in texts[:10])
