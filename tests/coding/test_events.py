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


def test_between_two_places_is_one_event_and_between_two_hours_is_not():
    road = reports("A rocket hit a convoy on the road between Baiji and Tikrit on Thursday.")
    assert len(road) == 1
    hours = reports("Rockets hit convoys between midday and half two in Baiji and in Tikrit on Thursday.")
    assert [row["place_id"] for row in hours] == ["baiji", "tikrit"]


def test_a_reply_is_an_event_of_its_own():
    text = "A drone hit Erbil air base on Wednesday. The U.S. answered on Thursday with air strikes on depots near al-Bukamal in Syria."
    assert keys(text) == [("2023-11-08", "erbil-airport", "drone"), ("2023-11-09", "al-bukamal", "air_strike")]


def test_another_attack_is_an_event_of_its_own():
    text = (
        "Three rockets hit Ain al-Asad air base on Thursday.\n\nIn another attack the same day, a drone was shot down over Harir air base."
    )
    assert len(reports(text)) == 2


def test_a_second_rocket_at_another_place_is_an_event_of_its_own():
    text = "A rocket hit a car park in Baghdad on Thursday. Minutes later a second rocket smashed into a shop in Mansour."
    assert keys(text) == [("2023-11-09", "baghdad", "rocket"), ("2023-11-09", "mansour", "rocket")]


def test_a_group_may_strike_without_a_weapon_named():
    row = report("Kataib Hezbollah hit Camp Taji on Thursday, the army says.")
    assert row["place_id"] == "camp-taji"


def test_events_under_the_days_of_a_digest():
    text = (
        "MONDAY.\n\nTwo drones are shot down at Harir air base.\n\nTUESDAY.\n\nThe lira falls again.\n\n"
        "WEDNESDAY.\n\nFive rockets strike Camp Taji."
    )
    assert keys(text, title="The week in brief") == [("2023-11-06", "harir", "drone"), ("2023-11-08", "camp-taji", "rocket")]


def test_entries_of_a_time_line():
    text = "A look back at the week.\n\nNOV. 6 - Rockets hit Camp Taji.\n\nNOV. 8 - A drone crashes into Harir air base."
    assert keys(text) == [("2023-11-06", "camp-taji", "rocket"), ("2023-11-08", "harir", "drone")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rockets fell on Camp Taji.\n\nThree soldiers were hurt on Wednesday when the shelters filled.", "2023-11-08"),
        ("Two days after a blast tore through Camp Taji, nobody can say who did it.", "2023-11-08"),
        ("Four fighters were buried on Thursday who were killed in Monday's drone attack on their post at al-Qaim.", "2023-11-06"),
        ("A day after a drone struck Harir air base on Monday, the army is talking about its answer.", "2023-11-06"),
        ("A drone hit the fence of Harir air base shortly before dawn on Thursday.", "2023-11-09"),
        ("Crowds came on Thursday to the funeral of a reservist who was killed by a drone at Tower 22 on November 4.", "2023-11-04"),
    ],
)
def test_the_day_is_that_of_the_event(text, day):
    assert report(text, title="News from Iraq")["date_start"] == day


def test_of_a_month_of_publication_every_day_is_news():
    text = "Ten rockets were fired at Camp Taji on June 3."
    assert report(text, title="The month in numbers", published="2021-06")["date_start"] == "2021-06-03"


def test_what_is_left_out_was_told_before():
    text = "A drone was shot down near Harir air base on Tuesday and a further one on Wednesday."
    assert [(row["date_start"], row["place_id"], row["munitions_low"]) for row in reports(text)] == [
        ("2023-11-07", "harir", 1), ("2023-11-08", "harir", 1)
    ]  # fmt: skip


def test_one_of_several_told_before_is_part_of_their_event():
    row = report("Two bombs exploded beside a convoy in Latifiya on Thursday. The first set a lorry on fire, the second did no harm.")
    assert (row["weapon"], row["munitions_low"]) == ("ied", 2)


