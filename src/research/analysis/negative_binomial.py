"""Intervals for counts that come in series: negative-binomial counts whose variance is `index` times their mean.

This is the law of attacks that come in independent series, one series of a logarithmic number of attacks each (Cameron and Trivedi
2013, Regression Analysis of Count Data, 2nd ed., ch. 3, call it NB1). Sums of such counts have the same index, so that a window is as
simple as a period. As the index sinks to 1, each interval here becomes that of Poisson counts in intervals.py. The index is taken as
known, although it was estimated.
"""

from math import inf

import numpy as np
from scipy.special import betaln, btdtria, gammaln

from research.analysis.intervals import CONFIDENCE, garwood, rate_ratio
from research.analysis.numerics import root

NEARLY_POISSON = 1.001
EDGE = 1e-12


def interval(count: int, index: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the interval of the mean of a count, of which `count` were seen, with variance `index` times the mean.

    Its limits are the means under which so many or more, or so few or fewer, have half of the error each: Garwood's way, carried over.

    Raises:
        ValueError: `count` is negative, or `index` below 1.
    """
    _check(index, count)
    if index < NEARLY_POISSON:
        return garwood(count, confidence)
    tail, share = (1 - confidence) / 2, 1 / index
    low = float(btdtria(1 - tail, count, share)) if count else 0.0
    return low * (index - 1), float(btdtria(tail, count + 1, share)) * (index - 1)


def ratio_interval(
    count: int, time: float, base_count: int, base_time: float, index: float, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Return the interval of the ratio of two rates, later over base, of counts with variance `index` times the mean.

    Given the sum of both counts, one of them is beta-binomial, as it is binomial for Poisson counts (intervals.rate_ratio, whose
    arguments these are); the limits are the ratios under which so many or more, or so few or fewer, have half of the error each. The
    law's total size is taken from the sum.

    Raises:
        ValueError: a count is negative, or `index` below 1.
    """
    _check(index, count, base_count)
    if index < NEARLY_POISSON or not count + base_count:
        return rate_ratio(count, time, base_count, base_time, confidence)[1:]
    tail, total = (1 - confidence) / 2, count + base_count
    size = total / (index - 1)

    def upper(share: float) -> float:  # so many or more
        return float(_beta_binomial(total, size, share)[count:].sum()) - tail

    def lower(share: float) -> float:  # so few or fewer
        return float(_beta_binomial(total, size, share)[: count + 1].sum()) - tail

    low = root(upper, EDGE, 1 - EDGE) if count else 0.0
    high = root(lower, EDGE, 1 - EDGE) if base_count else 1.0
    scale = base_time / time
    return low / (1 - low) * scale, inf if high == 1 else high / (1 - high) * scale


def _beta_binomial(total: int, size: float, share: float) -> np.ndarray:
    """Return the chances of 0 to `total` of `total`."""
    a, b, seen = size * share, size * (1 - share), np.arange(total + 1)
    ways = gammaln(total + 1) - gammaln(seen + 1) - gammaln(total - seen + 1)
    return np.asarray(np.exp(ways + betaln(seen + a, total - seen + b) - betaln(a, b)))


def _check(index: float, *counts: int) -> None:
    if min(counts) < 0 or index < 1:
        raise ValueError(f"counts {', '.join(map(str, counts))} must not be negative, index {index} not below 1")
