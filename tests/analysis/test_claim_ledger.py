"""The ledger of claims: names as they stand in the text, facades apart from those behind them, and who claims in his own name."""

import pandas as pd
from analysis_rows import made

from research.analysis.claim_ledger import (
    FACADE,
    OWN,
    STATE,
    UMBRELLA,
    WORDS,
    by_year,
    claimant_class,
    claimed_what,
    comings,
    informative,
    ledger,
)
from research.analysis.selection import select

TEXT = (
    "Convoy hit\n\nThe Companions of the Cave said on Telegram that they had blown up a convoy. "
    "Asa'ib Ahl al-Haq, which is said to stand behind Ashab al-Kahf, denied it. The group claimed a second blast."
)
INCIDENTS = [
    {"day": "2020-07-11", "weapon": "ied", "target": "convoy", "place_id": "taji"},
    {"day": "2020-07-31", "weapon": "ied", "target": "convoy"},
    {"day": "2021-01-01", "place_id": "erbil"},
    {"day": "2021-01-02"},
    {"day": "2021-01-03"},
    {"day": "2021-01-04"},
]
CLAIMS = [
    {"report_id": "i00", "group_id": "ashab-al-kahf", "statement": "claimed", "sentence_no": 1, "start": 40, "medium": "Telegram"},
    {"report_id": "i00", "group_id": "asaib-ahl-al-haq", "statement": "denied", "sentence_no": 2, "start": 90, "by": "Asa'ib Ahl al-Haq"},
    {"report_id": "i01", "group_id": "ashab-al-kahf", "statement": "claimed", "sentence_no": 3, "start": 170},
    {"report_id": "i02", "group_id": "saraya-awliya-al-dam", "statement": "claimed"},
    {"report_id": "i02", "group_id": "kataib-hizballah", "statement": "claimed"},
    {"report_id": "i03", "group_id": "united-states", "statement": "claimed"},
    {"report_id": "i04", "group_id": "islamic-resistance-in-iraq", "statement": "claimed"},
    {"report_id": "i04", "group_text": "Iran-backed militias", "statement": "stated"},
    {"report_id": "i05", "statement": "unclaimed"},
]


def selected():
    article = {
        "article_id": "a",
        "file": "a.txt",
        "publisher": "The Courier",
        "published": "2020-07-12",
        "published_basis": "text",
        "n_words": 9,
    }
    return select(made(INCIDENTS, CLAIMS, articles=[article], texts=[{"article_id": "a", "text": TEXT}]), {"end": "2021-12-31"})


def test_names_are_those_of_the_text():
    named = ledger(selected())["named"].astype("object")
    assert named.where(named.notna(), None).tolist() == [
        "Companions of the Cave", "Asa'ib Ahl al-Haq", "Ashab al-Kahf", None, None, None, None, "Iran-backed militias", None
    ], "its own sentence first, then the last name before it; what the article never names stays empty"  # fmt: skip


def test_a_row_says_what_stands_behind_the_name_and_who_says_so():
    table = ledger(selected()).set_index("claim_id")
    row = table.loc["c00"]
    assert (row["name"], row["kind"], row["parent"], row["medium"]) == ("Ashab al-Kahf", "facade", "Asa'ib Ahl al-Haq", "Telegram")
    assert "Critical Threats" in row["parent_basis"]
    assert (row["place_id"], row["weapon"], row["target"], row["publisher"]) == ("taji", "ied", "convoy", "The Courier")
    assert table["parent"].drop(["c00", "c02"]).isna().all(), "a parent on which sources disagree is none"
    assert table.loc["c07", "kind"] == "unnamed" and pd.isna(table.loc["c08", "kind"])


def test_the_most_telling_claim_gives_the_class():
    assert claimant_class(["facade", "militia"]) == OWN
    assert claimant_class(["umbrella", "facade"]) == FACADE
    assert claimant_class(["umbrella"]) == UMBRELLA
    assert claimant_class(["unnamed", "state"]) == STATE
    assert claimant_class([]) == WORDS


def test_claimed_at_all_and_by_its_own_name():
    selection = selected()
    table = informative(selection, ledger(selection)).set_index("row")
    assert table["incidents"].tolist() == [5, 1, 1, 2, 1, 0, 1, 0, 0, 0, 0, 1]
    assert table.loc[f"claimed: {OWN}", "incident_ids"] == "i02", "a facade and a militia claim it"
    classes = table[(table["statement"] == "claimed") & (table["by_whom"] != "anybody")]
    assert classes["incidents"].sum() == table.loc["claimed: anybody", "incidents"], "each incident is in one class"
    assert table.loc["claimed: anybody", "share"] == 0.8333
    years = by_year(selection, ledger(selection))
    assert years[["year", "incidents", "claimed", "own_name", "own_name_share"]].values.tolist() == [
        ["2020", 2, 2, 0, 0.0],
        ["2021", 4, 3, 1, 0.25],
    ]


def test_what_each_claims():
    table = claimed_what(ledger(selected()))
    cave = table[table["group"] == "ashab-al-kahf"]
    assert cave[["facet", "value", "incidents", "incident_ids"]].values.tolist() == [
        ["weapon", "ied", 2, "i00 i01"], ["target", "convoy", 2, "i00 i01"],
        ["place_id", "taji", 1, "i00"], ["place_id", "unknown", 1, "i01"],
    ]  # fmt: skip
    assert "asaib-ahl-al-haq" not in set(table["group"]), "a denial is no claim, and nothing is counted for a parent"


def test_groups_come_and_go():
    table = comings(selected(), ledger(selected()))
    assert table["group"].tolist()[0] == "ashab-al-kahf"
    first = table.iloc[0]
    assert (first["first"], first["last"], first["days"], first["longest_silence"], first["silent_for"]) == (
        "2020-07-11",
        "2020-07-31",
        21,
        20,
        518,
    )
    assert table["longest_silence"].isna().sum() == 4, "who claims once has no silence between"


def test_nothing_claimed_is_a_table_too():
    nothing = select(made())
    table = ledger(nothing)
    assert table.empty and claimed_what(table).empty and comings(nothing, table).empty
    assert informative(nothing, table)["incidents"].sum() == 0
    assert by_year(nothing, table).empty
