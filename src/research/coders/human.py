"""Codings by people, from CSV files, as a coder: what a person wrote down, with the words of the article it rests on."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from research import fingerprint
from research.codebook import Codebook
from research.coders.build_rows import RowBuilder, contradiction
from research.coders.human_files import TABLES, HumanRow, read_codings
from research.coders.passages import Passages
from research.coders.protocol import Article, Coded, NotCoded
from research.coding.rows import Row
from research.coding.text import split

EVIDENCE = {
    "reports": ("date_start", "place_id", "weapon", "munitions_low", "target", "outcome", "killed_best", "wounded_best", "n_attacks"),
    "claims": ("statement",),
    "tallies": ("count",),
}
PLACE_OF_QUOTE = ("sentence_no", "start", "end", "quote")


class HumanCoder:
    """Codes as a person did in reports.csv, claims.csv and tallies.csv of one folder.

    The files have the columns of the tables of these names, but for what follows from others. Needed are `file` or `article_id`; for
    a report `quote`, or `sentence_no` for a whole sentence; for a claim `statement` and for a tally `count`, `qualifier` and `unit`
    besides. Ids of reports are labels by which claims name them. A column that is left out is empty everywhere. An article that
    tells nothing is listed in articles.csv, so that it is known to be coded.
    """

    def __init__(self, path: Path, articles: pd.DataFrame, codebook: Codebook) -> None:
        """Read the codings; `path` is the folder, or its reports.csv; `articles` the table of what there is to code.

        Raises:
            CoderError: a file cannot be read, lacks a column, or names an article that is not there; all such lines are told.
        """
        self.path, self.codebook = Path(path), codebook
        self.codings = read_codings(self.path, articles, codebook)

    @property
    def name(self) -> str:
        """Return "human" with the name of the folder."""
        return f"human {self.codings.folder.name}"

    @cached_property
    def version(self) -> str:
        """Return a checksum of the files."""
        return fingerprint.of_value(fingerprint.of_files(self.codings.files, self.codings.folder))[:16]

    def code(self, article: Article) -> Coded:
        """Return the rows that the person gave one article.

        Raises:
            NotCoded: the person has not coded it, or lines on it cannot be used; they are all named.
        """
        if article.article_id not in self.codings.listed:
            mend = "list it in articles.csv if it tells nothing, or code it"
            raise NotCoded("not_coded", f"{self.codings.folder.name} holds no line on it: {mend}")
        rows = self.codings.rows.get(article.article_id, [])
        sentences = split(article.text, article.title)
        passages = Passages(article.text, sentences)
        builder = RowBuilder(article, sentences, self.codebook, "human")
        ids: dict[str, str] = {}
        problems = [line.problem for line in rows if line.problem]
        for table in TABLES:
            for line in (line for line in rows if line.table == table and not line.problem):
                problem = self._add(builder, passages, line, ids)
                problems += [f"{line.where}: {problem}"] if problem else []
        if problems:
            raise NotCoded("coding_unusable", "; ".join(problems))
        return builder.coded

    def _add(self, builder: RowBuilder, passages: Passages, line: HumanRow, ids: dict[str, str]) -> str:
        """Append the row of one line; return what is wrong with it, empty if nothing is."""
        values = {column: value for column, value in line.values.items() if column not in PLACE_OF_QUOTE}
        where = _where(passages, line.values)
        if where is None:
            return "the quote does not stand in the text of the article: copy the words from it, white space apart"
        if problem := contradiction(values):
            return f"{problem}: mend one of the two"
        if line.table == "claims" and values.get("report_id"):
            if values["report_id"] not in ids:
                return f'report_id "{values["report_id"]}" is that of no report on this article in reports.csv'
            values["report_id"] = ids[values["report_id"]]
        if line.table == "reports" and values.get("date_start") and not values.get("date_basis"):
            values["date_basis"] = "stated"
        row_id = builder.add(line.table, values, where, {column: where for column in EVIDENCE[line.table]})
        if line.table == "reports" and line.label:
            if line.label in ids:
                return f'report_id "{line.label}" stands twice on this article: give each report its own'
            ids[line.label] = row_id
        return ""


def _where(passages: Passages, values: Mapping[str, Any]) -> Row | None:
    """Return where the words of a line stand: at the given offsets if they stand there, else where they are found."""
    quote, number, start = values.get("quote"), values.get("sentence_no"), values.get("start")
    if not quote:
        return passages.sentence(number) if number is not None else None
    sentence = passages.sentence(number) if number is not None else None
    return passages.find(quote, near=start if start is not None else sentence["start"] if sentence else None)
