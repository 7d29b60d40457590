"""Lists of phrases, keyed by their first or last word for quick look-up over tokens."""

from collections.abc import Iterable, Sequence

from research.coding.names_rules import phrase

Phrases = dict[str, tuple[tuple[str, ...], ...]]


def by_first(texts: Iterable[str]) -> Phrases:
    """Return the phrases keyed by their first word, the longest first."""
    return _keyed(texts, 0)


def by_last(texts: Iterable[str]) -> Phrases:
    """Return the phrases keyed by their last word, the longest first."""
    return _keyed(texts, -1)


def follows(table: Phrases, lower: Sequence[str], j: int) -> int:
    """Return the number of tokens of the longest phrase of `table` (by first word) that starts at token j, or 0."""
    if j >= len(lower):
        return 0
    return next((len(p) for p in table.get(lower[j], ()) if tuple(lower[j : j + len(p)]) == p), 0)


def precedes(table: Phrases, lower: Sequence[str], i: int) -> int:
    """Return the number of tokens of the longest phrase of `table` (by last word) that ends before token i, or 0."""
    if i < 1:
        return 0
    return next((len(p) for p in table.get(lower[i - 1], ()) if i >= len(p) and tuple(lower[i - len(p) : i]) == p), 0)


def _keyed(texts: Iterable[str], key: int) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for tokens in sorted({phrase(text) for text in texts}, key=lambda tokens: (-len(tokens), tokens)):
        table.setdefault(tokens[key], []).append(tokens)
    return {word: tuple(rows) for word, rows in table.items()}
