"""The charts of the reconciliation notebook: counts of the corpus as steps, running totals as points, official counts as bars."""

import altair as alt
import pandas as pd

from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation_totals import TOGETHER, campaign
from research.reporting.labels import day, period_name, word
from research.reporting.sentences import written
from research.reporting.theme import BLUE, FAINT, GREEN, INK, ORANGE, PALE, tall
from research.reporting.traces import IDS

Layered = alt.LayerChart | alt.FacetChart  # what Altair says of layers; these are never faceted
PURPLE = "#AA4499"
NAMES = {"reported": "Reported", "claimed": "Claimed", "multi_source": "Two publishers or more", "on_facility": "On a facility"}
COLOURS = dict(zip(DEFINITIONS, (BLUE, ORANGE, GREEN, PURPLE), strict=True))
# Told apart in grey print, too.
DASHES = dict(zip(DEFINITIONS, ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2]), strict=True))
SHAPES = dict(zip(DEFINITIONS, ("circle", "square", "diamond", "triangle-up"), strict=True))
ORIGINS = {"published": "Published total", "article": "Total in an article"}
BAND = 30  # pixels for one row
LEGEND = alt.Legend(columns=2, symbolOpacity=1, symbolType="stroke", symbolSize=250, symbolStrokeWidth=2.5)
BELOW = alt.Legend(orient="bottom", columns=2, symbolOpacity=1)  # beside the other it would not fit a phone
WHOLE = alt.Axis(tickMinStep=1, format="d")


def against_totals(cumulated: pd.DataFrame, totals: pd.DataFrame, country: str, title: str, subtitle: str = "") -> Layered:
    """Return the counts of each definition as steps, and as points the running totals of about the same first day.

    A line through a point shows what its wording allows; an arrow over it, that it has no upper limit. A pale band over a step holds
    incidents whose imprecise date leaves open whether they were over by the day.
    """
    steps, points = _steps(cumulated, country), _points(totals, country)
    x = alt.X("date:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(tickCount=5, labelFlush=True))
    names = [NAMES[name] for name in DEFINITIONS]
    colour = alt.Color("definition:N", title=None, scale=alt.Scale(domain=names, range=list(COLOURS.values())), legend=LEGEND)
    dash = alt.StrokeDash("definition:N", title=None, scale=alt.Scale(domain=names, range=list(DASHES.values())))
    base = alt.Chart(steps).encode(x=x, color=colour)
    lines = base.mark_line(interpolate="step-after", strokeWidth=2.5).encode(
        y=alt.Y("count:Q", title="Attacks", axis=WHOLE), strokeDash=dash, tooltip=_tips("date", "definition", "count")
    )
    layers = [lines]
    if (steps["high"] > steps["count"]).any():
        area = base.mark_area(interpolate="step-after", fillOpacity=0.25, strokeOpacity=0)
        layers.insert(0, area.encode(y=alt.Y("count:Q", title="Attacks"), y2="high"))
    return alt.layer(*layers, *_marks(points, x)).properties(title=alt.TitleParams(title, subtitle=subtitle), height=320)


def _steps(cumulated: pd.DataFrame, country: str) -> pd.DataFrame:
    part = cumulated[cumulated["country"] == country]
    words = part["definition"].map(NAMES)
    return pd.DataFrame({"date": part["day"], "definition": words, "count": part["count"], "high": part["high"], "country": country})


def _points(totals: pd.DataFrame, country: str) -> pd.DataFrame:
    part = campaign(totals)[1]
    part = part[part["country"] == country]
    return pd.DataFrame({
        "date": part["day"], "total": part["count"], "low": part["low"], "high": part["high"],
        "high_drawn": part["high"].fillna(part["low"]),
        "open": part["high"].isna(), "kind": part["origin"].map(ORIGINS), "words": _worded(part),
        "by": part["source"].fillna(part["reported_by"]), "total_id": part["total_id"],
    })  # fmt: skip


def _worded(totals: pd.DataFrame) -> list[str]:
    words = (word("qualifier", str(name)) for name in totals["qualifier"])
    return [f"{text} {written(count)}".strip() for text, count in zip(words, totals["count"], strict=True)]


def _marks(points: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=list(ORIGINS.values()), range=["diamond", "circle"]), legend=BELOW)
    fill = alt.Fill("kind:N", title=None, scale=alt.Scale(domain=list(ORIGINS.values()), range=[INK, "#FFFFFF"]), legend=BELOW)
    base = alt.Chart(points).encode(x=x, tooltip=_tips("date", "kind", "words", "by"))
    marks = base.mark_point(size=55, stroke=INK, strokeWidth=1.2, opacity=1).encode(
        y=alt.Y("total:Q", title="Attacks"), shape=shape, fill=fill
    )
    wide = alt.Chart(points[points["high_drawn"] > points["low"]]).mark_rule(color=FAINT, strokeWidth=3, opacity=0.6)
    open_ = alt.Chart(points[points["open"]]).mark_point(shape="triangle-up", size=22, filled=True, color=INK, yOffset=-9, opacity=1)
    return [
        wide.encode(x=x, y=alt.Y("low:Q", title="Attacks"), y2="high_drawn"), marks,
        open_.encode(x=x, y=alt.Y("total:Q", title="Attacks"), tooltip=_tips("date", "kind", "words", "by")),
    ]  # fmt: skip


