from datetime import date

import numpy as np
import pytest
from analysis_rows import made
from hypothesis import given, settings
from hypothesis import strategies as st

from research.analysis.attack_days import attack_days, truncated
from research.analysis.selection import select

WINDOW = ("2023-10-01", "2023-10-31")


def told(rows, **parameters):
    selection = select(made(rows), {"start": WINDOW[0], "end": WINDOW[1], **parameters})
    return attack_days(selection, [("all", WINDOW)]).iloc[0]


def test_days_and_incidents_per_day_are_apart():
    row = told([{"day": "2023-10-02", "n_attacks": 4}, {"day": "2023-10-02"}, {"day": "2023-10-09"}])
    assert (row["days"], row["attack_days"], row["incidents"], row["attacks"], row["most"]) == (31, 2, 3, 6, 2)
    assert row["share"] == pytest.approx(2 / 31, abs=1e-4) and row["per_attack_day"] == 1.5
    assert row["per_attack_day_low"] < 1.5 < row["per_attack_day_high"]


def test_an_imprecise_date_is_no_attack_day():
    row = told([{"date_start": "2023-10-02", "date_end": "2023-10-04"}, {"day": "2023-10-03"}])
    assert (row["attack_days"], row["imprecise"]) == (1, 1)


def test_no_attack_day_has_no_mean():
    row = told([])
    assert row["attack_days"] == 0 and row["share_high"] > 0 and row.isna()["per_attack_day"]


def test_one_each_may_still_be_more():
    low, high = truncated(20, 20)
    assert low == 1 and 1 < high < 1.5
    assert truncated(0, 0) == (None, None)


def test_the_interval_holds_as_often_as_it_says():
    rng, held, mean = np.random.default_rng(1), 0, 1.5 / -np.expm1(-1.5)
    for _ in range(300):
        counts = rng.poisson(1.5, 60)
        low, high = truncated(int(counts.sum()), int((counts > 0).sum()))
        held += low <= mean <= high
    assert held / 300 > 0.92


@settings(max_examples=30)
@given(st.lists(st.dates(date(2023, 10, 1), date(2023, 10, 31)), max_size=40))
def test_days_times_incidents_per_day_are_the_incidents(days):
    row = told([{"day": day.isoformat()} for day in days])
    assert row["attack_days"] == len(set(days)) and row["incidents"] == len(days)
    if days:
        assert row["per_attack_day"] * row["attack_days"] == pytest.approx(len(days), abs=0.05)
        assert row["per_attack_day_low"] - 1e-3 <= row["per_attack_day"] <= row["per_attack_day_high"]
