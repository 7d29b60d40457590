"""Python source by its syntax tree: where its nodes stand, and which of them only speak to people."""

import ast
from collections.abc import Iterator
from pathlib import Path


class Source:
    """A module's text and tree, without what is no code of its own: docstrings, types, messages of errors, what decorators are given."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self._starts = [0]
        for line in self.text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._lines = self.text.splitlines(keepends=True)
        self._skipped = set(self._silent())

    def _silent(self) -> Iterator[int]:
        """Give the ids of nodes in which a change is none, or none that code could do."""
        for node in ast.walk(self.tree):
            for part in _silent_parts(node):
                yield from (id(below) for below in ast.walk(part))

    def nodes(self) -> Iterator[ast.AST]:
        """Give the nodes that say what the code does; none within f-strings, whose places older Pythons do not know."""
        texts = [node for node in ast.walk(self.tree) if isinstance(node, ast.JoinedStr)]
        within = {id(below) for text in texts for below in ast.walk(text) if below is not text}
        for node in ast.walk(self.tree):
            if id(node) not in self._skipped and id(node) not in within:
                yield node

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node begins and ends in the text."""
        return self._place(node.lineno, node.col_offset), self._place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _place(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _silent_parts(node: ast.AST) -> list[ast.AST]:
    match node:
        case ast.Raise() | ast.Assert() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return [node]
        case ast.If() if ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
            return [node]
        case ast.Assign() if ast.unparse(node.targets[0]) in ("__all__", "__slots__"):
            return [node]
        case ast.FunctionDef():
            return [*node.decorator_list, *([node.returns] if node.returns else [])]
        case ast.ClassDef():
            return [*node.decorator_list]
        case ast.arg() | ast.AnnAssign():
            return [node.annotation] if node.annotation else []
    return []
