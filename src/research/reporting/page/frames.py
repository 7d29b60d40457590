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


def used(tables: Rows) -> Rows:
    """Return the rows of `tables` on which its incidents rest: their reports, those reports' articles, claims and assertions.

    Tallies, relations and rejected inputs are of the whole corpus and stay, and so do the articles of tallies.
    """
    incidents = {row["incident_id"] for row in tables["incidents"]}
    links = [row for row in tables["incident_reports"] if row["incident_id"] in incidents]
    reports = _where(tables["reports"], "report_id", {row["report_id"] for row in links})
    ids = {row["report_id"] for row in reports}
    articles = {row["article_id"] for row in [*reports, *tables["tallies"]]}
    claims = [row for row in tables["claims"] if row["report_id"] in ids or (not row["report_id"] and row["article_id"] in articles)]
    told = ids | {row["claim_id"] for row in claims} | {row["tally_id"] for row in tables["tallies"]}
    kept = {
        "incident_reports": links,
        "reports": reports,
        "claims": claims,
        "articles": _where(tables["articles"], "article_id", articles),
        "assertions": _where(tables["assertions"], "row_id", told),
    }
    return {**tables, **kept}


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
