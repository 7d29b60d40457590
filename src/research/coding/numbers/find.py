"""Quantities in a sentence: how many, how exact that is said to be, and of what.

Bounds follow the coding guide: "at least 5" is 5.., "about 20" and "nearly 20" 20..20, "up to 12" ..12, "14 or 24" 14..24,
"more than 12" 13.. (the number as written stays in `value`); "several" and "dozens" have no bounds; "no" is 0.
Dates, times, lengths, sizes, ages, money, shares, models and names in figures are no quantities.
"""

import re
from collections.abc import Iterable

from research.coding.dates.find import date_tokens
from research.coding.dates.types import DateSpan
from research.coding.numbers.context import is_no_quantity, qualifier_after, qualifier_before, words
from research.coding.numbers.kinds import NONE, OBJECTS, SINGLES, VAGUE, VAGUE_AFTER_A, Found, none_at, ordinal_at, single_at, vague_at
from research.coding.numbers.read import ORDINALS, STARTS, TENS, UNITS, read
from research.coding.numbers.types import Number
from research.coding.numbers.unit import head_noun
from research.coding.text import Sentence

__all__ = ["Number", "article_number", "find_numbers", "has_numbers"]

PAD = [""] * 8
FIGURES = frozenset("0123456789")
FIGURE = re.compile("[0-9]")
TIMES = {"twice": 2, "thrice": 3}
RISES, MORE_BEFORE, MORE_AFTER = words("rises"), words("more_before"), words("more_after")
ONE_AFTER, ONE_BEFORE = words("one_is_pronoun_after"), words("one_is_pronoun_before")
NO_ARTICLE = frozenset(UNITS) | frozenset(TENS)  # "a three-rocket salvo": the article is not the number's
TRIGGERS = STARTS | VAGUE | VAGUE_AFTER_A | NONE | frozenset(ORDINALS) | frozenset(TIMES) | SINGLES


def has_numbers(sentence: Sentence) -> bool:
    """Tell whether a sentence holds a word that may be a quantity; most hold none, and their dates need not be known."""
    return not TRIGGERS.isdisjoint(sentence.lower) or FIGURE.search(sentence.text) is not None


def find_numbers(sentence: Sentence, dates: Iterable[DateSpan] | None = None) -> list[Number]:
    """Return the quantities of a sentence in order.

    Args:
        sentence: one sentence.
        dates: the sentence's phrases of time, if they are known already; their tokens are left out.
    """
    if not has_numbers(sentence):
        return []
    starts = [k for k, word in enumerate(sentence.lower) if word in TRIGGERS or word[:1] in FIGURES]
    taken = date_tokens(sentence) if dates is None else _tokens(dates)
    low = sentence.lower + PAD
    found: list[Number] = []
    after = 0
    for k in starts:
        if k < after or k in taken:
            continue
        number, after = _at(sentence, low, k)
        if number and taken.isdisjoint(range(number.i, number.j)):
            found.append(number)
    return found


def article_number(sentence: Sentence, k: int) -> Number | None:
    """Return the 1 that "a", "an" or "one" at token k stands for, with the noun it counts; None where it opens another number."""
    low = sentence.lower + PAD
    if low[k] not in ("a", "an", "one") or low[k + 1] in VAGUE_AFTER_A or low[k + 1] in VAGUE or low[k + 1] in ("couple", "pair", "lot"):
        return None
    if low[k] != "one" and read(low, k + 1):
        return None
    unit = head_noun(sentence, low, k + 1, one=True)
    return None if unit is None else Number(k, k + 1, 1, 1, 1, "exact", "article", 1, unit)


def _tokens(dates: Iterable[DateSpan]) -> set[int]:
    """Return the tokens of phrases of time; of a clause ("since the war of ... began on October 7") only the end."""
    return {k for span in dates for k in range(max(span.i, span.j - 6), span.j)}


