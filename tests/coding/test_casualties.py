"""Who was killed and hurt: parts and wholes, active and passive, none and unknown."""

import pytest

from tests.coding.reader import report, reports

ATTACK = "Three rockets hit Ain al-Asad air base in Iraq on Thursday. "


@pytest.mark.parametrize(
    ("words", "killed", "wounded"),
    [
        ("Two soldiers were killed and five others wounded.", 2, 5),
        ("The attack killed two women and three children.", 5, None),
        ("It killed an American contractor and wounded six people.", 1, 6),
        ("Three U.S. troops and an Iraqi were injured.", None, 4),
        ("An American soldier, a contractor and a British soldier were killed.", 3, None),
        ("There were no casualties.", 0, 0),
        ("Nobody was hurt.", None, 0),
        ("No injuries were reported.", None, 0),
        ("Neither casualties nor damage were reported.", 0, 0),
        ("There was no word of casualties.", None, None),
        ("It is not known whether anyone was hurt.", None, None),
        ("Several soldiers were wounded.", None, None),
        ("At least four soldiers were hurt, two of them seriously.", None, 4),
        ("One contractor died and another was injured.", 1, 1),
        ("The driver was killed.", 1, None),
        ("More than 40 soldiers were injured.", None, 41),
        ("Two Iraqis lost their lives.", 2, None),
        ("A contractor, who was not an American, was killed.", 1, None),
        ("Four guards and two cooks who were queueing for breakfast were killed.", 6, None),
        ("Six soldiers, among them a captain, were wounded.", None, 6),
        ("A guard, police said, was killed and two drivers hurt.", 1, 2),
        ("At least two civilians lost their lives, the ministry said, and nine were wounded.", 2, 9),
        ("Sources spoke of 25 fighters killed and another 55 wounded.", 25, 55),
        ("An American contractor had lost his life, it said.", 1, None),
        ("The number of soldiers hurt is now nine, up from six.", None, 9),
        ("The dead numbered four and the wounded 11.", 4, 11),
        ("A boy of ten who sold tea is dead, and so are two guards.", 3, None),
        ("One American died. Another died later of her wounds.", 2, None),
        ("A colonel, 41, was killed.", 1, None),
        ("Two colleagues, a guard and a mechanic, were injured.", None, 2),
        ("The chief of the group was killed together with a companion, a police source said.", 2, None),
        ("Rockets destroyed a hut, killing at least nine militiamen.", 9, None),
        ("A night watchman suffered burns.", None, 1),
        ("The blast left a clerk with shrapnel in his arm.", None, 1),
        ("Seven others are in hospital in Ramadi.", None, 7),
        ("Not a single soldier was killed.", 0, None),
        ("Nobody came to harm.", None, 0),
        ("Four U.S. soldiers and one contractor suffered minor injuries.", None, 5),
        ("A driver bled to death.", 1, None),
    ],
)
def test_what_is_said_of_people(words, killed, wounded):
    row = report(ATTACK + words)
    assert (row["killed_best"], row["wounded_best"]) == (killed, wounded)


def test_disputed_figures_spread_from_low_to_high():
    row = report(ATTACK + "Two soldiers were killed, the military said. A security source said four were killed.")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (2, 2, 4)


def test_an_open_figure_has_no_upper_bound():
    row = report(ATTACK + "At least three soldiers were wounded.")
    assert (row["wounded_low"], row["wounded_best"], row["wounded_high"]) == (3, 3, None)


def test_the_text_says_more_than_a_headline_that_names_one_victim():
    row = report("A drone struck Camp Taji on Thursday. Two soldiers were killed.", title="Drone kills soldier at Camp Taji")
    assert row["killed_best"] == 2


def test_a_death_named_as_a_cause_is_of_another_event():
    row = report(ATTACK + "The group called it an answer to the killing of Qassem Soleimani.")
    assert row["killed_best"] is None


def test_what_is_said_of_neither_holds_for_both():
    text = "A drone hit Harir air base on Wednesday. A rocket landed inside Camp Taji on Thursday. Neither attack caused casualties."
    assert [(row["killed_best"], row["wounded_best"]) for row in reports(text)] == [(0, 0), (0, 0)]


def test_a_headline_may_end_with_the_people_of_a_list():
    rows = reports("A drone killed an engineer in Erbil on Thursday.", title="TRUCE FRAYS AS U.S. KILLS DRONE ENGINEER, MILITIA HITS BACK")
    assert rows
