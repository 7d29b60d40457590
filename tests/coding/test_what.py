"""Weapon, munitions, target, outcome."""

import pytest

from tests.coding.reader import report, reports


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
        ("Half a dozen shells crashed into Balad air base on Thursday.", "mortar", 6, 6),
        ("Rockets struck Camp Taji on Thursday. Iraqi officers counted eleven rockets.", "rocket", 11, 11),
        ("In one case rockets were launched at Camp Taji on Thursday.", "rocket", None, None),
        ("Four drones were sent against Harir air base on Thursday. The second crashed on a road.", "drone", 4, 4),
        ("Young men ransacked a restaurant in Karrada on Thursday.", "other", None, None),
        ("A stun grenade was hurled at a shop in Karrada on Thursday.", "other", 1, 1),
        ("On Thursday a charge under a culvert went off near a convoy outside Hillah.", "ied", 1, 1),
        ("A depot at al-Bukamal was attacked from the air on Thursday.", "air_strike", None, None),
        ("There was a blast in Sadr City on Thursday. A man had blown himself up, police said.", "suicide_bomb", None, None),
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
        ("Three rockets aimed at Camp Taji fell well short on Thursday.", "missed"),
        ("Police seized six rockets on a rack that were aimed at Camp Taji on Thursday.", "foiled"),
        ("Masked men who stopped two lorries near Safwan set fire to them on Thursday.", "hit"),
        ("Masked men set a supply truck of the coalition ablaze near Nasiriyah on Thursday.", "hit"),
        ("Two drones were picked off by the guns of Harir air base on Thursday.", "intercepted"),
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
        ("Nine rockets were fired at Camp Taji from a flatbed lorry on Thursday.", "military_base", "us_coalition"),
        ("Gunmen ambushed an Iraqi army patrol near Hawija on Thursday.", "convoy", "iraqi_state"),
        ("A policeman was shot dead in Kirkuk on Thursday.", "person", "iraqi_state"),
        ("Gunmen killed an aid worker in Karrada on Thursday.", "person", "civilian"),
        ("A suicide bomber struck a wedding in Sadr City on Thursday.", "civilian", "civilian"),
        ("Coalition jets killed eight Islamic State militants near Hawija on Thursday.", "militia", "islamic_state"),
        ("Armed men boarded a freighter in the Red Sea on Thursday.", "ship", "shipping"),
        ("A bomb tore open a tanker near Diwaniyah on Thursday.", "convoy", "us_coalition"),
    ],
)
def test_target_and_whose_it_was(text, target, side):
    row = report(text)
    assert (row["target"], row["target_side"]) == (target, side)


def test_what_was_fired_at_several_places_is_not_said_of_each():
    rows = reports("Twelve missiles were fired on Thursday at Ain al-Asad air base and at Harir air base.")
    assert [row["munitions_low"] for row in rows] == [None, None]
