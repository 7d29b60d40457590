"""What a report is made from, as checksums by kind: of each notebook's run, of the whole report, and of the tables that it reads."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from research import build, fingerprint
from research.paths import CODEBOOK, ROOT
from research.reporting import dependencies
from research.reporting.editions import last
from research.reporting.parameters import TAG
from research.reporting.specs import Spec
from research.schemas import TABLES

RUNNER = "from research.reporting import execute"  # what every notebook depends on, whatever it imports
BUILDER = "from research.reporting import reports"  # what every page depends on
READ = ("parquet", "csv")  # in this order, as research.tables.read does, which would load pandas
Inputs = dict[str, Any]


def inputs(spec: Spec, runs: Mapping[str, Inputs] | None = None) -> Inputs:
    """Return checksums of everything that a report depends on, by kind: parameters, text, notebooks, tables, data, codebook, code, ...

    `runs` is of_notebooks(spec), for who has it already.
    """
    kinds = list((runs or of_notebooks(spec)).values())
    merged = {kind: {name: value for run in kinds for name, value in run[kind].items()} for kind in kinds[0]}
    merged["code"] |= dependencies.checksums([BUILDER])
    text = {"title": spec.title, "description": spec.description}
    return {"parameters": spec.parameters, "text": text, **merged, "edition": last(spec.name)}


def of_notebooks(spec: Spec) -> dict[str, Inputs]:
    """Return checksums of what each notebook's run depends on beside its parameters, by the notebook's file name and by kind."""
    common = {
        "tables": _tables(ROOT / spec.parameters["tables"]),
        "codebook": {name: value for name, value in fingerprint.folder(CODEBOOK).items() if not name.endswith(".py")},
        "environment": fingerprint.environment(),
    }
    return {path.name: _of_notebook(path, spec.parameters) | common for path in spec.notebooks}


def corpus(spec: Spec) -> Inputs:
    """Return what the report's tables were made from, as their own record says, by kind; {} where there is no record."""
    found: Inputs = fingerprint.read_json(ROOT / spec.parameters["tables"] / build.RECORD).get("inputs", {})
    return found


def _of_notebook(path: Path, parameters: Mapping[str, Any]) -> Inputs:
    defaults, cells = _read(path)
    return {
        "notebooks": {path.name: fingerprint.of_file(path)},
        "data": _named({name: parameters.get(name, value) for name, value in defaults.items()}),
        "code": dependencies.checksums([RUNNER, *cells]),
    }


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the values of the parameters cell of a notebook, and its code cells; nothing of a file that is no notebook."""
    cells = [cell for cell in fingerprint.read_json(path).get("cells", []) if cell["cell_type"] == "code"]  # its run checks the rest
    tagged = ("".join(cell["source"]) for cell in cells if TAG in cell["metadata"].get("tags", []))
    return {name: value for source in tagged for name, value in _literals(source)}, ["".join(cell["source"]) for cell in cells]


def _literals(source: str) -> Iterator[tuple[str, Any]]:
    try:
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                yield statement.targets[0].id, ast.literal_eval(statement.value)
    except (SyntaxError, ValueError):  # again for its run to say
        return


def _tables(folder: Path, prefix: str = "") -> dict[str, str]:
    """Return the checksums of the files that are read of a folder of tables: of a table in both formats, its Parquet file."""
    files = [[path for suffix in READ if (path := folder / f"{name}.{suffix}").exists()] for name in TABLES]
    return {prefix + found[0].name: fingerprint.of_path(found[0]) for found in files if found}


def _named(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return the checksums of the data that parameters name beside `tables`: published totals, hand-coded gold, another coder's tables."""
    names = [parameters.get("totals"), *parameters.get("gold", [])]
    files = {name: fingerprint.of_file(ROOT / name) for name in names if name and (ROOT / name).is_file()}
    other = parameters.get("other")
    return files | (_tables(ROOT / other, f"{other}/") if other else {})
