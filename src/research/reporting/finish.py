"""The end of a report: charts, tables and the page from its executed notebooks, and the record of what all of it was made from."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from research import fingerprint
from research.reporting.freshness import RECORD
from research.reporting.ingredients import Inputs, corpus, inputs, of_notebooks
from research.reporting.specs import Spec

NOTEBOOKS = "notebooks"  # folder of a report's executed notebooks


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a report is made from: its `inputs` and, behind its tables, their `corpus`; `runs` holds a checksum for each notebook."""

    inputs: Inputs
    corpus: Inputs
    runs: dict[str, str]

    @classmethod
    def of(cls, spec: Spec) -> Self:
        """Return what a report would be made from now."""
        runs = of_notebooks(spec)
        sums = {name: fingerprint.of_value([run, spec.parameters]) for name, run in runs.items()}
        return cls(inputs(spec, runs), corpus(spec), sums)

    @property
    def summary(self) -> dict[str, Any]:
        """The inputs as a reader of the page wants them: of the code, the codebook and the lock one checksum each."""
        found = {kind: fingerprint.of_value(value) if kind in ("code", "codebook") else value for kind, value in self.inputs.items()}
        return found | {"environment": {name: value for name, value in self.inputs["environment"].items() if name != "pins"}}


def finish(spec: Spec, made_from: MadeFrom, part: Path) -> None:
    """Write charts, tables, page, print edition and report.json from the executed notebooks in `part`."""
    from research.reporting import artefacts, edition, editions
    from research.reporting.inputs import load
    from research.reporting.page import build_page
    from research.reporting.printed import FILE, write_print

    notebooks = [part / NOTEBOOKS / path.name for path in spec.notebooks]
    found = artefacts.collect(notebooks)
    artefacts.write(found, part)
    selection = load(**spec.parameters)
    evidence = {**selection.tables, "incidents": selection.incidents}
    says = edition.of(found, selection, made_from.inputs, made_from.corpus)
    fingerprint.write_json(part / editions.FILE, says)
    since = _since(spec, says)
    arguments = (spec.title, spec.description, notebooks, evidence, spec.parameters, made_from.summary, part)
    build_page(*arguments, since, selection, FILE)
    write_print(*arguments)
    card = {
        "name": spec.name,
        "title": spec.title,
        "description": spec.description,
        "findings": found.leads,
        "facts": [(len(selection.incidents), "incident" if len(selection.incidents) == 1 else "incidents")],
        "links": [("Print edition (PDF)", FILE), *((path.stem, f"{NOTEBOOKS}/{path.name}") for path in notebooks)],
    }
    findings = [item["text"] for item in found.findings]
    files = fingerprint.folder(part, [RECORD])
    record = {"card": card, "findings": findings, **asdict(made_from), "files": files}
    fingerprint.write_json(part / RECORD, record)


def _since(spec: Spec, says: dict[str, Any]) -> Any:
    """Return what has changed since the last edition that is kept, None if none is."""
    from research.reporting import changes, editions
    from research.reporting.page import Since

    before = editions.kept(spec.name)
    return Since(before[-1][1], changes.between(editions.read(before[-1][2]), says)) if before else None
