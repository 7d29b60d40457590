"""What the rows behind numbers are looked up in: the selection of a report, its windows, readings and totals."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar, cast

import pandas as pd

from research.analysis import reconciliation, sensitivity
from research.analysis.calendar import periods
from research.analysis.claims import general, of_incidents
from research.analysis.combinations import NONE
from research.analysis.coverage import published
from research.analysis.daily import intervals
from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation_totals import gathered
from research.analysis.selection import Selection, meets, select
from research.analysis.windows import Window, halves
from research.reporting.behind.kinds import Ids, Row, ids
from research.reporting.summaries import narrowed
from research.reporting.summaries_reconciliation import reference
from research.reporting.summaries_tempo import HALVES
from research.schemas import AGGREGATIONS

Found = TypeVar("Found")
GENERAL = ("article_id", "sentence_no", "quote", "group", "statement")  # what tells one claim on attacks in general from another


class Context:
    """A report's selection, with what its numbers ask for again and again; what few ask for is made when it is asked for."""

    def __init__(self, selection: Selection, results: Mapping[str, Sequence[Row]], totals: str = "") -> None:
        """Take a selection, the report's result tables by name, and the file of published totals (parameter `totals`)."""
        self.selection, self.results, self.file = selection, results, totals
        self.tables = selection.tables
        self.incidents = selection.incidents
        self.dates = dated(selection.incidents)
        self.known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what `make` returns, made once for each key."""
        if key not in self.known:
            self.known[key] = make()
        return cast("Found", self.known[key])

    def all(self) -> Ids:
        """Return the counted incidents."""
        return ids("incidents", self.incidents["incident_id"])

    def where(self, column: str, value: str) -> Ids:
        """Return the counted incidents with a value in a column; `unknown` are those that say nothing."""
        values = self.incidents[column].astype("string").fillna("unknown")
        return ids("incidents", self.incidents.loc[values == value, "incident_id"])

    def inside(self, start: str, end: str, exact: bool = False) -> Ids:
        """Return the counted incidents whose whole date lies from `start` to `end`; with `exact` only those dated to the day."""
        found = (name for name, first, last in self.dates if start <= first and last <= end and (first == last or not exact))
        return ids("incidents", found)

    def touching(self, start: str, end: str) -> Ids:
        """Return the counted incidents whose date touches the days from `start` to `end`."""
        return ids("incidents", (name for name, first, last in self.dates if first <= end and start <= last))

    def over_edge(self, *windows: Window) -> Ids:
        """Return the counted incidents whose date reaches over an edge of a window."""
        over = (name for name, a, b in self.dates for s, e in windows if a <= e and s <= b and not (s <= a and b <= e))
        return ids("incidents", over)

    def published(self, start: str, end: str) -> Ids:
        """Return the articles of the corpus that were published on a known day from `start` to `end`."""
        return ids("articles", published(self.selection, start, end)["article_id"])

    def period(self, name: str) -> Window:
        """Return the first and the last day of a period of the calendar."""
        return self._periods[name]

    @cached_property
    def _periods(self) -> dict[str, Window]:
        table = periods(self.selection.start, self.selection.end, self.selection.parameters.frequency)
        return {row["period"]: (row["period_start"], row["period_end"]) for row in table.to_dict("records")}

    def compared(self, comparison: str) -> tuple[Window, Window]:
        """Return the two windows of a comparison: the halves, or the stretches before and from the day that names it."""
        if comparison == HALVES:
            found = halves(self.selection.start, self.selection.end)
            if found is None:
                raise LookupError("a window of one day has no halves")
            return found
        return self._changes[comparison]

    @cached_property
    def _changes(self) -> dict[str, tuple[Window, Window]]:
        windows = [(str(row["start"]), str(row["end"])) for row in self.results.get("stretches", ())]
        return {after[0]: (before, after) for before, after in pairwise(windows)}

    def stretch(self, start: str) -> Window:
        """Return the stretch of one rate that begins on `start`."""
        found = {str(row["start"]): str(row["end"]) for row in self.results.get("stretches", ())}
        return start, found[start]

    @cached_property
    def readings(self) -> dict[str, list[tuple[str, str, str]]]:
        """The incidents that each reading of the sensitivity table counts, with their first and last days."""
        return {name: dated(selection.incidents) for name, _, selection in sensitivity.readings(self.selection)}

    @cached_property
    def combined(self) -> dict[tuple[str, str, str], list[tuple[str, str, str]]]:
        """The incidents that each combination of definition, rule and dropped publisher counts, with their first and last days."""
        chosen = replace(self.selection.parameters, start=self.selection.start, end=self.selection.end, definition=DEFINITIONS[0])
        found: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
        for rule in AGGREGATIONS:
            tables = select(self.tables, replace(chosen, aggregation=rule)).tables
            for dropped in (NONE, *sensitivity.publishers(self.selection)):
                left = tables if dropped == NONE else sensitivity.without(tables, dropped, rule)
                every = select(left, replace(chosen, aggregation=rule)).incidents
                found |= {(definition, rule, dropped): dated(every[meets(every, definition)]) for definition in DEFINITIONS}
        return found

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims on counted incidents."""
        return of_incidents(self.selection)

    @cached_property
    def general(self) -> dict[tuple[str, ...], str]:
        """The claims on attacks in general, by what the table of them says of each (GENERAL)."""
        claims = self.tables["claims"]
        claims = claims[claims["report_id"].isna()].assign(group=lambda table: table["group_id"].fillna(table["group_text"]))
        named = dict(zip(_keys(claims), claims["claim_id"], strict=True))
        return {key: named[key] for key in _keys(general(self.selection))}

    @cached_property
    def used(self) -> dict[str, pd.DataFrame]:
        """The tables, articles and reports narrowed to those that tell a counted incident."""
        return narrowed(self.selection)

    @cached_property
    def compared_selection(self) -> Selection:
        """The selection narrowed to what official totals speak of."""
        return reconciliation.comparable(self.selection)

    @cached_property
    def counted(self) -> dict[str, pd.DataFrame]:
        """The incidents of each definition, at whatever time."""
        return reconciliation.counted(self.compared_selection)

    @cached_property
    def totals(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The running totals that are used, and those that are not."""
        return gathered(self.compared_selection, self.official)

    @cached_property
    def official(self) -> pd.DataFrame:
        """The published totals."""
        return reference(self.file)


def _keys(claims: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(*(claims[name].astype("string").fillna("") for name in GENERAL), strict=True))


def dated(incidents: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return id, first and last ISO day of incidents."""
    days = ((first.isoformat(), last.isoformat()) for first, last in intervals(incidents))
    return [(str(name), *both) for name, both in zip(incidents["incident_id"], days, strict=True)]


def day_before(day: Any) -> str:
    """Return the ISO day before `day`."""
    return (date.fromisoformat(str(day)) - timedelta(days=1)).isoformat()
