"""Which counts are running totals: those with a period, those told as a total, and those that go on with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from research.coding.model import Annotated, Tally
from research.coding.tallies.bearing import gap
from research.coding.tallies.counts import FEWEST, PEOPLE, Count, compares, placed_at
from research.coding.tallies.lengths import Period
from research.coding.tallies.words import says, together, words

ARMS = frozenset({"rockets", "drones"})
IF_REACH = 5
MODALS = frozenset({"could", "would", "might", "may", "will", "should"})
SEIZED_REACH = 6  # tokens between arms and what was done to them
RECENT, TWICE = 3, 2  # the tallies told last; a part is not more than twice the greatest of them
CLOSE = 2  # sentences over which a bare number may go on with a total
DAY_BEFORE, DAY_BEHIND = 8, 6  # tokens between a count and a day that stands right beside it
MANY = 5  # so many attacks that "there have been" counts all of them
SPANS = frozenset({"period", "time", "span", "stretch", "days", "weeks", "months", "years", "half", "quarter"})
SHARE_VERBS = frozenset({"accounts", "accounted", "saw"})


@dataclass(slots=True)
class Context:
    """What was told before a sentence: the tallies, whether the last is near, the sentence of the last period, the next sentences."""

    tallies: list[Tally]
    near: bool
    periods_at: int
    following: Sequence[Annotated]


def is_tally(context: Context, note: Annotated, count: Count, period: Period | None, accepted: list[Count]) -> bool:
    """Tell whether a count is a running total; `accepted` are those of the same sentence before it."""
    if period is not None and period.one_day:
        return False
    if supposed(note, count) or no_attack(note, count):
        return False
    if count.form == "ordinal":
        spans = period is not None or points_back(note.sentence.lower)
        return spans and note.sentence.role != "title" and not _told_singly(context, count)
    if count.form == "answer":
        return bool(context.tallies)
    if count.form in ("noun", "times") and count.at and note.sentence.lower[count.at - 1] in words("counting")["picked"]:
        return False
    if count.unit in PEOPLE:
        period = None if period is not None and period.dated and not _kept_count(note, count) else period
        return _people(context, note, count, period, accepted)
    if count.form == "elliptic":
        if count.value == 1:
            return bool(accepted) and note.sentence.lower[count.j : count.j + 1] == ["in"]
        head = note.sentence.lower[max(count.at - 4, 0) : count.at]
        counted = period is not None and count.value >= FEWEST and (note.sentence.lower[count.j - 2] == "of" or "there" in head)
        other = period is not None and period.dated and (context.near or ":" in note.sentence.lower[: count.at])
        counted = counted or (other and ("there" in head or ":" in head or compares(note.sentence.lower, count.at)))
        return bool(accepted) or counted or (context.near and _goes_on(context, note, count))
    on_a_day = _on_a_day(note, count)
    if count.form == "total":
        return bool(accepted) or context.near or period is not None or not on_a_day
    if on_a_day and (period is None or gap(period, count) > DAY_BEHIND):
        return False
    return _enough(context, note, count, period)


def no_attack(note: Annotated, count: Count) -> bool:
    """Tell whether a count is of the victims of a flood, a crash or the like, or of heart attacks."""
    low, nouns = note.sentence.lower, words("units")
    start = 0 if count.form == "ordinal" else max(count.j - 2, 0)
    if not words("counting")["bodily"].isdisjoint(low[start : count.j + 1]):
        return True
    told = nouns["attacks"] | nouns["strikes"] | words("singular")["attacks"] | words("singular")["strikes"]
    if "under" in low and "fire" in low:  # "have come under fire 48 times"
        return False
    return count.unit in PEOPLE and told.isdisjoint(low) and not words("people")["disasters"].isdisjoint(low)


def supposed(note: Annotated, count: Count) -> bool:
    """Tell whether a count is of attacks that may come, not of those that came: "if there were 30", "50 attacks could come"."""
    low = note.sentence.lower
    return "if" in low[max(count.i - IF_REACH, 0) : count.i] or not MODALS.isdisjoint(low[count.j : count.j + 2])


def _enough(context: Context, note: Annotated, count: Count, period: Period | None) -> bool:
    """Tell whether a number of attacks is a total by its period, or by words that stand for one."""
    low = note.sentence.lower
    series = not words("counting")["series"].isdisjoint(low[count.at : count.j])
    if count.unit == "strikes" and (count.form == "times" or series):
        return count.value > 1
    if period is not None and count.unit in ARMS and (not period.starts or (period.dated and not _kept_count(note, count))):
        return False  # the rockets of one attack
    if count.unit in ARMS and not words("counting")["seized"].isdisjoint(low[max(count.at - SEIZED_REACH, 0) : count.j + SEIZED_REACH]):
        return False
    if not words("counting")["average"].isdisjoint(low[max(count.at - RECENT, 0) : count.at]):
        return False
    if period is not None or count.value < FEWEST:
        return count.value >= FEWEST
    if count.form == "times" and list(low[count.i - 2 : count.i]) == ["had", "been"]:
        return True
    if count.unit == "strikes" and context.near and not {"has", "have", "had"}.isdisjoint(low[max(count.at - RECENT, 0) : count.at]):
        return True
    return _all_told(low, count) or (points_back(low) and context.periods_at >= note.sentence.no - CLOSE) or _adds_up(context, note)


def _all_told(low: Sequence[str], count: Count) -> bool:
    """Tell whether attacks are all those that there were: "there have been 60", "60 attacks have hit", "of the 60 attacks"."""
    if count.value < MANY or count.unit not in ("attacks", "strikes"):
        return False
    before = set(low[max(count.at - 6, 0) : count.at])
    have = {"have", "has"} & (before | set(low[count.j : count.j + 1])) or {"there", "had", "been"} <= before
    return bool(have and not before & {"if", "would"}) or list(low[max(count.at - 2, 0) : count.at]) == ["of", "the"]


def _adds_up(context: Context, note: Annotated) -> bool:
    """Tell whether the counts of a sentence add up to the total just told."""
    values = [n.value or 0 for n in note.numbers if n.kind == "cardinal"]
    spans = ((a, b) for a in range(len(values)) for b in range(a + 2, len(values) + 1))
    return context.near and any(sum(values[a:b]) == context.tallies[-1].count for a, b in spans)


def _on_a_day(note: Annotated, count: Count) -> bool:
    """Tell whether a day stands right beside the count: "three times on Friday"."""
    days = [d for d in note.dates if d.prec == 1 and not d.said and not d.dateline and d.kind in ("point", "deictic")]
    if count.form == "times" and len([d for d in days if d.i >= count.j]) > 1:  # "three times, on October 26, November 8 and 13"
        return False
    return any(-DAY_BEFORE <= d.i - count.j <= DAY_BEHIND for d in days)


def _told_singly(context: Context, count: Count) -> bool:
    """Tell whether the attacks that "the third attack" counts are told one by one: the next sentences date those before it."""
    days = [d for note in context.following for d in note.dates if d.prec == 1 and not d.said]
    return count.value <= MANY and len(days) >= count.value - 1


def _goes_on(context: Context, note: Annotated, count: Count) -> bool:
    """Tell whether a bare number goes on with the total of the sentence before: "of these 57 ...", "Iraq accounts for 47"."""
    low = note.sentence.lower
    most = max((t.count for t in context.tallies[-RECENT:]), default=0)
    if any(n.j <= count.at and n.kind == "cardinal" and not n.part for n in note.numbers):
        return False
    heads = together("counting.partitive", "counting.partitive_heads")
    partitive = any(low[k] == "of" and low[k + 1] in heads for k in range(len(low) - 1))
    placed = bool(note.places) and low[count.j : count.j + 1] == ["in"]
    return (
        partitive
        or placed
        or (placed_at(note, count.j) and count.value <= TWICE * most)
        or not SHARE_VERBS.isdisjoint(low[max(count.at - 9, 0) : count.at])
    )


def _people(context: Context, note: Annotated, count: Count, period: Period | None, accepted: list[Count]) -> bool:
    """Tell whether people killed or hurt are those of a series of attacks."""
    low, lists = note.sentence.lower, words("periods")
    attacks = any(t.unit not in PEOPLE for t in context.tallies)
    if count.form == "elliptic":
        kinds = words("people")["nouns"] | {"a", "the", "an"}  # "two of them Americans"
        return (bool(accepted) and low[count.j] not in kinds) or (context.near and _goes_on(context, note, count))
    if period is not None:
        return (period.open or attacks) and not _on_a_day(note, count)
    been = {"have", "has"} & set(low[count.at : count.j]) and "been" in low[count.at : count.j]
    if accepted or (context.near and (been or points_back(low) or low[0] in lists["backward"] or count.form == "total")):
        return True
    return attacks and says(low, lists["so_far"])


def _kept_count(note: Annotated, count: Count) -> bool:
    """Tell whether people or arms are counted over a time, not told of one attack: "have been killed in 2021", "by the AP tally"."""
    low = note.sentence.lower
    return not {"have", "has"}.isdisjoint(low[count.at : count.j + 2]) or not words("counting")["counting"].isdisjoint(low)


@cache
def _pointing() -> frozenset[str]:
    return together("periods.pointing", "periods.so_far") - {"already"}


def _same_span(low: Sequence[str]) -> bool:
    """Tell whether words name the span of a total told before: "in the same six months", "over the same period"."""
    spans = [k for k in range(len(low) - 2) if low[k] == "the" and low[k + 1] == "same"]
    return any(not SPANS.isdisjoint(low[k + 2 : k + 4]) for k in spans)


def points_back(low: Sequence[str]) -> bool:
    """Tell whether words point back to a period or to attacks told before: "in that time", "so far", "in these attacks"."""
    lists = words("periods")
    if says(low, _pointing()) or _same_span(low):
        return True
    attacks = together("units.attacks", "units.strikes")
    if low[0] in ("the", "these", "those", "such", "their") and attacks & set(low[1:2]):
        return True
    openers, links = lists["attack_openers"], lists["attack_links"]
    return any(low[k + 2] in attacks and low[k + 1] in openers and low[k] in links for k in range(len(low) - 2))
