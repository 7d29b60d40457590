"""Times of day: 7:20 p.m., 0430 local time, five in the morning, midnight."""

import research.coding.dates.words as w
from research.coding.dates.types import Frame, Piece

BEFORE = frozenset("at about around shortly just before after by nearly past roughly approximately".split())


def clock_end(low: list[str], k: int) -> int | None:
    """Return the token after the time of day that starts at token k, or None if none does. `low` ends with empty tokens."""
    word = low[k]
    if not word[:1].isdigit():
        return _worded(low, k)
    hours, colon, minutes = word.partition(":")
    tail = _tail(low, k + 1)
    if colon and hours.isdigit() and int(hours) < 25 and len(minutes) == 2 and int(minutes) < 60:
        return tail
    if word.isdigit() and len(word) == 4 and int(word[:2]) < 25 and int(word[2:]) < 60:
        military = low[k + 1] in ("hours", "hrs", "local", "gmt", "utc", "z")
        return max(tail, k + 2) if military else k + 1 if word[0] == "0" else None
    if word.replace(".", "", 1).isdigit() and len(word) <= 5 and float(word) < 25:
        return tail if low[k + 1] in w.CLOCK_TAILS and low[k + 1] != "local" else _in_the(low, k + 1)
    return None


def _worded(low: list[str], k: int) -> int | None:
    if low[k + 1] == "oclock":
        return _tail(low, k + 1)
    return _in_the(low, k + 1)


def _in_the(low: list[str], k: int) -> int | None:
    """Read the tail of "five in the morning", where a word such as "at" or "about" goes before the hour."""
    said = low[k] == "in" and low[k + 1] == "the" and low[k + 2] in ("morning", "evening", "afternoon")
    return k + 3 if said and low[k - 2] in BEFORE else None


def _tail(low: list[str], k: int) -> int:
    """Return the token after "p.m.", "local time", "Baghdad time" and the like at token k."""
    if low[k] in ("a", "p") and low[k + 1] == "." and low[k + 2] == "m":  # 10:15 a.m local time
        k += 3
    while low[k] in w.CLOCK_TAILS:
        k += 1
    if low[k] == "time":
        return k + 1
    return k + 2 if low[k] and low[k + 1] == "time" else k


def clock_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of the time of day at token k."""
    end = k + 1 if frame.low[k] in w.CLOCK_WORDS else clock_end(frame.low, k)
    if end is None or (frame.low[k - 1].isalpha() and frame.touches(k)):
        return []
    i = k
    while i and frame.low[i - 1] in BEFORE:
        i -= 1
    return [Piece(i, min(end, frame.size), "clock", kind="clock")]
