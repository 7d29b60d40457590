"""Running totals: one small text for each way in which news gives them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research import codebook
from research.coding.annotate import annotate
from research.coding.model import Article, Tally
from research.coding.tallies.find import find_tallies

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question: Have there been more attacks? Spokesman: Since Friday there have been four.", [(4, "attacks", "")]),
        (
            "Since October 17 the troops have been attacked 55 times. That takes the total to 58: 30 in Iraq, 28 in Syria.",
            [(55, "attacks", ""), (58, "attacks", ""), (30, "attacks", "Iraq"), (28, "attacks", "Syria")],
        ),
        (
            "That takes the total to 55 attacks since October 17: 27 in Iraq, 28 in Syria.",
            [(55, "attacks", ""), (27, "attacks", "Iraq"), (28, "attacks", "Syria")],
        ),
        (
            "There have been 55 attacks since October 17. How many people have been hurt? Fifty-nine.",
            [(55, "attacks", ""), (59, "wounded", "")],
        ),
        (
            "The Pentagon counts 84 attacks since October 17. By its count 66 people have been hurt.",
            [(84, "attacks", ""), (66, "wounded", "")],
        ),
        (
            "We have logged 29 attacks in Iraq since 1 January, as against 41 in the same months of 2021.",
            [(29, "attacks", "Iraq"), (41, "attacks", "Iraq")],
        ),
        (
            "There were 29 attacks in Iraq this year, compared with 41 in the same period of last year.",
            [(29, "attacks", "Iraq"), (41, "attacks", "Iraq")],
        ),
        ("31 is the number of roadside bombs that we counted in Iraq in October.", [(31, "attacks", "Iraq")]),
        ("In October there were 31 attacks on convoys in Iraq.", [(31, "attacks", "Iraq")]),
        ("Thirty-one convoys were attacked in Iraq in October.", [(31, "convoys", "Iraq")]),
        ("In the first half of 2023 there were 60 attacks in Iraq.", [(60, "attacks", "Iraq")]),
        ("In the first half of the year there were 60 attacks in Iraq.", [(60, "attacks", "Iraq")]),
        ("In the second quarter of 2023 there were 60 attacks in Iraq.", [(60, "attacks", "Iraq")]),
        ("In the first three months of 2023 there were 60 attacks in Iraq.", [(60, "attacks", "Iraq")]),
        ("In the first ten months of the year there were 60 attacks in Iraq.", [(60, "attacks", "Iraq")]),
        ("Last month there were 31 attacks in Iraq.", [(31, "attacks", "Iraq")]),
        ("Last year there were 31 attacks in Iraq.", [(31, "attacks", "Iraq")]),
        ("Last week there were nine attacks in Iraq.", [(9, "attacks", "Iraq")]),
        ("So far in November there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("So far this year there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since the start of November there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since the start of the month there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since the beginning of the year there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since October 2019 there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since last October there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since early October there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Since Tuesday there have been 8 attacks in Iraq.", [(8, "attacks", "Iraq")]),
        ("Since last Friday there have been 8 attacks in Iraq.", [(8, "attacks", "Iraq")]),
        ("In one month there have been 58 attacks on the troops.", [(58, "attacks", "")]),
        ("Over the last two weeks there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("Over the past ten days there have been 18 attacks in Iraq.", [(18, "attacks", "Iraq")]),
        ("There have been 58 attacks since Oct. 17, the official said on Wednesday.", [(58, "attacks", "")]),
        ("By Monday there had been 52 attacks since October 17.", [(52, "attacks", "")]),
        ("As of Monday there had been 52 attacks since October 17.", [(52, "attacks", "")]),
        ("Between October 17 and November 7 the troops were attacked 40 times.", [(40, "attacks", "")]),
        ("From January to March 2020 there were 13 rocket attacks in Iraq.", [(13, "attacks", "Iraq")]),
        ("Between January 2021 and June 2022 there were 130 attacks in Iraq.", [(130, "attacks", "Iraq")]),
        ("The Pentagon says the bases have come under fire 58 times since Oct. 17.", [(58, "attacks", "")]),
        ("The bases were targeted by drones and rockets on 58 occasions since October 17.", [(58, "attacks", "")]),
        ("It brings to 58 the number of attacks since October 17.", [(58, "attacks", "")]),
        ("It brings the number of attacks since October 17 to 58.", [(58, "attacks", "")]),
        ("The number of attacks in Iraq has risen to 58 since October 17.", [(58, "attacks", "Iraq")]),
        ("The attack was the 58th since October 17.", [(58, "attacks", "")]),
        ("More than 58 rocket and drone attacks have hit bases in Iraq since October 17.", [(58, "attacks", "Iraq")]),
        ("Attacks on the troops since October 17: 58.", [(58, "attacks", "")]),
        (
            "Since October 17 there have been 58 attacks, 30 of them in Iraq and the rest in Syria.",
            [(58, "attacks", ""), (30, "attacks", "Iraq")],
        ),
        ("Since October 17 there have been 58 attacks; 30 were in Iraq.", [(58, "attacks", ""), (30, "attacks", "Iraq")]),
        (
            "Of 58 attacks since October 17, 30 took place in Iraq and 28 in Syria.",
            [(58, "attacks", ""), (30, "attacks", "Iraq"), (28, "attacks", "Syria")],
        ),
        ("Fifty-nine soldiers have been injured since October 17.", [(59, "wounded", "")]),
        ("There have been 58 attacks since October 17, in which 59 soldiers were injured.", [(58, "attacks", ""), (59, "wounded", "")]),
        ("American forces have struck back three times since October 17.", [(3, "strikes", "")]),
        ("The U.S. has carried out four strikes in Syria since October 26.", [(4, "strikes", "Syria")]),
        ("The Islamic Resistance in Iraq has claimed 70 attacks since October 17.", [(70, "attacks", "")]),
        ("The group says it has carried out 70 attacks since October 17.", [(70, "attacks", "")]),
        ("The post has been shared 9,000 times since the attack.", []),
        ("Iran lowers toll of Kerman bombings to 89.", []),
        ("A video of the attack was watched 12,000 times.", []),
        ("Seven rockets and three drones were fired at the base.", []),
        ("The toll of the attack rose to 12 dead.", []),
        ("The number of injured in the attack rose to 34.", []),
        ("The U.S. has had 2,500 troops in Iraq since 2021.", []),
        ("The army has arrested 30 people since October 17 over the attacks.", []),
        ("Prices have risen 12 percent since the attacks began in October.", []),
        ("The base, attacked on Monday, has had 400 soldiers since 2020.", []),
        ("Four rockets landed in the base since the alarm was raised.", []),
        ("Five attacks were reported on Wednesday.", []),
    ],
)
def test_more_totals(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert brief(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Question: Have there been more attacks? Spokesman: Since Friday there have been four.", date(2023, 11, 10), date(2023, 11, 16)),
        (
            "Since October 17 the troops have been attacked 55 times. That takes the total to 58: 30 in Iraq, 28 in Syria.",
            date(2023, 10, 17),
            date(2023, 11, 16),
        ),
        ("That takes the total to 55 attacks since October 17: 27 in Iraq, 28 in Syria.", date(2023, 10, 17), date(2023, 11, 16)),
        (
            "There have been 55 attacks since October 17. How many people have been hurt? Fifty-nine.",
            date(2023, 10, 17),
            date(2023, 11, 16),
        ),
        ("The Pentagon counts 84 attacks since October 17. By its count 66 people have been hurt.", date(2023, 10, 17), date(2023, 11, 16)),
        (
            "We have logged 29 attacks in Iraq since 1 January, as against 41 in the same months of 2021.",
            date(2021, 1, 1),
            date(2021, 11, 16),
        ),
        (
            "There were 29 attacks in Iraq this year, compared with 41 in the same period of last year.",
            date(2022, 1, 1),
            date(2022, 11, 16),
        ),
        ("31 is the number of roadside bombs that we counted in Iraq in October.", date(2023, 10, 1), date(2023, 10, 31)),
        ("In October there were 31 attacks on convoys in Iraq.", date(2023, 10, 1), date(2023, 10, 31)),
        ("Thirty-one convoys were attacked in Iraq in October.", date(2023, 10, 1), date(2023, 10, 31)),
        ("In the first half of 2023 there were 60 attacks in Iraq.", date(2023, 1, 1), date(2023, 6, 30)),
        ("In the first half of the year there were 60 attacks in Iraq.", date(2023, 1, 1), date(2023, 6, 30)),
        ("In the second quarter of 2023 there were 60 attacks in Iraq.", date(2023, 4, 1), date(2023, 6, 30)),
        ("In the first three months of 2023 there were 60 attacks in Iraq.", date(2023, 1, 1), date(2023, 3, 31)),
        ("In the first ten months of the year there were 60 attacks in Iraq.", date(2023, 1, 1), date(2023, 10, 31)),
        ("Last month there were 31 attacks in Iraq.", date(2023, 10, 1), date(2023, 10, 31)),
        ("Last year there were 31 attacks in Iraq.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Last week there were nine attacks in Iraq.", date(2023, 11, 6), date(2023, 11, 12)),
        ("So far in November there have been 18 attacks in Iraq.", date(2023, 11, 1), date(2023, 11, 16)),
        ("So far this year there have been 18 attacks in Iraq.", date(2023, 1, 1), date(2023, 11, 16)),
        ("Since the start of November there have been 18 attacks in Iraq.", date(2023, 11, 1), date(2023, 11, 16)),
        ("Since the start of the month there have been 18 attacks in Iraq.", date(2023, 11, 1), date(2023, 11, 16)),
        ("Since the beginning of the year there have been 18 attacks in Iraq.", date(2023, 1, 1), date(2023, 11, 16)),
        ("Since October 2019 there have been 18 attacks in Iraq.", date(2019, 10, 1), date(2023, 11, 16)),
        ("Since last October there have been 18 attacks in Iraq.", date(2023, 10, 1), date(2023, 11, 16)),
        ("Since early October there have been 18 attacks in Iraq.", date(2023, 10, 1), date(2023, 11, 16)),
        ("Since Tuesday there have been 8 attacks in Iraq.", date(2023, 11, 14), date(2023, 11, 16)),
        ("Since last Friday there have been 8 attacks in Iraq.", date(2023, 11, 10), date(2023, 11, 16)),
        ("In one month there have been 58 attacks on the troops.", date(2023, 10, 16), date(2023, 11, 16)),
        ("Over the last two weeks there have been 18 attacks in Iraq.", date(2023, 11, 2), date(2023, 11, 16)),
        ("Over the past ten days there have been 18 attacks in Iraq.", date(2023, 11, 6), date(2023, 11, 16)),
        ("There have been 58 attacks since Oct. 17, the official said on Wednesday.", date(2023, 10, 17), date(2023, 11, 15)),
        ("By Monday there had been 52 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 13)),
        ("As of Monday there had been 52 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 13)),
        ("Between October 17 and November 7 the troops were attacked 40 times.", date(2023, 10, 17), date(2023, 11, 7)),
        ("From January to March 2020 there were 13 rocket attacks in Iraq.", date(2020, 1, 1), date(2020, 3, 31)),
        ("Between January 2021 and June 2022 there were 130 attacks in Iraq.", date(2021, 1, 1), date(2022, 6, 30)),
        ("The Pentagon says the bases have come under fire 58 times since Oct. 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The bases were targeted by drones and rockets on 58 occasions since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("It brings to 58 the number of attacks since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("It brings the number of attacks since October 17 to 58.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The number of attacks in Iraq has risen to 58 since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The attack was the 58th since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("More than 58 rocket and drone attacks have hit bases in Iraq since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("Attacks on the troops since October 17: 58.", date(2023, 10, 17), date(2023, 11, 16)),
        ("Since October 17 there have been 58 attacks, 30 of them in Iraq and the rest in Syria.", date(2023, 10, 17), date(2023, 11, 16)),
        ("Since October 17 there have been 58 attacks; 30 were in Iraq.", date(2023, 10, 17), date(2023, 11, 16)),
        ("Of 58 attacks since October 17, 30 took place in Iraq and 28 in Syria.", date(2023, 10, 17), date(2023, 11, 16)),
        ("Fifty-nine soldiers have been injured since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("There have been 58 attacks since October 17, in which 59 soldiers were injured.", date(2023, 10, 17), date(2023, 11, 16)),
        ("American forces have struck back three times since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The U.S. has carried out four strikes in Syria since October 26.", date(2023, 10, 26), date(2023, 11, 16)),
        ("The Islamic Resistance in Iraq has claimed 70 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The group says it has carried out 70 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("On Tuesday the Pentagon said the troops had been attacked 55 times since October 17.", date(2023, 10, 17), date(2023, 11, 14)),
        (
            "Pentagon spokeswoman Sabrina Singh told reporters on Tuesday that there had been 55 attacks since Oct. 17.",
            date(2023, 10, 17),
            date(2023, 11, 14),
        ),
        ('"There have been 55 attacks since October 17," Singh told a briefing on Tuesday.', date(2023, 10, 17), date(2023, 11, 14)),
        (
            "Singh spoke to reporters on Tuesday. There had been 55 attacks since October 17, she said.",
            date(2023, 10, 17),
            date(2023, 11, 14),
        ),
        ("There had been 55 attacks since October 17 as of Tuesday, the Pentagon said.", date(2023, 10, 17), date(2023, 11, 14)),
        ("Until Tuesday there had been 55 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 14)),
        ("Through Tuesday there had been 55 attacks since October 17.", date(2023, 10, 17), date(2023, 11, 14)),
        ("Since the war in Gaza began, there have been 55 attacks.", date(2023, 10, 7), date(2023, 11, 16)),
        ("Since the outbreak of the war between Israel and Hamas there have been 55 attacks.", date(2023, 10, 7), date(2023, 11, 16)),
        ("Since the start of the Israel-Hamas war there have been 55 attacks.", date(2023, 10, 7), date(2023, 11, 16)),
        ("Since Hamas attacked Israel there have been 55 attacks.", date(2023, 10, 7), date(2023, 11, 16)),
        ("Since the Hamas attack of October 7 there have been 55 attacks.", date(2023, 10, 7), date(2023, 11, 16)),
        ("Since the killing of Qassem Soleimani there have been 55 attacks.", date(2020, 1, 3), date(2023, 11, 16)),
        ("There have been 55 attacks since the middle of October.", date(2023, 10, 15), date(2023, 11, 16)),
        ("There have been 55 attacks since the start of 2023.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks since January 1.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks since January.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks this year.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks in 2023.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks in 2023 so far.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks already this year.", date(2023, 1, 1), date(2023, 11, 16)),
        ("There have been 55 attacks in the past year.", date(2022, 11, 16), date(2023, 11, 16)),
        ("There have been 55 attacks over the past six months.", date(2023, 5, 16), date(2023, 11, 16)),
        ("There have been 55 attacks in six weeks.", date(2023, 10, 5), date(2023, 11, 16)),
        ("There were eight attacks within five days.", date(2023, 11, 11), date(2023, 11, 16)),
        ("There were eight attacks from November 1 to 10.", date(2023, 11, 1), date(2023, 11, 10)),
        ("There were eight attacks between November 1 and November 10.", date(2023, 11, 1), date(2023, 11, 10)),
        ("There were eight attacks from Monday to Wednesday.", date(2023, 11, 13), date(2023, 11, 15)),
        ("There were 30 attacks from October 17 through November 3.", date(2023, 10, 17), date(2023, 11, 3)),
        ("There were 109 attacks from October 2019 to January 2020.", date(2019, 10, 1), date(2020, 1, 31)),
        ("There were 30 attacks between mid-October and November 4.", date(2023, 10, 15), date(2023, 11, 4)),
        ("There have been 30 attacks this month.", date(2023, 11, 1), date(2023, 11, 16)),
        ("There have been 30 attacks this week.", date(2023, 11, 13), date(2023, 11, 16)),
        ("There have been 30 attacks since Saturday.", date(2023, 11, 11), date(2023, 11, 16)),
        ("The attack is the 30th since October 17.", date(2023, 10, 17), date(2023, 11, 16)),
        ("In the three weeks since October 17 there have been 30 attacks.", date(2023, 10, 17), date(2023, 11, 16)),
        ("In the month since the first attack, on October 17, there have been 30 attacks.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The first attack came on October 17. Since then there have been 30 more attacks.", date(2023, 10, 17), date(2023, 11, 16)),
        ("The first was on October 17; since that day the troops have been attacked 30 times.", date(2023, 10, 17), date(2023, 11, 16)),
        ("There were 50 attacks in 2021.", date(2021, 1, 1), date(2021, 12, 31)),
        ("There were 50 attacks during the year 2021.", date(2021, 1, 1), date(2021, 12, 31)),
        ("There were 50 attacks in the last three months of 2021.", date(2021, 10, 1), date(2021, 12, 31)),
        ("There were 50 attacks in the whole of last year.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Between March 2020 and June 2021 there were 60 attacks.", date(2020, 3, 1), date(2021, 6, 30)),
    ],
)
def test_the_last_period(text: str, start: date, end: date) -> None:
    tally = read(text)[-1]
    assert (tally.period_start, tally.period_end) == (start, end)


def test_the_day_of_the_briefing_that_an_article_prints() -> None:
    text = "We print the parts of Tuesday's briefing on Iraq.\n\nSpokesman: Since October 17 there have been 55 attacks."
    (tally,) = read(text)
    assert tally.period_end == date(2023, 11, 14)


def test_the_one_country_of_an_article() -> None:
    (tally,) = read("A convoy was bombed in Iraq. Since January 1 there have been 30 attacks on convoys.")
    assert tally.country == "Iraq"


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


@pytest.mark.parametrize(
    "words",
    [
        "American troops have come under fire 48 times since October 17, and 56 of them have been injured.",
        "American troops have been attacked 48 times since October 17. Fifty-six were injured in that time.",
        "There have been 48 attacks since October 17. Over the same period 56 soldiers have been injured.",
    ],
)
def test_those_hurt_are_counted_though_only_a_pronoun_names_them(words):
    told = {(t.count, t.unit, str(t.period_start)) for t in read(words, "2023-11-13")}
    assert told == {(48, "attacks", "2023-10-17"), (56, "wounded", "2023-10-17")}
