"""Negative-binomial intervals: their definition by scipy.stats, the Poisson limit, statsmodels' estimate, and how often they hold."""

from math import isinf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from research.analysis.intervals import garwood, rate_ratio
from research.analysis.negative_binomial import interval, ratio_interval

INDEX = st.floats(1.01, 30)


@settings(max_examples=60)
@given(st.integers(0, 400), INDEX)
def test_each_limit_leaves_half_of_the_error(count, index):
    low, high = interval(count, index)
    assert low <= count < high
    assert stats.nbinom.cdf(count, high / (index - 1), 1 / index) == pytest.approx(0.025, rel=1e-6)
    if count:
        assert stats.nbinom.sf(count - 1, low / (index - 1), 1 / index) == pytest.approx(0.025, rel=1e-6)
    assert high > garwood(count)[1]


@pytest.mark.parametrize("count", [0, 1, 13, 200])
def test_without_series_they_are_garwoods(count):
    assert interval(count, 1) == garwood(count)
    assert interval(count, 1.002) == pytest.approx(garwood(count), rel=0.003)
    assert ratio_interval(count, 3, 12, 5, 1.002) == pytest.approx(rate_ratio(count, 3, 12, 5)[1:], rel=0.02)


@settings(max_examples=40)
@given(st.integers(0, 80), st.integers(0, 80), INDEX)
def test_the_ratio_turns_over_with_its_windows(count, base, index):
    low, high = ratio_interval(count, 2, base, 3, index)
    _, other_high = ratio_interval(base, 3, count, 2, index)
    assert 0 <= low <= high
    assert (0 if isinf(other_high) else 1 / other_high) == pytest.approx(low, rel=1e-5)
    assert isinf(high) == (base == 0)


def test_they_are_near_those_of_a_fitted_model():
    sm = pytest.importorskip("statsmodels.api")
    y = np.random.default_rng(3).negative_binomial(2, 1 / 3, 60)
    x = sm.add_constant(np.repeat([0.0, 1.0], 30))
    fitted = np.exp(sm.GLM(y, x, family=sm.families.Poisson()).fit(scale=3.0).conf_int()[1])
    assert ratio_interval(y[30:].sum(), 30, y[:30].sum(), 30, 3.0) == pytest.approx(fitted, rel=0.12)


def test_they_hold_as_often_as_they_say():
    rng, held, index = np.random.default_rng(1), 0, 3.0
    for _ in range(400):
        early, late = (int(rng.negative_binomial(24 * mean / (index - 1), 1 / index)) for mean in (2.0, 4.0))
        low, high = ratio_interval(late, 24, early, 24, index)
        held += low <= 2 <= high
    assert held / 400 > 0.92


@pytest.mark.parametrize("wrong", [lambda: interval(-1, 2), lambda: interval(1, 0.5), lambda: ratio_interval(1, 1, -1, 1, 2)])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
