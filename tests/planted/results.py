"""What came of the changes: a line of JSON for each, the table of families by checks, and the list of misses."""

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests.planted import explained
from tests.planted.change import Change
from tests.planted.trial import STAGES

NAMES = [field.name for field in fields(Change)]
Result = dict[str, Any]


def change_of(result: Result) -> Change:
    """Return the change of a result."""
    return Change(**{name: result[name] for name in NAMES})


def read(path: Path) -> dict[str, Result]:
    """Return the results by the key of their change; of several, the last. A line cut short by an accident is left out."""
    found: dict[str, Result] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            result = json.loads(line)
        except json.JSONDecodeError:
            continue
        found[change_of(result).key] = result
    return found


def write(path: Path, change: Change, result: Result) -> None:
    """Add a result at the end of the file, in one write."""
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({**change.as_json(), **result}, ensure_ascii=False) + "\n")


def missed(results: Iterable[Result]) -> list[Result]:
    """Return what no check caught and nobody has explained."""
    known = explained.entries()
    return [result for result in results if not result["caught"] and not explained.why(change_of(result), known)]


def table(results: list[Result]) -> str:
    """Return the table: a line for each family, a column for each check."""
    heads = ("family", "planted", *STAGES, "caught", "explained", "missed", "seconds of CPU")
    known = explained.entries()
    rows = []
    for family in [*dict.fromkeys(result["family"] for result in results), "all"]:
        mine = [result for result in results if family in (result["family"], "all")]
        by = [sum(result["caught"] == stage for result in mine) for stage in STAGES]
        told = sum(bool(not result["caught"] and explained.why(change_of(result), known)) for result in mine)
        rest = len(mine) - sum(by) - told
        rows.append((family, len(mine), *by, sum(by), told, rest, round(sum(result["cpu"] for result in mine))))
    lines = [heads, *rows]
    widths = [max(len(str(line[column])) for line in lines) for column in range(len(heads))]
    return "\n".join("  ".join(str(cell).rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def said(result: Result) -> str:
    """Return what came of a change, in a line."""
    end = f"{result['caught']}: {result['by']}" if result["caught"] else "MISSED"
    return f"{change_of(result).said()}  [{end}; {result['cpu']} s]"
