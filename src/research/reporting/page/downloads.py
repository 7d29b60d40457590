"""The tables behind a page as compact data inside it, from which its script makes CSV files."""

from typing import Any

from research.reporting.page.frames import Rows
from research.schemas import TABLES

# Whole articles are not in the page: only the sentences that are evidence.
OFFERED = ("incidents", "incident_reports", "reports", "claims", "tallies", "assertions", "articles", "rejected")


def packed(tables: Rows) -> dict[str, dict[str, Any]]:
    """Return the tables that a reader can save, by column; null is an empty cell.

    A column is its list of values or, where that is shorter, its distinct values (`of`) and for each row the number of its own (`at`).
    """
    result: dict[str, dict[str, Any]] = {}
    for name in OFFERED:
        columns = [_column([row[column] for row in tables[name]]) for column in TABLES[name].names]
        result[name] = {"columns": TABLES[name].names, "count": len(tables[name]), "values": columns}
    return result


def _column(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    # By type as well: True, 1 and 1.0 are one key, but three different cells.
    numbers = {key: number for number, key in enumerate(dict.fromkeys((type(value), value) for value in values))}
    if len(numbers) * 2 > len(values):
        return values
    return {"of": [value for _, value in numbers], "at": [numbers[type(value), value] for value in values]}
