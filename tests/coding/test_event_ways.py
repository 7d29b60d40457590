"""Ways of telling where, when and with what an attack was made that point back to what was told before, and near misses of each."""

import pytest

from tests.coding.reader import coded, reports

FIRST = "Three rockets hit Camp Taji, north of Baghdad, on Monday, the army said. Nobody was hurt.\n\n"


def keys(text: str, **more: str) -> list[tuple]:
    return sorted((row["date_start"], row["place_id"], row["weapon"]) for row in reports(text, **more))


@pytest.mark.parametrize(
    "second",
    [
        "On Wednesday it had been the turn of Harir air base. Two drones were flown at it.",
        "Harir air base, near Erbil, was the next. On Wednesday two drones were launched at that base.",
        "Harir air base had been quiet for a year. On Wednesday two drones exploded there.",
        "A day of peace followed for Harir air base. On Wednesday two drones were flown into it.",
        "The Americans have moved many of their men to Harir air base. On Wednesday two drones struck the same base.",
    ],
)
def test_a_telling_may_point_back_to_its_place(second):
    assert keys(FIRST + second) == [("2023-11-06", "camp-taji", "rocket"), ("2023-11-08", "harir", "drone")]


def test_the_same_province_is_that_of_the_place_named_last():
    text = (
        "Rockets struck the Conoco base on Thursday. On Friday gunmen opened fire on a checkpoint in the same province and killed four men."
    )
    assert keys(text)[-1] == ("2023-11-10", "deir-ez-zor", "small_arms")


def test_where_a_government_sits_is_not_pointed_at():
    text = "Rockets struck Camp Taji on Monday. The government in Damascus kept silent. On Tuesday a drone was flown at the base."
    assert keys(text)[-1][1] == "camp-taji"


@pytest.mark.parametrize(
    "second",
    [
        "Within the hour, a drone exploded at Harir air base.",
        "At about the same time a drone exploded at Harir air base.",
        "Minutes later a drone exploded at Harir air base.",
        "Some three hours later a drone exploded at Harir air base.",
        "In the evening a drone exploded at Harir air base.",
        "Shortly afterwards a drone exploded at Harir air base.",
    ],
)
def test_hours_later_is_the_same_day(second):
    assert keys(FIRST + second) == [("2023-11-06", "camp-taji", "rocket"), ("2023-11-06", "harir", "drone")]


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday American planes dropped bombs on a depot near al-Bukamal.",
        "On Tuesday American jets dropped four bombs on bunkers near al-Bukamal.",
        "American planes struck a store of bombs near al-Bukamal on Tuesday.",
        "U.S. aircraft on Tuesday hit a workshop for roadside bombs near al-Bukamal.",
        "American forces bombed a depot of rockets near al-Bukamal on Tuesday.",
    ],
)
def test_what_aircraft_drop_and_what_they_strike_is_no_planted_bomb(text):
    assert keys(text) == [("2023-11-07", "al-bukamal", "air_strike")]


def test_a_bomb_at_a_depot_is_planted():
    assert keys("A roadside bomb exploded beside a fuel depot near Samawah on Tuesday.") == [("2023-11-07", "samawah", "ied")]


def test_bombs_that_fell_go_on_about_what_was_bombed():
    text = (
        "American planes on Tuesday bombed stores of two armed groups. The bombs fell near al-Qaim in Iraq and near al-Bukamal in Syria, "
        "the Pentagon said."
    )
    assert keys(text) == [("2023-11-07", "al-bukamal", "air_strike"), ("2023-11-07", "al-qaim", "air_strike")]


@pytest.mark.parametrize(
    "text",
    [
        "ISIS claimed 153 attacks in Iraq and Syria from January to June 2023, the command says.",
        "The ministry puts the number of attacks in northern Iraq at 41.",
        "In these regions Israel attacks the allies of Iran from the air.",
        "The offices of the group in Baghdad were raided by the counterterrorism service, which arrested 14 men.",
        "The group struck a tone of defiance in Syria.",
    ],
)
def test_sums_habits_and_searches_are_no_events(text):
    assert coded(text).reports == []


@pytest.mark.parametrize(
    "text",
    [
        "There was shooting in Iraq as well. Five rockets were launched on Wednesday at Ain al-Asad air base.",
        "Iraq too had been under attack. On Wednesday five rockets were fired at Ain al-Asad air base.",
    ],
)
def test_what_is_announced_and_then_told_is_one_event(text):
    assert keys(FIRST + text) == [("2023-11-06", "camp-taji", "rocket"), ("2023-11-08", "ain-al-asad", "rocket")]


