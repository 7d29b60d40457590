"""Windows within a selection: which incidents lie in each, and how much their counts by period vary around its mean."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.analysis.calendar import periods
from research.analysis.daily import Days, binned, intervals, length, spread
from research.analysis.overdispersion import Dispersion, measure
from research.analysis.selection import Selection

Window = tuple[str, str]  # first and last ISO day, both in it


@dataclass(frozen=True)
class Within:
    """What lies in a window.

    Attributes:
        dates: first and last possible day of each incident that lies wholly in it.
        touching: how many more reach into it from outside.
        calendar: its periods (calendar.periods).
        counts: the incidents of each period; one whose date reaches over several is spread.
    """

    dates: tuple[Days, ...]
    touching: int
    calendar: pd.DataFrame
    counts: np.ndarray


def within(selection: Selection, start: str, end: str) -> Within:
    """Return what of the selection lies in the window from `start` to `end`, in periods of the selection's frequency."""
    dates, touching = [], 0
    for first, last in intervals(selection.incidents):
        if start <= first.isoformat() and last.isoformat() <= end:
            dates.append((first, last))
        elif first.isoformat() <= end and start <= last.isoformat():
            touching += 1
    calendar = periods(start, end, selection.parameters.frequency)
    return Within(tuple(dates), touching, calendar, binned(spread(dates, start, end), start, calendar))


def around_means(parts: Sequence[Within]) -> Dispersion:
    """Return how the counts by period vary around the mean of each window; a period that a window cuts short expects less."""
    return measure((part.counts, part.calendar["days"].to_numpy(dtype=float)) for part in parts)


def halves(start: str, end: str) -> tuple[Window, Window] | None:
    """Return the two halves of a window as pairs of ISO days, None where it has fewer than two; of an odd number the later is longer."""
    if not start or not end or start >= end:
        return None
    days = pd.date_range(start, end, freq="D").strftime("%Y-%m-%d")
    middle = length(start, end) // 2
    return (days[0], days[middle - 1]), (days[middle], days[-1])
