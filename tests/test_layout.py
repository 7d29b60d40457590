"""The way of the data: each step imports only from the steps before it."""

import ast
from pathlib import Path

import pytest

from research.paths import PACKAGE

# Lower may not import higher. Modules of one line may import each other.
ORDER = [
    {"__init__", "paths", "spreadsheet", "typesetting"},
    {"schemas", "fingerprint", "lock", "moving", "shelf"},
    {"tables", "table_files", "codebook"},
    {"ingest"},
    {"gather"},
    {"coding"},
    {"coders", "corrections"},
    {"linking"},
    {"pipeline"},
    {"build"},
    {"analysis"},
    {"quality"},
    {"reporting"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def step(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "research":
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("research.")}
    return names


def test_every_step_has_its_place():
    assert {step(path) for path in MODULES} <= set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path):
    if path.relative_to(PACKAGE).as_posix() == "__init__.py":  # offers a few names, imported when they are asked for
        return
    wrong = {name for name in imported(path) if LEVEL.get(name, 0) > LEVEL[step(path)]}
    assert not wrong, f"{path.relative_to(PACKAGE)} imports {', '.join(sorted(wrong))}, which come after it"
