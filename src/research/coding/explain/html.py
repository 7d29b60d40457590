"""An explanation -> one HTML element for JupyterLab: styles inline, text escaped, tints that suit light and dark, no random ids."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from research.coding.explain.data import VALUE, Explanation, Line, Mark
from research.coding.explain.grids import LEGEND, Grid, grids, heading
from research.typesetting import plain

# Red, green, blue of reports A, B, ...; then again from the first. Half-seen over the page, they leave its own ink readable.
TINTS = ("0,130,200", "214,150,0", "170,60,180", "40,150,70", "220,90,40", "120,110,220")
GREY = "128,128,128"
SOFT = "opacity:.75;font-size:.86em"
CELL = (
    f"text-align:left;vertical-align:top;padding:.15em .8em .15em 0;border:0;border-bottom:1px solid rgba({GREY},.3);"
    "white-space:normal;max-width:none;overflow-wrap:normal"
)


def render(explanation: Explanation) -> str:
    """Return an explanation as a `div` that needs no style sheet, script or network."""
    tints = {entry.key: TINTS[number % len(TINTS)] for number, entry in enumerate(explanation.reports)}
    title = escape(explanation.title) or "(without a headline)"
    parts = [
        '<div style="line-height:1.55;max-width:72em;overflow-wrap:anywhere">',
        f'<p style="margin:0"><b style="font-size:1.15em">{title}</b><br><span style="{SOFT}">{escape(heading(explanation))}</span></p>',
        f'<p style="margin:.4em 0 1em;{SOFT}">{escape(LEGEND)} Thick lines: the words of a value.</p>',
        *(_line(line, tints) for line in explanation.lines),
    ]
    if explanation.remark:
        parts.append(f"<p><b>{escape(explanation.remark)}</b></p>")
    else:
        parts += [_grid(grid, tints) for grid in grids(explanation)]
    return plain("\n".join([*parts, "</div>"]))


def _line(line: Line, tints: dict[str, str]) -> str:
    about = f' <span style="{SOFT}">({", ".join(line.about)})</span>' if line.about else ""
    body = "".join(_stretches(line.text, line.marks, tints))
    weight = ";font-weight:600" if line.role == "title" else ""
    return (
        f'<p style="margin:.25em 0;padding-left:5.5em;text-indent:-5.5em"><span style="display:inline-block;width:5.5em;text-indent:0;'
        f'{SOFT}">{line.no} {escape(line.role)}</span><span style="text-indent:0{weight}">{body}</span>{about}</p>'
    )


def _stretches(text: str, marks: Sequence[Mark], tints: dict[str, str]) -> Iterator[str]:
    """Yield the text cut at every boundary of a mark; where the words of a row begin stands its key."""
    cuts = sorted({0, len(text), *(min(max(at, 0), len(text)) for mark in marks for at in (mark.start, mark.end))})
    shown: set[str] = set()
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and mark.end >= end]
        keys = list(dict.fromkeys(mark.key for mark in over))
        new = [key for key in keys if key not in shown]
        shown = set(keys)
        if new:
            yield f'<sup style="font-weight:700;{SOFT};padding:0 .15em">{escape(" ".join(new))}</sup>'
        yield _stretch(text[start:end], over, keys, tints) if over else escape(text[start:end])


def _stretch(text: str, over: Sequence[Mark], keys: Sequence[str], tints: dict[str, str]) -> str:
    tint = next((tints[key] for key in keys if key in tints), GREY)
    value = any(mark.kind == VALUE for mark in over)
    style = f"background:rgba({tint},{'.3' if value else '.13'});border-bottom:{3 if value else 1}px solid rgb({tint})"
    label = "; ".join(dict.fromkeys(f"{mark.key}: {mark.label}" for mark in over))
    return f'<span style="{style}" title="{escape(label)}">{escape(text)}</span>'


def _grid(grid: Grid, tints: dict[str, str]) -> str:
    edge = f"border-left:4px solid rgb({tints[grid.key]});padding-left:.6em;" if grid.key in tints else ""
    parts = [f'<div style="{edge}margin:1em 0;overflow-x:auto"><p style="margin:0 0 .2em"><b>{escape(grid.title)}</b></p>']
    if grid.rows:
        heads = "".join(f'<th style="{CELL};font-weight:600">{escape(head)}</th>' for head in grid.heads)
        rows = ("".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in row) for row in grid.rows)
        body = "".join(f'<tr style="background:none">{row}</tr>' for row in rows)
        parts.append(
            f'<table style="border-collapse:collapse;margin:0;font-size:.9em"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        )
    parts += [f'<p style="margin:.2em 0;{SOFT}">{escape(note)}</p>' for note in grid.notes]
    return "\n".join([*parts, "</div>"])
