"""Changes of the code cells of notebooks: a parameter, a word, a number, a line less, a cell less."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.planted.change import Spot
from tests.planted.words import other_word

FAMILY = "notebooks"
PARAMETERS = {
    "frequency = ": ('\\"M\\"', '\\"W\\"'),
    "definition = ": ('\\"reported\\"', '\\"claimed\\"'),
    "aggregation = ": ('\\"representative\\"', '\\"informative\\"'),
    "include_background = ": ("False", "True"),
    "countries = ": ("[]", '[\\"Syria\\"]'),
    "target_sides = ": ("[]", '[\\"us_coalition\\"]'),
    "start = ": ("None", '\\"2020-01-01\\"'),
    "end = ": ("None", '\\"2023-12-31\\"'),
}
LINE = re.compile(r'^    "(.*?)(?:\\n)?",?$')
CELL = re.compile(r"^  \{\n.*?^  \},?\n", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'\\"(?=[A-Z])[^"\\]*?([A-Za-z]{4,})[^"\\]*\\"')
NUMBER = re.compile(r"(?<=[(=])\d+(?=[),])")
SHOWN = re.compile(r"^show\.|^    show\.", re.MULTILINE)


def changes(root: Path) -> Iterator[Spot]:
    """Give every change of the notebooks."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        for found in CELL.finditer(text):
            cell = json.loads(found[0].rstrip(",\n"))
            if cell["cell_type"] == "code":
                if SHOWN.search("".join(cell["source"])) and found[0].endswith(",\n"):
                    yield Spot(FAMILY, "cell less", path, root, text, found.start(), found.end() - 1, "")
                yield from _of_cell(root, path, text, *found.span())


def _of_cell(root: Path, path: Path, text: str, begin: int, end: int) -> Iterator[Spot]:
    """Give the changes of the lines of one cell's source."""
    at = text.index('   "source": [\n', begin, end) + len('   "source": [\n')
    for line in text[at:end].splitlines(keepends=True):
        if not LINE.match(line.rstrip("\n")):
            break
        for name, (old, new) in PARAMETERS.items():
            if line.startswith(f'    "{name}{old}'):
                place = at + line.index(old)
                yield Spot(FAMILY, "parameter", path, root, text, place, place + len(old), new)
        for found in TITLE.finditer(line.split("#")[0]):
            yield Spot(FAMILY, "word of a title", path, root, text, at + found.start(1), at + found.end(1), other_word(found[1]))
        for found in NUMBER.finditer(line):
            yield Spot(FAMILY, "number", path, root, text, at + found.start(), at + found.end(), str(int(found[0]) + 1))
        if re.match(r'^    " +\\"\w+\\": \\"', line):
            yield Spot(FAMILY, "column less", path, root, text, at, at + len(line) - 1, "")
        at += len(line)
