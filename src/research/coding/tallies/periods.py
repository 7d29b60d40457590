"""Periods that a sentence gives for its counts: since a day, over the past weeks, from a day to another, this year."""

from collections.abc import Sequence
from datetime import date

from research.coding.dates.types import DateSpan
from research.coding.model import Annotated
from research.coding.numbers.read import TENS
from research.coding.tallies.lengths import ENDING, Period, find_lengths
from research.coding.tallies.quarters import find_quarters
from research.coding.tallies.told import BEFORE_REACH, INSIDE, LASTS, MONTH, PARTS, SAME_OF, find_told
from research.coding.tallies.words import known_starts, words

WEEKS, SAME_REACH = 3, 6
FIRSTS = frozenset({"first", "second", "third", "fourth", "final", "opening", "closing"})
FILLERS = frozenset({"the", "month", "of", "all", "year", "whole", "course"})
BEGAN = (["began"], ["started"], ["opened"], ["dawned"])
NEW_YEAR, NEW_REACH = (["new", "year"], ["new", "years"]), 4
MID = (15, 20)  # "mid-December" is told as the 15th, where the span found ends on the 20th
YEAR_BEFORE = frozenset({"a year earlier", "a year before", "the year before", "a year ago"})
FAR, CLAUSE = 16, 9  # tokens
CLAUSE_ENDS = frozenset({",", ".", ";", "and", "but"})
CLOSES = frozenset({"by", "as", "until", "till", "through", "up"})


def find_periods(note: Annotated) -> list[Period]:
    """Return the periods that a sentence gives, in order of their tokens."""
    low = note.sentence.lower
    found = [*_since(note), *_ranges(note), *_lengths(note), *_calendar(note), *find_told(note)]
    if "quarter" in low:
        found += find_quarters(note)
    kept: list[Period] = []
    for period in sorted(found, key=lambda p: (p.i - p.j, p.i)):
        if not _compares(low, period.i) and all(period.j <= other.i or period.i >= other.j for other in kept):
            kept.append(period)
    return _closed(sorted(kept, key=lambda p: p.i))


def _closed(periods: list[Period]) -> list[Period]:
    """End an open period on the day that "by Monday" or "as of Monday" gives beside it."""
    until = next((p for p in periods if p.start is None and p.end and not p.open), None)
    since = next((p for p in periods if p.start and p.open and p.end is None), None)
    if until is None or since is None:
        return periods
    since.end, since.open = until.end, False
    return [p for p in periods if p is not until]


def _compares(low: Sequence[str], i: int) -> bool:
    """Tell whether the words before a period make it one of comparison: "the first attack since", "more than at any time since"."""
    start = next((k + 1 for k in range(i - 1, max(i - CLAUSE, 0) - 1, -1) if low[k] in CLAUSE_ENDS), max(i - CLAUSE, 0))
    comparing = words("periods")["comparing"]
    return any(low[k] in comparing and not _of_number(low, k) for k in range(start, i))


def _of_number(low: Sequence[str], k: int) -> bool:
    """Tell whether a word belongs to "no fewer than 60", "more than 100"."""
    if low[k] == "first":
        return k > 0 and low[k - 1] in TENS
    if low[k] == "no":
        return low[k + 1] in ("fewer", "less")
    return low[k] == "than" and k > 0 and low[k - 1] in ("more", "fewer", "less") and low[k + 1] not in ("at", "in", "any")


def _since(note: Annotated) -> list[Period]:
    low = note.sentence.lower
    return [period for k, word in enumerate(low) if word == "since" and not _adverb(low, k) and (period := _since_at(note, k))]


def _adverb(low: Sequence[str], k: int) -> bool:
    """Tell whether the "since" at token k opens no period: "has since made clear", "ever since"."""
    return k > 0 and low[k - 1] in ("has", "have", "had", "ever", "long", "'s")


def _since_at(note: Annotated, k: int) -> Period | None:
    """Return the period that the "since" at token k opens: by its day, by an event of known day, or by one told before."""
    low = note.sentence.lower
    span, known = _date_after(note, k), _known(low, k)
    if any(low[n : n + 2] in NEW_YEAR for n in range(k + 1, k + NEW_REACH)) and not (span and span.start):
        return Period(k, k + NEW_REACH, None, part="year")
    if low[k + 1 : k + 2] == ["the"] and low[k + 2 : k + 3] and low[k + 2] in PARTS and low[k + 3 : k + 4] in BEGAN:
        return Period(k, k + 4, None, part=low[k + 2])  # "since the year began"
    if low[k + 1 : k + 5] == ["the", "first", "of", "the"] and low[k + 5 : k + 6] and low[k + 5] in PARTS:
        return Period(k, k + 6, None, part=low[k + 5])
    if known and span is not None and span.start and span.start.day == 1 and known[0].startswith(span.start.isoformat()[:8]):
        return Period(k, max(span.j, known[1] + 1), date.fromisoformat(known[0]))  # "since Biden took office in January"
    if span is not None and (span.i - k <= 2 or not known or (span.start and span.start.isoformat() >= known[0])):
        return Period(k, span.j, span.start)
    if known:
        start, last = known
        return Period(k, last + 1, date.fromisoformat(start))
    return Period(k, k + 2, None) if low[k + 1 : k + 2] and low[k + 1] in ("then", "the", "that", "those", "his", "their") else None


