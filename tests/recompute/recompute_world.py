"""The processed tables of a report and what its parameters count, worked out anew from the CSV files: plain rows, no reporting code."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from research.linking import aggregate  # the rules themselves; a reading under another rule needs them
from research.schemas import AGGREGATIONS
from research.tables import read_all

Row = dict[str, str]
FACILITIES, STOPPED = ("military_base", "diplomatic", "airport"), ("intercepted", "foiled")
UNMET = {
    "claimed": "not claimed by any group",
    "multi_source": "told by one publisher only",
    "on_facility": "no strike on a base, embassy or airport",
}
DEFINITIONS = ("reported", "claimed", "multi_source", "on_facility")
FREQUENCIES = ("D", "W", "M")


@dataclass(frozen=True)
class Incident:
    """A counted incident: its id, first and last ISO day, the attacks it stands for, its row."""

    id: str
    first: str
    last: str
    attacks: int
    row: Row = field(hash=False)


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def iso(number: int) -> str:
    return date.fromordinal(number).isoformat()


def length(start: str, end: str) -> int:
    return ordinal(end) - ordinal(start) + 1


def rows_of_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rows_of_frame(frame: pd.DataFrame) -> list[Row]:
    plain = frame.astype("string").fillna("")
    return [{str(k): str(v) for k, v in row.items()} for row in plain.to_dict("records")]


def meets(row: Row, definition: str) -> bool:
    if definition == "claimed":
        return row["claim_status"] == "claimed"
    if definition == "multi_source":
        return int(row["n_publishers"]) >= 2
    return definition == "reported" or (row["target"] in FACILITIES and row["outcome"] not in STOPPED)


def why_not(row: Row, p: dict[str, Any]) -> str:
    """Return the first reason not to count an incident under the parameters `p`, empty if it counts."""
    first, last = row["date_start"], row["date_end"] or row["date_start"]
    asked = [
        (row["is_background"] == "True" and not p["include_background"], "told only as background"),
        (not first, "no date"),
        (p["start"] and last < p["start"], "outside the window"),
        (p["end"] and first > p["end"], "outside the window"),
        (p["start"] and first < p["start"], "date reaches beyond the window"),
        (p["end"] and last > p["end"], "date reaches beyond the window"),
        (p["countries"] and not row["country"], "country not known"),
        (p["countries"] and row["country"] not in p["countries"], "other country"),
        (p["target_sides"] and row["target_side"] not in p["target_sides"], "other target"),
        (not meets(row, p["definition"]), UNMET.get(p["definition"], "")),
    ]
    return next((reason for wrong, reason in asked if wrong), "")


def attacks_of(row: Row) -> int:
    return int(float(row["n_attacks"])) if row["n_attacks"] else 1


def counted(rows: Iterable[Row], p: dict[str, Any]) -> list[Incident]:
    found = [
        Incident(row["incident_id"], row["date_start"], row["date_end"] or row["date_start"], attacks_of(row), row)
        for row in rows
        if not why_not(row, p)
    ]
    return sorted(found, key=lambda incident: (incident.first, incident.id))


class World:
    """A folder of processed tables under the parameters of a report."""

    def __init__(self, folder: Path, parameters: dict[str, Any], totals: Path | None = None) -> None:
        self.folder, self.totals_file = folder, totals
        self.p = {key: parameters[key] for key in ("start", "end", "countries", "frequency", "definition", "aggregation", "target_sides")}
        self.p = {key: value or "" if key in ("start", "end") else value for key, value in self.p.items()}
        self.p["include_background"] = parameters["include_background"]
        self.tables = {path.stem: rows_of_csv(path) for path in folder.glob("*.csv")}
        self.rows = self.incidents_by(self.p["aggregation"])
        self.counted = counted(self.rows, self.p)
        self.start = self.p["start"] or min(i.first for i in self.counted)
        self.end = self.p["end"] or max(i.last for i in self.counted)
        self.articles = {row["article_id"]: row for row in self.tables["articles"]}
        self.reports = {row["report_id"]: row for row in self.tables["reports"]}

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        return read_all(self.folder)

    @cache  # noqa: B019 - a world lives as long as its test
    def incidents_by(self, rule: str) -> list[Row]:
        if all(row["aggregation"] == rule for row in self.tables["incidents"]):
            return self.tables["incidents"]
        f = self.frames
        return rows_of_frame(aggregate(f["reports"], f["claims"], f["articles"], f["incident_reports"], rule))

    @cached_property
    def ids(self) -> set[str]:
        return {i.id for i in self.counted}

    @cached_property
    def told_by(self) -> dict[str, list[str]]:
        """Incident -> its reports."""
        found: dict[str, list[str]] = {}
        for link in self.tables["incident_reports"]:
            found.setdefault(link["incident_id"], []).append(link["report_id"])
        return found

    @cached_property
    def used_reports(self) -> list[Row]:
        return [self.reports[name] for i in self.counted for name in self.told_by[i.id]]

    @cached_property
    def used_articles(self) -> list[Row]:
        wanted = {row["article_id"] for row in self.used_reports}
        return [row for row in self.tables["articles"] if row["article_id"] in wanted]

    def inside(self, start: str, end: str, exact: bool = False) -> list[Incident]:
        return [i for i in self.counted if start <= i.first and i.last <= end and (i.first == i.last or not exact)]

    def published(self, start: str, end: str) -> list[Row]:
        return [row for row in self.tables["articles"] if len(row["published"]) == 10 and start <= row["published"] <= end]

    @cached_property
    def exact(self) -> list[Incident]:
        return [i for i in self.counted if i.first == i.last]

    def periods(self, start: str = "", end: str = "", frequency: str = "") -> list[tuple[str, str, str, bool]]:
        """Return name, first day, last day and whether it is cut short, of each period of the window."""
        start, end, frequency = start or self.start, end or self.end, frequency or self.p["frequency"]
        found: dict[str, list[str]] = {}
        for number in range(ordinal(start), ordinal(end) + 1):
            day = date.fromordinal(number)
            found.setdefault(named(day, frequency), []).append(day.isoformat())
        return [(name, days[0], days[-1], cut_short(days[0], days[-1], frequency)) for name, days in found.items()]

    def halves(self) -> tuple[tuple[str, str], tuple[str, str]] | None:
        n = length(self.start, self.end)
        if n < 2:
            return None
        first = ordinal(self.start)
        return (self.start, iso(first + n // 2 - 1)), (iso(first + n // 2), self.end)

    def readings(self) -> list[tuple[str, str, list[Incident], str]]:
        """Return name, what differs, the incidents and the frequency of each reading, the report's own first."""
        chosen = {**self.p, "start": self.start, "end": self.end}
        found = [("as counted here", "", self.counted, self.p["frequency"])]
        for name, values in (("definition", DEFINITIONS), ("aggregation", AGGREGATIONS), ("frequency", FREQUENCIES)):
            for value in values:
                if value == chosen[name]:
                    continue
                rows = self.incidents_by(value) if name == "aggregation" else self.rows
                words = {"D": "in days", "W": "in weeks", "M": "in months"}.get(value, f"{name} {value}")
                found.append((words, name, counted(rows, {**chosen, name: value}), value if name == "frequency" else chosen["frequency"]))
        other = not chosen["include_background"]
        words = "with background" if other else "without background"
        found.append((words, "background", counted(self.rows, {**chosen, "include_background": other}), chosen["frequency"]))
        found.append(("dated to the day", "dates", self.exact, chosen["frequency"]))
        for publisher in self.loudest():
            found.append((f"without {publisher}", "publisher", counted(self.without(publisher), chosen), chosen["frequency"]))
        return found

    def loudest(self) -> list[str]:
        told: dict[str, set[str]] = {}
        for i in self.counted:
            for report in self.told_by[i.id]:
                publisher = self.articles[self.reports[report]["article_id"]]["publisher"]
                if publisher:
                    told.setdefault(publisher, set()).add(i.id)
        return sorted(told, key=lambda name: (-len(told[name]), name))[:5]

    def without(self, publisher: str, rule: str = "") -> list[Row]:
        """Return the incidents had a publisher not been read: those it tells made anew of what is left of them."""
        f, own = self.frames, {row["article_id"] for row in self.tables["articles"] if row["publisher"] == publisher}
        reports = f["reports"][~f["reports"]["article_id"].isin(own)]
        gone = {row["report_id"] for row in self.tables["reports"] if row["article_id"] in own}
        touched = {name for name, told in self.told_by.items() if gone & set(told)}
        links = f["incident_reports"]
        links = links[links["incident_id"].isin(touched) & ~links["report_id"].isin(gone)]
        articles, claims = (f[name][~f[name]["article_id"].isin(own)] for name in ("articles", "claims"))
        kept = reports[reports["report_id"].isin(links["report_id"])]
        rule = rule or self.p["aggregation"]
        anew = rows_of_frame(aggregate(kept, claims, articles, links, rule))
        return [row for row in self.incidents_by(rule) if row["incident_id"] not in touched] + anew


ONE = timedelta(days=1)


def named(day: date, frequency: str) -> str:
    if frequency == "D":
        return day.isoformat()
    return day.strftime("%G-W%V") if frequency == "W" else day.strftime("%Y-%m")


def cut_short(first: str, last: str, frequency: str) -> bool:
    """Tell whether the period of two days goes on before the first or behind the last."""
    before, after = date.fromisoformat(first) - ONE, date.fromisoformat(last) + ONE
    return named(before, frequency) == named(date.fromisoformat(first), frequency) or named(after, frequency) == named(
        date.fromisoformat(last), frequency
    )


def spread(incidents: Sequence[Incident], start: str, end: str) -> list[float]:
    """Return what each day has of incidents whose date is spread evenly over its days."""
    first, days = ordinal(start), [0.0] * length(start, end)
    for i in incidents:
        a, b = ordinal(i.first), ordinal(i.last)
        for day in range(max(a, first), min(b, ordinal(end)) + 1):
            days[day - first] += 1 / (b - a + 1)
    return days


Oracle = Callable[[World], list[dict[str, Any]]]
