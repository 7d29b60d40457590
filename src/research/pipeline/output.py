"""The files of the tables in the making, beside their places: what has not changed is copied as bytes, or left where it stands."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from research import fingerprint, shelf
from research.moving import Pair
from research.pipeline.formatting import Piece, parquet_files
from research.pipeline.standing import FILE, Standing, Stretch, heading
from research.pipeline.units import folder_of
from research.schemas import TABLES
from research.table_files import TableFile
from research.tables import UNKNOWN_YEAR

STAGE = ".parquet.part"  # below the folder of the tables: files of Parquet that are not in their places yet
BUFFER = 1 << 22  # bytes
EMPTY = f"{folder_of(UNKNOWN_YEAR)}/part-0"  # the one file of a table without rows


class CsvTable:
    """One CSV file, put together of pieces that come in order.

    marks: what each piece is made of; where they are those of the file that stands, that is left alone.
    """

    def __init__(self, name: str, standing: Standing, marks: Iterable[str]) -> None:
        old = standing.csv(name)
        self.final = standing.folder / f"{name}.csv"
        self.part = self.final.with_name(f".{self.final.name}.part")
        self.pieces: list[tuple[str, int, int]] = [(piece.mark, piece.rows, piece.length) for piece in old]
        self.checksum = standing.checksums.get(self.final.name, "")
        self.stays = bool(old) and [piece.mark for piece in old] == list(marks)
        self._old: dict[str, Stretch] = {piece.mark: piece for piece in old}
        self._stream: BinaryIO | None = None
        self._before: BinaryIO | None = None
        if not self.stays:
            self._begin(name, bool(old))

    def has(self, mark: str) -> bool:
        """Tell whether a piece need not be made."""
        return mark in self._old

    def keep(self, mark: str) -> None:
        """Append a piece as it stands."""
        piece = self._old[mark]
        if self.stays or self._before is None:
            return
        self._before.seek(piece.start)
        left = piece.length
        while left and (data := self._before.read(min(left, BUFFER))):
            self._write(data)
            left -= len(data)
        self.pieces.append((mark, piece.rows, piece.length))

    def add(self, mark: str, piece: Piece) -> None:
        """Append a new piece."""
        if not self.stays:
            self._write(piece.data)
            self.pieces.append((mark, piece.rows, len(piece.data)))

    def close(self) -> None:
        """Finish the file, which is still beside its place."""
        for stream in (self._stream, self._before):
            if stream:
                stream.close()
        if not self.stays:
            self.checksum = self._hash.hexdigest()

    def rows(self) -> int:
        """Return the number of rows."""
        return sum(rows for _, rows, _ in self.pieces)

    def _begin(self, name: str, old: bool) -> None:
        self.pieces, self._hash = [], hashlib.sha256()
        self._stream = self.part.open("wb")
        self._before = self.final.open("rb") if old else None
        self._write(heading(name))

    def _write(self, data: bytes) -> None:
        assert self._stream
        self._stream.write(data)
        self._hash.update(data)


class Output:
    """All files of a build: `moves` from beside their places, `files` with the checksum of each, those that stay included."""

    def __init__(self, standing: Standing) -> None:
        self.standing, self.folder = standing, standing.folder
        self.moves: list[Pair] = []
        self.files: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        self._csv: dict[str, CsvTable] = {}
        self._units: dict[str, tuple[str, dict[str, str]]] = {}
        self._filled: set[str] = set()

    def csv(self, name: str, marks: Iterable[str]) -> CsvTable:
        """Begin the CSV file of a table."""
        self._csv[name] = CsvTable(name, self.standing, marks)
        return self._csv[name]

    def parquet(self, unit: str, mark: str, pieces: dict[str, dict[str, Piece]] | None = None) -> bool:
        """Take in the files of a unit: by table and path below it. None: those that stand; then return whether they do."""
        if pieces is None:
            files = self.standing.parquet(unit, mark)
            if files is None:
                return False
        else:
            new = [(f"{name}.parquet/{path}.parquet", piece) for name, one in pieces.items() for path, piece in one.items()]
            files = {file: self._put(file, piece) for file, piece in new}
        self._units[unit] = (mark, files)
        self._filled |= {file.partition(".")[0] for file in files}
        self.files |= files
        return True

    def frame(self, name: str, data: pd.DataFrame) -> None:
        """Write a small table that belongs to no year."""
        file = TableFile(self.folder, name)
        self.moves += file.parts
        file.add_frame(data)
        file.close()
        self.rows[name] = len(data)
        self.files |= {final.name: fingerprint.of_file(part) for part, final in file.parts}

    def written(self) -> dict[str, int]:
        """Return the number of rows of each table so far."""
        return {name: table.rows() for name, table in self._csv.items()} | self.rows

    def finish(self) -> None:
        """Finish every file; write down which pieces they consist of."""
        for name, table in self._csv.items():
            table.close()
            self.rows[name], self.files[f"{name}.csv"] = table.rows(), table.checksum
            if not table.stays:
                self.moves.append((table.part, table.final))
            if name not in self._filled:
                self.parquet(f"{name}/empty", "", {name: parquet_files(name, {EMPTY: []})})
        self.rows = {name: self.rows[name] for name in TABLES}
        csv = {name: (table.checksum, table.pieces) for name, table in self._csv.items()}
        part = self.folder / f".{FILE}.part"
        fingerprint.write_json(part, {"version": self.standing.version, "csv": csv, "parquet": self._units})
        self.moves.append((part, self.folder / shelf.FOLDER / FILE))

    def gone(self) -> list[str]:
        """Return the files in the folder that were tables of an earlier build and are none of this one."""
        names = {f"{name}.{suffix}" for name in TABLES for suffix in ("csv", "parquet")}
        standing = (path for name in names for path in _files(self.folder / name))
        return sorted(found for path in standing if (found := path.relative_to(self.folder).as_posix()) not in self.files)

    def drop(self) -> None:
        """Let go of the files."""
        for table in self._csv.values():
            table.close()

    def _put(self, file: str, piece: Piece) -> str:
        part = self.folder / STAGE / file
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(piece.data)
        self.moves.append((part, self.folder / file))
        return hashlib.sha256(piece.data).hexdigest()


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [found for found in path.rglob("*") if found.is_file()]
