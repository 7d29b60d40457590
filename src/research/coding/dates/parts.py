"""Parts of months and years: early, mid-October, the first week of 2022, the last two weeks of June."""

from calendar import monthrange
from datetime import date

from research.coding.dates.calendar import Interval, add_months, month_span, ordered, shift, shift_interval

# First and last day (of a month) or month (of a year) that a part of it stands for.
MONTH_PARTS = {
    "early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31), "half1": (1, 15), "half2": (16, 31),
}  # fmt: skip
YEAR_PARTS = {
    "early": (1, 3), "start": (1, 1), "mid": (5, 8), "late": (10, 12), "end": (12, 12), "half1": (1, 6), "half2": (7, 12),
    "quarter1": (1, 3), "quarter2": (4, 6), "quarter3": (7, 9), "quarter4": (10, 12),
}  # fmt: skip


def part_of(interval: Interval, part: str) -> Interval | None:
    """Return the part of a month or year that a word such as "early" stands for; other intervals as they are.

    A part is "", a key of MONTH_PARTS or YEAR_PARTS, week1 ... week5, weeklast, or "first 2 weeks", "last 3 months".
    """
    start, end = interval
    days = (end - start).days + 1
    if not part or days < 28 or (days <= 31 and part.startswith("quarter")):
        return interval
    if part.startswith("week"):
        return _week_of(interval, part[4:])
    if " " in part:
        return _counted(interval, part)
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
    found = shift_interval((start, start), 7 * int(which) - 7, 7 * int(which) - 1)
    return (found[0], min(found[1], end)) if found and found[0] <= end else None


def _counted(interval: Interval, part: str) -> Interval | None:
    """Return "first 2 weeks", "last 3 months" of an interval."""
    which, count, unit = part.split()
    start, end = interval
    if unit == "months":
        edge = add_months(start, int(count)) if which == "first" else add_months(end.replace(day=1), 1 - int(count))
        inner = shift(edge, -1) if edge and which == "first" else edge
    else:
        length = min(int(count), 366) * (7 if unit == "weeks" else 1)
        inner = shift(start, length - 1) if which == "first" else shift(end, 1 - length)
    if not inner or not start <= inner <= end:
        return interval
    return ordered(start, inner) if which == "first" else ordered(inner, end)


def since_part(interval: Interval, part: str) -> date:
    """Return the day on which a period opens that runs "since" a part of a month or year: mid-October is the 15th."""
    start, end = interval
    if part == "mid":
        return start.replace(day=15) if (end - start).days <= 31 else date(start.year, 7, 1)
    if part == "end":
        return end
    found = part_of(interval, part)
    return found[0] if found else start
