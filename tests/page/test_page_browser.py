"""The page in Chromium: charts drawn, evidence at hand, nothing cut off, nothing fetched, nothing hostile run."""

from collections.abc import Iterator
from pathlib import Path

import page_corpus
import pytest
from browser import Browser, Page
from page_corpus import DEPOT, HOSTILE, MIME, RIVER, chart, make, show, write_notebook

from research.reporting.page import build_index

pytestmark = pytest.mark.browser

DRAWN = "[...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)"
ROWS = "[...document.querySelectorAll('#incidents tbody')].filter(row => row.getClientRects().length).map(row => row.id)"
PLOTS = "[...document.querySelectorAll('.plot')]"
PANEL_ROWS = "[...document.querySelectorAll('#number-rows summary')].map(row => row.textContent.replace(/\\s+/g, ' '))"
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"
TOO_WIDE = f"""
    {PLOTS}
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
    document.querySelectorAll('.mark-rect a, .mark-rect path')
        .forEach(mark => mark.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    document.querySelectorAll('main button:not([data-save], [data-table], [data-result], #save-shown)').forEach(button => button.click());
"""
SAVED = """(async () => {
    const found = {};
    const create = URL.createObjectURL;
    let last;
    HTMLAnchorElement.prototype.click = function () {};
    URL.createObjectURL = (blob) => { last = blob; return create(blob); };
    for (const button of document.querySelectorAll('[data-table=articles], [data-result], #save-shown, [data-save=csv]')) {
        button.click();
        found[button.dataset.table ?? button.dataset.result ?? (button.id || button.closest('figure').dataset.name)] = await last.text();
    }
    return found;
})()"""


@pytest.fixture
def tab(browser: Browser, page: Path) -> Iterator[Page]:
    opened = browser.open(page, wait=DRAWN)
    yield opened
    opened.close()


def fetched(tab: Page) -> list[str]:
    """Return what the tab asked for beside its own file; pictures that the browser draws its controls with are data."""
    return [address for address in tab.requests[1:] if not address.startswith(("data:image/svg+xml", "blob:"))]


def test_charts_are_drawn_with_their_marks_and_nothing_is_fetched(tab: Page) -> None:
    assert tab.evaluate("[...document.querySelectorAll('figure.chart')].map(figure => figure.dataset.drawn)") == ["yes", "yes"]
    assert tab.evaluate("document.querySelectorAll('#figure-1 svg .mark-rect.role-mark path').length") == 2
    assert fetched(tab) == []
    assert tab.messages == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(browser: Browser, page: Path, width: int, dark: bool) -> None:
    tab = browser.open(page, width=width, dark=dark, wait=DRAWN)
    tab.evaluate(OPEN_ALL)
    assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert tab.evaluate(TOO_WIDE) == []
    assert tab.evaluate(OUTSIDE) == []
    tab.close()


def test_charts_are_drawn_anew_when_the_width_changes(tab: Page) -> None:
    tab.resize(390)
    tab.wait_for(f"{PLOTS}.every(plot => plot.querySelector('svg')?.viewBox.baseVal.width <= plot.clientWidth + 4)")
    assert tab.evaluate(f"{PLOTS}.every(plot => plot.clientWidth < 390)")


def test_search_and_filters_narrow_the_table(tab: Page) -> None:
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]
    tab.click("#find")
    tab.write("lantern evening")
    assert tab.evaluate(ROWS) == [DEPOT]
    assert tab.evaluate("document.querySelector('#count').textContent") == "1 of 2 incidents"
    tab.click("#clear")
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]
    tab.evaluate(CHOOSE_DRONES)
    assert tab.evaluate(ROWS) == [RIVER]


def test_columns_sort_by_value_with_the_unknown_last(tab: Page) -> None:
    for _ in range(2):
        tab.click("#incidents thead th:nth-child(7) button")
        assert tab.evaluate(ROWS) == [DEPOT, RIVER], "the river says nothing of wounded"
    tab.click("#incidents thead th:nth-child(1) button")
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]
    assert tab.evaluate("document.querySelector('#incidents th').getAttribute('aria-sort')") == "ascending"


