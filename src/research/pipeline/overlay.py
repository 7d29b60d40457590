"""What people decided, on the articles that they speak of; all others pass by untouched."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from research import tables
from research.codebook import Codebook
from research.corrections import overrule, read, read_decisions
from research.corrections.model import article_of
from research.linking.merge import plain
from research.pipeline.packing import Cells
from research.pipeline.store import Articles
from research.schemas import TABLES

CHANGED = ("reports", "claims", "tallies", "assertions")
NEEDED = (*CHANGED, "sentences")


class Overlay(NamedTuple):
    """The rows of articles that corrections speak of, by article and table; the table `corrections`; decisions for linking; what to say."""

    rows: dict[str, dict[str, list[Cells]]]
    corrections: pd.DataFrame
    decisions: pd.DataFrame | None
    lines: list[str]


def overlay(articles: Articles, corrections: Path | None, decisions: Path | None, book: Codebook) -> Overlay:
    """Apply the files of corrections and decisions, None where there is none, to the articles of this build that they name.

    Raises:
        CorrectionError: listing every line of one of the files that cannot be followed.
    """
    named = {correction.row for correction in read(corrections)} if corrections else set()
    if decisions:
        decided = read_decisions(decisions)
        named |= {*decided["report_a"], *decided["report_b"]}
    wanted = articles.some(sorted({article_of(row) for row in named}))
    ruled = overrule(_frames(wanted), corrections, decisions, book)
    rows: dict[str, dict[str, list[Cells]]] = {packed.row["article_id"]: {name: [] for name in CHANGED} for packed in wanted}
    for name in CHANGED:
        for row in plain(ruled.tables[name]):
            rows[row["article_id"]][name].append(list(row.values()))
    return Overlay(rows, ruled.tables["corrections"], ruled.decisions, ruled.lines)


def _frames(wanted: Iterable[Any]) -> dict[str, pd.DataFrame]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NEEDED}
    for packed in wanted:
        for name in NEEDED:
            rows[name] += [dict(zip(TABLES[name].names, cells, strict=True)) for cells in packed.coded.get(name, ())]
    texts = [{"article_id": packed.row["article_id"], "text": packed.text} for packed in wanted]
    return {name: tables.frame(name, found) for name, found in rows.items()} | {"texts": tables.frame("texts", texts)}
