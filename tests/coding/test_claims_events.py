"""To which of several events a statement goes, and who denies what."""

import pytest

from tests.coding.reader import coded

ROCKETS = "Two rockets hit the Ain al-Asad air base in western Iraq on Thursday evening, a security source said.\n\n"
DRONE = "On Wednesday a drone exploded at the airport of Erbil, officials said.\n\n"


def bound(text: str, statement: str) -> list[int]:
    """Return the numbers of the reports to which an article's statements of a kind go, from 1 on."""
    rows = coded(text)
    order = [row["report_id"] for row in rows.reports]
    return sorted(order.index(row["report_id"]) + 1 if row["report_id"] else 0 for row in rows.claims if row["statement"] == statement)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Both remain unclaimed.", [1, 2]),
        ("Neither was claimed.", [1, 2]),
        ("Nobody had claimed Thursday's attack by early Friday.", [1]),
        ("For the latest one, no one has claimed credit.", [1]),
        ("Kataib Hezbollah claimed the drone. So far there has been no claim for the other.", [1]),
        ("Kataib Hezbollah claimed the drone. Nobody has claimed the other attack.", [1]),
        ("Kataib Hezbollah claimed the rockets. For the other one there is no claim.", [2]),
        ("No one has owned up to Wednesday's drone.", [2]),
        ("Nobody has said who did it.", [2]),
    ],
)
def test_what_is_unclaimed(text, events):
    assert bound(ROCKETS + DRONE + text, "unclaimed") == events


def test_all_three():
    third = "On Tuesday a bomb went off beside a convoy near Nasiriyah.\n\n"
    assert bound(ROCKETS + DRONE + third + "All three went unclaimed.", "unclaimed") == [1, 2, 3]


def test_what_nobody_claims_is_both_of_two_attacks_at_once():
    twin = "On Thursday evening rockets were also fired at the Conoco field in Syria.\n\n"
    assert bound(ROCKETS + twin + "No group claimed responsibility.", "unclaimed") == [1, 2]
    assert bound(ROCKETS + twin + "The rocket at the Conoco field was not claimed.", "unclaimed") == [2]


@pytest.mark.parametrize(
    ("text", "group", "kind"),
    [
        ("Ankara denies that its forces shelled the place.", "turkey", "denied"),
        ("Tehran denied that it had sent the drone.", "iran", "denied"),
        ("Washington rejected the charge that its aircraft had bombed the base.", "united-states", "denied"),
        ("Turkey's armed forces did not attack anything there, an official of the Defense Ministry in Ankara said.", "turkey", "denied"),
        ("Kataib Hezbollah denied that its men had anything to do with it.", "kataib-hizballah", "denied"),
        ("Kataib Hezbollah let its spokesman say that it had nothing to do with them.", "kataib-hizballah", "denied"),
        ("Kataib Hezbollah swore that it was innocent.", "kataib-hizballah", "denied"),
        ('"We deny this categorically," a spokesman of Kataib Hezbollah told our newspaper.', "kataib-hizballah", "denied"),
        ("The Iraqi military accused Turkey of having fired them.", "turkey", "attributed"),
        ("The YBS accused Turkey.", "turkey", "attributed"),
        ("The dead were victims of the PKK, the governor said.", "pkk", "attributed"),
        ("The guards fell victim to Kataib Hezbollah, the governor said.", "kataib-hizballah", "attributed"),
        ('The army attributed the rockets to "persons outside the law".', "persons outside the law", "attributed"),
    ],
)
def test_accusers_and_deniers(text, group, kind):
    rows = coded(ROCKETS + text)
    assert [(row["report_id"] is not None, row["group_id"] or row["group_text"], row["statement"]) for row in rows.claims] == [
        (True, group, kind)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tehran said that it had no links with the groups that were bombed.",
        "Tehran said that it had nothing to do with the people who were bombed.",
        "American officials said that they had known nothing of the strike beforehand.",
        "Iran denied that it had links to the militias.",
        "Iran denied any advance knowledge of the attack.",
        "The governor accused Turkey of building a dam.",
    ],
)
def test_what_disowns_no_deed(text):
    assert coded(ROCKETS + text).claims == []


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Iran's Revolutionary Guards have announced that it was they who launched the rockets.", "irgc"),
        ("A militia that calls itself Liwa Ahrar al-Iraq put out a message in which it said it had used twenty.", "liwa-ahrar-al-iraq"),
        ("A group that signs as Tashkil al-Waritheen did: it had sent them itself, it said on Telegram.", "tashkil-al-waritheen"),
        ("A group that is new, Ashab al-Kahf, put a film online and said that it showed its men setting off the rockets.", "ashab-al-kahf"),
        ("A channel of Ashab al-Kahf spread a film that purports to show the moment of the launch.", "ashab-al-kahf"),
        ('Kataib Hezbollah claimed on Saturday that a rocket of its own had struck "a vital target".', "kataib-hizballah"),
    ],
)
def test_what_a_group_says_of_itself_in_other_words(text, group):
    rows = coded(ROCKETS + text)
    assert [(row["group_id"], row["statement"]) for row in rows.claims] == [(group, "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "It would hold Iran to account, a spokesman added, should it turn out that militias were responsible.",
        "Soldiers killed two suspected militants in the desert.",
        "Soldiers arrested three suspected Islamic State fighters in a village.",
        "The claim on Saturday was withdrawn.",
    ],
)
def test_a_condition_and_a_quarry_are_no_authors(text):
    assert not [row for row in coded(ROCKETS + text).claims if row["statement"] in ("attributed", "suspected", "stated")]


def test_a_group_added_behind_is_blamed_too():
    rows = coded(ROCKETS + "Officials hold Kataib Hezbollah responsible for many of the attacks, together with Asaib Ahl al-Haq.")
    assert {(row["report_id"], row["group_id"]) for row in rows.claims} == {(None, "kataib-hizballah"), (None, "asaib-ahl-al-haq")}


def test_groups_without_a_name_deny_what_they_are_blamed_for_in_general():
    rows = coded(
        ROCKETS + "Politicians have often accused militias allied with Tehran. The militias say that they have nothing to do with it."
    )
    assert {(row["report_id"], row["statement"]) for row in rows.claims} == {(None, "attributed"), (None, "denied")}


def test_an_army_that_shoots_at_somebody_is_the_author():
    rows = coded("Syrian army soldiers at a checkpoint near Qamishli shot at an American patrol on Thursday.")
    assert [(row["group_id"], row["statement"]) for row in rows.claims] == [("syrian-government", "stated")]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Iraqi jets bombed a hideout of the Islamic State in Diyala on Wednesday.", "iraqi-security-forces"),
        ("Syrian warplanes bombed a village in Idlib province on Wednesday.", "syrian-government"),
    ],
)
def test_the_author_of_a_strike_is_a_row_of_the_codebook(words, group):
    assert {claim["group_id"] for claim in coded(words).claims} == {group}


def test_a_state_without_a_row_is_named_in_the_words_of_the_text():
    claims = coded("British planes bombed a depot near al-Bukamal on Wednesday.").claims
    assert [(claim["group_id"], claim["group_text"]) for claim in claims] == [(None, "British planes")]
