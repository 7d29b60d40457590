"""A corpus of reports -> parts that can be linked one by one: no two reports of different parts may tell one event.

Reports meet on a day and at compatible places, or by a detail that they share (candidates.py). Two that the evidence does not
set clearly apart belong to one part; so a part is what average linkage could ever join, or be in doubt about, and linking part by part
gives what linking the whole would give. In a crowded corpus, where something happens everywhere every day, such parts would grow
without end. Three limits keep the work below n log n and the memory flat; no corpus of some thousand reports reaches them: a report is
compared with at most `crowd` others of its days, the likeliest places first (the sorted neighbourhood of Hernandez and Stolfo 1995); a
detail that more than `crowd` reports share brings none together; and a part of more than `chain` reports is cut where it holds least,
again and again. What a day, a detail or a part gives depends on its own reports alone, so that it can be remembered.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.linking.candidates import one_country
from research.linking.evidence import compare
from research.linking.facts import Fact
from research.linking.memory import key_of, remembered
from research.linking.places import Atlas, Where
from research.linking.told import Told
from research.linking.weights import weights

Edge = tuple[float, int, int]  # minus the log odds, and two reports: the strongest sorts first
EDGE = np.dtype([("weight", "<f8"), ("i", "<i4"), ("j", "<i4")])
Edges = NDArray[np.void]
Tick = Callable[[int], None]
STEP, STRONGEST = 1.0, 12.0  # log odds by which a part that is too large is cut again, and at which this ends


def by_day(told: Told, tick: Tick) -> Edges:
    """Return the pairs of reports with a day that may tell one event, day by day, the strongest of each day first."""
    slack, exact = int(weights()["link"]["slack"]), np.flatnonzero(told.exact)
    spans = told.last[exact] - told.first[exact] + 1 + slack
    whose = np.repeat(exact, spans).astype(np.int32)
    days = told.first[whose] + np.arange(len(whose)) - np.repeat(np.cumsum(spans) - spans, spans)
    begun = np.isin(days, told.first[exact])
    order = np.lexsort((whose[begun], days[begun]))
    whose, days = whose[begun][order], days[begun][order]
    cuts = np.flatnonzero(np.diff(days, prepend=-1))
    meetings, found = _Days(told.atlas), []
    for start, behind, total in zip(cuts.tolist(), np.r_[cuts, len(days)][1:].tolist(), told.sums(whose, cuts), strict=True):
        present, day = whose[start:behind], int(days[start])
        key = key_of("day", day, behind - start, total)
        found.append(_remembered(told, key, present, partial(_edges_of_day, day, present.tolist(), meetings, told)))
        tick(int(np.count_nonzero(told.first[present] == day)))
    return _all(found)


def by_detail(told: Told) -> tuple[Edges, NDArray[np.int64]]:
    """Return the pairs of reports that share a detail, of which one has no day, and the codes of details that too many share."""
    codes, numbers = told.details()
    cuts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[cuts, len(codes)])
    vague = np.add.reduceat(~told.exact[numbers], cuts) > 0 if len(cuts) else np.empty(0, dtype=bool)
    crowd, found = int(weights()["link"]["crowd"]), []
    for at, total in zip(range(len(cuts)), told.sums(numbers, cuts), strict=True):
        if vague[at] and 1 < sizes[at] <= crowd:
            members = numbers[cuts[at] : cuts[at] + sizes[at]]
            key = key_of("detail", int(sizes[at]), total)
            found.append(_remembered(told, key, members, partial(_edges_among, members.tolist(), told)))
    return _all(found), codes[cuts[sizes > crowd]]


def parts(count: int, edges: Edges, must: Iterable[tuple[int, int]]) -> Iterator[NDArray[np.int64]]:
    """Yield the reports of each part in order; the first of each rises from part to part.

    Args:
        count: number of reports.
        edges: pairs that may tell one event.
        must: pairs that belong together, however large their part becomes.
    """
    w = weights()["link"]
    root = _cut(np.arange(count), edges, int(w["chain"]), w["threshold"] - w["margin"])
    for i, j in sorted(must):
        first, second = sorted((int(root[i]), int(root[j])))
        root[root == second] = first
    yield from split(root)


def split(root: NDArray[Any]) -> Iterator[NDArray[np.int64]]:
    """Yield the places of equal numbers, in order of the numbers."""
    order = np.argsort(root, kind="stable")
    cuts = np.flatnonzero(np.diff(root[order])) + 1
    yield from (part for part in np.split(order, cuts) if len(part))


def _cut(members: NDArray[np.int64], edges: Edges, chain: int, least: float) -> NDArray[np.int64]:
    """Return for each member the first of its part: of those that edges of at least this weight join; a part that is too large is cut."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    at = np.searchsorted(members, edges["i"]), np.searchsorted(members, edges["j"])
    graph = coo_array((np.ones(len(edges), dtype=np.int32), at), shape=(len(members), len(members)))
    number, label = connected_components(graph, directed=False)
    sizes = np.bincount(label, minlength=number)
    root = np.full(number, len(members))
    np.minimum.at(root, label, np.arange(len(members)))
    found: NDArray[np.int64] = members[root[label]]
    for large in np.flatnonzero(sizes > chain).tolist():
        inside = label == large
        own = edges[inside[at[0]]]
        if least < STRONGEST:
            found[inside] = _cut(members[inside], own[own["weight"] >= least + STEP], chain, least + STEP)
        else:
            found[inside] = _chained(members[inside], own, chain)
    return found


