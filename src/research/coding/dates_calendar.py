"""Arithmetic on days: months, years, their parts, and the precision of an interval."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# First and last day (of a month) or month (of a year) that a part of it stands for.
MONTH_PARTS = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31), "half1": (1, 15), "half2": (16, 31)}
YEAR_PARTS = {"early": (1, 3), "start": (1, 1), "mid": (5, 8), "late": (10, 12), "end": (12, 12), "half1": (1, 6), "half2": (7, 12)}
Interval = tuple[date, date]


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """Return `day` moved by `days`, or None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_interval(interval: Interval, first: int, last: int) -> Interval | None:
    """Return the interval with its ends moved by `first` and `last` days."""
    start, end = shift(interval[0], first), shift(interval[1], last)
    return (start, end) if start and end else None


def month_span(year: int, month: int) -> Interval | None:
    """Return the first and the last day of a month."""
    start = safe_date(year, month, 1)
    return (start, start.replace(day=monthrange(year, month)[1])) if start else None


def year_span(year: int) -> Interval | None:
    """Return the first and the last day of a year."""
    start, end = safe_date(year, 1, 1), safe_date(year, 12, 31)
    return (start, end) if start and end else None


def week_span(day: date) -> Interval | None:
    """Return Monday and Sunday of the week of `day`."""
    return shift_interval((day, day), -day.weekday(), 6 - day.weekday())


def add_months(day: date, months: int) -> date | None:
    """Return the same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of(interval: Interval, part: str) -> Interval | None:
    """Return the part of a month or year that a word such as "early" stands for; other intervals as they are."""
    start, end = interval
    days = (end - start).days + 1
    if not part or days < 28 or (days <= 31 and part.startswith("quarter")):
        return interval
    if part.startswith("week"):
        return _week_of(interval, part[4:])
    if " " in part:
        return _counted(interval, part)
    if part.startswith("quarter"):
        first_day, last_day = date(start.year, int(part[7:]) * 3 - 2, 1), month_span(start.year, int(part[7:]) * 3)
        return (first_day, last_day[1]) if last_day else None
    if days <= 31:
        first, last = MONTH_PARTS[part]
        return start.replace(day=first), start.replace(day=min(last, monthrange(start.year, start.month)[1]))
    first, last = YEAR_PARTS[part]
    final = month_span(start.year, last)
    return (date(start.year, first, 1), final[1]) if final else None


def _week_of(interval: Interval, which: str) -> Interval | None:
    start, end = interval
    if which == "last":
        return shift_interval((end, end), -6, 0)
    return shift_interval((start, start), 7 * int(which) - 7, 7 * int(which) - 1)


def _counted(interval: Interval, part: str) -> Interval | None:
    """Return "first 2 weeks", "last 3 months" of an interval."""
    which, count, unit = part.split()
    length = int(count) * {"days": 1, "weeks": 7, "months": 0}[unit]
    start, end = interval
    if unit == "months":
        edge = add_months(start, int(count)) if which == "first" else add_months(end.replace(day=1), 1 - int(count))
        if not edge:
            return None
        return ordered(start, shift(edge, -1)) if which == "first" else ordered(edge, end)
    return ordered(start, shift(start, length - 1)) if which == "first" else ordered(shift(end, 1 - length), end)


def since_part(interval: Interval, part: str) -> date:
    """Return the day on which a period opens that runs "since" a part of a month or year: mid-October is the 15th."""
    start, end = interval
    if part == "mid":
        return start.replace(day=15) if (end - start).days <= 31 else date(start.year, 7, 1)
    if part == "end":
        return end
    found = part_of(interval, part)
    return found[0] if found else start


def precision(start: date, end: date) -> int:
    """Return UCDP's date precision of an interval: 1 a day, 2 up to six days, 3 a week (up to ten days), 4 a month, 5 longer."""
    days = (end - start).days + 1
    return next((grade for grade, most in ((1, 1), (2, 6), (3, 10), (4, 31)) if days <= most), 5)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published: the first and last day it may have been, and the day itself where it is known."""

    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        return self.first if self.first == self.last else None


def published(text: str | None) -> Published:
    """Read '' (unknown), a year, a month (2021-06) or an ISO day; anything else counts as unknown."""
    parts = (text or "").strip()[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return Published()
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        span = year_span(numbers[0])
    elif len(numbers) == 2:
        span = month_span(numbers[0], numbers[1])
    else:
        day = safe_date(*numbers[:3])
        span = (day, day) if day else None
    return Published(*span) if span else Published()


LENGTHS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
SLACK = {"week": 3, "fortnight": 3, "weekend": 3, "month": 15, "year": 183}  # days either side that "three weeks ago" may mean


def moved(day: date, unit: str, count: int) -> date | None:
    """Return the day `count` units after `day`, before it if negative; hours and minutes count by whole days."""
    if abs(count) > 10_000:
        return None
    if unit in LENGTHS:
        return shift(day, count * LENGTHS[unit])
    if unit in ("month", "year"):
        return add_months(day, count * (12 if unit == "year" else 1))
    return shift(day, (abs(count) // 24) * (1 if count > 0 else -1)) if unit == "hour" else day


def around(interval: Interval, unit: str, count: int) -> Interval | None:
    """Return the interval moved by `count` units, widened by what such a phrase leaves open: none for days, three days for weeks."""
    start, end = moved(interval[0], unit, count), moved(interval[1], unit, count)
    slack = SLACK.get(unit, 0)
    return shift_interval((start, end), -slack, slack) if start and end else None


def period(interval: Interval, unit: str, step: int = 0) -> Interval | None:
    """Return the calendar week, month or year in which an interval starts, or the one `step` later; for days the days themselves."""
    day = interval[0] if step <= 0 else interval[1]
    if unit == "month":
        first = add_months(day.replace(day=1), step)
        return month_span(first.year, first.month) if first else None
    if unit == "year":
        return year_span(day.year + step)
    if unit in ("week", "fortnight", "weekend"):
        week = week_span(day)
        found = shift_interval(week, 7 * step, 7 * step) if week else None
        return shift_interval(found, 5, 0) if found and unit == "weekend" else found
    return shift_interval(interval, step, step) if step == 0 else shift_interval((day, day), step, step)


def ordered(start: date | None, end: date | None) -> Interval | None:
    """Return the interval, or None if an end is missing or they stand in the wrong order."""
    return (start, end) if start and end and start <= end else None
