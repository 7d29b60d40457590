"""Which incidents a report counts, and how many it leaves out for which reason."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from research.analysis.parameters import Parameters
from research.linking import aggregate

Tables = Mapping[str, pd.DataFrame]
FACILITIES = ("military_base", "diplomatic", "airport")
STOPPED = ("intercepted", "foiled")
UNMET = {
    "claimed": "not claimed by any group",
    "multi_source": "told by one publisher only",
    "on_facility": "no strike on a base, embassy or airport",
}
REASONS = (
    "told only as background", "no date", "outside the window", "date reaches beyond the window", "country not known",
    "other country", "other target", *UNMET.values(),
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """The incidents that are counted, and those that are not.

    Attributes:
        tables: all tables, `incidents` made by the rule that the parameters ask for.
        parameters: the choices.
        incidents: rows of `incidents` that are counted, by date_start and incident_id.
        excluded: incident_id, reason, attacks of each one that is not.
        start, end: the window as ISO days; taken from the counted incidents where the parameters leave it open, empty if none is.
    """

    tables: Tables
    parameters: Parameters
    incidents: pd.DataFrame
    excluded: pd.DataFrame
    start: str
    end: str

    def __repr__(self) -> str:
        window = f" from {self.start} to {self.end}" if self.start else ""
        return f"<Selection: {len(self.incidents)} incidents{window}, {len(self.excluded)} left out; .incidents, .left_out, .tables>"

    @property
    def left_out(self) -> pd.DataFrame:
        """reason, incidents, attacks: one row per reason that applied, in the order in which reasons are asked.

        The incidents counted and those left out add up to the table `incidents`; each has one reason, the first that applies.
        """
        parts = {str(reason): part for reason, part in self.excluded.groupby("reason")["attacks"]}
        rows = [(reason, len(parts[reason]), int(parts[reason].sum())) for reason in REASONS if reason in parts]
        return pd.DataFrame(rows, columns=["reason", "incidents", "attacks"]).astype({"incidents": "int64", "attacks": "int64"})


def select(tables: Tables, parameters: Parameters | Mapping[str, Any] | None = None) -> Selection:
    """Return the incidents that `parameters` count.

    An incident with an imprecise date is counted if its whole interval lies in the window; one that reaches beyond it is left out.

    Args:
        tables: articles, reports, claims, incident_reports and incidents at least (schemas.py).
        parameters: Parameters, or a mapping of their names.

    Raises:
        ParameterError: a parameter is unknown or cannot be.
    """
    chosen = Parameters.of(parameters)
    made = {"incidents": _under_rule(tables, chosen.aggregation)}
    tables = ChainMap(made, tables)  # type: ignore[arg-type]  # nothing is written to them, and the others may not be read yet
    incidents = tables["incidents"].sort_values(["date_start", "incident_id"], na_position="last").reset_index(drop=True)
    reason = _reasons(incidents, chosen)
    kept = incidents[reason.isna()].reset_index(drop=True)
    out = incidents[reason.notna()]
    excluded = pd.DataFrame({
        "incident_id": out["incident_id"], "reason": reason[reason.notna()], "attacks": out["n_attacks"].fillna(1).astype("int64"),
    }).reset_index(drop=True)  # fmt: skip
    start = chosen.start or ("" if kept.empty else str(kept["date_start"].min()))
    end = chosen.end or ("" if kept.empty else str(kept["date_end"].fillna(kept["date_start"]).max()))
    return Selection(tables, chosen, kept, excluded, start, end)


def _under_rule(tables: Tables, rule: str) -> pd.DataFrame:
    """Return the incidents under `rule`: as they are if they were made by it, else made anew from the reports."""
    incidents = tables["incidents"]
    if (incidents["aggregation"] == rule).all():
        return incidents
    return aggregate(tables["reports"], tables["claims"], tables["articles"], tables["incident_reports"], rule)


def _reasons(incidents: pd.DataFrame, p: Parameters) -> pd.Series:
    """Return for each incident the first reason not to count it, empty where there is none."""
    reason = pd.Series(pd.NA, index=incidents.index, dtype="string")

    def leave(mask: pd.Series, why: str) -> None:
        reason[mask.fillna(False).astype(bool) & reason.isna()] = why

    start, end = incidents["date_start"], incidents["date_end"].fillna(incidents["date_start"])
    if not p.include_background:
        leave(incidents["is_background"], "told only as background")
    leave(start.isna(), "no date")
    if p.start:
        leave(end < p.start, "outside the window")
    if p.end:
        leave(start > p.end, "outside the window")
    if p.start:
        leave(start < p.start, "date reaches beyond the window")
    if p.end:
        leave(end > p.end, "date reaches beyond the window")
    if p.countries:
        leave(incidents["country"].isna(), "country not known")
        leave(~incidents["country"].isin(p.countries), "other country")
    if p.target_sides:
        leave(~incidents["target_side"].isin(p.target_sides), "other target")
    if p.definition in UNMET:
        leave(~meets(incidents, p.definition), UNMET[p.definition])
    return reason


def meets(incidents: pd.DataFrame, definition: str) -> pd.Series:
    """Tell of each incident whether it meets a definition of parameters.DEFINITIONS; every one is `reported`."""
    if definition == "reported":
        return pd.Series(True, index=incidents.index)
    if definition == "claimed":
        return incidents["claim_status"] == "claimed"
    if definition == "multi_source":
        return incidents["n_publishers"] >= 2
    return incidents["target"].isin(FACILITIES) & ~incidents["outcome"].isin(STOPPED)
