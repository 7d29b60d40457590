"""The map on the page in Chromium: what is chosen in one view is what the others and the table of incidents show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, Page
from page_corpus import DEPOT, MIME, PARAMETERS, RIVER, make, show, tables, write_notebook

from research.analysis.selection import select
from research.reporting.charts_map import linked
from research.reporting.summaries_map import drawn
from research.reporting.theme import checked

pytestmark = pytest.mark.browser

DRAWN = "document.querySelector('figure.chart').dataset.drawn"
ROWS = "[...document.querySelectorAll('#incidents tbody')].filter(row => row.getClientRects().length).map(row => row.id)"
SYMBOLS = "[...document.querySelectorAll('.map_symbols_0_marks path')]"
LISTED = "[...document.querySelectorAll('.plot text')].map(text => text.textContent).filter(text => /^2021-05-/.test(text))"
CHOSEN = "(document.querySelector('.chosen:not([hidden]) output')?.textContent ?? '')"
BOX = "(() => {{ const b = {}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()"
BARS = "document.querySelector('.time_bars_1_marks')"


@pytest.fixture(scope="module")
def map_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose two incidents stand on the map, one in May, one from May to June."""
    folder, rows = tmp_path_factory.mktemp("map"), tables()
    rows["incidents"] = rows["incidents"].assign(
        latitude=[33.0, 36.5], longitude=[44.0, 44.3], where_prec=[6, 1], date_end=["2021-06-30", "2021-05-03"]
    )
    spec = checked(linked(drawn(select(rows, PARAMETERS)), "month", "Where and when", "Both of them"))
    return make(folder, notebooks=[write_notebook(folder / "map.ipynb", "# Map", show({MIME: spec}, name=("chart", "map")))], tables=rows)


@pytest.fixture
def tab(browser: Browser, map_page: Path) -> Iterator[Page]:
    opened = browser.open(map_page, height=1400, wait=DRAWN)
    opened.evaluate("document.querySelector('.plot').scrollIntoView({ block: 'start' })")
    yield opened
    opened.close()


def mouse(tab: Page, kind: str, x: float, y: float) -> None:
    tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)


def drag(tab: Page, x: float, until: float, y: float) -> None:
    mouse(tab, "mousePressed", x, y)
    for step in range(1, 6):
        mouse(tab, "mouseMoved", x + (until - x) * step / 5, y)
    mouse(tab, "mouseReleased", until, y)


def months(tab: Page, first: int, last: int) -> None:
    """Drag over the months of the year from the `first` to the `last`."""
    x, y, width, height = tab.evaluate(BOX.format("document.querySelector('.concat_1_group .background, .concat_1_group path')"))
    drag(tab, x + width * (first - 0.9) / 12, x + width * (last - 0.1) / 12, y + height / 2)


def test_it_is_drawn_without_a_word_of_complaint(tab: Page) -> None:
    assert tab.evaluate(DRAWN) == "yes"
    assert tab.messages == []
    assert tab.evaluate(f"{SYMBOLS}.length") == 2
    assert tab.evaluate(CHOSEN) == ""
    assert tab.evaluate("document.querySelector('.plot').ariaLabel").startswith("Map of 2 incidents at 2 symbols.")


def test_a_drag_over_the_bars_narrows_map_list_and_table(tab: Page) -> None:
    months(tab, 6, 7)
    tab.wait_for(f"{CHOSEN} === '1 of 2 incidents are chosen.'")
    assert tab.evaluate(f"{SYMBOLS}.length") == 1
    assert tab.evaluate(LISTED) == ["2021-05-01 to 06-30"]
    assert tab.evaluate(ROWS) == [RIVER]
    tab.click(".chosen .free")
    tab.wait_for(f"{CHOSEN} === ''")
    assert tab.evaluate(f"{SYMBOLS}.length") == 2
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]


def test_a_click_on_a_symbol_narrows_bars_list_and_table(tab: Page) -> None:
    bars = "[...document.querySelectorAll('.concat_1_group .mark-rect.role-mark path')]"
    wide = f"{bars}.filter(bar => bar.getBoundingClientRect().height > 1).length"
    before = tab.evaluate(wide)
    x, y, width, height = tab.evaluate(BOX.format(f"{SYMBOLS}.find(path => path.getAttribute('aria-label').includes('Harir'))"))
    mouse(tab, "mousePressed", x + width / 2, y + height / 2)
    mouse(tab, "mouseReleased", x + width / 2, y + height / 2)
    tab.wait_for(f"{CHOSEN} === '1 of 2 incidents are chosen.'")
    assert tab.evaluate(ROWS) == [DEPOT]
    assert tab.evaluate(LISTED) == ["2021-05-03"]
    assert tab.evaluate(wide) < before
    assert tab.evaluate("scrollY > 0 && document.querySelector('.plot').getBoundingClientRect().top < innerHeight"), "the page stays"


def test_a_map_keeps_its_shape_on_a_phone(browser: Browser, map_page: Path) -> None:
    tab = browser.open(map_page, width=390, wait=DRAWN)
    *_, width, height = tab.evaluate(BOX.format("document.querySelector('.map_country_0_marks')"))
    assert 0.6 < height / width < 0.9
    assert width < 390
    assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    tab.close()
