"""What there was to read, set beside what was counted: more articles find more incidents, whether there were more or not."""

from collections.abc import Iterable, Mapping

import pandas as pd

from research.analysis.daily import length
from research.analysis.intervals import rate_ratio
from research.analysis.negative_binomial import ratio_interval
from research.analysis.overdispersion import NEGATIVE_BINOMIAL
from research.analysis.selection import Selection
from research.analysis.tempo import WEEK, compare, direction
from research.analysis.windows import Window, within

FIGURES = ("ratio", "ratio_low", "ratio_high")
COMPARED = ("comparison", "base_articles", "later_articles", *FIGURES, "intervals", "direction")


def published(selection: Selection, start: str, end: str) -> pd.DataFrame:
    """Return the articles of the corpus that were published on a known day from `start` to `end`, whatever they tell."""
    articles = selection.tables["articles"].dropna(subset=["published"])
    return articles[articles["published"].str.len().eq(10) & articles["published"].between(start, end)]


def coverage(selection: Selection, windows: Iterable[Window]) -> pd.DataFrame:
    """Return one row per window: start, end, articles, publishers, articles_per_week, incidents, incidents_per_article."""
    rows = []
    for start, end in windows:
        articles, incidents = published(selection, start, end), len(within(selection, start, end).dates)
        share = round(incidents / len(articles), 4) if len(articles) else None
        week = round(len(articles) * WEEK / length(start, end), 4)
        rows.append((start, end, len(articles), articles["publisher"].nunique(), week, incidents, share))
    columns = ["start", "end", "articles", "publishers", "articles_per_week", "incidents", "incidents_per_article"]
    return pd.DataFrame(rows, columns=columns).astype({"incidents_per_article": "Float64"})


def compared(selection: Selection, comparisons: Mapping[str, tuple[Window, Window]]) -> pd.DataFrame:
    """Return one row for each named comparison of two windows (base, later): COMPARED.

    ratio: incidents per article in the later window over those in the base, with the interval (95 %) by which tempo.compare judges
    incidents per day; `direction` is `rose` or `fell` only if it leaves out 1. Where it does not, the number of incidents moved with
    that of the articles, and the corpus cannot tell a change of tempo from one of coverage. All are empty without articles in both.
    """
    rows = []
    for name, (base, later) in comparisons.items():
        told = compare(selection, base, later).iloc[0]
        read = [len(published(selection, *window)) for window in (base, later)]
        if not all(read):
            rows.append((name, *read, None, None, None, told["intervals"], None))
            continue
        seen = (int(told["later_incidents"]), read[1], int(told["base_incidents"]), read[0])
        ratio, low, high = rate_ratio(*seen)
        if told["intervals"] == NEGATIVE_BINOMIAL:
            low, high = ratio_interval(*seen, float(told["dispersion"]))
        limits = [None if value is None or value == float("inf") else round(value, 3) for value in (ratio, low, high)]
        rows.append((name, *read, *limits, told["intervals"], direction(low, high)))
    return pd.DataFrame(rows, columns=list(COMPARED)).astype({**dict.fromkeys(FIGURES, "Float64"), "direction": "string"})
