import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.reporting.sentences import (
    FINDINGS_MIME,
    CellError,
    Cells,
    Findings,
    counted,
    listed,
    mismatches,
    percent,
    sentence,
    verb,
    written,
)

FRAME = pd.DataFrame({"weapon": ["rocket", "drone"], "n": [3, 1], "share": [0.75, pd.NA]}).astype({"n": "Int64", "share": "Float64"})


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no incidents"), (1, "1 incident"), (2, "2 incidents"), (1234, "1,234 incidents"), (None, "an unknown number of incidents")],
)
def test_a_noun_agrees_with_its_count(count, words):
    assert counted(count, "incident") == words


def test_nouns_that_end_in_y():
    assert counted(2, "country") == "2 countries"
    assert counted(2, "day") == "2 days"
    assert counted(2, "person", "people") == "2 people"


def test_a_verb_agrees_with_its_count():
    assert [verb(n, "was", "were") for n in (0, 1, 2, None)] == ["were", "was", "were", "were"]


@pytest.mark.parametrize(("share", "words"), [(0, "0%"), (0.001, "under 1%"), (0.314, "31%"), (0.999, "over 99%"), (1, "100%")])
def test_a_share_does_not_say_none_or_all_where_it_is_not(share, words):
    assert percent(share) == words


@given(st.floats(min_value=0, max_value=1))
def test_per_cent_says_all_or_none_only_where_it_is(share):
    assert (percent(share) == "100%") == (share == 1)
    assert (percent(share) == "0%") == (share == 0)


@pytest.mark.parametrize(
    ("value", "words"),
    [(3, "3"), (1234, "1,234"), (2.0, "2"), (12.34, "12.3"), (0.314, "0.31"), (1234.5, "1,234"), (None, "an unknown number")],
)
def test_numbers_as_people_write_them(value, words):
    assert written(value) == words


def test_a_list_of_parts():
    assert "".join(map(str, listed(["a"]))) == "a"
    assert "".join(map(str, listed(["a", "b", "c"]))) == "a, b and c"
    assert listed([]) == []


def test_facts_carry_their_cells():
    cells = Cells("weapons", FRAME, "weapon")
    said = sentence(cells.count("rocket", "n", "attack"), " by rocket, ", cells.share("drone", "share"), " of them by drone.")
    assert said.text == "3 attacks by rocket, an unknown share of them by drone."
    assert [(f.table, f.row, f.column, f.value) for f in said.facts] == [("weapons", "rocket", "n", 3), ("weapons", "drone", "share", None)]


def test_a_sentence_begins_with_a_capital_even_where_a_fact_opens_it():
    cells = Cells("weapons", FRAME.assign(n=0), "weapon")
    assert sentence("", cells.count("rocket", "n", "attack"), ".").text == "No attacks."


def test_a_cell_that_is_not_there_is_an_error():
    with pytest.raises(CellError, match="weapon=mortar"):
        Cells("weapons", FRAME, "weapon").count("mortar", "n", "attack")


def stored(frame=FRAME):
    cells = Cells("weapons", frame, "weapon")
    findings = Findings(
        [
            sentence(
                cells.count("rocket", "n", "attack"), " by ", cells.fact("rocket", "weapon", "rocket"), ", ", cells.share("drone", "share")
            )
        ]
    )
    return findings.bundle()[FINDINGS_MIME]


def as_text(frame):
    return frame.astype("string").fillna("")


def test_sentences_that_agree_with_their_tables_have_no_mismatch():
    assert mismatches(stored(), {"weapons": as_text(FRAME)}) == []


def test_a_number_that_is_not_in_its_table_is_named():
    wrong = mismatches(stored(), {"weapons": as_text(FRAME.assign(n=[4, 1]))})
    assert len(wrong) == 1
    assert "weapons (weapon rocket, n)" in wrong[0]
    assert len(mismatches(stored(), {})) == 3


def test_findings_are_no_mathematics_no_headings_and_no_addresses():
    found = Findings([sentence("# $x$ \\(y\\)\n\n# https://a.example")])
    assert found._repr_markdown_() == (
        "- &#35; <span>&#36;</span>x<span>&#36;</span> <span>&#92;</span>(y<span>&#92;</span>) &#35; https&#58;//a.example"
    )


def test_findings_are_a_markdown_list_with_marks_of_articles_disarmed():
    findings = Findings([sentence("said <b>*so*</b>.")])
    assert findings._repr_markdown_() == "- Said &#60;b&#62;&#42;so&#42;&#60;/b&#62;."
