"""The tables behind a page as compact data inside it, from which its script makes CSV files."""

from typing import Any

from research.reporting.page.frames import Rows
from research.schemas import TABLES

# Whole articles are not in the page: only the sentences that are evidence.
OFFERED = ("incidents", "incident_reports", "reports", "claims", "tallies", "assertions", "articles", "rejected")
LEAST = 8  # characters that are worth it


def packed(tables: Rows) -> dict[str, dict[str, Any]]:
    """Return the tables that a reader can save, by column; null is an empty cell.

    A column is its list of values or, where that is shorter, its distinct values (`of`) and for each row the number of its own (`at`).
    Where every value begins with that of another column, as ids do, it is the number of that column (`after`) and what follows (`tail`).
    """
    return {name: _table(TABLES[name].names, tables[name]) for name in OFFERED}


def _table(names: list[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    values = [[row[name] for row in rows] for name in names]
    return {
        "columns": names,
        "count": len(rows),
        "values": [_following(number, values) or _column(column) for number, column in enumerate(values)],
    }


def _following(number: int, values: list[list[Any]]) -> dict[str, Any] | None:
    """Return a column as what follows on the longest other column that all its values begin with, None where there is none."""
    own = values[number]
    before = [
        n
        for n, other in enumerate(values)
        if n != number and own and all(_begins(value, start) for value, start in zip(own, other, strict=True))
    ]
    if not before:
        return None
    longest = max(before, key=lambda n: len(values[n][0]))
    return {"after": longest, "tail": _column([value[len(start) :] for value, start in zip(own, values[longest], strict=True)])}


def _begins(value: Any, start: Any) -> bool:
    return isinstance(value, str) and isinstance(start, str) and LEAST <= len(start) < len(value) and value.startswith(start)


def _column(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    # By type as well: True, 1 and 1.0 are one key, but three different cells.
    numbers = {key: number for number, key in enumerate(dict.fromkeys((type(value), value) for value in values))}
    if len(numbers) * 2 > len(values):
        return values
    return {"of": [value for _, value in numbers], "at": [numbers[type(value), value] for value in values]}
