"""Changes that make no difference, as explained.toml holds them."""

import tomllib
from pathlib import Path
from typing import Any

from tests.planted.change import Change

LIST = Path(__file__).with_name("explained.toml")


def entries() -> list[dict[str, str]]:
    """Return the entries of the list."""
    return tomllib.loads(LIST.read_text(encoding="utf-8")).get("change", [])


def gone(root: Path) -> list[str]:
    """Return the entries whose line is no longer in its file, or has no longer what is explained."""
    wrong = []
    for entry in entries():
        path = root / entry["file"]
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
        if entry["line"] not in lines or entry["was"] not in entry["line"]:
            wrong.append(f"{entry['file']}: {entry['line']}")
    return wrong


def why(change: Change, known: list[dict[str, Any]]) -> str:
    """Return why a change makes no difference, empty if nobody said so."""
    for entry in known:
        if entry["file"] == change.file and entry["line"] == change.before.strip():
            made = {entry["line"].replace(entry["was"], entry["now"], 1), entry["now"].join(entry["line"].rsplit(entry["was"], 1))}
            if change.after.strip() in made:
                return str(entry["why"])
    return ""
