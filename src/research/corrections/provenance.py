"""The assertions of corrected cells: their rule is `correction`, their words are those that the coder read, or the row's own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from research import tables as processed
from research.corrections.cells import shown
from research.corrections.model import KEYS, ROW, Change

RULE = "correction"
SPAN = ("sentence_no", "start", "end", "quote")


def corrected_assertions(tables: Mapping[str, pd.DataFrame], changes: Iterable[Change]) -> pd.DataFrame:
    """Return the table `assertions` after the changes.

    A corrected cell keeps the words from which the coder read it; one that had none gets the words of its claim or tally, or the
    sentence that tells its report. A cell that is emptied, and a row that is dropped, assert nothing any more; nor does a cell that
    only follows from another (the country from the place).
    """
    cells = {f"{change.row}.{change.column}": change for change in changes}
    gone = {change.row for change in cells.values() if change.column == ROW}
    old = tables["assertions"]
    touched = old["assertion_id"].isin(cells)
    kept = old[~touched & ~old["row_id"].isin(gone)]
    spans = {row["assertion_id"]: {name: row[name] for name in SPAN} for row in old[touched].to_dict("records")}
    new = processed.frame("assertions", _rows(cells, spans, tables))
    return pd.concat([kept, new]).sort_values("assertion_id", kind="stable").reset_index(drop=True)


def _rows(cells: Mapping[str, Change], spans: Mapping[str, dict[str, Any]], tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    for name, change in cells.items():
        span = spans.get(name) or (None if change.follows else _span(change, tables))
        if change.column != ROW and change.new is not None and span:
            row = {"assertion_id": name, "article_id": change.article_id, "row_id": change.row, "column": change.column}
            yield {**row, "value": shown(change.new), "rule": RULE, **span}


def _span(change: Change, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any] | None:
    frame = tables[change.table]
    row = frame[frame[KEYS[change.table]] == change.row].iloc[0]
    if change.table != "reports":
        return {name: row[name] for name in SPAN}
    if "sentences" not in tables or "texts" not in tables:
        return None
    sentences, texts = tables["sentences"], tables["texts"]
    at = sentences[(sentences["article_id"] == change.article_id) & (sentences["sentence_no"] == row["sentence_no"])].iloc[0]
    text = texts.loc[texts["article_id"] == change.article_id, "text"].iloc[0]
    start, end = int(at["start"]), int(at["end"])
    return {"sentence_no": int(row["sentence_no"]), "start": start, "end": end, "quote": text[start:end]}
