"""The editions of a report that are kept: reports/editions/<report>/<number>-<name>.json, with which a report says what has changed since.

Every built report holds its own, edition.json, and keeping is copying it. No clock: the highest number is the last edition.
"""

import re
import shutil
from pathlib import Path
from typing import Any

from research import fingerprint
from research.paths import EDITIONS

FILE = "edition.json"
NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
KEPT = re.compile(rf"(\d+)-({NAME.pattern})\.json")
PARTS = ("inputs", "corpus", "findings", "tables", "charts", "incidents")


class EditionError(ValueError):
    """An edition cannot be read or kept; the message names the mend."""


def kept(report: str, folder: Path = EDITIONS) -> list[tuple[int, str, Path]]:
    """Return number, name and file of every edition of a report that is kept, the last one last."""
    found = [(match, path) for path in (folder / report).glob("*.json") if (match := KEPT.fullmatch(path.name))]
    return sorted((int(match[1]), match[2], path) for match, path in found)


def last(report: str, folder: Path = EDITIONS) -> dict[str, str]:
    """Return {file name: checksum} of the last edition of a report that is kept, {} if none is."""
    before = kept(report, folder)
    return {before[-1][2].name: fingerprint.of_file(before[-1][2])} if before else {}


def keep(report: str, name: str, built: Path, folder: Path = EDITIONS) -> Path:
    """Keep what the built report says as its next edition, and return the file.

    Raises:
        EditionError: the name cannot be a file's or is that of another edition, or the report is not built.
    """
    if not NAME.fullmatch(name):
        raise EditionError(f'an edition cannot be named "{name}": use small letters, digits, points and hyphens, such as spring-2024')
    before = kept(report, folder)
    if name in (other for _, other, _ in before):
        raise EditionError(f'report {report} has an edition "{name}": choose another name')
    source = built / report / FILE
    if not source.is_file():
        raise EditionError(f"report {report} is not built: run `research report {report}`")
    target = folder / report / f"{before[-1][0] + 1 if before else 1}-{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, part)
    part.replace(target)
    return target


def is_one(path: Path) -> bool:
    """Tell whether `path` is a built report or the file of an edition, rather than a folder of tables."""
    return path.is_file() or (path / FILE).is_file()


def read(path: Path) -> dict[str, Any]:
    """Return the edition in a built report's folder, or in the file of one that was kept.

    Raises:
        EditionError: there is none, or the file is something else.
    """
    found = fingerprint.read_json(path / FILE if path.is_dir() else path)
    if not set(PARTS) <= set(found):
        raise EditionError(
            f"{path} is no built report and no kept edition: name a folder that `make report` built, such as reports/built/all"
        )
    return found
