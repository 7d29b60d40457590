"""Small results of one build that the next one can use again: kept beside what was coded, and never an output."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from research.shelf import FULL

FILE = "pieces.sqlite"
TABLES = "CREATE TABLE IF NOT EXISTS pieces (key BLOB PRIMARY KEY, checksum BLOB, piece BLOB) WITHOUT ROWID;"
PRAGMAS = "PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
AT_ONCE = 500  # pieces that are written together
CHECK = 16  # bytes of a SHA-256


class Spoilt(RuntimeError):
    """The file of the pieces is none, or not whole: it is to be thrown away."""


class Pieces:
    """A memory as research.linking.memory describes it.

    version: the fingerprint of all code and data that decide on the pieces, beside what their keys tell.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.path, self._version = folder / FILE, version.encode()
        self._used: set[bytes] = set()
        self._waiting = 0
        self._base = sqlite3.connect(self.path)
        with _told():
            self._base.executescript(PRAGMAS + TABLES)

    def get(self, key: bytes) -> bytes | None:
        """Return what was kept under `key`, None where nothing is, or nothing whole."""
        name = self._name(key)
        with _told():
            row = self._base.execute("SELECT checksum, piece FROM pieces WHERE key = ?", (name,)).fetchone()
        if row is None or row[0] != _checksum(name, row[1]):
            return None
        self._used.add(name)
        return bytes(row[1])

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a result."""
        name = self._name(key)
        self._used.add(name)
        with _told():
            self._base.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", (name, _checksum(name, value), value))
            self._waiting += 1
            if self._waiting >= AT_ONCE:
                self._waiting = 0
                self._base.commit()

    def tidy(self) -> None:
        """Forget what this build did not use, where that is a fifth of all."""
        with _told():
            (count,) = self._base.execute("SELECT count(*) FROM pieces").fetchone()
            if count > 1.2 * len(self._used):
                self._base.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
                self._base.executemany("INSERT INTO used VALUES (?)", ((name,) for name in self._used))
                self._base.execute("DELETE FROM pieces WHERE key NOT IN (SELECT key FROM used)")

    def close(self) -> None:
        """Close the file."""
        try:
            with _told():
                self._base.commit()
        finally:
            self._base.close()

    def _name(self, key: bytes) -> bytes:
        return hashlib.sha256(self._version + key).digest()


@contextmanager
def _told() -> Iterator[None]:
    """Tell a broken file as Spoilt, and a full disk as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in FULL:
            raise
        raise Spoilt(str(error)) from error


def throw_away(folder: Path) -> None:
    """Remove the file and what belongs to it."""
    for path in folder.glob(f"{FILE}*"):
        path.unlink(missing_ok=True)


def _checksum(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()[:CHECK]
