"""The map, the timeline and the list of incidents, linked: what is chosen in one of them is what the others show.

Periods are bands named by text, so that no machine's time zone moves a mark. Two selections do the linking: `span`, the periods over
which a reader drags, and `spot`, the symbols that she clicks; a page reads them by these names.
"""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from research.codebook import borders
from research.reporting.charts import Layered, period_axis
from research.reporting.summaries_map import COUNTRY, MAPPED, NEAR, ONE, REGION, SEVERAL, SITE, Drawn
from research.reporting.theme import BLUE, FAINT, INK, PALE, rounded
from research.reporting.traces import IDS

SPAN, SPOT = "span", "spot"
CHOSEN_TIME: Any = {"param": SPAN}  # Altair takes what Vega-Lite does, but its types say only its own
CHOSEN_PLACE: Any = {"param": SPOT}
SYMBOLS, BARS = "map_symbols", "time_bars"
LIGHT, VERMILION, PURPLE = "#8EBBDD", "#D55E00", "#AA4499"
LOOKS = {SITE: ("circle", BLUE, BLUE), NEAR: ("circle", "#FFFFFF00", BLUE), REGION: ("square", "#FFFFFF00", VERMILION),
         COUNTRY: ("diamond", "#FFFFFF00", PURPLE)}  # fmt: skip
HEIGHT = 448  # of the map, 640 pixels wide: its box on Mercator's projection
ROWS, LINE = 12, 17  # of the list
STOPS = {"day": 0.0, "place": 0.25, "weapon": 0.57, "claim": 0.79}  # where its columns begin, of the width
HEADS = {"day": "When", "place": "Where", "weapon": "Weapon", "claim": "Claim"}
SMALLEST, LARGEST = 36, 900  # square pixels of a symbol


def linked(drawn: Drawn, every: str, title: str, subtitle: str) -> alt.VConcatChart:
    """Return map, timeline (a bar for `every` period) and list of incidents.

    A symbol's size is the number of incidents that may have been there in the chosen periods, its shape how exactly the place is known. A
    bar of the timeline is the number dated within the period and, paler, the shares of those whose date reaches over several.
    """
    data = rounded(drawn.marks)
    return (
        alt.vconcat(_map(data, drawn.named), _timeline(data, drawn.calendar, every), _list(data), spacing=18, params=_selections())
        .resolve_scale(color="independent", shape="independent", fill="independent", stroke="independent", size="independent")
        .properties(title=alt.TitleParams(title, subtitle=subtitle), description=drawn.description, usermeta={"linked": [SPAN, SPOT]})
    )


def _selections() -> list[alt.TopLevelParameter]:
    """Return the selections with the views that make them, whose names Altair ends in the number of their part."""
    return [
        alt.TopLevelParameter(name=SPOT, select=alt.PointSelectionConfig(type="point", fields=["spot"]), views=[f"{SYMBOLS}_0"]),
        alt.TopLevelParameter(name=SPAN, select=alt.IntervalSelectionConfig(type="interval", encodings=["x"]), views=[f"{BARS}_1"]),
    ]


def _map(data: pd.DataFrame, named: pd.DataFrame) -> Layered:
    layers = [*_land(), _symbols(data), *_names(named)]
    return alt.layer(*layers).project(type="mercator").properties(width=640, height=HEIGHT)


def _land() -> list[alt.Chart]:
    """Return areas and lines; a page colours them anew by the names of these views."""
    looks: dict[str, dict[str, Any]] = {
        "neighbour": {"fill": "#E4E4E4", "stroke": None},
        "country": {"fill": "#F7F5EF", "stroke": None},
        "governorate": {"fill": None, "stroke": "#CFCBC0", "strokeWidth": 0.7},
        "border": {"fill": None, "stroke": "#8C8C8C", "strokeWidth": 1.1},
    }
    features = borders.load().features
    # As text: a notebook would give each coordinate a line of its own.
    texts = {kind: json.dumps(features[kind], separators=(",", ":")) for kind in looks}
    return [
        alt.Chart(alt.InlineData(values=texts[kind], format=alt.JsonDataFormat(type="json")), name=f"map_{kind}").mark_geoshape(**look)
        for kind, look in looks.items()
    ]


def _names(named: pd.DataFrame) -> list[alt.Chart]:
    """Return the names of the countries and of the places with most incidents."""
    labels = pd.DataFrame(
        [(name.upper(), longitude, latitude) for name, (longitude, latitude) in borders.load().labels.items()],
        columns=["name", "longitude", "latitude"],
    )
    points: dict[str, Any] = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    countries = alt.Chart(labels, name="map_countries").mark_text(fontSize=11, fill="#767676", dy=-16)
    places = alt.Chart(named.rename(columns={"place": "name"}), name="map_places")
    halo = places.mark_text(align="left", dx=9, dy=1, fontSize=11, fill="#FFFFFF", stroke="#FFFFFF", strokeWidth=3, opacity=0.85)
    texts = places.mark_text(align="left", dx=9, dy=1, fontSize=11, fill=INK)
    shown = [halo.properties(name="map_halo"), texts] if len(named) else []
    return [chart.encode(text="name:N", tooltip=alt.value(None), **points) for chart in (countries, *shown)]


