"""The page for those who do not see it or do not use a mouse: the browser's accessibility tree, the order of the focus, contrast."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Page

pytestmark = pytest.mark.browser
DRAWN = "[...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)"
NAMED = {
    "button",
    "link",
    "img",
    "image",
    "searchbox",
    "textbox",
    "combobox",
    "checkbox",
    "Date",
    "table",
    "region",
    "search",
    "navigation",
    "dialog",
}
LEAST = 4.5  # WCAG 2.2, 1.4.3
CONTRAST = """
(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (color, under) => {
        canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
    };
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
    const behind = element => {
        const found = [];
        for (let e = element; e; e = e.parentElement) found.unshift(getComputedStyle(e).backgroundColor);
        return found.reduce((under, color) => { const [r, g, b] = rgb(color, under); return `rgb(${r},${g},${b})`; }, 'rgb(255,255,255)');
    };
    const worst = new Map();
    for (const element of document.querySelectorAll('body *:not(svg *, script, style, option)')) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility() || element.closest('.unseen, .skip') || element.disabled) continue;
        const under = behind(element);
        const [a, b] = [light(rgb(getComputedStyle(element).color, under)), light(rgb(under, under))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < %s) worst.set(`${element.tagName} ${element.className}`, Math.round(ratio * 100) / 100);
    }
    return [...worst];
})()
"""


@pytest.fixture(scope="module")
def tab(browser: Browser, page: Path) -> Iterator[Page]:
    opened = browser.open(page, wait=DRAWN)
    opened.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    yield opened
    opened.close()


def tree(tab: Page) -> list[dict[str, Any]]:
    """Return what assistive technology is told: the nodes that are not left out."""
    tab.call("Accessibility.enable")
    return [node for node in tab.call("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]


def role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def test_whatever_can_be_used_or_looked_at_has_a_name(tab: Page) -> None:
    nodes = [node for node in tree(tab) if role(node) in NAMED]
    assert {"button", "link", "table", "navigation", "search"} <= {role(node) for node in nodes}
    assert [(role(node), node.get("backendDOMNodeId")) for node in nodes if not node.get("name", {}).get("value", "").strip()] == []


def test_there_are_landmarks_and_one_first_heading(tab: Page) -> None:
    roles = [role(node) for node in tree(tab)]
    assert {"banner", "navigation", "main", "contentinfo"} <= set(roles)
    levels = [p["value"]["value"] for node in tree(tab) if role(node) == "heading" for p in node["properties"] if p["name"] == "level"]
    assert levels.count(1) == 1


def test_a_chart_is_told_in_words_from_its_data(tab: Page) -> None:
    pictures = [node["name"]["value"] for node in tree(tab) if role(node) in ("img", "image")]
    assert any("the highest is 2 (2021-05)" in words for words in pictures)


def test_every_table_has_a_caption_and_heads_with_a_scope(tab: Page) -> None:
    assert tab.evaluate("[...document.querySelectorAll('table')].filter(t => !t.caption && !t.closest('#vg-tooltip-element')).length") == 0
    assert tab.evaluate("document.querySelectorAll('th:not([scope])').length") == 0


def test_the_first_stop_of_the_tab_key_skips_to_the_content(browser: Browser, page: Path) -> None:
    tab = browser.open(page, wait=DRAWN)
    tab.press("Tab", 9)
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    tab.press("Enter", 13, "\r")
    assert tab.evaluate("document.activeElement.id") == "content"
    tab.close()


def test_the_focus_goes_in_the_order_of_the_page(tab: Page) -> None:
    assert tab.evaluate("[...document.querySelectorAll('[tabindex]')].filter(element => element.tabIndex > 0).length") == 0


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_in_both_themes(browser: Browser, page: Path, dark: bool) -> None:
    tab = browser.open(page, dark=dark, wait=DRAWN)
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    tab.evaluate("document.querySelector('a.fact').click()")
    assert tab.evaluate(CONTRAST % LEAST) == []
    tab.close()
