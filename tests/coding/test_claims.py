"""Statements on who did it: one small text for each way in which news makes them, and the events that they go to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research import codebook
from research.coding.annotate import annotate
from research.coding.claims import find_statements
from research.coding.model import Article, Statement
from tests.coding.reader import coded

BOOK = codebook.load()


def statements(text: str, title: str = "") -> list[Statement]:
    return find_statements(annotate(Article("0" * 16, title, "2023-11-10", f"{title}\n\n{text}" if title else text), BOOK))


def brief(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(s.statement, s.group_id or s.group_text) for s in statements(text, title)]


KH, IRI, AK = "kataib-hizballah", "islamic-resistance-in-iraq", "ashab-al-kahf"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah claimed responsibility for the rockets.", KH),
        ("Kataib Hezbollah was quick to take credit for the attack.", KH),
        ("Kataib Hezbollah has owned up to the attack.", KH),
        ("The drone attack was claimed by Kataib Hezbollah.", KH),
        ("Responsibility for the blast was taken in a statement by Kataib Hezbollah.", KH),
        ("A claim for the attack came from Kataib Hezbollah.", KH),
        ("Kataib Hezbollah put out a claim on Telegram.", KH),
        ("Kataib Hezbollah claimed to have hit the base with two drones.", KH),
        ("Kataib Hezbollah said it had fired the rockets.", KH),
        ("Kataib Hezbollah announced that its fighters had struck the base.", KH),
        ("Kataib Hezbollah says that it was behind the attack.", KH),
        ("Kataib Hezbollah said in a statement that the attack was its doing.", KH),
        ("Rockets were fired at the base at dawn, according to a statement of Kataib Hezbollah.", KH),
        ('"We confirm the destruction of a convoy," Kataib Hezbollah said.', KH),
        ("The Islamic Resistance in Iraq, one of the groups that Iran backs, says that it fired the missiles.", IRI),
        ('The armed group "Ashab al-Kahf" said on Monday it had blown up a convoy.', AK),
        ("An unknown formation, Ashab al-Kahf, claimed the attack on the convoy.", AK),
        ("A group that seems to be new claimed the attack. It calls itself Ashab al-Kahf.", AK),
        ("So says a new militia, Ashab al-Kahf, which has released a video.", AK),
        ("The Houthis said they had launched drones at a ship.", "houthis"),
        ("The U.S. military said it had killed the commander in a drone strike.", "united-states"),
    ],
)
def test_claimed(text: str, group: str) -> None:
    assert ("claimed", group) in brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "No group immediately claimed the attack.",
        "Nobody has claimed responsibility so far.",
        "There was no immediate claim of responsibility.",
        "So far no group has said that it was behind the attack.",
        "Nobody had immediately said they did it.",
        "The attack went unclaimed.",
        "That attack was not claimed either.",
        "None of the known groups that Iran backs has claimed the rockets.",
        "Neither of the two attacks was claimed.",
        "As of Monday evening the attack had not been claimed by anyone.",
        "Responsibility has yet to be claimed.",
        "No faction has come forward.",
        "Nobody has admitted carrying out the attack.",
    ],
)
def test_unclaimed(text: str) -> None:
    assert brief(text) == [("unclaimed", "")]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah denied any involvement in the attack.", KH),
        ("The leader of the militia Kataib Hezbollah denied that the group had any role in the attack.", KH),
        ("Kataib Hezbollah said that it had nothing to do with the rockets.", KH),
        ("Kataib Hezbollah says it was not behind the attack.", KH),
        ('"We did not target the embassy," said Kataib Hezbollah spokesman Mohammed Mohi.', KH),
        ("Kataib Hezbollah distanced itself from the attack.", KH),
        ("Iran rejected accusations that it was behind the attack.", "iran"),
        ("The Pentagon denied that American forces had carried out a strike.", "united-states"),
        ("Neither U.S. nor coalition forces had carried out a strike, two U.S. officials said.", "united-states"),
    ],
)
def test_denied(text: str, group: str) -> None:
    assert ("denied", group) in brief(text)
    assert not any(kind in ("claimed", "stated") and who == group for kind, who in brief(text))


@pytest.mark.parametrize(
    ("text", "group", "by"),
    [
        ("U.S. officials blamed Kataib Hezbollah for the rockets.", KH, "U.S. officials"),
        ("Officials in Erbil pinned the attack on Kataib Hezbollah.", KH, "Officials in Erbil"),
        ("The Pentagon has laid most of the attacks at the door of Kataib Hezbollah.", KH, "The Pentagon"),
        ("Washington accuses Kataib Hezbollah of being behind attacks of this kind.", KH, "Washington"),
        ("Washington holds Kataib Hezbollah responsible for the attacks.", KH, "Washington"),
        ("A general pointed the finger at Kataib Hezbollah for the attack.", KH, "A general"),
        ("Kurdish officials attributed the attack to Kataib Hezbollah.", KH, "Kurdish officials"),
        ("The attack was the work of Kataib Hezbollah, a general said.", KH, "a general"),
        ("A security source said that Kataib Hezbollah fired the rockets.", KH, "A security source"),
        ("According to a police officer, Kataib Hezbollah was behind the attack.", KH, "a police officer"),
        ("The rockets were launched by Kataib Hezbollah, the army said.", KH, "army"),
        ("An attack blamed on Kataib Hezbollah killed a contractor.", KH, ""),
        ("The base was shelled by an outlaw group, the military said.", "outlaw group", "military"),
        ("The raid was blamed on Israel.", "israel", ""),
    ],
)
def test_attributed(text: str, group: str, by: str) -> None:
    found = [s for s in statements(text) if (s.group_id or s.group_text) == group]
    assert [(s.statement, s.by) for s in found] == [("attributed", by)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah is suspected of the attack.", KH),
        ("Iraqi officials suspect Kataib Hezbollah of firing the rockets.", KH),
        ("Kataib Hezbollah may have been behind the attack.", KH),
        ("The rockets are believed to have been fired by Kataib Hezbollah.", KH),
        ("Kataib Hezbollah is believed to have sent them.", KH),
        ("Officials believe that Kataib Hezbollah launched the drone.", KH),
        ("The attack bore the hallmarks of Kataib Hezbollah.", KH),
        ("First signs point to Kataib Hezbollah.", KH),
        ("A suspected U.S. drone strike killed two men in Baghdad.", "united-states"),
        ("Two officers died in an air strike, allegedly an Israeli one.", "israel"),
        ("Gunmen believed to belong to the Islamic State killed four soldiers.", "islamic-state"),
    ],
)
def test_suspected(text: str, group: str) -> None:
    assert brief(text) == [("suspected", group)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah fired ten rockets at the base.", KH),
        ("Iran-backed militias attacked the base on Monday.", "Iran-backed militias"),
        ("The rockets were fired by militias that Iran supports.", "militias that Iran supports"),
        ("The general was killed in a U.S. drone strike.", "united-states"),
        ("American F-15 jets bombed two depots.", "united-states"),
        ("Iran's answer was a missile attack on the base.", "iran"),
        ("An Israeli air strike hit a house in Damascus.", "israel"),
        ("Islamic State fighters killed two dozen soldiers.", "islamic-state"),
        ("The commander died in raids by Turkey.", "turkey"),
        ("President Joe Biden ordered air strikes on two sites.", "united-states"),
        ("Militias backed by Iran fired rockets, CNN reports.", "Militias backed by Iran"),
    ],
)
def test_stated(text: str, group: str) -> None:
    assert brief(text) == [("stated", group)]


@pytest.mark.parametrize(
    "text",
    [
        "Kataib Hezbollah threatened to attack American troops.",
        "Kataib Hezbollah condemned the killing and vowed revenge.",
        "Iran-backed militias could attack the base again.",
        "Kataib Hezbollah announced that it was halting attacks.",
        "American troops were attacked three times on Friday.",
        "The US convoy was hit by a bomb.",
        "U.S. forces shot down two drones.",
        "Unknown gunmen opened fire on the car.",
        "It is not known who fired the rockets.",
        "The army accused it of spreading weapons of mass destruction.",
        "The militia claimed the lives of many.",
        "The Iraqi army had claimed that there was no damage.",
        "The military denies it; nobody was attacked.",
        "A drone hit the base used by the U.S. military.",
        "The Sadrist movement claimed victory.",
        "",
    ],
)
def test_no_statement(text: str) -> None:
    assert brief(text) == []


def test_medium() -> None:
    (statement,) = statements("Ashab al-Kahf said in a video on Telegram that it had bombed the convoy.")
    assert (statement.statement, statement.medium) == ("claimed", "video")


def test_the_pair_and_these_groups() -> None:
    text = "The strikes hit Kataib Hezbollah and Kata'ib Sayyid al-Shuhada. Officials say the pair are behind at least five attacks."
    assert brief(text) == [("attributed", KH), ("attributed", "kataib-sayyid-al-shuhada")]
    text = "The compound served militia groups aligned with Iran. Washington holds these groups responsible for several attacks."
    assert brief(text) == [("attributed", "militia groups aligned with Iran")]


def test_it_means_the_group_that_claimed_last() -> None:
    text = "Ashab al-Kahf, a part of the network of Kataib Hezbollah, claimed the attack. It said it had hit the convoy with two bombs."
    assert brief(text) == [("claimed", AK), ("claimed", AK)]


def bound(text: str, title: str = "", published: str = "2023-11-10") -> list[tuple[str, str, str]]:
    """Return (place of the event or '', statement, group) of each claim that an article gives."""
    rows = coded(text, title, published)
    places = {row["report_id"]: row["place_id"] for row in rows.reports}
    return [(places.get(row["report_id"], ""), row["statement"], row["group_id"] or row["group_text"] or "") for row in rows.claims]


ERBIL = "A drone hit Erbil airport on Thursday, officials said."
TAJI = "On Wednesday two rockets were fired at Camp Taji."


def test_a_claim_goes_to_the_attack_of_its_sentence() -> None:
    text = f"{ERBIL}\n\nKataib Hezbollah claimed a rocket attack on Camp Taji on Wednesday."
    assert bound(text) == [("camp-taji", "claimed", KH)]


def test_a_claim_without_a_place_goes_to_the_attack_told_last() -> None:
    assert bound(f"{ERBIL} {TAJI} No group has claimed that attack.") == [("camp-taji", "unclaimed", "")]
    assert bound(f"{ERBIL}\n\nThere was no immediate claim of responsibility.") == [("erbil-airport", "unclaimed", "")]


def test_neither_attack() -> None:
    assert bound(f"{ERBIL} {TAJI}\n\nNeither attack was claimed.") == [("erbil-airport", "unclaimed", ""), ("camp-taji", "unclaimed", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic Resistance in Iraq has claimed most of the attacks.",
        "Since October 17 there have been at least 66 attacks on the troops. The Islamic Resistance in Iraq claimed them.",
        "The Islamic Resistance in Iraq has claimed dozens of attacks on American troops.",
    ],
)
def test_attacks_in_general_have_no_report(text: str) -> None:
    assert bound(f"{ERBIL}\n\n{text}") == [("", "claimed", IRI)]


def test_a_state_s_actions_in_general_are_no_claim() -> None:
    assert bound(f"{ERBIL}\n\nThe United States has answered with a number of air raids.") == []


def test_the_article_s_own_word_on_a_background_strike() -> None:
    text = f"{ERBIL}\n\nThe general Qassem Soleimani was killed in a U.S. drone strike in Baghdad in January 2020."
    assert ("baghdad", "stated", "united-states") in bound(text)


def test_a_group_claims_once() -> None:
    text = f"{ERBIL} Kataib Hezbollah claimed the attack. The group said in a statement that it had fired the drone."
    assert bound(text) == [("erbil-airport", "claimed", KH)]


WORDS = st.sampled_from(
    'Kataib Hezbollah Iran-backed militias U.S. officials said that it had fired claimed responsibility blamed for on of " , . ; '.split()
    + "the attack by drones no group has denied any role behind were was suspected nobody them in a statement (AK) — which who to".split()
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_words_give_sound_statements(text: str) -> None:
    for statement in statements(text):
        assert 0 <= statement.i < statement.j <= len(statement.note.sentence.lower)
        assert (statement.statement == "unclaimed") == (not statement.group_id and not statement.group_text)
        assert not (statement.group_id and statement.group_text)
