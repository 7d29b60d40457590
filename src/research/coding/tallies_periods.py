"""Periods that a sentence gives for its counts: since a day, over the past weeks, from a day to another, this year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from research import codebook
from research.coding.dates_types import DateSpan
from research.coding.model import Annotated
from research.coding.numbers_read import read

FAR = 16  # tokens between "since" and the day that a clause after it gives
UNIT_DAYS = {"hour": 1 / 24, "hours": 1 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
OPENERS = frozenset({"in", "within", "over", "during", "for", "throughout"})
BACK = frozenset({"past", "last", "previous", "preceding"})


@dataclass(slots=True)
class Period:
    """Tokens i to j give a period.

    `open`: it ends on the day of the statement, or on `end` if that is earlier. `days`, `months`: its length where only that is given.
    """

    i: int
    j: int
    start: date | None
    end: date | None = None
    open: bool = True
    days: float | None = None
    months: int = 0
    one_day: bool = False  # what is counted on a single day is told as incidents, not as a running total

    def bounds(self, until: date | None) -> tuple[date | None, date | None]:
        """Return first and last day; `until` is the day of the statement."""
        end = self.end if not self.open else min(self.end, until) if self.end and until else until
        if self.months:
            return (_months_back(until, self.months) if until else None), end
        if self.days is not None:
            return (until - timedelta(days=round(self.days)) if until else None), end
        return self.start, end


@cache
def words() -> dict[str, Any]:
    """Return codebook/tallies.toml with its word lists as sets."""
    book = dict(codebook.load().lexicon("tallies"))
    for section in ("units", "singular", "words"):
        book[section] = {name: frozenset(values) for name, values in book[section].items()}
    return book


def find_periods(note: Annotated) -> list[Period]:
    """Return the periods that a sentence gives, in order of their tokens."""
    low = note.sentence.lower
    found = [*_since(note), *_ranges(note), *_lengths(note), *_calendar(note), *_before(note)]
    found = [period for period in found if not _excused(low, period.i)]
    kept: list[Period] = []
    for period in sorted(found, key=lambda p: (p.i - p.j, p.i)):
        if all(period.j <= other.i or period.i >= other.j for other in kept):
            kept.append(period)
    return sorted(kept, key=lambda p: p.i)


def statement_day(note: Annotated, published: date | None) -> date | None:
    """Return the day on which somebody said what the sentence tells: the day beside the verb of speech, else the publication."""
    for span in note.dates:
        said = span.said or not words()["words"]["statements"].isdisjoint(note.sentence.lower[max(span.i - 3, 0) : span.i])
        if said and span.prec == 1 and span.start and span.kind in ("point", "deictic"):
            return span.start
    return published


def _excused(low: Sequence[str], i: int) -> bool:
    """Tell whether the words before a period make it one of comparison: "the first attack since", "more than at any time since"."""
    before = list(low[max(i - 9, 0) : i])
    for stop in (",", ".", ";", "and", "but"):
        if stop in before:
            before = before[len(before) - before[::-1].index(stop) :]
    ranked = words()["words"]["not_period"]
    return any(word in ranked and not _of_number(before, k) for k, word in enumerate(before))


def _of_number(before: list[str], k: int) -> bool:
    """Tell whether a word belongs to "no fewer than 60", "more than 100", "as most"."""
    if before[k] == "no":
        return before[k + 1 : k + 2] in (["fewer"], ["less"])
    return before[k] == "than" and before[k - 1] in ("more", "fewer", "less") and before[k + 1 : k + 2] not in (["at"], ["in"], ["any"])


def _since(note: Annotated) -> list[Period]:
    low, found = note.sentence.lower, []
    for k, word in enumerate(low):
        if word == "since" and k + 1 < len(low) and low[k - 1 : k] != ["ever"]:
            span = _date_after(note, k)
            known = _known(low, k)
            if span is not None and span.i - k <= 2:
                found.append(Period(k, span.j, span.start))
            elif known and (span is None or span.start is None or span.start.isoformat() < known):
                found.append(Period(k, k + 2, date.fromisoformat(known)))
            elif span is not None:
                found.append(Period(k, span.j, span.start))
            elif low[k + 1] in ("then", "the", "that", "those", "his", "their"):  # a day that only the sentences before may give
                found.append(Period(k, k + 2, None))
    return found


def _known(low: Sequence[str], k: int) -> str:
    """Return the first day of a period that starts with an event whose day everybody knows, or an empty string."""
    clause = low[k + 1 : k + 12]
    for stop in (",", ".", ";"):
        if stop in clause:
            clause = clause[: clause.index(stop)]
    for known in words()["known_start"]:
        if not set(known["words"]).isdisjoint(clause):
            return str(known["start"])
    return ""


def _date_after(note: Annotated, k: int) -> DateSpan | None:
    """Return the first day that is told after the "since" at token k, within its clause."""
    low = note.sentence.lower
    for span in note.dates:
        if span.j > k and span.i - k <= FAR and not (span.said and span.kind != "since") and span.kind not in ("clock", "duration", "vague"):
            between = low[k + 1 : max(span.i, k + 1)]
            return None if {";", "said", "says", "told"} & set(between) else span
    return None


def _ranges(note: Annotated) -> list[Period]:
    low, found = note.sentence.lower, []
    for n, span in enumerate(note.dates):
        before = low[span.i - 1] if span.i else ""
        first = low[span.i]
        if span.kind == "until" and {"by", "until", "till", "through"} & set(low[max(span.i - 1, 0) : span.i + 2]):
            found.append(Period(span.i, span.j, None, span.end, open=False))
        elif span.kind == "since" and first != "since":
            found.append(Period(span.i, span.j, span.start))
        elif span.kind == "range" or (span.prec and span.start and span.end and span.start < span.end and first in ("from", "between")):
            found.append(Period(span.i, span.j, span.start, span.end, open=False))
        elif "from" in (before, first) and span.kind == "point" and {"until", "till", "to", "through", "up"} & set(low[span.j : span.j + 3]):
            later = note.dates[n + 1] if n + 1 < len(note.dates) and note.dates[n + 1].i - span.j <= 3 else None
            if later is not None and later.start:
                found.append(Period(span.i, later.j, span.start, later.end, open=False))
            else:
                found.append(Period(span.i, span.j + 2, span.start))
    return found


def _lengths(note: Annotated) -> list[Period]:
    """Find "over the past three weeks", "within a week", "in the space of a month"."""
    low, found = note.sentence.lower, []
    for k, word in enumerate(low):
        if word not in UNIT_DAYS and word not in ("month", "months", "year", "years"):
            continue
        if low[k + 1 : k + 2] in (["ago"], ["later"], ["earlier"], ["after"], ["before"], ["of"], ["old"]):
            continue
        count, i = _count_before(note, k)
        while i and low[i - 1] in ("about", "around", "roughly", "nearly", "almost", "under", "over", "than", "less", "just", "barely", "little", "fewer"):
            i -= 1
        if i and low[i - 1] == "of" and low[i - 2] in ("period", "space", "course", "span", "matter"):
            i -= 3
        back = i > 0 and low[i - 1] in BACK
        i -= back
        i -= i > 0 and low[i - 1] in ("the", "this", "these")
        opener = low[i - 1] if i else ""
        if not count or not (opener in OPENERS or back):
            continue
        i -= opener in OPENERS
        found.append(_length(i, k, word, count))
    return found


def _length(i: int, k: int, word: str, count: int) -> Period:
    if word.startswith("month"):
        return Period(i, k + 1, None, months=count)
    if word.startswith("year"):
        return Period(i, k + 1, None, months=12 * count)
    return Period(i, k + 1, None, days=count * UNIT_DAYS[word], one_day=word == "day")


def _count_before(note: Annotated, k: int) -> tuple[int, int]:
    """Return the number of units before token k, 1 for "a", "one", "the past", and the token at which it starts; 0 for none."""
    low = note.sentence.lower
    padded = [*low, "", "", "", ""]
    for i in range(max(k - 4, 0), k):
        number = read(padded, i)
        if number and number[1] == k:
            return number[0], i
    if k and low[k - 1] in ("a", "an", "one", "single"):
        return 1, k - 1 - (low[k - 1] == "single" and low[k - 2] == "a")
    if k > 1 and low[k - 1] in BACK and (low[k - 1] == "past" or low[k - 2] == "the"):
        return 1, k
    return 0, k


def _calendar(note: Annotated) -> list[Period]:
    """Find "this year", "so far this month", "in 2022"."""
    low, found = note.sentence.lower, []
    for span in note.dates:
        opener = low[span.i - 1] if span.i else ""
        first = low[span.i]
        if not span.start or span.kind not in ("point", "deictic"):
            continue
        if "this" in (opener, first) and (span.prec or 0) >= 3:
            found.append(Period(span.i, span.j, span.start))
        elif span.prec == 5 and (opener in ("in", "during", "throughout") or first in ("in", "during", "throughout")):
            found.append(Period(span.i, span.j, span.start, span.end))
    return found


def _before(note: Annotated) -> list[Period]:
    """Find "before American planes bombed sites on October 26": a period that ends there and starts where another one did."""
    low = note.sentence.lower
    for k, word in enumerate(low):
        if word == "before":
            for span in note.dates:
                if k < span.i <= k + 10 and span.prec == 1 and span.start and "," not in low[k : span.i]:
                    return [Period(k, span.j, None, span.start, open=False)]
    return []


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 1)
