"""Codes, dates, ranges and parameters in the words that a reader meets on the page."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from research.paths import CODEBOOK

WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
KIND_OF = {column: kind for kind, columns in WORDS["kind"].items() for column in columns}
# Not the locale's: the page is the same on every machine.
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def word(vocabulary: str, code: object) -> str:
    """Return the words for `code` of a `vocabulary` (a table of words.toml); empty for an empty code."""
    if code is None:
        return ""
    return str(WORDS[vocabulary].get(str(code), str(code).replace("_", " ")))


def listed(items: Iterable[str]) -> str:
    """Return `items` as a reader's list: a, b and c."""
    items = [item for item in items if item]
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def day(iso: str | None) -> str:
    """Return an ISO day, month or year in words: 2020-03-11 is 11 Mar 2020. What is no such date stays as it is."""
    parts = (iso or "").split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return iso or ""
    year, month, number = [*parts, "", ""][:3]
    return " ".join(part for part in (number.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if part)


def days(start: str | None, end: str | None, prec: int | None = None) -> str:
    """Return the interval `start` to `end` in words, a month or a year (`prec` 4 or 5 on UCDP's scale) as such."""
    if not start or not end or start == end:
        return day(start or end)
    whole_month = prec == 4 and start[:7] == end[:7]
    if whole_month or (prec == 5 and start[:4] == end[:4] and start[5:] == "01-01" and end[5:] == "12-31"):
        return day(start[:7] if whole_month else start[:4])
    first, last = day(start).split(), day(end).split()
    while len(first) > 1 and len(last) >= len(first) and first[-1] == last[len(first) - 1]:
        first.pop()  # the month and the year that both share are said once
    return "–".join([" ".join(first), " ".join(last)]) if len(first) == 1 else f"{' '.join(first)} – {' '.join(last)}"


def amount(low: int | None, high: int | None, best: int | None = None) -> str:
    """Return a number with its uncertainty: 3, 3 (2–5), 3+ (no upper bound), up to 12, 14–24; empty if nothing is said."""
    if best is not None:
        if low == high == best:
            return str(best)
        if high is None:
            return f"{best}+" if low in (None, best) else f"{best} ({low}+)"
        return f"{best} ({best if low is None else low}–{high})"
    if low is None:
        return "" if high is None else f"up to {high}"
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"


@cache
def _codebook(file: str) -> dict[str, dict[str, str]]:
    path = CODEBOOK / file
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {next(iter(row.values())): row for row in rows}


def place(place_id: str | None) -> str:
    """Return the name of a place of the codebook, or its id in words."""
    row = _codebook("places.csv").get(place_id or "")
    return row["name"] if row else (place_id or "").replace("-", " ").capitalize()


def group(group_id: str | None) -> str:
    """Return the name of a group of the codebook, a facade or an umbrella marked as such; words that are no id stay as they are."""
    row = _codebook("groups.csv").get(group_id or "")
    if not row:
        return group_id or ""
    kind = WORDS["group_kind"].get(row["kind"])
    return f"{row['name']} ({kind})" if kind else row["name"]


def groups(joined: str | None) -> str:
    """Return a cell of group ids with ; between them as a list of names."""
    return listed(group(part.strip()) for part in (joined or "").split(";"))


def where(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the place of a report or incident: its name (or governorate, or country), and what it lies in."""
    names = [place(row["place_id"]) if row["place_id"] else "", row["admin1"] or "", row["country"] or ""]
    distinct = list(dict.fromkeys(name for name in names if name))
    return (distinct[0], ", ".join(distinct[1:])) if distinct else ("", "")


def parameters_in_words(parameters: Mapping[str, Any], dates: Iterable[str | None] = ()) -> list[tuple[str, str]]:
    """Return the parameters of a report as pairs of label and words: the window first, folders left out.

    `dates` are the days of its incidents, as far as which a window without an end goes.
    """
    known = sorted(date for date in dates if date)
    start, end = parameters.get("start") or next(iter(known), ""), parameters.get("end") or next(reversed(known), "")
    rows = [("Window", days(start, end))] if start else []
    for name, value in parameters.items():
        if name in ("start", "end", "tables", "other", "gold") or value is None or value == "":
            continue
        rows.append((WORDS["parameter"].get(name) or name.replace("_", " ").capitalize(), _value(name, value)))
    return rows


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "counted" if value else "left out"
    if isinstance(value, list | tuple):
        return listed(word("target_side", item) if name == "target_sides" else str(item) for item in value) or "all"
    return word(name, value) if name in ("definition", "aggregation", "frequency") else str(value)
