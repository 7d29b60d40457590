"""The window day by day: when each incident may have been, an imprecise date spread evenly over its days."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pandas as pd

Days = tuple[date, date]


def intervals(incidents: pd.DataFrame) -> list[Days]:
    """Return the first and the last day on which each of `incidents` may have been."""
    ends = incidents["date_end"].fillna(incidents["date_start"])
    return [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in zip(incidents["date_start"], ends, strict=True)]


def length(start: str, end: str) -> int:
    """Return the days from `start` to `end` (ISO), both counted."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def spread(dates: Iterable[Days], start: str, end: str) -> np.ndarray:
    """Return the expected number of incidents on each day from `start` to `end`: each gives its days equal parts of one.

    Parts that fall outside the window are not in it.
    """
    first, n = date.fromisoformat(start), length(start, end)
    series = np.zeros(n)
    for begin, stop in dates:
        a, b = (begin - first).days, (stop - first).days
        series[max(a, 0) : max(min(b + 1, n), 0)] += 1 / (b - a + 1)
    return series


def day_of(start: str, position: int) -> str:
    """Return the ISO day `position` days after `start`."""
    return (date.fromisoformat(start) + timedelta(days=position)).isoformat()


def binned(series: np.ndarray, start: str, calendar: pd.DataFrame) -> np.ndarray:
    """Return the sum of a daily `series` that begins on `start` over each period of a `calendar` that lies within it."""
    sums = np.concatenate([[0.0], np.cumsum(series)])
    first = [length(start, day) - 1 for day in calendar["period_start"]]
    last = [length(start, day) for day in calendar["period_end"]]
    return np.asarray(sums[last] - sums[first])
