"""What the reconciliation says, and that every number, name and verb of it stands in a table."""

import re

import pandas as pd
import pytest
from reporting_corpus import claim, corpus, incident

from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation import comparable
from research.analysis.reconciliation_reference import TotalsError, read
from research.analysis.reconciliation_totals import TOGETHER
from research.analysis.selection import select
from research.reporting import charts_reconciliation as charts
from research.reporting import findings_reconciliation as told
from research.reporting import summaries_reconciliation as summaries
from research.reporting.behind import Context, rows_behind
from research.reporting.charts_tempo import articles
from research.reporting.page import recipes
from research.reporting.parameters import ParameterError, check
from research.reporting.sentences import FINDINGS_MIME, mismatches
from research.reporting.theme import checked
from research.tables import frame

HEAD = "series,as_of,period_start,count,qualifier,iraq,syria,unit,counter,definition\n"
LINES = (
    "m,2023-10-31,2023-10-17,20,exact,12,8,attacks,Ministry,strikes",
    "m,2023-11-30,2023-10-17,60,exact,30,30,attacks,Ministry,strikes",
    "w,2023-11-30,2023-10-17,90,more_than,,,attacks,Watch,incidents",
)
WINDOW = {"start": "2023-10-17", "end": "2023-11-30"}
SPAN = {"sentence_no": 0, "start": 0, "end": 5, "quote": "words"}


def tally(number, count, day, **more):
    row = {"tally_id": f"t{number}", "article_id": f"{0:016x}", "count": count, "qualifier": "exact", "unit": "attacks", "country": None}
    return SPAN | row | {"period_start": "2023-10-17", "period_end": day} | more


def reconciled(tmp_path, incidents=(), tallies=(), lines=LINES, claims=(), **parameters):
    tables = corpus(incidents, claims) | {"tallies": frame("tallies", tallies)}
    path = tmp_path / "totals.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    selection = comparable(select(tables, parameters))
    return selection, summaries.reconcile(selection, read(path) if lines else summaries.reference(""))


def sentences(selection, results):
    found = told.findings(selection, results)
    assert mismatches(found.bundle()[FINDINGS_MIME], results) == []
    return [sentence.text for sentence in found.sentences]


def few():
    return [incident(1, "2023-10-18", publishers=2), incident(2, "2023-10-20"), incident(3, "2023-11-09", country="Syria", place="al-tanf")]


def test_it_leads_with_the_series_of_most_totals_and_says_the_share(tmp_path):
    texts = sentences(*reconciled(tmp_path, few(), **WINDOW))
    assert texts[0] == (
        "From 17 October 2023 to 30 November 2023, the total published by Ministry is 60 attacks (strikes); the corpus has 3 of that time "
        "that at least one article reports, 5% (95% interval 2% to 14%)."
    )
    assert texts[1].endswith("Under each definition, less than half of what was counted is in the corpus.")
    assert texts[2].startswith("The months cannot be told apart by what is held of them: from 2% ")
    assert "2 of 30 in Iraq, 7% (95% interval 2% to 21%); 1 of 30 in Syria" in texts[3]
    assert texts[3].endswith("the intervals do not tell the countries apart.")
    assert any(text.startswith("Watch counts more than 90 attacks from 17 October 2023") and "up to" in text for text in texts)
    assert any(text.startswith("Counted are incidents that at least one article reports in Iraq, Jordan and Syria") for text in texts)


def test_intervals_tell_months_and_countries_apart_where_they_do(tmp_path):
    many = [incident(n, "2023-10-20") for n in range(12)]
    texts = sentences(*reconciled(tmp_path, many, **WINDOW))
    assert any(text.startswith("Most is held of October 2023, 60%") and "least of November 2023, 0%" in text for text in texts)
    assert any(text.endswith("; the intervals tell the countries apart.") for text in texts)


def test_totals_of_articles_are_held_against_the_corpus_and_the_published_ones(tmp_path):
    tallies = [tally(1, 20, "2023-10-31"), tally(2, 25, "2023-11-30"), tally(3, 2, "2023-10-30")]
    texts = sentences(*reconciled(tmp_path, few(), tallies, **WINDOW))
    expected = "The articles themselves give 3 running totals with a first and a last day; for 1 of them the corpus counts at least as many"
    assert any(text.startswith(expected) for text in texts)
    assert "2 of these speak of the days and country of a published total, and 1 of them agrees." in texts


def test_contradictions_are_told_with_both_totals(tmp_path):
    texts = sentences(*reconciled(tmp_path, few(), [tally(1, 70, "2023-11-20")], **WINDOW))
    assert any(text.startswith("2 pairs of totals exclude each other, 1 of them published ones") for text in texts)
    assert any(text.startswith("70 from 17 October 2023 to 20 November 2023, by Paper 0 stands against 60") for text in texts)


