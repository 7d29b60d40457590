"""How many people an event killed and hurt: what its own words and the sentences about it say, put together."""

from itertools import takewhile

from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.values.casualties import Casualty, find_casualties


def casualties_of(event: Event, notes: list[Annotated], totals: set[int]) -> list[tuple[Casualty, Evidence]]:
    """Return what the event's own words and the sentences about it say of people killed and hurt, in order."""
    found: list[tuple[Casualty, Evidence]] = []
    for k in sorted(event.sentences):
        if k in totals:  # a running total speaks of many events
            continue
        own = [m for m in event.mentions if m.note.sentence.no == k]
        for casualty in find_casualties(notes[k]):
            if any(_inside(m, casualty) for m in own if not casualty.noun or "after" in m.flags) or not (own or casualty.noun):
                found.append((casualty, Evidence(casualty.best, "casualties", notes[k].sentence, casualty.i, casualty.j)))
    return found


def _inside(mention: Mention, casualty: Casualty) -> bool:
    return mention.i <= casualty.j - 1 < mention.j


def toll(column: str, casualties: list[tuple[Casualty, Evidence]]) -> tuple[int | None, int | None, int | None, Evidence | None]:
    """Return low, best and high of those killed or wounded (the `column`), and the words that say so; all None where nothing is said."""
    of_kind = [(c, e) for c, e in casualties if c.kind in (column, "both")]
    vague = {e.sentence.no for c, e in of_kind if c.best is None}
    counted = [(c, e) for c, e in of_kind if c.best and e.sentence.no not in vague]
    others = counted and max(vague, default=-1) > counted[-1][1].sentence.no and all(c.best == 1 for c, _ in counted)
    if counted and not others:  # unless one is named and more are said to be hurt later
        best, evidence = _told_best(counted)
        lows = [c.low for c, _ in of_kind if c.low is not None]
        highs = [c.high for c, _ in counted]
        high = None if None in highs else max(h for h in highs if h is not None)
        return min(lows, default=None), best, None if high is None else max(high, best), evidence
    if vague:
        evidence = next(e for c, e in of_kind if c.best is None)
        return 1, None, None, evidence
    if of_kind:
        return 0, 0, 0, of_kind[0][1]
    return None, None, None, None


def _told_best(counted: list[tuple[Casualty, Evidence]]) -> tuple[int, Evidence]:
    """Return the figure that the article reports first: the text's where the headline names one victim, with those told on top of it."""
    title = counted[0][1].sentence.role == "title"
    if title and counted[0][0].best == 1 and len(counted) > 1:
        counted = counted[1:]
        title = False
    best, evidence = counted[0][0].best or 0, counted[0][1]
    for casualty, _ in takewhile(lambda pair: pair[0].more, [] if title else counted[1:]):
        best += casualty.best or 0
    return max([best, *(casualty.rank for casualty, _ in counted)]), evidence
