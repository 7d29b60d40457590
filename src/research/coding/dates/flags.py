"""What else is to know of a phrase of time: that it dates a commemoration, a statement, or the article itself."""

import research.coding.dates.words as w
from research.coding.dates.types import Frame, Piece
from research.coding.dates.units import years_back

STOPS = frozenset(', ; : . ( ) that when which who where after because – — " “ ”'.split())
CLAUSE_ENDS = frozenset("; : ( )".split())
MARKS = frozenset("-–—:|/")
NO_HEAD = frozenset({"on", "in", "since", "from"})  # with these a sentence starts, not a dateline
REST = 40  # characters behind the date in which a dateline ends
LONGEST = 12  # tokens before or after the date of a dateline


def anniversary_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of "the third anniversary": the day as many years before publication."""
    number = w.ORDINALS.get(frame.low[k - 1])
    i = k - 1
    if number is None and frame.low[k - 1] in w.SUFFIXES:
        number, i = frame.number(k - 2), k - 2
    if not number:
        return []
    return [Piece(i, k + 1, "fixed", days=years_back(frame, "year", number), basis="relative", kind="anniversary")]


def is_anniversary(frame: Frame, i: int, j: int) -> bool:
    """Tell whether "anniversary" follows the phrase within four tokens or goes before it within twelve, in one clause."""
    for word in frame.low[j : j + 4]:
        if word == "anniversary":
            return True
        if word in STOPS:
            break
    for k in range(i - 1, max(i - 13, -1), -1):
        if frame.low[k] == "anniversary":
            return True
        if frame.low[k] in CLAUSE_ENDS:
            break
    return False


def is_said(frame: Frame, i: int) -> bool:
    """Tell whether a word of speech goes before the phrase within five tokens, with no new clause between."""
    for k in range(i - 1, max(i - 6, -1), -1):
        if frame.low[k] in w.SPEECH:
            return True
        if frame.low[k] in STOPS or frame.low[k] in w.EVENTS:
            return False
    return False


def is_dateline(frame: Frame, i: int, j: int) -> bool:
    """Tell whether the phrase is the article's own date: "BAGHDAD, Dec 21 —", "Updated: 9 December 2019 17:32"."""
    if i > LONGEST or frame.low[0] in NO_HEAD or not all(_is_head(frame, k) for k in range(i)):
        return False
    sentence = frame.sentence
    rest = sentence.text[sentence.ends[j - 1] - sentence.start :][:REST].lstrip(" .)")
    if rest[:1] == "(":  # "BAGHDAD, Dec 21 (Agency) -"
        rest = rest.partition(")")[2].lstrip()
    if rest[:1] in MARKS:
        return True
    return frame.size - j <= LONGEST and all(_is_tail(frame, k) for k in range(j, frame.size))


def _is_head(frame: Frame, k: int) -> bool:
    word = frame.low[k]
    return word in w.HEADER_WORDS or frame.capital(k) or not word[:1].isalpha() or word in w.MONTHS or word == "of"


def _is_tail(frame: Frame, k: int) -> bool:
    word = frame.low[k]
    if not word[:1].isalpha() or word in w.MONTHS or word in w.WEEKDAYS:
        return True
    return word in w.HEADER_WORDS or (word[0] == "t" and word[1:].isdigit())  # T22 of 2020-07-15T22:30
