"""What the findings say, and that every number, name and verb of them stands in a table."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from reporting_corpus import ARTICLE, claim, corpus, incident

from research.analysis import sources
from research.analysis.selection import select
from research.reporting import findings_claims, findings_sources, findings_tempo, summaries, summaries_claims, summaries_tempo
from research.reporting.sentences import FINDINGS_MIME, mismatches
from research.schemas import CLAIM_STATUSES, STATEMENTS, TARGETS, WEAPONS

IRAQ_2020 = {"start": "2020-01-01", "end": "2020-12-31", "countries": ["Iraq"]}


def of_tempo(selection):
    results = summaries_tempo.results(selection)
    return findings_tempo.findings(selection, results), results


def of_claims(selection):
    results = summaries_claims.results(selection)
    return findings_claims.findings(selection, results), results


def of_sources(selection):
    results = {
        "reading": summaries.reading(selection),
        "publishers": sources.publishers(summaries.narrowed(selection)),
        "support": summaries.support(selection),
    }
    return findings_sources.findings(selection, results), results


def texts(findings):
    return [sentence.text for sentence in findings.sentences]


def said(findings, start):
    return next((text for text in texts(findings) if text.startswith(start)), "")


def test_how_often_says_window_country_interval_and_definition(choose):
    found, _ = of_tempo(choose([incident(1, "2020-03-11"), incident(2, "2020-03-14")], **IRAQ_2020))
    assert texts(found)[0] == (
        "From 1 January 2020 to 31 December 2020 in Iraq, 2 incidents (95% interval 0.24 to 7.2) are counted, "
        "that is 0.038 (95% interval 0.0046 to 0.14) a week."
    )
    assert texts(found)[-1].startswith("Counted are incidents that at least one article reports in Iraq;")
    assert texts(found)[-1].endswith("incidents told only as background are left out.")


def test_one_incident_is_one(choose):
    found, _ = of_tempo(choose([incident(1, "2020-03-11", killed_low=1, killed_best=1, killed_high=1)], **IRAQ_2020))
    assert "1 incident (95% interval" in texts(found)[0]
    assert " is counted" in texts(found)[0]
    assert said(found, "1 person") == "1 person was killed in the 1 incident that gives a number; no incidents say nothing of them."
    assert said(found, "No article") == "No article gives a number of wounded: 1 incident says nothing of them."


def test_no_incident_is_said_without_figures(choose):
    selection = choose([incident(1, "2021-03-11")], **IRAQ_2020)
    for found, _ in (of_tempo(selection), of_claims(selection)):
        assert texts(found)[0] == "No incidents from 1 January 2020 to 31 December 2020 in Iraq are counted."
    assert texts(of_sources(selection)[0])[0].startswith("No incidents from")


def test_what_shares_the_first_place_is_named_together(choose):
    found, _ = of_tempo(
        choose([incident(1, "2020-03-11", "rocket"), incident(2, "2020-03-12", "ied"), incident(3, "2020-03-13", "unknown")], **IRAQ_2020)
    )
    assert said(found, "The weapons").startswith("The weapons told of most often are IED and rocket: 1 incident each, 33% of all")
    assert said(found, "The weapons").endswith("for 1 incident the weapon is not known.")


def test_a_country_is_no_place(choose):
    found, _ = of_tempo(
        choose([incident(1, "2020-03-11", place="iraq"), incident(2, "2020-03-12"), incident(3, "2020-03-13", place="iraq")], **IRAQ_2020)
    )
    assert said(found, "The place").startswith("The place told of most often is Camp Taji: 1 incident")
    assert said(found, "The place").endswith("for 2 incidents the place is not known.")


def test_casualties_that_nobody_counted_are_unknown_and_not_none(choose):
    found, _ = of_tempo(
        choose([incident(1, "2020-03-11", killed_low=0, killed_best=0, killed_high=0), incident(2, "2020-03-12")], **IRAQ_2020)
    )
    assert said(found, "No people") == "No people were killed in the 1 incident that gives a number; 1 incident says nothing of them."


def test_claimed_is_not_attributed(choose):
    rows = [incident(1, "2020-03-11", status="claimed"), incident(2, "2020-03-12", status="attributed"), incident(3, "2020-03-13")]
    names = [f"{n:016x}" for n in range(3)]
    said_by = [claim(names[0], "usbat-al-thaireen", "claimed"), claim(names[1], "kataib-hizballah", "attributed", "the Pentagon")]
    found, _ = of_claims(choose(rows, [*said_by, claim(names[1], None, "attributed", number=1, report="")], **IRAQ_2020))
    assert "of 3 incidents, 1 is claimed (33%, 95% interval 6% to 79%), 1 is attributed only (33%, 6% to 79%)" in texts(found)[0]
    assert said(found, "1 group") == "1 group or state claims incidents, most of all Usbat al-Thaireen: 1 incident on 11 March 2020."
    assert (
        said(found, "1 of them")
        == "1 of them is a facade or an umbrella: what it claims is not added to the groups said to stand behind it."
    )
    firmness = "(1 attributed, 0 suspected, 0 stated by an article itself)"
    assert said(found, "Held") == f"Held responsible most often by others: Kata'ib Hizballah, in 1 incident {firmness}."
    assert said(found, "1 further") == "1 further statement speaks of attacks in general and is in no figure here."


def test_groups_that_are_not_named_are_one_in_the_chart_and_apart_in_the_table(choose):
    rows, name = [incident(1, "2020-03-11", status="attributed", place=None)], f"{0:016x}"
    militias = {"group_text": "militias"}
    said_by = [
        {**claim(name, None, "attributed", "the Pentagon"), **militias},
        {**claim(name, None, "stated", number=1), "group_text": "fighters"},
    ]
    selection = choose(rows, said_by, **IRAQ_2020)
    table = summaries_claims.accusations(selection)
    assert list(zip(table["by"], table["name"], strict=True)) == [
        ("the Pentagon", "a group not named"),
        ("the article itself", "a group not named"),
    ]
    assert summaries_claims.blamed(selection)["name"].tolist() == ["fighters", "militias"]
    assert summaries.places(selection)["label"].tolist() == ["not said"]


def test_what_the_corpus_does_not_give_is_said(choose):
    further = [
        {**ARTICLE, "article_id": "a" * 16, "publisher": "Paper 0", "published_basis": "none"},
        {**ARTICLE, "article_id": "b" * 16, "publisher": "Paper 0", "published": "2020-03-11", "duplicate_of": f"{0:016x}"},
    ]
    rejected = [{"file": "x.txt", "reason": "unreadable", "detail": "it is a picture"}]
    found, _ = of_sources(choose([incident(1, "2020-03-11")], articles=further, rejected=rejected, **IRAQ_2020))
    assert said(found, "The corpus") == "The corpus holds 4 files; 1 could not be read."
    assert said(found, "2 articles") == "2 articles tell no incident, none only incidents that are not counted here."
    assert said(found, "1 article has") == "1 article has no known day of publication, so that a mere weekday cannot be dated there."
    assert said(found, "1 article nearly") == "1 article nearly repeats an earlier one and counts as no source of its own."


ROWS = st.lists(
    st.builds(
        incident,
        st.integers(0, 9999),
        st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 12, 31)).map(str),
        weapon=st.sampled_from(WEAPONS),
        target=st.sampled_from(TARGETS),
        place=st.sampled_from(["camp-taji", "iraq", "erbil"]),
        publishers=st.integers(1, 3),
        status=st.sampled_from(CLAIM_STATUSES),
        killed_best=st.none() | st.integers(0, 30),
        is_background=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda row: row["incident_id"],
)


SAID = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from([None, "usbat-al-thaireen", "kataib-hizballah", "islamic-resistance-in-iraq"]),
        st.sampled_from([None, "militias"]),
        st.sampled_from(STATEMENTS),
        st.sampled_from([None, "the Pentagon"]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=15)
@given(ROWS, SAID, st.sampled_from("DWM"))
def test_every_fact_stands_in_its_table_whatever_the_incidents_are(rows, said_by, frequency):
    claimed = [
        {**claim(f"{told:016x}", group, statement, by, n, "r0" if bound else ""), "group_text": words}
        for n, (told, group, words, statement, by, bound) in enumerate(said_by)
        if told < len(rows)
    ]
    selection = select(corpus(rows, claimed), {"frequency": frequency})
    for found, results in (of_tempo(selection), of_claims(selection), of_sources(selection)):
        assert mismatches(found.bundle()[FINDINGS_MIME], results) == []
        assert all(text[0].isupper() or text[0].isdigit() for text in texts(found))
        assert all(text.endswith(".") and "None" not in text and "nan" not in text for text in texts(found))
    for table in (summaries_claims.accusations(selection), summaries_claims.claim_events(selection)):
        assert set(" ".join(table["incident_ids"]).split()) <= set(selection.incidents["incident_id"])
