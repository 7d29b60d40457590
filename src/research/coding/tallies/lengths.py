"""Periods given by their length: over the past three weeks, within a week, in the space of a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from research.coding.dates.calendar import add_months, month_span, shift
from research.coding.numbers.read import read

UNIT_DAYS = {"hour": 1 / 24, "hours": 1 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
OPENERS = frozenset({"in", "within", "over", "during", "for", "throughout"})
BACK = frozenset({"past", "last", "previous", "preceding"})
ABOUT = frozenset("about around roughly nearly almost under over than less just barely little fewer".split())
BUNDLES = frozenset({"period", "space", "course", "span", "matter"})
ENDING = frozenset({"to", "until", "till", "ending", "ended", "through", "before"})  # "in the week to Thursday"
AS_MANY = 8  # tokens between a number and "in as many days"
NOT_LENGTHS = frozenset({"ago", "later", "earlier", "after", "of", "old"})


@dataclass(slots=True)
class Period:
    """Tokens i to j give a period.

    `open`: it ends on the day of the statement, or on `end` if that is earlier. `days`, `months`: its length where only that is given.
    `dated`: it is a part of the calendar. `year`, `back`: the period told before, but in that year or so many months earlier.
    `one_day`: what is counted on a single day is told as incidents, not as a running total.
    """

    i: int
    j: int
    start: date | None
    end: date | None = None
    open: bool = True
    days: float | None = None
    months: int = 0
    one_day: bool = False
    year: int = 0  # the period told before, in this year: "in the same months of 2021"
    back: int | None = None  # the period told before, so many months earlier: "up from nine the month before"; 0: the same
    part: str = ""  # year, month or week of the statement, from its first day: "the ninth of the year"
    quarter: int = 0  # the latest quarter of that number
    dated: bool = False  # a week, month, quarter or year of the calendar

    @property
    def starts(self) -> bool:
        """Tell whether the words say where the period starts, by a day or by its length."""
        return self.start is not None or self.days is not None or bool(self.months or self.part or self.quarter)

    def bounds(self, until: date | None) -> tuple[date | None, date | None]:
        """Return first and last day; `until` is the day of the statement."""
        end = self.end if not self.open else min(self.end, until) if self.end and until else until
        if self.quarter:
            return latest(self.quarter, end) if end else (None, None)
        if self.part:
            return (first_day(end, self.part) if end else None), end
        if self.months:
            return (add_months(end, -self.months) if end else None), end
        if self.days is not None:
            return (shift(end, -round(self.days)) if end else None), end
        return self.start, end


def first_day(day: date, part: str) -> date | None:
    """Return the first day of the year, month or week in which a day lies."""
    if part == "week":
        return shift(day, -day.weekday())
    return day.replace(day=1) if part == "month" else day.replace(month=1, day=1)


def quarter(year: int, number: int) -> tuple[date, date]:
    """Return the first and last day of a quarter."""
    last = month_span(year, 3 * number)
    return date(year, 3 * number - 2, 1), last[1] if last else date(year, 3 * number, 1)


def latest(number: int, until: date) -> tuple[date, date]:
    """Return the days, up to `until`, of the quarter of that number that began last."""
    first, last = quarter(until.year, number)
    if first > until:
        first, last = quarter(until.year - 1, number)
    return first, min(last, until)


def find_lengths(low: Sequence[str]) -> list[Period]:
    """Return the periods that the tokens of a sentence give by their length."""
    found = _as_many(low)
    for k, word in enumerate(low):
        if (word in UNIT_DAYS or word in UNIT_MONTHS) and not (k + 1 < len(low) and low[k + 1] in NOT_LENGTHS):
            count, i = _count_before(low, k)
            i = _opening(low, i) if count else -1
            if i >= 0:
                months, days = count * UNIT_MONTHS.get(word, 0), count * UNIT_DAYS[word] if word in UNIT_DAYS else None
                found.append(Period(i, k + 1, None, days=days, months=months, one_day=word == "day"))
    return found


def _as_many(low: Sequence[str]) -> list[Period]:
    """Find "six times in as many days": as long as the number before it says."""
    for k in range(1, len(low) - 3):
        if low[k] == "as" and low[k + 1] == "many" and (low[k + 2] in UNIT_DAYS or low[k + 2] in UNIT_MONTHS):
            number = next((n for n in (read([*low, "", ""], i) for i in range(k - 1, max(k - AS_MANY, -1), -1)) if n), None)
            if number:
                days = number[0] * UNIT_DAYS[low[k + 2]] if low[k + 2] in UNIT_DAYS else None
                return [Period(k - 1, k + 3, None, days=days, months=number[0] * UNIT_MONTHS.get(low[k + 2], 0))]
    return []


def _opening(low: Sequence[str], i: int) -> int:
    """Return where the words before a length of time begin that make a period of it ("over a period of"), or -1."""
    while i and low[i - 1] in ABOUT:
        i -= 1
    if i > 1 and low[i - 1] == "of" and low[i - 2] in BUNDLES:
        i -= 3
    back = i > 0 and low[i - 1] in BACK
    i -= back
    i -= i > 0 and low[i - 1] in ("the", "this", "these", "a")
    opens = i > 0 and low[i - 1] in OPENERS
    return i - opens if opens or back else -1


def _count_before(low: Sequence[str], k: int) -> tuple[int, int]:
    """Return the number of units before token k, 1 for "a", "one", "the past", and the token at which it starts; 0 for none."""
    padded = [*low, "", "", "", ""]
    for i in range(max(k - 4, 0), k):
        number = read(padded, i)
        if number and number[1] == k:
            return number[0], i
    if k and low[k - 1] in ("a", "an", "one", "single"):
        return 1, k - 1 - (low[k - 1] == "single" and low[k - 2] == "a")
    if k > 1 and low[k - 1] in BACK and (low[k - 1] == "past" or low[k - 2] == "the"):
        return 1, k
    if k and low[k - 1] == "the" and low[k + 1 : k + 2] and low[k + 1] in ENDING:
        return 1, k
    return 0, k
