"""A reading of an article -> what is shown of it."""

from collections.abc import Iterator

from research.codebook import Codebook
from research.coding.coder import rows_of
from research.coding.explain.data import PASSED, TELLING, VALUE, Entry, Explanation, Line, Mark, PassedOver, Value, letters, plain
from research.coding.model import Article, Mention
from research.coding.reading import Reading, read
from research.coding.rows import Row
from research.coding.text import split
from research.schemas import TABLES

HIDDEN = ("article_id", "sentence_no", "start", "end", "quote")
UNSAID = (None, "", "unknown", "none")
# A column without words of its own was read with this one.
READ_WITH = {
    "date_end": "date_start", "date_prec": "date_start", "date_basis": "date_start", "country": "place_id", "admin1": "place_id",
    "where_prec": "place_id", "where_description": "place_id", "latitude": "place_id", "longitude": "place_id",
    "munitions_high": "munitions_low", "target_side": "target", "killed_low": "killed_best", "killed_high": "killed_best",
    "wounded_low": "wounded_best", "wounded_high": "wounded_best",
}  # fmt: skip
# Rules that read a value from no words of its own, and what gives it.
OF_THE_WHOLE = {
    "date.publication": "day of publication", "date.none": "", "place.of_article": "country of most places", "n_attacks.one": "",
    "target.of_event": "", "news": "", "background": "",
}  # fmt: skip
FOREIGN = "The rules read English. This article is in another language ({}), so nothing of it is coded."


def explain(article: Article, codebook: Codebook, file: str = "", language: str | None = "en") -> Explanation:
    """Read an article by the rules of a codebook, and return what was read where, by which rule, and what was passed over and why.

    The rows are those that `coding.code` gives. An article in another language than English is shown but not read, as in the tables.
    """
    head = (article.article_id, plain(file), plain(article.title), plain(article.published))
    if language not in (None, "en"):
        lines = tuple(Line(s.no, s.role, plain(s.text)) for s in split(article.text, article.title))
        return Explanation(*head, lines, remark=FOREIGN.format(plain(language)))
    view = _View(read(article, codebook), codebook)
    return Explanation(*head, view.lines(), tuple(view.reports), tuple(view.claims), tuple(view.tallies), tuple(view.passed))


class _View:
    """Collects the entries of a reading, and with them the marks of its sentences."""

    def __init__(self, reading: Reading, codebook: Codebook) -> None:
        self.reading = reading
        self.marks: dict[int, list[Mark]] = {note.sentence.no: [] for note in reading.notes}
        coded = rows_of(reading, codebook)
        self.said: dict[str, dict[str, Row]] = {}
        for row in coded.assertions:
            self.said.setdefault(row["row_id"], {})[row["column"]] = row
        self.reports = [self._report(number, row) for number, row in enumerate(coded.reports)]
        keys = {entry.row_id: entry.key for entry in self.reports}
        self.claims = [self._entry("claims", f"c{n}", row, keys.get(row["report_id"], "")) for n, row in enumerate(coded.claims, start=1)]
        self.tallies = [self._entry("tallies", f"t{n}", row) for n, row in enumerate(coded.tallies, start=1)]
        self.passed = list(self._passed())

    def lines(self) -> tuple[Line, ...]:
        """Return the sentences with their marks, in order."""
        about: dict[int, list[str]] = {}
        for entry in self.reports:
            for number in entry.about:
                if any(mark.key == entry.key for mark in self.marks[number]):  # it shows already
                    continue
                about.setdefault(number, []).append(entry.key)
        return tuple(
            Line(
                note.sentence.no,
                note.sentence.role,
                plain(note.sentence.text),
                tuple(self.marks[note.sentence.no]),
                tuple(about.get(note.sentence.no, ())),
            )
            for note in self.reading.notes
        )

    def _report(self, number: int, row: Row) -> Entry:
        key, event = letters(number), self.reading.events[number]
        for mention in event.mentions:
            self._mark_mention(mention, key, TELLING, "tells it")
        told = {mention.note.sentence.no for mention in event.mentions}
        return self._entry("reports", key, row, about=tuple(sorted(event.sentences - told)))

    def _entry(self, table: str, key: str, row: Row, of: str = "", about: tuple[int, ...] = ()) -> Entry:
        row_id = row[TABLES[table].key[0]]
        said = self.said.get(row_id, {})
        names = [name for name in TABLES[table].names if name not in (*HIDDEN, TABLES[table].key[0], "report_id")]
        values = tuple(self._value(key, name, row, said) for name in names if row.get(name) not in UNSAID)
        return Entry(key, row_id, values, tuple(name for name in names if row.get(name) in UNSAID), of, about)

    def _value(self, key: str, column: str, row: Row, said: dict[str, Row]) -> Value:
        value, base = plain(row[column]), READ_WITH.get(column, "")
        words = said.get(column)
        if words and (base in said or words["rule"] in OF_THE_WHOLE):  # shown with the value it belongs to, or said of the whole event
            words = None
        if words:
            self._mark(words["sentence_no"], words["start"], words["end"], key, VALUE, f"{column} {value}, rule {words['rule']}")
            return Value(column, value, words["rule"], plain(words["quote"]), words["sentence_no"])
        whole = OF_THE_WHOLE.get(said[column]["rule"], "") if column in said else ""
        return Value(column, value, f"with {base}" if base in said else whole)

    def _passed(self) -> Iterator[PassedOver]:
        at = sorted(self.reading.passed, key=lambda pair: (pair[0].note.sentence.no, pair[0].i, pair[0].j))
        for number, (mention, reason) in enumerate(at, start=1):
            sentence = mention.note.sentence
            self._mark_mention(mention, f"x{number}", PASSED, reason)
            yield PassedOver(f"x{number}", plain(sentence.span_text(mention.i, mention.j)), plain(reason), sentence.no)

    def _mark_mention(self, mention: Mention, key: str, kind: str, label: str) -> None:
        sentence = mention.note.sentence
        if mention.j > mention.i:
            self._mark(sentence.no, sentence.starts[mention.i], sentence.ends[mention.j - 1], key, kind, label)

    def _mark(self, number: int, start: int, end: int, key: str, kind: str, label: str) -> None:
        begin = self.reading.notes[number].sentence.start
        start, end = start - begin, end - begin
        if any((mark.start, mark.end, mark.key, mark.kind) == (start, end, key, TELLING) for mark in self.marks[number]):
            kind = TELLING  # a value read from all the words that tell the report stands in none of them
        self.marks[number].append(Mark(start, end, key, kind, plain(label)))
