"""Numbers: value, bounds, qualifier and counted noun of each quantity, and what is no quantity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.coding.dates.find import DateContext, find_dates
from research.coding.numbers.find import Number, article_number, find_numbers
from research.coding.numbers.read import read as read_number
from research.coding.text import Sentence, split


def sentence_of(text: str) -> Sentence:
    return split(text)[0]


def numbers(text: str) -> list[Number]:
    return [number for sentence in split(text) for number in find_numbers(sentence)]


def shown(text: str) -> list[str]:
    """Return "low..high qualifier noun" of each quantity; an open bound is empty, no noun is -."""
    lines = []
    for sentence in split(text):
        for n in find_numbers(sentence):
            bounds = f"{'' if n.low is None else n.low}..{'' if n.high is None else n.high}"
            noun = "-" if n.unit_word is None else sentence.words[n.unit_word]
            lines.append(f"{bounds} {n.qualifier} {noun}" if n.kind in ("cardinal", "vague") else f"{bounds} {n.kind} {noun}")
    return lines


CASES = [
    ("A volley of 33 rockets.", "33..33 exact rockets"),
    ("The U.S. keeps 5,000 troops there.", "5000..5000 exact troops"),
    ("Twenty-four attacks were made.", "24..24 exact attacks"),
    ("There were one hundred and two attacks.", "102..102 exact attacks"),
    ("There were a hundred attacks.", "100..100 exact attacks"),
    ("Half a dozen drones came.", "6..6 exact drones"),
    ("A dozen people were hurt.", "12..12 exact people"),
    ("Two dozen fighters died.", "24..24 exact fighters"),
    ("A pair of Katyusha rockets fell.", "2..2 exact rockets"),
    ("A couple of drones came.", "2..2 exact drones"),
    ("A single rocket fell.", "1..1 exact rocket"),
    ("At least 5 rockets fell.", "5.. at_least rockets"),
    ("No fewer than 60 soldiers were hurt.", "60.. at_least soldiers"),
    ("5 or more drones came.", "5.. at_least drones"),
    ("It fell on two occasions at least.", "2.. at_least occasions"),
    ("He put it at 14 or more.", "14.. at_least -"),
    ("More than 12 rockets fell.", "13.. more_than rockets"),
    ("More than a dozen rockets fell.", "13.. more_than rockets"),
    ("Over 70 attacks were claimed.", "71.. more_than attacks"),
    ("Upwards of 20 rockets fell.", "21.. more_than rockets"),
    ("About 20 rockets fell.", "20..20 approximately rockets"),
    ("Some dozen people were hurt.", "12..12 approximately people"),
    ("An estimated 30 fighters died.", "30..30 approximately fighters"),
    ("The 2,500 or so troops stay.", "2500..2500 approximately troops"),
    ("Nearly 100 attacks were made.", "100..100 nearly attacks"),
    ("Up to 12 rockets fell.", "..12 up_to rockets"),
    ("As many as 15 rockets fell.", "..15 up_to rockets"),
    ("No more than five rockets fell.", "..5 up_to rockets"),
    ("Fewer than 10 people were hurt.", "..9 up_to people"),
    ("It was 14 or 24 rockets.", "14..24 range rockets"),
    ("Between 10 and 15 rockets fell.", "10..15 range rockets"),
    ("10 to 15 rockets fell.", "10..15 range rockets"),
    ("10-15 rockets fell.", "10..15 range rockets"),
    ("Two or three rockets fell.", "2..3 range rockets"),
    ("Several soldiers were hurt.", ".. vague soldiers"),
    ("Dozens of missiles fell.", ".. vague missiles"),
    ("A few dozen soldiers were hurt.", ".. vague soldiers"),
    ("A number of rockets fell.", ".. vague rockets"),
    ("Tens of thousands of mourners came.", ".. vague mourners"),
    ("No casualties were reported.", "0..0 none casualties"),
    ("Nobody was hurt.", "0..0 none -"),
    ("No one was hurt.", "0..0 none -"),
    ("Not a single rocket hit.", "0..0 none rocket"),
    ("It fell without causing human or material losses.", "0..0 none losses"),
    ("It is the third attack.", "3..3 ordinal attack"),
    ("It is the 23rd rocket attack.", "23..23 ordinal attack"),
    ("It is the third in four days.", "3..3 ordinal -"),
    ("It was attacked twice.", "2..2 times twice"),
    ("It was attacked 55 times.", "55..55 exact times"),
    ("Three (3) rockets fell.", "3..3 exact rockets"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_quantity(text: str, expected: str) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four 107mm Katyusha rockets hit.", ["4..4 exact rockets"]),
        ("12 122mm rockets fell.", ["12..12 exact rockets"]),
        ("Two F-16 fighter jets came.", ["2..2 exact jets"]),
        ("Three U.S. troops and an Iraqi were hurt.", ["3..3 exact troops"]),
        ("15 Iraqi security personnel died.", ["15..15 exact personnel"]),
        ("One American contractor died.", ["1..1 exact contractor"]),
        ("One American died.", ["1..1 exact American"]),
        ("Forty drone and rocket attacks were made.", ["40..40 exact attacks"]),
        ("Four logistics support convoys were hit.", ["4..4 exact convoys"]),
        ("A three-rocket salvo fell.", ["3..3 exact rocket"]),
        ("Two rockets hit the base.", ["2..2 exact rockets"]),
        ("At least 25 fighters were killed and another 55 wounded.", ["25.. at_least fighters", "55..55 exact wounded"]),
        ("It left 4 dead, 11 wounded.", ["4..4 exact dead", "11..11 exact wounded"]),
        ("Attacks rose from 10 to 15.", ["10..10 exact -", "15..15 exact -"]),
    ],
)
def test_counted_nouns(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On March 11, 2020, at 7:20 p.m. and at 0430, it fell.",
        "A 107mm rocket and a 155 mm shell hit an F-16, an AH-64 and a MQ-9.",
        "Near Tower 22, K1, Highway 1, Camp 80 and Union III.",
        "It lies 60 km north, 27km away, nine miles off, 40-foot high and 2.5 km wide.",
        "A 34-year-old man, aged 25, and John Smith, 46, of Georgia.",
        "It cost $5 million, 20 percent or 5% of 100 dinars.",
        "The 82nd Airborne, the 12th Brigade and the 1st Lt. met on the 17th of Ramadan.",
        "No longer, no doubt and no later.",
        "Under Resolution 2254, Article 51 and No. 5.",
        "Call +964 770 123 4567 or 07901234567.",
        "The 2021 attack, 24/7, after 9/11 on 14 July Bridge.",
        "It went on for two days, six weeks and 24 hours.",
        "A one-way drone, two-thirds of it.",
    ],
)
def test_no_quantities(text: str) -> None:
    assert shown(text) == []


def test_value_keeps_the_number_as_written() -> None:
    assert [n.value for n in numbers("More than 12 rockets, up to 20 drones and fewer than 10 men.")] == [12, 20, 10]


def test_best_is_the_figure_itself() -> None:
    text = "At least 5 rockets, about 20 drones, up to 12 men and 3 to 4 women."
    assert [n.best for n in numbers(text)] == [5, 20, None, None]


def test_flags() -> None:
    assert numbers("There were no immediate reports of casualties.")[0].hedged
    assert not numbers("No casualties were reported.")[0].hedged
    assert numbers("Three of the five were shot down.")[0].part
    assert numbers("Two more rockets fell.")[0].more and numbers("Another 55 were wounded.")[0].more


def test_articles_count_one_only_where_asked() -> None:
    sentence = sentence_of("An Iraqi soldier was killed by a dozen rockets and a few drones.")
    assert [n.value for n in find_numbers(sentence)] == [12, None]
    found = {sentence.words[k]: article_number(sentence, k) for k in (0, 6)}
    assert found["An"] is not None and sentence.words[found["An"].unit_word or 0] == "soldier"
    assert found["a"] is None


def test_dates_given_are_left_out_like_dates_found() -> None:
    sentence = sentence_of("On March 11 five rockets fell within two days.")
    dates = find_dates(sentence, "2020-03-20", DateContext())
    assert find_numbers(sentence, dates) == find_numbers(sentence)
    assert [n.value for n in find_numbers(sentence)] == [5]


# ---- properties

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelt(number: int) -> str:
    if number >= 1000:
        rest = f" {spelt(number % 1000)}" if number % 1000 else ""
        return f"{spelt(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {spelt(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(1, 999_999))
def test_spelt_numbers_read_back(number: int) -> None:
    low = sentence_of(f"{spelt(number)} rockets").lower
    assert read_number([*low, ""], 0) == (number, len(low) - 1)


@given(
    st.integers(1, 99_999),
    st.sampled_from(["{} rockets fell.", "At least {} rockets fell.", "About {} rockets fell.", "Up to {} rockets fell."]),
)
def test_words_and_figures_mean_the_same(number: int, form: str) -> None:
    words, figures = numbers(form.format(spelt(number))), numbers(form.format(f"{number:,}"))
    assert len(words) == len(figures) == 1
    assert (words[0].low, words[0].high, words[0].qualifier) == (figures[0].low, figures[0].high, figures[0].qualifier)
    assert words[0].value == number


@given(st.integers(2, 500), st.integers(1, 500), st.sampled_from(["{} to {}", "{}-{}", "{} or {}", "between {} and {}"]))
def test_ranges(low: int, more: int, form: str) -> None:
    (found,) = numbers(f"They fired {form.format(low, low + more)} rockets.")
    assert (found.low, found.high, found.qualifier) == (low, low + more, "range")


WORDS = st.sampled_from(
    "a an the one two twenty hundred and or to of no not single dozen half several few at least more than up 5 10-15 5,000 2.5 107mm rd "
    "3rd ( ) , . / - % $ km days rockets attacks killed wounded others Iraqi of the March 11 2020 7:20 since 0 without any couple pair "
    "number".split()
)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_without_error_and_numbers_lie_in_it(text: str) -> None:
    for sentence in split(text):
        size = len(sentence.words)
        found = find_numbers(sentence)
        for n in found:
            assert 0 <= n.i < n.j <= size
            assert n.unit_word is None or 0 <= n.unit_word < size
            assert n.low is None or n.high is None or n.low <= n.high
        assert [n.i for n in found] == sorted(n.i for n in found)
        for k in range(size):
            article_number(sentence, k)
