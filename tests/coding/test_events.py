"""What is one event and what is several; what is news, what background, and what no event at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coding.reader import coded, report, reports

PLACES = {"Ain al-Asad air base": "ain-al-asad", "Camp Taji": "camp-taji", "Harir air base": "harir", "the al-Tanf garrison": "al-tanf"}
WEAPONS = {"rocket": "rocket", "drone": "drone", "mortar shell": "mortar", "ballistic missile": "missile"}
DAYS = {"Monday": "2023-11-06", "Tuesday": "2023-11-07", "Wednesday": "2023-11-08", "Thursday": "2023-11-09"}
NUMBERS = {"two": 2, "three": 3, "five": 5, "a dozen": 12, "17": 17, "twenty-four": 24}


def keys(text: str, **more: str) -> list[tuple]:
    return sorted((row["date_start"], row["place_id"], row["weapon"]) for row in reports(text, **more))


def test_headline_lead_and_body_tell_one_event():
    row = report(
        "Three rockets struck Camp Taji, north of Baghdad, on Thursday, the military said. One soldier was wounded in the attack.\n\n"
        "The rockets were fired from a truck. The base houses coalition troops.",
        title="Rockets hit Iraqi base",
    )
    assert (row["place_id"], row["munitions_low"], row["wounded_best"]) == ("camp-taji", 3, 1)


def test_two_days_are_two_events():
    text = "Two rockets hit Camp Taji on Monday and a drone struck Harir air base on Tuesday."
    assert keys(text) == [("2023-11-06", "camp-taji", "rocket"), ("2023-11-07", "harir", "drone")]


def test_coordinated_places_are_an_event_each():
    text = "Rockets were fired on Thursday at Ain al-Asad air base and at Camp Taji."
    assert keys(text) == [("2023-11-09", "ain-al-asad", "rocket"), ("2023-11-09", "camp-taji", "rocket")]


def test_a_reply_is_an_event_of_its_own():
    text = "A drone hit Erbil air base on Wednesday. The U.S. answered on Thursday with air strikes on depots near al-Bukamal in Syria."
    assert keys(text) == [("2023-11-08", "erbil-airport", "drone"), ("2023-11-09", "al-bukamal", "air_strike")]


def test_another_attack_is_an_event_of_its_own():
    text = "Three rockets hit Ain al-Asad air base on Thursday.\n\nIn another attack the same day, a drone was shot down over Harir air base."
    assert len(reports(text)) == 2


def test_an_older_event_is_background():
    rows = coded("Three rockets hit Camp Taji on Thursday.\n\nIn January 2020 Iran fired missiles at Ain al-Asad air base.").reports
    assert [(row["place_id"], row["is_background"]) for row in rows] == [("camp-taji", False), ("ain-al-asad", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The group threatened to attack American bases in Iraq.",
        "Militias have vowed to strike U.S. troops at Ain al-Asad air base.",
        "Rockets are often fired at the Green Zone.",
        "The army held an exercise with rockets at Camp Taji on Thursday.",
        "Iran unveiled a new ballistic missile on Thursday.",
        "The senator attacked the budget in Baghdad on Thursday.",
        "He died of a heart attack in Erbil on Thursday.",
        "If the militias attack Camp Taji again, the United States will respond.",
    ],
)
def test_what_is_no_event(text):
    assert reports(text) == []


def test_a_weekday_needs_a_publication_date():
    assert report("Three rockets hit Camp Taji on Thursday.", published="")["date_start"] is None


def test_a_month_of_publication_dates_to_the_month():
    row = report("Three rockets hit Camp Taji.", title="Rockets hit Camp Taji", published="2021-06")
    assert (row["date_start"], row["date_end"], row["date_prec"], row["date_basis"]) == ("2021-06-01", "2021-06-30", 4, "publication")


def test_the_country_of_an_event_without_a_place_is_that_of_the_article():
    row = report("A convoy of the coalition was hit by a roadside bomb on Thursday, Iraqi police said. It happened in southern Iraq.")
    assert row["country"] == "Iraq"


@settings(max_examples=60)
@given(st.sampled_from(sorted(PLACES)), st.sampled_from(sorted(WEAPONS)), st.sampled_from(sorted(DAYS)), st.sampled_from(sorted(NUMBERS)), st.booleans())
def test_the_coding_moves_with_the_words(place, weapon, day, number, late):
    first = f"On {day}, {number} {weapon}s struck {place}." if late else f"{number.capitalize()} {weapon}s struck {place} on {day}."
    row = report(first + " No one was hurt, officials said.")
    assert (row["place_id"], row["weapon"], row["date_start"], row["munitions_low"]) == (PLACES[place], WEAPONS[weapon], DAYS[day], NUMBERS[number])
    assert (row["killed_best"], row["wounded_best"]) == (0, 0)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(
    "rockets drone hit struck the base Camp Taji Erbil on Monday two killed wounded and , . after U.S. no not claimed group Iraq Syria 17 in was were attack".split()
), max_size=40))  # fmt: skip
def test_no_jumble_of_words_breaks_the_coder(words):
    text = " ".join(words)
    for row in coded(text).assertions:
        assert text[row["start"] : row["end"]] == row["quote"]
