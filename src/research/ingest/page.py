"""HTML -> blocks, and what the page says of itself in its head.

The main text is found by trafilatura (Barbaresi 2021, ACL demo); this module gives the order, the captions and the facts that it
leaves out. Scripts, menus, forms and hidden parts are never read.
"""

import re
from itertools import groupby
from typing import Any

import lxml.html
from lxml import etree

from research.ingest.blocks import Block, Facts, is_prose, one_line
from research.ingest.decode import tidy
from research.ingest.headline import repeats
from research.ingest.lexicon import lexicon, norm, words
from research.ingest.limits import MAX_ELEMENTS
from research.ingest.pagefacts import find_title, read_facts
from research.ingest.refusal import RefusedError
from research.ingest.unwrap import BULLET, chunks, join_lines

SKIPPED = frozenset(
    "script style noscript template svg iframe object nav aside footer button select textarea menu dialog audio video map canvas "
    "math".split()
)
BLOCKS = frozenset(
    "html body p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote figure figcaption table tbody thead tr "
    "pre address center form fieldset hr details summary".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "menu", "menubar", "dialog", "alert"))
LINK_SHARE = 0.8  # of a block's characters inside links: it is a link, not text
MAX_CAPTION_WORDS = 80
MIN_MAIN_WORDS = 25
MIN_MAIN_SHARE = 0.3  # of the running text of the page; with less the main text was not found


def read_page(text: str) -> tuple[list[Block], Facts]:
    """Return the blocks of a page in reading order, and its facts.

    Raises:
        RefusedError: `too_nested` or `broken`, with what mends it.
    """
    root = _parse(text)
    facts = read_facts(root)
    blocks = _Walk(root).blocks
    facts.title = find_title(root, facts.title, blocks)
    _mark_outside(blocks, facts.title, _main_text(root))
    return blocks, facts


def _parse(text: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise RefusedError("no_text", "the page holds no text: save the article again") from None
    if any("depth" in entry.message for entry in parser.error_log):
        raise RefusedError("too_nested", "the page nests its parts too deeply to be read: save the article as text")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise RefusedError("too_large", f"the page has more than {MAX_ELEMENTS} parts: save the article alone, as text")
    return root


def _main_text(root: Any) -> str:
    import trafilatura

    document = trafilatura.bare_extraction(
        root, fast=True, include_comments=False, favor_recall=True, with_metadata=False, include_tables=True
    )
    return getattr(document, "text", None) or ""


def _mark_outside(blocks: list[Block], title: str, main: str) -> None:
    """Mark the blocks outside the main text; none if trafilatura found too little of it."""
    found = f" {norm(main)} "
    inside = [i for i, block in enumerate(blocks) if is_prose(block.text) and f" {norm(block.text)} " in found]
    prose = sum(len(words(block.text)) for block in blocks if is_prose(block.text))
    covered = sum(len(words(blocks[i].text)) for i in inside)
    if covered < MIN_MAIN_WORDS or covered < MIN_MAIN_SHARE * prose:
        return
    first = next((i for i, block in enumerate(blocks[: inside[0]]) if repeats(block.text, title)), inside[0])
    for i, block in enumerate(blocks):
        within = first <= i <= inside[-1] or (i > inside[-1] and block.kind in ("item", "row"))
        own = f" {norm(block.text)} " in found or block.kind in ("caption", "heading") or (block.kind != "link" and is_prose(block.text))
        block.outside = not (within and own)


class _Walk:
    """Reads a tree into blocks without recursion."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._lines: list[tuple[str, bool]] = []
        self._kinds: list[str] = ["text"]
        self._linked = 0  # characters inside links since the last line break
        self._links = 0
        self._time = ""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if _skipped(element):
                    walker.skip_subtree()
                else:
                    self._enter(element)
            else:
                self._leave(element)
        self._flush()

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self._kinds.append(_kind(element, self._kinds[-1]))
        elif tag == "br":
            self._end_line()
        elif tag in ("td", "th"):
            self._parts.append("\t")
        elif tag == "a":
            self._links += 1
        elif tag == "time" and not self._time:
            self._time = element.get("datetime") or ""
        self._add(element.text)

    def _leave(self, element: Any) -> None:
        if not _skipped(element):
            if element.tag in BLOCKS:
                self._flush()
                self._kinds.pop()
            elif element.tag == "a":
                self._links -= 1
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            flat = re.sub(r"\s+", " ", text)
            self._parts.append(flat)
            if self._links > 0:
                self._linked += len(flat.strip())

    def _end_line(self) -> None:
        text = tidy("".join(self._parts)).strip(" \n")
        linked = bool(text) and self._linked >= LINK_SHARE * len(one_line(text))
        self._lines.append((text, linked))
        self._parts, self._linked = [], 0

    def _flush(self) -> None:
        self._end_line()
        kind = self._kinds[-1]
        if kind == "caption" and sum(line.count(" ") for line, _ in self._lines) > MAX_CAPTION_WORDS:
            kind = "text"  # a part of the page that is only named like a picture
        for linked, group in groupby(self._lines, key=lambda line: line[1]):
            text = "\n".join(line for line, _ in group)
            if text.strip():
                self.blocks += _blocks(text, "link" if linked and kind != "heading" else kind, self._time)
                self._time = ""
        self._lines, self._time = [], ""


def _blocks(text: str, kind: str, time: str) -> list[Block]:
    cells = [one_line(cell) for cell in text.split("\t")]
    if len(cells) > 1 and not any(is_prose(cell) for cell in cells):
        return [Block(", ".join(cell for cell in cells if cell), "row", time)]
    text = text.replace("\t", "\n")  # a table that only lays out the page
    lines = [one_line(line) for line in text.split("\n")]
    found = [paragraph for run in chunks(lines) for paragraph in join_lines(run, 0, lambda line: False)]
    return [Block(BULLET.sub("", paragraph), kind, time if i == 0 else "") for i, paragraph in enumerate(found) if words(paragraph)]


def _skipped(element: Any) -> bool:
    tag = element.tag
    if tag in SKIPPED or element.get("role") in ROLES or element.get("hidden") is not None or HIDDEN.search(element.get("style") or ""):
        return True
    if tag == "header":
        parent = element.getparent()
        return next(element.iter("h1"), None) is None and (parent is None or parent.tag not in ("article", "main"))
    return tag == "form" and sum(1 for _ in element.iter("p", "h1")) < 3  # some sites wrap the whole page in one form


def _kind(element: Any, outer: str) -> str:
    tag = element.tag
    if tag in HEADINGS:
        return "heading"
    names = (element.get("class") or "").lower().split()
    if tag == "figcaption" or any(name in lexicon().caption["classes"] for name in names):
        return "caption"
    if any(name in ("tags", "tag-list", "post-tags", "keywords") for name in names):
        return "tags"
    if tag == "li":
        return "item"
    return outer if outer in ("caption", "item", "tags") else "text"
