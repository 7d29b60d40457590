"""What follows from corrections in the same row: columns that a place gives, claims of a report that is dropped, and what must agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from research.codebook import Codebook
from research.corrections.checks import Problem
from research.corrections.model import ROW, Change
from research.corrections.rows import Rows

OF_PLACE = ("country", "admin1", "latitude", "longitude")
ORDERED = (
    ("date_start", "date_end"), ("period_start", "period_end"), ("munitions_low", "munitions_high"),
    ("killed_low", "killed_best"), ("killed_best", "killed_high"), ("killed_low", "killed_high"),
    ("wounded_low", "wounded_best"), ("wounded_best", "wounded_high"), ("wounded_low", "wounded_high"),
)  # fmt: skip
TOGETHER = (("date_start", "date_end"), ("date_start", "date_prec"))


def of_places(changes: Iterable[Change], tables: Mapping[str, Rows], codebook: Codebook) -> Iterator[Change]:
    """Yield, for each report whose place is corrected, the columns that the codebook gives for the new place.

    A column with a correction of its own stays as that says; a place taken away leaves country and governorate as they were.
    """
    own = {(change.table, change.row, change.column) for change in changes}
    for change in changes:
        if (change.table, change.column) != ("reports", "place_id"):
            continue
        place = codebook.places[change.new] if change.new else None
        for column in OF_PLACE if place else OF_PLACE[2:]:
            old, new = tables["reports"].cell(change.row, column), getattr(place, column, None)
            new = None if new == "" else new
            if (change.table, change.row, column) not in own and old != new:
                yield replace(change, column=column, old=old, new=new, reason=f"follows from place_id: {change.reason}", follows=True)


def of_dropped(changes: Iterable[Change], tables: Mapping[str, Rows]) -> Iterator[Change]:
    """Yield the claims that go with a report that is dropped: those on it that no correction binds elsewhere or drops."""
    own = {change.row for change in changes if change.table == "claims" and change.column in (ROW, "report_id")}
    for change in changes:
        if (change.table, change.column) == ("reports", ROW):
            for claim in tables["claims"].of("report_id", change.row):
                if claim not in own:
                    quote = tables["claims"].cell(claim, "quote")
                    yield replace(
                        change, table="claims", row=claim, old=quote, reason=f"goes with {change.row}: {change.reason}", follows=True
                    )


def conflicts(changes: Iterable[Change]) -> Iterator[Problem]:
    """Yield a problem for each correction of a row that is dropped, and for each that binds a claim to such a report."""
    changes = list(changes)
    dropped = {(change.table, change.row): change.correction.line for change in changes if change.column == ROW}
    for change in changes:
        line, cell = change.correction.line, change.correction.cell
        by = dropped.get((change.table, change.row))
        if change.column != ROW and by:
            yield line, f"{cell}: line {by} drops this row: keep one of the two"
        by = dropped.get(("reports", str(change.new)))
        if (change.table, change.column) == ("claims", "report_id") and by:
            yield line, f"{cell}: line {by} drops {change.new}: keep one of the two"


def disagreements(changes: Iterable[Change], tables: Mapping[str, Rows]) -> Iterator[Problem]:
    """Yield a problem for each two cells of a corrected row that cannot stand together, at the last line that touches one of them."""
    touched: dict[tuple[str, str], dict[str, Change]] = {}
    for change in changes:
        if change.column != ROW:
            touched.setdefault((change.table, change.row), {})[change.column] = change
    for (table, row), by_column in touched.items():
        for pair, rule in ((pair, rule) for rule, pairs in (("order", ORDERED), ("together", TOGETHER)) for pair in pairs):
            lines = [by_column[name].correction.line for name in pair if name in by_column]
            if not lines or pair[0] not in tables[table].columns:
                continue
            one, other = (by_column[name].new if name in by_column else tables[table].cell(row, name) for name in pair)
            if wrong := _wrong(rule, pair, one, other):
                yield max(lines), f"{table} {row}: {wrong}"


def _wrong(rule: str, pair: tuple[str, str], one: Any, other: Any) -> str:
    if rule == "order":
        high = one is not None and other is not None and one > other
        return f"{pair[0]} {one} cannot stand beside {pair[1]} {other}: correct both, a line each" if high else ""
    if (one is None) == (other is None):
        return ""
    empty, full = pair if one is None else pair[::-1]
    return f"{empty} would be empty beside {full}: correct both, a line each"
