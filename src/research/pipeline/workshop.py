"""What one build writes down for itself while it runs: a database that is thrown away at its end, so that memory holds little."""

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple

from research.ingest.refusal import Refusal

FILE = "build.sqlite"
TABLES = """
CREATE TABLE inputs (number INTEGER PRIMARY KEY, raw TEXT, file TEXT, key BLOB, refusal TEXT);
CREATE TABLE articles (article_id TEXT PRIMARY KEY, digest TEXT, file TEXT, published TEXT, publisher TEXT, text TEXT, sample BLOB,
    key BLOB, part INTEGER, duplicate_of TEXT) WITHOUT ROWID;
"""
PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; PRAGMA temp_store = FILE;"


class Listed(NamedTuple):
    """One article of this build: what is known of it without its text, and where on the shelf it lies."""

    article_id: str
    digest: str
    file: str
    published: str | None
    publisher: str | None
    text: str
    key: bytes
    part: int
    duplicate_of: str | None


class Taken(NamedTuple):
    """One input of this build: the raw file in which it lies, its own name, and where it lies on the shelf or why it was refused."""

    raw: str
    file: str
    key: bytes
    refusal: Refusal | None


class Workshop:
    """The inputs of one build in the order of the files, their articles in order of their ids, and what was refused."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE
        self.path.unlink(missing_ok=True)
        self.base = sqlite3.connect(self.path, isolation_level=None)
        self.base.executescript(PRAGMAS + TABLES)
        self.refusals: list[Refusal] = []

    def note(self, number: int, raw: str, file: str, key: bytes = b"", refusal: Refusal | None = None) -> None:
        """Write down an input, by its number in the order of the files."""
        told = json.dumps(astuple(refusal)) if refusal else None
        self.base.execute("INSERT INTO inputs VALUES (?, ?, ?, ?, ?)", (number, raw, file, key, told))

    def found(self, keys: Iterable[tuple[int, bytes]]) -> None:
        """Write down where inputs lie on the shelf, by number."""
        self.base.executemany("UPDATE inputs SET key = ?2 WHERE number = ?1", keys)

    def inputs(self) -> Iterator[Taken]:
        """Yield the inputs in order."""
        with closing(self.base.cursor()) as cursor:
            for raw, file, key, told in cursor.execute("SELECT raw, file, key, refusal FROM inputs ORDER BY number"):
                yield Taken(raw, file, key, Refusal(*json.loads(told)) if told else None)

    def add(self, head: dict[str, Any], key: bytes, part: int) -> None:
        """Take in an article, by the head of its entry; one with the same bytes as an earlier one is refused."""
        values = [head[name] for name in ("article_id", "sha256", "file", "published", "publisher", "text")]
        done = self.base.execute(
            "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", (*values, bytes.fromhex(head["sample"]), key, part)
        )
        if not done.rowcount:
            (first,) = self.base.execute("SELECT file FROM articles WHERE article_id = ?", values[:1]).fetchone()
            self.refusals.append(Refusal(head["file"], "same_bytes", f"the same bytes as {first}, which is kept: take one of the two out"))

    def count(self) -> int:
        """Return the number of articles."""
        return int(self.base.execute("SELECT count(*) FROM articles").fetchone()[0])

    def articles(self) -> Iterator[Listed]:
        """Yield the articles in order of article_id, the key of most tables."""
        columns = ", ".join(Listed._fields)
        with closing(self.base.cursor()) as cursor:
            for row in cursor.execute(f"SELECT {columns} FROM articles ORDER BY article_id"):
                yield Listed(*row)

    def article(self, article_id: str) -> Listed | None:
        """Return one article by its id, None where there is none."""
        row = self.base.execute(f"SELECT {', '.join(Listed._fields)} FROM articles WHERE article_id = ?", (article_id,)).fetchone()
        return Listed(*row) if row else None

    def take_out(self, files: Iterable[str]) -> None:
        """Take articles out again, by the names of their files; what repeats one of them repeats nothing any more."""
        self.base.executemany("DELETE FROM articles WHERE file = ?", ((file,) for file in files))
        self.base.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of NOT IN (SELECT article_id FROM articles)")

    def close(self) -> None:
        """Throw everything away."""
        self.base.close()
        self.path.unlink(missing_ok=True)


def is_full(error: BaseException) -> bool:
    """Tell whether an error says that the disk is full."""
    full = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "sqlite_errorcode", None) in full
