"""Tables and selections as JupyterLab shows them at the end of a cell: headings that explain themselves, no ids broken over lines.

Styles are inline and tints half-seen, so that light and dark themes suit; no random ids, so that the same input gives the same bytes.
"""

from collections.abc import Hashable
from html import escape

import pandas as pd

from research.analysis.selection import Selection
from research.reporting.scope import scope
from research.reporting.show import MISSING, shown
from research.schemas import TABLES, Column
from research.typesetting import plain

ROWS = 20
NARROW = 40  # letters of a text that stays on one line
LINE = "rgba(128,128,128,.3)"
SOFT = "opacity:.7;font-size:.9em"
CELL = f"vertical-align:top;padding:.2em 1em .2em 0;border:0;border-bottom:1px solid {LINE};max-width:32em"


def register() -> None:
    """Tell IPython, where code runs in it, to show tables and selections this way; once is enough, twice is the same."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        formatter = shell.display_formatter.formatters["text/html"]
        formatter.for_type(pd.DataFrame, frame_html)
        formatter.for_type(Selection, selection_html)


def frame_html(frame: pd.DataFrame, rows: int = ROWS) -> str:
    """Return the first `rows` rows of a table as HTML; a heading of a processed table tells its meaning and unit when pointed at.

    Columns without any value are named below the table instead; an index is shown where it is not just the number of the row.
    """
    data = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    if data.columns.nlevels > 1 or not data.columns.is_unique:
        return plain(frame.to_html(max_rows=rows, border=0))  # what has no one name for each column is left to pandas
    data = data.rename(columns=str)
    empty = [name for name in data.columns if len(data) and data[name].isna().all()]
    part = data.drop(columns=empty).head(rows)
    known = {column.name: column for column in _columns(data)}
    head = "".join(_heading(part, str(name), known.get(str(name))) for name in part.columns)
    body = "".join(f'<tr style="background:none">{_row(part, row)}</tr>' for row in part.to_dict("records"))
    notes = [f"{len(data):,} {'row' if len(data) == 1 else 'rows'}" + (f", the first {rows} of them here" if len(data) > rows else "")]
    notes += [f"empty in all of them: {', '.join(map(str, empty))}"] if empty else []
    return plain(
        f'<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:0;font-size:.9em"><thead><tr>{head}</tr></thead>'
        f'<tbody>{body}</tbody></table></div>\n<p style="margin:.3em 0;{SOFT}">{escape("; ".join(notes))}</p>'
    )


def _columns(data: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns of the processed table whose rows these are: that which has most of the names, () where none has half of them."""
    names = set(map(str, data.columns))
    best = max(TABLES.values(), key=lambda table: len(names.intersection(table.names)))
    return best.columns if 2 * len(names.intersection(best.names)) >= len(names) else ()


def _heading(data: pd.DataFrame, name: str, column: Column | None) -> str:
    about = "" if column is None else f"{column.meaning}{f' ({column.unit})' if column.unit else ''}"
    title = f' title="{escape(about)}"' if about else ""
    return f'<th style="{CELL};white-space:nowrap;font-weight:600;text-align:{_side(data, name)}"{title}>{escape(name)}</th>'


def _row(data: pd.DataFrame, row: dict[Hashable, object]) -> str:
    cells = []
    for name, value in row.items():
        text = shown(value)
        wide = "min-width:18em" if len(text) > NARROW else "white-space:nowrap"
        soft = f";{SOFT}" if text == MISSING else ""
        inner = f'<a href="{escape(text)}">{escape(text)}</a>' if text.startswith(("https://", "http://")) else escape(text)
        cells.append(f'<td style="{CELL};{wide};text-align:{_side(data, str(name))}{soft}">{inner}</td>')
    return "".join(cells)


def _side(data: pd.DataFrame, name: str) -> str:
    return "right" if pd.api.types.is_numeric_dtype(data[name]) and not pd.api.types.is_bool_dtype(data[name]) else "left"


def selection_html(selection: Selection) -> str:
    """Return what a selection counts, in words, how many incidents it has and why others are left out, and where to find them."""
    out = ", ".join(f"{row['incidents']:,} {row['reason']}" for row in selection.left_out.to_dict("records"))
    window = f" from {selection.start} to {selection.end}" if selection.start else ""
    lines = [
        f"<b>{len(selection.incidents):,} incidents</b>{window}",
        escape(scope(selection).text),
        f"Left out: {escape(out)}." if out else "None is left out.",
        "<code>.incidents</code> are their rows, <code>.left_out</code> the others by reason, <code>.tables</code> all tables by name: "
        + ", ".join(f"{name} ({len(selection.tables[name]):,})" for name in TABLES if name in selection.tables),
    ]
    return plain("".join(f'<p style="margin:.2em 0;max-width:60em">{line}</p>' for line in lines))
