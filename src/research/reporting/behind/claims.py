"""The rows behind the numbers on claims: incidents by who is known to have done it, claimants, accusers, general claims."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from research.analysis.claims import BLAMES, claimants
from research.reporting.behind.context import GENERAL, Context
from research.reporting.behind.kinds import Ids, Row, ids
from research.reporting.labels import group, word
from research.reporting.summaries_claims import ITSELF, UNNAMED
from research.reporting.traces import STATUSES


def status(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of a claim status."""
    return {"*": context.where("claim_status", row["claim_status"])}


def _in_period(context: Context, period: str) -> dict[str, Ids]:
    start, end = context.period(period)
    days = {name: first for name, first, _ in context.dates}
    found = {}
    for name in STATUSES:
        known = context.where("claim_status", name)["incidents"]
        found[name] = ids("incidents", (key for key in known if start <= days[key] <= end))
    return found


def over_time(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of each claim status that began in a period."""
    found = _in_period(context, row["period"])
    return {"*": ids("incidents", (name for part in found.values() for name in part["incidents"])), **found}


def split(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents of one claim status, in words, that began in a period."""
    words = {word("claim_status", name): name for name in STATUSES}
    return {"*": _in_period(context, row["period"])[words[row["claim"]]]}


def given(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that the row itself names."""
    return {"*": ids("incidents", str(row.get("incident_ids") or row.get("incident_id") or "").split())}


def _of(claims: pd.DataFrame) -> Ids:
    return ids("incidents", claims["incident_id"])


def _named(context: Context, name: str) -> pd.DataFrame:
    names = context.claims["group"].map(lambda code: "" if pd.isna(code) else group(str(code)))
    return context.claims[names == name]


def claimed_by(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that a group claims."""
    claims = _named(context, row["name"])
    return {"*": _of(claims[claims["statement"] == "claimed"])}


def span(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents that a group of the timeline claims."""
    return claimed_by(context, {"name": row["group"]})


def blamed(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents for which others hold a group responsible, for each firmness."""
    claims = _named(context, row["name"])
    claims = claims[claims["statement"].isin(BLAMES)]
    return {"*": _of(claims), **{name: _of(claims[claims["statement"] == name]) for name in BLAMES}}


def accusations(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents for which one holds another responsible."""
    claims = context.claims[context.claims["statement"].isin(BLAMES)]
    names = claims["group_id"].map(lambda code: UNNAMED if pd.isna(code) else group(str(code)))
    return {"*": _of(claims[(claims["by"].fillna(ITSELF) == row["by"]) & (names == row["name"])])}


def counted(context: Context, row: Row) -> dict[str, Ids]:
    """Return what stands behind a number of the table `claiming`: incidents claimed or contested, or general claims."""
    claims, measure = context.claims, str(row["measure"])
    if measure == "statements on attacks in general":
        return {"*": ids("claims", context.general.values())}
    if measure == "incidents with rival claims or a denial":
        denied = _of(claims[(claims["statement"] == "denied") & claims["group"].notna()])["incidents"]
        rival = context.incidents.loc[context.incidents["competing"].fillna(False), "incident_id"]
        return {"*": ids("incidents", [*denied, *rival])}
    table = claimants(context.selection)
    fronts = table.loc[table["kind"].isin(["facade", "umbrella"]), "group"]
    wanted = fronts if measure.startswith("facades") else table["group"]
    return {"*": _of(claims[(claims["statement"] == "claimed") & claims["group"].isin(wanted)])}


def general(context: Context, row: Row) -> dict[str, Ids]:
    """Return a claim on attacks in general."""
    return {"*": ids("claims", [context.general.get(tuple(str(row[name]) for name in GENERAL))])}


FINDERS: Mapping[str, Any] = {
    "status": status,
    "status_over_time": over_time,
    "claim_split": split,
    "claim_events": given,
    "contested": given,
    "spans": span,
    "claimants": claimed_by,
    "blamed": blamed,
    "accusations": accusations,
    "claiming": counted,
    "general_claims": general,
}
