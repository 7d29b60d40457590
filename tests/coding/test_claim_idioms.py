"""Ways of saying who did it: each of `claim_idioms.toml`, names, deeds and accusers in turn, behind a sentence that tells the attack."""

import tomllib
from pathlib import Path

import pytest

from tests.coding.reader import coded

BANK = tomllib.loads((Path(__file__).parent / "claim_idioms.toml").read_text(encoding="utf-8"))
LEADS = [
    "Three Katyusha rockets hit the Balad air base north of Baghdad on Thursday evening, a security source said.",
    "A drone exploded at the airport of Erbil on Wednesday night, officials said.",
    "A bomb went off beside a convoy of trucks near Nasiriyah on Tuesday.",
]
GROUPS = [
    ("Kataib Hezbollah", "kataib-hizballah"),
    ("Ashab al-Kahf", "ashab-al-kahf"),
    ("Asaib Ahl al-Haq", "asaib-ahl-al-haq"),
    ("The Islamic State", "islamic-state"),
]
DEEDS = ["the attack", "the bombing", "the shelling", "the explosion"]
ACCUSERS = ["The interior ministry", "U.S. officials", "The governor of the province", "A Pentagon spokesman", "The Iraqi prime minister"]
WEAK = {"attributed", "suspected", "stated"}  # a test of the words, not of how sure they are
HARD = {  # known to go wrong
    'The base had been targeted "in support of Gaza", {G} said.',
    "{G} vowed more such operations after claiming {D}.",
    "{G} gunmen opened fire on the base.",
    "No statement claiming {D} has appeared.",
}
CASES = [(kind, idiom) for kind, idioms in BANK.items() for idiom in idioms if idiom not in HARD]


def sentence(idiom: str, name: str, deed: str, accuser: str) -> str:
    """Return an idiom with its names set in, those that do not open it without their capital article."""
    for slot, words in (("{G}", name), ("{D}", deed), ("{A}", accuser)):
        opens = idiom.startswith(slot)
        words = words[0].upper() + words[1:] if opens else words[0].lower() + words[1:] if words.startswith(("The ", "A ")) else words
        idiom = idiom.replace(slot, words)
    return idiom


def fold(statement: str) -> str:
    return "attributed" if statement in WEAK else statement


@pytest.mark.parametrize(("kind", "idiom"), CASES)
def test_an_idiom_says_who_did_it_whatever_the_names(kind, idiom):
    turn = CASES.index((kind, idiom))
    name, group_id = GROUPS[turn % len(GROUPS)]
    told = sentence(idiom, name, DEEDS[turn // 2 % len(DEEDS)], ACCUSERS[turn % len(ACCUSERS)])
    rows = coded(f"{LEADS[turn % len(LEADS)]}\n\n{told}")
    got = {(row["report_id"], row["group_id"], fold(row["statement"])) for row in rows.claims}
    first = rows.reports[0]["report_id"]
    assert got == (set() if kind == "none" else {(first, None if kind == "unclaimed" else group_id, fold(kind))}), told


def test_an_idiom_speaks_of_the_attack_told_last():
    text = f"{LEADS[0]}\n\n{LEADS[1]}\n\nKataib Hezbollah has put its name to the drone."
    rows = coded(text)
    assert [(row["report_id"], row["statement"]) for row in rows.claims] == [(rows.reports[1]["report_id"], "claimed")]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("None of the three has been claimed.", [0, 1, 2]),
        ("Nobody has claimed any of the three attacks.", [0, 1, 2]),
        ("No group has claimed either of the last two attacks.", [1, 2]),
        ("No faction has taken responsibility for any of them.", [0, 1, 2]),
        ("Nobody has claimed the bomb.", [2]),
    ],
)
def test_what_is_said_of_several_attacks_goes_to_each(last, expected):
    rows = coded("\n\n".join([*LEADS, last]))
    ids = [row["report_id"] for row in rows.reports]
    assert [ids.index(row["report_id"]) for row in rows.claims if row["statement"] == "unclaimed"] == expected


def test_the_others_are_those_that_nobody_has_owned():
    rows = coded("\n\n".join([*LEADS, "Ashab al-Kahf claimed the drone.", "Nobody has claimed the other attacks."]))
    ids = [row["report_id"] for row in rows.reports]
    assert [(ids.index(row["report_id"]), row["statement"]) for row in rows.claims] == [(1, "claimed"), (0, "unclaimed"), (2, "unclaimed")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It called the attack revenge for a commander who was killed in a U.S. strike near Kirkuk on Monday.", ("claimed", 0)),
        ("Washington has said that Iraqi militias close to Iran are behind the campaign as a whole.", ("attributed", None)),
        ("The fingerprints of Kataib Hezbollah are on a lot of this.", ("suspected", None)),
    ],
)
def test_where_a_statement_goes(text, said):
    rows = coded(f"Kataib Hezbollah fired three rockets at the Balad air base on Thursday.\n\n{text}")
    ids = [row["report_id"] for row in rows.reports]
    got = {(row["statement"], ids.index(row["report_id"]) if row["report_id"] else None) for row in rows.claims}
    assert said in got


