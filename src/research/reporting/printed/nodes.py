"""Safe HTML of a page's sections -> nodes for print: text as strings, all else as dicts with a kind (`k`) and its children (`c`)."""

from collections.abc import Iterator
from typing import Any

import lxml.html
from markupsafe import Markup

Node = str | dict[str, Any]
# What print shows of a tag; of others only what is in them.
KINDS = {
    "p": "p", "ul": "ul", "ol": "ol", "li": "li", "em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "pre": "pre",
    "blockquote": "quote", "sub": "sub", "sup": "sup", "h3": "h", "h4": "h", "h5": "h", "h6": "h", "hr": "hr", "br": "br",
}  # fmt: skip
WEB = ("https://", "http://", "mailto:")


def nodes(html: Markup) -> list[Node]:
    """Return safe HTML as nodes; a table is one node, a number of a finding names its table (`fact`)."""
    found = _inside(lxml.html.fragment_fromstring(str(html), create_parent="div"))
    return [node for node in found if not isinstance(node, str) or node.strip()]


def _inside(element: lxml.html.HtmlElement) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        yield from _node(child)
        if child.tail:
            yield child.tail


def _node(element: lxml.html.HtmlElement) -> Iterator[Node]:
    if element.tag == "table":
        yield table(element)
    elif element.tag == "a" and element.get("data-n"):
        yield {"k": "fact", "c": list(_inside(element)), "table": str(element.get("data-n")).split(".")[0]}
    elif element.tag == "a" and (element.get("href") or "").startswith(WEB):
        yield {"k": "link", "c": list(_inside(element)), "to": element.get("href")}
    elif element.tag in KINDS:
        yield {"k": KINDS[element.tag], "c": list(_inside(element))}
    else:
        yield from _inside(element)


def table(element: lxml.html.HtmlElement) -> Node:
    """Return a table: caption, head, rows of words, and which columns hold numbers; a row across all columns is a note below it."""
    head = [_words(cell) for cell in element.xpath("./thead/tr[1]/th")]
    cells = [row.xpath("./td | ./th") for row in element.xpath("./tbody/tr | ./tr")]
    whole = [row for row in cells if len(row) == len(head) or not head]
    caption = element.find("caption")
    return {
        "k": "table",
        "caption": "" if caption is None else _words(caption),
        "head": head,
        "numeric": ["n" in (cell.get("class") or "").split() for cell in (whole[0] if whole else ())],
        "rows": [[_words(cell) for cell in row] for row in whole],
        "notes": [_words(row[0]) for row in cells if len(row) != len(head) and len(row) == 1],
    }


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
