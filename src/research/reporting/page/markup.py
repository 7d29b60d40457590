"""Markdown and HTML of notebooks -> HTML in which nothing can run and nothing is fetched: tags and attributes of a short list only."""

import re
from collections.abc import Sequence

import bleach
import lxml.html
import mistune
from markupsafe import Markup

OUTWARD = ("http://", "https://", "mailto:")
PROTOCOLS = frozenset(name.partition(":")[0] for name in OUTWARD)
TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre "
    "s samp small span strong sub sup table tbody td tfoot th thead time tr ul var".split()
)
ATTRIBUTES = {
    "*": ["title"],
    "a": ["href"],
    "abbr": ["title"],
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "time": ["datetime"],
}
# Their text is no text for readers; the sanitiser alone would keep it. Security does not rest on this pattern.
NOT_TEXT = re.compile(r"<(style|script|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
NUMBER = re.compile(r"^[-−+]?[,.  ]*+\d[\d,.  ]*+%?(?:\s*\(.*\))?$|^\d[\d,.]*\s?–\s?\d[\d,.]*%?$")
DAY = re.compile(r"^\d{4}-\d{2}(?:-\d{2})?$")
EMPTY = frozenset(("", "–", "NaN", "<NA>", "None", "NaT", "nan"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_markdown = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


class Anchors:
    """Gives each heading of a page an id of its own, and keeps them with their titles for the list of contents."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: set[str] = set()
        self.headings: list[tuple[int, str, str]] = []

    def add(self, level: int, title: str) -> str:
        """Return the id of a heading of this level and title."""
        base = anchor = f"{self.prefix}-{slug(title)}"
        number = 2
        while anchor in self.seen:
            anchor, number = f"{base}-{number}", number + 1
        self.seen.add(anchor)
        self.headings.append((level, anchor, title))
        return anchor


def slug(text: str) -> str:
    """Return `text` as an id: lower case, hyphens for all that is neither letter nor digit."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "part"


def from_markdown(source: str, anchors: Anchors) -> Markup:
    """Return Markdown as safe HTML; raw HTML in it goes through the same list of tags."""
    return from_html(str(_markdown(source)), anchors)


def from_html(html: str, anchors: Anchors, table_id: str = "", name: str = "", columns: Sequence[str] = ()) -> Markup:
    """Return `html` with the allowed tags only, headings one level below a section's, and tables made readable.

    `table_id` is the id of its first table, whose rows then have ids, too: the same with a hyphen and a number from 0. `name` is that of
    the result table which it shows, and `columns` name what stands in its columns: the page's script finds each number's recipe by them.
    """
    clean = bleach.clean(NOT_TEXT.sub("", html), tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    root = lxml.html.fragment_fromstring(clean, create_parent="div")
    for heading in list(root.iter(*HEADINGS)):
        level = min(max(int(heading.tag[1]), 2) + 1, 6)
        heading.tag = f"h{level}"
        heading.set("id", anchors.add(level, " ".join(heading.text_content().split())))
    for number, table in enumerate(list(root.iter("table"))):
        if name and number == 0:
            _caption(table, name)
        _tidy(table)
        if table_id and number == 0:
            _number(table, name, table_id, columns)
    for link in list(root.iter("a")):
        target = link.get("href") or ""
        if target.startswith(OUTWARD):
            link.set("rel", "noopener noreferrer")
        elif not target.startswith("#"):  # a file beside the notebook is not beside the page
            link.drop_tag()
    inner = (lxml.html.tostring(child, encoding="unicode") for child in root)
    return Markup(str(Markup.escape(root.text or "")) + "".join(inner)).strip()


def _caption(table: lxml.html.HtmlElement, name: str) -> None:
    """Name a table by its file where it has no caption of its own, for readers who meet it without what stands around it."""
    if table.find("caption") is None:
        caption = lxml.html.Element("caption")
        caption.text = name.replace("_", " ").capitalize()
        table.insert(0, caption)


def _tidy(table: lxml.html.HtmlElement) -> None:
    """Mark heads and numbers of a table, show missing values as a dash, and let it scroll inside a frame of its own."""
    for head in table.iter("th"):
        if not head.get("scope"):
            head.set("scope", "col" if any(True for _ in head.iterancestors("thead")) else "row")
    for cell in table.iter("td"):
        if len(cell) == 0 and _text(cell) in EMPTY:
            cell.text = "–"
        elif DAY.match(_text(cell)):
            cell.set("class", "d")
    _align(table)
    caption = table.find("caption")
    frame = lxml.html.Element("div", {"class": "scroll", "tabindex": "0", "role": "region"})
    frame.set("aria-label", " ".join(caption.text_content().split()) if caption is not None else "Table")
    parent = table.getparent()
    parent.replace(table, frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


def _align(table: lxml.html.HtmlElement) -> None:
    """Align the columns that hold numbers and nothing else: each of their cells, and their heads."""
    rows = [list(row) for row in table.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    for column in range(width):
        cells = [row[column] for row in rows if len(row) == width]
        values = [_text(cell) for cell in cells if cell.tag == "td"]
        said = [value for value in values if value not in EMPTY]
        if said and all(NUMBER.match(value) for value in said):
            for cell in cells:
                cell.set("class", "n")


def _text(cell: lxml.html.HtmlElement) -> str:
    return " ".join(cell.text_content().split())


def _number(table: lxml.html.HtmlElement, name: str, table_id: str, columns: Sequence[str]) -> None:
    table.set("id", table_id)
    table.set("data-table", name)
    for head, column in zip(table.iter("th"), columns, strict=False):
        head.set("data-column", column)
    body = table.find("tbody")
    for number, row in enumerate(table.iter("tr") if body is None else body.findall("tr")):
        if all(cell.get("colspan") is None for cell in row):  # else it only says how many rows there are more
            row.set("id", f"{table_id}-{number}")
