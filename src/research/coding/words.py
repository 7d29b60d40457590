"""The small words of English that the event coder's rules look for, held as data in codebook/words.toml."""

import tomllib
from functools import cache

from research.paths import CODEBOOK


@cache
def _book() -> dict[str, dict[str, list[str]]]:
    with (CODEBOOK / "words.toml").open("rb") as file:
        return tomllib.load(file)


def words(module: str, purpose: str) -> frozenset[str]:
    """Return the words of one purpose, such as the auxiliaries of the passive."""
    return frozenset(_book()[module][purpose])
