"""Weapon, munitions, target, outcome."""

import pytest

from tests.coding.reader import report


@pytest.mark.parametrize(
    ("text", "weapon", "low", "high"),
    [
        ("Three Katyusha rockets hit Camp Taji on Thursday.", "rocket", 3, 3),
        ("At least 14 rockets were fired at Camp Taji on Thursday.", "rocket", 14, None),
        ("A drone packed with explosives struck Erbil airport on Thursday.", "drone", 1, 1),
        ("Camp Taji was attacked with rockets on Thursday.", "rocket", None, None),
        ("A salvo of 33 rockets fell on Camp Taji on Thursday.", "rocket", 33, 33),
        ("Two rounds of indirect fire struck Camp Taji on Thursday.", "rocket", 2, 2),
        ("On Thursday a roadside bomb went off beside a coalition convoy near Nasiriyah.", "ied", 1, 1),
        ("Gunmen opened fire on a U.S. patrol in Qamishli on Thursday.", "small_arms", None, None),
        ("Seven mortar bombs landed in Balad air base on Thursday.", "mortar", 7, 7),
        ("U.S. jets bombed two depots near al-Bukamal on Thursday.", "air_strike", None, None),
        ("Between 10 and 15 rockets hit Camp Taji on Thursday.", "rocket", 10, 15),
        ("Camp Taji was hit on Thursday. The number of rockets was put at nine.", "rocket", 9, 9),
    ],
)
def test_weapon_and_munitions(text, weapon, low, high):
    row = report(text)
    assert (row["weapon"], row["munitions_low"], row["munitions_high"]) == (weapon, low, high)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Three rockets hit Camp Taji on Thursday and damaged a hangar.", "hit"),
        ("A drone was shot down near Ain al-Asad air base on Thursday.", "intercepted"),
        ("On Thursday a drone was brought down before it could reach Harir air base.", "intercepted"),
        ("Three rockets were fired at Camp Taji on Thursday but fell short.", "missed"),
        ("A rocket that was fired at Camp Taji on Thursday did not explode.", "missed"),
        ("Three rockets were fired at Camp Taji on Thursday. Nobody was hurt.", "unknown"),
        ("Rockets landed near Camp Taji on Thursday. Nobody was hurt.", "missed"),
    ],
)
def test_outcome(text, outcome):
    assert report(text)["outcome"] == outcome


@pytest.mark.parametrize(
    ("text", "target", "side"),
    [
        ("A bomb hit a supply convoy of the coalition near Nasiriyah on Thursday.", "convoy", "us_coalition"),
        ("Rockets were fired at the U.S. embassy in Baghdad on Thursday.", "diplomatic", "us_coalition"),
        ("Rockets hit Ain al-Asad air base on Thursday.", "military_base", "us_coalition"),
        ("A U.S. drone strike killed a commander of Kataib Hezbollah in Baghdad on Thursday.", "person", "iran_aligned"),
        ("U.S. warplanes struck facilities of Kataib Hezbollah near al-Qaim on Thursday.", "militia", "iran_aligned"),
        ("A missile struck a cargo ship in the Gulf of Aden on Thursday.", "ship", "shipping"),
    ],
)
def test_target_and_whose_it_was(text, target, side):
    row = report(text)
    assert (row["target"], row["target_side"]) == (target, side)
