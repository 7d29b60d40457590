"""Quantities other than plain numbers: none, several, a single, the third."""

from research.coding.numbers.context import is_name, is_no_quantity, joined, words
from research.coding.numbers.read import STARTS, read_ordinal
from research.coding.numbers.types import Number
from research.coding.numbers.unit import after_reports, fallback, head_noun
from research.coding.text import Sentence

Found = tuple[Number | None, int]  # the quantity, and the token at which to go on
NONE = frozenset({"no", "none", "nobody", "zero", "without", "nil"})
VAGUE, VAGUE_AFTER_A, VAGUE_TAILS = words("vague"), words("vague_after_a"), words("vague_tails")
SINGLES, NOT_NONE, MORE_BEFORE, OBJECTS = words("singles"), words("not_none"), words("more_before"), words("partitive_objects")
FOLLOWS = words("ordinal_follows")
NEED_UNIT = frozenset({"many", "few", "various", "numerous", "multiple", "tens", "scores"})


def none_at(sentence: Sentence, low: list[str], k: int) -> Found:
    """Return the 0 of "no casualties", "nobody", "none", "without causing damage" at token k."""
    word = low[k]
    if word == "no" and (low[k + 1] in NOT_NONE or low[k + 1][:1].isdigit()):
        return None, k + 1
    if word == "no" and low[k + 1] == "one":
        return Number(k, k + 2, 0, 0, 0, "exact", "none", 0), k + 2
    if word in ("none", "nobody", "nil"):
        return Number(k, k + 1, 0, 0, 0, "exact", "none", 0, part=low[k + 1] == "of"), k + 1
    j = k + 2 if word == "without" and low[k + 1].endswith("ing") else k + 1
    j += low[j] in ("any", "a", "an")
    unit = head_noun(sentence, low, j, one=True) if word == "without" else fallback(sentence, low, j)
    if unit is None:
        return None, k + 1
    unit, hedged = after_reports(sentence, low, unit, j)
    return Number(k, j, 0, 0, 0, "exact", "none", 0, unit, hedged=hedged), j


def vague_at(sentence: Sentence, low: list[str], k: int) -> Found:
    """Return the quantity without bounds at token k: several, dozens of, a number of, a few dozen."""
    if (low[k] == "many" and low[k - 1] in ("as", "how", "so", "too", "not")) or low[k - 1] in ("very", "too"):
        return None, k + 1
    j = k + 1
    while low[j] in VAGUE_TAILS or (low[j] == "of" and low[j + 1] in VAGUE_TAILS):
        j += 1
    if is_no_quantity(sentence, low, k, j) or (low[j] == "of" and is_no_quantity(sentence, low, k, j + 1)):
        return None, j
    if low[j] == "of" and (low[j + 1][:1].isdigit() or low[j + 1] in STARTS):
        return None, j  # a series of 12 attacks
    unit = head_noun(sentence, low, j)
    if unit is None and low[k] in NEED_UNIT and low[j] != "of":
        return None, j
    part = low[j] == "of" and low[j + 1] in OBJECTS
    i = k - 1 if low[k - 1] in ("a", "the") else k
    return Number(i, j, None, None, None, "vague", "vague", None, unit, part, low[i - 1] in MORE_BEFORE), j


def single_at(sentence: Sentence, low: list[str], k: int) -> Found:
    """Return the 1 of "a single rocket", the 0 of "not a single rocket", with the word "single" at token k."""
    if low[k - 1] not in ("a", "the", "one") or is_no_quantity(sentence, low, k, k + 1):
        return None, k + 1
    unit = head_noun(sentence, low, k + 1, one=True)
    if low[k - 2] == "not":
        return Number(k - 2, k + 1, 0, 0, 0, "exact", "none", 0, unit), k + 1
    return (None if unit is None else Number(k - 1, k + 1, 1, 1, 1, "exact", "cardinal", 1, unit)), k + 1


def ordinal_at(sentence: Sentence, low: list[str], k: int) -> Found | None:
    """Return the ordinal at token k, and the token to go on from; None if none starts there."""
    found = read_ordinal(sentence, low, k)
    if not found:
        return None
    value, j = found
    if is_name(sentence, low, k, j):
        return None, j
    unit = head_noun(sentence, low, j, one=True)
    if unit is None and not (low[k - 1] == "the" and low[j] in FOLLOWS and not joined(sentence, j)):
        return None, j
    return Number(k, j, value, value, value, "exact", "ordinal", value, unit), j
