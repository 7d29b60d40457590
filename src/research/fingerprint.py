"""Checksums of what a result is made from. They alone decide whether it is stale: no clock, no file times, no absolute paths."""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from research.paths import LOCK, PACKAGE

PACKAGES = (
    "altair", "ipykernel", "nbconvert", "numpy", "pandas", "papermill", "py3langid", "pyarrow", "pypdf", "python-docx", "rapidfuzz",
    "scipy", "statsmodels", "striprtf", "trafilatura", "typst", "vl-convert-python", "warcio",
)  # fmt: skip
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
CHECKSUM = re.compile(r"[0-9a-f]{64}")
NAMED = 3  # names of each kind of change that a reason lists
LONGEST = 60  # letters of a value that a reason shows


def of_bytes(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex digits."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of the bytes of one file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_path(path: Path) -> str:
    """Return the SHA-256 of one file, or one over all files of a folder."""
    return of_value(folder(path)) if path.is_dir() else of_file(path)


def of_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Return {path below root, with / between folders: SHA-256}, in order of the paths; what cannot be read says so instead."""
    return {path.relative_to(root).as_posix(): _of_any(path) for path in sorted(paths)}


def _of_any(path: Path) -> str:
    try:
        return of_file(path)
    except OSError as error:  # a file without the right to read it, or one that has just gone
        return f"({(error.strerror or type(error).__name__).lower()})"


def of_value(value: Any) -> str:
    """Return the SHA-256 of a value that JSON can hold, whatever the order of its keys."""
    return of_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def folder(path: Path, skip: Iterable[str] = ()) -> dict[str, str]:
    """Return the checksums of every file below `path`, but for hidden ones, compiled code and the names in `skip`."""
    unwanted = set(skip)
    files = (p for p in path.rglob("*") if p.is_file() and p.name not in unwanted and p.suffix != ".pyc")
    return of_files((p for p in files if not any(part.startswith(".") for part in p.relative_to(path).parts)), path)


def sources(*parts: str) -> dict[str, str]:
    """Return the checksums of the Python sources and package data of the named parts of the package, say "ingest" or "tables.py"."""
    found: dict[str, str] = {}
    for part in parts:
        path = PACKAGE / part
        files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc"]
        found |= of_files(files, PACKAGE)
    return found


def code(*parts: str) -> str:
    """Return one checksum over the sources of the named parts of the package."""
    return of_value(sources(*parts))


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that shape results, by name; a package that is not installed is left out."""
    found = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def environment() -> dict[str, Any]:
    """Return what the environment is made of: the lock's checksum and `pins`, and the versions of the packages that shape results."""
    return ({"lock": of_file(LOCK), "pins": _pins(LOCK.read_text(encoding="utf-8"))} if LOCK.exists() else {}) | versions()


def _pins(lock: str) -> dict[str, str]:
    """Return {package: version} of a lock file; of one that has several, for several Pythons or systems, all of them."""
    found: dict[str, list[str]] = {}
    for name, pinned in PIN.findall(lock):
        found.setdefault(name, []).append(pinned)
    return {name: ", ".join(dict.fromkeys(several)) for name, several in found.items()}


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the names whose values differ between two fingerprints, those that only one of them has included, in order."""
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def reasons(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return, for each kind of input that changed, its name and which of its parts moved how: "data (added x.txt; withdrawn y.txt)"."""
    found = []
    for kind in changed(old, new):
        before, after = old.get(kind), new.get(kind)
        if isinstance(before, dict) and isinstance(after, dict):
            found.append(f"{kind} ({_moves(before, after, 'withdrawn' if kind == 'data' else 'removed')})")
        else:
            found.append(kind)
    return found


def _moves(old: Mapping[str, Any], new: Mapping[str, Any], gone: str) -> str:
    """Return what happened to the parts of one kind of input; what is no checksum is shown with its values."""
    moved: dict[str, list[str]] = {"added": [], "changed": [], gone: [], "": []}
    for name in changed(old, new):
        if name not in old or name not in new:
            moved["added" if name in new else gone].append(name)
        elif isinstance(old[name], dict) and isinstance(new[name], dict):
            moved[""].append(f"{name}: {_moves(old[name], new[name], gone)}")
        elif CHECKSUM.fullmatch(str(old[name])):
            moved["changed"].append(name)
        else:
            moved[""].append(f"{name} {_brief(old[name])} -> {_brief(new[name])}")
    return "; ".join(f"{verb} {_listed(names)}".strip() for verb, names in moved.items() if names)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _brief(value: Any) -> str:
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def read_json(path: Path) -> dict[str, Any]:
    """Return what a JSON file holds, or {} where there is no such file or it is not whole."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, value: Any) -> None:
    """Write `value` as JSON that reads well in a diff: beside its place first, then moved there."""
    write_text(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write `text` beside its place first, then move it there, so that a reader never meets half a file."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
