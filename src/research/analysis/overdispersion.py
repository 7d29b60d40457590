"""Do counts vary more than those of independent events would? If they do, exact Poisson intervals are too narrow."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from scipy.special import chdtrc, ndtr

from research.analysis.negative_binomial import interval

LEVEL = 0.05
FEW, MANY = 2.0, 1000  # a mean count below the first, of at most so many events in all: p is found by placing them anew
DRAWS = 999
POISSON, NEGATIVE_BINOMIAL = "Poisson", "negative binomial"
FIGURES = ("mean", "variance", "index", "p", "regression_t", "regression_p")
COLUMNS = ("around", "periods", *FIGURES, "intervals")

Group = tuple[np.ndarray, np.ndarray]  # counts of one mean rate, and the length of time of each


@dataclass(frozen=True)
class Dispersion:
    """How much counts vary around what is expected of them.

    Attributes:
        periods: number of counts of which more than nothing is expected.
        index: Pearson's chi-squared over its degrees of freedom, 1 for Poisson counts; for one mean it is variance over mean.
        p: the chance of so large an index or a larger one under a Poisson law (the index-of-dispersion test, Fisher 1950, Biometrics
            6:17-24, against clustering only). Where counts are few, chi-squared finds series too easily; p is then that of a Monte
            Carlo test (Barnard 1963, Journal of the Royal Statistical Society B 25:294) given the sum of each group.
        regression_t, regression_p: the regression-based test of Cameron and Trivedi (1990, Journal of Econometrics 46:347-364) against
            a variance of `index` times the mean. It knows nothing of the law of the counts, and is weaker in few of them.

    All but the first are None where nothing can be said.
    """

    periods: int
    index: float | None = None
    p: float | None = None
    regression_t: float | None = None
    regression_p: float | None = None

    @property
    def excess(self) -> float | None:
        """The index where it calls for negative-binomial intervals, that is, where p is below 0.05; else None."""
        return self.index if self.p is not None and self.p < LEVEL else None

    @property
    def intervals(self) -> str:
        """The law that intervals are to follow."""
        return POISSON if self.excess is None else NEGATIVE_BINOMIAL


def measure(groups: Iterable[Group]) -> Dispersion:
    """Return how the counts of all groups vary, those of each around its own mean; groups without a count say nothing of that."""
    told = [(np.asarray(y, dtype=float), np.asarray(t, dtype=float)) for y, t in groups if len(y) and sum(y) > 0]
    if not told:
        return Dispersion(0)
    y, mean = np.concatenate([y for y, _ in told]), np.concatenate([y.sum() * t / t.sum() for y, t in told])
    freedom = len(y) - len(told)
    if freedom < 1:
        return Dispersion(len(y))
    pearson = float(((y - mean) ** 2 / mean).sum())
    z = ((y - mean) ** 2 - y) / mean
    error = float(z.std(ddof=1)) / sqrt(len(z))
    t = float(z.mean()) / error if error > 1e-12 else None
    few = y.mean() < FEW and y.sum() <= MANY
    p = _placed_anew(told, pearson) if few else float(chdtrc(freedom, pearson))
    return Dispersion(len(y), pearson / freedom, p, t, None if t is None else float(ndtr(-t)))


def _placed_anew(groups: list[Group], pearson: float) -> float:
    """Return the share of DRAWS (and what was seen) whose chi-squared is no lower, each event of a group placed on any of its time.

    The seed is the size of the task, and the draws are plain uniform numbers: the same bits on every machine.
    """
    found = np.zeros(DRAWS)
    for y, t in groups:
        n, events, mean = len(y), max(round(float(y.sum())), 1), y.sum() * t / t.sum()
        places = np.random.default_rng([n, events]).random((DRAWS, events))
        at = np.minimum(np.searchsorted(np.cumsum(t) / t.sum(), places, side="right"), n - 1)
        counts = np.bincount((at + n * np.arange(DRAWS)[:, None]).ravel(), minlength=DRAWS * n).reshape(DRAWS, n)
        found += ((counts - mean) ** 2 / mean).sum(axis=1)
    return float((1 + (found >= pearson * (1 - 1e-9)).sum()) / (DRAWS + 1))


def around_one_mean(table: pd.DataFrame) -> Dispersion:
    """Return the dispersion of the `incidents` of a table made by tempo.tempo, whole periods only, as if all were of one length."""
    counts = table.loc[~table["partial"], "incidents"].to_numpy(dtype=float)
    return measure([(counts, np.ones(len(counts)))])


def widened(table: pd.DataFrame, dispersion: Dispersion) -> pd.DataFrame:
    """Return a table of tempo.tempo with nb_low, nb_high: the negative-binomial interval of `incidents`, empty where not called for."""
    excess = dispersion.excess
    empty: list[float | None] = [None] * len(table)
    low, high = empty, empty
    if excess is not None:
        limits = [interval(count, excess) for count in table["incidents"]]
        low, high = [round(limit[0], 3) for limit in limits], [round(limit[1], 3) for limit in limits]
    return table.assign(nb_low=pd.array(low, dtype="Float64"), nb_high=pd.array(high, dtype="Float64"))


def row(around: str, counts: np.ndarray, dispersion: Dispersion) -> dict[str, object]:
    """Return what tables say of a dispersion `around` something; mean and variance are those of `counts`."""
    mean = round(float(counts.mean()), 4) if len(counts) else 0.0
    variance = None if dispersion.index is None else round(float(counts.var(ddof=1)), 4)
    digits = {"index": 3, "p": 4, "regression_t": 3, "regression_p": 4}
    told = {name: getattr(dispersion, name) for name in digits}
    rounded = {name: None if value is None else round(value, digits[name]) for name, value in told.items()}
    return {"around": around, "periods": len(counts), "mean": mean, "variance": variance, **rounded, "intervals": dispersion.intervals}


def tabled(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return rows of `row` as a table with the columns COLUMNS."""
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(FIGURES, "Float64"))
