"""A Vega-Lite spec of a notebook -> a figure: title and text alternative as text, the data as tables, the spec without its title."""

from dataclasses import dataclass, field
from typing import Any

from research.reporting.page import recipes
from research.reporting.page.specs import Rows, Spec, cell, datasets, described, empty, encoded, numbered, plain

MIMES = ("application/vnd.vegalite.v5+json", "application/vnd.vegalite.v6+json")
MOST_ROWS = 400  # of a data table under a chart; the CSV holds them all
IDS = "incident_ids"  # what a click on a mark shows; nothing to read


@dataclass(slots=True)
class Data:
    """One data set of a chart as a table: its number, column names, rows of words, and how many rows there are in all."""

    number: int
    columns: list[str]
    rows: list[list[str]]
    total: int


@dataclass(slots=True)
class Figure:
    """A chart of the page. `alt` says in words what it shows, for those who do not see it; `empty`: it has no data to show.

    `sets` are its data; a datum of `spec` has besides the field specs.NUMBER, which names its set and its row.
    """

    number: int
    name: str
    title: str
    subtitle: str
    alt: str
    spec: Spec
    data: list[Data] = field(default_factory=list)
    empty: bool = False
    sets: list[Rows] = field(default_factory=list)


def figure(spec: Spec, number: int, name: str = "") -> Figure:
    """Return the figure of a Vega-Lite `spec`; titles go into the page, where they wrap and can be read aloud.

    `name` is that of the files which a reader saves.
    """
    spec = plain(spec)
    title, subtitle = _title(_take_title(spec))
    order = encoded(spec)
    sets = datasets(spec)
    name = name or f"figure-{number}"
    measures = [recipes.of_data(name, rows[0]) for rows in sets]
    counted = [n for n, measure in enumerate(measures) if not measure or measure.what]
    tables = [table for n in counted if (table := _table(n, sets[n], order))]
    alt = str(spec.get("description") or " ".join(_sentence(part) for part in (title, subtitle) if part))
    alt = f"{_sentence(alt)} {described(spec)}".strip()
    linked = bool((spec.get("usermeta") or {}).get("linked"))  # its views choose by the ids
    drawn = numbered(spec, sets, [IDS if m and IDS not in m.key and not linked else "" for m in measures])
    return Figure(number, name, title, subtitle, alt, drawn, tables, empty(spec), sets)


def _take_title(spec: Spec) -> Any:
    """Take the title out of `spec`; layers are one picture, so that the title of one of them is the title of all."""
    title = spec.pop("title", "")
    for layer in spec.get("layer", []):
        title = title or layer.pop("title", "")
    return title


def _title(title: Any) -> tuple[str, str]:
    parts = title if isinstance(title, dict) else {"text": title}
    text, subtitle = (_line(parts.get(key, "")) for key in ("text", "subtitle"))
    return text, subtitle


def _line(text: Any) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _table(number: int, rows: Rows, order: list[str]) -> Data | None:
    """Return rows as a table of words, columns in `order` first; None where none is left.

    Columns that hold shapes or ids are left out, and those that only draw.
    """
    held = list(dict.fromkeys(name for row in rows for name in row))
    names = [name for name in order if name in held] + [name for name in held if name not in order]
    columns = [n for n in names if n != IDS and not recipes.only_drawn(n) and not any(isinstance(r.get(n), dict | list) for r in rows)]
    if not columns or {"geometry", "coordinates"} & set(names):
        return None
    shown = [[cell(row.get(name)) for name in columns] for row in rows[:MOST_ROWS]]
    return Data(number, columns, shown, len(rows))
