"""Who said it: what was claimed, what was attributed, by whom, and what stands against it. Claimed is never mixed with attributed."""

from datetime import date

import pandas as pd

from research import codebook
from research.analysis.calendar import periods
from research.analysis.intervals import wilson
from research.analysis.selection import Selection
from research.schemas import CLAIM_STATUSES

BLAMES = ("attributed", "suspected", "stated")


def status_over_time(selection: Selection) -> pd.DataFrame:
    """Return one row per period: calendar columns, claimed, attributed, neither (incidents), claimed_share with low and high.

    Periods go by date_start; the share is empty where a period has no incident (95 %, Wilson 1927).
    """
    table = periods(selection.start, selection.end, selection.parameters.frequency)
    starts, status = selection.incidents["date_start"], selection.incidents["claim_status"]
    for name in CLAIM_STATUSES:
        days = starts[status == name]
        table[name] = [int(days.between(a, b).sum()) for a, b in zip(table["period_start"], table["period_end"], strict=True)]
    whole = table[list(CLAIM_STATUSES)].sum(axis=1)
    limits = [wilson(part, all_) if all_ else None for part, all_ in zip(table["claimed"], whole, strict=True)]
    table["claimed_share"] = [round(n / all_, 4) if all_ else None for n, all_ in zip(table["claimed"], whole, strict=True)]
    table["claimed_share_low"] = [round(limit[0], 4) if limit else None for limit in limits]
    table["claimed_share_high"] = [round(limit[1], 4) if limit else None for limit in limits]
    return table.astype(dict.fromkeys(("claimed_share", "claimed_share_low", "claimed_share_high"), "Float64"))


def status(selection: Selection) -> pd.DataFrame:
    """Return claim_status, incidents, share, share_low, share_high: one row for claimed, attributed and neither each."""
    total = len(selection.incidents)
    rows = []
    for name in CLAIM_STATUSES:
        count = int((selection.incidents["claim_status"] == name).sum())
        low, high = wilson(count, total)
        rows.append((name, count, round(count / total, 4) if total else None, round(low, 4), round(high, 4)))
    return pd.DataFrame(rows, columns=["claim_status", "incidents", "share", "share_low", "share_high"]).astype({"share": "Float64"})


def of_incidents(selection: Selection) -> pd.DataFrame:
    """Return the claims on the counted incidents: columns of `claims`, incident_id, and `group` (group_id, else the words)."""
    links = selection.tables["incident_reports"][["report_id", "incident_id"]]
    claims = selection.tables["claims"].dropna(subset=["report_id"]).merge(links, on="report_id", how="inner")
    claims = claims[claims["incident_id"].isin(selection.incidents["incident_id"])].copy()
    claims["group"] = claims["group_id"].fillna(claims["group_text"])
    return claims.sort_values("claim_id").reset_index(drop=True)


def claimants(selection: Selection) -> pd.DataFrame:
    """Return one row per group that claims: group, name, kind, parent, incidents, first, last (ISO days), weapons; most claims first.

    A front stays itself: `parent` says whose it is reported to be, and nothing is added to that one.
    """
    claims = of_incidents(selection)
    claims = claims[(claims["statement"] == "claimed") & claims["group"].notna()]
    about = selection.incidents[["incident_id", "date_start", "weapon"]]
    pairs = claims[["group", "incident_id"]].drop_duplicates().merge(about, on="incident_id")
    book = codebook.load().groups
    rows = []
    for group, part in pairs.groupby("group"):
        row = book.get(str(group))
        weapons = sorted(set(part["weapon"].dropna()) - {"unknown"})
        name, kind, parent = (row.name, row.kind, row.parent) if row else (str(group), "unnamed", "")
        first, last = part["date_start"].min(), part["date_start"].max()
        rows.append((group, name, kind, parent or None, part["incident_id"].nunique(), first, last, ";".join(weapons)))
    table = pd.DataFrame(rows, columns=["group", "name", "kind", "parent", "incidents", "first", "last", "weapons"])
    return table.sort_values(["incidents", "group"], ascending=[False, True]).reset_index(drop=True)


def blame(selection: Selection) -> pd.DataFrame:
    """Return by, group, statement, incidents: who blames whom and how firmly (attributed, suspected, stated); most frequent first.

    `by` is who says so in the words of the text, empty where the article says it in its own voice; `group` is empty where none is named.
    """
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(BLAMES)]
    keys = ["by", "group", "statement"]
    table = claims.groupby(keys, dropna=False)["incident_id"].nunique().rename("incidents").reset_index()
    return table.sort_values(["incidents", *keys], ascending=[False, True, True, True], na_position="last").reset_index(drop=True)


def contested(selection: Selection) -> pd.DataFrame:
    """Return incident_id, date_start, claimed_by, denied_by, attributed_to: incidents with rival claims, or with a denial."""
    claims = of_incidents(selection)
    denied = claims[claims["statement"] == "denied"].groupby("incident_id")["group"].agg(lambda s: ";".join(sorted(set(s.dropna()))))
    table = selection.incidents[["incident_id", "date_start", "claimed_by", "attributed_to", "competing"]].copy()
    table["denied_by"] = table["incident_id"].map(denied).astype("string")
    table = table[table["competing"].fillna(False) | table["denied_by"].notna()]
    return table[["incident_id", "date_start", "claimed_by", "denied_by", "attributed_to"]].reset_index(drop=True)


def general(selection: Selection) -> pd.DataFrame:
    """Return claims on attacks in general: published, group, statement, by, quote, article_id, sentence_no.

    They belong to no report. Those of articles published outside the window are left out, those of undated articles are kept.
    """
    claims = selection.tables["claims"]
    claims = claims[claims["report_id"].isna()]
    dates = selection.tables["articles"].set_index("article_id")["published"]
    table = claims.assign(published=claims["article_id"].map(dates), group=claims["group_id"].fillna(claims["group_text"]))
    last = _after(selection.end)
    inside = table["published"].isna() | ((table["published"] >= (selection.start or "")) & (table["published"] <= last))
    columns = ["published", "group", "statement", "by", "quote", "article_id", "sentence_no"]
    return table[inside].sort_values(["published", "claim_id"], na_position="last")[columns].reset_index(drop=True)


def _after(end: str) -> str:
    """Return the last day on which news of the window's last week may be published: seven days on, as the coding guide bounds news."""
    return date.fromordinal(date.fromisoformat(end).toordinal() + 7).isoformat() if end else "9999"