def _chained(members: NDArray[np.int64], edges: Edges, chain: int) -> NDArray[np.int64]:
    """Return for each member the first of its part, where pairs are joined one after the other as long as no part gets too large."""
    root = {no: no for no in members.tolist()}
    size = dict.fromkeys(root, 1)

    def find(no: int) -> int:
        while root[no] != no:
            root[no] = root[root[no]]
            no = root[no]
        return no

    for i, j in edges[["i", "j"]].tolist():
        a, b = sorted((find(i), find(j)))
        if a != b and size[a] + size[b] <= chain:
            root[b] = a
            size[a] += size[b]
    return np.array([find(no) for no in members.tolist()])


class _Days:
    """The reports that are there on one day, by place."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas, self._near = atlas, weights()["link"]
        self._held: dict[Where, deque[tuple[int, Fact]]] = {}
        self._neighbours: dict[Where, list[Where]] = {}
        self._filled: set[Where] = set()

    def begin(self) -> None:
        """Begin another day."""
        for where in self._filled:
            self._held[where].clear()
        self._filled.clear()

    def add(self, no: int, fact: Fact) -> None:
        """Take in a report; they come in order of their first day."""
        if fact.where not in self._held:
            self._held[fact.where] = deque()
            self._meet(fact.where)
        self._filled.add(fact.where)
        self._held[fact.where].append((no, fact))

    def meeting(self, fact: Fact) -> Iterator[int]:
        """Yield the reports that may tell the same event, at most `crowd` of them: the likeliest places first, the latest first."""
        if fact.where not in self._held:
            self._held[fact.where] = deque()
            self._meet(fact.where)
        left = int(self._near["crowd"])
        for where in self._neighbours[fact.where]:
            held = self._held[where]
            while held and held[0][1].last + self._near["slack"] < fact.first:
                held.popleft()
            for no, other in reversed(held):
                if other.last + self._near["slack"] >= fact.first:
                    yield no
                    left -= 1
                    if not left:
                        return

    def _meet(self, new: Where) -> None:
        """Make a new place known to those that it may be one scene with."""
        self._neighbours[new] = []
        for other in self._held:
            if one_country(new, other) and self._atlas.relate(new, other):
                self._neighbours[new].append(other)
                if other != new:
                    self._neighbours[other].append(new)
                    self._neighbours[other].sort(key=partial(self._order, other))
        self._neighbours[new].sort(key=partial(self._order, new))

    def _order(self, home: Where, other: Where) -> tuple[bool, float, Where]:
        relation = self._atlas.relate(home, other)
        return home != other, -(relation.weight if relation else 0.0), other


def _edges(no: int, fact: Fact, others: Iterable[int], told: Told) -> Iterator[Edge]:
    """Yield the pairs of a report that the evidence does not set clearly apart."""
    w = weights()["link"]
    for other in others:
        i, j = sorted((no, other))
        facts = (fact, told.fact(other)) if i == no else (told.fact(other), fact)
        evidence = compare(*facts, told.atlas)
        if evidence and evidence.total >= w["threshold"] - w["margin"]:
            yield -evidence.total, i, j


def _edges_of_day(day: int, present: list[int], meetings: "_Days", told: Told) -> list[Edge]:
    """Return the pairs of the reports of a day with each other and with those of days before that reach into it."""
    meetings.begin()
    for no in sorted(present, key=lambda no: (int(told.first[no]), no)):
        if told.first[no] < day:
            meetings.add(no, told.fact(no))
    edges: list[Edge] = []
    for no in present:
        if told.first[no] == day:
            fact = told.fact(no)
            edges += _edges(no, fact, meetings.meeting(fact), told)
            meetings.add(no, fact)
    return edges


def _edges_among(members: list[int], told: Told) -> list[Edge]:
    edges: list[Edge] = []
    for at, no in enumerate(members):
        others = [other for other in members[at + 1 :] if not (told.exact[no] and told.exact[other])]
        edges += _edges(no, told.fact(no), others, told)
    return edges


def _remembered(told: Told, key: bytes, members: NDArray[Any], make: Callable[[], list[Edge]]) -> Edges:
    """Return edges among some reports, the strongest first. They are kept with the places of the reports among the members."""

    def made() -> bytes:
        place = {no: at for at, no in enumerate(members.tolist())}
        return np.array([(-weight, place[i], place[j]) for weight, i, j in sorted(make())], dtype=EDGE).tobytes()

    edges = np.frombuffer(remembered(told.memory, key, made), dtype=EDGE).copy()
    edges["i"], edges["j"] = members[edges["i"]], members[edges["j"]]
    return edges


def _all(found: list[Edges]) -> Edges:
    return np.concatenate([np.empty(0, dtype=EDGE), *found])
