"""Plain numbers in figures and words: 33, 5,000, twenty-four, one hundred and two, half a dozen."""

import tomllib
from functools import cache

from research.coding.text import Sentence
from research.paths import CODEBOOK

MOST = 10**9


@cache
def book() -> dict[str, dict]:
    """Return codebook/numbers.toml."""
    with (CODEBOOK / "numbers.toml").open("rb") as file:
        return tomllib.load(file)


UNITS: dict[str, int] = book()["units"]
TENS: dict[str, int] = book()["tens"]
SCALES: dict[str, int] = book()["scales"]
ORDINALS: dict[str, int] = book()["ordinals"]
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
STARTS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | {"half", "couple", "pair"}


def figure(word: str) -> int | float | None:
    """Return a token in figures as a number: 33, 5,000, 2.5; None for any other."""
    plain = word.replace(",", "")
    if not plain.isascii() or len(plain) > 12:
        return None
    if plain.isdigit():
        return int(plain)
    whole, dot, rest = plain.partition(".")
    return float(plain) if dot and whole.isdigit() and rest.isdigit() else None


def read(low: list[str], k: int) -> tuple[int, int] | None:
    """Return (value, token after) of the number that starts at token k, or None. `low` ends with empty tokens."""
    word = low[k]
    if word[:1].isdigit():
        return _read_figure(low, k)
    if word in ("a", "an"):
        scale = SCALES.get(low[k + 1])
        return (scale, k + 2) if scale else (2, k + 2) if low[k + 1] in ("couple", "pair") else None
    if word == "half" and low[k + 1] == "a" and low[k + 2] == "dozen":
        return 6, k + 3
    if word in ("couple", "pair"):
        return 2, k + 1
    return _read_words(low, k)


def _read_figure(low: list[str], k: int) -> tuple[int, int] | None:
    value = figure(low[k])
    if value is None:
        return None
    scale = SCALES.get(low[k + 1], 1)
    total = value * scale
    if total > MOST or total != int(total):
        return None
    return int(total), k + (2 if scale > 1 else 1)


def _read_words(low: list[str], k: int) -> tuple[int, int] | None:
    total, current, start, last = 0, 0, k, 0
    while True:
        word = low[k]
        if word in UNITS and (k == start or last >= 100 or (20 < last < 100 and UNITS[word] < 10)):
            current += UNITS[word]
            last = UNITS[word]
        elif word in TENS and (k == start or last >= 100):
            current += TENS[word]
            last = TENS[word] + 1  # above twenty: only after such a word may a unit follow
        elif word in SCALES and (k == start or 0 < last < SCALES[word]):
            current = max(current, 1) * SCALES[word]
            last = SCALES[word]
            if last >= 1000:
                total, current = total + current, 0
        elif not (word == "and" and last >= 100 and (low[k + 1] in UNITS or low[k + 1] in TENS)):
            break
        k += 1
        if k - start > 12:
            break
    return (total + current, k) if k > start and total + current <= MOST else None


def read_ordinal(sentence: Sentence, low: list[str], k: int) -> tuple[int, int] | None:
    """Return (value, token after) of the ordinal that starts at token k: third, 23rd, twenty-third."""
    if low[k] in ORDINALS:
        return ORDINALS[low[k]], k + 1
    if low[k].isascii() and low[k].isdigit() and low[k + 1] in SUFFIXES and sentence.joined(k + 1):
        return int(low[k][:9]), k + 2
    if low[k] in TENS and ORDINALS.get(low[k + 1], 10) < 10:
        return TENS[low[k]] + ORDINALS[low[k + 1]], k + 2
    return None
