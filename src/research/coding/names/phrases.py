"""Lists of phrases, keyed by their first or last word for quick look-up over tokens."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from research.coding.tokens import POSSESSIVE, words_of

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=1 << 12)
def phrase_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a phrase of the codebook, as the splitter of articles makes them ("'s" stands alone)."""
    tokens: list[str] = []
    for piece in text.split():
        tokens += [POSSESSIVE] if piece == POSSESSIVE else words_of(piece)[1]
    return tuple(tokens)


def by_first(texts: Iterable[str]) -> Phrases:
    """Return the phrases keyed by their first word, the longest first."""
    return _keyed(texts, 0)


def by_last(texts: Iterable[str]) -> Phrases:
    """Return the phrases keyed by their last word, the longest first."""
    return _keyed(texts, -1)


def follows(table: Phrases, lower: Sequence[str], j: int) -> int:
    """Return the number of tokens of the longest phrase of `table` (by first word) that starts at token j, or 0."""
    if j < len(lower) and lower[j] in table:
        for phrase in table[lower[j]]:
            size = len(phrase)
            if size == 1 or tuple(lower[j : j + size]) == phrase:
                return size
    return 0


def precedes(table: Phrases, lower: Sequence[str], i: int) -> int:
    """Return the number of tokens of the longest phrase of `table` (by last word) that ends before token i, or 0."""
    if i > 0 and lower[i - 1] in table:
        for phrase in table[lower[i - 1]]:
            size = len(phrase)
            if size == 1 or (i >= size and tuple(lower[i - size : i]) == phrase):
                return size
    return 0


def _keyed(texts: Iterable[str], key: int) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for tokens in sorted({phrase_of(text) for text in texts}, key=lambda tokens: (-len(tokens), tokens)):
        table.setdefault(tokens[key], []).append(tokens)
    return {word: tuple(rows) for word, rows in table.items()}
