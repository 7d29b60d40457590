"""The manifest: what is known of the raw files beside their text.

A CSV file with a header. Only the column `file` is needed; title, publisher, url, published, retrieved, licence and sha256 are read
if they are there, other columns are passed over. Row numbers count as a spreadsheet does: the header is row 1.
"""

import csv
import io
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from research.ingest.blocks import one_line
from research.ingest.dates import from_manifest
from research.ingest.decode import decode, tidy
from research.ingest.kinds import MEMBER
from research.ingest.limits import MAX_MANIFEST_BYTES
from research.ingest.refusal import Refusal, RefusedError
from research.spreadsheet import unescaped

COLUMNS = ("title", "publisher", "url", "published", "retrieved", "licence", "sha256")
OTHER_NAMES = {"license": "licence"}
DELIMITERS = (",", ";", "\t")
DATES = ("published", "retrieved")


@dataclass(frozen=True, slots=True)
class Known:
    """What the manifest says of one file; empty where it says nothing. row: its row number, 0 where no row names the file."""

    row: int = 0
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    licence: str = ""
    sha256: str = ""


UNKNOWN = Known()


def merged(first: Known, *others: Known) -> Known:
    """Return `first` with what it does not say from the others, the earlier before the later; the row stays that of `first`."""
    told = {column: getattr(first, column) for column in COLUMNS}
    for other in others:
        told = {column: value or getattr(other, column) for column, value in told.items()}
    return Known(row=first.row, **{**told, "sha256": first.sha256})


@dataclass(slots=True)
class Manifest:
    """The manifest by file, the refusals that it gives rise to, and its name for messages."""

    name: str = ""
    known: dict[str, Known] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    _below: dict[str, dict[str, Known]] | None = None

    def of(self, file: str) -> Known:
        """Return what the manifest says of a file, or of a member of one (export.zip!a.txt), by that very name."""
        return self.known.get(key(file), UNKNOWN)

    def below(self, file: str) -> dict[str, Known]:
        """Return what the manifest says of what a file holds, by name (export.zip!a.docx, export.zip!a.docx!3)."""
        if self._below is None:
            self._below = {}
            for name, known in self.known.items():
                outer = name
                while MEMBER in outer:
                    outer = outer.rpartition(MEMBER)[0]
                    self._below.setdefault(outer, {})[name] = known
        return self._below.get(key(file), {})

    def missing(self, file: str, known: Known) -> Refusal:
        """Return the refusal of a row that names what is not there."""
        detail = f"row {known.row} of {self.name} names this file, which is not in the folder: add it or take the row out"
        return Refusal(file, "file_missing", detail, is_input=False)

    def refuse(self, row: int, reason: str, detail: str) -> None:
        """Add a refusal of one row."""
        self.refusals.append(Refusal(f"{self.name}:{row}", reason, detail, is_input=False))


def read_manifest(path: Path) -> Manifest:
    """Return the manifest at `path`. What is wrong in it becomes a refusal named `manifest.csv:ROW`; the other rows go on."""
    try:
        if path.stat().st_size > MAX_MANIFEST_BYTES:
            raise RefusedError("too_large", "the manifest is too large")
        return parse_manifest(path.name, path.read_bytes())
    except (OSError, RefusedError) as error:
        return unreadable_manifest(path.name, error)


def unreadable_manifest(name: str, error: Exception) -> Manifest:
    """Return a manifest of that name that tells nothing, with the refusal that says why."""
    manifest = Manifest(name)
    manifest.refuse(1, "manifest_unreadable", f"the manifest is not read ({error}): save it as CSV in UTF-8")
    return manifest


def parse_manifest(name: str, data: bytes) -> Manifest:
    """Return the manifest that the bytes of a file are; what is wrong in it becomes a refusal named `name:ROW`."""
    manifest = Manifest(name)
    try:
        text = decode(data)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (RefusedError, csv.Error) as error:
        return unreadable_manifest(name, error)
    header = [_column(cell) for cell in rows[0]] if rows else []
    if "file" not in header:
        manifest.refuse(1, "no_file_column", "the header lacks the column file: give it one with the name of each raw file")
        return manifest
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            _add(manifest, number, header, cells)
    return manifest


def without(path: Path, file: str) -> str:
    """Return the text of a manifest, as CSV with commas, without the rows that name `file`; all of it where it cannot be read."""
    text = decode(path.read_bytes())
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    header = [_column(cell) for cell in rows[0]] if rows else []
    if "file" not in header:
        return text
    place = header.index("file")
    found = io.StringIO()
    csv.writer(found, lineterminator="\n").writerows(row for row in rows if len(row) <= place or key(row[place]) != key(file))
    return found.getvalue()


def key(file: str) -> str:
    """Return the form in which file names are compared: Unicode NFC, / between folders, no ./ at the start."""
    name = unicodedata.normalize("NFC", file.strip().replace("\\", "/"))
    return name.removeprefix("./")


def check_files(manifest: Manifest, folder: Path, files: set[str]) -> None:
    """Add a refusal `file_missing` for each row whose file is not in the folder. files: the names of all files there are.

    Of a member (export.zip!a.txt) only the file that should hold it is looked for.
    """
    there = {key(file) for file in files}
    for name, known in manifest.known.items():
        outer = name.partition(MEMBER)[0]
        if name not in there and outer not in there and not os.path.lexists(folder / name):
            manifest.refusals.append(manifest.missing(name, known))


def _delimiter(text: str) -> str:
    header = text.lstrip("\ufeff").split("\n", 1)[0]
    return next((mark for mark in DELIMITERS if "file" in [_column(cell) for cell in header.split(mark)]), ",")


def _column(cell: str) -> str:
    name = cell.strip().strip('"\ufeff').strip().lower()
    return OTHER_NAMES.get(name, name)


def _add(manifest: Manifest, number: int, header: list[str], cells: list[str]) -> None:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        manifest.refuse(number, "bad_row", f"{len(cells)} cells under {len(header)} columns: put cells that hold a comma in double quotes")
        return
    row = {name: unescaped(one_line(tidy(cell))) for name, cell in zip(header, cells, strict=False)}
    name = key(row.get("file", ""))
    problem = _problem(name, manifest)
    if problem:
        manifest.refuse(number, *problem)
        return
    for column in DATES:
        try:
            row[column] = from_manifest(row[column]) if row.get(column) else ""
        except ValueError as error:
            row[column] = ""
            manifest.refuse(number, "bad_date", f"{column}: {error}; the date is taken from the article if it holds one")
    manifest.known[name] = Known(row=number, **{column: row.get(column, "") for column in COLUMNS})


def _problem(name: str, manifest: Manifest) -> tuple[str, str] | None:
    if not name:
        return "bad_row", "the cell file is empty: name the raw file, or take the row out"
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        return "outside_folder", f"{name} leads out of the folder: name a file below it"
    if name in manifest.known:
        return "named_twice", f"{name} stands in row {manifest.known[name].row} already, which holds: take one of the two out"
    return None
