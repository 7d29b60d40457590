"""Running totals: what officials, observers and news agencies say how many attacks there have been, where, since when.

A number is a running total where a period stands beside it ("since October 17", "over six weeks"), where a word says that it is a
total ("the count has reached 47"), or where it goes on with such a total ("57 of these in Iraq"). Counts of a single day are told
as incidents. The period ends on the day of the statement unless the text gives its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from research import codebook
from research.codebook import Codebook
from research.coding.claims_speech import source_of
from research.coding.model import Annotated, Tally
from research.coding.numbers import ORDINALS
from research.coding.tallies_counts import Count, find_counts
from research.coding.tallies_periods import Period, find_periods, statement_day, words

CLOSE = 2  # sentences over which a bare number may go on with a total
PEOPLE = ("wounded", "killed")
ASIDE = frozenset({"others", "rest", "remaining", ";", "—", "–", "(", "because"})  # behind these the total is left
AFTER_COMMA = frozenset("with which who as amid after according in mostly most because an a the said by since citing where though although including".split())


@dataclass(slots=True)
class _Reader:
    """What the sentences read so far have told."""

    published: date | None
    book: Codebook
    notes: list[Annotated]
    tallies: list[Tally] = field(default_factory=list)
    named: dict[int, bool] = field(default_factory=dict)  # id of a tally: whether its words name countries
    last: int = -99  # number of the sentence of the last tally
    periods: list[Period] = field(default_factory=list)  # those of the last sentence that had one
    periods_at: int = -99
    country: str = ""  # the one country named last
    spoken: tuple[date | None, int] = (None, -99)  # the day on which the last total was told, and its sentence


def find_tallies(notes: list[Annotated], published: str, book: Codebook | None = None) -> list[Tally]:
    """Return the running totals of an article in order, each once.

    Args:
        notes: the article's sentences.
        published: ISO day of publication; '' or a part of a date leaves open periods without an end.
        book: codebook whose countries the places have; the package's own by default.
    """
    reader = _Reader(_day(published), book or codebook.load(), notes)
    for note in notes:
        if note.sentence.role == "caption":
            continue
        if note.numbers or not ORDINALS.keys().isdisjoint(note.sentence.lower):
            _read(reader, note)
            _refine(reader.tallies)
        elif "since" in note.sentence.lower:
            _keep_periods(reader, note, find_periods(note))
        _keep_country(reader, note)
    return _unique(reader)


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def _read(reader: _Reader, note: Annotated) -> None:
    near = note.sentence.no - reader.last <= CLOSE
    carried = reader.tallies[-1].unit if near and reader.tallies else ""
    counts = find_counts(note, carried)
    periods = find_periods(note) if counts or "since" in note.sentence.lower else []
    accepted: list[Count] = []
    for n, count in enumerate(counts):
        if _breaks_down(note, count, accepted):
            continue
        period = _period_of(count, counts, periods)
        if _is_tally(reader, note, count, period, accepted, near):
            accepted.append(count)
            end = counts[n + 1].at if n + 1 < len(counts) else len(note.sentence.lower)
            start = counts[n - 1].j if n else 0
            reader.tallies.append(_tally(reader, note, count, period, (start, end), near, len(accepted) > 1))
    if accepted:
        reader.last = note.sentence.no
    _keep_periods(reader, note, periods)


def _breaks_down(note: Annotated, count: Count, accepted: list[Count]) -> bool:
    """Tell whether a count only says of what the total before the colon consists."""
    return bool(accepted) and count.unit in PEOPLE and ":" in note.sentence.lower[accepted[-1].j : count.at]


def _keep_periods(reader: _Reader, note: Annotated, periods: list[Period]) -> None:
    if periods:
        reader.periods, reader.periods_at = periods, note.sentence.no
    elif "since" in note.sentence.lower:  # a comparison, whose day "in that time" may point to
        days = [Period(d.i, d.j, d.start) for d in note.dates if d.kind == "since"]
        if days:
            reader.periods, reader.periods_at = days, note.sentence.no


def _keep_country(reader: _Reader, note: Annotated) -> None:
    named = _countries(reader, note, 0, len(note.sentence.lower))
    if len(named) == 1:
        reader.country = named.pop()


def _period_of(count: Count, counts: list[Count], periods: list[Period]) -> Period | None:
    """Return the period nearest to a count; one before any count or behind the last serves all."""
    return min(periods, key=lambda p: (_gap(p, count), p.i), default=None)


def _gap(period: Period, count: Count) -> int:
    return max(period.i - count.j, count.i - period.j, 0)


def _is_tally(reader: _Reader, note: Annotated, count: Count, period: Period | None, accepted: list[Count], near: bool) -> bool:
    low = note.sentence.lower
    if period is not None and period.one_day:
        return False
    on_a_day = _on_a_day(note, count)
    if count.form == "ordinal":
        return period is not None and note.sentence.role != "title" and not _told(reader, note, count)
    if count.unit in PEOPLE:
        return _people(reader, note, count, period, accepted, near)
    if count.form == "elliptic":
        if count.value == 1:
            return bool(accepted) and low[count.j : count.j + 1] == ["in"]
        return bool(accepted) or (near and _goes_on(note, count))
    if count.form == "total":
        return bool(accepted) or near or period is not None or not on_a_day
    if on_a_day and (period is None or _gap(period, count) > 6):
        return False
    if count.unit == "strikes" and (count.form == "times" or not words()["words"]["series"].isdisjoint(low[count.at : count.j])):
        return count.value >= 2
    if period is None:
        return count.value > 2 and (_pointing(low) and reader.periods_at >= note.sentence.no - 2 or _so_many(low, count) or _parts(reader, note, near))
    return count.value > 2


def _so_many(low: Sequence[str], count: Count) -> bool:
    """Tell whether a count without a period is one of all so far: "there have been 36 attacks", "it has recorded 90 attacks"."""
    before = low[max(count.at - 6, 0) : count.at]
    return count.value >= 5 and count.unit in ("attacks", "strikes") and bool({"have", "has"} & set(before)) and not {"if", "would"} & set(before)


def _parts(reader: _Reader, note: Annotated, near: bool) -> bool:
    """Tell whether the counts of a sentence add up to the total just told."""
    if not near:
        return False
    values = [n.value or 0 for n in note.numbers if n.kind == "cardinal"]
    whole = reader.tallies[-1].count
    return len(values) > 1 and any(sum(values[a:b]) == whole for a in range(len(values)) for b in range(a + 2, len(values) + 1))


def _on_a_day(note: Annotated, count: Count) -> bool:
    """Tell whether a day stands right beside the count: "three times on Friday"."""
    days = [d for d in note.dates if d.prec == 1 and not d.said and not d.dateline and d.kind in ("point", "deictic")]
    return any(-8 <= d.i - count.j <= 6 for d in days)


def _told(reader: _Reader, note: Annotated, count: Count) -> bool:
    """Tell whether the attacks that "the third attack" counts are told one by one: the next sentence dates those before it."""
    after = next((n for n in reader.notes if n.sentence.no == note.sentence.no + 1), None)
    return after is not None and count.value <= 5 and len([d for d in after.dates if d.prec == 1 and not d.said]) >= count.value - 1


def _goes_on(note: Annotated, count: Count) -> bool:
    """Tell whether a bare number goes on with the total of the sentence before: "of these 57 ...", "Iraq accounts for 47"."""
    low, lists = note.sentence.lower, words()["words"]
    before = low[max(count.at - 9, 0) : count.at]
    if any(n.j <= count.at and n.kind == "cardinal" and not n.part for n in note.numbers):
        return False
    partitive = any(word == "of" and (low[k + 1 : k + 2] and low[k + 1] in lists["partitive"] | lists["partitive_heads"]) for k, word in enumerate(low))
    return partitive or "accounts" in before or "accounted" in before or "saw" in before or bool(note.places and low[count.j : count.j + 1] == ["in"])


def _pointing(low: Sequence[str]) -> bool:
    """Tell whether words point back to a period or to attacks told before."""
    text = " " + " ".join(low) + " "
    lists = words()["words"]
    if any(f" {phrase} " in text for phrase in lists["so_far"] | lists["backward"] if " " in phrase):
        return True
    attacks = words()["units"]["attacks"] | words()["units"]["strikes"]
    return any(
        low[k + 2] in attacks and low[k + 1] in ("the", "these", "those", "such", "all") and low[k] in ("in", "from", "by", "of", "during", "to")
        for k in range(len(low) - 2)
    )


def _people(reader: _Reader, note: Annotated, count: Count, period: Period | None, accepted: list[Count], near: bool) -> bool:
    low = note.sentence.lower
    attacks = any(t.unit not in PEOPLE for t in reader.tallies)
    if count.form == "elliptic":
        return bool(accepted) or (near and _goes_on(note, count))
    if period is not None and not (period.open or attacks):
        return False
    if period is not None:
        return not _on_a_day(note, count) and (period.start is None or period.open or attacks)
    if accepted:
        return True
    if near and (_pointing(low) or low[0] in words()["words"]["backward"]):
        return True
    return attacks and any(f" {phrase} " in " " + " ".join(low) + " " for phrase in words()["words"]["so_far"]) or (near and count.form == "total")


def _tally(reader: _Reader, note: Annotated, count: Count, period: Period | None, region: tuple[int, int], near: bool, follows: bool) -> Tally:
    before = _carried(reader, count) if reader.tallies and (near or follows or count.unit in PEOPLE) else None
    if count.form == "total" and not count.unit:
        count.unit = before.unit if before and before.unit not in PEOPLE else "attacks"
    day = _statement_day(reader, note)
    tally = Tally(note, count.i, _end(note, count, period), count.value, count.qualifier, count.unit, rule=f"tally:{count.form}")
    tally.source = source_of(note, count.i) or (before.source if before else "")
    _set_period(reader, tally, count, period, before, day, follows)
    named = _countries(reader, note, *_region(note, count, region, period), [period] if period else [])
    reader.named[id(tally)] = bool(named)
    if count.form == "total" and follows:
        pass
    elif len(named) == 1 and not _several(note.sentence.lower, region):
        tally.country = named.pop()
    elif not named and before is not None and (count.unit in PEOPLE or count.form == "elliptic"):
        tally.country = before.country
    elif not named and _the_country(note.sentence.lower):
        tally.country = reader.country
    return tally


def _carried(reader: _Reader, count: Count) -> Tally:
    """Return the total that a count goes on with: for people hurt, the one of all countries if it was just told."""
    recent = [t for t in reader.tallies if t.note.sentence.no >= reader.last - CLOSE]
    if count.unit in PEOPLE:
        return next((t for t in reversed(recent) if not t.country), reader.tallies[-1])
    return reader.tallies[-1]


def _statement_day(reader: _Reader, note: Annotated) -> date | None:
    """Return the day on which a total was told: the one said here or, where the telling goes on, just before; else publication."""
    day, told = statement_day(note, reader.published), reader.spoken
    if day == reader.published and told[0] and note.sentence.no - told[1] <= CLOSE and not _fresh(note.sentence.lower):
        day = told[0]
    reader.spoken = (day if day != reader.published else None, note.sentence.no)
    return day


def _set_period(reader: _Reader, tally: Tally, count: Count, period: Period | None, before: Tally | None, day: date | None, follows: bool) -> None:
    if period is None and reader.periods_at >= tally.note.sentence.no - CLOSE and _pointing(tally.note.sentence.lower) and before is None:
        period = reader.periods[-1]
    if period is not None:
        tally.period_start, tally.period_end = period.bounds(day)
        if period.start is None and not period.days and not period.months:
            tally.period_start = next((t.period_start for t in reversed(reader.tallies) if t.period_start), None)
        return
    tally.period_end = day
    if before is None:
        before = reader.tallies[-1] if reader.tallies and count.unit == "strikes" else None
    if before is None:
        return
    spoken = day != reader.published
    if count.unit != "strikes" or follows:
        tally.period_start = before.period_start
    if not spoken and not _fresh(tally.note.sentence.lower):
        tally.period_end = before.period_end


def _fresh(low: Sequence[str]) -> bool:
    """Tell whether a sentence counts up to its own day: "so far"."""
    text = " " + " ".join(low) + " "
    return any(f" {phrase} " in text for phrase in words()["words"]["so_far"])


def _end(note: Annotated, count: Count, period: Period | None) -> int:
    """Return where the words of a tally end: at the end of its clause, so that no attack of it is taken for an incident."""
    low = note.sentence.lower
    stop = max(count.j, period.j if period and period.j > count.j else 0)
    for k in range(stop, len(low)):
        if low[k] in (";", "—", "–", ":", ".") or (low[k] == "," and k + 1 < len(low)):
            return k
    return len(low)


def _region(note: Annotated, count: Count, region: tuple[int, int], period: Period | None) -> tuple[int, int]:
    """Return the tokens in which the count's country is looked for: from the number to the next one, else before it."""
    low, (start, end) = note.sentence.lower, region
    if start and count.form in ("elliptic", "times", "noun") and low[count.at - 1] not in ("for", "saw", "had"):
        start = count.at
    elif low[count.at - 1] in ("for", "saw"):
        end = count.at
    after = max(count.j, period.j if period else 0)
    for k in range(after, end):
        if low[k] in ASIDE or (low[k] == "," and low[k + 1 : k + 2] and low[k + 1] in AFTER_COMMA):
            return start, k
    return start, end


