"""Which modules of the package, with their package data, a notebook or a module depends on: what it imports, and what that imports."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from research import fingerprint
from research.paths import CODEBOOK, PACKAGE

ROOT_MODULE = PACKAGE / "__init__.py"  # offers a few names, imported when they are asked for: every module has it, none has what it offers


def checksums(sources: Iterable[str]) -> dict[str, str]:
    """Return {path below the package: SHA-256} of every module that Python texts `sources` import, and theirs, and of their package data.

    A module's package data are the other files of its folder; those of the codebook are left to who names the codebook.
    """
    found: set[Path] = set()
    waiting = [path for source in sources for path in _imported(source)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _of_module(path)
    data = {file for folder in {path.parent for path in found} - {CODEBOOK} for file in _data(folder)}
    return {path.relative_to(PACKAGE).as_posix(): _checksum(path) for path in sorted(found | data | {ROOT_MODULE})}


@cache
def _of_module(path: Path) -> tuple[Path, ...]:
    return () if path == ROOT_MODULE else tuple(_imported(path.read_text(encoding="utf-8")))


def _imported(source: str) -> list[Path]:
    """Return the files of the package's modules that a Python text imports, wherever in it; a text that is no Python imports nothing."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return []
    names: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [path for name in names if name.split(".")[0] == PACKAGE.name for path in _files(tuple(name.split(".")[1:]))]


@cache
def _files(parts: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the file of the module with that name, () if there is none, and the __init__.py of each package above it."""
    packages = [PACKAGE.joinpath(*parts[:depth], "__init__.py") for depth in range(len(parts) + 1)]
    module = PACKAGE.joinpath(*parts).with_suffix(".py") if parts else ROOT_MODULE
    return tuple(path for path in (*packages, module) if path.is_file())


@cache
def _data(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that are no Python, and those of its folders that are no packages."""
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            found += (file for file in path.rglob("*") if file.is_file())
        elif path.is_file() and path.suffix not in (".py", ".pyc"):
            found.append(path)
    return tuple(path for path in found if not path.name.startswith("."))


@cache
def _checksum(path: Path) -> str:
    return fingerprint.of_file(path)
