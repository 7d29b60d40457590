"""What changed between two folders of tables, one row for each cell, row or table."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from research import tables
from research.schemas import TABLES

COLUMNS = ("table", "key", "column", "old", "new", "change")
Cells = dict[str, tuple[str | None, ...]]


def differences(old: Path, new: Path) -> pd.DataFrame:
    """Return table, key, column, old, new, change: what differs between the tables of two folders, in order of table, key and column.

    `change` is `added` or `removed` for a whole row (column, old and new empty) and `changed` for a cell; empty cells stay empty.
    `key` is what names the row in its table (several columns with ` / ` between them). A table that one folder lacks has no rows there.

    Raises:
        tables.TableError: a folder holds no table at all, or one of its tables lacks a column.
    """
    for folder in (old, new):
        if not any(_exists(folder, name) for name in TABLES):
            raise tables.TableError(f"{folder} holds no tables: make them with `research code RAW --out {folder}`")
    rows = [row for name in TABLES for row in _compare(name, _cells(old, name), _cells(new, name))]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("string")


def _exists(folder: Path, name: str) -> bool:
    return any((folder / f"{name}.{suffix}").exists() for suffix in tables.FORMATS)


def _cells(folder: Path, name: str) -> Cells:
    """Return the rows of a table as text by their key; rows of one key (a broken table) are numbered."""
    if not _exists(folder, name):
        return {}
    data = tables.read(folder, name).astype("string")
    keys = data[list(TABLES[name].key)].fillna("").agg(" / ".join, axis=1) if len(data) else pd.Series([], dtype="string")
    number = keys.groupby(keys).cumcount()
    names = [key if n == 0 else f"{key} #{n + 1}" for key, n in zip(keys, number, strict=True)]
    values = data.astype("object").where(data.notna(), None).itertuples(index=False, name=None)
    return dict(zip(names, values, strict=True))


def _compare(name: str, old: Cells, new: Cells) -> Iterator[tuple[str | None, ...]]:
    columns = TABLES[name].names
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            yield name, key, None, None, None, "added" if key in new else "removed"
            continue
        for column, before, after in zip(columns, old[key], new[key], strict=True):
            if before != after:
                yield name, key, column, before, after, "changed"
