"""A reading of an article -> what is shown of it."""

from collections.abc import Iterable
from typing import Any

from research.codebook import Codebook
from research.coding.coder import rows_of
from research.coding.explain.data import PASSED, TELLING, VALUE, Entry, Explanation, Line, Mark, PassedOver, Value, letters, plain
from research.coding.model import Article
from research.coding.reading import Reading, read
from research.coding.rows import Coded, Row
from research.coding.text import Sentence, split
from research.schemas import TABLES

HIDDEN = ("article_id", "sentence_no", "start", "end", "quote")
UNSAID = (None, "", "unknown")
# A column without words of its own was read with this one.
READ_WITH = {
    "date_end": "date_start", "date_prec": "date_start", "date_basis": "date_start",
    "country": "place_id", "admin1": "place_id", "where_prec": "place_id", "where_description": "place_id", "latitude": "place_id",
    "longitude": "place_id", "munitions_high": "munitions_low", "target_side": "target",
    "killed_low": "killed_best", "killed_high": "killed_best", "wounded_low": "wounded_best", "wounded_high": "wounded_best",
}  # fmt: skip
# What stands where no words give a value.
WITHOUT_WORDS = {"date_start": "day of publication", "place_id": "country of the article's places"}
Marks = dict[int, list[Mark]]


def explain(article: Article, codebook: Codebook, file: str = "", language: str | None = "en") -> Explanation:
    """Read an article by the rules of a codebook, and return what was read where, by which rule, and what was passed over and why.

    The rows are those that `coding.code` gives. An article in another language than English is shown, but not read, as in the tables.
    """
    head = (article.article_id, plain(file), plain(article.title), plain(article.published))
    if language not in (None, "en"):
        lines = tuple(Line(s.no, s.role, plain(s.text)) for s in split(article.text, article.title))
        return Explanation(*head, lines, remark=f"The rules read English. This article is in another language ({language}), so nothing of it is coded.")
    reading = read(article, codebook)
    coded = rows_of(reading, codebook)
    sentences = [note.sentence for note in reading.notes]
    marks: Marks = {sentence.no: [] for sentence in sentences}
    reports = tuple(_reports(reading, coded, marks))
    keys = {entry.row_id: entry.key for entry in reports}
    claims = tuple(_rows("claims", "c", coded.claims, coded, marks, keys))
    tallies = tuple(_rows("tallies", "t", coded.tallies, coded, marks, keys))
    passed = tuple(_passed(reading, marks))
    lines = tuple(_line(sentence, marks[sentence.no], reports) for sentence in sentences)
    return Explanation(*head, lines, reports, claims, tallies, passed)


def _reports(reading: Reading, coded: Coded, marks: Marks) -> Iterable[Entry]:
    for number, (row, event) in enumerate(zip(coded.reports, reading.events, strict=True)):
        key = letters(number)
        told = set()
        for mention in event.mentions:
            told.add(mention.note.sentence.no)
            _mark(marks, mention.note.sentence, mention.i, mention.j, key, TELLING, "tells it")
        yield _entry("reports", key, row, coded, reading, marks, about=tuple(sorted(event.sentences - told)))


def _rows(table: str, letter: str, rows: list[Row], coded: Coded, marks: Marks, keys: dict[str, str]) -> Iterable[Entry]:
    for number, row in enumerate(rows, start=1):
        yield _entry(table, f"{letter}{number}", row, coded, marks, of=keys.get(row.get("report_id") or "", ""))
