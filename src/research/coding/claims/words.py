"""The word lists of codebook/claims.toml."""

from functools import cache

from research import codebook
from research.coding import lexicon

Words = dict[str, frozenset[str]]


@cache
def words(section: str) -> Words:
    """Return the lists of one section: a text is split into its words, a list holds phrases as they stand."""
    lists = codebook.load().lexicon("claims")
    for part in section.split("."):
        lists = lists[part]
    return {name: frozenset(raw.split() if isinstance(raw, str) else raw) for name, raw in lists.items() if not isinstance(raw, dict)}


@cache
def together(*names: str) -> frozenset[str]:
    """Return the words of several lists, each named by its section and key: put together once, and not for each sentence."""
    parts = [name.rpartition(".") for name in names]
    return frozenset().union(*(words(section)[key] for section, _, key in parts))


@cache
def key_words(phrases: frozenset[str]) -> frozenset[str]:
    """Return the longest word of each of some phrases: no text that holds none of these holds one of the phrases."""
    return frozenset(max(phrase.split(), key=len) for phrase in phrases)


@cache
def phrases_after() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases of blame behind which the accused stands, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    phrases = {parts for phrase in words("blame")["after"] for parts in lexicon.expand(phrase)}
    for parts in sorted(phrases, key=lambda p: (-len(p), p)):
        found.setdefault(parts[0], []).append(parts)
    return found


@cache
def by_name(section: str) -> dict[str, str]:
    """Return for each name of a section its key: the state of a leader."""
    return {name: key for key, names in words(section).items() for name in sorted(names)}
