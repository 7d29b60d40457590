"""The word lists of codebook/tallies.toml."""

from collections.abc import Sequence
from functools import cache

from research import codebook

Words = dict[str, frozenset[str]]


@cache
def words(section: str) -> Words:
    """Return the lists of one section: a text is split into its words, a list holds phrases as they stand."""
    lists = codebook.load().lexicon("tallies")[section]
    return {name: frozenset(raw.split() if isinstance(raw, str) else raw) for name, raw in lists.items()}


@cache
def together(*names: str) -> frozenset[str]:
    """Return the words of several lists, each named by its section and key: put together once, and not for each sentence."""
    parts = [name.rpartition(".") for name in names]
    return frozenset().union(*(words(section)[key] for section, _, key in parts))


@cache
def known_starts() -> tuple[tuple[frozenset[str], bool, str], ...]:
    """Return for each known beginning its words, whether all of them must stand there, and its day."""
    rows = codebook.load().lexicon("tallies")["known_start"]
    return tuple((frozenset(row.get("all") or row["any"]), "all" in row, row["start"]) for row in rows)


def says(low: Sequence[str], phrases: frozenset[str]) -> bool:
    """Tell whether one of some phrases stands in the tokens of a sentence."""
    text = f" {' '.join(low)} "
    return any(f" {phrase} " in text for phrase in phrases)
