"""Write docs/dependencies.md: what the project itself asks for, by pyproject.toml, the lock and the installed packages' own words.

.venv/bin/python tools/dependencies.py           writes the page
.venv/bin/python tools/dependencies.py --check   exit 1 if it is not up to date
"""

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
NOTES = Path(__file__).with_name("dependencies.toml")
TEXT = Path(__file__).with_name("dependencies.md")  # what stands around the tables, with {tables} where they go
PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
NATIVE = (".so", ".pyd", ".dylib")
PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe")  # how programs of Linux and macOS begin
LONGEST = 40  # letters of a field Licence that is a name, not the licence itself
HEAD = "| package | version | for | licence | compiled | says of itself |\n| --- | --- | --- | --- | --- | --- |"


def page() -> str:
    """Return the page. The versions are those of the lock; what is installed has to be the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    notes = tomllib.loads(NOTES.read_text("utf-8"))
    pins: dict[str, list[str]] = {}
    for name, version in PINNED.findall((ROOT / "requirements" / "lock.txt").read_text("utf-8")):
        pins.setdefault(name, []).append(version)
    groups = {"The product": project["project"]["dependencies"], "Building": project["dependency-groups"]["build"],
              "Tests": project["dependency-groups"]["dev"]}  # fmt: skip
    parts = [f"**{title}**\n\n{HEAD}\n" + "\n".join(_row(name, pins, notes) for name in names(asked)) for title, asked in groups.items()]
    extras = "\n".join(
        f"| `{extra}` | {name} | {notes['for'][name]} |"
        for extra, asked in project["project"]["optional-dependencies"].items()
        for name in names(asked)
    )
    parts.append(f"**Extras, in no lock**\n\n| extra | package | for |\n| --- | --- | --- |\n{extras}")
    parts.append("\n".join(f"- {name}: {note}" for name, note in notes["note"].items()))
    return TEXT.read_text("utf-8").format(tables="\n\n".join(parts), direct=sum(map(len, groups.values())), all=len(pins))


def names(asked: list[str]) -> list[str]:
    """Return the names of requirements, sorted."""
    return sorted(canonicalize_name(Requirement(text).name) for text in asked)


def _row(name: str, pins: dict[str, list[str]], notes: dict[str, Any]) -> str:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is not installed: run make setup")
    if found.version not in pins[name]:
        sys.exit(f"{name} {found.version} is installed, the lock has {' and '.join(pins[name])}: run make setup")
    native = "yes" if any(_is_native(file) for file in found.files or []) else "no"
    return f"| {name} | {found.version} | {notes['for'][name]} | {licence(found)} | {native} | {status(found) or 'nothing'} |"


def _is_native(file: PackagePath) -> bool:
    """Tell whether a file of a package is machine code: a library, or a program that is no script."""
    if file.suffix in NATIVE or file.parent.name != "bin":
        return file.suffix in NATIVE
    with Path(file.locate()).open("rb") as stream:
        return stream.read(4) in PROGRAMS


def licence(found: Distribution) -> str:
    """Return the licence in the words of the package: its expression, else its classifiers, else its field of that name."""
    told = found.metadata
    classified = [text.rpartition(" :: ")[2] for text in told.get_all("Classifier") or [] if text.startswith("License :: OSI")]
    field = (told["License"] or "").strip() if "License" in told else ""
    expression = told.get("License-Expression", None)
    return expression or ", ".join(classified) or (field if 0 < len(field) <= LONGEST and "\n" not in field else "") or "not told"


def status(found: Distribution) -> str:
    """Return what the package says of how far its development is."""
    told = [text.rpartition(" - ")[2] for text in found.metadata.get_all("Classifier") or [] if text.startswith("Development Status")]
    return ", ".join(told).lower()


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != page() and "docs/dependencies.md is not up to date: run tools/dependencies.py")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
