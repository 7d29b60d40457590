"""No word that reports show is misspelt: each stands somewhere else in the project too, or in the short list here.

A slip of the pen gives a word that stands nowhere else. So the project's own texts, articles and code among them, are the dictionary.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from research.paths import NOTEBOOKS, PACKAGE, ROOT

REPORTING = PACKAGE / "reporting"
WORD = re.compile(r"[A-Za-z]{3,}")
HIDDEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
TEXTS = {".md", ".py", ".txt", ".toml", ".j2", ".html", ".js", ".css", ".csv", ".json"}
# Right, and said only once: add such a word here.
ONCE = {
    "bins", "clicks", "darker", "drags", "ebbdd", "errs", "flatter", "isvalid", "licences", "paler", "pluck", "symbolfillcolor",
    "symbolstrokecolor",
}  # fmt: skip


@cache
def dictionary() -> Counter[str]:
    """How often each word stands in the project's texts."""
    found: Counter[str] = Counter()
    for folder in (ROOT / "src", ROOT / "docs", ROOT / "data" / "raw", ROOT / "tests"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXTS and "planted" not in path.relative_to(ROOT).parts:
                found.update(word.lower() for word in WORD.findall(path.read_text(encoding="utf-8", errors="replace")))
    for path in (ROOT / "README.md", *NOTEBOOKS.glob("*.ipynb")):
        found.update(word.lower() for word in WORD.findall(source(path)))
    return found


def source(path: Path) -> str:
    """Return a text; of a notebook, what its cells hold, without outputs."""
    text = path.read_text(encoding="utf-8")
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"]) if path.suffix == ".ipynb" else text


def strings(path: Path) -> Iterator[str]:
    """Give the strings of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def shown(path: Path) -> str:
    """Return what of a file can come to be read in a report."""
    if path.suffix == ".py":
        return "\n".join(strings(path))
    return HIDDEN.sub(" ", source(path))


FILES = sorted([
    *REPORTING.glob("charts*.py"), *REPORTING.glob("findings*.py"), *REPORTING.glob("summaries*.py"), REPORTING / "labels.py",
    REPORTING / "scope.py", REPORTING / "sentences.py", *(REPORTING / "page").glob("*.toml"), *(REPORTING / "page/templates").glob("*.j2"),
    *NOTEBOOKS.glob("*.ipynb"),
])  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_stands_somewhere_else_too(path: Path) -> None:
    words = Counter(word.lower() for word in WORD.findall(shown(path)))
    alone = {word for word in words if dictionary()[word] < 2} - ONCE
    assert not alone, f"misspelt, or right and said for the first time (then add it to ONCE): {', '.join(sorted(alone))}"


def test_a_slip_is_seen() -> None:
    assert dictionary()["icnid" + "ents"] == 0
    assert dictionary()["incidents"] > 100
