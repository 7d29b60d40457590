"""Changes of the codebook's data: an alias less or misspelt, a cell of a row, a word of a word list less or misspelt, a number."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tests.planted.change import Spot
from tests.planted.words import other_word

FAMILY = "codebook"
WORDS = re.compile(r"(?<=[\"\s])[a-z]{3,}(?=[\"\s])")
LISTED = re.compile(r'(?<=[\[\s])"[^"\n]+", (?=")')
NUMBER = re.compile(r"(?<== )\d+(?=\s|$)")
CELLS = {
    "groups.csv": ("kind", "parent", "side", "adjectives"),
    "places.csv": ("kind", "country", "admin1", "latitude", "longitude", "where_prec", "adjectives", "within"),
}


def changes(root: Path) -> Iterator[Spot]:
    """Give every change of the files of the codebook."""
    folder = root / "src" / "research" / "codebook"
    for name, cells in CELLS.items():
        yield from _of_rows(root, folder / name, cells)
    for path in sorted(folder.glob("*.toml")):
        yield from _of_words(root, path)


def _of_rows(root: Path, path: Path, cells: tuple[str, ...]) -> Iterator[Spot]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    columns = next(csv.reader(lines[:1]))
    begin = len(lines[0])
    for line in lines[1:]:
        row = dict(zip(columns, next(csv.reader([line])), strict=False))
        for alias in row.get("aliases", "").split("|")[1:]:
            if (place := line.find(f"|{alias}")) >= 0 and line[place + 1 + len(alias)] in "|,":
                yield Spot(FAMILY, "alias less", path, root, text, begin + place, begin + place + 1 + len(alias), "")
                wrong = begin + place + 1, begin + place + 1 + len(alias)
                yield Spot(FAMILY, "alias misspelt", path, root, text, *wrong, _misspelt(alias))
        for column in cells:
            if row.get(column) and line.count(f",{row[column]},") == 1:
                place = begin + line.index(f",{row[column]},") + 1
                new = _other_cell(column, row[column])
                yield Spot(FAMILY, "cell of a row", path, root, text, place, place + len(row[column]), new)
        begin += len(line)


def _misspelt(name: str) -> str:
    longest = max(re.findall(r"[^\W\d_]+", name) or [name], key=len)
    return name.replace(longest, other_word(longest) if len(longest) > 2 else longest + "x", 1)


def _other_cell(column: str, value: str) -> str:
    if column in ("latitude", "longitude"):
        return f"{float(value) + 1:.4f}"
    if column == "where_prec":
        return str(int(value) % 3 + 1)
    known = {"country": ("Iraq", "Syria"), "side": ("iran_aligned", "other"), "kind": ("militia", "facade")}
    if column in known and value in known[column]:
        return known[column][1 - known[column].index(value)]
    return "" if column in ("parent", "adjectives", "within", "admin1") else known.get(column, ("",))[0]


def _of_words(root: Path, path: Path) -> Iterator[Spot]:
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"(?m)#.*$", lambda found: " " * len(found[0]), text)  # remarks say nothing to the coder
    for found in WORDS.finditer(bare):
        line = bare[bare.rfind("\n", 0, found.start()) + 1 : found.start()]
        if "=" not in line and '"' not in line and line.strip() == "" and bare[found.end() :].lstrip(" ").startswith("="):
            continue  # a key
        yield Spot(FAMILY, "word misspelt", path, root, text, *found.span(), other_word(found[0]) + "x")
        yield Spot(FAMILY, "word less", path, root, text, *found.span(), "")
    for found in LISTED.finditer(bare):
        yield Spot(FAMILY, "phrase less", path, root, text, *found.span(), "")
    for found in NUMBER.finditer(bare):
        yield Spot(FAMILY, "number of a list", path, root, text, *found.span(), str(int(found[0]) + 1))
