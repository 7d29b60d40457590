"""Dates: what a phrase means for a day of publication, how exact it is, and what kind of phrase it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.coding.dates.find import DateContext, DateSpan, article_year, date_tokens, find_dates
from research.coding.text import split

FRIDAY = "2023-11-10"
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def read(text: str, published: str = FRIDAY, context: DateContext | None = None) -> list[DateSpan]:
    context = context or DateContext()
    return [span for sentence in split(text) for span in find_dates(sentence, published, context)]


def shown(text: str, published: str = FRIDAY, context: DateContext | None = None) -> list[str]:
    """Return "kind start..end prec" of each phrase that is no time of day; a single day is written once."""
    lines = []
    for span in read(text, published, context):
        if span.kind != "clock":
            start, end = str(span.start or "?"), str(span.end or "?")
            lines.append(f"{span.kind} {start if start == end else start + '..' + end} {span.prec or '-'}")
    return lines


STATED = [
    ("The base was hit on March 11, 2020.", "point 2020-03-11 1"),
    ("The base was hit on 11 March 2020.", "point 2020-03-11 1"),
    ("The base was hit on 11 Mar, 2020.", "point 2020-03-11 1"),
    ("The base was hit on 11-Mar-2020.", "point 2020-03-11 1"),
    ("The base was hit on the 11th of March, 2020.", "point 2020-03-11 1"),
    ("The base was hit on March the 11th.", "point 2023-03-11 1"),
    ("The base was hit on the third of January 2020.", "point 2020-01-03 1"),
    ("The base was hit on Mar. 11.", "point 2023-03-11 1"),
    ("The base was hit on 10.04.2023.", "point 2023-04-10 1"),
    ("The base was hit on 2020-03-11.", "point 2020-03-11 1"),
    ("The base was hit on 2020/03/11.", "point 2020-03-11 1"),
    ("The base was hit on 19/03/2020.", "point 2020-03-19 1"),
    ("The base was hit on 3/19/2020.", "point 2020-03-19 1"),
    ("The base was hit on 18-10-2023.", "point 2023-10-18 1"),
    ("The base was hit on 19/03/20.", "point 2020-03-19 1"),
    ("The base was hit on 11/03/2020.", "point ? -"),
    ("The base was hit on Wednesday 11/03/2020.", "point 2020-03-11 1"),
    ("The base was hit on 11/09/2023.", "point 2023-11-09 1"),
    ("The base was hit on November 11.", "point 2023-11-11 1"),
    ("The base was hit on November 12.", "point 2022-11-12 1"),
    ("The base was hit on December 27 last year.", "point 2022-12-27 1"),
    ("The base was hit on June 3 this year.", "point 2023-06-03 1"),
    ("The base was hit on Wednesday, March 11, 2020.", "point 2020-03-11 1"),
    ("The base was hit on Wednesday (November 8).", "point 2023-11-08 1"),
    ("The base was hit on Christmas Day.", "point 2022-12-25 1"),
    ("The base was hit in March 2020.", "point 2020-03-01..2020-03-31 4"),
    ("The base was hit in November.", "point 2023-11-01..2023-11-10 3"),
    ("The base was hit in December.", "point 2022-12-01..2022-12-31 4"),
    ("The base was hit last January.", "point 2023-01-01..2023-01-31 4"),
    ("The base was hit in May.", "point 2023-05-01..2023-05-31 4"),
    ("The base was hit in 2019.", "point 2019-01-01..2019-12-31 5"),
    ("The base was hit in early January 2024.", "point 2024-01-01..2024-01-10 3"),
    ("The base was hit in mid-October.", "point 2023-10-11..2023-10-20 3"),
    ("The base was hit in late June.", "point 2023-06-21..2023-06-30 3"),
    ("The base was hit at the end of December 2020.", "point 2020-12-21..2020-12-31 4"),
    ("The base was hit in early 2020.", "point 2020-01-01..2020-03-31 5"),
    ("The first week of 2022 was busy.", "point 2022-01-01..2022-01-07 3"),
    ("The week of October 17 was busy.", "point 2023-10-16..2023-10-22 3"),
    ("The last two weeks of June were busy.", "point 2023-06-17..2023-06-30 4"),
    ("The second half of June was busy.", "point 2023-06-16..2023-06-30 4"),
    ("It fell on March 39th and burned.", "point ? -"),
    ("It fell on February 30.", "point ? -"),
]  # fmt: skip

RELATIVE = [
    ("It was hit on Friday.", "point 2023-11-10 1"),
    ("It was hit late Thursday.", "point 2023-11-09 1"),
    ("It was hit early on Monday.", "point 2023-11-06 1"),
    ("It was hit in the early hours of Monday.", "point 2023-11-06 1"),
    ("It was hit on Saturday night.", "point 2023-11-04 1"),
    ("Monday's attack was the last.", "point 2023-11-06 1"),
    ("It was hit last Friday.", "point 2023-11-03 1"),
    ("It was hit last Tuesday.", "point 2023-11-07 1"),
    ("It was hit this Monday.", "point 2023-11-06 1"),
    ("It was hit on Tuesday of last week.", "point 2023-10-31 1"),
    ("Talks will be held next Tuesday.", "point 2023-11-14 1"),
    ("It was hit today.", "point 2023-11-10 1"),
    ("It was hit earlier today, Thursday.", "point 2023-11-10 1"),
    ("It was hit this past weekend.", "point 2023-11-04..2023-11-05 2"),
    ("It was hit yesterday morning.", "point 2023-11-09 1"),
    ("It was hit the day before yesterday.", "point 2023-11-08 1"),
    ("It was hit last night.", "point 2023-11-09 1"),
    ("It was hit this morning.", "point 2023-11-10 1"),
    ("It was hit overnight.", "point 2023-11-09..2023-11-10 2"),
    ("It was hit overnight on Tuesday.", "point 2023-11-07..2023-11-08 2"),
    ("It was hit overnight into Sunday.", "range 2023-11-04..2023-11-05 2"),
    ("It was hit in the night from Wednesday to Thursday.", "range 2023-11-08..2023-11-09 2"),
    ("It was hit on Monday night into Tuesday.", "range 2023-11-06..2023-11-07 2"),
    ("It was hit between Saturday and Sunday.", "range 2023-11-04..2023-11-05 2"),
    ("It was hit between 11 p.m. Monday and 2 a.m. Tuesday.", "range 2023-11-06..2023-11-07 2"),
    ("It was hit over the weekend.", "point 2023-11-04..2023-11-05 2"),
    ("It was hit two days ago.", "point 2023-11-08 1"),
    ("It was hit a week ago.", "point 2023-10-31..2023-11-06 3"),
    ("It was hit less than two weeks ago.", "point 2023-10-28..2023-11-09 4"),
    ("It was hit more than a week ago.", "vague ? -"),
    ("It was hit some weeks ago.", "vague ? -"),
    ("It was hit last week.", "point 2023-10-30..2023-11-05 3"),
    ("It was hit this week.", "point 2023-11-06..2023-11-10 2"),
    ("It was hit last month.", "point 2023-10-01..2023-10-31 4"),
    ("It was hit earlier this month.", "point 2023-11-01..2023-11-10 3"),
    ("It was hit early last month.", "point 2023-10-01..2023-10-10 3"),
    ("It was hit earlier this year.", "point 2023-01-01..2023-11-10 5"),
    ("It was hit last year.", "point 2022-01-01..2022-12-31 5"),
    ("It was hit at the end of last year.", "point 2022-12-01..2022-12-31 4"),
    ("It was hit in recent days.", "vague ? -"),
    ("It was hit in the past few days.", "vague ? -"),
]  # fmt: skip

PERIODS = [
    ("19 attacks since October 17.", "since 2023-10-17..2023-11-10 4"),
    ("19 attacks since mid-October.", "since 2023-10-15..2023-11-10 4"),
    ("19 attacks since the middle of October.", "since 2023-10-15..2023-11-10 4"),
    ("19 attacks since late October 2022.", "since 2022-10-21..2023-11-10 5"),
    ("19 attacks since October.", "since 2023-10-01..2023-11-10 5"),
    ("19 attacks since the beginning of 2020.", "since 2020-01-01..2023-11-10 5"),
    ("19 attacks since the start of the year.", "since 2023-01-01..2023-11-10 5"),
    ("19 attacks since 2017.", "since 2017-01-01..2023-11-10 5"),
    ("19 attacks since Tuesday.", "since 2023-11-07..2023-11-10 2"),
    ("19 attacks so far this month.", "since 2023-11-01..2023-11-10 3"),
    ("19 attacks since the war between Israel and Hamas began on October 7.", "since 2023-10-07..2023-11-10 5"),
    ("From October 17 until the day of the briefing there were 19.", "since 2023-10-17..2023-11-10 4"),
    ("19 attacks over the past six weeks.", "duration 2023-09-29..2023-11-10 5"),
    ("19 attacks over a period of six weeks.", "duration 2023-09-29..2023-11-10 5"),
    ("19 attacks in the past 24 hours.", "duration 2023-11-09..2023-11-10 2"),
    ("19 attacks in the space of a month.", "duration 2023-10-10..2023-11-10 5"),
    ("19 attacks within a week.", "duration 2023-11-03..2023-11-10 3"),
    ("The third attack in four days.", "duration 2023-11-06..2023-11-10 2"),
    ("It stayed until October 20.", "until ?..2023-10-20 -"),
    ("It stays until December 31.", "until ?..2023-12-31 -"),
    ("Before Wednesday the last was in spring.", "until ?..2023-11-08 -"),
    ("On the night of March 11-12 it fell.", "range 2023-03-11..2023-03-12 2"),
    ("On the night of 11 to 12 March it fell.", "range 2023-03-11..2023-03-12 2"),
    ("October 17-19 were bad.", "range 2023-10-17..2023-10-19 2"),
    ("It went on from March 11 to March 14.", "range 2023-03-11..2023-03-14 2"),
    ("It went on between October 17 and November 7.", "range 2023-10-17..2023-11-07 4"),
    ("It went on from 3 to 8 January 2020.", "range 2020-01-03..2020-01-08 2"),
    ("It went on December 31–January 1.", "range 2022-12-31..2023-01-01 2"),
    ("It went on from December 2019 to January 2020.", "range 2019-12-01..2020-01-31 5"),
    ("It went on in 2014-2017.", "range 2014-01-01..2017-12-31 5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED + RELATIVE + PERIODS)
def test_one_phrase(text: str, expected: str) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize("basis, cases", [("stated", STATED), ("relative", RELATIVE)])
def test_basis_says_whether_the_text_gives_the_date(basis: str, cases: list[tuple[str, str]]) -> None:
    exempt = ("Christmas", "last January")
    for text, _ in cases:
        if not any(word in text for word in exempt):
            assert [span.basis for span in read(text) if span.kind != "clock"] == [basis], text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On March 11 and 14 Taji was struck.", ["03-11"]),  # 14 may count what follows
        ("Taji was struck on March 11 and 14.", ["03-11", "03-14"]),
        ("Taji was struck on March 11, 12 and 14.", ["03-11", "03-12", "03-14"]),
        ("Taji was struck on 11, 12 and 14 March.", ["03-11", "03-12", "03-14"]),
        ("Taji was struck on March 11 and again on March 16.", ["03-11", "03-16"]),
        ("Taji was struck on Tuesday and Wednesday.", ["11-07", "11-08"]),
    ],
)
def test_lists_of_days(text: str, days: list[str]) -> None:
    assert [str(span.start)[5:] for span in read(text)] == days


def test_a_year_at_the_end_holds_for_the_whole_list_or_range() -> None:
    assert shown("It was hit on March 11 and March 16, 2020.") == ["point 2020-03-11 1", "point 2020-03-16 1"]
    assert shown("It was hit in December and January 2020.")[0] == "point 2019-12-01..2019-12-31 4"
    assert shown("Between 17 October and 20 November 2022 it was hit.") == ["range 2022-10-17..2022-11-20 5"]


def test_a_number_after_a_month_may_count_things() -> None:
    assert shown("In March 11 rockets were fired.") == ["point 2023-03-01..2023-03-31 4"]
    assert shown("On March 11 three soldiers were killed.") == ["point 2023-03-11 1"]


CHAINS = [
    ("On Thursday a drone fell. On the same day rockets fell.", "deictic 2023-11-09 1"),
    ("On Thursday a drone fell. That night rockets fell.", "deictic 2023-11-09 1"),
    ("On Monday a drone fell. The next day rockets fell.", "deictic 2023-11-07 1"),
    ("On Monday a drone fell. The day before, rockets fell.", "deictic 2023-11-05 1"),
    ("On Monday a drone fell. Two days earlier rockets fell.", "deictic 2023-11-04 1"),
    ("On Monday a drone fell. Three days later rockets fell.", "deictic 2023-11-09 1"),
    ("On Monday a drone fell. Hours later rockets fell.", "deictic 2023-11-06 1"),
    ("On Monday a drone fell. A quarter of an hour later rockets fell.", "deictic 2023-11-06 1"),
    ("On Monday a drone fell. Later in the day rockets fell.", "deictic 2023-11-06 1"),
    ("On Monday a drone fell. Days later rockets fell.", "deictic ? -"),
    ("In November rockets fell. Early that month a drone fell.", "deictic 2023-11-01..2023-11-10 3"),
    ("In April a drone fell. The month after, rockets fell.", "deictic 2023-05-01..2023-05-31 4"),
    ("It is tense since January, when he was killed. The following week missiles fell.", "deictic 2023-01-01..2023-01-31 4"),
    ("The war began on October 7. Attacks are made since the middle of that month.", "since 2023-10-15..2023-11-10 4"),
    ("In June 2021 it fell. On July 3 of that year it fell again.", "point 2021-07-03 1"),
    ("He was killed on January 3, 2020. Missiles fell on January 8.", "point 2020-01-08 1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_phrases_measured_from_what_was_told(text: str, expected: str) -> None:
    assert shown(text)[-1] == expected


def test_the_first_sentence_has_nothing_to_be_measured_from() -> None:
    assert shown("The next day rockets fell. The same evening a drone fell.") == ["deictic ? -", "deictic ? -"]


def test_within_one_sentence_the_later_phrase_is_measured_from_the_earlier() -> None:
    assert shown("It fell on Monday, and two days later another fell.") == ["point 2023-11-06 1", "deictic 2023-11-08 1"]


def test_offset_from_an_event() -> None:
    context = DateContext(last=(date(2023, 8, 12), date(2023, 8, 12)))
    (span,) = read("The rockets came two days after fighters killed soldiers.", "2023-08-12", context)
    assert (span.kind, span.offset, span.start) == ("offset", 2, date(2023, 8, 10))


def test_a_since_span_keeps_its_own_date() -> None:
    (span,) = read("It braces for revenge since Tuesday, when he was killed.")
    assert span.kind == "since" and span.days == (date(2023, 11, 7), date(2023, 11, 7))


def test_nothing_is_guessed_without_a_publication_date() -> None:
    text = "On Friday, last week and yesterday it fell, and over the past six weeks, on March 11 and in November."
    assert all(span.start is None and span.prec is None for span in read(text, ""))
    march = read(text, "")[-2]
    assert (march.month, march.day) == (3, 11)


def test_publication_may_be_a_month_or_a_year() -> None:
    assert shown("It fell on March 11, last month and on Friday.", "2021-06") == [
        "point 2021-03-11 1", "point 2021-05-01..2021-05-31 4", "point ? -",
    ]  # fmt: skip
    assert shown("It fell on March 11, last year and last month.", "2021") == [
        "point 2021-03-11 1", "point 2020-01-01..2020-12-31 5", "point ? -",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Convoys were hit on March 29, 2021. Five were hit on March 25.", 2021),
        ("About 50 attacks since the beginning of 2021.", 2021),
        ("The first week of 2022 was busy.", 2022),
        ("A law was passed in early 2020. A convoy was hit on August 8.", None),
        ("Rockets were fired on Nov. 18.", None),
        ("Photo: soldiers at the embassy, January 2020.\n\nRockets were fired on Nov. 18.", None),
    ],
)
def test_year_of_an_article(text: str, year: int | None) -> None:
    assert article_year(split(text), "") == year
    assert article_year(split(text), "2023-11-10") == 2023


def test_an_undated_article_dates_its_days_by_its_own_year() -> None:
    text = "The first week of 2022 was busy. It is so since December 31. Seven were hit on January 9."
    context = DateContext(year=article_year(split(text), ""))
    assert shown(text, "", context) == ["point 2022-01-01..2022-01-07 3", "since 2021-12-31..? -", "point 2022-01-09 1"]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers may be sent in, and they march on in a second wave.",
        "Theresa May said so, and the Sun reported it where the cat sat.",
        "Friday prayers were held near 14 July Bridge and 1 May Street.",
        "USA Today had it, and so did the March 14 Alliance.",
        "The 34-year-old was in the 24-hour shop of the 1990s with 2,020 others.",
        "Copyright 2020. All rights reserved.",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("It fell at about 7:20 p.m. on Friday.", "at about 7:20 p.m."),
        ("It fell at 0220 local time.", "at 0220 local time"),
        ("It fell around midnight.", "around midnight"),
        ("It fell at about five in the morning.", "at about five in the morning"),
        ("It fell at 10pm.", "at 10pm"),
        ("It fell at 10:15 a.m local time.", "at 10:15 a.m local time"),
        ("It fell at 6:30 p.m. Baghdad time.", "at 6:30 p.m. Baghdad time"),
    ],
)
def test_times_of_day(text: str, clock: str) -> None:
    assert [span.text for span in read(text) if span.kind == "clock"] == [clock]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("BAGHDAD, Nov 9 — The embassy was hit.", True),
        ("Updated: 9 November 2023 17:32", True),
        ("Friday, 10 November 2023", True),
        ("On November 9, the embassy was hit.", False),
        ("The embassy was hit on November 9.", False),
    ],
)
def test_datelines(text: str, dateline: bool) -> None:
    assert [span.dateline for span in read(text) if span.kind != "clock"] == [dateline]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The army said on Friday that two rockets fell.", True),
        ("An official told reporters late Thursday.", True),
        ("It reported a drone attack on Sunday.", False),
        ("Two rockets fell on Friday, the army said.", False),
    ],
)
def test_days_on_which_somebody_spoke(text: str, said: bool) -> None:
    assert read(text)[0].said is said


def test_anniversaries() -> None:
    assert read("It was the third anniversary of his death on January 3, 2020.")[-1].anniversary
    assert read("They marked the January 3 anniversary.")[0].anniversary
    year_on = read("A year on, a crowd gathers.")[0]
    assert (year_on.kind, year_on.start) == ("anniversary", date(2022, 11, 10))


def test_tokens_of_dates() -> None:
    (sentence,) = split("On March 11 at 7:20 p.m. five rockets fell.")
    assert {sentence.words[k] for k in date_tokens(sentence)} >= {"March", "11", "7:20"}
    assert sentence.lower.index("five") not in date_tokens(sentence)


# ---- properties

DATES = st.dates(date(2015, 1, 1), date(2026, 12, 31))
FORMS = [
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day} {SHORT[d.month - 1].strip('.')}, {d.year}",
    lambda d: f"{DAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{DAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"the {d.day}th of {MONTHS[d.month - 1]} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{DAYS[d.weekday()]} {d.day}/{d.month}/{d.year}" if d.day > 12 else f"{d.day}.{d.month}.{d.year}",
]


@given(DATES, st.sampled_from(FORMS), st.sampled_from(["", "2021", "2021-06", "2023-11-10"]))
def test_every_form_reads_back(day: date, form, published: str) -> None:
    spans = read(f"Two rockets fell on {form(day)} near the base.", published)
    assert [(span.start, span.end, span.prec, span.basis) for span in spans] == [(day, day, 1, "stated")]


@given(DATES, st.integers(0, 300), st.sampled_from([0, 1, 2]))
def test_a_day_without_year_is_the_nearest_before_publication(published: date, back: int, form: int) -> None:
    day = published - timedelta(days=back)
    written = [f"{MONTHS[day.month - 1]} {day.day}", f"{day.day} {SHORT[day.month - 1].strip('.')}", f"{SHORT[day.month - 1]} {day.day}"][
        form
    ]
    if (day.month, day.day) != (2, 29):
        assert read(f"Rockets fell on {written} near it.", published.isoformat())[0].start == day


@given(DATES, st.sampled_from(DAYS), st.sampled_from(["on {}", "late {}", "last {}", "early on {}", "overnight on {}", "since {}"]))
def test_weekdays_move_with_publication(published: date, weekday: str, form: str) -> None:
    text = f"Rockets fell {form.format(weekday)} there."
    (now,), (later,) = (read(text, (published + timedelta(days=shift)).isoformat()) for shift in (0, 7))
    assert now.start is not None and later.start == now.start + timedelta(days=7)
    assert published - timedelta(days=7) <= now.start <= published
    if "overnight" not in form:
        assert DAYS[now.start.weekday()] == weekday


@given(DATES, st.integers(1, 60), st.sampled_from(["day", "week", "month"]))
def test_so_long_ago(published: date, count: int, unit: str) -> None:
    (span,) = read(f"Rockets fell {count} {unit}s ago there.", published.isoformat())
    assert span.start is not None and span.end is not None and span.prec is not None
    middle = span.start + (span.end - span.start) / 2
    length = {"day": 1, "week": 7, "month": 30.44}[unit] * count
    assert abs((published - middle).days - length) <= 3
    assert span.prec == {"day": 1, "week": 3, "month": 4}[unit]


WORDS = st.sampled_from(
    "on since the of between and to - – , . ( ) last this early mid March May Sun Friday 11 39 2020 11th 10.04.2023 7:20 week weeks ago "
    "two past over within day days after before later overnight today first second half year month early that same until 's New Year "
    "Christmas".split()
)


@settings(max_examples=300)
@given(
    st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=80),
    st.sampled_from(["", "x", "2021", "2021-06", "2020-02-29", "2021-13-45"]),
)
def test_any_text_is_read_without_error_and_spans_lie_in_it(text: str, published: str) -> None:
    context = DateContext(year=2021)
    for sentence in split(text):
        for span in find_dates(sentence, published, context):
            assert 0 <= span.i < span.j <= len(sentence.words)
            assert span.text == sentence.span_text(span.i, span.j)
            assert (span.prec is not None) == (span.start is not None and span.end is not None)
            assert span.start is None or span.end is None or span.start <= span.end


@pytest.mark.parametrize("figures", ["19/03/202", "19.03.20", "119/03/2020", "19/003/2020"])
def test_figures_of_another_length_are_no_date(figures: str) -> None:
    assert shown(f"The base was hit on {figures}.") == []
