"""Read the word lists of a codebook (TOML), the folder's own over the package's."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from research import paths
from research.codebook.rows import CodebookError

THEATRE = frozenset(["ambiguous"])  # lexicons that speak of the rows of one codebook


@lru_cache(maxsize=128)
def read_lexicon(folder: Path, name: str) -> dict[str, Any]:
    """Return `<name>.toml` of `folder` over that of the package, key by key (files in THEATRE: the folder's own alone).

    Raises:
        CodebookError: the file is in neither folder, is not UTF-8, or is no TOML.
    """
    own = _toml(folder / f"{name}.toml")
    if name in THEATRE:
        return own or {}
    below = _toml(paths.CODEBOOK / f"{name}.toml") if folder != paths.CODEBOOK else None
    if own is None and below is None:
        raise CodebookError(f"{name}.toml: neither in the codebook {folder.name} nor in the package's own: is the name right?")
    return _over(below or {}, own or {})


def _toml(path: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name}: byte {error.start} is not UTF-8: save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path.name}: {error}: mend that line (strings in quotes, lists in brackets, commas between)") from None


def _over(below: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return `below` with the keys of `own` in its place; tables are joined key by key."""
    joined = dict(below)
    for key, value in own.items():
        kept = joined.get(key)
        joined[key] = _over(kept, value) if isinstance(kept, dict) and isinstance(value, dict) else value
    return joined
