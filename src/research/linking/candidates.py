"""Which pairs of reports are compared at all: those that share a block, so that the work grows with the corpus and not with its square."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain, combinations

from research.linking.facts import Fact
from research.linking.places import Atlas, Where
from research.linking.weights import weights
from research.linking.words import skeleton


def candidates(facts: Sequence[Fact], atlas: Atlas, crowded: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) of `facts` that may tell one event, each once.

    Reports with a day meet in blocks of one day. A report without one meets those that share an exact place, a month and a weapon,
    a number of dead, or a person's name. crowded: codes of details that so many reports of the corpus share that they hold no unique
    partner for it; they are left out.
    """
    seen: set[tuple[int, int]] = set()
    for pair in chain(_by_day(facts), _by_detail(facts, atlas, crowded)):
        if pair not in seen:
            seen.add(pair)
            yield pair


def one_country(a: Where, b: Where) -> bool:
    """Tell whether two places may lie in one country; one without a country may lie in any."""
    return not a.country or not b.country or a.country == b.country


def detail_codes(fact: Fact, atlas: Atlas) -> list[int]:
    """Return the details of a report as numbers of 63 bits, the same on every machine."""
    return [int.from_bytes(sha256(repr(detail).encode()).digest()[:8], "big") >> 1 for detail in _details(fact, atlas)]


def _by_day(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield pairs of reports with a day that meet on one; a report without a country meets those of every country."""
    slack = weights()["link"]["slack"]
    days: dict[int, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if fact.exact:
            for day in range(fact.first, fact.last + slack + 1):
                days[day].append(i)
    for members in days.values():
        yield from ((i, j) for i, j in combinations(members, 2) if one_country(facts[i].where, facts[j].where))


def _by_detail(facts: Sequence[Fact], atlas: Atlas, crowded: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a detail, of which one has no day."""
    exact = [fact.exact for fact in facts]
    if all(exact):
        return
    keys: dict[int, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        for key in detail_codes(fact, atlas):
            if key not in crowded:
                keys[key].append(i)
    for members in keys.values():
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
