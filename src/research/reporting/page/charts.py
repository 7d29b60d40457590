"""A Vega-Lite spec of a notebook -> a figure: title and text alternative as text, the data as tables, the spec without its title."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MIME = "application/vnd.vegalite.v5+json"
MIMES = (MIME, "application/vnd.vegalite.v6+json", "application/vnd.vegalite.v4+json")
VIEWS = ("layer", "hconcat", "vconcat", "concat", "spec")
MOST_ROWS = 400  # of a data table under a chart; the CSV holds them all
MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?(?:Z|\+00:00)?$")
UNSHOWN = ("incidents", "incident_ids")  # what a click on a mark shows, no datum for readers


@dataclass(slots=True)
class Data:
    """One data set of a chart as a table: column names, rows of words, and how many rows there are in all."""

    columns: list[str]
    rows: list[list[str]]
    total: int


@dataclass(slots=True)
class Figure:
    """A chart of the page. `alt` says in words what it shows, for those who do not see it."""

    number: int
    name: str
    title: str
    subtitle: str
    alt: str
    spec: dict[str, Any]
    data: list[Data] = field(default_factory=list)


def figure(spec: dict[str, Any], number: int, name: str = "") -> Figure:
    """Return the figure of a Vega-Lite `spec`; titles go into the page, where they wrap and can be read aloud.

    `name` is that of the files which a reader saves.
    """
    spec = copy.deepcopy(spec)
    title, subtitle = _title(_take_title(spec))
    tables = [table for rows in datasets(spec) if (table := _table(rows))]
    alt = str(spec.get("description") or " ".join(_sentence(part) for part in (title, subtitle) if part))
    alt = f"{_sentence(alt)} {_sentence(_drawn(spec))}".strip()
    return Figure(number, name or f"figure-{number}", title, subtitle, alt, spec, tables)


def _take_title(spec: dict[str, Any]) -> Any:
    """Take the title out of `spec`; layers are one picture, so that the title of one of them is the title of all."""
    title = spec.pop("title", "")
    for layer in spec.get("layer", []):
        title = title or layer.pop("title", "")
    return title


def _title(title: Any) -> tuple[str, str]:
    parts = title if isinstance(title, dict) else {"text": title}
    lines = (parts.get("text", ""), parts.get("subtitle", ""))
    return tuple(" ".join(map(str, line)) if isinstance(line, list) else str(line) for line in lines)  # type: ignore[return-value]


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _drawn(spec: dict[str, Any]) -> str:
    """Return which marks show which axes: bar chart, across: week, up: incidents."""
    marks, axes = [], {"x": "", "y": ""}
    for view in views(spec):
        mark = view.get("mark")
        marks.append(mark.get("type", "") if isinstance(mark, dict) else mark or "")
        for axis in axes:
            axes[axis] = axes[axis] or _name(view.get("encoding", {}).get(axis) or {})
    kinds = " and ".join(dict.fromkeys(mark for mark in marks if mark))
    named = "; ".join(f"{label}: {axes[axis]}" for axis, label in (("x", "across"), ("y", "up")) if axes[axis])
    return f"Drawn as {kinds}{'; ' if named else ''}{named}" if kinds else ""


def _name(channel: dict[str, Any]) -> str:
    axis = channel.get("axis") or {}
    title = axis.get("title") or channel.get("title") or channel.get("field") or ""
    return " ".join(map(str, title)) if isinstance(title, list) else str(title)


def views(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield `spec` and every view inside it."""
    yield spec
    for key in VIEWS:
        inner = spec.get(key)
        for child in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, dict):
                yield from views(child)


def datasets(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the rows of every data set that stands in `spec`, each once."""
    found = list((spec.get("datasets") or {}).values())
    for view in views(spec):
        values = (view.get("data") or {}).get("values") if isinstance(view.get("data"), dict) else None
        if isinstance(values, list) and values not in found:
            found.append(values)
    return [rows for rows in found if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)]


def _table(rows: list[dict[str, Any]]) -> Data | None:
    """Return rows as a table of words, without columns that hold shapes or ids; None where no column is left."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [n for n in names if n not in UNSHOWN and not any(isinstance(row.get(n), dict | list) for row in rows)]
    if not columns or {"geometry", "coordinates"} & set(names):
        return None
    shown = [[cell(row.get(name)) for name in columns] for row in rows[:MOST_ROWS]]
    return Data([name.replace("_", " ") for name in columns], shown, len(rows))


def cell(value: Any) -> str:
    """Return a datum as a reader sees it: days without midnight, numbers with at most three decimals, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return MIDNIGHT.sub("", str(value))
