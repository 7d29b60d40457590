"""The articles of a build -> units that are formatted one by one, so that a unit in which nothing changed need not be made again.

Where a unit begins and ends follows from the articles alone: from their ids, or from the years in which they were published and then
from their ids. A build from nothing and one that adds an article cut the same units.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from research.pipeline.packing import Cells, to_json
from research.pipeline.store import Articles
from research.pipeline.workshop import Listed
from research.tables import UNKNOWN_YEAR, YEAR

SIZE = 1000  # articles of a unit at most, on the average
ID_BITS = 64


class Placed(NamedTuple):
    """Where on the shelf an article lies, what it nearly repeats, and when it was published.

    coded: whether its coded rows on the shelf count; instead: rows by table that go before them.
    """

    key: bytes
    part: int
    article_id: str
    duplicate_of: str | None
    published: str
    coded: bool
    instead: dict[str, list[Cells]]


class Unit:
    """Some articles in order of their ids; `name` is where they stand, `mark` tells whether any of them has changed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found, self._ids = hashlib.sha256(), bytearray()

    def __len__(self) -> int:
        return len(self._ids) * 8 // ID_BITS

    def add(self, one: Listed, coded: bool, instead: dict[str, list[Cells]]) -> None:
        """Take in an article."""
        self._found.update(to_json([one.key.hex(), one.part, one.duplicate_of, *([] if coded and not instead else [coded, instead])]))
        self._ids += bytes.fromhex(one.article_id)

    @property
    def mark(self) -> str:
        """The checksum of all that decides on the rows of these articles."""
        return self._found.hexdigest()

    def ids(self) -> Iterator[str]:
        """Yield the ids of the articles."""
        for at in range(0, len(self._ids), ID_BITS // 8):
            yield self._ids[at : at + ID_BITS // 8].hex()


def by_id(articles: Articles) -> list[Unit]:
    """Return units in order of the ids."""
    bits = _bits(articles.count())
    return _units(articles, lambda one: _part(one, bits))


def by_year(articles: Articles) -> list[Unit]:
    """Return units by year of publication, each named as its files are: year=2020/part-0."""
    counts = Counter(year_of(one.published) for one in articles.listed())
    bits = {year: _bits(count) for year, count in counts.items()}
    return _units(articles, lambda one: f"{folder_of(year_of(one.published))}/part-{_part(one, bits[year_of(one.published)])}")


def folder_of(year: str) -> str:
    """Return the folder of a year in partitioned Parquet."""
    return f"{YEAR}{year}"


def _units(articles: Articles, name_of: Callable[[Listed], str]) -> list[Unit]:
    units: dict[str, Unit] = {}
    for one in articles.listed():
        name = name_of(one)
        units.setdefault(name, Unit(name)).add(one, *articles.ruled(one.article_id))
    return [units[name] for name in sorted(units)]


def year_of(day: str | None) -> str:
    """Return the year of an ISO day, or of its first digits, as Parquet's folders name it."""
    return day[:4] if day and day[:4].isdecimal() and len(day) >= 4 else UNKNOWN_YEAR


def place(unit: Unit, articles: Articles) -> list[Placed]:
    """Return what a worker needs to know of the articles of a unit."""
    return [
        Placed(one.key, one.part, one.article_id, one.duplicate_of, one.published or "", *articles.ruled(one.article_id))
        for one in articles.some_listed(unit.ids())
    ]


def in_batches(every: Sequence[Any], size: Callable[[Any], int]) -> Iterator[list[Any]]:
    """Yield units in batches of about SIZE, so that small ones are not made one by one."""
    batch: list[Any] = []
    held = 0
    for unit in every:
        batch.append(unit)
        held += size(unit)
        if held >= SIZE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _bits(count: int) -> int:
    return max(0, -(-count // SIZE) - 1).bit_length()


def _part(one: Listed, bits: int) -> str:
    width = max(1, -(-bits // 4))
    return f"{int(one.article_id, 16) >> (ID_BITS - bits) if bits else 0:0{width}x}"
