"""Values and the words they rest on -> rows of reports, claims, tallies and assertions, the same for every coder but the rules."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from research.codebook import Codebook
from research.coders.protocol import Article
from research.coding.rows import Coded, Row, sentence_rows
from research.coding.text import Sentence
from research.schemas import TABLES

SPAN = ("sentence_no", "start", "end", "quote")
UNSAID = {"weapon": "unknown", "target": "unknown", "target_side": "unknown", "outcome": "unknown", "n_attacks": 1, "is_background": False}
RANGES = (
    ("killed_low", "killed_best", "killed_high"),
    ("wounded_low", "wounded_best", "wounded_high"),
    ("munitions_low", "munitions_high"),
)
LETTERS = {"reports": "r", "claims": "c", "tallies": "t"}
KEYS = {"reports": "report_id", "claims": "claim_id", "tallies": "tally_id"}
NOT_SAID = ("unknown", "none", "")


class RowBuilder:
    """Collects the rows of one article. `rule` is what its assertions give as the rule that read a value."""

    def __init__(self, article: Article, sentences: list[Sentence], codebook: Codebook, rule: str) -> None:
        self.article, self.codebook, self.rule = article, codebook, rule
        self.coded = Coded(sentences=sentence_rows(article, sentences))

    def add(self, table: str, values: Mapping[str, Any], where: Row, said: Mapping[str, Row]) -> str:
        """Append one row and return its id.

        Args:
            table: reports, claims or tallies.
            values: what its columns hold; those left out are empty, or what the guide asks for where nothing is said.
            where: sentence_no, start, end and quote of the words that tell it.
            said: the same for columns of `values` that other words say; each gets an assertion.
        """
        rows: list[Row] = getattr(self.coded, table)
        row_id = f"{self.article.article_id}-{LETTERS[table]}{len(rows) + 1:02d}"
        row: Row = dict.fromkeys(TABLES[table].names) | dict(values)
        if table == "reports":
            row = completed(row, self.codebook)
        row |= {KEYS[table]: row_id, "article_id": self.article.article_id, **where}
        rows.append({name: row[name] for name in TABLES[table].names})
        for column, words in said.items():
            if row.get(column) is not None and str(row[column]) not in NOT_SAID:
                self._assert(row_id, column, row[column], words)
        return row_id

    def _assert(self, row_id: str, column: str, value: Any, words: Row) -> None:
        name = {"assertion_id": f"{row_id}.{column}", "article_id": self.article.article_id, "row_id": row_id}
        self.coded.assertions.append(name | {"column": column, "value": str(value), "rule": self.rule} | words)


def completed(row: Row, codebook: Codebook) -> Row:
    """Return a report with what follows from its values: country and coordinates of its place, the end of a single day."""
    row = row | {column: value for column, value in UNSAID.items() if row.get(column) is None}
    place = codebook.places.get(row.get("place_id") or "")
    if place:
        given = {"country": place.country or None, "admin1": place.admin1 or None, "where_prec": place.where_prec}
        row |= {column: value for column, value in given.items() if row.get(column) is None}
        row |= {"latitude": place.latitude, "longitude": place.longitude}
    if row.get("date_start") and not row.get("date_end"):
        row["date_end"] = row["date_start"]
    if row.get("date_start") and row["date_start"] == row["date_end"] and row.get("date_prec") is None:
        row["date_prec"] = 1
    if not row.get("date_start"):
        row |= {"date_end": None, "date_prec": None, "date_basis": "none"}
    return row


def contradiction(row: Mapping[str, Any]) -> str:
    """Return what in a row cannot be true at once, empty if nothing is."""
    for first, last in (("date_start", "date_end"), ("period_start", "period_end")):
        if row.get(first) and row.get(last) and row[last] < row[first]:
            return f"{last} {row[last]} lies before {first} {row[first]}"
    for columns in RANGES:
        given = [(column, row[column]) for column in columns if row.get(column) is not None]
        for (low, small), (high, large) in pairwise(given):
            if large < small:
                return f"{high} {large} is below {low} {small}"
    return ""
