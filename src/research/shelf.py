"""What articles were coded to, kept by a fingerprint of all that it depends on, so that nothing is coded twice.

The shelf is a file beside the tables that may be lost, old or broken at any time: every entry carries a checksum of itself, and one that
does not fit is as good as none. What lies on it is never an output.
"""

import errno
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

FOLDER = ".cache"  # below the folder of the tables
FILE = "coded.sqlite"
CHECK = 16  # bytes of a SHA-256
TABLES = """
CREATE TABLE IF NOT EXISTS files (key BLOB PRIMARY KEY, checksum BLOB, head BLOB, used INTEGER, coded INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (key BLOB, part INTEGER, checksum BLOB, body BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS body_of ON bodies (key, part);
CREATE TABLE IF NOT EXISTS notes (key BLOB PRIMARY KEY, checksum BLOB, note BLOB) WITHOUT ROWID;
"""
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE}


class Broken(RuntimeError):
    """The file of the shelf is none, or not whole: it is to be thrown away."""


class Entry(NamedTuple):
    """What one raw file came to: `head` tells of its articles in short, `bodies` holds each of them; `coded`: not only read."""

    key: bytes
    head: bytes
    bodies: list[bytes]
    coded: bool = True


class Shelf:
    """The entries of one folder of tables. One process uses it at a time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        folder.mkdir(parents=True, exist_ok=True)
        with _told():
            self._base = sqlite3.connect(self.path)
            self._base.executescript("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;" + TABLES)
            self.run = 1 + (self._base.execute("SELECT max(used) FROM files").fetchone()[0] or 0)

    def head(self, key: bytes) -> bytes | None:
        """Return the head of an entry that is whole, and mark it as used; None where there is no such entry."""
        with _told():
            row = self._base.execute("SELECT checksum, head FROM files WHERE key = ?", (key,)).fetchone()
            if row is None or row[0] != _checksum(key, row[1]) or not self._whole(key):
                return None
            self._base.execute("UPDATE files SET used = ? WHERE key = ?", (self.run, key))
            return bytes(row[1])

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries: all of them, or none."""
        with _told(), self._base:
            for key, head, bodies, coded in entries:
                self._base.execute("DELETE FROM bodies WHERE key = ?", (key,))
                self._base.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", (key, _checksum(key, head), head, self.run, coded)
                )
                rows = [(key, part, _checksum(key, _number(part), body), body) for part, body in enumerate(bodies)]
                self._base.executemany("INSERT INTO bodies VALUES (?, ?, ?, ?)", rows)

    def body(self, key: bytes, part: int) -> bytes:
        """Return what one article was coded to.

        Raises:
            Broken: it is not there, or not whole any more.
        """
        with _told():
            return _body(self._base, key, part)

    def note(self, key: bytes) -> bytes | None:
        """Return a small result that was kept under `key`, None where there is none that is whole."""
        with _told():
            row = self._base.execute("SELECT checksum, note FROM notes WHERE key = ?", (key,)).fetchone()
        return bytes(row[1]) if row and row[0] == _checksum(key, row[1]) else None

    def put_notes(self, notes: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep small results."""
        with _told(), self._base:
            self._base.executemany(
                "INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", ((key, _checksum(key, note), note) for key, note in notes)
            )

    def commit(self) -> None:
        """Let other processes read what is kept."""
        with _told():
            self._base.commit()

    def tidy(self) -> None:
        """Forget what this run did not use, where that is more than half of all: a codebook was changed, or a corpus taken away."""
        with _told():
            used, kept = self._base.execute("SELECT coalesce(sum(used = ?), 0), count(*) FROM files", (self.run,)).fetchone()
            if kept > 2 * used:
                with self._base:
                    self._base.execute("DELETE FROM files WHERE used <> ?", (self.run,))
                    self._base.execute("DELETE FROM bodies WHERE key NOT IN (SELECT key FROM files)")
                    self._base.execute("DELETE FROM notes")
                self._base.execute("VACUUM")

    def close(self) -> None:
        """Close the file."""
        with _told():
            self._base.commit()
            self._base.close()

    def _whole(self, key: bytes) -> bool:
        rows = self._base.execute("SELECT part, checksum, body FROM bodies WHERE key = ? ORDER BY part", (key,))
        return all(part == no and check == _checksum(key, _number(part), body) for no, (part, check, body) in enumerate(rows))


@contextmanager
def reading(folder: Path) -> Iterator[Callable[[bytes, int], bytes]]:
    """Lend a function that returns what an article was coded to, as Shelf.body does, while another process has the shelf.

    Raises:
        Broken: an entry is not there, or not whole any more.
    """
    with _told(), closing(sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?mode=ro", uri=True)) as base:
        yield partial(_body, base)


def holds_codings(folder: Path) -> bool:
    """Tell whether a shelf was begun there, with anything on it that the rules have coded."""
    path = folder / FILE
    if not path.is_file():
        return False
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as base:
        return base.execute("SELECT 1 FROM files WHERE coded LIMIT 1").fetchone() is not None
    return False


def throw_away(folder: Path) -> None:
    """Remove the file of the shelf and what belongs to it."""
    for path in folder.glob(f"{FILE}*"):
        path.unlink(missing_ok=True)


def _body(base: sqlite3.Connection, key: bytes, part: int) -> bytes:
    row = base.execute("SELECT checksum, body FROM bodies WHERE key = ? AND part = ?", (key, part)).fetchone()
    if row is None or row[0] != _checksum(key, _number(part), row[1]):
        raise Broken("an entry of the shelf is not whole")
    return bytes(row[1])


@contextmanager
def _told() -> Iterator[None]:
    """Tell a full disk as the system does, and a broken file as Broken."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in FULL:
            raise OSError(errno.ENOSPC, "No space left on device") from None
        raise Broken(str(error)) from error


def _number(part: int) -> bytes:
    return part.to_bytes(8, "big")


def _checksum(*parts: bytes) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()[:CHECK]
