"""Killed and wounded: totals with their bounds, and how many incidents say nothing of them. Unknown is never 0."""

import pandas as pd

from research.analysis.selection import Selection

MEASURES = ("killed", "wounded")


def casualties(selection: Selection) -> pd.DataFrame:
    """Return one row for killed and one for wounded: measure, low, best, high, known, unknown, open.

    low, best, high are sums over incidents that give a number (people); known and unknown count the incidents that do and do not;
    `open` counts those among the known that give no upper bound, for which `high` takes the best (or low) figure and so is too low.
    An incident that gives only a lower bound adds it to `low` and `high`, and to `best` too, as the least that is certain.
    """
    return pd.DataFrame(
        [_row(selection.incidents, measure) for measure in MEASURES],
        columns=["measure", "low", "best", "high", "known", "unknown", "open"],
    )


def by(selection: Selection, column: str) -> pd.DataFrame:
    """Return the table of `casualties` for each value of `column` (country, weapon, ...), in front of the others, sorted by it."""
    values = selection.incidents[column].astype("string").fillna("unknown")
    rows = [(value, *_row(selection.incidents[values == value], measure)) for value in sorted(values.unique()) for measure in MEASURES]
    return pd.DataFrame(rows, columns=[column, "measure", "low", "best", "high", "known", "unknown", "open"])


def _row(incidents: pd.DataFrame, measure: str) -> tuple[str, int, int, int, int, int, int]:
    low, best, high = (incidents[f"{measure}_{bound}"] for bound in ("low", "best", "high"))
    middle = best.fillna(low).fillna(high)
    known = middle.notna()
    least, most = low.fillna(middle)[known], high.fillna(middle)[known]
    return (
        measure, int(least.sum()), int(middle[known].sum()), int(most.sum()),
        int(known.sum()), int((~known).sum()), int(high[known].isna().sum()),
    )  # fmt: skip
