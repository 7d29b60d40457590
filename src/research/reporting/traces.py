"""From each number back to its incidents: the column `incident_ids`, ids with blanks between them, for result tables and charts."""

from bisect import bisect_right

import pandas as pd

from research.analysis.selection import Selection
from research.analysis.traced import IDS, joined

STATUSES = ("claimed", "attributed", "neither")


def by_period(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of tempo.tempo with `incident_ids`: the incidents whose whole interval lies in the period, those in its count."""
    first, last = selection.incidents["date_start"], selection.incidents["date_end"].fillna(selection.incidents["date_start"])
    whole = period_of(table, first) == period_of(table, last)
    ids = selection.incidents["incident_id"][whole].groupby(period_of(table, first)[whole]).agg(joined).to_dict()
    return table.assign(incident_ids=[ids.get(period, "") for period in table["period"]])


def period_of(table: pd.DataFrame, days: pd.Series) -> pd.Series:
    """Return for each of `days` (ISO text within the window) the `period` of `table` in which it lies."""
    starts, names = table["period_start"].tolist(), table["period"].tolist()
    return pd.Series([names[bisect_right(starts, day) - 1] for day in days], index=days.index, dtype="string")


def by_value(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of tempo.breakdown, whose first column is one of `incidents`, with `incident_ids`."""
    values = selection.incidents[str(table.columns[0])].astype("string").fillna("unknown")
    ids = [joined(selection.incidents.loc[values == str(value), "incident_id"]) for value in table.iloc[:, 0]]
    return table.assign(incident_ids=ids)


def split_by_period(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return period, claim_status, incidents, incident_ids: claims.status_over_time in long form, a row for each bar segment."""
    keys = [period_of(table, selection.incidents["date_start"]), selection.incidents["claim_status"]]
    ids = selection.incidents["incident_id"].groupby(keys).agg(joined).to_dict() if len(selection.incidents) else {}
    rows = [(row["period"], name, row[name], ids.get((row["period"], name), "")) for row in table.to_dict("records") for name in STATUSES]
    return pd.DataFrame(rows, columns=["period", "claim_status", "incidents", IDS])
