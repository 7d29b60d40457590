"""On how many days there were attacks, and how many on such a day: the two parts of a hurdle model, each with its interval."""

from collections import Counter
from collections.abc import Iterable
from math import exp, expm1, inf, log

import pandas as pd

from research.analysis.daily import intervals, length
from research.analysis.intervals import wilson
from research.analysis.numerics import root
from research.analysis.selection import Selection
from research.analysis.windows import Window

FALL = 1.920729410347062  # half the 95 % quantile of chi-squared with one degree of freedom
FIGURES = ("share", "share_low", "share_high", "per_attack_day", "per_attack_day_low", "per_attack_day_high")
COLUMNS = ("part", "start", "end", "days", "attack_days", *FIGURES[:3], "incidents", *FIGURES[3:], "attacks", "most", "imprecise")


def attack_days(selection: Selection, parts: Iterable[tuple[str, Window]]) -> pd.DataFrame:
    """Return one row for each named window of `parts`: COLUMNS.

    attack_days: days with an incident; share: of all days (95 %, Wilson 1927). incidents, attacks, most: on those days, the last on the
    day with most incidents. per_attack_day: incidents per attack day (95 %, `truncated`). An incident that is not dated to the day is
    `imprecise` and in none of these. Mullahy (1986, Journal of Econometrics 33:341-365) has the two parts.
    """
    exact = [(first.isoformat(), first == last) for first, last in intervals(selection.incidents)]
    attacks = selection.incidents["n_attacks"].fillna(1).astype(int).tolist()
    rows = []
    for name, (start, end) in parts:
        inside = [(day, n) for (day, known), n in zip(exact, attacks, strict=True) if known and start <= day <= end]
        vague = sum(1 for day, known in exact if not known and start <= day <= end)
        by_day, days = Counter(day for day, _ in inside), length(start, end)
        low, high = wilson(len(by_day), days)
        share = [round(value, 4) for value in (len(by_day) / days, low, high)]
        told = (_mean(len(inside), len(by_day)), *truncated(len(inside), len(by_day)))
        mean = [None if value is None else round(value, 3) for value in told]
        most = max(by_day.values(), default=0)
        rows.append((name, start, end, days, len(by_day), *share, len(inside), *mean, sum(n for _, n in inside), most, vague))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(FIGURES, "Float64"))


def _mean(incidents: int, days: int) -> float | None:
    return incidents / days if days else None


def truncated(incidents: int, days: int) -> tuple[float | None, float | None]:
    """Return the interval (95 %) of the mean of counts that are 1 or more, of which `days` add up to `incidents`; None of no days.

    The counts are taken as Poisson ones of which the zeros are cut off; the limits are those of the likelihood ratio.
    """
    if not days:
        return None, None
    most = log(_rate(incidents / days)) if incidents > days else -inf

    def likelihood(log_rate: float) -> float:
        rate = exp(log_rate)
        return (incidents - days) * log_rate - days * (log(expm1(rate)) - log_rate if rate < 700 else rate - log_rate)

    best = 0.0 if most == -inf else likelihood(most)

    def excess(log_rate: float) -> float:
        return best - likelihood(log_rate) - FALL

    top = root(excess, max(most, -20.0), 20.0)
    low = 1.0 if most == -inf or excess(-20.0) < 0 else _mean_of(root(excess, -20.0, most))
    return low, _mean_of(top)


def _mean_of(log_rate: float) -> float:
    rate = exp(log_rate)
    return rate / -expm1(-rate)


def _rate(mean: float) -> float:
    """Return the rate of a Poisson law whose counts above 0 have this mean (above 1)."""
    return root(lambda rate: rate / -expm1(-rate) - mean, 1e-9, mean)
