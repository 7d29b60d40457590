"""Running totals: what officials, observers and news agencies say how many attacks there have been, where, since when.

A number is a running total where a period stands beside it ("since October 17", "over six weeks"), where a word says that it is a
total ("the count has reached 47"), or where it goes on with such a total ("57 of these in Iraq"). Counts of a single day are told
as incidents. The period ends on the day of the statement unless the text gives its end.
"""

from dataclasses import dataclass, field
from datetime import date

from research import codebook
from research.codebook import Codebook
from research.coding.claims.speech import source_of
from research.coding.dates.calendar import add_months, month_span
from research.coding.model import Annotated, Tally
from research.coding.tallies.accept import CLOSE, RECENT, Context, is_tally, points_back
from research.coding.tallies.bearing import gap, governs, parted, taken
from research.coding.tallies.counts import PEOPLE, Count, placed_at
from research.coding.tallies.lengths import Period
from research.coding.tallies.periods import find_periods
from research.coding.tallies.places import countries, region, several, the_country
from research.coding.tallies.settle import one_country_only, share_periods, unique
from research.coding.tallies.statements import briefing_day, statement_day
from research.coding.tallies.totals import find_counts, has_number, may_count
from research.coding.tallies.words import says, words

COMMA = 3  # tokens that a comma between a count and a period is worth
NEVER = -99
HEARERS = frozenset({"reporters", "journalists", "briefing", "conference", "spoke"})
FOLLOWING = 3  # sentences that may tell one by one what "the third attack" counts


@dataclass(slots=True)
class _Reader:
    """What the sentences read so far have told."""

    published: date | None
    book: Codebook
    notes: list[Annotated]
    tallies: list[Tally] = field(default_factory=list)
    named: dict[int, bool] = field(default_factory=dict)  # id of a tally: whether its words name countries
    last: int = NEVER  # sentence of the last tally
    heard: list[tuple[Annotated, list[Period] | None]] = field(default_factory=list)  # sentences, and their periods where looked for
    speaking: list[Annotated] = field(default_factory=list)  # sentences since the last total in which somebody may have spoken
    spoken: tuple[date | None, int] = (None, NEVER)  # the day on which the last total was told, and its sentence


def find_tallies(notes: list[Annotated], published: str, book: Codebook | None = None) -> list[Tally]:
    """Return the running totals of an article in order, each once.

    Args:
        notes: the article's sentences.
        published: ISO day of publication; '' or a part of a date leaves open periods without an end.
        book: codebook whose countries the places have; the package's own by default.
    """
    reader = _Reader(_day(published), book or codebook.load(), notes)
    for at, note in enumerate(notes):
        if note.sentence.role == "caption":
            continue
        if note.sentence.role == "lead":
            reader.published = briefing_day(note) or reader.published
        before = notes[at - 1].sentence.lower if at else []
        if may_count(note, before, bool(reader.tallies)):
            _read(reader, note, at)
            share_periods(reader.tallies)
        else:
            reader.heard.append((note, None))
        if reader.last != note.sentence.no and not HEARERS.isdisjoint(note.sentence.lower):
            reader.speaking.append(note)
    one_country_only(reader.tallies, reader.named, reader.notes, reader.book)
    return unique(reader.tallies, reader.named)