def test_an_event_of_the_day_before_is_another_though_it_was_at_the_same_base():
    text = (
        "On Wednesday four rockets fell on Balad air base.\n\nIn Tuesday's incident, in which two rockets came down, none of ours was hurt."
    )
    assert [row["date_start"] for row in reports(text)] == ["2023-11-08", "2023-11-07"]


def test_a_scene_is_set_before_the_event_is_told():
    row = report("It was a quiet evening at Camp Taji. Then came the rockets, three of them, and hit a hangar on Thursday.")
    assert row["place_id"] == "camp-taji"


def test_where_it_came_from_is_not_where_it_was():
    row = report("The base at Camp Taji was hit on Thursday with rockets launched from somewhere in the province of Diyala.")
    assert row["place_id"] == "camp-taji"


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
        "Workers unearthed 40 rusty rockets on a building site in Basra on Thursday.",
        "Reports of a rocket attack on Camp Taji are untrue, the army said on Thursday.",
        "Sirens at the U.S. embassy in Baghdad on Thursday were a false alarm after talk of a drone.",
        "No American aircraft carried out a strike in Baghdad on Thursday.",
        "Bases in Iraq have been attacked dozens of times in the weeks since.",
        "American bases have come under attack about 200 times this year, a general said.",
        "The prime minister said on Thursday that his country rejects attacks on its soil.",
        "Why are American bases in Iraq being attacked?",
        "Whoever wants to know which militia in Baghdad has fired a rocket must ask twice.",
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
@given(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(sorted(WEAPONS)),
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(sorted(NUMBERS)),
    st.booleans(),
)
def test_the_coding_moves_with_the_words(place, weapon, day, number, late):
    first = f"On {day}, {number} {weapon}s struck {place}." if late else f"{number.capitalize()} {weapon}s struck {place} on {day}."
    row = report(first + " No one was hurt, officials said.")
    assert (row["place_id"], row["weapon"], row["date_start"], row["munitions_low"]) == (
        PLACES[place],
        WEAPONS[weapon],
        DAYS[day],
        NUMBERS[number],
    )
    assert (row["killed_best"], row["wounded_best"]) == (None, 0)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(
    "rockets drone hit struck the base Camp Taji Erbil on Monday two killed wounded and , . after U.S. "
    "no not claimed group Iraq Syria 17 in was were attack set ablaze neither toll to who which".split()
), max_size=40))  # fmt: skip
def test_no_jumble_of_words_breaks_the_coder(words):
    text = " ".join(words)
    for row in coded(text).assertions:
        assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize(
    "words",
    [
        "There was shooting in Iraq as well. Five rockets were fired at Ain al-Asad on Tuesday.",
        "Americans had already been shot at on Tuesday. Five rockets were fired at Ain al-Asad.",
        "It had been the turn of Ain al-Asad on Tuesday. Five rockets were fired at it.",
    ],
)
def test_what_only_announces_an_attack_is_none_of_its_own(words):
    rows = reports("A bomb struck a convoy near Samawah on Wednesday. Two drivers were hurt.\n\n" + words)
    assert [row["place_id"] for row in rows] == ["samawah", "ain-al-asad"]
    assert (rows[1]["weapon"], rows[1]["munitions_low"], str(rows[1]["date_start"])) == ("rocket", 5, DAYS["Tuesday"])


@pytest.mark.parametrize("aside", ["if not more", "if any", "if only slightly"])
def test_an_aside_with_if_makes_nothing_unreal(aside):
    assert reports(f"Eight soldiers, {aside}, were hurt when a drone struck Ain al-Asad on Tuesday.")


@pytest.mark.parametrize("often", ["time and again", "every few weeks", "occasionally", "now and again"])
def test_what_is_said_to_happen_often_is_no_incident(often):
    assert not reports(f"Factions have {often} sent drones and rockets against camps and consulates in Iraq.")


STRIKES = "American aircraft bombed depots of Kataib Hezbollah near al-Qaim on Wednesday, the Pentagon said. "


