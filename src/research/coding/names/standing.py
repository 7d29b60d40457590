"""Places that stand for something else: a newspaper, the dateline of a despatch, a government, an office."""

from collections.abc import Mapping

from research.codebook import Place
from research.coding.names.phrases import Phrases, follows
from research.coding.text import Sentence

DATELINE = 14  # tokens within which a dateline ends
MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october "
    "november december".split()
)
TIED = frozenset("led backed aligned linked allied supported affiliated made based".split())


def standing(sentence: Sentence, i: int, j: int, place: Place, words: Mapping[str, frozenset[str]], media: Phrases) -> str:
    """Return "source" or "adjective" where tokens i to j (exclusive) stand for something else than the place, else ""."""
    lower = sentence.lower
    following = lower[j] if j < len(lower) else ""
    published = follows(media, lower, j) and sentence.words[j][0].isupper()
    if published or following in words["desks"] or dateline(sentence, i) or _byline(lower, i, words):
        return "source"
    if place.kind not in ("country", "city", "town", "governorate") and place.place_id not in words["metonyms"]:
        return ""
    if following in words["institution"] or (following in TIED and sentence.joined(j)):
        return "adjective"
    if place.kind == "country" or place.place_id in words["metonyms"]:
        return _acts(sentence, i, following, place, words)
    return ""


def dateline(sentence: Sentence, i: int) -> bool:
    """Tell whether token i stands in the dateline that opens a line: "BAGHDAD (wire) -", "Baghdad, Feb 27:"."""
    first = _line_start(sentence, i)
    if i - first > DATELINE // 2:
        return False
    months = False
    for k in range(first, min(first + DATELINE, len(sentence.words))):
        word = sentence.words[k]
        gap = sentence.text[sentence.ends[k - 1] - sentence.start : sentence.starts[k] - sentence.start] if k > first else ""
        if k > i and (word in "—–" or " -" in gap or (word == "/" and k - first < 3)):
            return True
        if k > i and (word == ":" or "\n" in gap):
            return months
        if "\n" in gap or not (word[0].isupper() or not word[0].isalpha() or sentence.lower[k] in ("wire", "agency", "desk", "staff")):
            return False
        months = months or sentence.lower[k] in MONTHS
    return False


def _byline(lower: list[str], i: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a reporter is there: "reported from Baghdad", "(Reporting by A in Baghdad and B in Erbil)"."""
    if "reporting" in lower[:2] and "by" in lower[1:3]:
        return True
    return i > 1 and lower[i - 1] in ("from", "in") and lower[i - 2] in words["reporting"]


def _line_start(sentence: Sentence, i: int) -> int:
    """Return the token that opens the line of token i."""
    if "\n" not in sentence.text:
        return 0
    offset = sentence.text.rfind("\n", 0, sentence.starts[i] - sentence.start)
    first = i
    while first > 0 and sentence.starts[first - 1] - sentence.start > offset:
        first -= 1
    return first


def _acts(sentence: Sentence, i: int, following: str, place: Place, words: Mapping[str, frozenset[str]]) -> str:
    """Return "adjective" where a country or capital acts, is acted on, or owns what follows ("Iraq's prime minister")."""
    before = sentence.lower[i - 1] if i else ""
    if before in words["inside"] or before in words["outside"]:
        return ""
    if following == "'s" or before in words["precedes_as_actor"] or (before in words["precedes_country"] and place.kind == "country"):
        return "adjective"
    spoken_of = i > 1 and before == "of" and sentence.lower[i - 2] in words["compass"]
    if following in words["follows_as_subject"] and not spoken_of and before != "of":
        return "adjective"
    return "adjective" if following in ("and", "or") and i == 0 else ""
