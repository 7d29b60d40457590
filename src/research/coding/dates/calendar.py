"""Arithmetic on days: weeks, months, years, and the precision of an interval."""

from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]
LENGTHS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
SLACK = {"week": 3, "fortnight": 3, "weekend": 3, "month": 15, "year": 183}  # days either side that "three weeks ago" may mean


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


def precision(start: date, end: date) -> int:
    """Return UCDP's date precision of an interval: 1 a day, 2 up to six days, 3 a week (up to ten days), 4 a month, 5 longer."""
    days = (end - start).days + 1
    return next((grade for grade, most in ((1, 1), (2, 6), (3, 10), (4, 31)) if days <= most), 5)


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
