"""Take findings, charts and tables out of executed notebooks, by the names under which the notebooks showed them."""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from research.reporting.drawing import svg
from research.reporting.sentences import FINDINGS_MIME, mismatches
from research.reporting.show import NAME_KEY
from research.reporting.theme import MIME
from research.spreadsheet import safe_csv


class ArtefactError(ValueError):
    """Two notebooks of a report show different things under one name, or a sentence does not agree with its table."""


@dataclass
class Artefacts:
    """What the notebooks of one report show: Vega-Lite specifications, tables as CSV text, findings in the order they are shown.

    `leads` holds the first finding of each list: what the report would say if it had one line for each notebook.
    """

    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)


def collect(notebooks: Iterable[Path]) -> Artefacts:
    """Return what the executed `notebooks` show.

    Raises:
        ArtefactError: one name stands for two different things, or a sentence's fact is not in the cell that it names.
    """
    found = Artefacts()
    for path in notebooks:
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                _take(output, found, path.name)
    tables = {name: pd.read_csv(io.StringIO(text), dtype="string", keep_default_na=False) for name, text in found.tables.items()}
    if wrong := mismatches(found.findings, tables):
        raise ArtefactError("a sentence does not agree with its table: " + "; ".join(wrong))
    return found


def write(found: Artefacts, folder: Path) -> None:
    """Write charts/<name>.json and .svg, and tables/<name>.csv below `folder`."""
    for sub in ("charts", "tables"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for name, spec in found.charts.items():
        (folder / "charts" / f"{name}.json").write_text(json.dumps(spec, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (folder / "charts" / f"{name}.svg").write_text(svg(spec) + "\n", encoding="utf-8")
    for name, text in found.tables.items():
        (folder / "tables" / f"{name}.csv").write_text(safe_csv(text), encoding="utf-8", newline="\n")


def _take(output: Any, found: Artefacts, notebook: str) -> None:
    names = output.get("metadata", {}).get(NAME_KEY, {})
    data = output.get("data", {})
    if "chart" in names:
        _keep(found.charts, names["chart"], data[MIME], notebook)
    if "table" in names:
        _keep(found.tables, names["table"], data["text/csv"], notebook)
    if "findings" in names:
        found.findings.extend(data[FINDINGS_MIME])
        found.leads.extend(item["text"] for item in data[FINDINGS_MIME][:1])


def _keep(where: dict[str, Any], name: str, value: Any, notebook: str) -> None:
    if where.setdefault(name, value) != value:
        raise ArtefactError(f'{notebook} shows something else under the name "{name}" than a notebook before it: rename one of them')
