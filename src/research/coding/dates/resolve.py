"""Phrases -> days: which year a date without one belongs to, what a weekday means, how a period is bounded."""

from datetime import date, timedelta

from research.coding.dates.calendar import Interval, month_span, ordered, safe_date, shift, shift_interval, week_span, year_span
from research.coding.dates.parts import part_of, since_part
from research.coding.dates.types import Frame, Piece
from research.coding.dates.weekdays import overnight_days, weekday_days

SHIFTS = {"last": -1, "this": 0, "next": 1}
NEAR = timedelta(days=31)  # so close before publication, a date without a year is this year's
AHEAD = 1.5  # by how much a day after the one told with its year is farther from it than one before it
FOLLOWS = timedelta(days=60)  # so close after a date just told with its year, it is of that year


def days_of(frame: Frame, piece: Piece, ahead: bool = False) -> Interval | None:
    """Return the days that a piece stands for, or None where the text does not settle them. `ahead`: it may lie in the future."""
    if piece.bad:
        return None
    if piece.named:
        return _night_of(frame, piece)
    if piece.form == "weekday":
        return weekday_days(frame, piece)
    if piece.form == "overnight":
        return overnight_days(frame)
    if piece.form == "either":
        return _either(frame, piece)
    if piece.form == "date":
        return _date(frame, piece, ahead)
    if piece.form == "month":
        return _month(frame, piece)
    if piece.form == "year":
        return _bounded(frame, year_span(piece.year or 0), piece)
    return piece.days


def _night_of(frame: Frame, piece: Piece) -> Interval | None:
    """Return the day and the one after it; on the day of publication, the day before and it."""
    piece.named = False
    days = days_of(frame, piece)
    piece.named = True
    today = frame.published.day
    step = -1 if days and today and days[0] >= today else 0
    return shift_interval(days, step, step + 1) if days else None


def _either(frame: Frame, piece: Piece) -> Interval | None:
    """Choose between day first and month first by the weekday beside it, else by what lies within a week of publication."""
    if piece.year is None or piece.month is None or piece.day is None:
        return None
    readings = [safe_date(piece.year, piece.month, piece.day), safe_date(piece.year, piece.day, piece.month)]
    fitting = [day for day in readings if day and (piece.weekday is None or day.weekday() == piece.weekday)]
    today = frame.published.day
    if len(fitting) > 1 and today:
        fitting = [day for day in fitting if abs((day - today).days) <= 7]
    return (fitting[0], fitting[0]) if len(fitting) == 1 else None


def _date(frame: Frame, piece: Piece, ahead: bool) -> Interval | None:
    if piece.month is None or piece.day is None:
        return None
    year = piece.year or year_of(frame, piece.month, piece.day, piece.shift, ahead)
    day = safe_date(year, piece.month, piece.day) if year else None
    if day and piece.part == "whole-week":
        return week_span(day)
    return (day, day) if day else None


def year_of(frame: Frame, month: int, day: int, said: str = "", ahead: bool = False) -> int | None:
    """Return the year of a day without one: the nearest not after publication, else what the article implies, else None."""
    last = frame.published.last
    if said == "that":
        return frame.mention[0].year if frame.mention else None
    if not last:
        return _implied(frame, month, day)
    if said in SHIFTS:
        return last.year + SHIFTS[said]
    year = last.year
    found = safe_date(year, month, day)
    if ahead and frame.published.day:
        return _nearest(last, month, day)
    if found is None or found > last + timedelta(days=1):
        year -= 1
        found = safe_date(year, month, day)
    told = frame.context.stated
    if told and told[0].year < year and frame.sentence.no - told[1] <= 1 and found and last - found > NEAR:
        follows = safe_date(told[0].year, month, day)
        if follows and timedelta(0) <= follows - told[0] <= FOLLOWS:
            return told[0].year
    return year


def _nearest(anchor: date, month: int, day: int) -> int | None:
    near = [safe_date(year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    return min((day for day in near if day), key=lambda day: (abs(day - anchor), day)).year if any(near) else None


def _implied(frame: Frame, month: int, day: int) -> int | None:
    """Return the year of a day by the day that the article gives with its year; what is told is sooner before it than after."""
    anchor = frame.context.anchor
    if not anchor:
        return frame.context.year
    near = [safe_date(year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    days = [(found - anchor).days for found in near if found]
    best = min(days, key=lambda gap: gap * AHEAD if gap > 0 else -gap, default=None)
    return (anchor + timedelta(days=best)).year if best is not None else None


def _month(frame: Frame, piece: Piece) -> Interval | None:
    month = piece.month or 0
    year = piece.year or _month_year(frame, month, piece.shift)
    span = month_span(year, month) if year else None
    return _bounded(frame, span, piece)


def _month_year(frame: Frame, month: int, said: str) -> int | None:
    last = frame.published.last
    if said == "that":
        return frame.mention[0].year if frame.mention else None
    if not last:
        return _implied(frame, month, 15)
    if said in SHIFTS:
        return last.year + SHIFTS[said]
    if said in ("det-next", "det-following"):
        return last.year + (month <= last.month)
    if said == "det-this":
        return _nearest(last, month, 15)
    earlier = month > last.month or (said == "det-last" and month == last.month)
    year = last.year - earlier
    told = frame.context.stated
    if told and told[0].year < year and frame.sentence.no == told[1] and said == "" and 0 <= month - told[0].month <= 2:
        return told[0].year
    return year


def _bounded(frame: Frame, span: Interval | None, piece: Piece) -> Interval | None:
    """Return the part of a month or year that is meant; what has been told ends by publication."""
    if not span:
        return None
    piece.since = since_part(span, piece.part)
    found = part_of(span, piece.part)
    today = frame.published.day
    return (found[0], min(found[1], today)) if found and today and found[0] <= today else found


def range_days(frame: Frame, first: Piece, last: Piece) -> Interval | None:
    """Return the days from the first of `first` to the last of `last`."""
    if first.form == "overnight":
        end = days_of(frame, last)
        return (shift(end[0], -1) or end[0], end[1]) if end else None
    start, end = days_of(frame, first), days_of(frame, last)
    if not start or not end:
        return None
    if start[0] > end[1] and first.form == last.form == "weekday":
        return ordered(shift(start[0], -7), end[1])
    if start[0] > end[1] and first.form == last.form == "date" and first.year is None and start[0].year > 1:
        earlier = safe_date(start[0].year - 1, start[0].month, start[0].day)
        return ordered(earlier, end[1])
    return ordered(first.since if first.part and first.since else start[0], end[1])
