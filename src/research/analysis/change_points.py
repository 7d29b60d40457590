"""When the tempo changed: the stretches of one rate each into which a window falls, and how exactly the day of each change is known."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from research.analysis.daily import day_of, intervals, length, spread
from research.analysis.intervals import garwood
from research.analysis.negative_binomial import interval
from research.analysis.overdispersion import NEGATIVE_BINOMIAL, POISSON
from research.analysis.segmentation import Segmentation, reach, segment
from research.analysis.selection import Selection
from research.analysis.tempo import WEEK, compare
from research.analysis.windows import Window, around_means, within

LEAST = 14  # days: a shorter burst is a series of attacks, not another tempo
STRETCH_FIGURES = ("per_week", "per_week_low", "per_week_high")
CHANGE_COLUMNS = (
    "change", "date", "date_low", "date_high", "before", "after", "before_per_week", "after_per_week", "ratio", "ratio_low", "ratio_high",
    "direction", "intervals", "law", "alpha",
)  # fmt: skip


@dataclass(frozen=True)
class Stretches:
    """A window cut where its tempo changes; `reaches` are the first and the last day on which each stretch but the first may begin."""

    windows: tuple[Window, ...]
    reaches: tuple[Window, ...]
    segmentation: Segmentation | None

    @property
    def law(self) -> str:
        """The law of daily counts that the criterion of segmentation.segment prefers."""
        return NEGATIVE_BINOMIAL if self.segmentation and self.segmentation.alpha else POISSON


def find(selection: Selection) -> Stretches:
    """Return the stretches of the window of a selection, one if its tempo does not change (method: segmentation.segment).

    Days are counted, an incident of imprecise date as equal parts of one on each of its days. No stretch is shorter than LEAST days.
    """
    if not selection.start or selection.incidents.empty:
        return Stretches(((selection.start, selection.end),) if selection.start else (), (), None)
    start = selection.start
    series = spread(intervals(selection.incidents), start, selection.end)
    found = segment(series, LEAST)
    bounds = (*found.starts, len(series))
    windows = tuple((day_of(start, a), day_of(start, b - 1)) for a, b in pairwise(bounds))
    reaches = [reach(series, found, number) for number in range(1, len(found.starts))]
    return Stretches(windows, tuple((day_of(start, a), day_of(start, b)) for a, b in reaches), found)


def stretches(selection: Selection, found: Stretches) -> pd.DataFrame:
    """Return one row per stretch: stretch (stretch 1, ...), start, end, incidents, days, straddling, per_week, its low and high, intervals.

    Incidents whose date reaches over an edge are `straddling` and in no rate. The interval (95 %) is Garwood's, or negative-binomial
    where the counts by period still vary too much around the means of the stretches; `intervals` says which. It takes the edges as
    given, though they were chosen for their counts.
    """
    parts = [within(selection, *window) for window in found.windows]
    left = around_means(parts)
    rows = []
    for number, (window, part) in enumerate(zip(found.windows, parts, strict=True), 1):
        n, days = len(part.dates), length(*window)
        low, high = garwood(n) if left.excess is None else interval(n, left.excess)
        rates = [round(value * WEEK / days, 4) for value in (n, low, high)]
        rows.append((f"stretch {number}", *window, n, days, part.touching, *rates, left.intervals))
    columns = ["stretch", "start", "end", "incidents", "days", "straddling", *STRETCH_FIGURES, "intervals"]
    return pd.DataFrame(rows, columns=columns)


def changes(selection: Selection, found: Stretches) -> pd.DataFrame:
    """Return one row per change: CHANGE_COLUMNS, in order of time; no row where the tempo does not change.

    `date` is the first day of the new tempo, date_low and date_high its interval (95 %, segmentation.reach). The figures compare the
    stretch before with that after as tempo.compare does, the limits those of the law in `intervals`; `law` and `alpha` are those of the
    daily counts under which the window was cut.
    """
    rows = []
    for number, (before, after) in enumerate(pairwise(found.windows), 1):
        told = compare(selection, before, after).iloc[0]
        limits = ("nb_low", "nb_high") if told["intervals"] == NEGATIVE_BINOMIAL else ("ratio_low", "ratio_high")
        rates = [round(int(told[f"{side}_incidents"]) * WEEK / int(told[f"{side}_days"]), 4) for side in ("base", "later")]
        alpha = found.segmentation.alpha if found.segmentation else 0.0
        rows.append((
            number, after[0], *found.reaches[number - 1], told["base_incidents"], told["later_incidents"], *rates,
            told["ratio"], *(told[name] for name in limits), told["direction"], told["intervals"], found.law, round(alpha, 4),
        ))  # fmt: skip
    figures = dict.fromkeys(("ratio", "ratio_low", "ratio_high"), "Float64")
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS)).astype(figures)
