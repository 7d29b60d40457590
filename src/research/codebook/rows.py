"""Read places.csv and groups.csv row by row, and say of a broken row which it is and what mends it."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PLACE_KINDS = ("base", "embassy", "airport", "energy", "crossing", "district", "town", "city", "area", "governorate", "country")
GROUP_KINDS = ("militia", "facade", "umbrella", "state", "state-like", "insurgent", "jihadist", "unnamed")


class CodebookError(ValueError):
    """A codebook file is missing or broken. The message names the file, the row and what mends it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its names, where it lies (degrees WGS 84) and how exact a bare mention of it is (`where_prec`, UCDP scale)."""

    place_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    where_prec: int
    coord_basis: str
    adjectives: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its names, what it is, whose front it is said to be (`parent`, `parent_basis`) and on which side it stands."""

    group_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: str
    parent_basis: str
    side: str
    note: str
    adjectives: tuple[str, ...] = ()


Row = TypeVar("Row", Place, Group)


class _Line:
    """One line of a CSV file: reads its cells and raises errors that name file and row."""

    def __init__(self, path: Path, number: int, cells: dict[str, str | None]) -> None:
        self.path, self.number, self.cells = path, number, cells

    def error(self, what: str) -> CodebookError:
        return CodebookError(f"{self.path.name} row {self.number}: {what}")

    def text(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def needed(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.error(f"{column} is empty: fill it in")
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in self.text(column).split("|") if part.strip()))

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        value = self.needed(column)
        if value not in allowed:
            raise self.error(f"{column} {value!r} is unknown: use one of {', '.join(allowed)}")
        return value

    def degrees(self, column: str, limit: int) -> float | None:
        value = self.text(column)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            raise self.error(f"{column} {value!r} is no number: write degrees such as 33.34") from None
        if not -limit <= number <= limit:
            raise self.error(f"{column} {value} is outside -{limit} to {limit}: latitude and longitude may be swapped")
        return number


def read_places(path: Path) -> dict[str, Place]:
    """Return the rows of a places.csv by place_id, in the order of the file.

    Raises:
        CodebookError: a row is broken, an id or alias stands twice, or `within` or `same_as` names no row.
    """
    columns = ("place_id", "name", "aliases", "kind", "country", "admin1", "latitude", "longitude", "where_prec", "coord_basis")
    places = _read(path, columns, "place_id", _place)
    for place in places.values():
        for column, others in (("within", place.within), ("same_as", place.same_as)):
            for other in others:
                if other not in places:
                    raise CodebookError(f"{path.name}: {column} of {place.place_id} names {other!r}, which is no place_id: add or mend it")
    return places


def read_groups(path: Path) -> dict[str, Group]:
    """Return the rows of a groups.csv by group_id, in the order of the file.

    Raises:
        CodebookError: a row is broken, an id or alias stands twice, or `parent` names no row.
    """
    columns = ("group_id", "name", "aliases", "kind", "parent", "parent_basis", "side", "note")
    groups = _read(path, columns, "group_id", _group)
    for group in groups.values():
        if group.parent and group.parent not in groups:
            raise CodebookError(f"{path.name}: parent of {group.group_id} is {group.parent!r}, which is no group_id: add or mend it")
    return groups


def _place(line: _Line) -> Place:
    prec = line.needed("where_prec")
    if prec not in ("1", "2", "3", "4", "5", "6", "7"):
        raise line.error(f"where_prec {prec!r} is unknown: use 1 to 7 (UCDP scale)")
    return Place(
        line.needed("place_id"), line.needed("name"), line.listed("aliases"), line.one_of("kind", PLACE_KINDS),
        line.text("country"), line.text("admin1"), line.degrees("latitude", 90), line.degrees("longitude", 180), int(prec),
        line.text("coord_basis"), line.listed("adjectives"), line.listed("within"), line.listed("same_as"),
    )  # fmt: skip


def _group(line: _Line) -> Group:
    return Group(
        line.needed("group_id"), line.needed("name"), line.listed("aliases"), line.one_of("kind", GROUP_KINDS),
        line.text("parent"), line.text("parent_basis"), line.text("side"), line.text("note"), line.listed("adjectives"),
    )  # fmt: skip


def _read(path: Path, columns: tuple[str, ...], key: str, make: Callable[[_Line], Row]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    owners: dict[str, str] = {}
    for line in _lines(path, columns):
        row, row_id = make(line), line.needed(key)
        if row_id in rows:
            raise line.error(f"{key} {row_id!r} stands in an earlier row too: give each row its own")
        for alias in row.aliases + row.adjectives:
            if not any(c.isalnum() for c in alias):
                raise line.error(f"alias {alias!r} has no letter: take it out")
            owner = owners.setdefault(alias if alias.startswith("=") else alias.lower(), row_id)
            if owner != row_id:
                raise line.error(f"alias {alias!r} of {row_id} also stands in {owner}: keep it in one of them")
        rows[row_id] = row
    return rows


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[_Line]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise CodebookError(f"{path.name}: not in the codebook {path.parent.name}: copy the package's own and change it") from None
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CodebookError(f"{path.name} row {row}: not UTF-8: save the file as CSV UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise CodebookError(f"{path.name} row 1: lacks the columns {', '.join(missing)}: is it comma-separated, with a heading?")
    for cells in reader:
        line = _Line(path, reader.line_num, cells)
        if None in cells:
            raise line.error("has more cells than the heading: put cells that hold a comma in double quotes")
        yield line
