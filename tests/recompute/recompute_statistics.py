"""Intervals worked out another way than in research.analysis.intervals and negative_binomial: from statsmodels and the laws of scipy.stats.

Where a figure hangs on a seeded draw or on a segmentation (overdispersion.measure, segmentation.segment), those functions are asked: they
have tests of their own with known answers; what goes into them is counted here.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import inf

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

from research.analysis.overdispersion import Dispersion, measure
from tests.recompute.recompute_world import Incident, World, length, ordinal, spread

TAIL = 0.025


def poisson(count: int) -> tuple[float, float]:
    low = stats.chi2.ppf(TAIL, 2 * count) / 2 if count else 0.0
    return low, stats.chi2.ppf(1 - TAIL, 2 * count + 2) / 2


def share(part: int, whole: int) -> tuple[float, float]:
    if not whole:
        return 0.0, 1.0
    low, high = proportion_confint(part, whole, method="wilson")
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


@lru_cache(maxsize=4096)
def negative_binomial(count: int, index: float) -> tuple[float, float]:
    """Means under which so many or more, or so few or fewer, have half of the error; variance = index * mean."""
    if index < 1.001:
        return poisson(count)

    def law(mean: float) -> stats.rv_discrete:
        return stats.nbinom(mean / (index - 1), 1 / index)

    top = 20.0 * (count + 5) * index
    low = optimize.brentq(lambda m: law(m).sf(count - 1) - TAIL, 1e-9, top, xtol=1e-10) if count else 0.0
    return low, optimize.brentq(lambda m: law(m).cdf(count) - TAIL, 1e-9, top, xtol=1e-10)


@lru_cache(maxsize=4096)
def ratio(later: int, t1: float, base: int, t0: float, index: float | None) -> tuple[float | None, float, float]:
    """Return the ratio of two rates with its interval: exact binomial, or beta-binomial where counts vary `index` times as much."""
    total, scale = later + base, t0 / t1
    value = later / base * scale if base else None
    if index is None or index < 1.001 or not total:
        low, high = proportion_confint(later, total, method="beta") if total else (0.0, 1.0)
    else:
        size = total / (index - 1)
        law = lambda s: stats.betabinom(total, size * s, size * (1 - s))  # noqa: E731
        low = optimize.brentq(lambda s: law(s).sf(later - 1) - TAIL, 1e-12, 1 - 1e-12, xtol=1e-14) if later else 0.0
        high = optimize.brentq(lambda s: law(s).cdf(later) - TAIL, 1e-12, 1 - 1e-12, xtol=1e-14) if base else 1.0
    low = 0.0 if not later else low
    high = 1.0 if not base else high
    return value, low / (1 - low) * scale, inf if high >= 1 else high / (1 - high) * scale


def direction(low: float, high: float) -> str:
    return "rose" if low > 1 else "fell" if high < 1 else "did not change distinguishably"


def around(world: World, incidents: Sequence[Incident], windows: Sequence[tuple[str, str]], frequency: str) -> Dispersion:
    """Return how counts by period vary around the mean of each window; imprecise dates within it are spread."""
    return measure(binned(world, incidents, window, frequency) for window in windows)


def binned(world: World, incidents: Sequence[Incident], window: tuple[str, str], frequency: str) -> tuple[np.ndarray, np.ndarray]:
    start, end = window
    daily = spread([i for i in incidents if start <= i.first and i.last <= end], start, end)
    periods = world.periods(start, end, frequency)
    at = ordinal(start)
    counts = [sum(daily[ordinal(a) - at : ordinal(b) - at + 1]) for _, a, b, _ in periods]
    return np.array(counts), np.array([float(length(a, b)) for _, a, b, _ in periods])


def compared(
    world: World, incidents: Sequence[Incident], base: tuple[str, str], later: tuple[str, str], frequency: str = ""
) -> dict[str, object]:
    """Return the rates of two windows set beside each other."""
    n0, n1 = (sum(s <= i.first and i.last <= e for i in incidents) for s, e in (base, later))
    t0, t1 = length(*base), length(*later)
    found = around(world, incidents, (base, later), frequency or world.p["frequency"])
    index = found.index if found.p is not None and found.p < 0.05 else None
    value, low, high = ratio(n1, t1, n0, t0, None)
    _, wide_low, wide_high = ratio(n1, t1, n0, t0, index)
    return {
        "base_start": base[0],
        "base_end": base[1],
        "base_days": t0,
        "base_incidents": n0,
        "later_start": later[0],
        "later_end": later[1],
        "later_days": t1,
        "later_incidents": n1,
        "ratio": value,
        "ratio_low": low,
        "ratio_high": high,
        "dispersion": found.index,
        "dispersion_p": found.p,
        "nb_low": None if index is None else wide_low,
        "nb_high": None if index is None else wide_high,
        "direction": direction(wide_low, wide_high),
        "intervals": found.intervals,
        "limits": (wide_low, wide_high),
        "index": index,
    }


def over_edge(incidents: Sequence[Incident], *windows: tuple[str, str]) -> list[Incident]:
    """Return the incidents that touch a window without lying in it, once for each such window."""
    return [i for s, e in windows for i in incidents if i.first <= e and s <= i.last and not (s <= i.first and i.last <= e)]


def finite(value: float | None) -> float | None:
    return None if value is None or value == inf else value
