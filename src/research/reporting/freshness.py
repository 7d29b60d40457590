"""Whether a built report still says what its inputs say, and if not, which of them changed. Checksums only, so that it takes no time."""

from pathlib import Path
from typing import Any

from research import fingerprint
from research.paths import ROOT
from research.reporting.specs import Spec
from research.schemas import TABLES

RECORD = "report.json"  # what a report was made from and of; it holds no clock
CODE = ("analysis", "linking", "reporting", "codebook", "schemas.py", "tables.py", "paths.py")


def inputs(spec: Spec) -> dict[str, Any]:
    """Return checksums of everything that a report depends on, by kind: parameters, notebooks, data, code, environment."""
    tables = ROOT / spec.parameters["tables"]
    files = [tables / f"{name}.{suffix}" for name in TABLES for suffix in ("csv", "parquet")]
    return {
        "parameters": spec.parameters,
        "text": {"title": spec.title, "description": spec.description},
        "notebooks": {path.name: fingerprint.of_file(path) for path in spec.notebooks},
        "data": fingerprint.of_files((path for path in files if path.exists()), tables) | _reference(spec.parameters.get("totals", "")),
        "code": fingerprint.code(*CODE),
        "environment": fingerprint.environment(),
    }


def _reference(name: str) -> dict[str, str]:
    path = ROOT / name
    return {name: fingerprint.of_file(path)} if name and path.is_file() else {}


def stale(spec: Spec, built: Path) -> list[str]:
    """Return why a report is out of date, a few words for each kind of input that changed; [] if it is fresh."""
    record = fingerprint.read_json(built / spec.name / RECORD)
    if not record:
        return ["not built yet"]
    files = fingerprint.folder(built / spec.name, [RECORD])
    return fingerprint.reasons(record["inputs"], inputs(spec)) + fingerprint.reasons(
        {"built files": record["files"]}, {"built files": files}
    )
