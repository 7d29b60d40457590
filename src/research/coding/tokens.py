"""Words between spaces -> tokens. News says the same words again and again, so each is read once and remembered."""

import re
from collections.abc import Callable
from operator import add
from typing import Generic, TypeVar

# Each alternative is linear: no nested repeats, so that no text can make the matcher backtrack.
TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}"  # 2020-03-11
    r"|\d{1,4}[./]\d{1,2}[./]\d{2,4}"  # 10.04.2023, 2020/03/11
    r"|\d{1,3}(?:,\d{3})+(?![\d,])"  # 5,000
    r"|\d+(?:[.:]\d+)?"  # 33, 7:20, 5.5
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|[^\W\d_]+(?:['’‘ʼ`][^\W\d_]+)*\d*"  # Kata'ib, K1
    r"|[^\w\s]",
)
HYPHENS = frozenset("-‐‑")
APOSTROPHES = "'’‘ʼ`"
POSSESSIVE = "'s"
WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
MOST = 1 << 16  # words remembered; then all are forgotten, so that a corpus of any size takes no more memory
LONGEST = 64  # characters of a word that is remembered
Value = TypeVar("Value")


class Memo(dict[str, Value], Generic[Value]):
    """What a function gives for a word, kept: `memo[word]`. Quicker than lru_cache, because a look-up calls nothing."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> Value:
        value = self.make(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = value
        return value


def fold(word: str) -> str:
    """Return `word` in lower case without apostrophes: the key under which lexicons hold it."""
    return word.lower().translate(WITHOUT_APOSTROPHES)


def _tokens(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tokens of what stands between two spaces, as written, and folded.

    A possessive 's is a token of its own; a hyphen is none: it only parts two tokens.
    """
    found: list[str] = []
    for word in TOKEN.findall(chunk):
        if len(word) > 2 and word[-1] in "sS" and word[-2] in APOSTROPHES:
            found += [word[:-2], POSSESSIVE]
        elif word not in HYPHENS:
            found.append(word)
    return tuple(found), tuple(word if word == POSSESSIVE else fold(word) for word in found)


_TOKENS = Memo(_tokens)


def words_of(text: str) -> tuple[list[str], list[str]]:
    """Return the tokens of a text as written, and folded."""
    words: list[str] = []
    lower: list[str] = []
    for written, folded in map(_TOKENS.__getitem__, text.split()):
        words += written
        lower += folded
    return words, lower


def bounds_of(text: str, words: list[str], offset: int) -> tuple[list[int], list[int]]:
    """Return where each token of a text starts and ends, counted from `offset` characters before it.

    Between two tokens stand only spaces, hyphens and underscores, with which no token starts: the next place that reads like a token
    is that token. A possessive, which may be written with any apostrophe, follows at once.
    """
    starts: list[int] = []
    at = 0
    find = text.index
    for word in words:
        if word != POSSESSIVE:
            at = find(word, at)
        starts.append(offset + at)
        at += len(word)
    return starts, list(map(add, starts, map(len, words)))
