"""Which rows and cells differ between two sets of result tables, that are CSV texts by their names."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from research.reporting.traces import IDS

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row, or a whole table, that was added, removed or changed: its `cells` that did; the incidents behind it `before` and `after`."""

    table: str
    row: str
    change: str
    cells: tuple[tuple[str, str, str], ...] = ()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def rows(text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV text."""
    return tuple(csv.DictReader(io.StringIO(text)))


def changed_rows(old: Mapping[str, str], new: Mapping[str, str], keys: Mapping[str, str]) -> Iterator[ChangedRow]:
    """Yield the rows that differ; `keys` names the column by which a table's rows are known, where somebody has said it.

    The ids of the incidents behind a row are no cell of it, but a row in which nothing else changed is yielded, without cells.
    """
    for name in sorted({*old, *new}):
        if name in old and name in new:
            yield from _table(name, rows(old[name]), rows(new[name]), keys.get(name, ""))
        else:
            yield ChangedRow(name, "", ADDED if name in new else REMOVED)


def _table(name: str, old: Sequence[Row], new: Sequence[Row], key: str) -> Iterator[ChangedRow]:
    columns = [column for column in (new or old or [{}])[0] if not old or not new or (column in old[0] and column in new[0])]
    by = _key(old, new, columns, key)
    before, after = _by_key(old, by), _by_key(new, by)
    plain = [column for column in columns if column != IDS]
    for row in sorted(before.keys() | after.keys()):
        one, two = before.get(row), after.get(row)
        cells = tuple((column, one[column], two[column]) for column in plain if one[column] != two[column]) if one and two else ()
        if cells or _ids(one) != _ids(two) or not one or not two:
            change = CHANGED if one and two else ADDED if two else REMOVED
            yield ChangedRow(name, row, change, cells, _ids(one), _ids(two))


def _key(old: Sequence[Row], new: Sequence[Row], columns: Sequence[str], key: str) -> list[str]:
    """Return the columns that name a row: the one given, else as many of the first ones as it takes; none where a table is one row."""
    if len(old) <= 1 and len(new) <= 1:
        return []
    for wanted in ([key] if key in columns else [], *(list(columns[:number]) for number in range(1, len(columns) + 1))):
        if wanted and all(len({tuple(row[c] for c in wanted) for row in part}) == len(part) for part in (old, new)):
            return wanted
    return list(columns)


def _by_key(table: Sequence[Row], by: Sequence[str]) -> dict[str, Row]:
    return {" / ".join(row[column] for column in by): row for row in table}


def _ids(row: Row | None) -> frozenset[str]:
    return frozenset((row or {}).get(IDS, "").split())
