"""Published totals from a CSV file such as data/reference/official_totals.csv: checked, and a row for each country that they speak of."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from research import codebook
from research.schemas import QUALIFIERS

NEEDED = ("series", "as_of", "period_start", "count", "qualifier", "unit", "counter", "definition")
OPTIONAL = ("reported_by", "url", "note")
COLUMNS = (
    "total_id", "series", "day", "since", "country", "count", "qualifier", "unit", "counter", "definition", "reported_by", "url", "note",
)  # fmt: skip
Row = Mapping[str, str]


class TotalsError(ValueError):
    """A file of published totals is missing or cannot be used; the message names file, row and mend."""


def read(path: Path | None) -> pd.DataFrame:
    """Return the published totals of a CSV file, a row for each total and country, by series, since, day and country; none for None.

    Columns: total_id, series, day (last day counted) and since (first day counted; both ISO days), country (empty: all together),
    count, qualifier (schemas.QUALIFIERS), unit, counter, definition, reported_by, url, note.

    A column named for a country of the codebook (iraq, syria) splits the total; each part has the total's qualifier. A total of which
    one country has all speaks of that country only.

    Raises:
        TotalsError: the file is not there, lacks a column, or a row cannot be used; all such rows are named.
    """
    if path is None:
        return _frame([])
    if not path.is_file():
        raise TotalsError(
            f"{path.name} is not there: let the parameter totals name a CSV file with the columns {', '.join(NEEDED)}, or make it "
            "empty to do without published totals"
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.DictReader(stream)
            split = _countries(path, lines.fieldnames or ())
            rows = [(lines.line_num, row) for row in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TotalsError(f"{path.name} is no CSV file in UTF-8: {error}") from None
    if wrong := [f"line {number}: {text}" for number, row in rows for text in _problems(row, split)]:
        raise TotalsError(f"{path.name}: {'; '.join(wrong)}")
    return _frame([part for _, row in rows for part in _parts(row, split)])


def _countries(path: Path, header: object) -> dict[str, str]:
    """Return the columns that split a total, with the country that each stands for."""
    names = [str(name) for name in header] if isinstance(header, list | tuple) else []
    if missing := [name for name in NEEDED if name not in names]:
        raise TotalsError(f"{path.name} lacks the column {', '.join(missing)}: its first line must name {', '.join(NEEDED)}")
    known = {place.country.lower().replace(" ", "_"): place.country for place in codebook.load().places.values() if place.country}
    split = {name: known[name] for name in names if name in known}
    if strange := [name for name in names if name not in (*NEEDED, *OPTIONAL, *split)]:
        raise TotalsError(f"{path.name}: column {strange[0]!r} is neither known nor a country of the codebook: rename it or drop it")
    return split


def _problems(row: Row, split: Mapping[str, str]) -> Iterator[str]:
    if None in row or None in row.values():
        yield "it has more or fewer cells than the first line names: put cells with a comma into quotation marks"
        return
    for name in ("as_of", "period_start"):
        if not _is_day(row[name]):
            yield f"{name} {row[name]!r} is no ISO day: write it like 2023-10-17"
    if _is_day(row["as_of"]) and _is_day(row["period_start"]) and row["as_of"] < row["period_start"]:
        yield f"as_of {row['as_of']} lies before period_start {row['period_start']}"
    if row["qualifier"] not in QUALIFIERS:
        yield f"qualifier {row['qualifier']!r} is unknown: use {', '.join(QUALIFIERS)}"
    for name in ("count", *split):
        if not row[name].isdecimal() and (name == "count" or row[name]):
            yield f"{name} {row[name]!r} is no whole number"
    for name in ("series", "counter", "unit"):
        if not row[name]:
            yield f"{name} is empty"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _parts(row: Row, split: Mapping[str, str]) -> Iterator[dict[str, object]]:
    counts = {country: int(row[name]) for name, country in split.items() if row[name]}
    every: list[tuple[str | None, int]] = list(counts.items())
    if list(counts.values()) != [int(row["count"])]:
        every.insert(0, (None, int(row["count"])))
    for country, count in every:
        name = "-".join([row["series"], row["period_start"], row["as_of"], *([country] if country else [])])
        more = {column: row.get(column) or None for column in ("series", "qualifier", "unit", "counter", "definition", *OPTIONAL)}
        yield {"total_id": name, "day": row["as_of"], "since": row["period_start"], "country": country, "count": count, **more}


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype("string").astype({"count": "int64"})
    return table.sort_values(["series", "since", "day", "country"], na_position="first", kind="stable").reset_index(drop=True)
