"""Blame for attacks in general, which belongs to no event, and blame for the one that was just told, which does."""

import pytest

from tests.coding.reader import coded

LEAD = "Two rockets hit the Ain al-Asad air base on Thursday evening, a security source said.\n\n"
FIELD = "A drone hit the Khor Mor gas field in the Kurdistan Region on Thursday evening, officials said.\n\n"


def bound(text: str) -> set[tuple[bool, str | None, str]]:
    """Return of each claim of an article whether it is on an event, and its group and statement, without those of nobody."""
    return {
        (row["report_id"] is not None, row["group_id"] or row["group_text"], row["statement"])
        for row in coded(text).claims
        if row["statement"] != "unclaimed"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi leaders say that militias close to Iran are behind the repeated shelling of American bases.",
        "The United States says such fire is the work of Kataib Hezbollah.",
        "Officials in Washington blame Kataib Hezbollah for the continual fire on Americans in Iraq.",
        "Iraqi politicians have more than once accused Kataib Hezbollah.",
        "Similar rockets have in the past been laid by Washington at the door of Kataib Hezbollah.",
        "Most of these attacks the United States puts down to Kataib Hezbollah.",
        "Washington has long blamed Kataib Hezbollah.",
        "American commanders have again and again pointed to Kataib Hezbollah.",
        "The steady fire on the bases is the work of Kataib Hezbollah, Washington says.",
        "The Pentagon attributes the persistent harassment of its convoys to Kataib Hezbollah.",
        "U.S. officials have for years accused Kataib Hezbollah of being behind it.",
        "There have been at least four attacks in three days. Kataib Hezbollah is to blame, a coalition officer said.",
        "Kataib Hezbollah has claimed the bulk of the attacks of this month. It wants to go on. The Pentagon blames Iran.",
    ],
)
def test_blame_for_attacks_as_a_class_is_on_no_event(text):
    rows = bound(LEAD + text)
    assert rows, text
    assert not any(on_event for on_event, *_ in rows), rows


@pytest.mark.parametrize(
    "text",
    [
        "Officials have repeatedly blamed Kataib Hezbollah for the attack.",
        "American officials blamed the attack on Kataib Hezbollah.",
        "The military blamed Kataib Hezbollah for the rockets.",
        "Kataib Hezbollah, which is suspected by several diplomats, does not comment as a rule.",
        "The rockets were the work of Kataib Hezbollah, Washington says.",
        "Officials accused Kataib Hezbollah.",
    ],
)
def test_blame_for_the_attack_just_told_is_on_it(text):
    rows = bound(LEAD + text)
    assert rows, text
    assert all(on_event for on_event, *_ in rows), rows


def test_what_goes_on_is_no_second_event_of_nobody():
    before = f"{LEAD}On Wednesday a drone was shot down near Erbil airport.\n\n"
    text = before + "There have been at least four attacks in a week. None has been claimed."
    assert [row["report_id"] for row in coded(text).claims] == [None]


@pytest.mark.parametrize(
    "office",
    [
        "Five places were struck in all, according to the Defense Department.",
        "The interior ministry in Baghdad is looking into it.",
        "The coalition has sent a team to the base.",
        "The launchers had been found, the Pentagon said.",
    ],
)
def test_it_is_the_office_that_spoke_and_not_the_group_named_before(office):
    text = f"{FIELD}Kataib Hezbollah is named by some as the author.\n\n{office} It described the strike as an answer to the sanctions."
    assert not any(row["statement"] == "claimed" for row in coded(text).claims)


def test_a_message_is_of_the_group_that_has_claimed_and_not_of_the_one_suspected():
    text = LEAD + "Ashab al-Kahf claimed it. Officials suspect Kataib Hezbollah. The rockets were theirs, the message says."
    assert {(group, kind) for _, group, kind in bound(text)} == {("ashab-al-kahf", "claimed"), ("kataib-hizballah", "suspected")}


def test_what_divides_up_a_total_is_no_attack_and_blame_behind_it_is_for_all():
    text = "Soldiers came under attack 19 times between Nov. 6 and Nov. 26. Most were carried out with drones, the rest with rockets. "
    rows = coded(text + "The Pentagon suspects militants armed by Iran.")
    assert not rows.reports
    assert [(claim["report_id"], claim["statement"]) for claim in rows.claims] == [(None, "suspected")]


@pytest.mark.parametrize("words", ["For none of them has a group come forward.", "Nobody has claimed any of them."])
def test_none_of_those_counted_is_claimed(words):
    text = "A rocket came down in Mosul on Tuesday. At least five attacks have been aimed at sites in Iraq since Sunday. "
    assert [(claim["report_id"], claim["statement"]) for claim in coded(text + words).claims] == [(None, "unclaimed")]


@pytest.mark.parametrize("deed", ["its men did it", "its fighters did this", "their units had done it"])
def test_a_group_says_that_its_men_did_it(deed):
    claims = coded(f"Gunmen attacked a Turkish base in Dohuk on Friday. The PKK says {deed}.").claims
    assert [(claim["group_id"], claim["statement"]) for claim in claims] == [("pkk", "claimed")]


def test_the_spokesman_of_those_attacked_claims_nothing():
    text = "An outpost in Syria was attacked on Sunday. It exploded on a warehouse, a coalition spokesman wrote on Twitter."
    assert not [claim for claim in coded(text).claims if claim["statement"] == "claimed"]


@pytest.mark.parametrize(
    "words",
    [
        "Groups that Iran arms and pays often fire on the roughly 900 Americans in Syria.",
        "Militias backed by Iran regularly attack bases with American troops.",
        "Armed factions close to Tehran frequently target convoys.",
    ],
)
def test_what_groups_do_by_habit_is_said_of_attacks_in_general(words):
    rows = coded("A drone hit Camp Taji on Monday. " + words)
    assert [(claim["report_id"], claim["statement"]) for claim in rows.claims] == [(None, "stated")]


@pytest.mark.parametrize(
    ("accuser", "accused", "group"),
    [("Baghdad holds", "the Turkish army", "turkey"), ("The Iraqi military and the premier hold", "Turkey", "turkey")],
)
def test_a_state_is_held_responsible(accuser, accused, group):
    rows = coded(f"Shells fell on a park near Zakho on Tuesday and killed nine visitors. {accuser} {accused} responsible.")
    assert [(claim["report_id"][-3:], claim["group_id"], claim["statement"]) for claim in rows.claims] == [("r01", group, "attributed")]


@pytest.mark.parametrize("deed", ["of having carried it out", "of carrying it out", "of having done this", "of having ordered it"])
def test_a_state_is_accused_of_what_was_told(deed):
    rows = coded(f"A blast tore through Camp Taji on Tuesday and killed two. Two officials, who would not be named, accused Turkey {deed}.")
    assert ("turkey", "attributed") in [(claim["group_id"], claim["statement"]) for claim in rows.claims]


def test_a_state_accused_of_something_else_is_no_author():
    rows = coded("Rockets hit Camp Taji on Tuesday. The minister accused Iran of having violated the agreement.")
    assert not rows.claims
