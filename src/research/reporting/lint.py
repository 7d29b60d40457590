"""What a committed notebook must be so that it runs with other parameters, reads well in a diff and is compared by nbval."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from research.reporting.lint_names import name_problems
from research.reporting.normalise import source_changed
from research.reporting.parameters import PARAMETERS, TAG, nearest

ABSOLUTE_PATH = re.compile(
    r"""(?:^|[\s"'(=\[])(?:/(?:home|root|Users|tmp|var|usr|opt|mnt|work|srv)/[\w.-]|[A-Za-z]:\\\\?[\w.-]|~/)""", re.MULTILINE
)
SHOWN = 32  # letters of a cell's first line by which a message names it
TAGGING = 'click into the cell that holds the defaults, open the cog wheels at the right and add the tag "parameters" under Common Tools'
Cells = list[tuple[int, NotebookNode]]


def problems(path: Path) -> list[str]:
    """Return what is wrong with a notebook file, a plain sentence each, each with its cell and its mend; [] if nothing is."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        return [f"it is no notebook: {str(error).splitlines()[0]}"]
    cells = list(enumerate(notebook.cells, 1))
    code = [(number, cell) for number, cell in cells if cell.cell_type == "code" and cell.source.strip()]
    return [
        *_kernel_problems(notebook),
        *parameter_problems(notebook),
        *_source_problems(cells),
        *(f"{_named(number, cell)} {text}" for number, cell, text in name_problems(code)),
        *_run_problems(code),
        *(text for number, cell in code for output in cell.outputs for text in _output_problems(_named(number, cell), output)),
    ]


def _named(number: int, cell: NotebookNode) -> str:
    """Name a cell as a reader finds it: "cell 5 “title = ...”"; its number counts all cells, from 1."""
    line = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {number} “{line[:SHOWN]}{'…' if len(line) > SHOWN else ''}”"


def parameter_problems(notebook: NotebookNode) -> list[str]:
    """Return what is wrong with the parameters cell: papermill needs exactly one, of literals, with declared names."""
    tagged = [(n, cell) for n, cell in enumerate(notebook.cells, 1) if TAG in cell.metadata.get("tags", [])]
    if not tagged:
        return [f'it has no cell tagged "{TAG}", so a report cannot set its start, end or countries: {TAGGING}']
    if len(tagged) > 1:
        numbers = ", ".join(str(number) for number, _ in tagged)
        return [f'it has {len(tagged)} cells tagged "{TAG}" ({numbers}) where one is needed: take the tag off the others']
    number, cell = tagged[0]
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError as error:
        return [f"cell {number}: the parameters cell is no Python: {error.msg}"]
    found = [text for statement in statements for text in _assignment_problems(statement)]
    return [f"cell {number}: {text}" for text in found]


def _assignment_problems(statement: ast.stmt) -> list[str]:
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1 or not isinstance(statement.targets[0], ast.Name):
        return ["the parameters cell may hold lines such as start = None only; move the rest to the next cell"]
    name = statement.targets[0].id
    if name not in PARAMETERS:
        return [f'there is no parameter "{name}"{nearest(name, PARAMETERS)}; set names of your own in the next cell']
    try:
        ast.literal_eval(statement.value)
    except ValueError:
        return [f"{name} is no literal, so a run with other parameters would not change it; derive it in the next cell"]
    return []


def _kernel_problems(notebook: NotebookNode) -> list[str]:
    name = notebook.metadata.get("kernelspec", {}).get("name")
    return [] if name == "python3" else [f"its kernel is {name!r}, which others do not have: make it python3"]


def _source_problems(cells: Cells) -> Iterator[str]:
    for number, cell in cells:
        if path := ABSOLUTE_PATH.search(cell.source):
            start = path.group().strip(" \t\n\"'([=")
            yield (
                f"{_named(number, cell)} names an absolute path ({start}…), which others do not have: "
                "write it from research.paths, say paths.ROOT / 'data' / 'mine.csv'"
            )
        if cell.cell_type == "code" and cell.source.rstrip().endswith(";"):
            yield f"{_named(number, cell)} ends with ; which hides an output from JupyterLab but not from nbval: write _ = ... instead"


def _run_problems(code: Cells) -> list[str]:
    """Return whether the stored outputs may be others than a run from top to bottom gives: not run, run in another order, changed since."""
    if unrun := [str(number) for number, cell in code if cell.execution_count is None]:
        return [f"cells {', '.join(unrun)} have not been run, so nbval compares nothing: run `make notebooks`"]
    changed = [_named(number, cell) for number, cell in code if source_changed(cell)]
    found = [f"{name} has changed since its output was stored, which may be out of date: run `make notebooks`" for name in changed]
    for expected, (number, cell) in enumerate(code, 1):
        if cell.execution_count != expected:
            return [
                f"{_named(number, cell)} was run as number {cell.execution_count} where {expected} is next: its output may rest on cells "
                "that were run in another order, or are gone: run `make notebooks`",
                *found,
            ]
    return found


def _output_problems(name: str, output: NotebookNode) -> Iterator[str]:
    if output.output_type == "error":
        yield f"{name} ends in {output.ename}: {output.evalue}"
    elif output.output_type == "stream" and output.name == "stderr":
        yield f"{name} writes to the error stream, which differs between machines: {output.text.strip()[:80]}"
    if ABSOLUTE_PATH.search(_plain(output)):
        yield f"the output of {name} holds an absolute path, which others do not have: show path.name, or the path below paths.ROOT"


def _plain(output: NotebookNode) -> str:
    data = output.get("data", {})
    return "\n".join(str(value) for kind, value in data.items() if kind.startswith("text/")) + str(output.get("text", ""))