@pytest.mark.parametrize(
    "text",
    [
        "Close to al-Bukamal American jets bombed a camp on Tuesday, and near Mayadin a safe house.",
        "Near al-Bukamal a training camp was bombed by American jets on Tuesday, at Mayadin a safe house.",
        "In al-Bukamal a depot was hit by a U.S. air strike on Tuesday, in the hills near Mayadin a shelter of the group.",
    ],
)
def test_a_verb_told_once_for_two_places(text):
    assert keys(text) == [("2023-11-07", "al-bukamal", "air_strike"), ("2023-11-07", "mayadin", "air_strike")]


def test_they_are_the_aircraft_of_the_sentence_before():
    text = "American jets were in the air over Syria again. Near al-Bukamal they hit a camp on Tuesday."
    assert keys(text) == [("2023-11-07", "al-bukamal", "air_strike")]


def test_a_place_known_by_another_name_is_one():
    text = "Three rockets were fired on Tuesday at a base next to Erbil airport, known as Erbil air base, officials said."
    assert len(reports(text)) == 1


def test_an_undated_article_tells_the_past():
    text = (
        "A drone struck the al-Tanf garrison on August 9, 2024. "
        "The deadliest attack was that of January 28, when a drone killed three Americans at Tower 22 in Jordan."
    )
    assert sorted(row["date_start"] for row in coded(text, published="").reports) == ["2024-01-28", "2024-08-09"]


def test_an_attempt_is_an_event():
    assert keys("Gunmen tried to kill a judge in Basra on Tuesday.")[0][:2] == ("2023-11-07", "basra")


def test_that_to_which_it_was_a_reply_is_an_event_of_its_own():
    text = "Iran fired missiles at al-Udeid in Qatar on Monday. It called them a reply to the bombing of Fordow by the U.S. on Sunday."
    assert [day for day, *_ in keys(text)] == ["2023-11-05", "2023-11-06"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The US Embassy in Baghdad said that the attack was unacceptable.",
        "The U.S. Embassy later condemned the attack.",
        "The American embassy has denounced the attack on the base.",
    ],
)
def test_an_embassy_that_speaks_is_not_where_it_was(sentence):
    assert keys("Three rockets fell in northern Iraq on Monday. " + sentence)[0][1] != "us-embassy-baghdad"


def test_an_embassy_that_is_struck_is_where_it_was():
    assert keys("Three rockets struck the US Embassy in Baghdad on Monday, police said.")[0][1] == "us-embassy-baghdad"


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Men of the Islamic State entered a village near Makhmour on Thursday and shot three brothers.", "small_arms"),
        ("An explosion struck a convoy of the coalition near Samawah on Thursday.", "ied"),
        ("A supply convoy was bombed near Samawah on Thursday.", "ied"),
        ("An explosion struck a warehouse near Samawah on Thursday.", "unknown"),
    ],
)
def test_the_deed_may_tell_the_weapon(text, weapon):
    assert [key[2] for key in keys(text)] == [weapon]


def test_that_night_may_be_the_one_since_which_was_counted():
    text = "It was the third attack since Monday. That night a rocket exploded at Harir air base."
    assert keys(FIRST.replace("Monday", "Thursday") + text)[0] == ("2023-11-06", "harir", "rocket")


def test_a_day_that_opens_an_entry_sets_the_heading_aside():
    text = (
        "November 3.\n\nTwo drones struck Camp Taji.\n\nNovember 5 was the noisiest day.\n\nRockets struck Ain al-Asad air base.\n\n"
        "November 7.\n\nA drone struck Harir air base."
    )
    assert [day for day, *_ in keys(text)] == ["2023-11-03", "2023-11-05", "2023-11-07"]


@pytest.mark.parametrize("denial", ["Those reports are not true", "Those reports were wrong", "The reports are baseless"])
def test_reports_that_are_not_true_tell_no_strike(denial):
    assert coded(f'It was aware of reports that the U.S. had carried out air strikes in Iraq, the command wrote: "{denial}."').reports == []


def test_a_calendar_day_is_background_beside_news_of_weekdays():
    text = (
        "Two rockets were fired on Tuesday evening at the Conoco base.\n\n"
        "An American drone killed Qassem Soleimani at Baghdad airport on 3 January 2020."
    )
    assert [place for _, place, _ in keys(text, published="")] == ["conoco"]