def _known(low: Sequence[str], k: int) -> tuple[str, int] | None:
    """Return the first day of a period that starts with an event whose day everybody knows, and the last token that names it."""
    clause = list(low[k + 1 : k + 12])
    for stop in (",", ".", ";"):
        clause = clause[: clause.index(stop)] if stop in clause else clause
    for names, every, start in known_starts():
        if names <= set(clause) if every else not names.isdisjoint(clause):
            return start, max(k + 1 + n for n, word in enumerate(clause) if word in names)
    return None


def _date_after(note: Annotated, k: int) -> DateSpan | None:
    """Return the first day that is told after the "since" at token k, within its clause."""
    low = note.sentence.lower
    for span in note.dates:
        said = span.said and span.kind != "since"
        if span.j > k and span.i - k <= FAR and not said and span.kind not in ("clock", "duration", "vague"):
            return None if {";", "said", "says", "told"} & set(low[k + 1 : max(span.i, k + 1)]) else span
    return None


def _ranges(note: Annotated) -> list[Period]:
    """Find "from October 17 to October 30", "by November 3"."""
    low, found = note.sentence.lower, []
    for n, span in enumerate(note.dates):
        first = low[span.i]
        opens = "from" in (low[span.i - 1] if span.i else "", first)
        closed = span.prec and span.start and span.end and span.start < span.end and first in ("from", "between")
        if span.kind == "until" and CLOSES & set(low[max(span.i - 1, 0) : span.i + 2]):
            found.append(Period(span.i, span.j, None, span.end, open=False))
        elif span.kind == "since" and first != "since":
            found.append(Period(span.i, span.j, span.start))
        elif span.kind == "range" or closed:
            found.append(Period(span.i, span.j, span.start, span.end, open=False))
        elif opens and span.kind == "point" and (CLOSES | {"to", "up"}) & set(low[span.j : span.j + 3]):
            later = note.dates[n + 1] if n + 1 < len(note.dates) and note.dates[n + 1].i - span.j <= 3 else None
            ends = later is not None and later.start is not None
            found.append(
                Period(span.i, later.j, span.start, later.end, open=False) if later and ends else Period(span.i, span.j + 2, span.start)
            )
    return found


def _lengths(note: Annotated) -> list[Period]:
    """Find "over six weeks", and "in the week to Thursday", which ends on that day."""
    low, found = note.sentence.lower, find_lengths(note.sentence.lower)
    for period in found:
        behind = period.j + 1 + (low[period.j + 1 : period.j + 2] == ["on"])
        reach = BEFORE_REACH if low[period.j : period.j + 1] == ["before"] else 0
        day = (
            next((d for d in note.dates if d.i <= behind + reach and behind < d.j and d.end and d.kind != "offset"), None)
            if low[period.j : period.j + 1] and low[period.j] in ENDING
            else None
        )
        if (
            day is None
            and low[period.j : period.j + 1]
            and low[period.j] in ENDING
            and low[period.i : period.j] == ["for", "the", low[period.j - 1]]
        ):
            period.days, period.months, period.part = None, 0, low[period.j - 1]  # "the count for the year to 19"
        if day is not None:
            mid = low[day.i] == "mid" and day.end and day.end.day == MID[1]
            period.j, period.end, period.open = (
                day.j,
                day.end.replace(day=MID[0]) if mid and day.end else day.start if reach else day.end,
                False,
            )
    return found


def _calendar(note: Annotated) -> list[Period]:
    """Find "this year", "so far this month", "in 2022"."""
    low, found = note.sentence.lower, []
    for span in note.dates:
        if not words("periods")["statements"].isdisjoint(low[max(span.i - 2, 0) : span.i]):
            continue  # "in a report in July"
        near = {low[span.i - 1] if span.i else "", low[span.i]}
        if span.kind == "deictic" and span.text.lower() in YEAR_BEFORE:
            found.append(Period(span.i, span.j, None, back=12))
        if not span.start or span.kind not in ("point", "deictic"):
            continue
        same = next((k for k in range(max(span.i - SAME_REACH, 0), span.i) if low[k] == "same" and low[k + 1] in SAME_OF), None)
        if same is not None:
            found.append(Period(same - 1, span.j, None, year=span.start.year))
        elif "this" in near and ((span.prec or 0) >= 3 or "week" in low[span.i : span.j]):
            found.append(Period(span.i, span.j, span.start))
        elif (span.prec or 0) >= WEEKS and (
            low[span.i] in LASTS or ((span.prec != WEEKS or low[span.i] in FIRSTS) and (_opened(low, span.i) or _saw(low, span)))
        ):
            found.append(Period(span.i, span.j, span.start, span.end, dated=True))
    return found


def _saw(low: Sequence[str], span: DateSpan) -> bool:
    """Tell whether a month or a year is the subject of what is counted: "October saw 27 attacks"."""
    behind = low[span.j] if span.j < len(low) else ""
    return not words("periods")["saw"].isdisjoint(low[span.j : span.j + 2]) or (behind.isdigit() and span.prec == MONTH)


def _opened(low: Sequence[str], i: int) -> bool:
    """Tell whether "in", "during" or "over" opens the part of the calendar at token i: "in the month of October"."""
    k = i - 1
    while k > 0 and low[k] in FILLERS:
        k -= 1
    return k >= 0 and low[k] in INSIDE and not (i > 1 and low[i - 2] in ("early", "late", "mid"))
