"""Changes of charts: a word of a title, the type or the field of an encoding, a scale, a sort, a size, a colour."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.planted.change import Spot
from tests.planted.source import Source
from tests.planted.words import WORD, other_word

FAMILY = "charts"
ENCODED = re.compile(r"(\w+):([QNOT])")
TYPES = {"Q": "O", "O": "Q", "N": "Q", "T": "N"}
COLOURS = {"BLUE": "ORANGE", "ORANGE": "BLUE", "GREEN": "SKY", "SKY": "GREEN", "INK": "FAINT", "FAINT": "PALE", "PALE": "INK"}
PLAIN = {"strict", "ignore_index"}  # of zip and pandas: nothing that is drawn
SECOND = {"x2", "y2"}  # Vega-Lite knows no type of these, and Altair leaves it out
Place = tuple[str, int, int, str]  # kind, begin, end, what stands there instead


def changes(root: Path) -> Iterator[Spot]:
    """Give every change of the modules that draw, and of their theme."""
    folder = root / "src" / "research" / "reporting"
    for path in (*sorted(folder.glob("charts*.py")), folder / "theme.py"):
        source = Source(path)
        fields = sorted({found[1] for found in ENCODED.finditer(source.text)})
        for kind, begin, end, new in _spots(source, fields):
            yield Spot(FAMILY, kind, path, root, source.text, begin, end, new)


def _spots(source: Source, fields: list[str]) -> Iterator[Place]:
    untyped = {id(node.value) for node in source.nodes() if isinstance(node, ast.keyword) and node.arg in SECOND}
    for node in source.nodes():
        if isinstance(node, ast.keyword):
            yield from _keyword(source, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and (found := ENCODED.fullmatch(node.value)):
            begin, _ = source.span(node)
            if id(node) not in untyped:
                yield "type of an encoding", begin + 1 + found.start(2), begin + 1 + found.end(2), TYPES[found[2]]
            other = fields[(fields.index(found[1]) + 1) % len(fields)]
            yield "field of an encoding", begin + 1 + found.start(1), begin + 1 + found.end(1), other


def _keyword(source: Source, node: ast.keyword) -> Iterator[Place]:
    value, (begin, end) = node.value, source.span(node.value)
    if isinstance(value, ast.Name) and value.id in COLOURS:
        yield "colour", begin, end, COLOURS[value.id]
    if not isinstance(value, ast.Constant) or node.arg in PLAIN:
        return
    if isinstance(value.value, bool):
        yield "option turned", begin, end, str(not value.value)
    elif isinstance(value.value, int | float):
        yield "size", begin, end, str(value.value + 1)
    elif node.arg == "sort":
        yield "sort", begin, end, '"descending"' if value.value != "descending" else '"ascending"'
    elif node.arg == "type":
        yield "scale", begin, end, '"linear"' if value.value != "linear" else '"log"'
    elif isinstance(value.value, str) and (found := WORD.search(source.text, begin, end)) and not ENCODED.fullmatch(value.value):
        yield f"word of {'a title' if node.arg in ('title', 'text') else 'an option'}", *found.span(), other_word(found[0])
