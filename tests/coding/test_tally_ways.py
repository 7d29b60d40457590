"""Ways of giving a running total, each with its article's day, and figures that are none: tables, and swaps of what must not matter."""

import pytest

from research import codebook
from research.coding.annotate import annotate
from research.coding.model import Article
from research.coding.tallies.find import find_tallies

BOOK = codebook.load()


def read(text: str, published: str = "2023-11-16", title: str = "") -> list[str]:
    """Return the tallies of a text as lines: count, unit, country, first and last day, - for what is not known."""
    tallies = find_tallies(annotate(Article("0" * 16, title, published, text), BOOK), published)
    return [f"{t.count} {t.unit} {t.country or '-'} {t.period_start or '-'} {t.period_end or '-'}" for t in tallies]


TOTALS: list[tuple[str, list[str]]] = [
    # the noun is left to the reader, or is another word for it
    ("There was an attack at Taji. At least 14 have been directed against foreign forces in Iraq since the beginning of October.",
     ["14 attacks Iraq 2023-10-01 2023-11-16"]),
    ("Between the beginning of January and the end of May, 42 columns with goods for the coalition were bombed in Iraq.",
     ["42 convoys Iraq 2023-01-01 2023-05-31"]),
    ("The plant in Erbil was shot at again. It is the ninth time since June 2022, by the company's own reckoning.",
     ["9 attacks Iraq 2022-06-01 2023-11-16"]),
    ("Engineers in Erbil have had no rest since Monday.\n\nA drone came down at Tawke this morning, the eighth in all, an official said.",
     ["8 drones Iraq 2023-11-13 2023-11-16"]),
    ("The attacks, now 61 in number, have been split evenly: 29 in Iraq and 32 in Syria.",
     ["61 attacks - - 2023-11-16", "29 attacks Iraq - 2023-11-16", "32 attacks Syria - 2023-11-16"]),
    # months as subjects, and what they are compared with
    ("October saw 27 attacks in Iraq, September 46.", ["27 attacks Iraq 2023-10-01 2023-10-31", "46 attacks Iraq 2023-09-01 2023-09-30"]),
    ("We logged 29 incidents in October, up from 18 in September. Twenty-four belong to Iraq, five to Syria.",
     ["29 attacks - 2023-10-01 2023-10-31", "18 attacks - 2023-09-01 2023-09-30",
      "24 attacks Iraq 2023-10-01 2023-10-31", "5 attacks Syria 2023-10-01 2023-10-31"]),
    # splits
    ("Wednesday's barrage was the fifth against Americans in three days. Three of the five hit targets in Iraq, the other two in Syria.",
     ["5 attacks - 2023-11-13 2023-11-16", "3 attacks Iraq 2023-11-13 2023-11-16", "2 attacks Syria 2023-11-13 2023-11-16"]),
    ("From October 17 to November 10 militias attacked forces in Iraq and Syria 118 times. At least 70 men were hurt over the same period.",
     ["118 attacks - 2023-10-17 2023-11-10", "70 wounded - 2023-10-17 2023-11-10"]),
    # people
    ("At least 26 of his soldiers have now been killed by the jihadists in Iraq in 2023.", ["26 killed Iraq 2023-01-01 2023-11-16"]),
    # who acts
    ("The coalition is still at work. Its aircraft, it says, carried out 133 strikes in Iraq in the first three months of the year.",
     ["133 strikes Iraq 2023-01-01 2023-03-31"]),
    # periods
    ("In a report in July, Central Command counted 153 attacks in Iraq and Syria in the first half of the year.",
     ["153 attacks - 2023-01-01 2023-06-30"]),
    ("The fields in Erbil have been struck by drones six times in as many days.", ["6 attacks Iraq 2023-11-10 2023-11-16"]),
    ("The bases in Iraq have been attacked 50 times since the new year.", ["50 attacks Iraq 2023-01-01 2023-11-16"]),
    ("The police in Erbil counted 11 drones in the two months to mid-October.", ["11 drones Iraq 2023-08-15 2023-10-15"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_ways_of_giving_a_total(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The military has since made clear that there were three rockets, and that the attack was on Monday.",
        "The pace has picked up since June 27, when warplanes killed four fighters of the militia.",
        "Police in Dhi Qar arrested 17 suspects and seized 40 rockets during the past month.",
        "Fourteen more soldiers were found to have brain injuries as a result of the missiles. That makes 64.",
        "Contractors left after the first three attacks, all by rocket, in the space of one week.",
        "Rockets fell on the villa; the third floor burned. It took 40 firemen to put out the fire.",
        "Doctors have treated 24 cases of brain injury since October 17.",
        "The mortar bombs, four in number, landed on a roof.",
    ],
)
def test_figures_that_are_no_totals(text: str) -> None:
    assert read(text) == []


def test_parts_of_a_total_are_not_told_by_who_they_were() -> None:
    text = (
        "There have been 30 attacks in Iraq since October 17. At least three people, two of them Americans, have lost their lives in them."
    )
    assert [row.split()[:3] for row in read(text)] == [["30", "attacks", "Iraq"], ["3", "killed", "Iraq"]]


def test_a_headline_that_rounds_the_total_is_none() -> None:
    title = "Tally of attacks in Iraq nears 50"
    text = f"{title}\n\nSince the beginning of the year, 47 attacks on American interests in Iraq have been counted."
    assert [row.split()[0] for row in read(text, title=title)] == ["47"]


def test_the_country_is_that_of_the_article() -> None:
    scene = "A convoy was hit near Samawah. Another was hit near Babil. A third one escaped in Nasiriyah."
    assert read(f"{scene} At least 70 convoys were hit in the first half of the year.")[0].split()[2] == "Iraq"
    both = "The bases lie in Iraq and Syria."
    assert read(f"{scene} {both} At least 70 convoys were hit in the first half of the year.")[0].split()[2] == "-"