def test_what_is_left_out_is_said_last(tmp_path):
    tallies = [tally(1, 5, "2023-10-31", unit="wounded"), tally(2, 5, None)]
    texts = sentences(*reconciled(tmp_path, few(), tallies, **WINDOW))
    assert texts[-1] == (
        "Of 9 totals found, 2 are set beside nothing: 1 (counts something else than attacks) and 1 (its last day is not known)."
    )


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_every_fact_stands_in_a_table_under_each_definition(tmp_path, definition):
    claims = [claim(f"{0:016x}", "kataib-hezbollah", "claimed")]
    selection, results = reconciled(tmp_path, few(), [tally(1, 20, "2023-10-31")], claims=claims, definition=definition)
    texts = sentences(selection, results)
    plain = " ".join(part for item in told.findings(selection, results).sentences for part in item.parts if isinstance(part, str))
    assert set(re.findall(r"\d+", plain)) <= {"95"}, "a number stands in plain words"
    assert len(texts) > 5


def test_a_corpus_without_totals_says_so(tmp_path):
    selection, results = reconciled(tmp_path, few(), lines=())
    texts = sentences(selection, results)
    assert texts[0] == (
        "No running totals of attacks from 18 October 2023 to 9 November 2023 in Iraq, Jordan and Syria "
        "can be set beside the counts of the corpus."
    )
    assert results["cumulative"]["count"].max() == 3
    assert summaries.countries(results["cumulative"], results["totals"]) == []


@pytest.mark.parametrize("lines", [LINES, ()])
def test_an_empty_window_says_so(tmp_path, lines):
    selection, results = reconciled(tmp_path, few(), lines=lines, start="2030-01-01", end="2030-12-31")
    assert sentences(selection, results)[0].startswith("No running totals of attacks from 1 January 2030")
    assert sentences(*reconciled(tmp_path, lines=()))[0].startswith("No running totals of attacks in the whole time of the corpus")
    checked(charts.coverage_bars(results["coverage"], "t"))


def test_without_tallies_the_published_totals_remain(tmp_path):
    selection, results = reconciled(tmp_path, few())
    assert "The articles themselves" not in " ".join(sentences(selection, results))
    assert summaries.countries(results["cumulative"], results["totals"]) == [TOGETHER, "Iraq", "Syria"]


def test_charts_hold_what_they_encode(tmp_path):
    rows = [*few(), incident(4, "2023-11-01", date_end="2023-11-03")]
    _, results = reconciled(tmp_path, rows, [tally(1, 20, "2023-10-31")], **WINDOW)
    for country in summaries.countries(results["cumulative"], results["totals"]):
        spec = checked(charts.against_totals(results["cumulative"], results["totals"], country, "t"))
        assert len(spec["layer"]) == (4 if country == "Syria" else 5)
        bands = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "area"]
        assert [band["strokeOpacity"] for band in bands] == ([] if country == "Syria" else [0])  # its edge would pass for a count
    spec = checked(charts.coverage_bars(results["coverage"], "t"))
    labels = {row["label"] for rows in spec["datasets"].values() for row in rows}
    months = {month + place for month in ("October 2023", "November 2023") for place in ("", ", Iraq", ", Syria")}
    assert labels == {f"{name} (m)" for name in months} | {"October 2023 (w)", "November 2023 (w)"}


def test_what_there_was_to_read_goes_as_far_as_the_counts(tmp_path):
    selection, results = reconciled(tmp_path, few(), frequency="W")
    table = summaries.meanwhile(selection, results["cumulative"])
    days = results["cumulative"]["day"]
    assert (table["period_start"].iloc[0], table["period_end"].iloc[-1]) == (days.min(), days.max()) == ("2023-10-17", "2023-11-30")
    assert table["articles"].sum() == len(few()), "each incident is told by one article of its day"
    rows = checked(articles(table, "t"))["datasets"].values()
    datum = next(row for data in rows for row in data if row.get("articles"))
    measure = recipes.of_data("coverage_totals", datum)
    behind = rows_behind(measure.name, Context(selection, {}), measure.row(datum))["*"]["articles"]
    assert len(behind) == datum["articles"], "each number leads to its articles"


def test_the_parameter_is_a_file_below_the_project_or_nothing():
    assert check({})["totals"] == "data/reference/official_totals.csv"
    assert check({"totals": ""})["totals"] == ""
    for wrong in (None, 3):
        with pytest.raises(ParameterError, match="totals must be a file below the project"):
            check({"totals": wrong})
    with pytest.raises(ParameterError, match="absolute path"):
        check({"totals": "/data/totals.csv"})


def test_a_missing_file_is_named():
    with pytest.raises(TotalsError, match=r"nowhere\.csv is not there"):
        summaries.reference("data/reference/nowhere.csv")
    assert isinstance(summaries.reference(""), pd.DataFrame)
