import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_rows import corpus

from research import tables
from research.linking import aggregate
from research.linking.values import Telling, bounds, most_frequent, munitions
from research.schemas import AGGREGATIONS

DAY = "2023-10-18"


def one_incident(reports, rule="representative", articles=None, claims=()):
    """Return the only incident of reports that are linked by hand."""
    made = corpus(({"day": DAY, "place_id": "harir", **row} for row in reports), articles, claims)
    links = tables.frame(
        "incident_reports", [{"incident_id": "i", "report_id": r, "score": 1.0, "reasons": "x"} for r in made.reports["report_id"]]
    )
    incidents = aggregate(made.reports, made.claims, made.articles, links, rule)
    return tables.check("incidents", incidents).iloc[0]


def reports(column, *values):
    return [{"report_id": f"{chr(97 + n)}1", column: value} for n, value in enumerate(values)]


def test_one_report_is_told_as_it_is():
    row = one_incident([{"report_id": "a1", "weapon": "drone", "munitions": 2, "killed": 0}])
    assert (row["date_start"], row["place_id"], row["weapon"], row["munitions_low"], row["killed_best"]) == (DAY, "harir", "drone", 2, 0)
    assert row["n_reports"] == row["n_publishers"] == 1 and pd.isna(row["disagreement"]) and row["claim_status"] == "neither"
    assert pd.isna(row["wounded_best"])


@pytest.mark.parametrize(
    ("rule", "weapon", "disagreement"),
    [("representative", "drone", "weapon"), ("informative", "drone", "weapon"), ("conservative", "unknown", "weapon:indeterminate")],
)
def test_most_reports_decide_but_not_where_caution_asks_for_all(rule, weapon, disagreement):
    row = one_incident(reports("weapon", "drone", "drone", "rocket", "unknown"), rule)
    assert (row["weapon"], row["disagreement"]) == (weapon, disagreement)


def test_an_unbroken_tie_is_indeterminate():
    row = one_incident(reports("weapon", "drone", "rocket"))
    assert (row["weapon"], row["disagreement"]) == ("unknown", "weapon:indeterminate")


def test_news_breaks_a_tie_over_background_and_publishers_over_repetition():
    told = reports("weapon", "drone", "rocket")
    told[1]["is_background"] = True
    assert one_incident(told)["weapon"] == "drone"
    articles = {"a": {"publisher": "X"}, "b": {"publisher": "X"}, "c": {"publisher": "Y"}, "d": {"publisher": "Z"}}
    assert one_incident(reports("weapon", "drone", "drone", "rocket", "rocket"), articles=articles)["weapon"] == "rocket"


def test_what_is_not_said_never_wins():
    assert one_incident(reports("weapon", "unknown", "unknown", "drone"))["weapon"] == "drone"
    assert one_incident(reports("killed_best", None, None, 2))["killed_best"] == 2


@pytest.mark.parametrize(("rule", "best"), [("conservative", 1), ("representative", 2), ("informative", 5)])
def test_numbers_by_rule(rule, best):
    row = one_incident(reports("killed", 2, 5, 1, 2), rule)
    assert row["killed_best"] == best
    assert "killed_best" in row["disagreement"]


def test_tied_numbers_give_the_lowest():
    assert one_incident(reports("killed", 4, 3))["killed_best"] == 3


@pytest.mark.parametrize(
    ("rule", "start", "end", "prec"),
    [("conservative", "2023-10-01", "2023-10-31", 4), ("representative", DAY, DAY, 1), ("informative", DAY, DAY, 1)],
)
def test_a_vague_date_does_not_contradict_an_exact_one(rule, start, end, prec):
    month = {"date_start": "2023-10-01", "date_end": "2023-10-31", "date_prec": 4}
    row = one_incident([{"report_id": "a1"}, *({"report_id": n + "1", "day": None, **month} for n in "bc")], rule)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (start, end, prec)


def test_tied_days_span_both():
    row = one_incident(reports("day", "2023-10-25", "2023-10-26"))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2023-10-25", "2023-10-26", 2)
    assert "date_start:indeterminate" in row["disagreement"]


@pytest.mark.parametrize(
    ("rule", "place"), [("conservative", "iraq"), ("representative", "green-zone"), ("informative", "us-embassy-baghdad")]
)
def test_places_by_rule(rule, place):
    row = one_incident(reports("place_id", "green-zone", "green-zone", "us-embassy-baghdad", "iraq", "iraq", "iraq"), rule)
    assert row["place_id"] == place
    assert row["country"] == "Iraq"


def test_tied_places_keep_what_they_share():
    row = one_incident(reports("place_id", "conoco", "al-omar"))
    assert pd.isna(row["place_id"]) and pd.isna(row["latitude"])
    assert (row["country"], row["admin1"], row["where_prec"]) == ("Syria", "Deir ez-Zor", 4)
    assert "place_id:indeterminate" in row["disagreement"]


