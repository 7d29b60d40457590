"""Corrections -> the changes that they come to, or for each line that cannot be followed what is wrong and what mends it."""

from collections.abc import Iterable, Mapping
from typing import Any

from research.codebook import Codebook
from research.corrections.cells import nearest, parse, shown, unknown
from research.corrections.model import DELETE, KEYS, ROW, TABLE_NAMES, Change, Correction, article_of
from research.corrections.rows import Rows
from research.schemas import Column

Problem = tuple[int, str]
FIXED = ("article_id", "sentence_no", "start", "end", "quote")  # with its id: which row it is and where its words stand
DAY = Column("date", "date", "day of the correction")


def changes_of(
    corrections: Iterable[Correction], tables: Mapping[str, Rows], codebook: Codebook | None
) -> tuple[list[Change], list[Problem]]:
    """Return a change for each correction that can be followed, and a problem for each that cannot."""
    changes: list[Change] = []
    problems: list[Problem] = []
    first: dict[tuple[str, str, str], int] = {}
    for correction in corrections:
        try:
            cell = (correction.table, correction.row, correction.column)
            if first.setdefault(cell, correction.line) != correction.line:
                raise ValueError(f"{correction.cell} is corrected in line {first[cell]} too: keep one of the two")
            changes.append(_change(correction, tables, codebook))
        except ValueError as error:
            problems.append((correction.line, str(error)))
    return changes, problems


def _change(correction: Correction, tables: Mapping[str, Rows], codebook: Codebook | None) -> Change:
    _check_form(correction)
    rows = tables[correction.table]
    _check_row(correction, rows)
    if correction.drops:
        old, new = rows.cell(correction.row, "quote"), None
        _check_words(correction, "expected", correction.expected, old)
    else:
        _check_words(correction, "quote", correction.quote, rows.cell(correction.row, "quote"))
        old, new = _cells(correction, rows)
        if codebook and (wrong := unknown(correction.column, correction.value, codebook)):
            raise ValueError(f"{correction.cell}: {wrong}")
    if correction.column == "report_id" and new is not None:
        _check_report(correction, tables["reports"])
    article_id = rows.cell(correction.row, "article_id")
    return Change(correction, correction.table, correction.row, article_id, correction.column, old, new, correction.reason)


def _check_form(correction: Correction) -> None:
    """Raise ValueError for what is wrong whatever the tables hold."""
    if correction.table not in TABLE_NAMES:
        known = f"it is one of {', '.join(TABLE_NAMES)}, or empty"
        raise ValueError(f'table "{correction.table}" cannot be corrected{nearest(correction.table, TABLE_NAMES)}: {known}')
    for name, meant in (("row", "the id of the row"), ("column", "the column"), ("reason", "why"), ("coder", "who says so")):
        if not getattr(correction, name):
            raise ValueError(f"{name} is empty: say {meant}")
    if correction.drops and correction.value.lower() != DELETE:
        raise ValueError(f'the column {ROW} takes the value {DELETE} only, not "{correction.value}"')
    if correction.drops and not correction.expected:
        raise ValueError(f"{correction.cell}: expected is empty: write the first words of the row's quote, so that no other row is dropped")
    if not correction.drops and correction.value == correction.expected:
        raise ValueError(f"{correction.cell}: value and expected are the same, so nothing would change: take the line out")
    parse(DAY, correction.date)


def _check_row(correction: Correction, rows: Rows) -> None:
    if correction.row not in rows:
        article_id = article_of(correction.row)
        others = list(rows.of("article_id", article_id))
        held = f"its article has {', '.join(others)}" if others else f"no {correction.table} of such an article are there"
        raise ValueError(f"{correction.table} {correction.row}: there is no such row; {held}: mend the cell row, or take the line out")
    if correction.drops:
        return
    free = [name for name in rows.columns if name not in (*FIXED, KEYS[correction.table])]
    if correction.column not in rows.columns:
        raise ValueError(f'{correction.table} has no column "{correction.column}"{nearest(correction.column, [*free, ROW])}')
    if correction.column not in free:
        raise ValueError(f"{correction.table}.{correction.column} says which row it is and where its words stand: it cannot be corrected")


def _check_words(correction: Correction, name: str, wanted: str, quote: str) -> None:
    if wanted and not " ".join(quote.split()).startswith(" ".join(wanted.split())):
        begin = " ".join(quote.split()[:8])
        now = f'the row tells something else now, "{begin} ...", than the cell {name} says'
        raise ValueError(f"{correction.cell}: {now}: {_mend(correction)}")


def _mend(correction: Correction) -> str:
    again = f"read the article again (research explain {article_of(correction.row)})"
    return f"{again}, then mend the line or take it out"


def _cells(correction: Correction, rows: Rows) -> tuple[Any, Any]:
    """Return the old and the new cell.

    Raises:
        ValueError: the new one cannot stand in the column, or the old one is not what is expected.
    """
    column = rows.columns[correction.column]
    try:
        new = parse(column, correction.value)
    except ValueError as error:
        raise ValueError(f"{correction.table} {correction.row}: {error}") from None
    old = rows.cell(correction.row, column.name)
    try:
        same = parse(column, correction.expected) == old
    except ValueError:
        same = False
    if same:
        return old, new
    if old == new:
        raise ValueError(f'{correction.cell} is "{shown(old)}" already: take the line out')
    held = f'"{shown(old)}"' if old is not None else "empty"
    wanted = f'"{correction.expected}"' if correction.expected else "empty"
    raise ValueError(f"{correction.cell} is {held} now, not {wanted} as expected: {_mend(correction)}")


def _check_report(correction: Correction, reports: Rows) -> None:
    if correction.value not in reports or article_of(correction.value) != article_of(correction.row):
        others = ", ".join(reports.of("article_id", article_of(correction.row))) or "none"
        raise ValueError(f'{correction.cell} cannot be "{correction.value}": it is a report of the same article ({others}) or empty')
