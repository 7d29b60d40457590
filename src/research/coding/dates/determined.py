"""Units of time with a word that points: last week, this month, the past six weeks, the same day, the following week."""

from datetime import date

import research.coding.dates.words as w
from research.coding.dates.calendar import Interval, moved, ordered, period, year_span
from research.coding.dates.parts import part_of, since_part
from research.coding.dates.types import Frame, Piece
from research.coding.dates.years import part_before

Count = tuple[int | None, int] | None
OPENS = 4  # tokens in which "that night" opens a sentence
CALENDAR = frozenset({"week", "month", "year", "weekend", "fortnight"})


def determined(frame: Frame, k: int, unit: str, count: Count) -> Piece | None:
    """Return the piece of the phrase that ends in the unit at token k, or None if no pointing word stands before it."""
    low = frame.low
    at = count[1] if count else k
    det = low[at - 1]
    if low[k - 1] == "recent":
        return Piece(k - 1, k + 1, "fixed", basis="relative", kind="vague")
    if unit == "weekend" and det == "past":
        return _calendar(frame, k, unit, 0)
    if det in w.PERIOD and (count or det == "past" or (low[at - 2] == "the" and low[at - 3] in w.PERIOD_OPENS)):
        if not count and low[k].endswith("s"):
            return Piece(at - 1, k + 1, "fixed", basis="relative", kind="vague")  # over the past weeks
        return _duration(frame, at - 1, k, unit, count)
    if count:
        return None
    if det in w.NEXT and low[k].endswith("s"):
        return Piece(at - 1, k + 1, "fixed", basis="relative", kind="vague")  # in the coming days
    if det in ("same", "that", "very"):
        return _same(frame, k, unit)
    if (det in w.NEXT and low[at - 2] == "the") or det in ("following", "previous", "preceding"):
        return _neighbour(frame, k, unit, -1 if det in w.LAST else 1)
    if det in ("last", "this", "next"):
        return _calendar(frame, k, unit, {"last": -1, "this": 0, "next": 1}[det])
    if det == "the":
        return _the(frame, k, unit)
    return None


def _duration(frame: Frame, at: int, k: int, unit: str, count: Count) -> Piece:
    """Read "over the past six weeks", "in the last month"."""
    number = count[0] if count else 1
    i = at - 1 if frame.low[at - 1] in ("the", "these", "this") else at
    if frame.low[i - 1] in w.PERIOD_OPENS:
        i -= 1
    today = frame.published.day
    days = ordered(moved(today, unit, -number), today) if today and number is not None else None
    return Piece(i, k + 1, "fixed", days=days, basis="relative", kind="vague" if number is None else "duration")


def _same(frame: Frame, k: int, unit: str) -> Piece | None:
    """Read "the same day", "that night", "early that month", from the last date told."""
    if unit in ("minute", "hour"):
        return None
    i = k - 2 if frame.low[k - 2] in ("the", "that", "this") else k - 1
    part, i = part_before(frame, i)
    last = frame.mention if unit in ("month", "year") else frame.last
    if frame.low[k - 1] == "that" and k < OPENS and unit in ("day", "night"):
        last = frame.context.opened or last
    days = period(last, unit) if last and unit in CALENDAR else last
    return _piece(frame, i, k, days, part, "deictic")


def _neighbour(frame: Frame, k: int, unit: str, step: int) -> Piece | None:
    """Read "the next day", "the following week", "the previous night", from the last date told."""
    if unit in ("minute", "hour"):
        return None
    i = k - 2 if frame.low[k - 2] == "the" else k - 1
    days = None
    if frame.last:
        month_only = (frame.last[1] - frame.last[0]).days >= 27 and unit in ("day", "night", "week")
        days = frame.last if month_only else period(frame.last, unit, step)
    return _piece(frame, i, k, days, "", "deictic")


def _calendar(frame: Frame, k: int, unit: str, step: int) -> Piece | None:
    """Read "last week", "earlier this month", "so far this year", "last night", from the day of publication."""
    i, low = k - 1, frame.low
    if unit in ("minute", "hour", "day"):
        return None
    days = _published_period(frame, unit, step)
    part, i = part_before(frame, i)
    piece = _piece(frame, i, k, days, part, "point")
    today = frame.published.day
    if step == 0 and unit in CALENDAR and piece.days and today:
        if low[i - 1] == "later":
            piece.days = ordered(today, piece.days[1])
        elif piece.days[0] <= today <= piece.days[1]:
            piece.days = (piece.days[0], today)
    if low[i - 2] == "so" and low[i - 1] == "far":
        piece.i, piece.kind = i - 2, "since"
    elif low[i - 1] in ("earlier", "later"):
        piece.i = i - 1
    return piece


def _the(frame: Frame, k: int, unit: str) -> Piece | None:
    """Read "the start of the year" (of publication) and "later in the day" (of the last date told)."""
    part, i = part_before(frame, k - 1)
    if part and unit in CALENDAR:
        return _piece(frame, i, k, _published_period(frame, unit, 0), part, "point")
    low = frame.low
    if unit == "weekend" and low[k - 2] in ("over", "at", "during", "since", "on", "of"):
        return _piece(frame, k - 1, k, _published_period(frame, unit, 0), "", "point")
    if unit == "day" and low[k - 2] == "in" and low[k - 3] in ("later", "earlier", "late", "early"):
        return Piece(k - 3, k + 1, "fixed", days=frame.last, basis="relative", kind="deictic")
    return None


def _published_period(frame: Frame, unit: str, step: int) -> Interval | None:
    """Return the calendar week, month or year of publication, moved by `step`."""
    first, last = frame.published.first, frame.published.last
    if not first or not last:
        return year_span(frame.context.year + step) if unit == "year" and frame.context.year else None
    same = first == last or (unit == "month" and first.month == last.month) or unit == "year"
    if not same:
        return None
    if unit == "weekend":
        return _weekend(first, step)
    return period((first, first), unit, step)


def _weekend(today: date, step: int) -> Interval | None:
    """Return the Saturday and Sunday meant: the last ones before the news, today's included unless "last" is said."""
    back = 1 if step > 0 else 0 if today.weekday() >= 5 and step == 0 else -1
    found = period((today, today), "weekend", back)
    return (found[0], min(found[1], today)) if found and found[0] <= today else found


def _piece(frame: Frame, i: int, k: int, days: Interval | None, part: str, kind: str) -> Piece:
    piece = Piece(i, k + 1, "fixed", basis="relative", kind=kind)
    if days:
        piece.days = part_of(days, part)
        piece.since = since_part(days, part) if part and (days[1] - days[0]).days >= 27 else days[0]
    return piece
