"""Every number of a built page against what the processed tables give: the first that differs is the first of `problems`."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

from research.reporting.page.recipes import measure
from tests.recompute import (
    recompute_change,
    recompute_claims,
    recompute_days,
    recompute_kinds,
    recompute_ledger,
    recompute_reading,
    recompute_reconciliation,
    recompute_sources,
    recompute_tempo,
)
from tests.recompute.recompute_evidence import evidence
from tests.recompute.recompute_page import TOKEN, BuiltPage, Number
from tests.recompute.recompute_prose import prose
from tests.recompute.recompute_values import says
from tests.recompute.recompute_world import World

MEASURES = {
    **recompute_tempo.MEASURES,
    **recompute_change.MEASURES,
    **recompute_days.MEASURES,
    **recompute_kinds.MEASURES,
    **recompute_reading.MEASURES,
    **recompute_claims.MEASURES,
    **recompute_ledger.MEASURES,
    **recompute_sources.MEASURES,
    **recompute_reconciliation.MEASURES,
}
IDENTITY = {"contradictions": ("a_id", "b_id"), "overall": ("start",)}
# Cells of words: names, reasons, what an article says. A number in them is part of a name.
WORDS = {
    ("contradictions", "why"),
    ("contradictions", "row"),
    ("claimants", "named"),
    ("ledger", "named"),
    ("contested", "what"),
    ("claim_events", "place"),
    ("claim_events", "weapon"),
    ("totals", "kind"),
    ("totals", "by"),
    ("totals", "note"),
    ("coverage", "definition"),
}
# Headings and lines of a chart: nothing is counted.
DRAWN = ("even", "heading", "map_name")


@cache
def _table(world: World, name: str) -> dict[tuple[str, ...], dict[str, Any]]:
    key = _identity(name)
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in MEASURES[name](world):
        found[tuple(_plain(row.get(column)) for column in key)] = row
    return found


def _identity(name: str) -> tuple[str, ...]:
    known = measure(name)
    return IDENTITY.get(name) or (known.key if known else ())


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def problems(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    """Yield what is wrong with a page, in its order; `count` gains one for each number that was worked out anew."""
    for number in chain(page.of_sentences(), page.of_tables(), page.of_charts()):
        count[0] += bool(TOKEN.search(number.text))
        yield from _check(page, world, number)
    for name in page.csv:
        yield from _whole(page, world, name)
    yield from evidence(page, world, count)
    yield from prose(page, world, count)
    yield from page.bare()


def _check(page: BuiltPage, world: World, number: Number) -> Iterator[str]:
    if not number.column or number.measure in DRAWN or (number.measure, number.column) in WORDS:
        return
    if number.measure not in MEASURES:
        yield f"{number.where}: nothing here works out the measure {number.measure!r}: write it in tests/recompute"
        return
    row = _row(world, number)
    if row is None:
        yield f"{number.where}: the tables give no such row"
        return
    column = _column(number)
    if column not in row:
        yield f"{number.where}: nothing here works out the column {column!r} of {number.measure}"
        return
    if not says(number.text, row[column]) and number.text.lower() != str(row.get("label")).lower():
        yield f"{number.where} says {number.text!r}; the tables give {row[column]!r}"
    yield from _check_rows(page, number, row["_rows"].get(column, row["_rows"]["*"]))


def _row(world: World, number: Number) -> dict[str, Any] | None:
    key = tuple(_plain(number.values.get(column)) for column in _identity(number.measure))
    return _table(world, number.measure).get(key)


def _column(number: Number) -> str:
    """Return the column of the oracle's row; the chart of coverage has a mark for each definition, under its words."""
    if (number.measure, number.column) == ("coverage", "attacks"):
        return f"as {number.values['definition']}"
    return number.column


def _check_rows(page: BuiltPage, number: Number, wanted: dict[str, set[str]]) -> Iterator[str]:
    for kind in {*wanted, *number.rows}:
        found = {page.ids[kind][n] for n in number.rows.get(kind, ())}
        if found != wanted.get(kind, set()):
            missing, strange = sorted(wanted.get(kind, set()) - found)[:3], sorted(found - wanted.get(kind, set()))[:3]
            yield f"{number.where} ({number.text}): rows behind it: {kind} missing {missing}, strange {strange}"


def _whole(page: BuiltPage, world: World, name: str) -> Iterator[str]:
    """Yield what is wrong with a whole result table, as its CSV in the page has it, shown or not."""
    if name not in MEASURES:
        yield f"table {name}: nothing here works it out: write it in tests/recompute"
        return
    rows, found = _table(world, name), page.csv[name]
    for number, cells in enumerate(found):
        row = rows.get(tuple(cells.get(column, "") for column in _identity(name)))
        if row is None:
            yield f"CSV of {name}, row {number}: the tables give no such row"
            continue
        for column, text in cells.items():
            if column in row and (name, column) not in WORDS and not says(text, row[column]):
                yield f"CSV of {name}, row {number}, {column} holds {text!r}; the tables give {row[column]!r}"
    if len(found) != len({id(row) for row in rows.values() if not _only_drawn(name, row)}):
        yield f"CSV of {name} has {len(found)} rows; the tables give {len(rows)}"


def _only_drawn(name: str, row: dict[str, Any]) -> bool:
    return name == "cumulative" and row["definition"] in recompute_reconciliation.WORDS.values()
