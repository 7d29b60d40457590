"""An explanation -> plain text: under each line of the article, a row for each key with its words underlined."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from research.coding.explain.data import VALUE, Explanation, Line, Mark
from research.coding.explain.grids import LEGEND, Grid, grids, heading

INDENT = 12
NARROW, WIDE, WIDEST = 60, 100, 160  # columns of the whole text
MOST_LINES = 3  # of the words in a table
COLOURS = (36, 33, 35, 32, 34, 31)  # ANSI foregrounds of reports A, B, ...; then again from the first
UNDER = {VALUE: "="}  # what else is marked is underlined with dashes
MARKS = "= the words of a value   - other words that tell it, or that were not coded"


def screen() -> tuple[int, bool]:
    """Return the width to write for and whether colours are welcome: the terminal's, 100 and none where the output is no terminal."""
    if not sys.stdout.isatty():
        return WIDE, False
    width = min(max(shutil.get_terminal_size().columns, NARROW), WIDEST)
    return width, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def render(explanation: Explanation, width: int = WIDE, colour: bool = False) -> str:
    """Return an explanation as text of `width` columns, with ANSI colours if asked for; it ends without a line feed."""
    width = max(width, NARROW)
    paint = _Paint([entry.key for entry in explanation.reports] if colour else [])
    head = _wrapped(explanation.title, width) or ["(without a headline)"]
    parts = [*map(paint.bold, head), *_wrapped(heading(explanation), width), "", *_wrapped(LEGEND, width), *_wrapped(MARKS, width), ""]
    for line in explanation.lines:
        parts += _sentence(line, width, paint)
    if explanation.remark:
        return "\n".join([*parts, "", *_wrapped(explanation.remark, width)])
    for grid in grids(explanation):
        parts += ["", *_grid(grid, width, paint)]
    return "\n".join(parts)


class _Paint:
    """ANSI colours by key; without keys, none."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.codes = {key: str(COLOURS[n % len(COLOURS)]) for n, key in enumerate(keys)}
        self.on = bool(keys)

    def bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.on and text else text

    def key(self, text: str, key: str) -> str:
        return f"\x1b[{self.codes[key]}m{text}\x1b[0m" if key in self.codes else text

    def words(self, text: str, start: int, marks: Sequence[Mark]) -> str:
        """Return text that begins at `start` of its sentence, coloured after the first report that marks each character."""
        own = [mark for mark in marks if mark.key in self.codes]
        styles = [self._style(start + n, own) for n in range(len(text))]
        runs = [(style, "".join(char for char, _ in run)) for style, run in groupby(zip(text, styles, strict=True), lambda pair: pair[1])]
        return "".join(f"\x1b[{style}m{run}\x1b[0m" if style else run for style, run in runs)

    def _style(self, at: int, marks: Sequence[Mark]) -> str:
        over = [mark for mark in marks if mark.start <= at < mark.end]
        if not over:
            return ""
        values = [mark for mark in over if mark.kind == VALUE]
        return f"1;{self.codes[values[0].key]}" if values else self.codes[over[0].key]


def _sentence(line: Line, width: int, paint: _Paint) -> Iterator[str]:
    head = f"{line.no:>3} {line.role}"
    for start, text in _chunks(line.text, width - INDENT):
        yield f"{head:<{INDENT}}{paint.words(text, start, line.marks)}"
        head = ""
        for key in dict.fromkeys(mark.key for mark in line.marks):
            under = _underline(text, start, [mark for mark in line.marks if mark.key == key])
            if under:
                yield paint.key(f"{key:>{INDENT - 1}} {under}", key)
    if line.about:
        yield f"{'(' + ', '.join(line.about) + ')':>{INDENT - 1}}"


def _chunks(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield pieces of a text that fit into `width` columns, each with its offset, cut at blanks where there are any."""
    start, end, used = 0, 0, 0
    for match in re.finditer(rf"\S{{1,{width}}}\s*", text):
        size = _width(match.group().rstrip())
        if end > start and used + size > width:
            yield start, text[start:end].rstrip()
            start, used = match.start(), 0
        end, used = match.end(), used + _width(match.group())
    if end > start:
        yield start, text[start:end].rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return [chunk for _, chunk in _chunks(text, width)]


def _underline(text: str, start: int, marks: Sequence[Mark]) -> str:
    """Return what stands under a text that begins at `start` of its sentence: `=` below values, `-` below other words, blanks."""
    under = []
    for at, char in enumerate(text, start=start):
        kinds = {mark.kind for mark in marks if mark.start <= at < mark.end}
        under.append((" " if not kinds else UNDER.get(VALUE if VALUE in kinds else "", "-")) * _width(char))
    return "".join(under).rstrip()


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _grid(grid: Grid, width: int, paint: _Paint) -> Iterator[str]:
    yield paint.key(paint.bold(grid.title), grid.key) if grid.key else paint.bold(grid.title)
    if grid.rows:
        table = [grid.heads, *grid.rows]
        sizes = _sizes(table, width)
        for row in table:
            cut = [*row[:-1], _short(row[-1], MOST_LINES * sizes[-1])]
            cells = [_wrapped(cell, size) for cell, size in zip(cut, sizes, strict=True)]
            for parts in zip_longest(*cells, fillvalue=""):
                padded = (part + " " * (size - _width(part)) for part, size in zip(parts, sizes, strict=True))
                yield "".join(f"  {cell}" for cell in padded).rstrip()
    for note in grid.notes:
        yield from (f"{'    ' if n else '  '}{text}" for n, text in enumerate(_wrapped(note, width - 4)))


def _sizes(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: as its cells are; where that is too much, the widest are narrowed."""
    sizes = [max(_width(row[n]) for row in table) for n in range(len(table[0]))]
    while sum(sizes) + 2 * len(sizes) > width:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _short(text: str, width: int) -> str:
    """Return a text cut to `width` columns at a blank."""
    if _width(text) <= width:
        return text
    return "".join(_wrapped(text, width - 2)[:1]) + " …"
