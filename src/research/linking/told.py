"""The reports of a corpus while it is linked: kept in a database, for a large corpus has more of them than memory holds."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.codebook import Codebook
from research.linking.facts import Fact, facts_of_rows
from research.linking.places import Where

TABLES = """
CREATE TABLE told (no INTEGER PRIMARY KEY, report TEXT, claims TEXT, fact TEXT);
CREATE TABLE tellers (no INTEGER PRIMARY KEY, article_id TEXT, published TEXT);
"""
AT_HAND = 20_000  # facts held in memory, some 20 MB
CLAIM = ("report_id", "group_id", "group_text", "statement")  # what is kept of a claim
Row = dict[str, Any]


class Told:
    """Reports by number, in order of report_id, with what linking compares of them (Fact) and the claims on them.

    The arrays tell of each report: `first` and `last` day, whether its day is `exact`, whether it is `dated`, whether it is `news`,
    and the number of its article (`teller`).
    """

    def __init__(self, base: sqlite3.Connection, codebook: Codebook) -> None:
        self._base, self._groups = base, codebook.groups
        self._base.executescript(TABLES)
        self._first, self._last, self._teller = array("i"), array("i"), array("i")
        self._flags = array("b")
        self._tellers = 0
        self.fact = lru_cache(maxsize=AT_HAND)(self._fact)

    def __len__(self) -> int:
        return len(self._first)

    def add(self, article_id: str, published: str, reports: Sequence[Row], claims: Sequence[Sequence[Any]]) -> None:
        """Take in the reports of one article; articles come in order of their ids, reports too.

        Args:
            article_id: the article.
            published: when it was published, empty where that is not known.
            reports: rows of the table `reports` with None for empty cells.
            claims: report_id, group_id, group_text and statement of each claim on one of them.
        """
        number = len(self)
        for fact, row in zip(self._facts(article_id, published, reports, claims, {}), reports, strict=True):
            self._teller.append(self._tellers)
            for held in (self._first, self._last, self._flags):
                held.append(0)
            said = [claim for claim in claims if claim[0] == row["report_id"]]
            self._base.execute("INSERT INTO told VALUES (?, ?, ?, ?)", (number, _json(row), _json(said), self._note(number, fact)))
            number += 1
        self._base.execute("INSERT INTO tellers VALUES (?, ?, ?)", (self._tellers, article_id, published))
        self._tellers += 1

    def date_again(self, newest: Mapping[int, int]) -> None:
        """Take in the newest event (ordinal day) in the rest of the article of some reports, by number: it dates what has no date."""
        for teller in sorted({int(self.teller[no]) for no in newest}):
            first, behind = (int(np.searchsorted(self.teller, teller, side)) for side in ("left", "right"))
            numbers = range(first, behind)
            rows = [self.report(no) for no in numbers]
            claims = [claim for no in numbers for claim in self.claims(no)]
            days = {rows[no - first]["report_id"]: newest[no] for no in numbers if no in newest}
            for no, fact in zip(numbers, self._facts(*self.article(teller), rows, claims, days), strict=True):
                self._base.execute("UPDATE told SET fact = ? WHERE no = ?", (self._note(no, fact), no))
        self.fact.cache_clear()

    def report(self, no: int) -> Row:
        """Return the row of a report."""
        return dict(json.loads(self._one("report", no)))

    def claims(self, no: int) -> list[list[Any]]:
        """Return report_id, group_id, group_text and statement of each claim on a report."""
        return list(json.loads(self._one("claims", no)))

    def article(self, teller: int) -> tuple[str, str]:
        """Return article_id and day of publication (empty: not known) of an article by its number."""
        row = self._base.execute("SELECT article_id, published FROM tellers WHERE no = ?", (teller,)).fetchone()
        return str(row[0]), str(row[1])

    def facts(self) -> Iterator[Fact]:
        """Yield every fact in order."""
        for (fact,) in self._base.execute("SELECT fact FROM told ORDER BY no"):
            yield from_json(fact)

    @property
    def first(self) -> NDArray[np.int32]:
        """First day on which each may have happened."""
        return np.frombuffer(self._first, dtype=np.int32)

    @property
    def last(self) -> NDArray[np.int32]:
        """Last day."""
        return np.frombuffer(self._last, dtype=np.int32)

    @property
    def teller(self) -> NDArray[np.int32]:
        """Number of its article."""
        return np.frombuffer(self._teller, dtype=np.int32)

    @property
    def exact(self) -> NDArray[np.bool_]:
        """Whether its day is known well enough."""
        return np.frombuffer(self._flags, dtype=np.int8) & 1 > 0

    @property
    def undated_news(self) -> NDArray[np.bool_]:
        """Whether it is told as news without a date."""
        return np.frombuffer(self._flags, dtype=np.int8) & 6 == 4

    @property
    def dated(self) -> NDArray[np.bool_]:
        """Whether it has a date."""
        return np.frombuffer(self._flags, dtype=np.int8) & 2 > 0

    def _note(self, no: int, fact: Fact) -> str:
        self._first[no], self._last[no] = fact.first, fact.last
        self._flags[no] = fact.exact + 2 * fact.dated + 4 * fact.news
        return to_json(fact)

    def _facts(
        self, article_id: str, published: str, rows: Sequence[Row], claims: Iterable[Sequence[Any]], newest: Mapping[str, int]
    ) -> list[Fact]:
        stated = ((report_id, group_id, statement) for report_id, group_id, _, statement in claims)
        return facts_of_rows(rows, {article_id: published}, stated, self._groups, newest)

    def _fact(self, no: int) -> Fact:
        return from_json(self._one("fact", no))

    def _one(self, column: str, no: int) -> str:
        row = self._base.execute(f"SELECT {column} FROM told WHERE no = ?", (no,)).fetchone()
        return str(row[0])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_json(fact: Fact) -> str:
    """Return a fact as JSON."""
    values = [getattr(fact, name) for name in Fact.__slots__]
    return _json([sorted(value) if isinstance(value, frozenset) else value for value in values])


def from_json(data: str) -> Fact:
    """Return the fact that `to_json` was given."""
    found = dict(zip(Fact.__slots__, json.loads(data), strict=True))
    for name in ("militias", "states", "names"):
        found[name] = frozenset(found[name])
    for name in ("munitions", "killed", "wounded"):
        found[name] = tuple(found[name])
    found["where"] = Where(*found["where"])
    found["month_day"] = found["month_day"] and tuple(found["month_day"])
    return Fact(**found)
