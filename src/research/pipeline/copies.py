"""Which articles of a build nearly repeat an earlier one; what was found once is remembered on the shelf."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

import numpy as np

from research.ingest.duplicates import REMEMBERED, Hashes, candidates, repeats, shingles
from research.pipeline.packing import unpack
from research.pipeline.workshop import Workshop
from research.shelf import Shelf

IN_ORDER = "ORDER BY coalesce(published, '~'), file"  # ~ sorts behind every date
NOTES = 1000  # kept at once
YES, NO = b"1", b"0"


def find_copies(workshop: Workshop, shelf: Shelf, version: str) -> None:
    """Mark each article with the earlier one that it nearly repeats, as ingest.duplicates finds them."""
    base = workshop.base
    base.execute(f"CREATE TABLE ordered AS SELECT article_id, text, key, part FROM articles {IN_ORDER}")
    sizes = np.array([size // 8 for (size,) in base.execute(f"SELECT length(sample) FROM articles {IN_ORDER}")], dtype=np.int64)

    def sampled() -> Iterator[Hashes]:
        with closing(base.cursor()) as cursor:
            for (sample,) in cursor.execute(f"SELECT sample FROM articles {IN_ORDER}"):
                yield np.frombuffer(sample, dtype=np.uint64)

    pairs = _Pairs(workshop, shelf, version)
    base.execute("CREATE TABLE copies (later INTEGER PRIMARY KEY, earlier INTEGER)")
    done = -1
    for earlier, later in candidates(sampled, sizes):
        if later != done and pairs.repeat(earlier, later):
            base.execute("INSERT INTO copies VALUES (?, ?)", (later, earlier))
            done = later
    pairs.keep()
    base.execute(
        "UPDATE articles SET duplicate_of = found.original FROM (SELECT l.article_id AS copy, e.article_id AS original FROM copies "
        "JOIN ordered l ON l.rowid = later + 1 JOIN ordered e ON e.rowid = earlier + 1) AS found WHERE article_id = found.copy"
    )
    base.executescript("DROP TABLE ordered; DROP TABLE copies;")


class _Pairs:
    """Compares articles by their number in the order of publication."""

    def __init__(self, workshop: Workshop, shelf: Shelf, version: str) -> None:
        self.base, self.shelf, self.version = workshop.base, shelf, version
        self.shingles = lru_cache(maxsize=REMEMBERED)(self._shingles)
        self.place = lru_cache(maxsize=REMEMBERED)(self._place)
        self.notes: list[tuple[bytes, bytes]] = []

    def repeat(self, earlier: int, later: int) -> bool:
        """Tell whether the later article nearly repeats the earlier one."""
        key = hashlib.sha256(f"{self.version} {self.place(earlier)[0]} {self.place(later)[0]}".encode()).digest()
        note = self.shelf.note(key)
        if note is None:
            note = YES if repeats(self.shingles(earlier), self._shingles(later)) else NO
            self.notes.append((key, note))
            if len(self.notes) >= NOTES:
                self.keep()
        return note == YES

    def keep(self) -> None:
        """Put what was found on the shelf."""
        self.shelf.put_notes(self.notes)
        self.notes = []

    def _place(self, number: int) -> tuple[str, bytes, int]:
        found: tuple[str, bytes, int] = self.base.execute("SELECT text, key, part FROM ordered WHERE rowid = ?", (number + 1,)).fetchone()
        return found

    def _shingles(self, number: int) -> Hashes:
        _, key, part = self.place(number)
        return shingles(unpack(self.shelf.body(key, part)).text)
