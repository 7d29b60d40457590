"""The charts of the notebook on coders: shares and coefficients with their intervals, and what is filled."""

import altair as alt
import pandas as pd

from research.reporting.labels import word
from research.reporting.theme import BLUE, FAINT, ORANGE, PALE, rounded, tall

Layered = alt.LayerChart | alt.FacetChart  # what Altair says of layers; these are never faceted
BAND = 24  # pixels for one row
LOWEST = -0.2
PERCENT = alt.Axis(format="%", tickCount=5)


def confused(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a table of confusion with the words of a column for its codes."""
    named = {name: frame[name].map(lambda code: word(column, str(code)).capitalize()) for name in ("reference", "given")}
    return frame.assign(**named)


def shares(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return precision and recall of each `what` with their intervals, as a point on a line; a row for each."""
    parts = [_measure(frame, name) for name in ("precision", "recall")]
    data = pd.concat(parts, ignore_index=True)
    return _intervals(data, "share", alt.Scale(domain=[0, 1]), PERCENT, title, subtitle, row="what", colour="measure")


def alphas(frame: pd.DataFrame, title: str, subtitle: str = "") -> Layered:
    """Return alpha of each `column` with its interval, as a point on a line; columns without alpha are left out."""
    data = frame.dropna(subset=["alpha"]).rename(columns={"alpha": "value", "alpha_low": "low", "alpha_high": "high"})
    lows = [float(low) for low in data["low"].dropna()]
    scale = alt.Scale(domain=[max(LOWEST, min([0.0, *lows])), 1])  # an interval may reach far below: that few incidents say nothing
    axis = alt.Axis(values=[0, 0.2, 0.4, 0.667, 0.8, 1], format=".2~f")
    kept = data[["column", "value", "low", "high"]].assign(column=data["column"].str.replace("_", " "))
    return _intervals(kept, "alpha", scale, axis, title, subtitle, row="column")


def filled(frame: pd.DataFrame, title: str, subtitle: str = "") -> alt.Chart:
    """Return a bar of `share` for each `column`, in the table's order: of how many rows it says something."""
    data = rounded(frame[["column", "share", "filled", "rows"]].assign(column=frame["column"].str.replace("_", " ")))
    tooltip = [alt.Tooltip("column:N"), alt.Tooltip("share:Q", format=".0%"), alt.Tooltip("filled:Q"), alt.Tooltip("rows:Q")]
    x = alt.X("share:Q", title="Rows that say something", scale=alt.Scale(domain=[0, 1]), axis=PERCENT)
    bars = alt.Chart(data).mark_bar(color=PALE, stroke=FAINT, strokeWidth=0.4, height={"band": 0.7})
    encoded = bars.encode(x=x, y=alt.Y("column:N", sort=None, title=None), tooltip=tooltip)
    return encoded.properties(title=alt.TitleParams(title, subtitle=subtitle), height=tall(data["column"], BAND))


def _measure(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = {name: "value", f"{name}_low": "low", f"{name}_high": "high"}
    return frame[["what", *columns]].rename(columns=columns).assign(measure=name.capitalize()).dropna()


def _intervals(
    data: pd.DataFrame, title_x: str, scale: alt.Scale, axis: alt.Axis, title: str, subtitle: str, row: str, colour: str = ""
) -> Layered:
    tooltip = [alt.Tooltip(f"{row}:N"), *([alt.Tooltip(f"{colour}:N")] if colour else [])]
    tooltip += [alt.Tooltip(f"{name}:Q", title=text, format=".2f") for name, text in (("value", title_x), ("low", "from"), ("high", "to"))]
    base = alt.Chart(rounded(data)).encode(y=alt.Y(f"{row}:N", sort=None, title=None), tooltip=tooltip, color=alt.value(BLUE))
    if colour:
        names = sorted(data[colour].unique())
        paint = alt.Color(f"{colour}:N", title=None, scale=alt.Scale(domain=names, range=[BLUE, ORANGE]))
        base = base.encode(color=paint, yOffset=alt.YOffset(f"{colour}:N", sort=names))
    rules = base.mark_rule(strokeWidth=2, clip=True).encode(x=alt.X("low:Q", title=title_x, scale=scale, axis=axis), x2="high")
    points = base.mark_point(filled=True, size=60, opacity=1).encode(x=alt.X("value:Q", title=title_x, scale=scale, axis=axis))
    return alt.layer(rules, points).properties(title=alt.TitleParams(title, subtitle=subtitle), height=tall(data[row], BAND))
