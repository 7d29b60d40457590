"""A hundred ways in which news gives a running total, and ways of giving figures that are none.

A line of tallies/totals.txt holds a text and its tallies: count, unit, country, first and last day; the text is of 16 November 2023.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coding.test_tally_ways import read

HERE = Path(__file__).parent / "tallies"
WAYS = (HERE / "totals.txt").read_text(encoding="utf-8").splitlines()
NONE = (HERE / "figures.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", WAYS)
def test_a_way_of_giving_a_total(line: str) -> None:
    text, _, expected = line.partition(" | ")
    assert sorted(read(text)) == sorted(expected.split("; "))


@pytest.mark.parametrize("text", NONE)
def test_a_figure_that_is_no_total(text: str) -> None:
    assert read(text) == []


WORDS = {7: "seven", 12: "twelve", 24: "twenty-four", 58: "fifty-eight", 102: "one hundred and two"}
PLACES = {"Iraq": "Iraq", "Syria": "Syria", "Erbil": "Iraq", "Baghdad": "Iraq", "Deir ez-Zor": "Syria"}
PERIODS = {
    "since October 17": "2023-10-17 2023-11-16", "since mid-October": "2023-10-15 2023-11-16", "so far this year": "2023-01-01 2023-11-16",
    "in October": "2023-10-01 2023-10-31", "in the first half of the year": "2023-01-01 2023-06-30", "last year": "2022-01-01 2022-12-31",
    "over the past ten days": "2023-11-06 2023-11-16", "between October 17 and November 10": "2023-10-17 2023-11-10",
}  # fmt: skip
TELLINGS = [
    "Bases in {place} were attacked {count} times {period}.", "There were {count} attacks on bases in {place} {period}.",
    "{Period}, there were {count} attacks on bases in {place}.", "{Period}, bases in {place} came under fire {count} times.",
    "An official counted {count} rocket and drone attacks in {place} {period}.",
    "The group has claimed {count} attacks in {place} {period}.",
    "At least {count} attacks on convoys were made in {place} {period}.", "{Period}, at least {count} attacks hit convoys in {place}.",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(TELLINGS),
    st.sampled_from(sorted(WORDS)),
    st.booleans(),
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(sorted(PERIODS)),
)
def test_numbers_places_periods_and_order_change_only_their_own_value(way: str, count: int, spelt: bool, place: str, period: str) -> None:
    number = WORDS[count] if spelt else str(count)
    text = way.format(count=number, place=place, period=period, Period=period[0].upper() + period[1:])
    assert read(text) == [f"{count} attacks {PLACES[place]} {PERIODS[period]}"]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(3, 60),
    st.integers(3, 60),
    st.booleans(),
    st.sampled_from(
        [
            ": {0} in {1} and {2} in {3}.",
            ", {0} in {1} and {2} in {3}.",
            ". Of these, {0} took place in {1} and {2} in {3}.",
            ". {0} were in {1}, {2} in {3}.",
            "; {1} accounts for {0} and {3} for {2}.",
        ]
    ),
)
def test_a_total_and_its_parts(one: int, other: int, swapped: bool, way: str) -> None:
    first, second = ("Syria", "Iraq") if swapped else ("Iraq", "Syria")
    text = f"Since October 17 there have been {one + other} attacks" + way.format(one, first, other, second)
    days = "2023-10-17 2023-11-16"
    parts = [f"{one} attacks {first} {days}", f"{other} attacks {second} {days}"]
    assert sorted(read(text)) == sorted([f"{one + other} attacks - {days}", *parts])
