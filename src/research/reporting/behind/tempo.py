"""The rows behind the numbers of tempo: periods, stretches, halves, days, weapons, places, casualties."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from research.analysis.waiting_times import EDGES
from research.reporting.behind.context import Context, day_before
from research.reporting.behind.kinds import Ids, Row, for_columns, ids, joined
from research.reporting.labels import countries, place, spoken
from research.reporting.summaries import ALL, COUNTED, NOT_SAID
from research.reporting.summaries_tempo import HALVES


def everything(context: Context, row: Row) -> dict[str, Ids]:
    """Return all counted incidents."""
    return {"*": context.all()}


def tempo(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that lie within a period; those that touch it where the number holds imprecise dates."""
    window = context.period(row["period"])
    inside, touching = context.inside(*window), context.touching(*window)
    vague = ids("incidents", set(touching["incidents"]) - set(inside["incidents"]))
    return {"*": inside, "imprecise": vague, "expected": touching, "at_most": touching}


def stretches(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents within a stretch of one rate."""
    window = context.stretch(row["start"])
    return {"*": context.inside(*window), "straddling": context.over_edge(window)}


def changes(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of the stretches before and after a change."""
    before, after = (context.inside(*window) for window in context.compared(row["date"]))
    return {
        "*": joined(before, after),
        **for_columns(("before", "before_per_week"), before),
        **for_columns(("after", "after_per_week"), after),
    }


def attacked(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents dated to a day."""
    return {"*": context.inside(row["date"], row["date"])}


def halves(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of both halves."""
    base, later = (row["base_start"], day_before(row["later_start"])), (row["later_start"], context.selection.end)
    found = {"base_incidents": context.inside(*base), "later_incidents": context.inside(*later)}
    return {"*": joined(*found.values()), **found, "straddling": context.over_edge(base, later)}


def survival(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of both windows of a comparison."""
    return {"*": joined(*(context.inside(*window) for window in context.compared(row["comparison"])))}


def sensitivity(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that another reading counts in both windows of a comparison."""
    return _in_both(context, row["comparison"], context.readings[row["reading"]])


def _in_both(context: Context, comparison: str, dates: Sequence[tuple[str, str, str]]) -> dict[str, Ids]:
    found = {}
    for side, (start, end) in zip(("base", "later"), context.compared(comparison), strict=True):
        found[f"{side}_incidents"] = ids("incidents", (name for name, first, last in dates if start <= first and last <= end))
    return {"*": joined(*found.values()), **found}


def combinations(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that a combination of definition, rule and dropped publisher counts in both halves."""
    return _in_both(context, HALVES, context.combined[row["definition"], row["aggregation"], row["dropped"]])


def agreement(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of both halves: what is counted are combinations."""
    return survival(context, {"comparison": HALVES})


def attack_days(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents dated to a day of a window; `imprecise` are those that may only have begun in it."""
    start, end = row["start"], row["end"]
    vague = ids("incidents", (name for name, first, last in context.dates if first != last and start <= first <= end))
    return {"*": context.inside(start, end, exact=True), "imprecise": vague}


def waiting(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents dated to the day, and those at both ends of the longest quiet."""
    ends = joined(*(context.inside(str(row[name]), str(row[name])) for name in ("longest_from", "longest_to") if row[name]))
    every = context.inside("", "9999", exact=True)
    return {"*": every, **for_columns(("longest", "longest_from", "longest_to"), ends)}


def waiting_classes(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that came within a class of days after the one before."""
    low = int(str(row["gap"]).split()[0])
    after = dict(pairwise(EDGES)).get(low)
    days = sorted((first, name) for name, first, last in context.dates if first == last)
    gaps = ((name, _between(one, day)) for (one, _), (day, name) in pairwise(days))
    found = ids("incidents", (name for name, gap in gaps if low <= gap and (after is None or gap < after)))
    return {"observed": found, "*": context.inside("", "9999", exact=True)}


def _between(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _kind(column: str) -> Any:
    def found(context: Context, row: Row) -> dict[str, Ids]:
        values = {NOT_SAID if code == "unknown" else spoken(code): code for code in _values(context, column)}
        return {"*": context.where(column, values[row["label"]])}

    return found


def _values(context: Context, column: str) -> list[str]:
    return [str(code) for code in context.incidents[column].astype("string").fillna("unknown").unique()]


def places(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents at a place; where only the country is known, the place is not."""
    vague = set(countries())
    named = context.incidents["place_id"].astype("string").fillna("unknown")
    labels = [NOT_SAID if code == "unknown" or code in vague else place(str(code)) for code in named]
    mask = [label == row["label"] for label in labels]
    return {"*": ids("incidents", context.incidents.loc[mask, "incident_id"])}


def support(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents told by a number of publishers."""
    return {"*": context.where("n_publishers", str(row["n_publishers"]))}


def casualties(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that give a number of people, those that give none, and those without an upper bound."""
    low, best, high = (context.incidents[f"{row['measure']}_{bound}"] for bound in ("low", "best", "high"))
    known = low.notna() | best.notna() | high.notna()
    masks = {"*": known, "unknown": ~known, "open": known & high.isna()}
    return {name: ids("incidents", context.incidents.loc[mask, "incident_id"]) for name, mask in masks.items()}


def accounting(context: Context, row: Row) -> dict[str, Ids]:
    """Return all incidents, those counted, or those left out for a reason."""
    excluded = context.selection.excluded
    found = {ALL: context.tables["incidents"]["incident_id"], COUNTED: context.incidents["incident_id"]}
    left_out = excluded.loc[excluded["reason"] == row["reason"], "incident_id"]
    return {"*": ids("incidents", found.get(row["reason"], left_out))}


FINDERS: Mapping[str, Any] = {
    "overall": everything,
    "dispersion": everything,
    "tempo": tempo,
    "stretches": stretches,
    "changes": changes,
    "attacked": attacked,
    "change": halves,
    "survival": survival,
    "sensitivity": sensitivity,
    "combinations": combinations,
    "agreement": agreement,
    "attack_days": attack_days,
    "waiting": waiting,
    "waiting_classes": waiting_classes,
    "weapons": _kind("weapon"),
    "targets": _kind("target"),
    "places": places,
    "support": support,
    "casualties": casualties,
    "accounting": accounting,
}