def _countries(reader: _Reader, note: Annotated, start: int, end: int, periods: Sequence[Period] = ()) -> set[str]:
    found = set()
    actors = {g.i for g in note.groups}
    for place in note.places:
        if any(p.i <= place.i < p.j for p in periods) or place.i in actors:
            continue
        if start <= place.i < end and place.relation not in ("source", "inside-name", "origin"):
            country = reader.book.country_of(place.place_id)
            if country and place.relation == "adjective" and not _on_soil(note, place.j):
                continue
            if country:
                found.add(country)
    return found


def _on_soil(note: Annotated, j: int) -> bool:
    return bool({"soil", "territory", "side", "base", "bases", "airspace", "land", "province", "city", "town"} & set(note.sentence.lower[j : j + 3]))


def _several(low: Sequence[str], region: tuple[int, int]) -> bool:
    text = " " + " ".join(low[region[0] : region[1]]) + " "
    return any(f" {phrase} " in text for phrase in words()["words"]["several_countries"])


def _the_country(low: Sequence[str]) -> bool:
    return any(low[k : k + 2] == ["the", "country"] for k in range(len(low)))


def _refine(tallies: list[Tally]) -> None:
    """Give a total the stated period of its split by country, where its own is only a length of time."""
    for whole in tallies:
        parts = [t for t in tallies if t is not whole and t.unit == whole.unit and t.country and 0 < t.note.sentence.no - whole.note.sentence.no <= CLOSE]
        if len(parts) > 1 and sum(t.count for t in parts) == whole.count and not whole.country and parts[0].period_start:
            whole.period_start, whole.period_end = parts[0].period_start, parts[0].period_end


def _unique(reader: _Reader) -> list[Tally]:
    """Return each total once: the one of the text before the one of the headline, the exact period before none."""
    kept: list[Tally] = []
    for tally in sorted(reader.tallies, key=lambda t: t.note.sentence.role == "title"):
        same = next((t for t in kept if (t.count, t.unit) == (tally.count, tally.unit) and _one_country(reader, t, tally)), None)
        if same is None:
            kept.append(tally)
            continue
        if not same.country and not reader.named[id(same)]:
            same.country = tally.country
        if same.period_start is None and tally.period_start is not None:
            same.period_start, same.period_end = tally.period_start, tally.period_end
        if same.qualifier == "exact":
            same.qualifier = tally.qualifier
        same.source = same.source or tally.source
    return sorted(kept, key=lambda t: (t.note.sentence.no, t.i))


def _one_country(reader: _Reader, one: Tally, other: Tally) -> bool:
    return one.country == other.country or not (reader.named[id(one)] and reader.named[id(other)])
