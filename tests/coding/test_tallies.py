"""Running totals: one small text for each way in which news gives them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research import codebook
from research.coding.annotate import annotate
from research.coding.model import Article, Tally
from research.coding.tallies import find_tallies

BOOK = codebook.load()
THURSDAY = "2023-11-16"


def read(text: str, published: str = THURSDAY, title: str = "") -> list[Tally]:
    return find_tallies(annotate(Article("0" * 16, title, published, text), BOOK), published)


def brief(tallies: list[Tally]) -> list[tuple[int, str, str]]:
    return [(t.count, t.unit, t.country) for t in tallies]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bases with American soldiers in Iraq were attacked 31 times since mid-October.", [(31, "attacks", "Iraq")]),
        ("Since October 17 there have been 27 attacks in Iraq and 28 in Syria.", [(27, "attacks", "Iraq"), (28, "attacks", "Syria")]),
        ("Over the past month, 44 attacks were made on U.S. forces in Iraq and Syria.", [(44, "attacks", "")]),
        ("The tally of attacks in Iraq since January now stands at 39.", [(39, "attacks", "Iraq")]),
        ("The Observatory puts the attacks made on bases in Syria since October 19 at 108.", [(108, "attacks", "Syria")]),
        ("It was the 61st attack on bases in Syria since October 19.", [(61, "attacks", "Syria")]),
        ("It was the third attack in four days.", [(3, "attacks", "")]),
        ("Monday's attack was the third in a week.", [(3, "attacks", "")]),
        ("No fewer than 12 convoys came under attack in Iraq so far this week.", [(12, "convoys", "Iraq")]),
        ("The United States has struck sites in Syria on three occasions.", [(3, "strikes", "Syria")]),
        ("That brings to 151 the number of times that U.S. troops were attacked since October 18.", [(151, "attacks", "")]),
        ("Since the war in Gaza broke out there have been 37 attacks in Iraq and 41 in Syria, which makes 78.",
         [(37, "attacks", "Iraq"), (41, "attacks", "Syria"), (78, "attacks", "")]),
        ("Two contractors, one soldier and eight civilians have been killed in such attacks since January.", [(11, "killed", "")]),
        ("Since October 17 at least 60 attacks were made on the troops, wounding 59 soldiers.", [(60, "attacks", ""), (59, "wounded", "")]),
        ("U.S. troops were attacked four times in the past 24 hours.", [(4, "attacks", "")]),
        ("Troops came under fire for the 83rd time since October 17.", [(83, "attacks", "")]),
        ("Monday's strike was the fourth on Iraqi soil since the beginning of the month.", [(4, "attacks", "Iraq")]),
        ("Attacks on American forces have reached 102 since October 17.", [(102, "attacks", "")]),
        ("Iraq has seen 39 attacks on American targets this year.", [(39, "attacks", "Iraq")]),
        ("Of the 61 attacks, 31 were in Iraq.", [(61, "attacks", ""), (31, "attacks", "Iraq")]),
        ("Eleven of the attacks took place in Syria since Friday.", [(11, "attacks", "Syria")]),
        ("American soldiers have been attacked almost daily: 38 times since October 17.", [(38, "attacks", "")]),
    ],
)  # fmt: skip
def test_totals(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert brief(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Three attacks were carried out on U.S. troops on Thursday.",
        "American troops were attacked three times on Friday.",
        "The United States has about 2,500 troops in Iraq and 900 in Syria.",
        "Twenty-four rockets hit the base, and five people were wounded.",
        "It is the first attack on the base since March.",
        "It is the second attack on the camp this year.",
        "Several attacks have been made since October 17.",
        "The reward of up to $3 million has been on offer since July.",
        "The army put the number of rockets at 14.",
        "The base had not been attacked since October 7.",
        "",
    ],
)
def test_no_totals(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("There have been 30 attacks since mid-October.", date(2023, 10, 15), date(2023, 11, 16)),
        ("There have been more than 30 attacks on US troops in the region since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("There have been 30 attacks since late October.", date(2023, 10, 21), date(2023, 11, 16)),
        ("There have been 30 attacks since the beginning of 2023.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 30 attacks so far this month.", date(2023, 11, 1), date(2023, 11, 16)),
        ("There have been 30 attacks over a period of six weeks.", date(2023, 10, 5), date(2023, 11, 16)),
        ("There have been 30 attacks since October 17, she said on Tuesday.", date(2023, 10, 17), date(2023, 11, 14)),
        ("From October 17 to October 30 there were 23 attacks on the troops.", date(2023, 10, 17), date(2023, 10, 30)),
        ("There have been eight attacks this week.", date(2023, 11, 13), date(2023, 11, 16)),
        ("In the week to Monday the bases were attacked nine times.", date(2023, 11, 6), date(2023, 11, 13)),
        ("There were 50 attacks on convoys in 2021.", date(2021, 1, 1), date(2021, 12, 31)),
        ("There have been 30 attacks since the war between Israel and Hamas began on October 7.", date(2023, 10, 7), date(2023, 11, 16)),
    ],
)
def test_periods(text: str, start: date, end: date) -> None:
    (tally,) = read(text)
    assert (tally.period_start, tally.period_end) == (start, end)


def test_without_publication_open_periods_have_no_end_and_no_guessed_year() -> None:
    (tally,) = read("Since mid-October there have been 30 attacks on the troops.", published="")
    assert (tally.period_start, tally.period_end) == (None, None)
    (tally,) = read("Since October 7, 2023 there have been 30 attacks on the troops.", published="")
    assert (tally.period_start, tally.period_end) == (date(2023, 10, 7), None)


def test_a_split_shares_the_period_and_the_source_of_its_total() -> None:
    text = (
        "About 140 attacks have been made on U.S. forces since mid-October, Sabrina Singh of the Pentagon said on Tuesday. "
        "Of these attacks, 57 were in Iraq and 83 in Syria."
    )
    tallies = read(text)
    assert brief(tallies) == [(140, "attacks", ""), (57, "attacks", "Iraq"), (83, "attacks", "Syria")]
    assert {(t.period_start, t.period_end) for t in tallies} == {(date(2023, 10, 15), date(2023, 11, 14))}
    assert tallies[0].qualifier == "approximately"
    assert all("Singh" in t.source for t in tallies)


def test_people_hurt_in_the_attacks_just_counted() -> None:
    text = "By the Pentagon's count there have been at least 19 attacks in Iraq and Syria since October 17. They left 21 Americans injured."
    attacks, wounded = read(text)
    assert (wounded.count, wounded.unit, wounded.period_start) == (21, "wounded", attacks.period_start)
    assert attacks.source == "Pentagon"


def test_headline_and_text_give_one_tally() -> None:
    title = "38 attacks on American troops since October"
    text = title + "\n\nSince October 17 there have been at least 38 attacks on American troops in Iraq and Syria."
    (tally,) = read(text, title=title)
    assert (tally.count, tally.qualifier, tally.period_start) == (38, "at_least", date(2023, 10, 17))


def test_attacks_told_one_by_one_are_no_total() -> None:
    text = "It was the third attack within a week. On November 11 rockets hit Taji, and on November 13 Taji was struck again."
    assert read(text) == []


def test_the_words_of_a_tally_cover_its_attacks() -> None:
    (tally,) = read("American soldiers in Iraq have been attacked 55 times since October 17, an official said.")
    assert tally.note.sentence.span_text(tally.i, tally.j) == "attacked 55 times since October 17"


WORDS = st.sampled_from(
    "55 three 2,500 at least attacks strikes since October 17 in Iraq and Syria , . the number of has reached times attacked over "
    "past weeks soldiers injured killed U.S. of these them which makes 78 so far % $ ( ) — ; drones convoys said on Tuesday third".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_words_give_sound_tallies(text: str) -> None:
    for tally in read(text):
        assert tally.count >= 1
        assert 0 <= tally.i < tally.j <= len(tally.note.sentence.lower)
        assert tally.unit in ("attacks", "rockets", "drones", "convoys", "wounded", "killed", "strikes")
        assert tally.period_start is None or tally.period_end is None or tally.period_start <= tally.period_end
