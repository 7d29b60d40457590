"""The rows behind the numbers of reconciliation: incidents under each definition, running totals of articles and published ones."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation import within
from research.analysis.reconciliation_contradictions import FIRM, contradictions
from research.reporting.behind.context import Context
from research.reporting.behind.kinds import Ids, Row, for_columns, ids, joined
from research.reporting.charts_reconciliation import NAMES

CODES = {words: code for code, words in NAMES.items()}
EDGES = ("", "_share", "_share_low", "_share_high")


def cumulative(context: Context, row: Row) -> dict[str, Ids]:
    """Return the incidents over by a day, and those that had begun."""
    first = context.results["cumulative"][0]
    name = str(CODES.get(row["definition"], row["definition"]))
    days = [str(other["day"]) for other in context.results["cumulative"]]
    inside = within(context.counted[name], str(first["since"]), max(days), row["country"])
    over, begun = inside[inside["last"] <= row["day"]], inside[inside["first"] <= row["day"]]
    return {"*": ids("incidents", over["incident_id"]), "high": ids("incidents", begun["incident_id"])}


def _by_definition(context: Context, *window: str) -> dict[str, Ids]:
    """Return the incidents of each definition from `since` to `end` in a country, over on `start` or later, behind its columns."""
    return context.once(window, lambda: _each_definition(context, *window))


def _each_definition(context: Context, since: str, start: str, end: str, country: str) -> dict[str, Ids]:
    found: dict[str, Ids] = {}
    for name in DEFINITIONS:
        inside = within(context.counted[name], since, end, country)
        rows = ids("incidents", inside.loc[inside["last"] >= start, "incident_id"])
        found |= for_columns((f"{name}{edge}" for edge in EDGES), rows)
    return found


def totals(context: Context, row: Row) -> dict[str, Ids]:
    """Return a total itself and, for each definition, the incidents of its time and country."""
    total = _total(context, row["total_id"])
    found = _by_definition(context, str(total["since"]), "", str(total["day"]), str(total["country"]))
    return {"*": ids("totals", [row["total_id"]]), **found}


def _total(context: Context, name: str) -> pd.Series:
    used = context.totals[0]
    return used[used["total_id"] == name].iloc[0]


def _series(context: Context, row: Row) -> pd.DataFrame:
    """Return the published totals of the series, time and country of a row of `published` or `coverage`."""
    used = context.totals[0]
    same = used[(used["origin"] == "published") & (used["series"] == row["series"]) & (used["country"] == row["country"])]
    return same[(same["since"] <= str(row["start"])) & (same.groupby("since")["day"].transform("max") >= str(row["end"]))]


def coverage(context: Context, row: Row) -> dict[str, Ids]:
    """Return the totals of the series of a row and, for each definition, the incidents of its time and country."""
    return context.once(("coverage", row["row"], row.get("definition")), lambda: _coverage(context, row))


def _coverage(context: Context, row: Row) -> dict[str, Ids]:
    whole = next(dict(other) for name in ("coverage", "published") for other in context.results[name] if other["row"] == row["row"])
    series = _series(context, whole)
    since = str(series["since"].max())
    found = _by_definition(context, since, str(whole["start"]), str(whole["end"]), str(whole["country"]))
    totals = ids("totals", series.loc[series["since"] == since, "total_id"])
    drawn = {"attacks": found[CODES[row["definition"]]]} if row.get("definition") in CODES else {}
    return {"*": totals, **found, **drawn}


def contradicted(context: Context, row: Row) -> dict[str, Ids]:
    """Return the two totals of a contradiction; those of its countries where one is a split."""
    used = context.totals[0]
    sides = {}
    for side in ("a", "b"):
        total = _total(context, row[f"{side}_id"])
        countries = str(row[f"{side}_country"]).split(" and ")
        teller = used["total_id"].str.split("-").str[0] == str(total["total_id"]).split("-")[0]
        same = teller & (used["since"] == total["since"]) & (used["day"] == total["day"]) & used["country"].isin(countries)
        sides[side] = ids("totals", used.loc[same, "total_id"] if len(countries) > 1 else [row[f"{side}_id"]])
    return {"*": joined(*sides.values()), **{f"{side}{end}": found for side, found in sides.items() for end in ("", "_since", "_day")}}


def counted(context: Context, row: Row) -> dict[str, Ids]:
    """Return the totals behind a number of the table `reconciled`."""
    return {"*": ids("totals", _counted(context, str(row["measure"])))}


def _counted(context: Context, measure: str) -> Iterable[Any]:
    used, unused = context.totals
    said, official = (used[used["origin"] == origin] for origin in ("article", "published"))
    if measure in ("contradictions", "of these between published totals", "differences that the wording leaves room for"):
        return _pairs(context, used, official, measure)
    same = said.merge(official, on=["since", "day", "country"], suffixes=("", "_official"))
    most = pd.concat([same["high"], same["high_official"]], axis=1).astype("Float64").fillna(float("inf"))
    agree = (same["low"] <= most["high_official"]) & (same["low_official"] <= most["high"])
    chosen = context.counted[context.selection.parameters.definition]
    reached = [
        int(within(chosen, str(row["since"]), str(row["day"]), str(row["country"]))["attacks"].sum()) >= row["low"]
        for _, row in said.iterrows()
    ]
    found: dict[str, Iterable[Any]] = {
        "totals found": [*used["total_id"], *unused["total_id"]],
        "totals used": used["total_id"],
        "totals left out": unused["total_id"],
        "totals of articles": said["total_id"],
        "of these reached by the corpus": said["total_id"][pd.Series(reached, index=said.index, dtype=bool)],
        "published totals": official["total_id"],
        "article totals with a published one": same["total_id"],
        "of these that agree with it": same.loc[agree, "total_id"],
    }
    return found[measure]


def _pairs(context: Context, used: pd.DataFrame, official: pd.DataFrame, measure: str) -> list[str]:
    pairs = context.once("pairs", lambda: contradictions(used))
    firm = pairs["firmness"] == FIRM
    both = pairs["a_id"].isin(official["total_id"]) & pairs["b_id"].isin(official["total_id"])
    mask = {"contradictions": firm, "of these between published totals": firm & both}.get(measure, ~firm)
    return [*pairs.loc[mask, "a_id"], *pairs.loc[mask, "b_id"]]


def left_out(context: Context, row: Row) -> dict[str, Ids]:
    """Return the totals left out for a reason."""
    unused = context.totals[1]
    return {"*": ids("totals", unused.loc[unused["reason"] == row["reason"], "total_id"])}


def not_used(context: Context, row: Row) -> dict[str, Ids]:
    """Return a total that is not used."""
    return {"*": ids("totals", [row["total_id"]])}


FINDERS: Mapping[str, Any] = {
    "cumulative": cumulative,
    "totals": totals,
    "coverage": coverage,
    "published": coverage,
    "contradictions": contradicted,
    "reconciled": counted,
    "left_out": left_out,
    "not_used": not_used,
}
