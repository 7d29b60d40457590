"""What the tempo notebook says of change: the interval decides the verb, series widen it, coverage and other readings are set beside it."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting_corpus import ARTICLE, corpus, incident

from research.analysis.selection import select
from research.reporting import charts_tempo, findings_tempo, findings_tempo_change, summaries_tempo
from research.reporting.sentences import FINDINGS_MIME, mismatches
from research.reporting.theme import checked

YEAR = {"start": "2020-01-01", "end": "2020-12-31", "countries": ["Iraq"]}


def spread(number, start, end):
    """Return `number` days, evenly from `start` to `end`."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    step = (last - first).days / max(number, 1)
    return [(first + timedelta(days=int(step * (n + 0.5)))).isoformat() for n in range(number)]


def told(selection):
    results = summaries_tempo.results(selection)
    found = findings_tempo.findings(selection, results)
    assert mismatches(found.bundle()[FINDINGS_MIME], results) == []
    return [sentence.text for sentence in found.sentences], results


def said(selection, start):
    return next((text for text in told(selection)[0] if text.startswith(start)), "")


def of(choose, days, **parameters):
    return choose([incident(n, day) for n, day in enumerate(days)], **{**YEAR, **parameters})


@pytest.mark.parametrize(
    ("early", "late", "words"),
    [
        (6, 40, "rose: it was 6.7 times"),
        (40, 6, "fell: it was 0.15 times"),
        (9, 10, "did not change distinguishably: it was 1.1 times"),
        (0, 18, "rose: 18 against 0"),
    ],
)
def test_the_verb_follows_the_interval(choose, early, late, words):
    days = spread(early, "2020-01-01", "2020-07-01") + spread(late, "2020-07-02", "2020-12-31")
    assert f"the rate of incidents {words}" in said(of(choose, days), "In the second half")


def test_a_burst_is_said_to_be_a_series_and_no_rise(choose):
    selection = of(choose, ["2020-02-03", "2020-05-04", *["2020-11-10"] * 20])
    assert "independent events would (p 0.001)" in said(selection, "Incidents come in series")
    assert "did not change distinguishably" in said(selection, "In the second half")


def test_a_change_says_its_day_its_interval_and_its_rates(choose):
    selection = of(choose, spread(6, "2020-01-01", "2020-08-31") + spread(50, "2020-09-01", "2020-12-31"))
    text = said(selection, "On ")
    assert "the tempo rose: from 0.1" in text and " (95% interval " in text
    assert "incidents for each article of the corpus did not change distinguishably" in text
    assert text.endswith("so that a change of coverage may explain it.")


def test_more_incidents_of_the_same_articles_are_no_change_of_coverage(choose):
    days = spread(6, "2020-01-01", "2020-08-31") + spread(60, "2020-09-01", "2020-12-31")
    more = [
        {**ARTICLE, "article_id": f"b{n:015d}", "publisher": "Daily", "published": day}
        for n, day in enumerate(spread(300, "2020-01-01", "2020-08-31"))
    ]
    selection = choose([incident(n, day) for n, day in enumerate(days)], articles=more, **YEAR)
    text = said(selection, "On ")
    assert "incidents for each article of the corpus rose" in text and "coverage may" not in text


def test_an_even_year_has_no_change_and_survives_as_such(choose):
    selection = of(choose, spread(52, "2020-01-01", "2020-12-31"))
    texts, results = told(selection)
    assert any(text.startswith("Within that time no change of tempo stands out") for text in texts)
    assert not any(text.startswith("Incidents come in series") for text in texts)
    assert results["changes"].empty and results["survival"]["comparison"].tolist() == ["halves"]


def test_readings_that_differ_are_named(choose):
    days = spread(6, "2020-01-01", "2020-07-01") + spread(40, "2020-07-02", "2020-12-31")
    text = said(of(choose, days), "What is said of the halves")
    assert text.endswith("holds in 12 of 14 other readings; not definition claimed and definition multi_source.")


def test_days_with_attacks_and_waiting_times(choose):
    texts = told(of(choose, ["2020-03-01", "2020-03-01", "2020-03-04", "2020-04-03"]))[0]
    days = next(text for text in texts if text.startswith("Incidents fall on"))
    assert days.startswith("Incidents fall on 3 of 366 days (1%, 95% interval under 1% to 2%); on such a day there are 1.3")
    waiting = next(text for text in texts if text.startswith("Half of the incidents"))
    assert "within 3 days of the one before" in waiting and "the longest quiet is 30 days, from 4 March 2020 to 3 April 2020" in waiting


