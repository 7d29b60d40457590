from datetime import date

import pytest
from analysis_rows import made
from hypothesis import given, settings
from hypothesis import strategies as st

from research.analysis.calendar import periods
from research.analysis.selection import select
from research.analysis.tempo import breakdown, compare, dispersion, overall, tempo


def selected(days, **parameters):
    return select(made({"day": day} for day in days), parameters)


def test_the_calendar_is_complete():
    table = periods("2023-12-28", "2024-01-08", "W")
    assert table["period"].tolist() == ["2023-W52", "2024-W01", "2024-W02"]
    assert table["period_start"].tolist() == ["2023-12-28", "2024-01-01", "2024-01-08"]
    assert table["days"].tolist() == [4, 7, 1] and table["partial"].tolist() == [True, False, True]
    assert periods("2020-02-01", "2020-03-01", "M")["days"].tolist() == [29, 1]
    assert periods("2020-02-28", "2020-03-01", "D")["period"].tolist() == ["2020-02-28", "2020-02-29", "2020-03-01"]
    assert periods("", "", "D").empty
    assert periods("2020-02-28", "", "D").empty and periods("", "2020-02-28", "D").empty  # half a window is none


def test_periods_without_incidents_are_zero_not_missing():
    table = tempo(selected(["2023-10-18", "2023-10-18", "2023-12-01"]))
    assert table["incidents"].tolist() == [2, 0, 1]
    assert table.loc[1, ["low", "high"]].tolist() == [0, 3.689]
    assert table.loc[0, "per_day"] == pytest.approx(2 / 14, abs=1e-4) and table.loc[1, "per_week_high"] == pytest.approx(
        3.6889 / 30 * 7, abs=1e-4
    )


def test_attacks_stand_beside_incidents():
    table = tempo(select(made([{"day": "2023-10-18", "n_attacks": 5}, {"day": "2023-10-19", "n_attacks": None}])))
    assert table[["incidents", "attacks"]].values.tolist() == [[2, 6]]


def test_an_imprecise_date_is_spread_not_counted():
    rows = [{"date_start": "2023-10-31", "date_end": "2023-11-01"}, {"date_start": "2023-11-01", "date_end": "2023-11-30"}]
    table = tempo(select(made(rows), {"start": "2023-10-01", "end": "2023-11-30"}))
    assert table["incidents"].tolist() == [0, 1]
    assert table["imprecise"].tolist() == [0.5, 0.5]
    assert table["expected"].tolist() == [0.5, 1.5] and table["at_most"].tolist() == [1, 2]


def test_the_whole_window():
    row = overall(selected(["2023-10-18"] * 10, start="2023-10-01", end="2023-10-31")).iloc[0]
    assert (row["days"], row["incidents"], row["low"], row["high"]) == (31, 10, 4.795, 18.39)
    assert overall(selected([])).empty


@pytest.mark.parametrize(("before", "after", "direction"), [(2, 20, "rose"), (20, 2, "fell"), (5, 6, "did not change distinguishably")])
def test_the_interval_decides_the_verb(before, after, direction):
    days = [f"2023-09-{1 + n:02d}" for n in range(before)] + [f"2023-10-{1 + n:02d}" for n in range(after)]
    selection = selected(days, start="2023-09-01", end="2023-10-30")
    row = compare(selection, ("2023-09-01", "2023-09-30"), ("2023-10-01", "2023-10-30")).iloc[0]
    assert row["direction"] == direction
    assert (row["base_incidents"], row["later_incidents"], row["ratio"]) == (before, after, after / before)


def test_a_series_of_attacks_is_no_rise():
    days = ["2023-09-01", "2023-09-20", *["2023-10-15"] * 20]
    row = compare(
        selected(days, start="2023-09-01", end="2023-10-30", frequency="D"), ("2023-09-01", "2023-09-30"), ("2023-10-01", "2023-10-30")
    )
    row = row.iloc[0]
    assert row["ratio_low"] > 1 and row["dispersion_p"] <= 0.001 and row["intervals"] == "negative binomial"
    assert row["nb_low"] < 1 and row["direction"] == "did not change distinguishably"


def test_the_rate_of_series_has_the_wider_interval():
    row = overall(selected(["2023-10-10"] * 12 + ["2023-10-25"] * 2, start="2023-10-01", end="2023-10-31", frequency="D")).iloc[0]
    assert row["nb_low"] < row["low"] < 14 < row["high"] < row["nb_high"]
    assert row["per_week_nb_high"] == pytest.approx(row["nb_high"] * 7 / 31, abs=1e-3)


def test_a_comparison_needs_two_windows_inside_the_selection():
    selection = selected(["2023-09-15"], start="2023-09-01", end="2023-10-31")
    with pytest.raises(ValueError, match="overlap"):
        compare(selection, ("2023-09-01", "2023-09-30"), ("2023-09-30", "2023-10-30"))
    with pytest.raises(ValueError, match="not inside"):
        compare(selection, ("2023-08-01", "2023-08-30"), ("2023-09-30", "2023-10-30"))


def test_a_date_over_the_edge_of_a_window_counts_in_neither():
    selection = select(made([{"date_start": "2023-09-30", "date_end": "2023-10-01"}]), {"start": "2023-09-01", "end": "2023-10-31"})
    row = compare(selection, ("2023-09-01", "2023-09-30"), ("2023-10-01", "2023-10-30")).iloc[0]
    assert (row["base_incidents"], row["later_incidents"]) == (0, 0) and row["straddling"] > 0


def test_series_of_attacks_are_more_than_chance():
    days = ["2023-10-10"] * 12 + ["2023-10-25"] * 2
    row = dispersion(tempo(selected(days, start="2023-10-01", end="2023-10-31", frequency="D"))).iloc[0]
    assert row["index"] > 1 and row["p"] <= 0.001 and row["periods"] == 31


def test_breakdown_by_a_column():
    table = breakdown(select(made([{"day": "2023-10-18", "weapon": w} for w in ("drone", "drone", None)])), "weapon")
    assert table["weapon"].tolist() == ["drone", "unknown"] and table["incidents"].tolist() == [2, 1]
    assert table["share"].sum() == pytest.approx(1, abs=1e-3)
    with pytest.raises(ValueError, match="no column 'colour'"):
        breakdown(selected([]), "colour")
    assert breakdown(selected([]), "weapon").empty


DATES = st.dates(min_value=date(2023, 9, 20), max_value=date(2023, 12, 10))


@settings(max_examples=40)
@given(st.lists(st.tuples(DATES, DATES), max_size=10), st.sampled_from("DWM"))
def test_periods_add_up_to_the_selection(intervals, frequency):
    rows = [{"date_start": str(min(pair)), "date_end": str(max(pair))} for pair in intervals]
    table = tempo(select(made(rows), {"frequency": frequency}))
    assert table["incidents"].sum() + table["imprecise"].sum() == pytest.approx(len(rows), abs=0.06)
    assert table["incidents"].sum() == table["attacks"].sum()
    assert table["expected"].sum() == pytest.approx(len(rows), abs=0.06)
    assert (table["incidents"] <= table["expected"] + 1e-9).all() and (table["expected"] <= table["at_most"] + 1e-3).all()