def _at(sentence: Sentence, low: list[str], k: int) -> Found:
    """Return the quantity at token k, if any, and the token at which to go on."""
    word = low[k]
    if word in STARTS or word[:1] in FIGURES:
        return ordinal_at(sentence, low, k) or _cardinal(sentence, low, k)
    if word in NONE:
        return none_at(sentence, low, k)
    if word in VAGUE or (word in VAGUE_AFTER_A and low[k - 1] == "a" and low[k + 1] == "of"):
        return vague_at(sentence, low, k)
    if word in TIMES:
        return Number(k, k + 1, TIMES[word], TIMES[word], TIMES[word], "exact", "times", TIMES[word], k), k + 1
    if word in SINGLES:
        return single_at(sentence, low, k)
    return ordinal_at(sentence, low, k) or (None, k + 1)


def _cardinal(sentence: Sentence, low: list[str], k: int) -> Found:
    first = read(low, k)
    if not first:
        return None, k + 1
    value, j = first[0], _after_brackets(low, *first)
    if low[k] == "one" and (low[k + 1] in ONE_AFTER - {"of"} or low[k - 1] in ONE_BEFORE):
        return None, j
    i = k - 1 if low[k - 1] in ("a", "an") and low[k] not in NO_ARTICLE else k
    second = _second(sentence, low, i, j, value)
    end = second[1] if second else j
    if is_no_quantity(sentence, low, k, end):
        return None, end
    if low[end] == "of" and low[k] in ("couple", "pair", "dozen"):
        end += 1
    return _bounded(sentence, low, i, end, value, second[0] if second else None), end


def _after_brackets(low: list[str], value: int, j: int) -> int:
    """Return the token after "three (3)"."""
    again = read(low, j + 1) if low[j] in ("(", "[") else None
    return again[1] + 1 if again and again[0] == value and low[again[1]] in (")", "]") else j


def _second(sentence: Sentence, low: list[str], i: int, j: int, value: int) -> tuple[int, int] | None:
    """Return the upper number of a range and the token after it: "10 to 15", "10-15", "14 or 24", "between 10 and 15"."""
    hyphen = (low[j][:1].isdigit() or low[j] in STARTS) and j < len(sentence.lower) and sentence.joined(j)
    linked = low[j] in ("to", "or", "–", "—", "through") or (low[j] == "and" and low[i - 1] == "between")
    if not hyphen and not linked:
        return None
    if low[j] == "to" and low[i - 1] == "from" and not RISES.isdisjoint(low[max(i - 6, 0) : i]):
        return None  # rose from 10 to 15: two numbers
    found = read(low, j if hyphen else j + 1)
    return found if found and found[0] > value else None


def _bounded(sentence: Sentence, low: list[str], i: int, j: int, value: int, second: int | None) -> Number:
    """Make the quantity of a number, with the qualifiers before it, after it, and after the noun it counts."""
    after, end = qualifier_after(low, j)
    unit = head_noun(sentence, low, end, one=value == 1)
    part = low[j] == "of" and low[j + 1] in OBJECTS
    more = low[i - 1] in MORE_BEFORE or low[j] in MORE_AFTER or (unit is not None and low[unit + 1] in MORE_AFTER)
    before, start = qualifier_before(low, i)
    if not after and unit is not None:
        after, _ = qualifier_after(low, unit + 1)
    name = before if before not in ("", "approximately") else after or before
    if second is not None:
        start = i - 1 if low[i - 1] == "between" else start
        return Number(start, j, value, second, None, "range", "cardinal", None, unit, part, more)
    lower, high, best, shown = _bounds(name, value)
    return Number(start, end, lower, high, best, shown, "cardinal", value, unit, part, more)


def _bounds(name: str, value: int) -> tuple[int | None, int | None, int | None, str]:
    """Return (low, high, best, qualifier) of a number under a qualifier."""
    if name == "at_least":
        return value, None, value, name
    if name == "more_than":
        return value + 1, None, value + 1, name
    if name == "up_to":
        return None, value, None, name
    if name == "fewer_than":
        return None, max(value - 1, 0), None, "up_to"
    return value, value, value, name or "exact"
