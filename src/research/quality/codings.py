"""Tables of a coder, or gold files, as one kind of record, so that any two of them can be held against each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from research.quality.gold_rows import Coded, Telling, gold_lines, gold_telling
from research.schemas import TABLES

Frames = Mapping[str, pd.DataFrame]
Row = dict[str, Any]
TOLLS = ("killed", "wounded")


@dataclass(frozen=True)
class Coding:
    """What one coder says of many articles.

    Attributes:
        name: who it is, in the words of a sentence: "the rules", "the gold".
        articles: {file: article as a line of a gold file has it}; events are named by report_id where tables are the source.
        sentences: {file: its sentences, in order}; empty for gold, which has only quotations.
        evidence: {(row id, column): sentence_no}, where tables are the source.
    """

    name: str
    articles: Mapping[str, Row]
    sentences: Mapping[str, list[str]] = field(default_factory=dict)
    evidence: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def tellings(self, file: str) -> list[Telling]:
        """Return the reports of one article, in order."""
        article = self.articles.get(file, {})
        return [gold_telling(report, article.get("accept") or {}) for report in article.get("reports", [])]

    def coded(self, file: str) -> Coded:
        """Return the rows of one article as gold_sheet counts what is given."""
        article = self.articles.get(file, {})
        claims: list[Mapping[str, Any]] = [{**claim, "report_id": claim.get("event")} for claim in article.get("claims", [])]
        return Coded(self.tellings(file), claims, article.get("tallies", []))

    @cached_property
    def rows(self) -> dict[tuple[str, str], Row]:
        """Return the reports by file and event."""
        return {(file, report["event"]): report for file, article in self.articles.items() for report in article.get("reports", [])}


def of_gold(paths: Iterable[Path], name: str = "the gold") -> Coding:
    """Return what gold files say; an article that stands in two of them counts as the later one says.

    Raises:
        GoldError: a file cannot be read.
    """
    return Coding(name, {article["file"]: article for path in paths for article in gold_lines(Path(path))})


def of_tables(frames: Frames, name: str) -> Coding:
    """Return what coded tables say: articles, reports, claims, tallies, assertions, sentences and texts."""
    file_of = {row["article_id"]: str(row["file"]).rpartition("/")[2] for row in _rows(frames, "articles")}
    articles: dict[str, Row] = {file: {"file": file, "reports": [], "claims": [], "tallies": []} for file in file_of.values()}
    for row in _rows(frames, "reports"):
        articles[file_of[row["article_id"]]]["reports"].append(_report(row))
    for row in _rows(frames, "claims"):
        articles[file_of[row["article_id"]]]["claims"].append({**row, "event": row["report_id"]})
    for row in _rows(frames, "tallies"):
        articles[file_of[row["article_id"]]]["tallies"].append(row)
    evidence = {(row["row_id"], row["column"]): row["sentence_no"] for row in _rows(frames, "assertions")}
    return Coding(name, articles, _sentences(frames, file_of), evidence)


def _report(row: Row) -> Row:
    """Return a row of reports as gold has it."""
    tolls = {name: [row[f"{name}_low"], row[f"{name}_best"], row[f"{name}_high"]] for name in TOLLS}
    return {**row, "event": row["report_id"], "munitions": [row["munitions_low"], row["munitions_high"]], **tolls}


def _sentences(frames: Frames, file_of: Mapping[str, str]) -> dict[str, list[str]]:
    text_of = {row["article_id"]: row["text"] for row in _rows(frames, "texts")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(frames, "sentences"):
        if row["article_id"] in text_of:
            found[file_of[row["article_id"]]].append(text_of[row["article_id"]][row["start"] : row["end"]])
    return found


def _rows(frames: Frames, name: str) -> list[Row]:
    """Return a table's rows in order of its key, with None for empty cells; a table that is not there has none."""
    if name not in frames:
        return []
    data = frames[name].sort_values(list(TABLES[name].key))
    found: list[Row] = data.astype("object").where(data.notna(), None).to_dict("records")  # type: ignore[assignment]
    return found