def coverage_bars(coverage: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return a pale bar of `official` for each month and country, the range it is known in, and a mark for the count of each definition."""
    places = coverage["country"].map(lambda name: "" if name == TOGETHER else f", {name}")
    months = pd.Series([_month(month, end) for month, end in zip(coverage["month"], coverage["end"], strict=True)], index=coverage.index)
    several = coverage["series"].nunique() > 1
    data = coverage.assign(label=months + places + (" (" + coverage["series"] + ")" if several else ""))
    order = data["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=200))
    x_title = "Attacks in the month"
    base = alt.Chart(data[["row", "label", "official", "official_low", "official_high"]]).encode(y=y)
    tips = [
        alt.Tooltip("label:N", title="Month"),
        *(alt.Tooltip(f"official{e}:Q", title=f"Official{t}") for e, t in (("", ""), ("_low", " from"), ("_high", " to"))),
    ]
    bars = base.mark_bar(color=PALE, stroke=FAINT, strokeWidth=0.4, height={"band": 0.75}).encode(
        x=alt.X("official:Q", title=x_title, axis=WHOLE), tooltip=tips
    )
    rules = (
        base.transform_filter("isValid(datum.official_high)")
        .mark_rule(color=INK)
        .encode(x=alt.X("official_low:Q", title=x_title), x2="official_high")
    )
    return alt.layer(bars, rules, *_corpus(data, y, x_title)).properties(
        title=alt.TitleParams(title, subtitle=subtitle), height=tall(data["label"], BAND)
    )


def _month(month: str, end: str) -> str:
    """Return a month in words, with its last day where that is not the last of the month."""
    whole = pd.Timestamp(end).is_month_end
    return period_name(month) if whole else f"to {day(end)}"


def _corpus(data: pd.DataFrame, y: alt.Y, x_title: str) -> list[alt.Chart]:
    """Return the marks of each definition, one below the other within the row of a month."""
    names = list(NAMES.values())
    legend = alt.Legend(columns=1, symbolOpacity=1)  # two side by side would not fit a phone
    colour = alt.Color("definition:N", title=None, scale=alt.Scale(domain=names, range=list(COLOURS.values())), legend=legend)
    shape = alt.Shape("definition:N", title=None, scale=alt.Scale(domain=names, range=list(SHAPES.values())), legend=legend)
    tips = [
        alt.Tooltip("label:N", title="Month"),
        alt.Tooltip("definition:N", title="Definition"),
        alt.Tooltip("attacks:Q", title="Attacks"),
    ]
    layers = []
    for position, name in enumerate(DEFINITIONS):
        traced = [IDS] if name == "reported" else []  # the ids of a month are those of the incidents reported
        rows = data[["row", "label", name, *traced]].rename(columns={name: "attacks"}).assign(definition=NAMES[name])
        marks = alt.Chart(rows).mark_point(filled=True, size=50, opacity=1, yOffset=6 * position - 9)
        layers.append(marks.encode(x=alt.X("attacks:Q", title=x_title), y=y, color=colour, shape=shape, tooltip=tips))
    return layers


def _tips(*names: str) -> list[alt.Tooltip]:
    titles = {"date": "Day", "words": "Attacks", "count": "Attacks", "by": "Who counts", "kind": "What", "definition": "Definition"}
    return [alt.Tooltip(f"{name}:{'Q' if name == 'count' else 'N'}", title=titles[name]) for name in names]


def since_when(cumulated: pd.DataFrame) -> str:
    """Return the day from which a table of reconciliation.cumulative counts, in words; "" where it is empty."""
    return day(str(cumulated["since"].iloc[0])) if len(cumulated) else ""
