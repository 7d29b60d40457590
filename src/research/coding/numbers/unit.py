"""Which noun a number counts: "four 107mm Katyusha rockets" -> rockets."""

from research.coding.numbers.context import words
from research.coding.numbers.read import book
from research.coding.text import Sentence

PLURAL = frozenset(book()["nouns"]["plural"])
SINGULAR = frozenset(book()["nouns"]["singular"])
STOPS = frozenset(book()["nouns"]["stops"])
DEMONYMS = frozenset(book()["nouns"]["demonyms"])
NOT_PLURAL = frozenset(book()["nouns"]["not_plural"])
SPELT_PLURALS = frozenset(noun[:-1] + "ies" if noun[-1] == "y" else noun + "s" for noun in SINGULAR)
REPORTS = words("reports")
HARM = frozenset("killed dead wounded injured hurt missing".split())
REACH = 7


def is_plural(word: str) -> bool:
    """Tell whether a folded word looks like a plural noun."""
    if word in PLURAL or word in SPELT_PLURALS:
        return True
    return len(word) > 3 and word[-1] == "s" and word not in NOT_PLURAL and not word.endswith(("ss", "us", "is")) and word.isalpha()


def head_noun(sentence: Sentence, low: list[str], j: int, one: bool = False) -> int | None:
    """Return the token of the noun that a number before token j counts, or None. `one`: it may be a singular."""
    if low[j].isalpha() and j < len(sentence.lower) and sentence.joined(j):
        return j  # a three-rocket salvo
    if low[j] == "of":
        j += 1
        while low[j] in ("the", "these", "those", "its", "their", "his") or low[j].isdigit():
            j += 1
    spare = None
    for k in range(j, min(j + REACH, len(sentence.lower))):
        word = low[k]
        if word in HARM and (k == j or low[k - 1] in ("others", "more", "other", "people", "another")) and low[k - 1] != "people":
            return k
        if word == "others" and low[k + 1] in HARM:
            continue
        if is_plural(word) and not (one and word not in SPELT_PLURALS and word not in PLURAL):
            return _last_of_compound(sentence, low, k)
        if one and word in SINGULAR:
            return _last_of_singular(low, k)
        if _stops(low, k, j):
            break
        if word in DEMONYMS:
            spare = k
    return spare


def _stops(low: list[str], k: int, j: int) -> bool:
    word = low[k]
    if word in ("more", "other", "additional", "further", "'s", '"', "“", "”", "‘", "’"):
        return False
    if word in ("and", "or", ",") and k > j:  # "40 drone and rocket attacks", "no human or material losses"
        return not (low[k + 1] in SINGULAR or low[k - 1] in SINGULAR or is_plural(low[k + 2]))
    return word in STOPS or not (word[:1].isalnum() or (word == "." and low[k - 1].isalpha()))


def _last_of_compound(sentence: Sentence, low: list[str], k: int) -> int:
    """Return the last noun of "security forces members"."""
    while low[k + 1] in SPELT_PLURALS and k + 1 < len(sentence.lower):
        k += 1
    return k


def _last_of_singular(low: list[str], k: int) -> int:
    """Return the last noun of "one rocket attack", "one civilian contractor"."""
    while low[k + 1] in SINGULAR and low[k + 1] not in HARM:
        k += 1
    return k


def after_reports(sentence: Sentence, low: list[str], k: int | None, j: int) -> tuple[int | None, bool]:
    """Return the noun behind "reports of", and whether such a word stood there: "no reports of casualties"."""
    for at in range(j, min(j + 3, len(sentence.lower))):
        if low[at] in REPORTS and low[at + 1] in ("of", "about", "on", "that"):
            return fallback(sentence, low, at + 2), True
    return k, False


def fallback(sentence: Sentence, low: list[str], j: int) -> int | None:
    """Return the noun after "no": the counted noun if one is known, else the last word before one that ends the phrase."""
    found = head_noun(sentence, low, j, one=True)
    if found is not None:
        return found
    last = None
    for k in range(j, min(j + 4, len(sentence.lower))):
        if low[k] in STOPS or not low[k][:1].isalpha() or low[k] in ("and", "or"):
            break
        last = k
    return last
