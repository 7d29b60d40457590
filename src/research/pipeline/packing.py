"""What one article came to, as bytes: its row, its text, and the rows that it gives to each coded table, in the order of their keys."""

import json
import zlib
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from research.coding.corpus import CODED_TABLES
from research.coding.rows import Coded
from research.schemas import TABLES

LEVEL = 1  # of compression: the fastest, at a third of the size
Cells = list[Any]
NAMES = {name: TABLES[name].names for name in CODED_TABLES}
KEYS = {name: itemgetter(*(TABLES[name].names.index(column) for column in TABLES[name].key)) for name in CODED_TABLES}


@dataclass(slots=True)
class Packed:
    """One article: its row of `articles` without duplicate_of, its text, and rows of cells by table, each in order of its key."""

    row: dict[str, Any]
    text: str
    coded: dict[str, list[Cells]] = field(default_factory=dict)


def cells(coded: Coded) -> dict[str, list[Cells]]:
    """Return the rows of one article as cells in the order of the columns, sorted by their key as the tables are."""
    rows = {name: [[row.get(column) for column in NAMES[name]] for row in getattr(coded, name)] for name in CODED_TABLES}
    return {name: sorted(found, key=KEYS[name]) for name, found in rows.items() if found}


def pack(article: Packed) -> bytes:
    """Return an article as bytes."""
    return zlib.compress(to_json([article.row, article.text, article.coded]), LEVEL)


def unpack(data: bytes) -> Packed:
    """Return the article that `pack` was given."""
    return Packed(*json.loads(zlib.decompress(data)))


def to_json(value: Any) -> bytes:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
