from datetime import date, timedelta

import numpy as np
import pytest
from analysis_rows import made

from research.analysis.selection import select
from research.analysis.waiting_times import classes, gaps, waiting_times


def selected(offsets):
    return select(made({"day": (date(2020, 1, 1) + timedelta(days=int(day))).isoformat()} for day in offsets))


def test_gaps_are_days_between_neighbours():
    row = waiting_times(selected([0, 0, 3, 10])).iloc[0]
    assert gaps(selected([0, 0, 3, 10]))["days"].tolist() == [0, 3, 7]
    assert (row["gaps"], row["median"], row["longest"]) == (3, 3, 7)
    assert (row["longest_from"], row["longest_to"]) == ("2020-01-04", "2020-01-11")
    assert (row["median_low"], row["median_high"]) == (0, 7)


def test_imprecise_dates_have_no_waiting_time():
    selection = select(made([{"day": "2020-01-01"}, {"date_start": "2020-01-02", "date_end": "2020-01-09"}, {"day": "2020-01-05"}]))
    assert gaps(selection)["days"].tolist() == [4]


def test_classes_hold_every_gap_and_all_that_is_expected():
    table = classes(selected(range(0, 400, 9)))
    assert table["observed"].sum() == 44 and table["expected"].sum() == pytest.approx(44, abs=0.01)


def flow(rng, rate=0.2, days=1500):
    return np.sort(rng.integers(0, days, rng.poisson(rate * days)))


def test_an_even_flow_is_seldom_refused_and_series_are():
    rng = np.random.default_rng(7)
    even = [waiting_times(selected(flow(rng))).iloc[0]["p"] for _ in range(40)]
    assert np.mean([p < 0.05 for p in even]) <= 0.15
    series = np.repeat(flow(rng, 0.06), 3)
    row = waiting_times(selected(series)).iloc[0]
    assert row["p"] < 0.001 and row["variation"] > 1.2


@pytest.mark.parametrize("offsets", [[], [0], [0, 0], [0, 5]])
def test_of_few_incidents_nothing_is_tested(offsets):
    row = waiting_times(selected(offsets)).iloc[0]
    assert row["gaps"] == max(len(offsets) - 1, 0)
    assert row.isna()["p"] and len(classes(selected(offsets))) == 7