def test_an_incident_opens_to_sentences_with_marks_by_mouse_and_by_keyboard(tab: Page) -> None:
    marks = f"[...document.getElementById('{DEPOT}').querySelectorAll('blockquote mark')]"
    visible = f"{marks}.filter(mark => mark.checkVisibility()).length"
    assert tab.evaluate(visible) == 0
    tab.click(f"[id='{DEPOT}'] summary")
    assert tab.evaluate(visible) == 10
    tab.evaluate(f"document.querySelector(\"[id='{DEPOT}'] summary\").focus()")
    tab.press("Enter", 13, "\r")
    assert tab.evaluate(visible) == 0


def test_a_link_to_an_incident_opens_it(browser: Browser, page: Path) -> None:
    tab = browser.open(f"{page.resolve().as_uri()}#{DEPOT}")
    assert tab.evaluate(f"document.getElementById('{DEPOT}').querySelector('details').open")
    tab.close()


def panel(tab: Page) -> tuple[str, str]:
    """Return title and text of the open panel."""
    assert tab.evaluate("document.querySelector('#number').open")
    return tab.evaluate("[document.querySelector('#number-title').textContent, document.querySelector('#number').innerText]")


def test_a_click_on_a_bar_shows_the_rows_behind_it_with_their_sentences(tab: Page) -> None:
    tab.click("#figure-1 .mark-rect.role-mark path:nth-of-type(2)")
    title, words = panel(tab)
    assert title == "Incidents by month"
    assert "2 incidents" in words
    assert tab.evaluate(PANEL_ROWS) == [
        "May 2021, Iraq, Drone, Unknown U.S. and coalition, Missed",
        "3 May 2021, Harir Air Base Iraq, Rocket × 4, Military base U.S. and coalition, Hit",
    ]
    tab.evaluate("document.querySelectorAll('#number-rows summary')[1].click()")
    tab.wait_for("document.querySelector('#number-rows blockquote mark')?.checkVisibility()")
    assert "Four rockets fell on the depot" in tab.evaluate("document.querySelector('#number-rows').innerText")


def test_a_number_of_a_result_table_opens_by_keyboard_and_gives_the_focus_back(tab: Page) -> None:
    tab.evaluate("document.querySelector('#table-tempo-0 button').focus()")
    tab.press("Enter", 13, "\r")
    title, words = panel(tab)
    assert title == "2: incidents, all"
    assert "2 incidents" in words
    tab.press("Escape", 27)
    assert tab.evaluate("[document.querySelector('#number').open, document.activeElement.textContent]") == [False, "2"]


def test_arrow_keys_go_from_number_to_number_and_tab_leaves_the_table(tab: Page) -> None:
    tab.evaluate("document.querySelector('#figure-1 details').open = true")
    tab.evaluate("document.querySelector('#figure-1 table button').focus()")
    assert tab.evaluate("document.querySelectorAll('#figure-1 table button[tabindex=\"0\"]').length") == 1
    tab.press("ArrowDown", 40)
    assert tab.evaluate("document.activeElement.textContent") == "2"
    tab.press("Tab", 9)
    assert not tab.evaluate("document.activeElement.closest('table')")


def test_the_rows_of_a_number_can_be_seen_in_the_table_of_incidents(tab: Page) -> None:
    tab.evaluate(CHOOSE_DRONES)
    assert tab.evaluate(ROWS) == [RIVER]
    tab.click("#table-tempo-0 button")
    tab.click("#number-links button")
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]
    assert "2: incidents, all" in tab.evaluate("document.querySelector('#count').textContent")


def test_a_number_of_a_finding_opens_and_leads_to_its_row(tab: Page) -> None:
    tab.click("a.fact")
    assert panel(tab)[0] == "2 incidents"
    tab.click("#number-links a")
    assert tab.evaluate("document.querySelector('tr:target').textContent") == "all2"


def test_no_cell_of_a_saved_table_is_a_formula(tab: Page) -> None:
    cells = ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "'=1", "-5", "plain", "a=b"]
    saved = tab.evaluate(f"""(async () => {{
        const create = URL.createObjectURL;
        let last;
        HTMLAnchorElement.prototype.click = function () {{}};
        URL.createObjectURL = (blob) => {{ last = blob; return create(blob); }};
        reportPage.save('x.csv', ['cell'], {cells!r}.map(cell => [cell]).concat([[-3]]));
        return await last.text();
    }})()""")
    assert saved.split("\n") == ["cell", *(f"'{cell}" for cell in cells[:5]), *cells[5:], "-3", ""]