def test_near_duplicates_neither_vote_nor_count():
    articles = {"a": {"publisher": "X"}, "b": {"publisher": "Y", "duplicate_of": "a"}, "c": {"publisher": "Z"}, "d": {"duplicate_of": "c"}}
    row = one_incident(reports("weapon", "rocket", "drone", "rocket", "drone"), articles=articles)
    assert (row["weapon"], row["n_reports"], row["n_publishers"]) == ("rocket", 2, 2)


def test_a_repetition_stands_in_for_an_original_that_does_not_tell_the_incident():
    row = one_incident(reports("weapon", "rocket"), articles={"a": {"duplicate_of": "z"}, "z": {"publisher": "X"}})
    assert (row["n_reports"], row["n_publishers"]) == (1, 1)


def test_duplicates_in_a_circle_do_not_hang():
    row = one_incident(reports("weapon", "rocket", "rocket"), articles={"a": {"duplicate_of": "b"}, "b": {"duplicate_of": "a"}})
    assert row["n_reports"] >= 1


def test_unknown_publishers_count_once_and_only_alone():
    assert one_incident(reports("weapon", "rocket", "rocket"))["n_publishers"] == 1
    assert one_incident(reports("weapon", "rocket", "rocket"), articles={"a": {"publisher": "X"}})["n_publishers"] == 1


def test_background_is_what_all_tell_as_background():
    told = reports("is_background", True, False)
    assert not one_incident(told)["is_background"]
    assert one_incident(told[:1])["is_background"]


@pytest.mark.parametrize(
    ("claims", "status", "claimed", "blamed", "competing"),
    [
        ([("ashab-al-kahf", "claimed")], "claimed", "ashab-al-kahf", None, False),
        ([("kataib-hizballah", "suspected")], "attributed", None, "kataib-hizballah", False),
        ([(None, "unclaimed")], "neither", None, None, False),
        ([("iran", "denied")], "neither", None, None, False),
        ([("ashab-al-kahf", "claimed"), ("kataib-hizballah", "attributed")], "claimed", "ashab-al-kahf", "kataib-hizballah", False),
        ([("ashab-al-kahf", "claimed"), ("al-ghashiya", "claimed")], "claimed", "al-ghashiya;ashab-al-kahf", None, True),
        ([("ashab-al-kahf", "claimed"), ("asaib-ahl-al-haq", "claimed")], "claimed", "asaib-ahl-al-haq;ashab-al-kahf", None, True),
        ([("irgc", "claimed"), ("iran", "denied")], "claimed", "irgc", None, True),
        ([("irgc", "claimed"), ("iran", "claimed")], "claimed", "iran;irgc", None, False),
        ([("united-states", "claimed"), ("us-led-coalition", "claimed")], "claimed", "united-states;us-led-coalition", None, False),
    ],
)
def test_claimed_is_not_attributed(claims, status, claimed, blamed, competing):
    rows = [{"report_id": "a1", "group_id": group, "statement": statement} for group, statement in claims]
    row = one_incident([{"report_id": "a1"}], claims=rows)
    said = [None if pd.isna(row[name]) else row[name] for name in ("claim_status", "claimed_by", "attributed_to", "competing")]
    assert said == [status, claimed, blamed, competing]


def test_words_stand_for_a_group_that_is_not_named():
    said = {"report_id": "a1", "group_text": "Iran-backed militias", "statement": "attributed"}
    assert one_incident([{"report_id": "a1"}], claims=[said])["attributed_to"] == "Iran-backed militias"


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="use one of conservative, representative, informative"):
        one_incident([{"report_id": "a1"}], "median")


NUMBER = st.none() | st.integers(0, 40)


@given(st.sampled_from(AGGREGATIONS), st.lists(st.tuples(NUMBER, NUMBER, NUMBER), max_size=6))
def test_bounds_stay_in_order(rule, triples):
    def ordered(triple):
        rest = iter(sorted(n for n in triple if n is not None))
        return tuple(None if n is None else next(rest) for n in triple)

    tellings = [Telling(ordered(t), True, "") for t in triples if any(n is not None for n in t)]
    low, best, high = bounds(rule, tellings)
    known = [n for n in (low, best, high) if n is not None]
    assert known == sorted(known)
    assert bounds(rule, tellings[::-1]) == (low, best, high)


@given(st.sampled_from(AGGREGATIONS), st.lists(st.tuples(NUMBER, NUMBER), max_size=6))
def test_munitions_do_not_depend_on_order(rule, given_pairs):
    tellings = [Telling(pair, True, "") for pair in given_pairs if any(n is not None for n in pair)]
    assert munitions(rule, tellings) == munitions(rule, tellings[::-1])


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans(), st.sampled_from(["", "p", "q"])), max_size=8))
def test_the_most_frequent_value_does_not_depend_on_order(rows):
    tellings = [Telling(*row) for row in rows]
    assert most_frequent(tellings) == most_frequent(tellings[::-1])
