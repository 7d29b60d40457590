"""Exact and near-exact confidence intervals for counts, shares and the ratio of two rates.

They say how far chance alone may move a figure of independent events. Where attacks come in series true uncertainty is wider:
overdispersion.py tests that, negative_binomial.py has the intervals for it. The quantiles are those of scipy.special, for importing
scipy.stats costs each kernel half a second.
"""

from math import inf, isnan, sqrt

from scipy.special import betaincinv, gammaincinv, ndtri

CONFIDENCE = 0.95


def garwood(count: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact interval of a Poisson mean of which `count` events were seen (Garwood 1936, Biometrika 28:437-442).

    Raises:
        ValueError: `count` is negative.
    """
    if count < 0:
        raise ValueError(f"count {count} is negative")
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - tail))


def wilson(part: int, whole: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the score interval of a share, 0 to 1 (Wilson 1927, Journal of the American Statistical Association 22:209-212).

    Of nothing, any share may be true: 0 to 1.

    Raises:
        ValueError: `part` is not between 0 and `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if whole == 0:
        return 0.0, 1.0
    z = float(ndtri(1 - (1 - confidence) / 2))
    share, spread = part / whole, z * z / whole
    centre = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    low = 0.0 if part == 0 else max(0.0, centre - half)
    return low, 1.0 if part == whole else min(1.0, centre + half)


def rate_ratio(
    count: int, time: float, base_count: int, base_time: float, confidence: float = CONFIDENCE
) -> tuple[float | None, float, float]:
    """Return the ratio of two Poisson rates, later over base, and its exact interval.

    Given the sum of both counts, one of them is binomial (Przyborowski and Wilenski 1940, Biometrika 31:313-323); the interval is
    Clopper and Pearson's for that share, turned into a ratio. The ratio is None where the base count is 0; the upper limit is then
    infinite.

    Args:
        count: events seen in the later window.
        time: its length, in any unit.
        base_count: events seen in the base window.
        base_time: its length, in the same unit.
        confidence: of the two-sided interval.

    Raises:
        ValueError: a time is not above 0, or a count is negative.
    """
    if not (time > 0 and base_time > 0) or isnan(time) or isnan(base_time):
        raise ValueError("both windows must be longer than nothing")
    if count < 0 or base_count < 0:
        raise ValueError("a count is negative")
    tail = (1 - confidence) / 2
    low = float(betaincinv(count, base_count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, base_count, 1 - tail)) if base_count else 1.0
    scale = base_time / time
    ratio = count / base_count * scale if base_count else None
    return ratio, low / (1 - low) * scale, inf if high >= 1 else high / (1 - high) * scale
