"""The map: where each incident stands and how exactly that is known, and three views of the same incidents."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting_corpus import corpus, incident

from research.analysis.selection import select
from research.codebook import borders
from research.reporting import charts_map, edition, summaries_map
from research.reporting.artefacts import Artefacts
from research.reporting.summaries_map import BEYOND, COUNTRY, NEAR, NOWHERE, REGION, SITE, mapped, where_known
from research.reporting.theme import checked

TAJI = {"latitude": 33.52, "longitude": 44.25}
WINDOW = {"start": "2020-01-01", "end": "2020-12-31"}


def told():
    return [
        incident(1, "2020-01-05", **TAJI),
        incident(2, "2020-01-05", weapon="ied", place="green-zone", where_prec=3, latitude=33.305, longitude=44.39),
        incident(3, "2020-02-27", place="anbar", where_prec=4, date_end="2020-03-01", latitude=33.0, longitude=42.0),
        incident(4, "2020-05-01", place="iraq", where_prec=6, latitude=33.0, longitude=44.0, status="claimed"),
        incident(5, "2020-05-02", place="abu-dhabi", latitude=24.45, longitude=54.38, country="United Arab Emirates"),
        incident(6, "2020-05-03", place=None, where_prec=None),
        incident(7, "2020-05-03", place="red-sea", where_prec=7, latitude=15.0, longitude=41.5),
    ]


def picture(selection, every="month"):
    return checked(charts_map.linked(summaries_map.drawn(selection), every, "Map", "How to read it"))


def test_the_shipped_lines_lie_in_their_box_and_close():
    book = borders.load()
    west, south, east, north = book.box
    assert book.licence == "public domain"
    assert {one["name"] for one in book.features["country"]} == {"Iraq", "Syria", "Jordan"} <= set(book.labels)
    assert {"Israel", "Lebanon", "Turkey", "Iran", "Saudi Arabia", "Kuwait"} <= {one["name"] for one in book.features["neighbour"]}
    for one in [*book.features["country"], *book.features["neighbour"]]:
        for (ring,) in one["geometry"]["coordinates"]:
            assert ring[0] == ring[-1] and len(ring) > 3
            assert all(west <= x <= east and south <= y <= north for x, y in ring)
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
            assert area < 0, "against the clock an area would be all of the earth but itself"
    assert len(book.features["governorate"]) == 3


def test_each_precision_has_its_symbol_and_what_is_not_drawn_is_counted(choose):
    known = where_known(choose(told())).set_index("incident_id")
    assert known["kind"].tolist() == [SITE, NEAR, REGION, COUNTRY, BEYOND, NOWHERE, NOWHERE]
    assert known["spot"].tolist()[:2] == ["Camp Taji · named place", "Green Zone · near it, or in its district"]
    assert known["spot"].tolist()[4:] == ["", "", ""]
    country = known[known["kind"] == COUNTRY].iloc[0]
    assert (country["longitude"], country["latitude"]) == borders.load().labels["Iraq"], "not at a point that seems exact"
    table = mapped(known.reset_index())
    assert dict(zip(table["precision"], table["incidents"], strict=True)) == {
        SITE: 1, NEAR: 1, REGION: 1, COUNTRY: 1, BEYOND: 1, NOWHERE: 2
    }  # fmt: skip


def test_a_date_over_two_periods_is_spread_by_its_days(choose):
    selection = choose(told(), **WINDOW)
    marks = summaries_map.marks(selection, where_known(selection))
    parts = marks[marks["place"] == "Anbar"]
    assert parts["period"].tolist() == ["2020-02", "2020-03"]
    assert parts["part"].tolist() == [0.75, 0.25]
    assert set(parts["dated"]) == {summaries_map.SEVERAL}
    assert parts["day"].iloc[0] == "2020-02-27 to 03-01"


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60), st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7])), max_size=8),
    st.sampled_from("DWM"),
)
def test_every_incident_is_in_the_table_once_and_its_parts_make_one(rows, frequency):
    first = date(2020, 1, 1)
    incidents = [
        incident(n, str(first + timedelta(days=day)), date_end=str(first + timedelta(days=day + length)), where_prec=precision, **TAJI)
        for n, (day, length, precision) in enumerate(rows)
    ]
    selection = select(corpus(incidents), {"frequency": frequency})
    known = where_known(selection)
    assert mapped(known)["incidents"].sum() == len(rows)
    sums = summaries_map.marks(selection, known).groupby("incident_ids")["part"].sum()
    assert len(sums) == len(rows)
    assert all(abs(total - 1) < 1e-4 for total in sums)


def test_names_keep_apart(choose):
    near = [
        incident(n, "2020-01-05", place=place, latitude=33.5, longitude=44.2 + n / 100)
        for n, place in enumerate(["camp-taji", "balad-air-base"])
    ]
    far = incident(9, "2020-01-06", place="harir", latitude=36.5, longitude=44.3)
    twice = incident(8, "2020-01-06", place="camp-taji", latitude=33.5, longitude=44.2)
    named = summaries_map.named(where_known(choose([*near, far, twice])))
    assert named["place"].tolist() == ["Camp Taji", "Harir Air Base"]


def test_the_words_for_those_who_do_not_see_it_come_from_the_data(choose):
    text = summaries_map.described(where_known(choose(told())))
    assert text.startswith("Map of 4 incidents at 4 symbols.")
    assert "only the country: 1" in text and text.endswith("3 more are not on the map.")
    assert "without any incident" in summaries_map.described(where_known(choose([])))


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_it_is_drawn_whatever_there_is_and_the_same_every_time(choose, rows):
    spec = picture(choose(told()[:rows]))
    assert spec == picture(choose(told()[:rows]))
    assert "autosize" not in spec and "width" not in spec, "Vega-Lite can fit only single views"
    drawn = vl_convert.vegalite_to_svg(spec)
    assert drawn.count("The place is known to be: ") == min(rows, 4), "a symbol for each that is on the map"
    assert "Drag over the bars" in drawn


def test_choices_belong_to_views_that_there_are(choose):
    spec = picture(choose(told()))
    names = {layer.get("name") for view in spec["vconcat"] for layer in view["layer"]}
    assert {name for parameter in spec["params"] for name in parameter["views"]} <= names
    assert [parameter["name"] for parameter in spec["params"]] == spec["usermeta"]["linked"][::-1]
    assert "{'type': 'temporal'" not in str(spec)


def test_months_without_incidents_have_their_place_on_the_timeline(choose):
    scale = picture(choose(told(), **WINDOW))["vconcat"][1]["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domain"] == [f"2020-{month:02d}" for month in range(1, 13)]


def test_lines_stand_in_a_notebook_as_one_text(choose):
    sets = picture(choose(told()))["datasets"].values()
    assert sorted(len(json.loads(text)) for text in sets if isinstance(text, str)) == [1, 3, 3, 9]


def test_an_edition_knows_the_incidents_of_a_map(choose):
    selection = choose(told())
    kept = edition.of(Artefacts(charts={"map": picture(selection)}), selection, {}, {})
    assert kept["charts"]["map"]["incidents"] == sorted(row["incident_id"] for row in told())
