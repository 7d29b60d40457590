"""Made-up tables for the analysis: incidents are written as dicts of what matters."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from research import tables
from research.schemas import TABLES

FULL = {
    "date_prec": 1, "country": "Iraq", "weapon": "rocket", "target": "military_base", "target_side": "us_coalition", "outcome": "hit",
    "n_attacks": 1, "is_background": False, "n_reports": 1, "n_publishers": 1, "claim_status": "neither", "competing": False,
    "aggregation": "representative",
}  # fmt: skip
SPAN = {"sentence_no": 0, "start": 0, "end": 1, "quote": "words"}


def made(
    incidents: Iterable[Mapping[str, Any]] = (), claims: Iterable[Mapping[str, Any]] = (), **others: Iterable[Mapping[str, Any]]
) -> dict[str, pd.DataFrame]:
    """Return all tables; incident i gets one report of the same name in article `a`, unless tables are given by name."""
    rows = [FULL | {"incident_id": f"i{n:02d}"} | dict(row) for n, row in enumerate(incidents)]
    for row in rows:
        if "day" in row:
            row |= {"date_start": row["day"], "date_end": row["day"]}
    ids = [row["incident_id"] for row in rows]
    links = [{"incident_id": i, "report_id": i, "score": 1.0, "reasons": "x"} for i in ids]
    reports = [{"report_id": i, "article_id": "a", "sentence_no": 0, "quote": "words"} for i in ids]
    said = [SPAN | {"claim_id": f"c{n:02d}", "article_id": "a"} | dict(row) for n, row in enumerate(claims)]
    given = {"incidents": rows, "incident_reports": links, "reports": reports, "claims": said} | {k: list(v) for k, v in others.items()}
    return {name: tables.frame(name, given.get(name, [])) for name in TABLES}
