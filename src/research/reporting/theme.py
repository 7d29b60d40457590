"""How every chart looks, and how it gets into a notebook: as its Vega-Lite specification, drawn offline, the same on every run."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

MIME = "application/vnd.vegalite.v5+json"  # Altair's own v6 type is refused by nbformat and unknown to JupyterLab, which draws this one
WIDTH = 640  # a page may lower `width` before it draws: autosize is fit-x, so axes and legend go into it
# Okabe and Ito's palette (2008), told apart by colour-blind readers; the order keeps neighbours apart in grey print, too.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
BLUE, ORANGE, GREEN, _, SKY = PALETTE[:5]
INK, FAINT, PALE = "#222222", "#666666", "#D0D0D0"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with the SVG writer, so text is measured alike everywhere


def tall(names: pd.Series, band: int) -> int:
    """Return the height of a chart with a row of `band` pixels for each of `names`.

    Said as a number: with a step for each row, Vega-Lite drops the fit of the height that nobody asked for, and warns of it.
    """
    return band * max(names.nunique(), 1)


class ChartError(ValueError):
    """A chart encodes a field that its data do not hold, which Vega-Lite would draw as an empty chart without a word."""


@alt.theme.register("research", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the theme: sizes that can be read on a phone, no colour that only a screen shows."""
    return {
        "autosize": {"type": "fit-x", "contains": "padding"},
        "width": WIDTH,
        "height": 260,
        "background": "#FFFFFF",
        "padding": 4,
        "config": {
            "font": FONT,
            "title": {"fontSize": 15, "fontWeight": "bold", "anchor": "start", "frame": "bounds", "color": INK, "subtitleFontSize": 12,
                      "subtitleColor": FAINT, "offset": 10},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK, "titleColor": FAINT,
                     "labelLimit": 170, "gridColor": "#E6E6E6", "domainColor": FAINT, "tickColor": FAINT, "labelOverlap": "greedy"},
            "legend": {"orient": "top", "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK,
                       "titleColor": FAINT, "columns": 3, "labelLimit": 170},
            "range": {"category": list(PALETTE)},
            "bar": {"color": BLUE},
            "view": {"stroke": None},
        },
    }  # fmt: skip


def _renderer(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    return bundle(spec)


alt.renderers.register("research", _renderer)
alt.renderers.enable("research")


def bundle(spec: dict[str, Any]) -> dict[str, Any]:
    """Return what a notebook stores for a chart: the specification and, where nothing can draw it, its title."""
    return {MIME: spec, "text/plain": f"<chart: {title_of(spec)}>"}


def title_of(spec: dict[str, Any]) -> str:
    """Return a specification's title in one line."""
    title = spec.get("title", "untitled")
    text = title.get("text", "untitled") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def checked(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return the specification of `chart`.

    Raises:
        ChartError: a view encodes a field that the data set it draws does not have.
    """
    spec = chart.to_dict()
    if "vconcat" in spec:  # its views have sizes of their own, and Vega-Lite can fit only single ones
        spec = {key: value for key, value in spec.items() if key not in ("autosize", "width", "height")}
    sets = {name: rows for name, rows in spec.get("datasets", {}).items() if isinstance(rows, list)}  # the lines of a map are text
    made = _made(spec)
    for fields, name in _views(spec):
        drawn = [sets[name]] if name in sets else list(sets.values())
        columns = {column for rows in drawn for row in rows[:1] for column in row}
        unknown = sorted(fields - columns - made)
        if all(drawn) and unknown:  # without rows, a set does not say what it would hold
            names = ", ".join(sorted(columns))
            raise ChartError(f'chart "{title_of(spec)}" encodes {", ".join(unknown)}, which its data do not hold: {names}')
    return spec


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with fractions cut to six decimals: what lies behind them differs between machines."""
    fractions = frame.select_dtypes(include=["float"]).columns
    return frame.assign(**{name: frame[name].astype("Float64").round(6) for name in fractions})


def _views(node: dict[str, Any], data: str | None = None) -> Iterator[tuple[set[str], str | None]]:
    """Give the fields that each view encodes, with the name of the data set that it draws; None where that stands in the views within."""
    data = node.get("data", {}).get("name", data)
    if "encoding" in node:
        yield _fields({"encoding": node["encoding"]}), data
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for view in node.get(key, ()):
            yield from _views(view, data)


def _fields(node: Any, inside: bool = False) -> set[str]:
    """Collect the values of "field" below "encoding"."""
    if isinstance(node, list):
        return {name for item in node for name in _fields(item, inside)}
    if not isinstance(node, dict):
        return set()
    found = {node["field"]} if inside and isinstance(node.get("field"), str) else set()
    for key, value in node.items():
        if key not in ("datasets", "data"):
            found |= _fields(value, inside or key == "encoding")
    return found


def _made(node: Any) -> set[str]:
    """Collect the names that transforms make."""
    if isinstance(node, list):
        return {name for item in node for name in _made(item)}
    if not isinstance(node, dict):
        return set()
    made = node.get("as", [])
    names = set(made if isinstance(made, list) else [made])
    return names | {name for key, value in node.items() if key not in ("datasets", "data") for name in _made(value)}
