"""Which column of a table holds what: by the settings of the folder (columns.toml), else by the usual names."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from research.ingest.limits import MAX_CELL_CHARS
from research.ingest.refusal import RefusedError

FILE = Path(__file__).with_name("columns.toml")
SIGNS = re.compile(r"[\W_]+")
NEEDED = "text"
Settings = Mapping[str, Mapping[str, str]]


class ColumnsError(ValueError):
    """The file columns.toml of a folder cannot be used; the message names the mend."""


@cache
def usual() -> dict[str, tuple[str, ...]]:
    """Return the usual names of each column, the surest first."""
    return {name: tuple(names) for name, names in tomllib.loads(FILE.read_text("utf-8")).items()}


def load(path: Path) -> Settings:
    """Return the settings of a folder: for patterns of file names, which of our columns is which of theirs.

    Raises:
        ColumnsError: the file is no TOML, or names a column that is none of ours.
    """
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ColumnsError(f"{path.name} cannot be read ({error}): write it as TOML in UTF-8") from None
    for pattern, chosen in settings.items():
        if not isinstance(chosen, dict) or not all(isinstance(name, str) for name in chosen.values()):
            raise ColumnsError(f'{path.name}: "{pattern}" is no table of columns: write ["articles.csv"] and below it text = "body"')
        for name in chosen:
            check(name, f'{path.name}, under "{pattern}"')
    return settings


def check(name: str, where: str) -> None:
    """Do nothing for one of our columns.

    Raises:
        ColumnsError: `name` is none; the message says `where`.
    """
    if name not in usual():
        near = get_close_matches(name, usual(), n=1)
        mend = f'did you mean "{near[0]}"?' if near else f"the columns are {', '.join(usual())}"
        raise ColumnsError(f'{where}: there is no column "{name}": {mend}')


def chosen(pairs: Iterable[str]) -> Settings:
    """Return the settings that pairs like text=body make for all files.

    Raises:
        ColumnsError: a pair is none, or names a column that is none of ours.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs:
            raise ColumnsError(f"{pair} is no pair of columns: write --column text=body")
        check(ours.strip(), "--column")
        found[ours.strip()] = theirs.strip()
    return {"*": found} if found else {}


def choose(file: str, names: Iterable[str], settings: Settings) -> dict[str, str]:
    """Return which of the columns `names` of a file holds text, title and so on.

    Raises:
        RefusedError: no column holds the text, or one that is set is not there.
    """
    there = [name for name in names if name]
    folded: dict[str, str] = {}
    for name in there:
        folded.setdefault(_fold(name), name)
    chosen = {ours: next((folded[name] for name in theirs if name in folded), "") for ours, theirs in usual().items()}
    for pattern, own in settings.items():
        if fnmatchcase(file, pattern):
            chosen |= own
    for ours, name in chosen.items():
        if name and name not in there:
            raise RefusedError("no_such_column", f'it has no column "{name}" for {ours}: mend columns.toml; it has {_listed(there)}')
    if not chosen[NEEDED]:
        raise RefusedError(
            "no_text_column", f"none of its columns is known to hold the text: name it in columns.toml; it has {_listed(there)}"
        )
    return {ours: name for ours, name in chosen.items() if name}


def _fold(name: str) -> str:
    return SIGNS.sub("_", name.strip().lower()).strip("_")


def _listed(names: list[str]) -> str:
    return ", ".join(names)[:MAX_CELL_CHARS] or "none"
