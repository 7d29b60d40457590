"""Changes of what reports say: a word of a sentence, of a verb, of a label, of a template, of what explains a number."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.planted.change import Spot
from tests.planted.source import Source
from tests.planted.words import WORD, other_word

FAMILY = "findings"
MODULES = ("findings*.py", "sentences.py", "scope.py", "labels.py")
HIDDEN = re.compile(r"\{[^{}]*\}|\{[{%#].*?[#%}]\}|<style.*?</style>|<script.*?</script>|<[^>]*>|&\w+;", re.DOTALL)
QUOTED = re.compile(r'"[^"\n]*"')


def changes(root: Path) -> Iterator[Spot]:
    """Give every change of a word that reports show."""
    folder = root / "src" / "research" / "reporting"
    for path in sorted({path for name in MODULES for path in folder.glob(name)}):
        source = Source(path)
        for begin, end in _said(source):
            yield from _words(root, path, source.text, begin, end, "word of a finding")
    for path in (folder / "page" / "recipes.toml", folder / "page" / "words.toml"):
        text = path.read_text(encoding="utf-8")
        for found in QUOTED.finditer(text):
            if " " in found[0] and "#" not in text[text.rfind("\n", 0, found.start()) : found.start()]:
                yield from _words(root, path, text, *found.span(), "word of a recipe")
    for path in sorted((folder / "page" / "templates").glob("*.j2")):
        text = path.read_text(encoding="utf-8")
        yield from _words(root, path, text, 0, len(text), "word of a template")


def _said(source: Source) -> Iterator[tuple[int, int]]:
    """Give the strings that are prose: those with a blank, and the verbs."""
    for node in source.nodes():
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip()
        ):
            yield source.span(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "verb":
            yield from (source.span(part) for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _words(root: Path, path: Path, text: str, begin: int, end: int, kind: str) -> Iterator[Spot]:
    shown = HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text[begin:end])
    for found in WORD.finditer(shown):
        yield Spot(FAMILY, kind, path, root, text, begin + found.start(), begin + found.end(), other_word(found[0]))
