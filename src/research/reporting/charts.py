"""The charts of the notebooks: each takes one small result table and returns one Altair chart with a title that says what is counted.

Periods are bands named by text and days stand on a UTC axis, so that no machine's time zone moves a mark.
"""

import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from research.reporting.labels import word
from research.reporting.theme import BLUE, FAINT, GREEN, INK, ORANGE, PALE, SKY, rounded, tall
from research.reporting.traces import IDS

Layered = alt.LayerChart | alt.FacetChart  # what Altair says of layers; these are never faceted
STATUS_COLOURS = {"claimed": BLUE, "attributed": ORANGE, "neither": PALE}
WHOLE = alt.Axis(tickMinStep=1, format="d")
TEXTS = ("period", "claim")
MOST_LABELS = 9
MONTH = re.compile(r"\d{4}-\d{2}")
MONTH_STEPS = (1, 2, 3, 6, 12, 24)
BAND = 24  # pixels for one row of a chart with names down its side


def over_time(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return a bar of `incidents` for each `period` (text, in the table's order, none left out), with its interval `low` to `high`."""
    data = _counts(frame, "period")
    base = alt.Chart(data).encode(
        x=_periods(data), tooltip=_tooltip(period="Period", number="Incidents", low="95% interval from", high="to")
    )
    bars = base.mark_bar(color=SKY).encode(y=_number("number", "Incidents"))
    rules = base.mark_rule(color=INK).encode(y=_number("low", "Incidents"), y2="high")
    return alt.layer(bars, rules).properties(title=_title(title, subtitle))


def coverage(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return a low strip: a bar of `articles` and a tick at `publishers` for each `period`. What is not reported cannot be counted."""
    data = frame[["period", "articles", "publishers"]]
    tooltip = _tooltip(period="Period", articles="Articles", publishers="Publishers")
    base = alt.Chart(data).encode(x=_periods(data))
    bars = base.mark_bar(color=PALE, stroke=FAINT, strokeWidth=0.4).encode(y=_number("articles", "Articles"), tooltip=tooltip)
    ticks = base.mark_tick(color=GREEN, thickness=3).encode(y=_number("publishers", "Articles"), tooltip=tooltip)
    return alt.layer(bars, ticks).properties(title=_title(title, subtitle), height=110)


def ranked(frame: pd.DataFrame, category: str, title: str, subtitle: str = "") -> Layered:
    """Return a bar of `incidents` for each value of `category` (text, in the table's order) with its interval `low` to `high`."""
    tooltip = [alt.Tooltip(f"{category}:N"), *_tooltip(number="Incidents", low="95% interval from", high="to")]
    base = alt.Chart(_counts(frame, category)).encode(y=alt.Y(f"{category}:N", sort=None, title=None), tooltip=tooltip)
    bars = base.mark_bar(color=SKY, height={"band": 0.7}).encode(x=_number("number", "Incidents", alt.X))
    rules = base.mark_rule(color=INK).encode(x=_number("low", "Incidents", alt.X), x2="high")
    return alt.layer(bars, rules).properties(title=_title(title, subtitle), height=tall(frame[category], BAND))


def plain_bars(frame: pd.DataFrame, category: str, number: str, title: str, subtitle: str = "") -> alt.Chart:
    """Return a bar of `number` for each value of `category` (text, in the table's order), without intervals: a full count."""
    tooltip = [alt.Tooltip(f"{category}:N"), *_tooltip(**{number: number.capitalize()})]
    rows = alt.Y(f"{category}:N", sort=None, title=None)
    bars = alt.Chart(frame[[category, number]]).mark_bar(color=PALE, stroke=FAINT, strokeWidth=0.4, height={"band": 0.7})
    encoded = bars.encode(x=_number(number, number.capitalize(), alt.X), y=rows, tooltip=tooltip)
    return encoded.properties(title=_title(title, subtitle), height=tall(frame[category], BAND))


def plain_columns(frame: pd.DataFrame, period: str, number: str, title: str, subtitle: str = "") -> alt.Chart:
    """Return an upright bar of `number` for each `period` (text, in the table's order), without intervals: a full count."""
    data = frame[[period, number]].rename(columns={period: "period"})
    bars = alt.Chart(data).mark_bar(color=PALE, stroke=FAINT, strokeWidth=0.4)
    tooltip = _tooltip(period=period.capitalize(), **{number: number.capitalize()})
    return bars.encode(x=_periods(data), y=_number(number, number.capitalize()), tooltip=tooltip).properties(
        title=_title(title, subtitle), height=160
    )


def claim_split(frame: pd.DataFrame, title: str, subtitle: str = "") -> alt.Chart:
    """Return `incidents` of each `claim_status` stacked for each `period`: claimed at the bottom, then attributed only, then neither."""
    names = {status: word("claim_status", status) for status in STATUS_COLOURS}
    data = frame.rename(columns={"incidents": "number"}).assign(
        claim=frame["claim_status"].map(names), layer=frame["claim_status"].map(list(names).index)
    )
    return (
        alt.Chart(data.drop(columns="claim_status"))
        .mark_bar(stroke=FAINT, strokeWidth=0.4)
        .encode(
            x=_periods(data),
            y=alt.Y("number:Q", title="Incidents", stack="zero", axis=WHOLE),
            color=alt.Color("claim:N", scale=alt.Scale(domain=list(names.values()), range=list(STATUS_COLOURS.values())), title=None),
            order=alt.Order("layer:Q"),
            tooltip=_tooltip(period="Period", claim="Claim", number="Incidents"),
        )
        .properties(title=_title(title, subtitle))
    )


def timeline(frame: pd.DataFrame, spans: pd.DataFrame, row: str, colour: str, title: str, subtitle: str = "") -> Layered:
    """Return a point for each row of `frame` at day `date` in the row of column `row`, coloured by column `colour`.

    A line joins the day `first` to the day `last` of each of `spans`, which has the column `row`, too. The rows stand in its order.
    """
    shapes = ["circle", "square", "triangle-up", "diamond", "cross"]
    kinds = sorted(frame[colour].dropna().unique())
    order = list(dict.fromkeys([*spans[row], *frame[row]]))
    rows = alt.Y(f"{row}:N", sort=order, title=None, axis=alt.Axis(grid=True))
    time: dict[str, Any] = {"title": None, "scale": alt.Scale(type="utc"), "axis": alt.Axis(tickCount=6, labelFlush=True)}
    lines = alt.Chart(spans[[row, "first", "last"]]).mark_rule(color=FAINT, strokeWidth=2, opacity=0.6)
    lines = lines.encode(x=alt.X("first:T", **time), x2="last:T", y=rows, description=f"{row}:N")
    points = (
        alt.Chart(frame)
        .mark_point(filled=True, size=70, opacity=0.75)
        .encode(
            x=alt.X("date:T", **time),
            y=rows,
            color=alt.Color(f"{colour}:N", title=None, scale=alt.Scale(domain=kinds)),
            shape=alt.Shape(f"{colour}:N", title=None, scale=alt.Scale(domain=kinds, range=shapes[: len(kinds)] or shapes)),
            tooltip=[alt.Tooltip(f"{name}:N") for name in frame.columns if name != IDS],
        )
    )
    return alt.layer(*([lines] if len(spans) else []), points).properties(
        title=_title(title, subtitle), height=tall(pd.Series(order), BAND)
    )


def matrix(frame: pd.DataFrame, row: str, column: str, title: str, subtitle: str = "") -> Layered:
    """Return a field for each pair of `row` and `column` values (text), darker the more `incidents` it has, with the number in it."""
    x = alt.X(f"{column}:N", sort=_by_total(frame, column), title=None, axis=alt.Axis(labelAngle=-35, labelOverlap=False, orient="bottom"))
    y = alt.Y(f"{row}:N", sort=_by_total(frame, row), title=None)
    tooltip = [alt.Tooltip(f"{row}:N"), alt.Tooltip(f"{column}:N"), *_tooltip(number="Incidents")]
    base = alt.Chart(frame.rename(columns={"incidents": "number"})).encode(x=x, y=y, tooltip=tooltip)
    shades = alt.Scale(range=["#DCE9F5", BLUE], domainMin=0)
    fields = base.mark_rect(stroke="#FFFFFF").encode(color=alt.Color("number:Q", scale=shades, legend=None))
    middle = float(frame["incidents"].max()) * 0.6 if len(frame) else 0.0
    contrast = alt.condition(alt.datum.number > middle, alt.value("#FFFFFF"), alt.value(INK))
    numbers = base.mark_text(fontSize=12).encode(text="number:Q", color=contrast)
    return alt.layer(fields, numbers).properties(title=_title(title, subtitle), height=tall(frame[row], BAND))


def _counts(frame: pd.DataFrame, category: str) -> pd.DataFrame:
    """Return what a chart of counts holds; a click on a mark with `incident_ids` shows those incidents on the page."""
    columns = [category, "incidents", "low", "high", *(name for name in (IDS,) if name in frame)]
    data = rounded(frame[columns].astype({"incidents": "int64", "low": "float64", "high": "float64"}))
    return data.rename(columns={"incidents": "number"})


def _periods(frame: pd.DataFrame) -> alt.X:
    return period_axis(list(dict.fromkeys(frame["period"])))


def period_axis(periods: Sequence[str], **more: Any) -> alt.X:
    """Return an axis with a band for each period, of which a few are named: months from January on where they can be."""
    monthly = all(MONTH.fullmatch(period) for period in periods)
    steps = MONTH_STEPS if monthly else range(1, len(periods) + 1)
    step = next((step for step in steps if len(periods) <= step * MOST_LABELS), 12)
    named = [p for position, p in enumerate(periods) if ((int(p[-2:]) - 1) if monthly else position) % step == 0]
    return alt.X("period:O", sort=None, title=None, axis=alt.Axis(values=named, labelAngle=0, labelOverlap="greedy"), **more)


def _number(field: str, title: str, channel: type = alt.Y) -> alt.X | alt.Y:
    return channel(f"{field}:Q", title=title, axis=WHOLE)


def _tooltip(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:{'N' if name in TEXTS else 'Q'}", title=title) for name, title in titles.items()]


def _by_total(frame: pd.DataFrame, column: str) -> Sequence[str]:
    totals = frame.groupby(column)["incidents"].sum().reset_index()
    return list(totals.sort_values(["incidents", column], ascending=[False, True])[column])


def _title(title: str, subtitle: str) -> alt.TitleParams:
    return alt.TitleParams(title, subtitle=subtitle) if subtitle else alt.TitleParams(title)
