"""The page in Chromium: charts drawn, evidence at hand, nothing cut off, nothing fetched, nothing hostile run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, Page

pytestmark = pytest.mark.browser

DRAWN = "[...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)"
ROWS = "[...document.querySelectorAll('#incidents tbody')].filter(row => row.getClientRects().length).map(row => row.id)"
TOO_WIDE = """
    [...document.querySelectorAll('.plot')]
        .filter(plot => plot.querySelector('svg').getBoundingClientRect().width > plot.clientWidth + 1)
        .map(plot => plot.ariaLabel)
"""
OUTSIDE = """
    [...document.querySelectorAll('main *, header *, footer *')]
        .filter(part => !part.closest('.scroll, svg, thead') && part.getBoundingClientRect().right > innerWidth + 1)
        .map(part => part.outerHTML.slice(0, 80))
"""
CHOOSE_DRONES = """
    const select = document.querySelector('[data-column=weapon]');
    select.value = 'drone';
    select.dispatchEvent(new Event('input', { bubbles: true }));
"""
CLICK_EVERYTHING = """
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    document.querySelectorAll('.mark-rect a, .mark-rect path')
        .forEach(mark => mark.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    document.querySelectorAll('main button:not([data-save], [data-table], [data-result], #save-shown)').forEach(button => button.click());
"""
DEPOT, RIVER = "2021-05-03-harir-aaaa", "2021-05-01-nowhere-cccc"


@pytest.fixture
def tab(browser: Browser, page: Path) -> Iterator[Page]:
    opened = browser.open(page, wait=DRAWN)
    yield opened
    opened.close()


def fetched(tab: Page) -> list[str]:
    """Return what the tab asked for beside its own file; pictures that the browser draws its controls with are data."""
    return [address for address in tab.requests[1:] if not address.startswith(("data:image/svg+xml", "blob:"))]


def complaints(tab: Page) -> list[str]:
    return [message for message in tab.messages if not message.startswith("WARN")]


def test_charts_are_drawn_with_their_marks_and_nothing_is_fetched(tab: Page) -> None:
    assert tab.evaluate("[...document.querySelectorAll('figure.chart')].map(figure => figure.dataset.drawn)") == ["yes", "yes"]
    assert tab.evaluate("document.querySelectorAll('figure:nth-of-type(1) svg .mark-rect.role-mark path').length") == 2
    assert fetched(tab) == []
    assert complaints(tab) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(browser: Browser, page: Path, width: int, dark: bool) -> None:
    tab = browser.open(page, width=width, dark=dark, wait=DRAWN)
    tab.evaluate(CLICK_EVERYTHING)
    assert tab.evaluate("window.hacked") is None
    assert fetched(tab) == []
    assert tab.evaluate("document.querySelectorAll('#incidents tbody').length") == 2
    assert "49" not in tab.evaluate("document.querySelector('h1').textContent"), "no template in a text is filled in"
    tab.close()


def test_the_index_shows_nothing_cut_off(browser: Browser, tmp_path: Path) -> None:
    from research.reporting.page import build_index

    build_index([{"name": f"r{n}", "title": "A title of some length " * 3, "findings": ["One. " * 20]} for n in range(4)], tmp_path)
    for width in (390, 1280):
        tab = browser.open(tmp_path / "index.html", width=width)
        assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert fetched(tab) == []
        assert complaints(tab) == []
        tab.close()
