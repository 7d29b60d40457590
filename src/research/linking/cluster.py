"""Average linkage with pairs that must not meet, the best pair first; ties are broken by report_id, so row order does not matter."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[int, int]


class Clusters:
    """Groups of items that are joined pair by pair.

    Args:
        n: number of items, in an order that does not depend on the input's (ties go to the smaller index).
        scores: log odds of the pairs that are proposed.
        score: gives the log odds of any other pair when its groups are about to meet, None for one that must not.
        vague: for each item, whether it is so imprecise that it must fit one group alone.
        threshold: mean log odds from which two groups are joined.
        margin: how much better than every other group a vague one must fit.
        apart: mean log odds below which two groups are surely two, so that a vague one cannot be of both.
    """

    def __init__(
        self,
        n: int,
        scores: Mapping[Pair, float],
        score: Callable[[int, int], float | None],
        vague: Sequence[bool],
        threshold: float,
        margin: float,
        apart: float,
    ) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self._links: dict[int, dict[int, float]] = {i: {} for i in range(n)}
        for (i, j), total in scores.items():
            self._links[i][j] = self._links[j][i] = total
        self._score = score
        self._vague = dict(enumerate(vague))
        self._threshold, self._margin, self._apart = threshold, margin, apart

    def join_all(self, must: Iterable[Pair] = ()) -> list[list[int]]:
        """Join the pairs of `must`, then the best pairs while any is good enough; return the groups, each sorted."""
        root = {i: i for i in self.members}
        for i, j in must:
            a, b = sorted((_find(root, i), _find(root, j)))
            if a != b:
                self._merge(a, b)
                root[b] = a
        waiting = self._round(self._pairs())
        while waiting:  # a doubt may be gone after other groups were joined
            before = len(self.members)
            waiting = self._round([p for p in waiting if p[1] in self._links.get(p[0], ())])
            if len(self.members) == before:
                break
        return [sorted(self.members[i]) for i in sorted(self.members)]

    def _pairs(self) -> list[Pair]:
        return [(i, j) for i, links in self._links.items() for j in links if i < j]

    def _round(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Join the best of `pairs` and what follows from it; return the pairs that were in doubt."""
        heap = [entry for i, j in pairs if (entry := self._entry(i, j))[0] <= -self._threshold]
        heapq.heapify(heap)
        doubtful = []
        while heap:
            negative, i, j = heapq.heappop(heap)
            if i not in self.members or j not in self._links.get(i, ()) or self._entry(i, j)[0] != negative:
                continue
            if self._in_doubt(i, j) or self._in_doubt(j, i):
                doubtful.append((i, j))
                continue
            self._merge(i, j)
            for k in self._links[i]:
                if (entry := self._entry(*sorted((i, k))))[0] <= -self._threshold:
                    heapq.heappush(heap, entry)
        return doubtful

    def _mean(self, i: int, j: int) -> float:
        return self._links[i][j] / (len(self.members[i]) * len(self.members[j]))

    def _entry(self, i: int, j: int) -> tuple[float, int, int]:
        return (-round(self._mean(i, j), 9), i, j)

    def _in_doubt(self, i: int, j: int) -> bool:
        """Tell whether the vague group `i` fits another group about as well as `j`, and these two are surely two."""
        if not self._vague[i]:
            return False
        limit = self._mean(i, j) - self._margin
        rivals = (k for k in self._links[i] if k != j and self._mean(i, k) > limit)
        return any(k not in self._links[j] or self._mean(j, k) < self._apart for k in rivals)

    def _merge(self, i: int, j: int) -> None:
        """Join group `j` into `i`. Sums of links are kept, so that a mean is a division; a forbidden pair parts the groups for good."""
        mine, other = self._links[i], self._links.pop(j)
        first, second = self.members[i], self.members.pop(j)
        for k in sorted((set(mine) | set(other)) - {i, j}):
            self._links[k].pop(j, None)
            a = mine[k] if k in mine else self._sum(first, self.members[k])
            b = other[k] if k in other else self._sum(second, self.members[k])
            if a is None or b is None:
                mine.pop(k, None)
                self._links[k].pop(i, None)
            else:
                mine[k] = self._links[k][i] = a + b
        mine.pop(j, None)
        self.members[i] = first + second
        self._vague[i] = self._vague[i] and self._vague[j]

    def _sum(self, one: Iterable[int], other: Sequence[int]) -> float | None:
        total = 0.0
        for a in one:
            for b in other:
                score = self._score(min(a, b), max(a, b))
                if score is None:
                    return None
                total += score
        return total


def _find(root: dict[int, int], i: int) -> int:
    while root[i] != i:
        i = root[i]
    return i
