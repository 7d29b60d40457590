"""What stands before a phrase of time: since, from, until, before, and small words such as "on the night of"."""

from bisect import bisect_left
from dataclasses import dataclass

import research.coding.dates.words as w
from research.coding.dates.types import Frame, Piece

FILLERS = frozenset("the on early late about around at least night of in evening morning day".split())
ONWARD = frozenset({"until", "till", "onwards", "onward", "on"})
UNTIL = frozenset({("up", "to"), ("as", "of")})
CLAUSE = 16  # tokens between "since" and the date of its clause
CLAUSE_ENDS = frozenset({",", ";", "said", "told"})


@dataclass(slots=True)
class Phrase:
    """One phrase of time before it is resolved: its pieces (two for a range) and its kind ('': that of its piece)."""

    i: int
    j: int
    first: Piece
    last: Piece | None = None
    kind: str = ""


def opener(frame: Frame, i: int) -> str:
    """Return the word before a phrase, words such as "late" and "the night of" left out."""
    while i and (frame.low[i - 1] in FILLERS or i - 1 in frame.clocks):
        i -= 1
    return frame.low[i - 1]


def read_prefixes(frame: Frame, found: list[Phrase]) -> None:
    """Set the kind of each phrase by the words before it, and take these words into its span."""
    floor = 0
    for phrase in found:
        if phrase.first.form != "clock":
            _read_prefix(frame, phrase, floor)
        floor = phrase.j
    if "since" in frame.sentence.lower:
        _since_clauses(frame, found)


def _read_prefix(frame: Frame, phrase: Phrase, floor: int) -> None:
    i = phrase.i
    while i > floor and frame.low[i - 1] in w.ABSORBED:
        i -= 1
    word = frame.low[i - 1] if i > floor else ""
    if phrase.kind == "range":
        phrase.i = i - 1 if word in ("from", "between", "since") else _trim(frame, i, phrase.i)
    elif word in w.OPENS_PERIOD or (word == "from" and (i == 1 or frame.low[phrase.j] in ONWARD)):
        phrase.kind, phrase.i = "since", i - 1
    elif phrase.first.kind in ("point", "deictic") and (length := _closer(frame, phrase.i, phrase.i - i + 1, word)):
        phrase.kind, phrase.i = "until", phrase.i - length
    else:
        phrase.i = _trim(frame, i, phrase.i)


def _closer(frame: Frame, i: int, length: int, word: str) -> int:
    """Return how many tokens before token i say that a period closes there: "until", "up to"; 0 if none do."""
    if word in w.CLOSES_PERIOD:
        return length
    before = frame.low[i - 1]
    return 1 if before == "before" else 2 if (frame.low[i - 2], before) in UNTIL else 0


def _trim(frame: Frame, i: int, start: int) -> int:
    """Return where a phrase starts whose absorbed words go back to token i: no "of the" at its head."""
    while i < start and frame.low[i] in w.TRIMMED:
        i += 1
    return i


def _since_clauses(frame: Frame, found: list[Phrase]) -> None:
    """Read "since the war between A and B began on October 7": the date opens a period, no comma between."""
    low, starts = frame.low, [phrase.i for phrase in found]
    for k in range(frame.size):
        at = bisect_left(starts, k) if low[k] == "since" else len(found)
        if at == len(found):
            continue
        phrase = found[at]
        if phrase.kind or phrase.i - k > CLAUSE or phrase.first.kind != "point" or phrase.first.form == "clock":
            continue
        if CLAUSE_ENDS.isdisjoint(low[k : phrase.i]):
            phrase.kind, phrase.i = "since", k
