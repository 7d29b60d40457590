"""Ordinals that give a running total: the 61st attack, the third in a week, the eighth in all, under fire for the ninth time."""

from collections.abc import Sequence

from research.coding.model import Annotated
from research.coding.numbers.read import read_ordinal
from research.coding.tallies.counts import FEWEST, PEOPLE, Count, unit_of
from research.coding.tallies.words import words

REACH = 6  # tokens from an ordinal to its noun
OPENERS = frozenset({"the", "a", "its", "their", "his", "'s", "this", "our"})
FOLLOWS = frozenset(
    {"in", "within", "since", "over", "on", "against", "at", "this", "so", "to", "during", "of", ",", "—", "–", "by", "inside"}
)
DAYS_AFTER = frozenset("on from to until till since by between before after and".split())
FRACTIONS = frozenset({"a", "one"})
PAD = [""] * 4


def find_ordinals(note: Annotated, before: Sequence[str]) -> list[Count]:
    """Return the counts that the ordinals of a sentence give; `before` are the tokens of the sentence before, which may name the attack."""
    low = note.sentence.lower
    dated = {k for span in note.dates if span.kind not in ("duration", "clock") for k in range(span.i, span.j)}
    found = []
    padded = [*low, *PAD]
    for k in range(1, len(low)):
        read = read_ordinal(note.sentence, padded, k) if low[k - 1] in OPENERS and k not in dated else None
        if read is None or read[0] < FEWEST:
            continue
        value, j = read
        unit, j = _unit(note, padded, k, j, before)
        if unit:
            found.append(Count(k, j, k, value, "exact", unit, "ordinal"))
    return found


def _unit(note: Annotated, low: list[str], k: int, j: int, before: Sequence[str]) -> tuple[str, int]:
    """Return the unit that the ordinal at tokens k to j counts ('' for none) and the token behind its noun."""
    singular, breaks = words("singular"), words("counting")["breaks"]
    for n in range(j, min(j + REACH, len(note.sentence.lower))):
        if low[n] == "time":
            return ("attacks" if _attacked(low, k) or _attacked(before, len(before)) else ""), n + 1
        unit = next((u for u, nouns in singular.items() if low[n] in nouns), None)
        compound = low[n] in words("counting")["listed"] and (low[n + 1] in singular["attacks"] or low[n + 1] in ("and", "or"))
        if unit and not compound:  # not the rocket of "the 23rd rocket attack"
            return unit_of(note, k, n, unit), n + 1
        joins = low[n] in ("or", "and", ",") and low[n - 1] in words("counting")["listed"]  # "bomb or rocket attack"
        if low[n] in breaks | {","} and not joins:
            break
    if k > 1 and low[k - 2] in DAYS_AFTER and low[k - 1] == "the":  # "on the 15th"
        return "", j
    if low[j] not in FOLLOWS and low[j : j + 1] != ["."]:
        return "", j
    if low[j] == "of" and (low[k - 1] in FRACTIONS or low[j + 2] not in words("periods")["calendar"] | {"kind", "type", "sort"}):
        return "", j
    return _named_before(low, k, before), j


def _attacked(low: Sequence[str], end: int) -> bool:
    """Tell whether words before token `end` speak of an attack."""
    acts = words("counting")["attack_verbs"] | words("units")["attacks"] | words("singular")["attacks"]
    return not acts.isdisjoint(low[:end]) or not words("counting")["attack_verbs"].isdisjoint(low)


def _named_before(low: Sequence[str], k: int, before: Sequence[str]) -> str:
    """Return the unit of the noun named last before token k: "a drone came down, the eighth in all"; of the sentence before else."""
    singular = words("singular")
    points = low[0] in ("it", "this", "that")
    for words_before in (low[:k], before if points else [], low[k:] if points else []):
        for word in reversed(words_before):
            unit = next((u for u, nouns in singular.items() if word in nouns or word in words("units").get(u, ())), None)
            if unit and unit not in PEOPLE and word != "time":
                return "attacks" if unit in ("strikes", "rockets") else unit
    return ""
