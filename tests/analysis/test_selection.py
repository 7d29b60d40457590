import pandas as pd
import pytest
from analysis_rows import made
from hypothesis import given, settings
from hypothesis import strategies as st

from research.analysis.parameters import DEFINITIONS, ParameterError, Parameters
from research.analysis.selection import select
from research.schemas import CLAIM_STATUSES, OUTCOMES, SIDES, TARGETS


def reasons(selection):
    return dict(zip(selection.left_out["reason"], selection.left_out["incidents"], strict=True))


def test_all_dated_news_counts_by_default():
    tables = made([{"day": "2023-10-18"}, {"day": "2023-10-19", "is_background": True}, {}])
    selection = select(tables)
    assert selection.incidents["incident_id"].tolist() == ["i00"]
    assert reasons(selection) == {"told only as background": 1, "no date": 1}
    assert (selection.start, selection.end) == ("2023-10-18", "2023-10-18")
    assert len(select(tables, {"include_background": True}).incidents) == 2


def test_the_window_is_inclusive_and_must_hold_the_whole_date():
    tables = made([
        {"day": "2023-10-01"}, {"day": "2023-10-31"}, {"day": "2023-09-30"}, {"day": "2023-11-01"},
        {"date_start": "2023-09-30", "date_end": "2023-10-01"}, {"date_start": "2023-10-01", "date_end": "2023-10-31"},
    ])  # fmt: skip
    selection = select(tables, {"start": "2023-10-01", "end": "2023-10-31"})
    assert selection.incidents["incident_id"].tolist() == ["i00", "i05", "i01"]
    assert reasons(selection) == {"outside the window": 2, "date reaches beyond the window": 1}


def test_countries_and_sides():
    tables = made(
        [
            {"day": "2023-10-01", "country": c, "target_side": s}
            for c, s in (("Iraq", "us_coalition"), ("Syria", "turkey"), (None, "us_coalition"))
        ]
    )
    assert reasons(select(tables, {"countries": ["Iraq"]})) == {"country not known": 1, "other country": 1}
    assert reasons(select(tables, {"target_sides": ["us_coalition"]})) == {"other target": 1}


@pytest.mark.parametrize(
    ("definition", "kept"),
    [("reported", 6), ("claimed", 1), ("multi_source", 1), ("on_facility", 4)],
)
def test_definitions(definition, kept):
    tables = made(
        [
            {"day": "2023-10-01", "target": "convoy", "claim_status": "claimed"},
            {"day": "2023-10-01", "n_publishers": 2},
            {"day": "2023-10-01", "target": "diplomatic", "outcome": "unknown"},
            {"day": "2023-10-01", "target": "airport", "outcome": "missed", "claim_status": "attributed"},
            {"day": "2023-10-01", "outcome": "intercepted"},
            {"day": "2023-10-01", "outcome": "hit"},
        ]
    )
    selection = select(tables, {"definition": definition})
    assert len(selection.incidents) == kept
    assert selection.left_out["incidents"].sum() == 6 - kept


def test_left_out_attacks_are_counted_too():
    selection = select(made([{"day": None, "n_attacks": 5}, {"day": None, "n_attacks": None}]))
    assert selection.left_out.values.tolist() == [["no date", 2, 6]]


def test_nothing_to_select():
    selection = select(made())
    assert selection.incidents.empty and selection.left_out.empty and selection.start == ""


def test_another_rule_makes_the_incidents_anew():
    tables = made([{"day": "2023-10-01"}])
    tables["reports"] = pd.concat([tables["reports"]]).assign(
        date_start="2023-10-02", date_end="2023-10-02", weapon="drone", is_background=False
    )
    selection = select(tables, {"aggregation": "conservative"})
    assert selection.incidents["aggregation"].tolist() == ["conservative"]
    assert selection.incidents["date_start"].tolist() == ["2023-10-02"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"frequency": "Q"}, "frequency 'Q' is unknown: use one of D, W, M"),
        ({"definition": "any"}, "use one of reported"),
        ({"aggregation": "mean"}, "use one of conservative"),
        ({"start": "18 October"}, "write it like 2023-10-17"),
        ({"start": "20231017"}, "write it like 2023-10-17"),
        ({"start": "2023-10-18", "end": "2023-10-17"}, "lies after end"),
        ({"countries": "Iraq"}, r"must be a list, such as \['Iraq'\]"),
        ({"target_sides": ["nato"]}, "target_sides 'nato' is unknown"),
        ({"strat": "2023-10-18"}, "parameter 'strat' is unknown"),
    ],
)
def test_wrong_parameters_are_refused(values, message):
    with pytest.raises(ParameterError, match=message):
        Parameters.of(values)


def test_missing_values_keep_their_defaults():
    assert Parameters.of({"start": None, "countries": None}) == Parameters()


DAYS = st.dates(min_value=pd.Timestamp("2023-09-20").date(), max_value=pd.Timestamp("2023-11-10").date()).map(str)
INCIDENT = st.fixed_dictionaries({
    "day": st.none() | DAYS, "country": st.sampled_from([None, "Iraq", "Syria"]), "target_side": st.sampled_from(SIDES),
    "target": st.sampled_from(TARGETS), "outcome": st.sampled_from(OUTCOMES), "claim_status": st.sampled_from(CLAIM_STATUSES),
    "n_publishers": st.integers(1, 3), "is_background": st.booleans(), "n_attacks": st.integers(1, 3),
})  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(INCIDENT, max_size=8),
    st.fixed_dictionaries({
        "start": st.sampled_from(["", "2023-10-01"]), "end": st.sampled_from(["", "2023-10-31"]),
        "definition": st.sampled_from(DEFINITIONS),
        "countries": st.sampled_from([[], ["Iraq"]]), "target_sides": st.sampled_from([[], ["us_coalition", "kurdish"]]),
        "include_background": st.booleans(),
    }),
)  # fmt: skip
def test_what_counts_and_what_is_left_out_add_up(incidents, parameters):
    tables = made(incidents)
    selection = select(tables, parameters)
    assert len(selection.incidents) + selection.left_out["incidents"].sum() == len(incidents)
    attacks = selection.incidents["n_attacks"].sum() + selection.left_out["attacks"].sum()
    assert attacks == sum(row["n_attacks"] for row in incidents)
    assert set(selection.incidents["incident_id"]).isdisjoint(selection.excluded["incident_id"])
