"""Rows behind a number: ids of one or several kinds of rows."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

# The letter under which a page keeps the rows of each kind.
KINDS = {"incidents": "i", "articles": "a", "reports": "r", "claims": "c", "totals": "t", "files": "f"}

Ids = dict[str, tuple[str, ...]]  # kind -> ids in order, each once
Rows = Mapping[str, Ids]  # column -> the rows behind it; "*" are those behind all other columns
Row = Mapping[str, Any]  # a row of a result table, or a datum of a chart under the names of columns


def ids(kind: str, found: Iterable[Any]) -> Ids:
    """Return ids of one kind, in order, each once, without empty ones."""
    return {kind: tuple(sorted({str(name) for name in found if not pd.isna(name) and name}))}


def joined(*parts: Ids) -> Ids:
    """Return the ids of all parts."""
    kinds = dict.fromkeys(kind for part in parts for kind in part)
    return {kind: tuple(sorted({name for part in parts for name in part.get(kind, ())})) for kind in kinds}


def for_columns(names: Iterable[str], found: Ids) -> dict[str, Ids]:
    """Return the same rows for each of the columns `names`."""
    return dict.fromkeys(names, found)
