"""The tables that an earlier build has left in their places: which of their pieces still hold, and where they lie."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from research import fingerprint, shelf

FILE = "made.json"  # of which pieces the tables consist; beside what was coded, and never an output


class Stretch(NamedTuple):
    """A piece of a CSV file: what it was made of, its rows, and its bytes, which begin at `start`."""

    mark: str
    rows: int
    start: int
    length: int


class Standing:
    """What can be used again of the tables in `folder`.

    checksums: the SHA-256 of each file there; version: the fingerprint of all that decides how tables are written.
    """

    def __init__(self, folder: Path, checksums: Mapping[str, str], version: str) -> None:
        self.folder, self.version, self.checksums = folder, version, checksums
        made = fingerprint.read_json(folder / shelf.FOLDER / FILE)
        self._made: dict[str, Any] = made if made.get("version") == version else {}

    def csv(self, name: str) -> list[Stretch]:
        """Return the pieces of a CSV file, in order; [] where there is none that is still as it was made."""
        checksum, pieces = self._made.get("csv", {}).get(name, ("", []))
        if not checksum or self.checksums.get(f"{name}.csv") != checksum:
            return []
        start, found = len(heading(name)), []
        for mark, rows, length in pieces:
            found.append(Stretch(mark, rows, start, length))
            start += length
        return found

    def parquet(self, unit: str, mark: str) -> dict[str, str] | None:
        """Return the files of a unit with their checksums, None where it has changed or any of them is not as it was made."""
        known, files = self._made.get("parquet", {}).get(unit, ("", {}))
        whole = known == mark and all(self.checksums.get(file) == checksum for file, checksum in files.items())
        return dict(files) if whole else None


def heading(name: str) -> bytes:
    """Return the first line of a CSV table."""
    from research.pipeline.formatting import NAMES, csv_lines

    return csv_lines(name, [NAMES[name]])
