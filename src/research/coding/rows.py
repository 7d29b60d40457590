"""Events, statements and tallies of one article -> rows of the tables reports, claims, tallies, assertions and sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from research.coding.model import Article, Evidence, Statement, Tally
from research.coding.text import Sentence

Row = dict[str, Any]
Said = tuple[str, object, Evidence]  # a column, its value, and the words that say it
MAX_QUOTE = 40  # words of an article in one quote


@dataclass(slots=True)
class Coded:
    """The rows that one article, or many, give to each table of the coding step."""

    reports: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    tallies: list[Row] = field(default_factory=list)
    assertions: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    sentences: list[Row] = field(default_factory=list)

    def add(self, other: "Coded") -> None:
        """Append the rows of `other`."""
        for name in ("reports", "claims", "tallies", "assertions", "relations", "sentences"):
            getattr(self, name).extend(getattr(other, name))


def iso(day: date | None) -> str | None:
    """Return a day as ISO text, None for none."""
    return day.isoformat() if day else None


def span(sentence: Sentence, i: int, j: int) -> Row:
    """Return sentence_no, start, end and quote of tokens i to j."""
    start, end = sentence.starts[i], sentence.ends[max(j - 1, i)]
    return {"sentence_no": sentence.no, "start": start, "end": end, "quote": sentence.text[start - sentence.start : end - sentence.start]}


def quote(sentence: Sentence, i: int, j: int) -> str:
    """Return tokens i to j as written, cut at MAX_QUOTE words."""
    words = str(span(sentence, i, j)["quote"]).split()
    return " ".join(words[:MAX_QUOTE])


def assertions(article: Article, row_id: str, values: Iterable[Said]) -> list[Row]:
    """Return the assertion rows of one row: for each column its value, rule, and the words that say it."""
    rows: list[Row] = []
    last: Evidence | None = None
    words: Row = {}
    for column, value, evidence in values:
        if evidence is not last:  # one phrase often gives several columns, one after the other
            last, words = evidence, span(evidence.sentence, evidence.i, evidence.j)
        rows.append(
            {
                "assertion_id": f"{row_id}.{column}",
                "article_id": article.article_id,
                "row_id": row_id,
                "column": column,
                "value": str(value),
                "rule": evidence.rule,
                **words,
            }
        )
    return rows


def claim_row(article: Article, number: int, statement: Statement, report_id: str | None) -> Row:
    """Return the claims row of one statement."""
    row = {
        "claim_id": f"{article.article_id}-c{number:02d}",
        "article_id": article.article_id,
        "report_id": report_id,
        "group_id": statement.group_id or None,
        "group_text": statement.group_text or None,
        "statement": statement.statement,
        "by": statement.by or None,
        "medium": statement.medium or None,
    }
    return row | span(statement.note.sentence, statement.i, statement.j)


def tally_row(article: Article, number: int, tally: Tally) -> Row:
    """Return the tallies row of one running total."""
    row = {
        "tally_id": f"{article.article_id}-t{number:02d}",
        "article_id": article.article_id,
        "count": tally.count,
        "qualifier": tally.qualifier,
        "unit": tally.unit,
        "country": tally.country or None,
        "place_id": tally.place_id or None,
        "period_start": iso(tally.period_start),
        "period_end": iso(tally.period_end),
        "source": tally.source or None,
    }
    return row | span(tally.note.sentence, tally.i, tally.j)


def sentence_rows(article: Article, sentences: Iterable[Sentence]) -> list[Row]:
    """Return the sentences rows of one article."""
    return [{"article_id": article.article_id, "sentence_no": s.no, "start": s.start, "end": s.end} for s in sentences]
