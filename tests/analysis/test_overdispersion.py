"""The tests find series where they were made, and, of Poisson counts, no more than their level allows."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from research.analysis.overdispersion import measure, widened


def of(*groups):
    return measure([(np.asarray(counts, dtype=float), np.ones(len(counts))) for counts in groups])


def test_the_index_is_variance_over_mean_and_p_its_chi_squared():
    counts = [0, 0, 1, 9, 2, 0, 12, 1]
    found = of(counts)
    assert found.index == pytest.approx(np.var(counts, ddof=1) / np.mean(counts))
    assert found.p == pytest.approx(stats.chi2.sf(found.index * 7, 7))
    assert found.excess == found.index and found.intervals == "negative binomial"


@pytest.mark.parametrize(("counts", "p"), [([2, *[0] * 11], 1 / 12), ([1, 1, 1, *[0] * 9], 1.0), ([3, *[0] * 3], 1 / 16)])
def test_of_few_events_p_is_the_exact_one(counts, p):
    assert of(counts).p == pytest.approx(p, abs=0.025) and of(counts).p == of(counts).p


def test_unequal_times_expect_unequal_counts():
    counts, times = np.array([10.0, 1.0, 1.0]), np.array([10.0, 1.0, 1.0])
    assert measure([(counts, times)]).index == 0 and of(counts).excess


def test_where_both_ways_apply_they_agree():
    rng = np.random.default_rng(12)
    for _ in range(5):
        counts = rng.negative_binomial(2, 0.55, 60)
        found = of(counts)
        assert found.p == pytest.approx(stats.chi2.sf(found.index * 59, 59), abs=0.04)


def test_the_regression_is_that_of_an_ordinary_least_squares_fit():
    sm = pytest.importorskip("statsmodels.api")
    y = np.random.default_rng(5).negative_binomial(1, 0.2, 50).astype(float)
    z = ((y - y.mean()) ** 2 - y) / y.mean()
    assert of(y).regression_t == pytest.approx(sm.OLS(z, np.ones(50)).fit().tvalues[0])


@pytest.mark.parametrize(("law", "at_least", "at_most"), [("poisson", 0.0, 0.09), ("series", 0.9, 1.0)])
def test_how_often_it_calls(law, at_least, at_most):
    rng = np.random.default_rng(2)
    draws = [rng.poisson(3, 36) if law == "poisson" else rng.negative_binomial(1, 0.25, 36) for _ in range(200)]
    share = np.mean([of(draw).excess is not None for draw in draws])
    assert at_least <= share <= at_most


def test_a_change_of_rate_is_no_series():
    counts = np.r_[np.tile([1, 2, 3], 8), np.tile([20, 21, 22], 8)].astype(float)
    assert of(counts).excess and of(counts[:24], counts[24:]).excess is None


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0]])
def test_of_too_little_nothing_is_said(counts):
    found = of(counts)
    assert found.p is None and found.excess is None and found.intervals == "Poisson"


def test_intervals_are_widened_only_where_called_for():
    table = pd.DataFrame({"incidents": [0, 4]})
    assert widened(table, of([2, 3, 2, 3]))["nb_high"].isna().all()
    wide = widened(table, of([0, 0, 20, 0, 1, 0]))
    assert wide["nb_low"].iloc[0] == 0 and wide["nb_high"].iloc[1] > 10.24
