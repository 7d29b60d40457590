"""Small result tables of the claims notebook, beside those of research.analysis.claims."""

import pandas as pd

from research.analysis.claims import BLAMES, of_incidents
from research.analysis.selection import Selection
from research.reporting.labels import group, place, spoken
from research.reporting.summaries import listed
from research.reporting.traces import joined

ITSELF, UNNAMED = "the article itself", "a group not named"


def blamed(selection: Selection) -> pd.DataFrame:
    """Return group, name, incidents, attributed, suspected, stated: whom others hold responsible, in how many incidents and how firmly.

    `group` holds the words of the text where no group is named. An incident counts once in `incidents`, but in each column that applies.
    """
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(BLAMES) & claims["group"].notna()]
    rows = []
    for name, part in claims.groupby("group"):
        firmness = [part.loc[part["statement"] == statement, "incident_id"].nunique() for statement in BLAMES]
        rows.append((name, group(str(name)), part["incident_id"].nunique(), *firmness))
    table = pd.DataFrame(rows, columns=["group", "name", "incidents", *BLAMES])
    return table.sort_values(["incidents", "group"], ascending=[False, True]).reset_index(drop=True)


def accusations(selection: Selection) -> pd.DataFrame:
    """Return by, name, incidents, incident_ids: who holds whom responsible, in how many incidents; most incidents first.

    `by` is "the article itself" where it says so in its own voice; groups that are not of the codebook are one, UNNAMED.
    """
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(BLAMES)]
    names = [UNNAMED if pd.isna(name) else group(name) for name in claims["group_id"]]
    table = claims.assign(by=claims["by"].fillna(ITSELF), name=names)
    table = table.groupby(["by", "name"])["incident_id"].agg(incidents="nunique", incident_ids=joined).reset_index()
    return table.sort_values(["incidents", "by", "name"], ascending=[False, True, True]).reset_index(drop=True)


def most_frequent(accusing: pd.DataFrame, rows: int = 12, columns: int = 8) -> pd.DataFrame:
    """Return the part of `accusations` that a chart can hold: the sources and the groups with the most incidents."""
    kept = {}
    for column, most in (("by", rows), ("name", columns)):
        totals = accusing.groupby(column)["incidents"].sum().reset_index().sort_values(["incidents", column], ascending=[False, True])
        kept[column] = totals[column].head(most)
    return accusing[accusing["by"].isin(kept["by"]) & accusing["name"].isin(kept["name"])].reset_index(drop=True)


def claim_events(selection: Selection) -> pd.DataFrame:
    """Return date, group, statement, place, weapon, incident_ids: one row for each incident that a group claims or denies, by date."""
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(["claimed", "denied"]) & claims["group"].notna()]
    about = selection.incidents[["incident_id", "date_start", "place_id", "weapon"]]
    rows = claims[["incident_id", "group", "statement"]].drop_duplicates().merge(about, on="incident_id")
    table = pd.DataFrame({
        "date": rows["date_start"], "group": rows["group"].map(group), "statement": rows["statement"],
        "place": ["not said" if pd.isna(name) else place(name) for name in rows["place_id"]],
        "weapon": rows["weapon"].fillna("unknown").map(spoken), "incident_ids": rows["incident_id"],
    })  # fmt: skip
    return table.sort_values(["date", "group", "statement", "place"]).reset_index(drop=True)


def claiming(claimants: pd.DataFrame, contested: pd.DataFrame, general: pd.DataFrame) -> pd.DataFrame:
    """Return measure, number: what stands in the tables of research.analysis.claims, counted."""
    measures = {
        "groups that claim": len(claimants),
        "facades and umbrellas that claim": int(claimants["kind"].isin(["facade", "umbrella"]).sum()),
        "incidents with rival claims or a denial": len(contested),
        "statements on attacks in general": len(general),
    }
    return listed("measure", measures)
