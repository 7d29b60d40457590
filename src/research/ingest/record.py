"""A row of a table as one line of JSON with our names of columns: the bytes that name the article, whatever table it came in."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from research.ingest import dates
from research.ingest.blocks import one_line
from research.ingest.decode import tidy
from research.ingest.item import Part
from research.ingest.limits import MAX_CELL_CHARS, MAX_TITLE_CHARS
from research.ingest.manifest import Known
from research.ingest.refusal import RefusedError

COLUMNS = ("title", "publisher", "url", "published", "retrieved", "licence", "text")
PAGE = re.compile(r"<(?:p|div|html|body|br|article|h1)\b[^<>]{0,1000}>", re.IGNORECASE)
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")


def write_record(row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON: our columns in their order, those without a value left out."""
    cells = {name: value for name in COLUMNS if (value := _cell(row.get(name)))}
    return json.dumps(cells, ensure_ascii=False).encode("utf-8", "backslashreplace")


def read_record(data: bytes) -> Part:
    """Return the article that a line of JSON as from `write_record` holds.

    Raises:
        RefusedError: it has no text.
    """
    row: dict[str, str] = json.loads(data)
    text = row.get("text", "")
    if not text.strip():
        raise RefusedError("no_text", "the row has no text: fill the cell, or take the row out")
    cells = {name: one_line(tidy(row.get(name, "")))[:MAX_CELL_CHARS] for name in COLUMNS[:-1]}
    known = Known(
        title=cells["title"][:MAX_TITLE_CHARS].strip(),
        publisher=cells["publisher"],
        url=cells["url"] if cells["url"].startswith(("http://", "https://")) else "",
        published=day(cells["published"]),
        retrieved=day(cells["retrieved"]),
        licence=cells["licence"],
    )
    told = {name: cells[name] for name in ("published", "retrieved") if cells[name] and not getattr(known, name)}
    return Part("html" if PAGE.search(text) else "text", text, data, known=known, told=told)


def day(cell: str) -> str:
    """Return the day, month or year of a cell: 2020-03-11, 20200311, 2020-03-11T08:00Z, 11 March 2020; empty if it is not clear."""
    compact = COMPACT_DAY.fullmatch(cell)
    if compact:
        return dates.iso(int(compact[1]), int(compact[2]) or 99, int(compact[3]) or 99)
    return dates.from_machine(cell) or next((found.value for found in dates.find(cell) if found.value), "")


def _cell(value: Any) -> str:
    """Return a cell as text. Lists and tables within a cell are no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):  # a source as an object: {"name": "Reuters"}
        return next((value[name] for name in ("name", "title", "value") if isinstance(value.get(name), str)), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) and value == value else ""
