"""The days between one incident and the next, beside those that an even, independent flow of incidents would leave."""

from itertools import pairwise
from math import exp, expm1

import numpy as np
import pandas as pd
from scipy.special import bdtr, chdtrc

from research.analysis.daily import intervals
from research.analysis.intervals import CONFIDENCE
from research.analysis.selection import Selection

# Classes of gaps in days; the last has no end.
EDGES = (0, 1, 2, 4, 8, 15, 31)
LEAST = 5.0  # incidents expected in a class; with fewer it is taken together with its neighbour (Cochran 1954, Biometrics 10:417-451)
FIGURES = ("median", "median_low", "median_high", "mean", "variation", "p")


def gaps(selection: Selection) -> pd.DataFrame:
    """Return from, to, days: one row for each incident dated to the day but the first, and how long after the one before it came."""
    days = sorted(first for first, last in intervals(selection.incidents) if first == last)
    rows = [(a.isoformat(), b.isoformat(), (b - a).days) for a, b in pairwise(days)]
    return pd.DataFrame(rows, columns=["from", "to", "days"])


def waiting_times(selection: Selection) -> pd.DataFrame:
    """Return one row: gaps, median, median_low, median_high, mean, longest, longest_from, longest_to, variation, p (times in days).

    The median's interval (95 %) assumes no law of the gaps (order statistics; Thompson 1936, Annals of Mathematical Statistics 7:122-128).
    variation: standard deviation over mean, about 1 for exponential times, above 1 where incidents come in series. p is the chance of
    classes of gaps as far or farther from those expected (`classes`); empty where too few gaps leave nothing to test.
    """
    table = gaps(selection)
    days = np.sort(table["days"].to_numpy(dtype=float))
    row: dict[str, object] = {"gaps": len(days), **dict.fromkeys(FIGURES), "longest": None, "longest_from": None, "longest_to": None}
    if len(days):
        longest = table.iloc[int(table["days"].argmax())]
        low, high = _median_limits(days)
        row |= {"median": float(np.median(days)), "median_low": low, "median_high": high, "mean": round(float(days.mean()), 3)}
        row |= {"longest": int(longest["days"]), "longest_from": longest["from"], "longest_to": longest["to"]}
        if len(days) > 1 and days.mean() > 0:
            row["variation"] = round(float(days.std(ddof=1) / days.mean()), 3)
            row["p"] = _p(classes(selection))
    return pd.DataFrame([row]).astype({**dict.fromkeys(FIGURES, "Float64"), "longest": "Int64"})


def classes(selection: Selection) -> pd.DataFrame:
    """Return gap, low, high (days; no high in the last), observed, expected: gaps by length, and what exponential times would give.

    `expected` is for incidents that come independently at the mean rate, seen by the day: at rate r a next one falls on the same day
    with 1 - (1 - e^-r) / r, and more than d days on with (1 - e^-r) / r * e^-rd.
    """
    days = gaps(selection)["days"].to_numpy(dtype=float)
    rate = 1 / days.mean() if len(days) and days.mean() > 0 else 0.0
    rows = []
    for low, after in zip(EDGES, (*EDGES[1:], None), strict=True):
        observed = int(((days >= low) & (days < (after or np.inf))).sum())
        share = _later(rate, low) - (_later(rate, after) if after else 0.0)
        name = f"{low}" if after == low + 1 else f"{low} to {after - 1}" if after else f"{low} or more"
        rows.append((name, low, after - 1 if after else None, observed, round(share * len(days), 3) if rate else None))
    return pd.DataFrame(rows, columns=["gap", "low", "high", "observed", "expected"]).astype({"high": "Int64", "expected": "Float64"})


def _later(rate: float, days: int) -> float:
    """Return the chance that the next incident falls `days` days on or later."""
    return 1.0 if days == 0 else -expm1(-rate) / rate * exp(-rate * (days - 1)) if rate else 0.0


def _median_limits(days: np.ndarray) -> tuple[float, float]:
    n, tail = len(days), (1 - CONFIDENCE) / 2
    below = max((k for k in range(n // 2 + 1) if k == 0 or bdtr(k - 1, n, 0.5) <= tail), default=0)
    return float(days[max(below - 1, 0)]), float(days[min(n - below, n - 1)])


def _p(table: pd.DataFrame) -> float | None:
    """Return p of Pearson's chi-squared of the classes, those with too little expected laid together from the short ones on."""
    observed, expected, pooled = 0.0, 0.0, []
    for o, e in zip(table["observed"], table["expected"].astype(float), strict=True):
        observed, expected = observed + o, expected + e
        if expected >= LEAST:
            pooled.append((observed, expected))
            observed = expected = 0.0
    if pooled:
        pooled[-1] = (pooled[-1][0] + observed, pooled[-1][1] + expected)
    freedom = len(pooled) - 2  # the mean rate was estimated
    return round(float(chdtrc(freedom, sum((o - e) ** 2 / e for o, e in pooled))), 4) if freedom > 0 else None
