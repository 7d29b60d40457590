"""Phrases built on a unit of time: two days ago, a day after the strike, within a week."""

from datetime import date

import research.coding.dates.words as w
from research.coding.dates.calendar import Interval, around, moved, ordered, period, shift
from research.coding.dates.determined import determined
from research.coding.dates.types import Frame, Piece
from research.coding.numbers.read import read

BACKWARD = frozenset({"earlier", "before", "prior", "previously", "beforehand"})
FORWARD = frozenset({"later", "after", "afterwards", "afterward", "on"})
# After "two days after": the phrase points back to what was just told, not on to what follows.
POINTS_BACK = frozenset("that this it then , . ; : ) and but ? ! – — on in when by".split()) | {""}
ENDS = POINTS_BACK - {"on", "in"}
SIDES = frozenset({"before", "after"})
DEMONSTRATIVES = frozenset({"that", "this", "it", "then"})
SHORT = frozenset({"minute", "hour"})
ABOUT = frozenset("about around some roughly nearly almost under over only just exactly".split())
BUNDLES = frozenset("period space course span matter".split())


def unit_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of the phrase around the unit of time at token k, if it tells when something was."""
    unit, after = w.UNITS[frame.low[k]], frame.low[k + 1]
    if after == "of" and (frame.low[k + 2] in w.MONTHS or frame.low[k + 2] in w.YEARS or frame.low[k + 2] in w.PARTS):
        return []
    if after == "ago":
        return [_ago(frame, k, unit)]
    if after in BACKWARD or after in FORWARD:
        piece = _moved(frame, k, unit)
        if piece:
            return [piece]
    count = count_before(frame, k)
    piece = determined(frame, k, unit, count) or (_within(frame, k, unit, count) if count else None)
    return [piece] if piece else []


def count_before(frame: Frame, k: int) -> tuple[int | None, int] | None:
    """Return (number, first token) of the count before token k: "two", "a", "24"; the number is None for "several", "a few"."""
    low = frame.low
    for start in range(max(k - 4, 0), k):
        found = read(low, start)
        if found and (found[1] == k or (found[1] == k - 1 and low[k - 1] == "of")):
            return found[0], start
    if low[k - 1] in ("a", "an"):
        return 1, k - 1
    if low[k - 1] in w.VAGUE_COUNTS:
        return None, k - 2 if low[k - 2] in ("a", "the") else k - 1
    return None


def _ago(frame: Frame, k: int, unit: str) -> Piece:
    """Read "two days ago", "less than two weeks ago", "a year ago"."""
    low, today = frame.low, frame.published.day
    number, i = count_before(frame, k) or (None, k)
    than = low[i - 1] == "than"
    less = low[i - 1] == "under" or (than and low[i - 2] in ("less", "fewer"))
    more = low[i - 1] == "over" or (than and not less)
    i -= 2 if than else 1 if low[i - 1] in ABOUT else 0
    vague = more or (number is None and unit not in SHORT)
    piece = Piece(i, k + 2, "fixed", basis="relative", kind="vague" if vague else "point")
    if not today or vague:
        return piece
    if less and number:
        earliest = moved(today, unit, -number)
        piece.days = ordered(shift(earliest, 1), shift(today, -1)) if earliest else None
    else:
        piece.days = around((today, today), unit, -(number or 0))
    return piece


def _moved(frame: Frame, k: int, unit: str) -> Piece | None:
    """Read "two days earlier", "the day before", "hours later", and "a day after the strike"."""
    low, word = frame.low, frame.low[k + 1]
    number, i = count_before(frame, k) or ((1, k - 1) if low[k - 1] == "the" else (None, k))
    if low[i - 1] == "of" and low[i - 2] == "quarter":  # a quarter of an hour later
        i -= 3
    sign = -1 if word in BACKWARD else 1
    after = low[k + 2]
    if after == "than" or (word in SIDES and after in w.DAY_WORDS):
        return None
    if word == "on":
        return _years_on(frame, i, k + 2, unit, number) if after in ENDS else None
    if word == "before" and after == "last":
        today = frame.published.day
        return Piece(i, k + 3, "fixed", days=period((today, today), unit, -2) if today else None, basis="relative")
    if (word in SIDES and after not in POINTS_BACK) or (after == "to" and word == "prior"):
        return _offset(frame, i, k + 2, unit, sign, number)
    end = k + 3 if word in SIDES and after in DEMONSTRATIVES else k + 2
    return Piece(i, end, "fixed", days=_from(frame.last, unit, sign, number), basis="relative", kind="deictic")


def _years_on(frame: Frame, i: int, j: int, unit: str, number: int | None) -> Piece | None:
    """Read "a year on", "two years on"."""
    if unit not in ("year", "month") or number is None:
        return None
    return Piece(i, j, "fixed", days=years_back(frame, unit, number), basis="relative", kind="anniversary")


def _from(last: Interval | None, unit: str, sign: int, number: int | None) -> Interval | None:
    if not last or (number is None and unit not in SHORT):
        return None
    length = (last[1] - last[0]).days
    if unit == "year" and length >= 364:
        return period(last, "year", sign * (number or 0))
    if unit in ("week", "month") and length >= 27:  # only the month is known
        return period(last, "month", sign * (number or 0)) if unit == "month" else last
    if length > 6 and unit in ("day", "night", "hour", "minute"):
        return last
    return around(last, "day" if unit == "night" else unit, sign * (number or 0))


def _offset(frame: Frame, i: int, j: int, unit: str, sign: int, number: int | None) -> Piece:
    """Make the piece of "a day after <event>".

    Where it opens the sentence, its days are those of what the sentence tells; else those of the event that it names.
    """
    zero = date(2001, 1, 1)
    end = moved(zero, unit, sign * number) if number is not None else zero if unit in SHORT else None
    piece = Piece(i, j, "fixed", basis="relative", kind="offset", offset=(end - zero).days if end else None)
    if piece.offset is not None:
        piece.days = _from(frame.last, unit, sign if i == 0 else -sign, number)
    return piece


def _within(frame: Frame, k: int, unit: str, count: tuple[int | None, int]) -> Piece | None:
    """Read "within six weeks", "over a period of six weeks", "in the space of a month", "in four days": up to publication."""
    low, (number, i) = frame.low, count
    if number is None or low[k + 1] in ("of", "after", "from", "before", "old", "time") or frame.touches(k):
        return None
    if low[i - 1] == "than" and low[i - 2] in ("less", "more"):
        i -= 2
    if low[i - 1] == "of" and low[i - 2] in BUNDLES:
        i -= 3
    opener = low[i - 1]
    if opener not in ("within", "in", "over", "during") or (unit in SHORT and number < 12) or unit in ("night", "weekend"):
        return None
    if number == 1 and unit == "day" and opener != "within":
        return None
    if low[i] == "more":
        return Piece(i - 1, k + 1, "fixed", basis="relative", kind="vague")
    return Piece(i - 1, k + 1, "fixed", days=until_published(frame, unit, number), basis="relative", kind="duration")


def years_back(frame: Frame, unit: str, number: int) -> Interval | None:
    """Return the day that many units before publication: what is marked "a year on" or on an anniversary."""
    day = moved(frame.published.day, unit, -number) if frame.published.day else None
    return (day, day) if day else None


def until_published(frame: Frame, unit: str, number: int) -> Interval | None:
    """Return the period of so many units that ends on the day of publication."""
    today = frame.published.day
    return ordered(moved(today, unit, -number), today) if today else None
