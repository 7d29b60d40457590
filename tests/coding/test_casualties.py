"""Who was killed and hurt: parts and wholes, active and passive, none and unknown."""

import pytest

from tests.coding.reader import report

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
        ("Nobody was hurt.", 0, 0),
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
