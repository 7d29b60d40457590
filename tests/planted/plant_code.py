"""Changes of code: a comparison, a constant, and/or, a default, a `not` dropped. Messages, types and docstrings are left out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.planted.change import Spot
from tests.planted.source import Source

CODER, MEASURES = "coder", "measures"
FOLDERS = {CODER: ("coding", "linking"), MEASURES: ("analysis",)}
FLIPPED = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
}  # fmt: skip
Place = tuple[str, int, int, str]  # kind, begin, end, what stands there instead


def coder(root: Path) -> Iterator[Spot]:
    """Give every change of what codes and links."""
    return _of_folders(root, CODER)


def measures(root: Path) -> Iterator[Spot]:
    """Give every change of the measures."""
    return _of_folders(root, MEASURES)


def _of_folders(root: Path, family: str) -> Iterator[Spot]:
    for folder in FOLDERS[family]:
        for path in sorted((root / "src" / "research" / folder).rglob("*.py")):
            source = Source(path)
            for kind, begin, end, new in spots(source):
                yield Spot(family, kind, path, root, source.text, begin, end, new)


def spots(source: Source) -> Iterator[Place]:
    """Give every place of a module where its code can be changed, and how."""
    for node in source.nodes():
        if isinstance(node, ast.Compare):
            yield from _comparison(source, node)
        elif isinstance(node, ast.BoolOp):
            yield from _junction(source, node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            begin, _ = source.span(node)
            yield "not dropped", begin, source.span(node.operand)[0], ""
        elif isinstance(node, ast.FunctionDef):
            yield from _defaults(source, node)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            begin, end = source.span(node)
            more = str(node.value + 1) if isinstance(node.value, int) else repr(round(node.value * 1.5, 6))
            if node.value not in (float("inf"), 0.0) or isinstance(node.value, int):
                yield "constant", begin, end, more


def _comparison(source: Source, node: ast.Compare) -> Iterator[Place]:
    """Give each comparison of a chain, flipped."""
    left = node.left
    for operator, right in zip(node.ops, node.comparators, strict=True):
        old, new = FLIPPED[type(operator)]
        begin, end = source.span(left)[1], source.span(right)[0]
        if found := re.search(rf"(?<![\w<>=!]){re.escape(old)}(?![\w<>=!])", source.text[begin:end]):
            yield "comparison", begin + found.start(), begin + found.end(), new
        left = right


def _junction(source: Source, node: ast.BoolOp) -> Iterator[Place]:
    old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for one, two in zip(node.values, node.values[1:], strict=False):
        begin, end = source.span(one)[1], source.span(two)[0]
        if len(node.values) == 2 and (found := re.search(rf"\b{old}\b", source.text[begin:end])):
            yield "and/or", begin + found.start(), begin + found.end(), new


def _defaults(source: Source, node: ast.FunctionDef) -> Iterator[Place]:
    for default in (*node.args.defaults, *(default for default in node.args.kw_defaults if default)):
        if isinstance(default, ast.Constant) and isinstance(default.value, bool):
            yield "default", *source.span(default), str(not default.value)