@pytest.mark.parametrize(
    "words",
    [
        "Jurf al-Sakhar was bombed too.",
        "A building at Jurf al-Sakhar was also hit.",
        "A police post at Jurf al-Sakhar was damaged.",
        "At Jurf al-Sakhar three fighters lost their lives.",
    ],
)
def test_strikes_on_several_places_are_by_the_same_state(words):
    coded_rows = coded(STRIKES + words)
    assert [(r["place_id"], r["weapon"], r["target_side"]) for r in coded_rows.reports] == [
        ("al-qaim", "air_strike", "iran_aligned"),
        ("jurf-al-sakhar", "air_strike", "iran_aligned"),
    ]
    assert {(c["report_id"][-3:], c["group_id"]) for c in coded_rows.claims} == {("r01", "united-states"), ("r02", "united-states")}


@pytest.mark.parametrize(
    "words", ["The Ain al-Asad base was hit on Thursday.", "Rockets hit Camp Taji.", "A drone was shot down over Harir."]
)
def test_what_answers_a_strike_is_not_by_the_same_state(words):
    assert {r["report_id"][-3:] for r in coded(STRIKES + words).reports} == {"r01", "r02"}
    assert {c["report_id"][-3:] for c in coded(STRIKES + words).claims if c["group_id"] == "united-states"} == {"r01"}


@pytest.mark.parametrize(
    "words",
    [
        "Missiles of the Houthis hit a U.S. aircraft carrier in the Red Sea on Wednesday.",
        "Lorries with goods for U.S. forces were set ablaze near Samawah on Wednesday.",
    ],
)
def test_a_state_that_is_struck_is_not_the_author(words):
    assert "united-states" not in {c["group_id"] for c in coded(words).claims}


@pytest.mark.parametrize(
    "words", ["Politicians in Baghdad and Erbil voiced outrage on Monday", "Diplomats in Baghdad condemned on Monday what had happened"]
)
def test_where_people_voice_outrage_nothing_happened(words):
    text = "Two mortar bombs fell on Sunday night in the middle of Tuz Khurmatu.\n\n" + words + " at the mortar fire."
    assert [(row["place_id"], str(row["date_start"])) for row in reports(text)] == [("tuz-khurmatu", "2023-11-05")]


def test_a_second_bomb_told_without_a_place_was_where_the_first_of_its_sentence_was():
    text = "A drone hit Harir air base on Monday.\n\nNear Rutba a roadside bomb was defused on Tuesday, and a second one on Wednesday."
    assert [row["place_id"] for row in reports(text)] == ["harir", "rutba", "rutba"]


def test_planes_of_whatever_flag_bomb_from_the_air():
    row = report("Four planes, presumably Russian, bombed caves in Raqqa province on Wednesday, the Observatory said.")
    assert row["weapon"] == "air_strike"


def test_aircraft_that_are_stationed_somewhere_are_no_weapon():
    row = report("Two drones were sent on Wednesday against Muwaffaq Salti Air Base in Jordan, where American jets are stationed.")
    assert (row["weapon"], row["target_side"]) == ("drone", "us_coalition")


def test_a_total_with_its_weapons_is_no_attack_of_its_own():
    assert not reports("The army came under attack 38 times between March 1 and April 20, with bombs and with rifles, a general said.")


@pytest.mark.parametrize(
    "words",
    [
        "Before noon somebody sent a drone towards Harir air base.",
        "Guards of Harir air base, too, shot down a drone.",
        "A drone was shot down over Harir air base.",
    ],
)
def test_news_told_beside_that_of_one_day_is_of_that_day(words):
    text = "Three rockets hit Camp Taji on Tuesday.\n\nNobody was hurt, the army said.\n\n" + words
    assert {str(row["date_start"]) for row in reports(text)} == {DAYS["Tuesday"]}


def test_news_beside_that_of_two_days_has_the_day_of_publication():
    text = "Rockets hit Camp Taji on Monday.\n\nA bomb hit a convoy near Hillah on Tuesday.\n\nA drone was shot down over Harir air base."
    rows = {row["place_id"]: row for row in reports(text)}
    assert rows["harir"]["date_basis"] == "publication"
