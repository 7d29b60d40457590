"""More ways in which news tells who did it: each class in several wordings, and sentences beside it that tell nothing."""

import pytest

from tests.coding.reader import coded

ROCKETS = "Two rockets hit the base at Balad on Monday. "
KH, AK, IS = "kataib-hizballah", "ashab-al-kahf", "islamic-state"


def told(text: str) -> set[tuple[str, str]]:
    """Return of each claim of an article its statement and its group."""
    return {(row["statement"], row["group_id"] or row["group_text"]) for row in coded(text).claims}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Joint Operations Command attributes all of them to Islamic State.", {("attributed", IS)}),
        ("The army ascribes every one of them to Islamic State.", {("attributed", IS)}),
        ("Iraqi officers pinned the whole of it on Islamic State.", {("attributed", IS)}),
        ("The police laid the blame for the last of the attacks on a militia, Ashab al-Kahf.", {("attributed", AK)}),
        (
            "Officers have put the blame for most of the bombs that nobody owned up to on another faction, Ashab al-Kahf.",
            {("attributed", AK)},
        ),
        ("Washington accuses Kataib Hezbollah of having fired them; Kataib Hezbollah denies it.", {("attributed", KH), ("denied", KH)}),
        ("The U.S. blamed Kataib Hezbollah for the rockets, but the group denied it.", {("attributed", KH), ("denied", KH)}),
        ("Kataib Hezbollah denied that it was behind the attack.", {("denied", KH)}),
        ("Ashab al-Kahf denied that its men had done it.", {("denied", AK)}),
        ("Officials blame groups of that sort for attacks on convoys.", {("attributed", "groups of that sort")}),
        ("Diplomats have accused factions of this kind of the rockets.", {("attributed", "factions of this kind")}),
        ("About a dozen groups of that sort have surfaced to claim rocket fire.", set()),
        ("Officials inspected bases of this kind.", set()),
        ("Baghdad wants to know whether Kataib Hezbollah could be behind the rockets.", {("suspected", KH)}),
        ("Investigators are asking whether Kataib Hezbollah might be behind the rockets.", {("suspected", KH)}),
        ("The police look into whether Kataib Hezbollah could be responsible for the attack.", {("suspected", KH)}),
        ("Asked whether Kataib Hezbollah was behind the rockets, the general shrugged.", set()),
    ],
)
def test_who_is_accused(text, said):
    assert told(ROCKETS + text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('On Telegram a name that few had come across, "Ashab al-Kahf," took the credit.', {("claimed", AK)}),
        ('On Telegram a label nobody knew, "Ashab al-Kahf", claimed the rockets.', {("claimed", AK)}),
        ("A name new to most Iraqis, Ashab al-Kahf, took credit for it.", {("claimed", AK)}),
        ("Ashab al-Kahf, a militia of which few had heard, announced over a Lebanese channel that its men had done it.", {("claimed", AK)}),
        ("Ashab al-Kahf posted that its fighters had done this.", {("claimed", AK)}),
        ("Ashab al-Kahf announced that the rockets came from them.", {("claimed", AK)}),
        ("Ashab al-Kahf said that the threat had come from them.", set()),
        ("Ashab al-Kahf spoke on Tuesday. In a speech on the radio they said that their rockets had hit the base.", {("claimed", AK)}),
        ("Kataib Hezbollah put out three messages, and each claims responsibility for the attack.", {("claimed", KH)}),
        ("Ashab al-Kahf staked a claim to the rockets.", {("claimed", AK)}),
        ("The army moved into the strip that both Ashab al-Kahf and Badr lay claim to.", set()),
        ("Kataib Hezbollah said the rockets were its own.", {("claimed", KH)}),
        ("Kataib Hezbollah has a camp of its own nearby.", set()),
        ("Badr had been asked about their own people and had not replied so far.", set()),
        ("The rails stood at a spot where Ashab al-Kahf patrols and the faction has a checkpoint, it said.", set()),
        ("Ashab al-Kahf struck a conciliatory tone on Tuesday.", set()),
        ("Badr launched an inquiry into the attack.", set()),
        ("Asaib Ahl al-Haq struck a deal with the government.", set()),
    ],
)
def test_who_owns_it(text, said):
    assert told(ROCKETS + text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Four rockets fell near Erbil on Monday. They damaged a house, the Peshmerga said.", set()),
        ("Four rockets fell near Erbil on Monday. They struck a car park, two officers of the SDF told reporters.", set()),
        ("Kataib Hezbollah fired four rockets at Erbil on Monday. They struck a base, Kataib Hezbollah said.", {("claimed", KH)}),
        ("A drone hit Eilat on Monday. Kataib Hezbollah claimed it. The Israeli army acknowledged the attack.", {("claimed", KH)}),
        ("On Monday Iraqi jets bombed a hideout near Tuz Khurmatu.", {("stated", "iraqi-security-forces")}),
        ("On Monday Syrian warplanes bombed Idlib.", {("stated", "syrian-government")}),
        ("On Monday Saudi air raids in Yemen left four rebel fighters dead.", {("stated", "Saudi air raids")}),
        ("On Monday British planes bombed Hodeida in Yemen.", {("stated", "British planes")}),
        ("On Monday a drone hit a Saudi refinery in Riyadh.", set()),
        ("Turkish drones struck on Monday. The Iraqi strikes, on posts in Sinjar, did no damage.", {("stated", "turkey")}),
        ("The Iraqi strikes on caves near Makhmour on Monday killed five fighters.", {("stated", "iraqi-security-forces")}),
    ],
)
def test_whose_arms(text, said):
    assert told(text) == said
