"""From each number back to its incidents: the column `incident_ids`, ids with blanks between them, for result tables and charts."""

import pandas as pd

from research.analysis.selection import Selection

IDS = "incident_ids"
STATUSES = ("claimed", "attributed", "neither")


def joined(ids: pd.Series) -> str:
    """Return ids in order, each once, with blanks between them."""
    return " ".join(sorted(set(ids)))


def by_period(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of tempo.tempo with `incident_ids`: the incidents whose whole interval lies in the period, those in its count."""
    first, last = selection.incidents["date_start"], selection.incidents["date_end"].fillna(selection.incidents["date_start"])
    spans = zip(table["period_start"], table["period_end"], strict=True)
    return table.assign(incident_ids=[joined(selection.incidents.loc[(first >= a) & (last <= b), "incident_id"]) for a, b in spans])


def by_value(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of tempo.breakdown, whose first column is one of `incidents`, with `incident_ids`."""
    values = selection.incidents[str(table.columns[0])].astype("string").fillna("unknown")
    ids = [joined(selection.incidents.loc[values == str(value), "incident_id"]) for value in table.iloc[:, 0]]
    return table.assign(incident_ids=ids)


def split_by_period(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return period, claim_status, incidents, incident_ids: claims.status_over_time in long form, a row for each bar segment."""
    starts, status = selection.incidents["date_start"], selection.incidents["claim_status"]
    rows = []
    for row in table.to_dict("records"):
        inside = starts.between(row["period_start"], row["period_end"])
        for name in STATUSES:
            rows.append((row["period"], name, row[name], joined(selection.incidents.loc[inside & (status == name), "incident_id"])))
    return pd.DataFrame(rows, columns=["period", "claim_status", "incidents", IDS])