def _symbols(data: pd.DataFrame) -> alt.Chart:
    """Return a symbol for each place and precision, with the incidents that may have been there in the chosen time."""
    kinds = list(MAPPED)
    legend = alt.Legend(columns=2, orient="bottom", labelLimit=240)
    title, scales = "The place is known to be", [alt.Scale(domain=kinds, range=[LOOKS[kind][part] for kind in kinds]) for part in range(3)]
    tips = [alt.Tooltip("place:N", title="Place"), alt.Tooltip("kind:N", title="Known"), alt.Tooltip("number:Q", title="Incidents")]
    return (
        alt.Chart(data, name=SYMBOLS)
        .transform_filter("datum.spot != ''")
        .transform_filter(CHOSEN_TIME)
        .transform_aggregate(number=f"distinct({IDS})", rows=f"values({IDS})", groupby=["spot", "place", "kind", "longitude", "latitude"])
        .transform_calculate(incident_ids=f"join(pluck(datum.rows, '{IDS}'), ' ')")
        .mark_point(strokeWidth=1.8, fillOpacity=0.55)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=_size(data[data["spot"] != ""]),
            shape=alt.Shape("kind:N", title=title, scale=scales[0], legend=legend),
            fill=alt.Fill("kind:N", title=title, scale=scales[1], legend=legend),
            stroke=alt.Stroke("kind:N", title=title, scale=scales[2], legend=legend),
            order=alt.Order("number:Q", sort="descending"),
            opacity={"condition": {"param": SPOT, "value": 1}, "value": 0.2},
            tooltip=tips,
        )
    )


def _size(shown: pd.DataFrame) -> alt.Size:
    """Return areas that grow with the number of incidents, and stay what they are when fewer are chosen."""
    most = int(shown.groupby("spot")[IDS].nunique().max()) if len(shown) else 1
    # From 0 on areas are in proportion; of many incidents at one place, a single one elsewhere would then be too small to see.
    scale = alt.Scale(domain=[0, most] if most > LARGEST / SMALLEST else [1, max(most, 2)], range=[SMALLEST, LARGEST])
    values = sorted({1, max(1, most // 4), most})
    hollow: dict[str, Any] = {"symbolFillColor": "transparent", "symbolStrokeColor": FAINT}
    return alt.Size("number:Q", title="Incidents", scale=scale, legend=alt.Legend(values=values, format="d", orient="bottom", **hollow))


def _timeline(data: pd.DataFrame, calendar: Sequence[str], every: str) -> Layered:
    """Return a bar for each period: pale all incidents, on top of that those at the chosen places."""
    x = period_axis(list(calendar), scale=alt.Scale(domain=list(calendar)))  # periods without incidents have their place, too
    y = alt.Y("sum(part):Q", title="Incidents", axis=alt.Axis(tickCount=4, format="d", tickMinStep=1), stack="zero")
    tips = [
        alt.Tooltip("period:N", title=every.capitalize()),
        alt.Tooltip("dated:N", title="Date"),
        alt.Tooltip("sum(part):Q", title="Incidents", format=".2~f"),
    ]
    base = alt.Chart(data).encode(x=x, y=y, tooltip=tips)
    shades = alt.Scale(domain=[ONE, SEVERAL], range=[BLUE, LIGHT])
    shade = alt.Color("dated:N", title=None, scale=shades, legend=alt.Legend(orient="bottom"))
    bars = base.mark_bar(color=PALE).properties(name=BARS)
    title = alt.TitleParams(f"Incidents per {every}", fontSize=13, subtitle="Drag over the bars to choose a time; a double click frees it")
    return alt.layer(bars, base.transform_filter(CHOSEN_PLACE).mark_bar().encode(color=shade)).properties(
        width=640, height=110, title=title
    )


def _list(data: pd.DataFrame) -> Layered:
    """Return the latest of the chosen incidents as lines of text below their number."""
    chosen = alt.Chart(data).transform_filter(CHOSEN_TIME).transform_filter(CHOSEN_PLACE)
    total = chosen.transform_aggregate(number=f"distinct({IDS})").transform_calculate(
        told=f"datum.number + (datum.number == 1 ? ' incident' : ' incidents') + (datum.number > {ROWS} ? '; the latest {ROWS}' : '')"
    )
    number = total.mark_text(align="left", baseline="middle", fontSize=13, fontWeight="bold")
    latest: list[Any] = [alt.SortField("day", "descending"), alt.SortField(IDS)]
    rows = (
        chosen.transform_aggregate(parts="count()", groupby=[IDS, *STOPS])
        .transform_window(row="row_number()", sort=latest)
        .transform_filter(f"datum.row <= {ROWS}")
    )
    lines = alt.Y("row:Q", scale=alt.Scale(domain=[-1, ROWS], reverse=True, nice=False), axis=None)
    layers = [number.encode(x=_stop(0), y=alt.Y(datum=-1, type="quantitative", axis=None), text="told:N")]
    ends = [*list(STOPS.values())[1:], 1.0]
    for (name, stop), end in zip(STOPS.items(), ends, strict=True):
        room = alt.ExprRef(f"width * {end - stop:.2f} - 6")
        head = alt.Chart(pd.DataFrame({"head": [HEADS[name]], "row": [0.0]}))
        bold = head.mark_text(align="left", baseline="middle", fontSize=11, limit=room, fontWeight="bold")
        layers.append(bold.encode(x=_stop(stop), y=lines, text="head:N"))
        layers.append(
            rows.mark_text(align="left", baseline="middle", fontSize=11, limit=room).encode(x=_stop(stop), y=lines, text=f"{name}:N")
        )
    return alt.layer(*layers).properties(width=640, height=LINE * (ROWS + 2))


def _stop(share: float) -> alt.X:
    """Return where a column begins, as a share of the width."""
    return alt.X(datum=share, type="quantitative", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
