"""Several reports of one incident -> its date, place and facts under a named rule, and the columns that no rule could decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from research.linking import values
from research.linking.places import VAGUE, Atlas
from research.linking.values import Telling

Row = dict[str, Any]
BASES = ("stated", "relative", "publication", "none")
CATEGORIES = ("weapon", "target", "target_side", "outcome")
COMPARED = (
    "date_start", "date_end", "country", "admin1", "place_id", *CATEGORIES, "munitions_low", "munitions_high",
    "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high", "n_attacks",
)  # fmt: skip
SUFFIX = ":indeterminate"


class Merger:
    """Applies one rule to the reports of one incident at a time.

    Rows are dicts of report columns with None for what is not said, and `publisher`; the order of rows does not matter but for
    `where_description`, which is taken from the first that names the chosen place.
    """

    def __init__(self, rule: str, atlas: Atlas) -> None:
        self.rule, self.atlas = rule, atlas

    def merge(self, rows: Sequence[Row]) -> tuple[Row, list[str]]:
        """Return the merged columns, and the names of those in which a tie was not broken."""
        when, open_date = self._when(rows)
        where, open_place = self._where(rows)
        what, open_facts = self._what(rows)
        return {**when, **where, **what}, [*open_date, *open_place, *open_facts]

    def _when(self, rows: Sequence[Row]) -> tuple[Row, list[str]]:
        tellings = [_telling(row, (row["date_start"], row["date_end"] or row["date_start"])) for row in rows if row["date_start"]]
        if not tellings:
            return dict.fromkeys(("date_start", "date_end", "date_prec"), None) | {"date_basis": "none"}, []
        chosen = tellings
        if self.rule != "conservative":
            level = _level if self.rule == "representative" else _days
            finest = min(level(t.value) for t in tellings)
            chosen = [t for t in tellings if level(t.value) == finest]
            verdict = values.most_frequent(chosen, _days)
            if verdict.value is not None:
                return self._dated(rows, *verdict.value), []
        start, end = min(t.value[0] for t in chosen), max(t.value[1] for t in chosen)
        tied = self.rule != "conservative"
        return self._dated(rows, start, end), ["date_start"] if tied else []

    def _dated(self, rows: Sequence[Row], start: str, end: str) -> Row:
        given = [row for row in rows if row["date_start"] == start and (row["date_end"] or start) == end]
        source = given or [row for row in rows if row["date_start"]]
        bases = [row["date_basis"] for row in source if row["date_basis"] in BASES]
        best = min(bases, key=BASES.index, default=None) if given else max(bases, key=BASES.index, default=None)
        told = [int(row["date_prec"]) for row in given if row["date_prec"] is not None]
        return {"date_start": start, "date_end": end, "date_prec": min(told, default=_prec((start, end))), "date_basis": best}

    def _where(self, rows: Sequence[Row]) -> tuple[Row, list[str]]:
        tellings = [_telling(row, _place(row)) for row in rows if any(_place(row))]
        if not tellings:
            return dict.fromkeys(("country", "admin1", "place_id", "where_prec", "where_description", "latitude", "longitude")), []
        level = {"conservative": lambda v: -self._coarse(v), "representative": self._band, "informative": self._coarse}[self.rule]
        finest = min(level(t.value) for t in tellings)
        verdict = values.most_frequent([t for t in tellings if level(t.value) == finest], self._coarse)
        if verdict.value is None:
            return _common([t.value for t in tellings]), ["place_id"]
        same = [row for row in rows if _place(row) == verdict.value]
        precs = [_telling(row, int(row["where_prec"])) for row in same if row["where_prec"] is not None]
        lower = {"conservative": "informative", "informative": "conservative"}.get(self.rule, self.rule)  # a coarse place is a high number
        first = same[0]
        described = next((row["where_description"] for row in same if row["where_description"]), None)
        return {
            "country": first["country"], "admin1": first["admin1"], "place_id": first["place_id"], "where_prec": values.count(lower, precs),
            "where_description": described, "latitude": first["latitude"], "longitude": first["longitude"],
        }, []  # fmt: skip

    def _coarse(self, place: tuple[str, str, str]) -> int:
        return self.atlas.coarse(place[2]) if place[2] else VAGUE if place[1] else 7

    def _band(self, place: tuple[str, str, str]) -> int:
        """Sites and towns vote first: a report that says only the governorate or the country does not contradict them."""
        return max(0, self._coarse(place) - VAGUE + 1)

    def _what(self, rows: Sequence[Row]) -> tuple[Row, list[str]]:
        out: Row = {}
        undecided = []
        for column in CATEGORIES:
            verdict = values.category(self.rule, [_telling(row, row[column]) for row in rows if row[column] not in (None, "unknown")])
            out[column] = verdict.value or "unknown"
            undecided += [column] if verdict.tied else []
        pairs = [_telling(row, _numbers(row, "munitions", ("low", "high"))) for row in rows]
        out["munitions_low"], out["munitions_high"] = values.munitions(self.rule, _told(pairs))
        for column in ("killed", "wounded"):
            names = [f"{column}_{bound}" for bound in ("low", "best", "high")]
            triples = [_telling(row, _numbers(row, column, ("low", "best", "high"))) for row in rows]
            out.update(zip(names, values.bounds(self.rule, _told(triples)), strict=True))
        out["n_attacks"] = values.count(self.rule, [_telling(row, int(row["n_attacks"])) for row in rows if row["n_attacks"] is not None])
        return out, undecided


def disagreement(rows: Sequence[Row]) -> list[str]:
    """Return the columns in which the rows say different things; what is not said, or unknown, is no disagreement."""
    said = {column: {row[column] for row in rows} - {None, "unknown"} for column in COMPARED}
    return [column for column in COMPARED if len(said[column]) > 1]


def plain(data: pd.DataFrame) -> list[Row]:
    """Return the rows of a table as dicts with None for empty cells."""
    return data.astype("object").where(data.notna(), None).to_dict("records")  # type: ignore[return-value]


def _telling(row: Row, value: Any) -> Telling[Any]:
    return Telling(value, not row["is_background"], row["publisher"] or "")


def _told(tellings: list[Telling[Any]]) -> list[Telling[Any]]:
    return [t for t in tellings if any(n is not None for n in t.value)]


def _numbers(row: Row, column: str, bounds: tuple[str, ...]) -> tuple[int | None, ...]:
    cells = (row[f"{column}_{bound}"] for bound in bounds)
    return tuple(None if cell is None else int(cell) for cell in cells)


def _place(row: Row) -> tuple[str, str, str]:
    return row["country"] or "", row["admin1"] or "", row["place_id"] or ""


def _common(places: Sequence[tuple[str, str, str]]) -> Row:
    """Return what tied places share: country and governorate where all name the same, never a place."""
    country, admin1 = ({place[i] for place in places} - {""} for i in (0, 1))
    one = country.pop() if len(country) == 1 else None
    part = admin1.pop() if one and len(admin1) == 1 else None
    prec = 4 if part else 6 if one else None
    return {
        "country": one,
        "admin1": part,
        "place_id": None,
        "where_prec": prec,
        "where_description": None,
        "latitude": None,
        "longitude": None,
    }


def _days(interval: tuple[str, str]) -> int:
    return (date.fromisoformat(interval[1]) - date.fromisoformat(interval[0])).days + 1


def _prec(interval: tuple[str, str]) -> int:
    """Return UCDP's date precision of an interval by its length."""
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 10), (4, 31)) if _days(interval) <= most), 5)


def _level(interval: tuple[str, str]) -> int:
    """Days and spans of days vote first; a report that says only the week, month or year does not contradict them."""
    return max(2, _prec(interval))
