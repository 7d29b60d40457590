"""Whether a built report still says what its inputs say, and if not, which of them changed. Checksums only, so that it takes no time."""

from pathlib import Path
from typing import Any

from research import fingerprint
from research.reporting.ingredients import Inputs, corpus, inputs
from research.reporting.specs import Spec

RECORD = "report.json"  # what a report was made from and of; it holds no clock


def stale(spec: Spec, built: Path) -> list[str]:
    """Return why a report is out of date, a few words for each kind of input that changed; [] if it is fresh."""
    record = fingerprint.read_json(built / spec.name / RECORD)
    if not record:
        return ["not built yet"]
    files = fingerprint.folder(built / spec.name, [RECORD])
    broken = fingerprint.reasons({"built files": record["files"]}, {"built files": files})
    return why(record, {"inputs": inputs(spec), "corpus": corpus(spec)}) + broken


def why(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return what differs between what two reports were made from: their `inputs` and, behind their tables, their `corpus`.

    Where the tables differ, the reason is what they were made from: the articles, the codebook, the code of the steps before.
    """
    before, after = old["inputs"], new["inputs"]
    corpora = old.get("corpus") or {}, new.get("corpus") or {}
    if before.get("tables") == after.get("tables") or not all(corpora) or corpora[0] == corpora[1]:
        return fingerprint.reasons(before, after)
    return fingerprint.reasons(_with(before, corpora[0]), _with(after, corpora[1]))


def _with(made_from: Inputs, corpus_of_tables: Inputs) -> Inputs:
    """Return what a report was made from, with what stands behind its tables in their place."""
    parts = {kind: value for kind, value in corpus_of_tables.items() if isinstance(value, dict)}
    parts["parameters"] = {f"{name} of the tables": value for name, value in parts.pop("parameters", {}).items()}
    whole = {kind: value for kind, value in made_from.items() if kind != "tables"}
    return whole | {kind: whole.get(kind, {}) | value for kind, value in parts.items()}
