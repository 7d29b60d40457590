"""The best way to cut a series of counts into stretches of one mean each: found exactly, by dynamic programming."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, log

import numpy as np
from scipy.special import digamma, gammaln, xlogy

from research.analysis.numerics import root

Cost = Callable[[np.ndarray, np.ndarray], np.ndarray]  # (sums, lengths) of stretches -> minus their largest log-likelihoods
LIMIT = 3.676  # -log(1 - sqrt(0.95)), see `reach`
ROUNDS = 30


@dataclass(frozen=True)
class Segmentation:
    """A series cut into stretches.

    Attributes:
        starts: the position at which each stretch begins, the first is 0.
        alpha: of the counts' variance, mean + alpha * mean²; 0: Poisson counts.
        criterion: minus the penalised log-likelihood, the lower the better.
    """

    starts: tuple[int, ...]
    alpha: float
    criterion: float


def poisson(sums: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return minus the largest Poisson log-likelihood of stretches, but for what all ways to cut a series share."""
    return np.asarray(sums - xlogy(sums, sums / lengths))


def negative_binomial(size: float) -> Cost:
    """Return the same for negative-binomial counts of one `size`, whose mean is each stretch's own."""

    def cost(sums: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        mean = sums / lengths
        return np.asarray(lengths * size * np.log1p(mean / size) - xlogy(sums, mean / (mean + size)))

    return cost


def cut(series: np.ndarray, cost: Cost, least: int) -> tuple[tuple[int, ...], float]:
    """Return where stretches of at least `least` begin in the best segmentation, and its penalised cost.

    Optimal partitioning (Jackson and others 2005, IEEE Signal Processing Letters 12:105-108), exact, in time that grows with the square
    of the length. The penalty is the modified Bayes criterion of Zhang and Siegmund (2007, Biometrics 63:22-32): 3/2 log n for each
    change and half the log of each stretch's share of n; Shen and Zhang (2012, Annals of Applied Statistics 6:476-496) have it for
    Poisson processes.
    """
    n, sums = len(series), np.concatenate([[0.0], np.cumsum(series)])
    change = 1.5 * log(n) if n > 1 else 0.0
    best, last = np.full(n + 1, inf), np.zeros(n + 1, dtype=int)
    best[0] = -change
    for end in range(min(least, n), n + 1):
        begins = np.arange(0, max(end - least, 0) + 1)
        lengths = end - begins
        totals = best[begins] + cost(sums[end] - sums[begins], lengths) + 0.5 * np.log(lengths / n) + change
        last[end] = int(np.argmin(totals))
        best[end] = totals[last[end]]
    starts, end = [], n
    while end > 0:
        end = int(last[end])
        starts.append(end)
    return tuple(reversed(starts)), float(best[n])


def means(series: np.ndarray, starts: tuple[int, ...]) -> np.ndarray:
    """Return for each element of `series` the mean of its stretch."""
    ends = (*starts[1:], len(series))
    return np.concatenate([np.full(b - a, series[a:b].mean()) for a, b in zip(starts, ends, strict=True)])


def likeliest_size(series: np.ndarray, expected: np.ndarray) -> float:
    """Return the size under which negative-binomial counts with these means are likeliest, infinite where Poisson counts are likelier."""
    some = expected > 0
    y, mean = series[some], expected[some]

    def slope(log_size: float) -> float:
        k = np.exp(log_size)
        return float((digamma(y + k) - digamma(k) - np.log1p(mean / k) + 1 - (y + k) / (mean + k)).sum())

    if not len(y) or ((y - mean) ** 2 - y).sum() <= 0 or slope(12.0) >= 0:
        return inf
    return float(np.exp(root(slope, -9.0, 12.0))) if slope(-9.0) > 0 else float(np.exp(-9.0))


def segment(series: np.ndarray, least: int) -> Segmentation:
    """Return the best segmentation of `series` under a Poisson or a negative-binomial law, whichever the criterion prefers.

    Under the second law size and segmentation are made best in turns until neither changes, once from the Poisson segmentation and once
    from none; its further parameter costs half the log of n. Parts of counts (imprecise dates, spread) are taken as they are.
    """
    starts, criterion = cut(series, poisson, least)
    found = [Segmentation(starts, 0.0, criterion)]
    for begin in dict.fromkeys([starts, (0,)]):
        if made := _in_turns(series, begin, least):
            found.append(made)
    return min(found, key=lambda one: one.criterion)


def _in_turns(series: np.ndarray, starts: tuple[int, ...], least: int) -> Segmentation | None:
    penalty = 0.5 * log(len(series))
    made = None
    for _ in range(ROUNDS):
        size = likeliest_size(series, means(series, starts))
        if size == inf:
            return made
        shared = float((gammaln(series + size) - gammaln(size) - series * log(size)).sum())
        again, criterion = cut(series, _scaled(size), least)
        made = Segmentation(again, 1 / size, criterion - shared + penalty)
        if again == starts:
            break
        starts = again
    return made


def _scaled(size: float) -> Cost:
    """Return the cost of `negative_binomial` on the scale of `poisson`: size ** -sum is left to what all segmentations share."""
    cost = negative_binomial(size)
    return lambda sums, lengths: cost(sums, lengths) - sums * log(size)


def reach(series: np.ndarray, segmentation: Segmentation, number: int) -> tuple[int, int]:
    """Return the first and the last position at which the stretch `number` (from 1 on) may begin, with 95 % confidence.

    They bound the positions whose profile likelihood lies at most 3.68 below the best, its neighbours held where they are. For a small
    change the likelihood falls to either side of the true position like a random walk whose highest rise above its start is an
    exponential variable; the better of two has that 95 % quantile (Siegmund 1988, International Statistical Review 56:31-48). For a
    large change the set is too large rather than too small.
    """
    bounds = (*segmentation.starts, len(series))
    first, place, last = bounds[number - 1], bounds[number], bounds[number + 1]
    cost = negative_binomial(1 / segmentation.alpha) if segmentation.alpha else poisson
    sums = np.concatenate([[0.0], np.cumsum(series)])
    at = np.arange(first + 1, last)
    costs = cost(sums[at] - sums[first], at - first) + cost(sums[last] - sums[at], last - at)
    inside = at[(costs <= costs.min() + LIMIT) | (at == place)]
    return int(inside.min()), int(inside.max())
