"""Dates: only what the words fix is read."""

import pytest

from research.ingest import dates
from research.ingest.datelines import opening_date, read_date_line


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("November 8, 2019 21:45", "2019-11-08"),
        ("2019/11/09 | 19:55", "2019-11-09"),
        ("Updated: 09-12-2019 17:32", "2019-12-09"),
        ("Wed, 12 Feb 2020", "2020-02-12"),
        ("Published: 2020-03-17", "2020-03-17"),
        ("World Monitor, August 25, 2020", "2020-08-25"),
        ("City Media January 19, 2024 News", "2024-01-19"),
        ("Feb 05,2024 - Last updated at Feb 06,2024", "2024-02-05"),
        ("Category: Iraq | Date: 2020-07-15T22:30+0000", "2020-07-15"),
        ("28.12.2019", "2019-12-28"),
        ("11/22/2023", "2023-11-22"),
        ("Thursday 19/03/2020", "2020-03-19"),
        ("Thursday 2/3/2022 - 11:20 UTC-5", "2022-02-03"),  # the weekday decides
        ("05/05/2021", "2021-05-05"),  # both readings are the same day
        ("Monday 3 January 22", "2022-01-03"),
        ("June, 2021 / Business", "2021-06"),
        ("Published Feb 15, 2024 by shipping desk", "2024-02-15"),
        ("3rd of March 2021", "2021-03-03"),
        ("03/01/2021", ""),  # March or January
        ("Tuesday 3 January 22", ""),  # 2022 begins otherwise: the number is no year
        ("30 February 2021", ""),
        ("2021-13-45", ""),
        ("00.00.2020", ""),
    ],
)
def test_date_lines(line, value):
    found = read_date_line(line)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "line",
    [
        "Rockets hit the base on 30 September 2020.",
        "The attack of January 3, 2020 killed two",
        "Shocking map of attacks since May 2019",
        "Oct. 18 - Troops are targeted by drones.",
        "Baghdad Bombing January 2020",
        "Two rockets",
        "",
    ],
)
def test_running_text_is_no_date_line(line):
    assert read_date_line(line) is None


def test_labels_names_and_publishers():
    assert read_date_line("Last Update: 2023-01-02").label == "updated"
    assert read_date_line("Published 27.12.2023").label == "published"
    assert read_date_line("By Jane Doe | October 24, 2023").byline
    line = read_date_line("Global Monitor, August 25, 2020")
    assert line.named and line.publisher == "Global Monitor"
    assert read_date_line("Jane Doe, August 25, 2020").publisher == ""
    assert read_date_line("World | April 22, 2024").publisher == ""


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("WASHINGTON, March 12, 2020 (Wire) -- Two soldiers were killed on March 11, 2020.", "2020-03-12"),
        ("BAGHDAD, Jan. 8, 2020 — Missiles hit two bases.", "2020-01-08"),
        ("BAGHDAD, Dec 21 — The embassy was the target of rockets.", ""),
        ("On March 11, 2020 rockets hit a base - the second time in a week.", ""),
        ("Soldiers said on January 3, 2020: we were there.", ""),
    ],
)
def test_dates_that_open_a_first_sentence(sentence, value):
    assert opening_date(sentence) == value


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://a.example/2020/03/11/x/", "2020-03-11"),
        ("https://a.example/news/2021/1/3/x", "2021-01-03"),
        ("https://a.example/html/2021-07-07/x.html", "2021-07-07"),
        ("https://a.example/2021/06/x.html", "2021-06"),
        ("https://a.example/2020/13/45/x", ""),
        ("https://a.example/article/1204-20/x", ""),
        ("https://a.example/x?day=2020/03/11", ""),
        ("https://[a.example/2020/03/11/", ""),
        ("", ""),
    ],
)
def test_dates_in_addresses(url, value):
    assert dates.from_url(url) == value


@pytest.mark.parametrize(
    ("cell", "value"), [("2021-06-05", "2021-06-05"), ("2021-06", "2021-06"), ("2021", "2021"), ("2021-06-05T10:00:00Z", "2021-06-05")]
)
def test_dates_of_the_manifest(cell, value):
    assert dates.from_manifest(cell) == value


@pytest.mark.parametrize("cell", ["5 June 2021", "2021-6-5", "2021-02-30", "2021-00", "21", "05/06/2021", "2021-06-05x"])
def test_mistaken_dates_of_the_manifest(cell):
    with pytest.raises(ValueError, match="is no date of the form"):
        dates.from_manifest(cell)
