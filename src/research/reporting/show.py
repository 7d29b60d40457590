"""Show findings, charts and tables in a notebook: the same bytes on every run, and named, so that a report can carry them off."""

from collections.abc import Mapping
from html import escape
from typing import Any

import altair as alt
import pandas as pd
from IPython.display import display

from research.reporting.sentences import Findings, plain
from research.reporting.theme import bundle, checked, rounded
from research.reporting.traces import IDS
from research.typesetting import plain as plain_html

# Output metadata: {"research": {kind: name}}, the kind being chart, table or findings; of a table also the `columns` that are shown.
NAME_KEY = "research"
ROWS = 25
MISSING = "–"
LEAST_SHOWN, TINY = 0.01, 0.001


def findings(name: str, sentences: Findings) -> None:
    """Show computed sentences as a list."""
    _show(sentences.bundle(), "findings", name)


def chart(name: str, picture: alt.TopLevelMixin) -> None:
    """Show a chart; `name` is that of its files in a report.

    Raises:
        ChartError: the chart encodes a field that its data do not hold.
    """
    _show(bundle(checked(picture)), "chart", name)


def table(name: str, frame: pd.DataFrame, labels: Mapping[str, str] | None = None, caption: str = "", rows: int = ROWS) -> None:
    """Show a result table; `name` is that of its CSV file in a report.

    The CSV holds all of `frame`. What is shown are the columns of `labels` under the headings given there (all columns if it is
    not given) and at most `rows` rows, saying how many more there are.
    """
    even = rounded(frame)
    shown = even[list(labels)] if labels else even
    shown = shown.drop(columns=[IDS], errors="ignore")
    html = to_html(shown.head(rows), dict(labels or {}), caption, len(shown))
    data = {"text/html": html, "text/plain": f"<table: {name}, {len(even)} rows>", "text/csv": to_csv(even)}
    _show(data, "table", name, columns=list(shown.columns))


def to_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV text; an empty cell is a missing value."""
    return frame.to_csv(index=False, lineterminator="\n")


def to_html(frame: pd.DataFrame, headings: Mapping[str, str], caption: str = "", total: int | None = None) -> str:
    """Return a table as HTML without random ids; numbers are marked for alignment, missing values shown as an en dash."""
    head = "".join(f"<th{_class(frame, name)}>{escape(headings.get(name, name.replace('_', ' ')))}</th>" for name in frame.columns)
    lines = [
        '<table class="result">',
        *([f"<caption>{escape(caption)}</caption>"] if caption else []),
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for row in frame.to_dict("records"):
        cells = "".join(f"<td{_class(frame, str(name))}>{escape(shown(value))}</td>" for name, value in row.items())
        lines.append(f"<tr>{cells}</tr>")
    if not len(frame):
        lines.append(f'<tr><td colspan="{len(frame.columns)}">no rows</td></tr>')
    more = (total or 0) - len(frame)
    if more > 0:
        lines.append(f'<tr><td colspan="{len(frame.columns)}">… and {more} more in the CSV</td></tr>')
    return plain_html("\n".join([*lines, "</tbody>", "</table>"]))


def _class(frame: pd.DataFrame, name: str) -> str:
    numeric = pd.api.types.is_numeric_dtype(frame[name]) and not pd.api.types.is_bool_dtype(frame[name])
    return ' class="number"' if numeric else ""


def shown(value: Any) -> str:
    """Return a value of a table as people read it."""
    value = plain(value)
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return _fraction(value) if isinstance(value, float) else str(value)


def _fraction(value: float) -> str:
    """Return a number with two decimals; one that is not 0 is not written as 0."""
    if value and abs(value) < LEAST_SHOWN / 2:
        return f"< {TINY}" if 0 < value < TINY else f"> -{TINY}" if -TINY < value < 0 else f"{value:.3f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _show(data: dict[str, Any], kind: str, name: str, **more: Any) -> None:
    display(data, raw=True, metadata={NAME_KEY: {kind: name, **more}})
