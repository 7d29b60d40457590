"""The section on what has changed since an edition that was kept: what went is struck out, what is new is marked, nothing can run."""

from pathlib import Path

import lxml.html
from page_corpus import DEPOT, HOSTILE, make

from research.reporting.changes import Change, Changes
from research.reporting.page import Since

MOVED = [
    Change("incident", "changed", DEPOT, cells=(("weapon", "drone", HOSTILE),), by=("a.txt added",)),
    Change("incident", "removed", "gone-aaaa", by=(f"{HOSTILE} withdrawn",)),
    Change("table", "changed", "weapons", "rocket", cells=(("incidents", "2", ""),), by=("-gone-aaaa",)),
    Change("chart", "changed", "by_month", "By month"),
    Change("sentence", "changed", cells=(("", "It rose to 5%.", "It rose to 7%."),)),
    Change("sentence", "added", cells=(("", "", HOSTILE),)),
]


def section(folder: Path, **since: object) -> lxml.html.HtmlElement:
    page = make(folder, **since)
    return lxml.html.fromstring(page.read_text(encoding="utf-8")).get_element_by_id("since", None)


def test_without_an_edition_there_is_no_such_section(tmp_path: Path) -> None:
    assert section(tmp_path) is None


def test_what_moved_stands_there_with_what_moved_it(tmp_path: Path) -> None:
    found = section(tmp_path, since=Since("spring", Changes(["data (added a.txt)"], MOVED)))
    text = " ".join(found.text_content().split())
    assert "Since the edition “spring”, 2 sentences, 2 incidents, 1 chart and 1 row of a result table changed." in text
    assert "all else, of data, code, parameters and environment, is the same: data (added a.txt)" in text
    assert [(e.text_content(), e.tag) for e in found.xpath(".//li[contains(., 'It rose')]/*")] == [("5", "del"), ("7", "ins")]
    assert found.xpath(f".//a[@href='#{DEPOT}']")
    assert found.xpath(".//a[@href='#figure-1']")
    assert "-gone-aaaa" in text


def test_nothing_of_a_change_can_run(tmp_path: Path) -> None:
    found = section(tmp_path, since=Since("spring", Changes([HOSTILE], MOVED)))
    assert not found.xpath(".//script | .//img")
    assert HOSTILE in found.text_content()


def test_that_nothing_changed_is_said(tmp_path: Path) -> None:
    found = section(tmp_path, since=Since("spring", Changes(["code (changed x.py)"], [])))
    assert "Nothing that this report says has changed since the edition “spring”." in found.text_content()
