"""All combinations of definition, rule and dropped publisher: each as if it had been chosen, and counted."""

import pytest
from test_sensitivity import BASE, LATER, told

from research.analysis import combinations as module
from research.analysis.combinations import ALL, NONE, agreement, combinations
from research.analysis.parameters import DEFINITIONS
from research.analysis.selection import select
from research.analysis.sensitivity import without
from research.analysis.tempo import compare
from research.schemas import AGGREGATIONS


@pytest.fixture(scope="module")
def loud():
    """A rise that one publisher tells of alone."""
    return told(lambda n: "loud" if n > 7 else "even")


@pytest.fixture(scope="module")
def crossed(loud):
    return combinations(loud, BASE, LATER)


def test_there_is_every_combination_once(crossed):
    assert len(crossed) == len(DEFINITIONS) * len(AGGREGATIONS) * 3
    assert not crossed[["definition", "aggregation", "dropped"]].duplicated().any()


def test_the_headline_is_among_them(loud, crossed):
    row = crossed.query("definition == 'reported' and aggregation == 'representative' and dropped == @NONE").iloc[0]
    one = compare(loud, BASE, LATER).iloc[0]
    assert row["same"] and row["direction"] == one["direction"] == "rose"
    assert (row["base_incidents"], row["later_incidents"], row["ratio"]) == (one["base_incidents"], one["later_incidents"], one["ratio"])


@pytest.mark.parametrize(("definition", "rule", "dropped"), [("on_facility", "informative", "loud"), ("on_facility", "conservative", NONE)])
def test_a_combination_is_what_its_parameters_count(loud, crossed, definition, rule, dropped):
    tables = loud.tables if dropped == NONE else without(loud.tables, dropped, "representative")
    chosen = {"start": loud.start, "end": loud.end, "definition": definition, "aggregation": rule}
    one = compare(select(tables, chosen), BASE, LATER).iloc[0]
    row = crossed.query("definition == @definition and aggregation == @rule and dropped == @dropped").iloc[0]
    assert (row["base_incidents"], row["later_incidents"]) == (one["base_incidents"], one["later_incidents"])
    assert row["direction"] == one["direction"]


def test_it_is_seen_on_what_the_finding_rests(crossed):
    table = agreement(crossed).set_index(["choice", "value"])
    whole = table.loc[(ALL, ALL)]
    assert whole["readings"] == len(crossed) == whole["rose"] + whole["fell"] + whole["unclear"]
    assert table.loc[("dropped", "loud"), "same"] == 0, "without the one who tells it nothing rises"
    assert table.loc[("definition", "claimed"), "same"] == 0, "nobody claimed anything"
    assert table.loc[("definition", "reported"), "same"] == table.loc[("definition", "on_facility"), "same"] > 0
    for choice in ("definition", "aggregation", "dropped"):
        assert table.loc[choice, "readings"].sum() == len(crossed)


def test_incidents_are_put_together_anew_under_every_rule_but_their_own(loud, monkeypatch):
    asked = []
    real = module.aggregate
    monkeypatch.setattr(module, "aggregate", lambda *given: asked.append(given[-1]) or real(*given))
    combinations(loud, BASE, LATER)
    assert set(loud.tables["incidents"]["aggregation"]) == {"representative"}
    assert {*AGGREGATIONS} - {*asked} == {"representative"}
