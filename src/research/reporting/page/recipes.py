"""What each number of a report is, in the words of recipes.toml: measure, column, unit, interval."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("recipes.toml")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says: `what` in words, its `unit`, and the `interval` that it is a limit of (empty: none)."""

    what: str
    unit: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What one kind of numbers counts: its name, `what` in words, the columns (`key`) that name a row, and charts' names of columns."""

    name: str
    what: str
    key: tuple[str, ...]
    needs: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        """Return what the column `name` says, None where it holds words."""
        own = _book()["measure"][self.name].get("columns", {})
        found = own.get(name) or _book()["column"].get(name)
        return Column(*found) if found else None

    def column_of(self, name: str) -> str:
        """Return the column that a chart draws under the field `name`, empty for a field that only draws."""
        return str(self.fields.get(name, _book()["field"].get(name, name)))

    def row(self, datum: Mapping[str, Any]) -> dict[str, Any]:
        """Return a datum of a chart under the names of columns; where two fields draw one column, that of the column's name stands."""
        named = {column: value for name, value in datum.items() if (column := self.column_of(name))}
        return named | {name: value for name, value in datum.items() if self.column_of(name) == name}


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def measure(name: str) -> Measure | None:
    """Return the measure `name`, None where recipes.toml has none."""
    found = _book()["measure"].get(name)
    if not found:
        return None
    return Measure(name, found["what"], tuple(found["key"]), tuple(found.get("needs", ())), found.get("fields", {}))


def of_data(chart: str, datum: Mapping[str, Any]) -> Measure | None:
    """Return the measure that a data set of a chart holds, by the name of the chart and a datum of the set; None where none fits."""
    charts = _book()["chart"]
    names = next((charts[pattern] for pattern in charts if fnmatchcase(chart, pattern)), [chart])
    for name in names:
        if (found := measure(name)) and {*found.key, *found.needs} <= set(found.row(datum)):
            return found
    return None


def only_drawn(name: str) -> bool:
    """Tell whether a field of a chart only draws: it holds no number of its own."""
    return _book()["field"].get(name) == "" or name.endswith("_drawn")
