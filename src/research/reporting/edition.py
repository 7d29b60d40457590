"""An edition: what one build of a report says, in one small file: its sentences, result tables, charts, incidents, and what made them."""

import json
from typing import Any

from research import fingerprint
from research.analysis.selection import Selection
from research.reporting.artefacts import Artefacts
from research.reporting.ingredients import Inputs
from research.reporting.theme import title_of
from research.reporting.traces import IDS

Edition = dict[str, Any]


def of(found: Artefacts, selection: Selection, inputs: Inputs, corpus: Inputs) -> Edition:
    """Return the edition of a report: `inputs`, `corpus`, findings, tables (CSV text), charts and incidents."""
    return {
        "inputs": {kind: value for kind, value in inputs.items() if kind != "edition"},
        "corpus": corpus,
        "findings": found.findings,
        "tables": dict(sorted(found.tables.items())),
        "charts": {name: _chart(spec) for name, spec in sorted(found.charts.items())},
        "incidents": _incidents(selection),
    }


def _chart(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's title, checksums of its data and of how it is drawn, and the incidents in it."""
    sets = spec.get("datasets", {})
    look = json.dumps({key: value for key, value in spec.items() if key != "datasets"}, sort_keys=True)
    for number, name in enumerate(sets):
        look = look.replace(name, f"data {number}")  # a data set is named after what it holds
    drawn = [rows for rows in sets.values() if isinstance(rows, list)]  # the lines of a map are text
    ids = {id_ for rows in drawn for row in rows for id_ in str(row.get(IDS) or "").split()}
    data = fingerprint.of_value(list(sets.values()))
    return {"title": title_of(spec), "data": data, "look": fingerprint.of_bytes(look.encode()), "incidents": sorted(ids)}


def _incidents(selection: Selection) -> dict[str, dict[str, Any]]:
    """Return {incident_id: its values as text, and the files of the articles that tell it with their article_id}; only what is said."""
    tables = selection.tables
    told = tables["incident_reports"].merge(tables["reports"][["report_id", "article_id"]], on="report_id")
    told = told.merge(tables["articles"][["article_id", "file"]], on="article_id")
    files: dict[str, dict[str, str]] = {}
    for incident, file, article in told.sort_values("file")[["incident_id", "file", "article_id"]].itertuples(index=False):
        files.setdefault(incident, {})[file] = article
    rows = selection.incidents.astype("string").set_index("incident_id").sort_index()
    return {
        str(name): {"values": {str(k): v for k, v in row.dropna().items()}, "articles": files.get(str(name), {})}
        for name, row in rows.iterrows()
    }
