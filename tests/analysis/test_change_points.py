"""Series with known changes: they are found, none is found where none is, and the interval of the date holds as often as it says."""

from datetime import date, timedelta
from itertools import combinations
from math import inf

import numpy as np
import pytest
from analysis_rows import made
from hypothesis import given, settings
from hypothesis import strategies as st

from research.analysis import change_points
from research.analysis.segmentation import Segmentation, cut, likeliest_size, means, poisson, reach, segment
from research.analysis.selection import select


def cost_of(series, starts, n):
    ends = (*starts[1:], n)
    total = 0.0
    for a, b in zip(starts, ends, strict=True):
        total += float(poisson(np.array([series[a:b].sum()]), np.array([b - a]))[0]) + 0.5 * np.log((b - a) / n)
    return total + 1.5 * np.log(n) * (len(starts) - 1)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=9), st.integers(1, 3))
def test_it_is_the_best_of_all_segmentations(values, least):
    series, n = np.array(values, dtype=float), len(values)
    every = [(0, *rest) for k in range(n) for rest in combinations(range(1, n), k)]
    allowed = [s for s in every if all(b - a >= least for a, b in zip(s, (*s[1:], n), strict=True))] or [(0,)]
    starts, cost = cut(series, poisson, least)
    assert cost == pytest.approx(min(cost_of(series, s, n) for s in allowed))
    assert starts[0] == 0 and cost == pytest.approx(cost_of(series, starts, n))


@pytest.mark.parametrize("law", ["poisson", "series"])
def test_known_changes_are_found_under_both_laws(law):
    rng = np.random.default_rng(4)
    rates = np.repeat([0.1, 1.5, 0.1], [300, 100, 200])
    series = (rng.poisson(rates) if law == "poisson" else rng.negative_binomial(0.5, 0.5 / (0.5 + rates))).astype(float)
    found = segment(series, 14)
    assert len(found.starts) == 3 and (found.alpha > 0) == (law == "series")
    assert abs(found.starts[1] - 300) <= 10 and abs(found.starts[2] - 400) <= 10


def test_without_a_change_none_is_found_even_in_series():
    rng = np.random.default_rng(6)
    found = [segment(rng.negative_binomial(0.3, 0.3 / 0.5, 400).astype(float), 14) for _ in range(20)]
    assert sum(len(one.starts) > 1 for one in found) <= 1


def test_the_size_is_the_likeliest():
    y = np.random.default_rng(8).negative_binomial(0.7, 0.4, 4000).astype(float)
    assert likeliest_size(y, means(y, (0,))) == pytest.approx(0.7, rel=0.1)
    assert likeliest_size(np.tile([1.0, 1.0], 20), np.ones(40)) == inf


def test_the_interval_of_the_date_holds_as_often_as_it_says():
    rng, held = np.random.default_rng(9), 0
    for _ in range(200):
        series = rng.poisson(np.repeat([0.3, 0.9], [100, 100])).astype(float)
        alone = min(range(14, 186), key=lambda at: cost_of(series, (0, at), 200))
        low, high = reach(series, Segmentation((0, alone), 0.0, 0.0), 1)
        assert low <= alone <= high
        held += low <= 100 <= high
    assert held / 200 >= 0.93


def campaign(quiet=20, busy=60):
    first, at = date(2023, 1, 1), date(2023, 10, 17)
    days = [first + timedelta(days=14 * n) for n in range(quiet)] + [at + timedelta(days=n) for n in range(busy)]
    return select(made({"day": day.isoformat()} for day in days), {"start": "2023-01-01", "end": "2023-12-15"})


def test_stretches_add_up_and_changes_compare_neighbours():
    selection = campaign()
    found = change_points.find(selection)
    stretches, changes = change_points.stretches(selection, found), change_points.changes(selection, found)
    assert stretches["days"].sum() == 349 and stretches["incidents"].sum() + stretches["straddling"].sum() == 80
    assert changes["date"].tolist() == ["2023-10-17"] and changes["direction"].tolist() == ["rose"]
    row = changes.iloc[0]
    assert row["date_low"] <= "2023-10-17" <= row["date_high"] and row["date_low"] >= "2023-10-08"
    assert (row["before"], row["after"]) == (20, 60)
    assert found.windows == (("2023-01-01", "2023-10-16"), ("2023-10-17", "2023-12-15"))


def test_an_imprecise_date_moves_no_change():
    rows = [{"day": "2023-10-17"}] * 40 + [{"date_start": "2023-01-01", "date_end": "2023-12-31"}]
    selection = select(made(rows), {"start": "2023-01-01", "end": "2023-12-31"})
    assert change_points.stretches(selection, change_points.find(selection))["straddling"].tolist()[0] in (0, 1)


@pytest.mark.parametrize("rows", [[], [{"day": "2023-10-18"}], [{"day": "2023-10-18"}, {"day": "2023-10-19"}]])
def test_of_little_there_is_one_stretch_at_most(rows):
    selection = select(made(rows))
    found = change_points.find(selection)
    assert len(change_points.stretches(selection, found)) == min(len(rows), 1)
    assert change_points.changes(selection, found).empty


def test_a_window_without_incidents_is_one_stretch_whose_days_follow_no_law():
    window = ("2023-01-01", "2023-03-31")
    selection = select(made(), {"start": window[0], "end": window[1]})
    assert change_points.find(selection) == change_points.Stretches((window,), (), None)
    assert change_points.find(select(made())) == change_points.Stretches((), (), None)
