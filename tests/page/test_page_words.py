"""Codes, dates and ranges in words."""

import pytest

from research import schemas
from research.reporting.page.words import KIND_OF, WORDS, amount, day, days, groups, listed, parameters_in_words, word


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2020-03-11", "11 Mar 2020"), ("2021-06", "Jun 2021"), ("2019", "2019"), (None, ""), ("soon", "soon"), ("2020-13-01", "2020-13-01")],
)
def test_day(iso: str | None, words: str) -> None:
    assert day(iso) == words


@pytest.mark.parametrize(
    ("start", "end", "prec", "words"),
    [
        ("2020-03-11", "2020-03-11", 1, "11 Mar 2020"),
        ("2019-11-08", "2019-11-10", 2, "8–10 Nov 2019"),
        ("2019-11-28", "2019-12-02", 2, "28 Nov – 2 Dec 2019"),
        ("2019-12-28", "2020-01-03", 3, "28 Dec 2019 – 3 Jan 2020"),
        ("2020-03-01", "2020-03-31", 4, "Mar 2020"),
        ("2020-01-01", "2020-12-31", 5, "2020"),
        (None, None, None, ""),
    ],
)
def test_days(start: str | None, end: str | None, prec: int | None, words: str) -> None:
    assert days(start, end, prec) == words


@pytest.mark.parametrize(
    ("low", "high", "best", "words"),
    [
        (3, 3, 3, "3"), (2, 5, 3, "3 (2–5)"), (3, None, 3, "3+"), (None, 5, 3, "3 (3–5)"), (2, None, 3, "3 (2+)"),
        (14, 24, None, "14–24"), (None, 12, None, "up to 12"), (5, None, None, "5+"), (0, 0, 0, "0"), (None, None, None, ""),
    ],
)  # fmt: skip
def test_amount_keeps_uncertainty_and_unknown_is_not_zero(low: int | None, high: int | None, best: int | None, words: str) -> None:
    assert amount(low, high, best) == words


def test_every_code_of_the_schemas_has_words() -> None:
    vocabularies = {
        "weapon": schemas.WEAPONS, "target": schemas.TARGETS, "target_side": schemas.SIDES, "outcome": schemas.OUTCOMES,
        "claim_status": schemas.CLAIM_STATUSES, "statement": schemas.STATEMENTS, "qualifier": schemas.QUALIFIERS,
        "date_basis": schemas.DATE_BASES, "published_basis": schemas.PUBLISHED_BASES, "aggregation": schemas.AGGREGATIONS,
    }  # fmt: skip
    assert {name: set(codes) - set(WORDS[name]) for name, codes in vocabularies.items()} == {name: set() for name in vocabularies}


def test_every_column_that_can_be_read_from_words_has_a_kind_and_a_label() -> None:
    columns = [column.name for column in (*schemas.WHEN_AND_WHERE, *schemas.WHAT)] + ["group_id", "group_text", "statement", "by", "medium"]
    assert [column for column in columns if column not in KIND_OF or column not in WORDS["column"]] == []
    assert set(KIND_OF.values()) == set(WORDS["kind_label"])


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert word("weapon", "thermal_lance") == "thermal lance"
    assert word("weapon", None) == ""


def test_facades_are_marked_as_such() -> None:
    assert groups("ashab-al-kahf;some militiamen").endswith("(facade) and some militiamen")


def test_listed() -> None:
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_parameters_in_words() -> None:
    said = dict(
        parameters_in_words({"start": "2020-01-01", "end": "2020-12-31", "countries": [], "tables": "data/x", "include_background": False})
    )
    assert said == {"Window": "1 Jan – 31 Dec 2020", "Countries": "all", "Events told only as background": "left out"}


def test_an_open_window_goes_as_far_as_the_incidents() -> None:
    assert parameters_in_words({"start": None, "end": ""}, ["2020-05-01", None, "2019-02-03"]) == [("Window", "3 Feb 2019 – 1 May 2020")]
