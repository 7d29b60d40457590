"""The charts of tempo: counts with the band that dates and chance leave, stretches between changes, waiting times, other readings.

What stands on days has a UTC axis, so that no machine's time zone moves a mark.
"""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from research.reporting.charts import Layered, over_time
from research.reporting.theme import BLUE, FAINT, GREEN, INK, ORANGE, PALE, SKY, rounded, tall
from research.reporting.traces import IDS

DAYS = alt.Axis(tickCount=6, labelFlush=True)
WHOLE = alt.Axis(tickMinStep=1, format="d")
NARROWEST, WIDEST = 0.01, 100.0  # the ends of the axis of ratios; a limit beyond them is drawn at the end


def tempo(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return charts.over_time of a table of summaries_tempo, with what dates leave open and the wider interval of series.

    On each bar stand the expected part of incidents of imprecise date (pale) and, dashed, all that may be in the period; the orange
    line is the negative-binomial interval.
    """
    numbers = {"incidents": "int64", "expected": "float64", "at_most": "int64", "nb_low": "float64", "nb_high": "float64"}
    data = rounded(frame[["period", *numbers]].astype(numbers)).rename(columns={"incidents": "number"})
    tip = _told(period="Period", number="Incidents", expected="Expected, with imprecise dates", at_most="At most")
    bars = over_time(frame, title, subtitle)
    bars.title = alt.Undefined
    base = alt.Chart(data).encode(x=bars.layer[0].encoding.x)  # with another axis, its labels would be laid elsewhere
    # The first layer sets the order of the periods, so it must hold them all.
    layers = [bars]
    if data["nb_high"].notna().any():
        wide = base.mark_rule(color=ORANGE, strokeWidth=3, opacity=0.55)
        layers = [wide.encode(y=_count("nb_low"), y2="nb_high:Q"), bars]
    vague = base.transform_filter("datum.at_most > datum.number").encode(y=_count("number"), tooltip=tip)
    spread = vague.mark_bar(color=FAINT, opacity=0.35).encode(y2="expected:Q")
    band = vague.mark_bar(color="transparent", stroke=FAINT, strokeDash=[3, 2]).encode(y2="at_most:Q")
    return alt.layer(*layers, spread, band).properties(title=_title(title, subtitle))


def stretches(frame: pd.DataFrame, changes: pd.DataFrame, attacked: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return the weekly rate of each stretch of one tempo as a step with its interval, and a tick on each day with incidents.

    The days between which each change lies are shaded. A field that is drawn as a time is read as one wherever it stands, so what is
    told of a day is a copy of it as text; without it, the labels for screen readers would depend on the reader's time zone.
    """
    rates = frame[["start", "incidents", "per_week", "per_week_low", "per_week_high", IDS]].rename(columns={"incidents": "number"})
    rates = rounded(rates.assign(stop=[_next(day) for day in frame["end"]], since=frame["start"]))
    reach = changes[["date", "date_low", "date_high"]].rename(columns={"date_low": "first", "date_high": "last"})
    reach = reach.assign(stop=[_next(day) for day in reach["last"]], since=reach["first"])
    days = attacked.rename(columns={"incidents": "number"})
    days = days.assign(day=days["date"])
    shade = (
        alt.Chart(reach)
        .mark_rect(color=PALE, opacity=0.6)
        .encode(x=_day("first"), x2="stop:T", tooltip=_told(date="Change", since="From", last="To"), description="date:N")
    )
    tip = _told(since="From", number="Incidents", per_week="Incidents a week", per_week_low="95% interval from", per_week_high="to")
    base = alt.Chart(rates).encode(x=_day("start"), x2="stop:T", tooltip=tip, description="since:N")
    band = base.mark_rect(color=SKY, opacity=0.45).encode(y=alt.Y("per_week_low:Q", title="Incidents a week"), y2="per_week_high:Q")
    line = base.mark_rule(color=BLUE, strokeWidth=3).encode(y=alt.Y("per_week:Q", title="Incidents a week"))
    rug = alt.Chart(days).mark_tick(color=INK, orient="vertical", size=9, thickness=1, opacity=0.7)
    ticks = rug.encode(x=_day("date"), y=alt.value(255), tooltip=_told(day="Day", number="Incidents"), description="day:N")
    return alt.layer(*([shade] if len(reach) else []), line, band, *([ticks] if len(days) else [])).properties(
        title=_title(title, subtitle)
    )


def articles(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return a low strip on days, to stand below `stretches`: a bar of `articles` and a line at `publishers` for each period."""
    data = frame[["period", "period_start", "articles", "publishers"]].assign(stop=[_next(day) for day in frame["period_end"]])
    base = alt.Chart(data).encode(
        x=_day("period_start"),
        x2="stop:T",
        tooltip=_told(period="Period", articles="Articles", publishers="Publishers"),
        description="period:N",
    )
    bars = base.mark_rect(color=PALE, stroke=FAINT, strokeWidth=0.4).encode(
        y=alt.Y("articles:Q", title="Articles", axis=WHOLE), y2=alt.datum(0)
    )
    lines = base.mark_rule(color=GREEN, strokeWidth=3).encode(y=alt.Y("publishers:Q", title="Articles", axis=WHOLE))
    return alt.layer(bars, lines).properties(title=_title(title, subtitle), height=110)


def waiting(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return a bar of the `observed` gaps of each class and a tick at the number `expected` of an even flow."""
    data = rounded(frame[["gap", "observed", "expected"]].astype({"expected": "float64"}))
    tooltip = _told(gap="Days since the one before", observed="Incidents", expected="Expected")
    base = alt.Chart(data).encode(
        x=alt.X("gap:O", sort=None, title="Days since the one before", axis=alt.Axis(labelAngle=0)), tooltip=tooltip
    )
    bars = base.mark_bar(color=SKY).encode(y=alt.Y("observed:Q", title="Incidents", axis=WHOLE))
    ticks = base.mark_tick(color=INK, thickness=3).encode(y=alt.Y("expected:Q", title="Incidents", axis=WHOLE))
    return alt.layer(bars, ticks).properties(title=_title(title, subtitle), height=200)


def readings(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return for each `reading` the ratio of two rates with its interval on a logarithmic axis, and a line where the rates are equal."""
    names = ["comparison", "reading", "ratio", "low", "high", "direction"]
    data = rounded(frame[names].astype(dict.fromkeys(names[2:5], "float64")))
    drawn = data.assign(**{f"{name}_drawn": data[name].fillna(end).clip(NARROWEST, WIDEST) for name, end in
                           (("low", NARROWEST), ("high", WIDEST), ("ratio", WIDEST))})  # fmt: skip
    tip = _told(reading="Reading", ratio="Ratio", low="95% interval from", high="to", direction="The rate")
    rows = alt.Y("reading:N", sort=None, title=None, axis=alt.Axis(labelLimit=230))
    base = alt.Chart(drawn).encode(y=rows, tooltip=tip)
    rules = base.mark_rule(color=FAINT, strokeWidth=2).encode(x=_ratio("low_drawn"), x2="high_drawn:Q")
    points = base.mark_point(filled=True, size=70, color=BLUE, opacity=1).encode(x=_ratio("ratio_drawn"))
    even = alt.Chart(pd.DataFrame({"equal": [1.0]})).mark_rule(color=INK, strokeDash=[4, 3]).encode(x=_ratio("equal"))
    return alt.layer(*([even] if len(drawn) else []), points, rules).properties(
        title=_title(title, subtitle), height=tall(frame["reading"], 22)
    )


def _ratio(field: str) -> alt.X:
    scale = alt.Scale(type="log", domain=[NARROWEST, WIDEST])
    axis = alt.Axis(values=[0.01, 0.1, 0.5, 1, 2, 10, 100], format="~g")
    return alt.X(f"{field}:Q", title="Rate, times that of the base", scale=scale, axis=axis)


def _count(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title="Incidents", axis=WHOLE)


def _day(field: str) -> alt.X:
    return alt.X(f"{field}:T", title=None, scale=alt.Scale(type="utc"), axis=DAYS)


def _next(day: str) -> str:
    """Return the day after, at whose beginning the day ends."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _told(**titles: str) -> list[alt.Tooltip]:
    words = ("period", "start", "date", "first", "last", "gap", "reading", "direction")
    return [alt.Tooltip(f"{name}:{'N' if name in words else 'Q'}", title=title) for name, title in titles.items()]


def _title(title: str, subtitle: str) -> alt.TitleParams:
    return alt.TitleParams(title, subtitle=subtitle) if subtitle else alt.TitleParams(title)