def test_tables_are_saved_as_csv_from_the_page_itself(tab: Page) -> None:
    saved = tab.evaluate(SAVED)
    assert saved["articles"] == page_corpus.tables()["articles"].to_csv(index=False, lineterminator="\n")
    assert saved["save-shown"] == page_corpus.tables()["incidents"].to_csv(index=False, lineterminator="\n")
    assert saved["tempo"] == f"window,incidents,incident_ids\nall,2,{DEPOT} {RIVER}\n"
    assert saved["by_month"].startswith("incident_ids,month,n\n,2021-04,0\n2021-05-03-harir-aaaa 2021-05-01")


def test_the_theme_follows_the_reader_and_can_be_changed(browser: Browser, page: Path) -> None:
    paper, ink = "getComputedStyle(document.body).backgroundColor", "getComputedStyle(document.querySelector('.role-axis-title text')).fill"
    tab = browser.open(page, dark=True, wait=DRAWN)
    before = tab.evaluate(paper), tab.evaluate(ink)
    tab.click("#theme")
    after = tab.evaluate(paper), tab.evaluate(ink)
    assert before[0] != after[0]
    assert before[1] != after[1], "charts follow"
    tab.close()


def test_without_scripts_tables_and_evidence_can_be_read(browser: Browser, page: Path) -> None:
    tab = browser.open(page, scripts=False)
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    assert tab.evaluate(ROWS) == [RIVER, DEPOT]
    assert tab.evaluate("document.querySelector('#filters').getClientRects().length") == 0
    assert "Lantern Brigade" in tab.evaluate(f"document.getElementById('{DEPOT}').textContent")
    tab.close()


def test_it_prints(tab: Page, tmp_path: Path) -> None:
    assert tab.pdf(tmp_path / "page.pdf").stat().st_size > 10_000


def test_a_hostile_corpus_runs_no_script(browser: Browser, tmp_path: Path) -> None:
    texts = {key: text + f" {HOSTILE}" for key, text in page_corpus.TEXTS.items()}
    articles = {key: (f"{publisher}{HOSTILE}", day, f"{title}{HOSTILE}") for key, (publisher, day, title) in page_corpus.ARTICLES.items()}
    tables = page_corpus.tables(texts, articles)
    for name, column in (("articles", "licence"), ("claims", "medium"), ("tallies", "source"), ("rejected", "detail")):
        tables[name][column] = HOSTILE
    tables["articles"]["url"] = "javascript:window.hacked=1"
    for column in ("weapon", "claimed_by", "incident_id", "disagreement"):
        tables["incidents"][column] = [f"{value}{HOSTILE}" for value in tables["incidents"][column]]
    tables["incident_reports"]["incident_id"] = [f"{value}{HOSTILE}" for value in tables["incident_reports"]["incident_id"]]
    spec = chart(HOSTILE, [{"month": HOSTILE, "n": 1, "incident_ids": HOSTILE}, {"month": "');window.hacked=1;('", "n": 2}])
    spec["transform"] = [{"calculate": "datum.constructor.constructor('window.hacked=1')()", "as": "bad"}]
    spec["encoding"]["href"] = {"value": "javascript:window.hacked=1"}
    cells = [f"# {HOSTILE}", show({MIME: spec}), show({"text/html": HOSTILE}), show({"text/markdown": HOSTILE}), HOSTILE]
    hostile = {"title": HOSTILE, "description": HOSTILE, "parameters": {HOSTILE: HOSTILE}, "provenance": {HOSTILE: HOSTILE}}
    tab = browser.open(make(tmp_path, tables=tables, notebooks=[write_notebook(tmp_path / "n.ipynb", *cells)], **hostile), wait=DRAWN)
    tab.evaluate(OPEN_ALL)
    tab.evaluate(CLICK_EVERYTHING)
    assert tab.evaluate("window.hacked") is None
    assert fetched(tab) == []
    assert tab.evaluate("document.querySelectorAll('#incidents tbody').length") == 2
    assert "{{ 7*7 }}" in tab.evaluate("document.querySelector('h1').textContent"), "no template in a text is filled in"
    tab.close()


def test_the_index_shows_nothing_cut_off(browser: Browser, tmp_path: Path) -> None:
    build_index([{"name": f"r{n}", "title": "A title of some length " * 3, "findings": ["One. " * 20]} for n in range(4)], tmp_path)
    for width in (390, 1280):
        tab = browser.open(tmp_path / "index.html", width=width)
        assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert fetched(tab) == []
        assert tab.messages == []
        tab.close()
