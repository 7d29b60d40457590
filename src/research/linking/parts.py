"""A corpus of reports -> parts that can be linked one by one: no two reports of different parts may tell one event.

Reports meet in blocks of a day and of compatible places, or by a detail that they share (candidates.py). Two that the evidence does not
set clearly apart belong to one part; so a part is what average linkage could ever join, or be in doubt about, and linking part by part
gives what linking the whole would give. In a crowded corpus, where something happens everywhere every day, such parts would grow
without end. Three limits keep the work below n log n and the memory flat; no corpus of some thousand reports reaches them: a report is
compared with at most `crowd` others of its days, the likeliest places first (the sorted neighbourhood of Hernandez and Stolfo 1995); a
detail that more than `crowd` reports share brings none together; and a part is not joined to another where both would be more than
`chain` reports.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from research.linking.candidates import detail_codes, one_country
from research.linking.evidence import compare
from research.linking.facts import Fact
from research.linking.places import Atlas, Where
from research.linking.told import Told
from research.linking.weights import weights

Edge = tuple[float, int, int]  # minus the log odds, and two reports: the strongest sorts first


class Parts:
    """Which reports belong together, as far as has been seen."""

    def __init__(self, count: int, chain: int) -> None:
        self._root = np.arange(count, dtype=np.int32)
        self._size = np.ones(count, dtype=np.int32)
        self._chain = chain

    def join(self, i: int, j: int, always: bool = False) -> None:
        """Put the parts of two reports together, unless they are too large; `always`: whatever their size."""
        a, b = sorted((self.find(i), self.find(j)))
        if a != b and (always or self._size[a] + self._size[b] <= self._chain):
            self._root[b] = a
            self._size[a] += self._size[b]

    def find(self, i: int) -> int:
        """Return the first report of the part of `i`."""
        root = self._root
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return int(i)

    def copy(self) -> "Parts":
        """Return the same parts, to go on with."""
        other = Parts(0, self._chain)
        other._root, other._size = self._root.copy(), self._size.copy()
        return other

    def members(self) -> Iterator[list[int]]:
        """Yield the reports of each part in order."""
        roots = np.array([self.find(i) for i in range(len(self._root))], dtype=np.int32)
        order = np.argsort(roots, kind="stable")
        cuts = np.flatnonzero(np.diff(roots[order])) + 1
        for part in np.split(order, cuts) if len(order) else ():
            yield part.tolist()


def by_day(told: Told, atlas: Atlas, parts: Parts) -> None:
    """Join reports with a day that may tell one event."""
    days = _Days(atlas)
    exact = np.flatnonzero(told.exact)
    order = exact[np.lexsort((exact, told.first[exact]))]
    for _, numbers in groupby(order.tolist(), key=lambda no: int(told.first[no])):
        edges: list[Edge] = []
        for no in numbers:
            fact = told.fact(no)
            edges += _edges(no, fact, days.meeting(fact), told, atlas)
            days.add(no, fact)
        _join(parts, edges)


def by_detail(told: Told, atlas: Atlas, parts: Parts) -> set[int]:
    """Join reports without a day with those that share a detail; return the codes of details that too many share."""
    codes, numbers = _detail_table(told, atlas)
    cuts = np.flatnonzero(np.diff(codes)) + 1
    crowd, exact = int(weights()["link"]["crowd"]), told.exact
    crowded: set[int] = set()
    for start, behind in zip(np.r_[0, cuts].tolist(), np.r_[cuts, len(codes)].tolist(), strict=True):
        members = numbers[start:behind]
        if len(members) > crowd:
            crowded.add(int(codes[start]))
        elif len(members) > 1 and not exact[members].all():
            _join(parts, _edges_among(members.tolist(), exact, told, atlas))
    return crowded


class _Days:
    """The reports of the days around the one that the sweep has come to, by place and weapon."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas, self._near = atlas, weights()["link"]
        self._held: dict[Where, deque[tuple[int, Fact]]] = {}
        self._neighbours: dict[Where, list[Where]] = {}

    def add(self, no: int, fact: Fact) -> None:
        """Take in a report; they come in order of their first day."""
        if fact.where not in self._held:
            self._held[fact.where] = deque()
            self._meet(fact.where)
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


def _detail_table(told: Told, atlas: Atlas) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the codes of all details, sorted, and beside each the report that has it."""
    codes, numbers = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
    for no, fact in enumerate(told.facts()):
        found = detail_codes(fact, atlas)
        codes.append(np.array(found, dtype=np.int64))
        numbers.append(np.full(len(found), no, dtype=np.int32))
        if len(codes) > 10_000:
            codes, numbers = [np.concatenate(codes)], [np.concatenate(numbers)]
    every, whose = np.concatenate(codes), np.concatenate(numbers)
    order = np.lexsort((whose, every))
    return every[order], whose[order]


def _edges(no: int, fact: Fact, others: Iterable[int], told: Told, atlas: Atlas) -> Iterator[Edge]:
    """Yield the pairs of a report that the evidence does not set clearly apart."""
    w = weights()["link"]
    for other in others:
        i, j = sorted((no, other))
        facts = (fact, told.fact(other)) if i == no else (told.fact(other), fact)
        evidence = compare(*facts, atlas)
        if evidence and evidence.total >= w["threshold"] - w["margin"]:
            yield -evidence.total, i, j


def _edges_among(members: list[int], exact: NDArray[np.bool_], told: Told, atlas: Atlas) -> list[Edge]:
    edges: list[Edge] = []
    for at, no in enumerate(members):
        others = [other for other in members[at + 1 :] if not (exact[no] and exact[other])]
        edges += _edges(no, told.fact(no), others, told, atlas)
    return edges


def _join(parts: Parts, edges: list[Edge]) -> None:
    for _, i, j in sorted(edges):
        parts.join(i, j)
