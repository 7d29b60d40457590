"""The result tables that notebooks show under names, and links from a number in a sentence to the row that it comes from."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from research.reporting.page.files import outputs
from research.reporting.page.markup import slug
from research.reporting.sentences import FINDINGS_MIME
from research.reporting.show import NAME_KEY
from research.spreadsheet import safe_csv

__all__ = ["FINDINGS_MIME", "Result", "ResultTable", "findings", "named", "results", "told"]


@dataclass(frozen=True, slots=True)
class Result:
    """A result table: its name, its CSV, its rows, how many of them are shown, and the names of the columns that are."""

    name: str
    csv: str
    rows: tuple[dict[str, str], ...]
    shown: int
    columns: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the table on the page; its rows have this, a hyphen and their number from 0."""
        return f"table-{slug(self.name)}"

    def number(self, key: str, row: str) -> int | None:
        """Return the number from 0 of the first row whose column `key` holds `row`."""
        return next((n for n, cells in enumerate(self.rows) if cells.get(key) == row), None)

    def link(self, key: str, row: str) -> str:
        """Return the id of the first row whose column `key` holds `row`, that of the table if the page does not show it."""
        number = self.number(key, row)
        return self.anchor if number is None or number >= self.shown else f"{self.anchor}-{number}"


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A result table as a block of the page: safe HTML, and the whole table as CSV."""

    result: Result
    html: Markup


def named(output: Any, kind: str) -> str:
    """Return the name under which a notebook shows an output of a `kind` (chart, table, findings); empty if it has none."""
    names = output.get("metadata", {}).get(NAME_KEY, {})
    return str(names.get(kind, "")) if isinstance(names, Mapping) else ""


def results(notebooks: Iterable[Path]) -> dict[str, Result]:
    """Return the named result tables of executed notebooks by name."""
    found: dict[str, Result] = {}
    for path in notebooks:
        for output in outputs(path):
            name, data = named(output, "table"), output.get("data", {})
            text, html = data.get("text/csv"), data.get("text/html")
            if name and isinstance(text, str) and isinstance(html, str):
                head, rows = 1, tuple(csv.DictReader(io.StringIO(text)))
                columns = tuple(output["metadata"][NAME_KEY].get("columns", ()))
                found.setdefault(name, Result(name, safe_csv(text), rows, min(html.count("<tr") - head, len(rows)), columns))
    return found


def findings(sentences: Iterable[Mapping[str, Any]], tables: Mapping[str, Result]) -> Markup:
    """Return sentences as a list; each number, name or verb that comes from a cell is a link to that cell's row."""
    items = Markup("\n").join(Markup("<li>{}</li>").format(_sentence(sentence["parts"], tables)) for sentence in sentences)
    return Markup("<ul>\n{}\n</ul>").format(items)


def _sentence(parts: Iterable[str | Mapping[str, Any]], tables: Mapping[str, Result]) -> Markup:
    return Markup("").join(part if isinstance(part, str) else _fact(part, tables.get(part["table"])) for part in parts)


def _fact(fact: Mapping[str, Any], table: Result | None) -> Markup:
    if table is None:
        return Markup.escape(fact["text"])
    where = f"table {fact['table'].replace('_', ' ')}, {fact['key'].replace('_', ' ')} {fact['row']}: {fact['column'].replace('_', ' ')}"
    number = table.number(fact["key"], fact["row"])
    cell = "" if number is None else f"{table.name}.{number}.{fact['column']}"
    return Markup('<a class="fact" href="#{}" title="{}" data-n="{}">{}</a>').format(
        table.link(fact["key"], fact["row"]), where, cell, fact["text"]
    )


def told(notebooks: Iterable[Path], tables: Mapping[str, Result]) -> dict[str, dict[int, set[str]]]:
    """Return for each result table the cells that the page shows or a finding tells of: the columns of each row, by its number from 0."""
    found = {name: {n: set(result.columns or result.rows[n]) for n in range(result.shown)} for name, result in tables.items()}
    for path in notebooks:
        for output in outputs(path):
            for sentence in output.get("data", {}).get(FINDINGS_MIME, ()):
                for part in sentence["parts"]:
                    table = None if isinstance(part, str) else tables.get(part["table"])
                    if table and (number := table.number(part["key"], part["row"])) is not None:
                        found[table.name].setdefault(number, set()).add(part["column"])
    return found