def test_nothing_counted_has_empty_tables(choose):
    for parameters in (YEAR, {}):
        results = summaries_tempo.results(choose([], **parameters))
        assert results["sensitivity"].empty and results["changes"].empty


def test_stretches_lead_to_their_incidents(choose):
    selection = of(choose, spread(6, "2020-01-01", "2020-08-31") + spread(50, "2020-09-01", "2020-12-31"))
    results = summaries_tempo.results(selection)
    for name in ("stretches", "coverage_parts", "attack_days"):
        assert [len(ids.split()) for ids in results[name]["incident_ids"]] == results[name]["incidents"].tolist()
    attacked = summaries_tempo.attacked(selection)
    assert attacked["incidents"].sum() == 56 and attacked["date"].is_monotonic_increasing


def charts(results, attacked):
    return [
        charts_tempo.tempo(results["tempo"], "T", "s"),
        charts_tempo.stretches(results["stretches"], results["changes"], attacked, "T"),
        charts_tempo.articles(results["coverage"], "T"),
        charts_tempo.waiting(results["waiting_classes"], "T"),
        charts_tempo.readings(results["sensitivity"], "T"),
    ]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("days", [[], ["2020-03-01"], ["2020-03-01"] * 9, spread(50, "2020-09-01", "2020-12-31")], ids=len)
@pytest.mark.parametrize("frequency", ["D", "M"])
def test_charts_encode_what_their_tables_hold_and_no_time_zone(choose, days, frequency):
    selection = of(choose, days, frequency=frequency)
    for chart in charts(summaries_tempo.results(selection), summaries_tempo.attacked(selection)):
        spec = checked(chart)
        assert spec["title"]["text"] == "T" and spec["width"] == 640
        assert "'temporal'" not in str(spec) or "{'type': 'utc'}" in str(spec)


def test_what_is_imprecise_is_drawn_above_what_is_counted(choose):
    vague = incident(1, "2020-02-25", date_end="2020-03-05")
    frame = summaries_tempo.results(choose([incident(0, "2020-02-03"), vague], **YEAR))["tempo"]
    row = frame.set_index("period").loc["2020-02"]
    assert (row["incidents"], row["expected"], row["at_most"]) == (1, 1.5, 2)
    data = next(rows for rows in checked(charts_tempo.tempo(frame, "T"))["datasets"].values() if "at_most" in rows[0])
    assert [entry["period"] for entry in data] == frame["period"].tolist()


def test_a_limit_beyond_the_axis_is_drawn_at_its_end():
    frame = pd.DataFrame({"comparison": "halves", "reading": ["a"], "ratio": [None], "low": [5.0], "high": [None], "direction": ["rose"]})
    rows = [rows for rows in checked(charts_tempo.readings(frame, "T"))["datasets"].values() if "reading" in rows[0]]
    assert rows[0][0]["high_drawn"] == 100 and rows[0][0]["low_drawn"] == 5 and rows[0][0]["high"] is None


DATES = st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(str)


@settings(max_examples=10, deadline=None)
@given(st.lists(DATES, max_size=30), st.sampled_from("DWM"))
def test_every_fact_stands_in_its_table(days, frequency):
    texts, _ = told(select(corpus([incident(n, day) for n, day in enumerate(days)]), {"frequency": frequency}))
    assert all(text.endswith(".") and "None" not in text and "nan" not in text for text in texts)


def test_many_changes_are_told_by_the_last():
    columns = [
        "change",
        "date",
        "date_low",
        "date_high",
        "before_per_week",
        "after_per_week",
        "ratio",
        "ratio_low",
        "ratio_high",
        "direction",
    ]
    rows = [(n, f"2020-0{n}-01", f"2020-0{n}-01", f"2020-0{n}-02", 1.0, 5.0, 5.0, 2.0, 9.0, "rose") for n in range(1, 8)]
    read = pd.DataFrame([(row[1], None, None) for row in rows], columns=["comparison", "ratio", "direction"])
    found = findings_tempo_change.changes(pd.DataFrame(rows, columns=columns), read)
    assert len(found) == 4 and found[-1].text.startswith("On 1 July 2020")
    assert found[-1].text.endswith("without articles published in both times to set that beside.")
