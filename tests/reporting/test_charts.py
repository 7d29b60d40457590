import pandas as pd
import pytest

from research.reporting import charts
from research.reporting.theme import checked

PERIODS = pd.DataFrame(
    {"period": ["2020-01", "2020-02", "2020-03"], "incidents": [2, 0, 1], "low": [0.2, 0.0, 0.0], "high": [7.2, 3.7, 5.6],
     "articles": [3, 0, 1], "publishers": [2, 0, 1], "incident_ids": ["a b", "", "c"]}
)  # fmt: skip
WEAPONS = pd.DataFrame(
    {"label": ["rocket", "IED"], "incidents": [2, 1], "low": [0.2, 0.0], "high": [7.2, 5.6], "incident_ids": ["a b", "c"]}
)
SPLIT = pd.DataFrame(
    {
        "period": ["2020-01"] * 3,
        "claim_status": ["claimed", "attributed", "neither"],
        "incidents": [1, 0, 1],
        "incident_ids": ["a", "", "b"],
    }
)
EVENTS = pd.DataFrame(
    {"date": ["2020-01-03"], "group": ["Usbat al-Thaireen"], "statement": ["claimed"], "place": ["Camp Taji"], "incident_ids": ["a"]}
)
SPANS = pd.DataFrame({"group": ["Usbat al-Thaireen"], "first": ["2020-01-03"], "last": ["2020-03-14"]})
PAIRS = pd.DataFrame(
    {"by": ["the Pentagon", "Kyiv"], "name": ["Kata'ib Hizballah", "Iran"], "incidents": [2, 1], "incident_ids": ["a b", "c"]}
)

ALL = {
    "over_time": lambda n: charts.over_time(PERIODS.head(n), "Incidents per month", "Lines: intervals"),
    "coverage": lambda n: charts.coverage(PERIODS.head(n), "Articles"),
    "ranked": lambda n: charts.ranked(WEAPONS.head(n), "label", "By weapon"),
    "plain_bars": lambda n: charts.plain_bars(PERIODS.head(n), "period", "articles", "Articles"),
    "plain_columns": lambda n: charts.plain_columns(PERIODS.head(n), "period", "articles", "Articles"),
    "claim_split": lambda n: charts.claim_split(SPLIT.head(n), "Claimed"),
    "timeline": lambda n: charts.timeline(EVENTS.head(n), SPANS.head(n), "group", "statement", "Claims"),
    "matrix": lambda n: charts.matrix(PAIRS.head(n), "by", "name", "Who blames whom"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_chart_encodes_only_what_its_table_holds_with_any_number_of_rows(name, rows):
    spec = checked(ALL[name](rows))
    assert spec["title"]["text"]
    assert spec["width"] == 640


@pytest.mark.parametrize("name", ALL)
def test_a_chart_is_the_same_every_time(name):
    assert checked(ALL[name](3)) == checked(ALL[name](3))


@pytest.mark.parametrize("name", ALL)
def test_no_axis_depends_on_the_time_zone_of_the_machine(name):
    text = str(checked(ALL[name](3)))
    assert "'temporal'" not in text or "{'type': 'utc'}" in text
    assert "timeUnit" not in text


def test_marks_of_counts_name_their_incidents():
    data = next(iter(checked(charts.over_time(PERIODS, "T"))["datasets"].values()))
    assert data[0] == {"period": "2020-01", "number": 2, "low": 0.2, "high": 7.2, "incident_ids": "a b"}


def test_months_are_named_from_january_on():
    months = [f"{year}-{month:02d}" for year in (2019, 2020, 2021) for month in range(1, 13)]
    frame = pd.DataFrame({"period": months[10:], "incidents": 1, "low": 0.0, "high": 5.6})
    axis = checked(charts.over_time(frame, "T"))["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"] == ["2020-01", "2020-04", "2020-07", "2020-10", "2021-01", "2021-04", "2021-07", "2021-10"]