def test_a_state_is_accused_of_the_attack_of_the_headline():
    text = "Two unmanned aircraft attacked fighters of the PMF near al-Qaim on Thursday, killing a commander."
    rows = coded(text, title="Paramilitaries accuse Israel of killing commander near Syrian border")
    assert [(row["report_id"], row["group_id"], row["statement"]) for row in rows.claims] == [
        (rows.reports[0]["report_id"], "israel", "attributed")
    ]


def test_attacks_in_a_list_of_a_groups_messages_are_claimed():
    text = (
        "The channel of the Islamic Resistance in Iraq came back to life this weekend.\n\n"
        '(1) Thursday, 04:12. "The mujahideen" attacked the base of Ain al-Asad in western Iraq by drone.\n\n'
        "(2) Thursday, 11:30. A salvo of rockets at Kharab al-Jir, the American airstrip in Syria's northeast."
    )
    rows = coded(text, title="Two messages in a day")
    claimed = [row["report_id"] for row in rows.claims if (row["statement"], row["group_id"]) == ("claimed", "islamic-resistance-in-iraq")]
    assert [row["report_id"] for row in rows.reports] == claimed


def test_a_list_is_of_the_group_of_the_channel_not_of_those_it_is_against():
    text = (
        "Messages of Kataib Hezbollah on its channel against the United States in November.\n\n"
        "(1) Thursday: three rockets hit the Balad air base.\n\n"
        "(2) Friday: two drones hit Harir air base."
    )
    assert [(row["statement"], row["group_id"]) for row in coded(text).claims] == [("claimed", "kataib-hizballah")] * 2


def test_all_but_one_leaves_out_the_one_told_next():
    text = "\n\n".join(
        [
            *LEADS,
            "Amaq, the agency of Islamic State, carried statements on all but one of these attacks. The bomb near Nasiriyah is missing.",
        ]
    )
    rows = coded(text)
    ids = [row["report_id"] for row in rows.reports]
    assert [ids.index(row["report_id"]) for row in rows.claims if row["statement"] == "claimed"] == [0, 1]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Kataib Hezbollah and Asaib Ahl al-Haq both rejected the accusation.",
            {("denied", "kataib-hizballah"), ("denied", "asaib-ahl-al-haq")},
        ),
        (
            "The Houthis said they had nothing to do with it, and Kataib Hezbollah also disclaimed it.",
            {("denied", "houthis"), ("denied", "kataib-hizballah")},
        ),
        (
            "Turkey denied it and instead claimed that its archenemy, the PKK, was responsible.",
            {("denied", "turkey"), ("attributed", "pkk")},
        ),
        (
            "The embassy blamed Ashab al-Kahf; Kataib Hezbollah rejected the accusation.",
            {("attributed", "ashab-al-kahf"), ("denied", "kataib-hizballah")},
        ),
        ("Turkey has not carried out any attack, the foreign minister said.", {("denied", "turkey")}),
        ("The president condemned the Turkish bombing.", {("attributed", "turkey")}),
        ('An unknown group, "Ashab al-Kahf," claimed responsibility.', {("claimed", "ashab-al-kahf")}),
        ("No person or party has claimed responsibility.", {("unclaimed", None)}),
        ('"The terrorist organization" was to blame, the ministry said, meaning the PKK.', {("attributed", "pkk")}),
        ("Something other than the Islamic State may lie behind it, officials said.", set()),
    ],
)
def test_who_says_what_of_whom(told, expected):
    rows = coded(f"Shells hit a resort near Zakho on Thursday, killing eight people.\n\n{told}")
    assert {(row["statement"], row["group_id"]) for row in rows.claims} == expected


def test_blame_without_an_attack_is_not_for_one_of_the_past():
    past = "On August 26 a car of the United Nations was struck by a bomb in Bartella, east of Mosul."
    rows = coded(
        "\n\n".join([*LEADS, past, "The US, for its part, blames Kataib Hezbollah and has listed it as a terrorist organization."])
    )
    old = {row["report_id"] for row in rows.reports if row["is_background"]}
    assert old and not any(row["report_id"] in old for row in rows.claims)
