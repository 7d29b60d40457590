"""What stands behind each number of a page: its recipe (measure, parameters, key, column) and the rows it was counted from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from research.reporting.behind import KINDS, Context, Ids, Rows, rows_behind
from research.reporting.page import recipes
from research.reporting.page.briefs import briefs
from research.reporting.page.charts import Figure
from research.reporting.page.frames import Rows as Tables
from research.reporting.page.results import Result

EVERY = "*"
FOLDERS = ("tables", "other", "gold")  # parameters that say where something lies
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Set:
    """A data set of a chart: the name of its measure, the columns that its fields draw under another name, the rows behind each datum."""

    measure: str
    fields: dict[str, str]
    rows: list[Rows]


class Numbers:
    """The recipes and rows of a page, gathered while its parts are made, and packed at the end."""

    def __init__(self, context: Context | None) -> None:
        """Take what rows are looked up in; None: a table or chart that names its incidents itself is all there is."""
        self.context = context
        self.tables: dict[str, dict[int, Rows]] = {}
        self.figures: dict[int, list[_Set]] = {}
        self.measures: dict[str, set[str]] = {}

    def table(self, result: Result, cells: Mapping[int, set[str]]) -> None:
        """Take up rows of a result table: of each, by its number from 0, the columns that the page shows or tells of."""
        self._note(result.name, result.rows[0] if result.rows else ())
        self.tables[result.name] = {n: self._behind(result.name, result.rows[n], columns) for n, columns in sorted(cells.items())}

    def figure(self, figure: Figure) -> None:
        """Take up every datum of a chart."""
        found = []
        for rows in figure.sets:
            measure = recipes.of_data(figure.name, rows[0])
            name = measure.name if measure else ""
            data = [measure.row(row) if measure else row for row in rows]
            self._note(name, data[0])
            fields = {field: column for field in rows[0] if (column := measure.column_of(field) if measure else field) != field}
            found.append(_Set(name, fields, [self._behind(name, row, set(row)) for row in data]))
        self.figures[figure.number] = found

    def _note(self, name: str, columns: Iterable[str]) -> None:
        self.measures.setdefault(name, set()).update(columns)

    def _behind(self, measure: str, row: Mapping[str, Any], columns: set[str]) -> Rows:
        found = rows_behind(measure, self.context, row)
        return {column: rows for column, rows in found.items() if column in {*columns, EVERY}}

    def packed(
        self, parameters: Mapping[str, Any], scope: Iterable[tuple[str, str]], tables: Mapping[str, DataFrame], shown: Tables
    ) -> Found:
        """Return all that the page's script needs, as JSON can hold it; `scope` are the parameters in words.

        `measures` say what a number is; `tables` and `figures` name for each row or datum the rows behind it, as ranges of numbers into
        the lists of `kinds` ("i0-3,7 a2": four incidents and one more, and an article). `tables` are all processed tables, `shown` what
        the page shows anyway.
        """
        wanted: dict[str, set[str]] = {kind: set() for kind in KINDS}
        every = [rows for table in self.tables.values() for rows in table.values()]
        every += [rows for sets in self.figures.values() for data in sets for rows in data.rows]
        for rows in every:
            for ids in rows.values():
                for kind, names in ids.items():
                    wanted[kind].update(names)
        kinds, places = briefs(wanted, tables, shown, self.context)
        return {
            "parameters": {name: value for name, value in parameters.items() if name not in FOLDERS},
            "scope": list(scope),
            "measures": {name: _measure(name, columns) for name, columns in sorted(self.measures.items()) if name},
            "tables": {name: {str(n): _pack(rows, places) for n, rows in table.items()} for name, table in self.tables.items()},
            "figures": {
                str(number): [{"of": s.measure, "fields": s.fields, "rows": [_pack(rows, places) for rows in s.rows]} for s in sets]
                for number, sets in self.figures.items()
            },
            "kinds": kinds,
        }


def _measure(name: str, columns: Iterable[str]) -> Found:
    found = recipes.measure(name)
    if not found:
        return {"what": name.replace("_", " "), "key": [], "columns": {}}
    said = {column: found.column(column) for column in sorted(columns)}
    words = {column: [c.what, c.unit, c.interval] for column, c in said.items() if c}
    return {"what": found.what, "key": list(found.key), "columns": words}


def _pack(rows: Rows, places: Mapping[str, Mapping[str, int]]) -> str | dict[str, str]:
    """Return the rows behind each column; only those behind all, where no column has others."""
    found = {column: _ranges(ids, places) for column, ids in rows.items()}
    usual = found.get(EVERY, "")
    own = {column: text for column, text in found.items() if text != usual}
    return {EVERY: usual, **own} if own else usual


def _ranges(ids: Ids, places: Mapping[str, Mapping[str, int]]) -> str:
    parts = []
    for kind, names in ids.items():
        numbers = sorted(places[kind][name] for name in names)
        if numbers:
            parts.append(KINDS[kind] + ",".join(_runs(numbers)))
    return " ".join(parts)


def _runs(numbers: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]
