"""Processed tables as plain rows, and those of their rows on which a set of incidents rests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from research.schemas import TABLES

Row = dict[str, Any]
Rows = dict[str, list[Row]]
INTEGERS = {table.name: {column.name for column in table.columns if column.type == "integer"} for table in TABLES.values()}


def rows_of(frames: Mapping[str, pd.DataFrame]) -> Rows:
    """Return every table of the schema as a list of rows, None where a cell is empty; a table that is missing has no rows."""
    return {name: _rows(name, frames[name]) if name in frames else [] for name in TABLES}


def _rows(name: str, frame: pd.DataFrame) -> list[Row]:
    plain = frame.reindex(columns=TABLES[name].names).astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return [{str(key): int(v) if v is not None and key in INTEGERS[name] else v for key, v in row.items()} for row in records]


def used(tables: Rows, start: str = "", end: str = "", countries: Iterable[str] = ()) -> Rows:
    """Return the rows of `tables` on which its incidents rest: their reports, those reports' articles, claims and assertions.

    Of the tallies those stay whose period touches the days from `start` to `end` and whose country is one of `countries` or none
    (empty: no limit), and so do their articles. Relations and rejected inputs are of the whole corpus and stay.
    """
    wanted = set(countries)
    tallies = [row for row in tables["tallies"] if _touches(row, start, end) and (not wanted or row["country"] in {None, *wanted})]
    incidents = {row["incident_id"] for row in tables["incidents"]}
    links = [row for row in tables["incident_reports"] if row["incident_id"] in incidents]
    reports = _where(tables["reports"], "report_id", {row["report_id"] for row in links})
    ids = {row["report_id"] for row in reports}
    articles = {row["article_id"] for row in [*reports, *tallies]}
    claims = [row for row in tables["claims"] if row["report_id"] in ids or (not row["report_id"] and row["article_id"] in articles)]
    told = ids | {row["claim_id"] for row in claims} | {row["tally_id"] for row in tallies}
    kept = {
        "incident_reports": links,
        "reports": reports,
        "claims": claims,
        "tallies": tallies,
        "articles": _where(tables["articles"], "article_id", articles),
        "assertions": _where(tables["assertions"], "row_id", told),
    }
    return {**tables, **kept}


def _touches(row: Row, start: str, end: str) -> bool:
    """Tell whether the period of a tally touches a window; one without days does not touch a window with any."""
    first, last = row["period_start"] or row["period_end"], row["period_end"] or row["period_start"]
    return (not start or (last is not None and last >= start)) and (not end or (first is not None and first <= end))


def _where(rows: list[Row], column: str, values: set[str]) -> list[Row]:
    return [row for row in rows if row[column] in values]


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Return `rows` by their value in `column`, in their order."""
    result: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        result[row[column]].append(row)
    return result


def keyed(rows: Iterable[Row], column: str) -> dict[str, Row]:
    """Return `rows` by their value in `column`, which names each."""
    return {row[column]: row for row in rows}
