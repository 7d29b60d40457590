"""What stands in a Vega-Lite spec: its views, its data, and what it shows, in words."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]
Rows = list[dict[str, Any]]
INNER = ("layer", "hconcat", "vconcat", "concat", "spec")
MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?(?:Z|\+00:00)?$")
AXES = {"x": "across", "y": "up"}
NUMBER = "_n"  # field of a datum


def plain(value: Any) -> Any:
    """Return a copy of `value` in which numbers that JSON does not have (NaN, infinite) are null."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def views(spec: Spec) -> Iterator[Spec]:
    """Yield `spec` and every view inside it."""
    yield spec
    for key in INNER:
        inner = spec.get(key)
        for child in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, dict):
                yield from views(child)


def empty(spec: Spec) -> bool:
    """Tell whether `spec` holds data sets, but no row in any of them."""
    found = _held(spec)
    return bool(found) and not any(found)


def datasets(spec: Spec) -> list[Rows]:
    """Return the rows of every data set that stands in `spec`, each once."""
    found: list[Any] = []
    for rows in _held(spec):
        if rows not in found:
            found.append(rows)
    return [rows for rows in found if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)]


def numbered(spec: Spec, sets: list[Rows], without: list[str]) -> Spec:
    """Return `spec` with the field NUMBER in each datum of `sets` (its `datasets`): set, point, row, both from 0.

    `without` is for each set a field that its data lose.
    """
    places = [(rows, number) for number, rows in enumerate(sets)]

    def told(rows: Any) -> Any:
        number = next((n for known, n in places if known == rows), None) if rows else None
        if number is None:
            return rows
        return [{k: v for k, v in row.items() if k != without[number]} | {NUMBER: f"{number}.{n}"} for n, row in enumerate(rows)]

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(child) for child in node]
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("values"), list):
            return {**node, "values": told(node["values"])}
        return {key: {n: told(r) for n, r in value.items()} if key == "datasets" else walk(value) for key, value in node.items()}

    return dict(walk(spec))


def encoded(spec: Spec) -> list[str]:
    """Return the fields that `spec` draws, names and days before numbers: a notebook keeps columns in the order of the alphabet."""
    fields: dict[str, bool] = {}
    for view in views(spec):
        for channel in (view.get("encoding") or {}).values():
            for part in channel if isinstance(channel, list) else [channel]:
                if isinstance(part, dict) and isinstance(part.get("field"), str):
                    fields.setdefault(part["field"], part.get("type") == "quantitative")
    return sorted(fields, key=lambda name: fields[name])


def cell(value: Any) -> str:
    """Return a datum as a reader sees it: days without midnight, numbers with at most three decimals, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return MIDNIGHT.sub("", str(value))


def described(spec: Spec) -> str:
    """Return in words which marks show what on which axis, and where the highest value stands: for those who do not see it."""
    marks, axes, highest = [], dict.fromkeys(AXES, ""), ""
    for view, rows in _with_rows(spec, spec.get("datasets") or {}, []):
        mark = view.get("mark")
        marks.append(mark.get("type", "") if isinstance(mark, dict) else mark or "")
        for axis in axes:
            axes[axis] = axes[axis] or _name(_channel(view, axis))
        highest = highest or _highest(view, rows)
    kinds = " and ".join(dict.fromkeys(mark for mark in marks if mark))
    named = "".join(f"; {label}: {axes[axis]}" for axis, label in AXES.items() if axes[axis])
    return f"Drawn as {kinds}{named}. {highest}".strip() if kinds else ""


def _with_rows(view: Spec, sets: dict[str, Rows], rows: Rows) -> Iterator[tuple[Spec, Rows]]:
    """Yield `view` and every view inside it with the rows it draws: its own or, if it has none, those of the view around it."""
    own = _data(view)
    found = own.get("values") or sets.get(own.get("name", "")) or rows
    yield view, found
    for key in INNER:
        inner = view.get(key)
        for child in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, dict):
                yield from _with_rows(child, sets, found)


def _held(spec: Spec) -> list[Any]:
    inline = [_data(view)["values"] for view in views(spec) if isinstance(_data(view).get("values"), list)]
    return [*(spec.get("datasets") or {}).values(), *inline]


def _highest(view: Spec, rows: Rows) -> str:
    """Return how many values of the one axis there are, and which has the highest sum on the other; nothing for other charts."""
    channels = {axis: _channel(view, axis) for axis in AXES}
    number = next((c for c in channels.values() if c.get("type") == "quantitative" and c.get("field")), None)
    name = next((c for c in channels.values() if c.get("type") != "quantitative" and c.get("field")), None)
    if not number or not name:
        return ""
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        value = row.get(number["field"])
        if isinstance(value, int | float) and not isinstance(value, bool):
            sums[cell(row.get(name["field"]))] += value
    if not sums:
        return ""
    top = max(sums, key=lambda key: sums[key])
    return f"{len(sums)} values; the highest is {cell(sums[top])} ({top})."


def _data(view: Spec) -> Spec:
    data = view.get("data")
    return data if isinstance(data, dict) else {}


def _channel(view: Spec, axis: str) -> Spec:
    channel = (view.get("encoding") or {}).get(axis)
    return channel if isinstance(channel, dict) else {}


def _name(channel: Spec) -> str:
    title = (channel.get("axis") or {}).get("title") or channel.get("title") or str(channel.get("field") or "").replace("_", " ")
    return " ".join(map(str, title)) if isinstance(title, list) else str(title)
