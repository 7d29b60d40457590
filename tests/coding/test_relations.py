"""What a text says two groups are to each other."""

import pytest

from tests.coding.reader import coded


def relations(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(row["group_id"], row["relation"], row["of_group_id"], row["by"]) for row in coded(text).relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ashab al-Kahf is a front for Kataib Hezbollah.", ("ashab-al-kahf", "front_for", "kataib-hizballah", None)),
        ("Officials said that Ashab al-Kahf was part of Kataib Hezbollah.", ("ashab-al-kahf", "part_of", "kataib-hizballah", "Officials")),
        (
            "Usbat al-Thaireen posted a film. These groups are just fronts for Kataib Hezbollah.",
            ("usbat-al-thaireen", "front_for", "kataib-hizballah", None),
        ),
    ],
)
def test_a_relation_is_read(text, expected):
    assert relations(text) == [expected]


def test_two_groups_side_by_side_are_not_related():
    assert relations("Ashab al-Kahf and Kataib Hezbollah issued statements.") == []
