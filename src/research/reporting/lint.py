"""What a committed notebook must be so that it runs with other parameters, reads well in a diff and is compared by nbval."""

import ast
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from research.reporting.parameters import PARAMETERS, TAG, nearest

ABSOLUTE_PATH = re.compile(
    r"""(?:^|[\s"'(=\[])(?:/(?:home|root|Users|tmp|var|usr|opt|mnt|work|srv)/[\w.-]|[A-Za-z]:\\\\?[\w.-]|~/)""", re.MULTILINE
)


def problems(path: Path) -> list[str]:
    """Return what is wrong with a notebook file, a plain sentence each, each with its cell; [] if nothing is."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        return [f"it is no notebook: {str(error).splitlines()[0]}"]
    return [*_kernel_problems(notebook), *parameter_problems(notebook), *_source_problems(notebook), *_output_problems(notebook)]


def parameter_problems(notebook: NotebookNode) -> list[str]:
    """Return what is wrong with the parameters cell: papermill needs exactly one, of literals, with declared names."""
    tagged = [(n, cell) for n, cell in enumerate(notebook.cells, 1) if TAG in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        return [f'it has {len(tagged) or "no"} cells tagged "{TAG}" where exactly one is needed: tag the cell that holds the defaults']
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
        return [f'there is no parameter "{name}"{nearest(name, PARAMETERS)}']
    try:
        ast.literal_eval(statement.value)
    except ValueError:
        return [f"{name} is no literal, so a run with other parameters would not change it; derive it in the next cell"]
    return []


def _kernel_problems(notebook: NotebookNode) -> list[str]:
    name = notebook.metadata.get("kernelspec", {}).get("name")
    return [] if name == "python3" else [f"its kernel is {name!r}, which others do not have: make it python3"]


def _source_problems(notebook: NotebookNode) -> list[str]:
    found = []
    for number, cell in enumerate(notebook.cells, 1):
        if ABSOLUTE_PATH.search(cell.source):
            found.append(f"cell {number}: it names an absolute path, which others do not have: use research.paths")
        if cell.cell_type == "code" and cell.source.rstrip().endswith(";"):
            found.append(f"cell {number}: a ; at the end hides an output from JupyterLab but not from nbval: write _ = ... instead")
    return found


def _output_problems(notebook: NotebookNode) -> list[str]:
    code = [(n, cell) for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code" and cell.source.strip()]
    found = [text for number, cell in code for output in cell.outputs for text in _one_output_problems(number, output)]
    if unrun := [str(number) for number, cell in code if cell.execution_count is None]:
        return [f"cells {', '.join(unrun)} have not been run, so nbval compares nothing: run `make notebooks`", *found]
    for expected, (number, cell) in enumerate(code, 1):
        if cell.execution_count != expected:
            return [f"cell {number} was run as number {cell.execution_count} where {expected} is next: run `make notebooks`", *found]
    return found


def _one_output_problems(number: int, output: NotebookNode) -> list[str]:
    found = []
    if output.output_type == "error":
        found.append(f"cell {number}: it ends in {output.ename}")
    elif output.output_type == "stream" and output.name == "stderr":
        found.append(f"cell {number}: it writes to the error stream, which differs between machines: {output.text.strip()[:80]}")
    if ABSOLUTE_PATH.search(_plain(output)):
        found.append(f"cell {number}: its output holds an absolute path")
    return found


def _plain(output: NotebookNode) -> str:
    data = output.get("data", {})
    return "\n".join(str(value) for kind, value in data.items() if kind.startswith("text/")) + str(output.get("text", ""))
