"""Which pairs of reports are compared at all: those that share a block, so that the work grows with the corpus and not with its square."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import chain, combinations

from research.linking.facts import Fact
from research.linking.places import Atlas
from research.linking.weights import weights
from research.linking.words import skeleton


def candidates(facts: Sequence[Fact], atlas: Atlas) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) of `facts` that may tell one event, each once.

    Reports with a day meet in blocks of one day. A report without one meets those that share an exact place, a month and a weapon,
    a number of dead, or a person's name; a block of more than `crowd` reports holds no unique partner for it and is left out.
    """
    seen: set[tuple[int, int]] = set()
    for pair in chain(_by_day(facts), _by_detail(facts, atlas)):
        if pair not in seen:
            seen.add(pair)
            yield pair


def _by_day(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield pairs of reports with a day that meet on one; a report without a country meets those of every country."""
    slack = weights()["link"]["slack"]
    days: dict[int, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if fact.exact:
            for day in range(fact.first, fact.last + slack + 1):
                days[day].append(i)
    for members in days.values():
        yield from ((i, j) for i, j in combinations(members, 2) if _one_country(facts[i], facts[j]))


def _one_country(a: Fact, b: Fact) -> bool:
    return not a.where.country or not b.where.country or a.where.country == b.where.country


def _by_detail(facts: Sequence[Fact], atlas: Atlas) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a detail, of which one has no day."""
    crowd = weights()["link"]["crowd"]
    exact = [fact.exact for fact in facts]
    keys: dict[Hashable, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        for key in _details(fact, atlas):
            keys[key].append(i)
    for members in keys.values():
        if len(members) <= crowd:
            yield from ((i, j) for i, j in combinations(members, 2) if not (exact[i] and exact[j]))


def _details(fact: Fact, atlas: Atlas) -> Iterator[Hashable]:
    where = fact.where
    if where.place_id and not atlas.vague(where):
        yield "place", where.place_id
    if where.admin1:
        yield "governorate", where.country, where.admin1, fact.weapon
        yield "governorate", where.country, where.admin1, fact.target
    if fact.last - fact.first <= 62:
        for month in sorted({_month(fact.first), _month(fact.last)}):
            yield "month", month, fact.weapon
            yield "month", month, fact.target
    if fact.killed[1]:
        yield "killed", fact.killed[1], fact.weapon
    if fact.target == "person":
        for name in sorted(set(map(skeleton, fact.names))):
            yield "name", name


def _month(day: int) -> tuple[int, int]:
    moment = date.fromordinal(day)
    return moment.year, moment.month
