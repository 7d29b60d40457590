"""Known values: Garwood 1936 (as in every table of Poisson limits), Newcombe 1998 for Wilson, R's poisson.test for the ratio."""

import subprocess
import sys
from math import isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.analysis.intervals import garwood, rate_ratio, wilson


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390), (100, 81.364, 121.627)])
def test_garwood(count, low, high):
    assert garwood(count) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)]
)
def test_wilson(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_may_be_any():
    assert wilson(0, 0) == (0, 1)


def test_the_ratio_of_two_rates():
    assert rate_ratio(11, 800, 21, 3011) == pytest.approx((1.971488, 0.8584264, 4.2772659), abs=5e-7)


def test_the_ratio_to_nothing_has_no_upper_limit():
    ratio, low, high = rate_ratio(5, 10, 0, 10)
    assert ratio is None and low > 0 and isinf(high)
    assert rate_ratio(0, 10, 0, 10) == (None, 0, float("inf"))


@pytest.mark.parametrize(
    "wrong", [lambda: garwood(-1), lambda: wilson(2, 1), lambda: rate_ratio(1, 0, 1, 1), lambda: rate_ratio(-1, 1, 1, 1)]
)
def test_what_cannot_be_counted_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


@given(st.integers(0, 5000))
def test_garwood_holds_its_count_and_grows(count):
    low, high = garwood(count)
    assert low <= count < high
    assert garwood(count + 1) > (low, high)


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilson_holds_its_share(part, rest):
    low, high = wilson(part, part + rest)
    assert 0 <= low <= high <= 1
    if part + rest:
        assert low <= part / (part + rest) <= high


@given(st.integers(0, 300), st.floats(0.1, 1000), st.integers(0, 300), st.floats(0.1, 1000))
def test_the_ratio_lies_in_its_interval_and_turns_over(count, time, base, base_time):
    ratio, low, high = rate_ratio(count, time, base, base_time)
    assert 0 <= low <= high
    assert ratio is None or (low <= ratio * (1 + 1e-9) and ratio <= high * (1 + 1e-9))
    _, other_low, other_high = rate_ratio(base, base_time, count, time)
    assert (0 if isinf(other_high) else 1 / other_high) == pytest.approx(low, rel=1e-6)
    assert isinf(high) == (other_low == 0)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
@pytest.mark.parametrize("count", [0, 1, 7, 130, 4000])
def test_the_quantiles_are_those_of_scipy_stats(count, confidence):
    stats, tail = pytest.importorskip("scipy.stats"), (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0
    assert garwood(count, confidence) == pytest.approx((low, stats.chi2.ppf(1 - tail, 2 * count + 2) / 2), rel=1e-10)
    assert wilson(count, count + 9, confidence) == pytest.approx(
        stats.binomtest(count, count + 9).proportion_ci(confidence, "wilson"), rel=1e-10, abs=1e-12
    )
    share = stats.binomtest(count, count + 12).proportion_ci(confidence, "exact")
    odds = [limit / (1 - limit) for limit in share]
    assert rate_ratio(count, 1, 12, 1, confidence)[1:] == pytest.approx(odds, rel=1e-9)


def test_the_import_brings_no_heavy_module():
    seen = "import research.analysis.change_points, sys; print(sorted({'scipy.stats', 'scipy.optimize', 'statsmodels'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout.strip() == "[]"