def _spoken(reader: _Reader) -> tuple[date | None, int]:
    """Return the day on which somebody spoke last, and its sentence: of "Singh spoke to reporters on Tuesday", or of a total."""
    for note in reader.speaking:
        day = statement_day(note, None)
        reader.spoken = reader.spoken if day is None else (day, note.sentence.no)
    reader.speaking.clear()
    return reader.spoken


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def _read(reader: _Reader, note: Annotated, at: int) -> None:
    low, near = note.sentence.lower, note.sentence.no - reader.last <= CLOSE
    asked = reader.notes[at - 1].sentence.lower if at else []
    counts = find_counts(note, reader.tallies[-1].unit if near and reader.tallies else "", asked)
    periods = find_periods(note) if counts or "since" in low else []
    told_at = _last_periods(reader)[1] if counts else NEVER
    context = Context(reader.tallies, near, told_at, reader.notes[at + 1 : at + 1 + FOLLOWING])
    accepted: list[Count] = []
    parts = sum(count.value for count in counts if count.form == "elliptic")
    for n, count in enumerate(counts):
        told = bool(reader.tallies)
        open_to = [p for p in periods if (told or p.back is None) and governs(note, p, count) and not taken(note, p, count, counts)]
        period = min(open_to, key=lambda p: (gap(p, count) + COMMA * parted(note, p, count), p.i < count.j, p.i), default=None)
        if not _breaks_down(note, count, accepted) and is_tally(context, note, count, period, accepted):
            accepted.append(count)
            span = (counts[n - 1].j if n else 0, counts[n + 1].at if n + 1 < len(counts) else len(low))
            reader.tallies.append(_tally(reader, note, count, period, span, near, len(accepted) > 1, parts))
    reader.last = note.sentence.no if accepted else reader.last
    reader.heard.append((note, periods))


def _breaks_down(note: Annotated, count: Count, accepted: list[Count]) -> bool:
    """Tell whether a count only says of what the total before it consists: other things than countries, behind a colon or "including"."""
    if not accepted:
        return False
    between = note.sentence.lower[accepted[0].j : count.at]
    if count.unit in PEOPLE and ":" in note.sentence.lower[accepted[-1].j : count.at] and not placed_at(note, count.j):
        return True
    parts = not words("counting")["parts"].isdisjoint(between) and count.unit not in PEOPLE
    return parts and count.form in ("noun", "elliptic") and not placed_at(note, count.j)


def _last_periods(reader: _Reader) -> tuple[list[Period], int]:
    """Return the periods of the last sentence that gives some, or the days of its comparisons, and its number: for "in that time"."""
    for note, known in reversed(reader.heard):
        periods = known or []
        if known is None and "since" in note.sentence.lower:
            periods = find_periods(note)
        if not periods and ("since" in note.sentence.lower or has_number(note)):
            periods = [Period(d.i, d.j, d.start) for d in note.dates if d.kind == "since"]
        if periods:
            return periods, note.sentence.no
    return [], NEVER


def _tally(
    reader: _Reader, note: Annotated, count: Count, period: Period | None, span: tuple[int, int], near: bool, follows: bool, parts: int
) -> Tally:
    """Return the tally of a count; `span` lies between the counts beside it, `follows`: it is not the first of its sentence."""
    goes_on = bool(reader.tallies) and (near or follows or count.unit in PEOPLE)
    before = _carried(reader, count, parts) if goes_on else None
    if not count.unit:
        count.unit = before.unit if before and before.unit not in PEOPLE else "attacks"
    tally = Tally(note, count.i, _end(note, count, period), count.value, count.qualifier, count.unit, rule=f"tally: {count.form}")
    tally.source = source_of(note, count.i) or (before.source if before else "")
    _set_period(reader, tally, count, period, before, follows)
    _set_country(reader, tally, count, period, before, span, follows)
    return tally


def _carried(reader: _Reader, count: Count, parts: int) -> Tally:
    """Return the total that a count goes on with: the one to which the bare numbers of its sentence add up, `parts`.

    For people hurt it is the one of all countries if it was just told.
    """
    alike = [t for t in reader.tallies[-RECENT:] if t.unit == count.unit and t.count >= count.value]
    whole = [t for t in reader.tallies[-RECENT:] if t.count == parts and t.unit == count.unit]
    if count.form == "elliptic" and whole:
        return whole[-1]
    if count.form == "elliptic" and any(not t.country for t in alike):
        return next(t for t in reversed(alike) if not t.country)
    recent = [t for t in reader.tallies if t.note.sentence.no >= reader.last - CLOSE] if count.unit in PEOPLE else []
    return next((t for t in reversed(recent) if not t.country), reader.tallies[-1])


