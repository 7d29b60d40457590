"""What the reconciliation notebook begins with, and its small tables: everything that it shows comes from `reconcile`."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from research.analysis.reconciliation import beside, counted, cumulative
from research.analysis.reconciliation_contradictions import FIRM, contradictions
from research.analysis.reconciliation_coverage import coverage, published
from research.analysis.reconciliation_reference import read
from research.analysis.reconciliation_totals import REASONS, campaign, gathered
from research.analysis.selection import Selection
from research.paths import ROOT
from research.reporting.summaries import listed
from research.reporting.summaries_tempo import published as published_articles

Tables = dict[str, pd.DataFrame]


def reference(totals: str) -> pd.DataFrame:
    """Return the published totals of the file that the parameter `totals` names; none for an empty name.

    Raises:
        TotalsError: the file is not there, or a row of it cannot be used.
    """
    return read(ROOT / totals if totals else None)


def reconcile(selection: Selection, official: pd.DataFrame) -> Tables:
    """Return the result tables of the notebook by their names.

    cumulative, totals (with a column for each definition), coverage, published, contradictions as the functions of research.analysis make
    them; not_used (totals left out), left_out (reason, totals) and reconciled (measure, number).

    Args:
        selection: of reconciliation.comparable.
        official: of `reference`.
    """
    found = counted(selection)
    totals, unused = gathered(selection, official)
    since, near = campaign(totals)
    until = str(near["day"].max()) if since else selection.end
    tables = {
        "cumulative": cumulative(found, since or selection.start, until),
        "totals": beside(found, totals),
        "coverage": coverage(found, totals),
        "published": published(found, totals),
        "contradictions": contradictions(totals),
        "not_used": unused,
        "left_out": left_out(unused),
    }
    return tables | {"reconciled": reconciled(tables, selection.parameters.definition)}


def meanwhile(selection: Selection, cumulated: pd.DataFrame) -> pd.DataFrame:
    """Return summaries_tempo.published for the days of a table of reconciliation.cumulative: what there was to read meanwhile."""
    days = cumulated["day"]
    start, end = (str(days.min()), str(days.max())) if len(days) else ("", "")
    return published_articles(replace(selection, start=start, end=end))


def left_out(unused: pd.DataFrame) -> pd.DataFrame:
    """Return reason, totals: how many totals are left out for each reason, in the order in which reasons are asked."""
    numbers = unused["reason"].value_counts()
    rows = [(reason, int(numbers[reason])) for reason in REASONS if reason in numbers]
    return pd.DataFrame(rows, columns=["reason", "totals"]).astype({"totals": "int64"})


def reconciled(tables: Tables, definition: str) -> pd.DataFrame:
    """Return measure, number: totals found, used and left out, how many the corpus reaches, and how they agree with one another."""
    totals, pairs = tables["totals"], tables["contradictions"]
    said, official = (totals[totals["origin"] == origin] for origin in ("article", "published"))
    same = said.merge(official, on=["since", "day", "country"], suffixes=("", "_official"))
    highest, highest_official = (same[name].astype("Float64").fillna(float("inf")) for name in ("high", "high_official"))
    agree = (same["low"] <= highest_official) & (same["low_official"] <= highest)
    by_two_series = pairs["a_id"].isin(official["total_id"]) & pairs["b_id"].isin(official["total_id"])
    firm = pairs["firmness"] == FIRM
    return listed("measure", {
        "totals found": len(totals) + len(tables["not_used"]),
        "totals used": len(totals),
        "totals left out": len(tables["not_used"]),
        "totals of articles": len(said),
        "of these reached by the corpus": int((said[definition] >= said["low"]).sum()),
        "published totals": len(official),
        "article totals with a published one": same["total_id"].nunique(),
        "of these that agree with it": same.loc[agree, "total_id"].nunique(),
        "contradictions": int(firm.sum()),
        "of these between published totals": int((firm & by_two_series).sum()),
        "differences that the wording leaves room for": int((~firm).sum()),
    })  # fmt: skip


def countries(cumulated: pd.DataFrame, totals: pd.DataFrame) -> list[str]:
    """Return the countries, all together first, for which there are both counts and two running totals to set beside them."""
    since = cumulated["since"].iloc[0] if len(cumulated) else ""
    near = campaign(totals)[1] if since else totals.head(0)
    several = near.groupby("country")["day"].nunique()
    known: Iterable[str] = dict.fromkeys(cumulated["country"])
    return [name for name in known if several.get(name, 0) >= 2]