def _set_country(
    reader: _Reader, tally: Tally, count: Count, period: Period | None, before: Tally | None, span: tuple[int, int], follows: bool
) -> None:
    low = tally.note.sentence.lower
    start, end = region(tally.note, count, *span, period)
    named = countries(tally.note, reader.book, start, end, [period] if period else [])
    reader.named[id(tally)] = bool(named)
    if count.form == "total" and follows and not countries(tally.note, reader.book, count.at, end):  # "which makes 78"
        return
    if len(named) == 1 and not several(low[span[0] : span[1]]):
        tally.country = named.pop()
    elif not named and before is not None and (count.unit in PEOPLE or count.form == "elliptic"):
        tally.country = before.country
    elif not named and the_country(low):
        tally.country = _last_country(reader, tally.note)


def _last_country(reader: _Reader, here: Annotated) -> str:
    """Return the country that the last sentence before this one to name just one names, '' if none does."""
    for note in reversed([n for n in reader.notes[: here.sentence.no] if n.sentence.role != "caption"]):
        named = countries(note, reader.book, 0, len(note.sentence.lower))
        if len(named) == 1:
            return named.pop()
    return ""


def _statement_day(reader: _Reader, note: Annotated) -> date | None:
    """Return the day on which a total was told: the one said here or, where the telling goes on, just before; else publication."""
    day, (told, at) = statement_day(note, reader.published), _spoken(reader)
    if day == reader.published and told and note.sentence.no - at <= CLOSE and not _fresh(note):
        day = told
    reader.spoken = (day if day != reader.published else None, note.sentence.no)
    return day


def _fresh(note: Annotated) -> bool:
    """Tell whether a sentence counts up to its own day: "so far"."""
    return says(note.sentence.lower, words("periods")["so_far"])


def _set_period(reader: _Reader, tally: Tally, count: Count, period: Period | None, before: Tally | None, follows: bool) -> None:
    note, day = tally.note, _statement_day(reader, tally.note)
    if period is None and before is None and points_back(note.sentence.lower):
        told, told_at = _last_periods(reader)
        recent = told_at >= note.sentence.no - CLOSE
        period = told[-1] if told and (recent or count.form == "ordinal") else None
    if period is not None and (period.year or period.back is not None):
        _same_months(reader, tally, period)
        return
    if period is not None:
        tally.period_start, tally.period_end = period.bounds(day)
        if not period.starts:
            tally.period_start = next((t.period_start for t in reversed(reader.tallies) if t.period_start), None)
        return
    tally.period_end = day
    if before is None and count.unit == "strikes" and reader.tallies:
        before = reader.tallies[-1]
    if before is None:
        return
    if count.unit != "strikes" or follows:  # strikes are counted from a day of their own
        tally.period_start = before.period_start
    if day == reader.published and not _fresh(note):
        tally.period_end = before.period_end


def _same_months(reader: _Reader, tally: Tally, period: Period) -> None:
    """Set the period of "as against 41 in the same months of 2021": that of the total before it, in the other year."""
    before = reader.tallies[-1] if reader.tallies else None
    if period.back == 0:
        before = next((t for t in reader.tallies if t.note.sentence.no >= reader.last - CLOSE), before)
    if before is None or before.period_start is None:
        return
    months = -period.back if period.back is not None else 12 * (period.year - before.period_start.year)
    tally.period_start = add_months(before.period_start, months)
    tally.period_end = add_months(before.period_end, months) if before.period_end else None
    ends = month_span(before.period_end.year, before.period_end.month) if before.period_end else None
    if tally.period_end and ends and before.period_end == ends[1]:  # from the end of a month to the end of another
        whole = month_span(tally.period_end.year, tally.period_end.month)
        tally.period_end = whole[1] if whole else tally.period_end


def _end(note: Annotated, count: Count, period: Period | None) -> int:
    """Return where the words of a tally end: at the end of its clause, so that no attack of it is taken for an incident."""
    low = note.sentence.lower
    stop = max(count.j, period.j if period else 0)
    return next((k for k in range(stop, len(low)) if low[k] in (";", "—", "–", ":", ".", ",")), len(low))
