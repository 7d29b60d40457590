"""Executed notebooks without what differs from run to run, so that the same inputs give the same bytes."""

import io
import tokenize
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from research import fingerprint

KEY, SOURCE = "research", "made_from"  # metadata of a code cell: {"research": {"made_from": checksum of its source}}
INJECTED = "injected-parameters"
VOLATILE_CELL_METADATA = ("papermill", "execution", "ExecuteTime")
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Strip times, durations, host paths and the interpreter's version; name the injected cell; join the pieces of each stream."""
    parameters = notebook.metadata.pop("papermill", {}).get("parameters", {})
    if parameters:
        notebook.metadata["papermill"] = {"parameters": parameters}
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    notebook.metadata.get("language_info", {}).pop("version", None)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for key in VOLATILE_CELL_METADATA:
            cell.metadata.pop(key, None)
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED
        if cell.cell_type == "code":
            cell["outputs"] = _whole_streams(cell.outputs)
    return notebook


def with_sources(notebook: NotebookNode) -> NotebookNode:
    """Note in each code cell from which source its stored output was made."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata[KEY] = {SOURCE: _checksum(cell.source)}
    return notebook


def source_changed(cell: NotebookNode) -> bool:
    """Tell whether a cell says that its output was made from another source than it has."""
    made_from = cell.metadata.get(KEY, {}).get(SOURCE)
    return made_from is not None and made_from != _checksum(cell.source)


def _checksum(source: str) -> str:
    return fingerprint.of_bytes(_without_comments(source).encode())[:12]


def _without_comments(source: str) -> str:
    """Return a source without its comments, which no output depends on; one that is no Python stays as it is."""
    lines = source.splitlines()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column].rstrip()
    except (tokenize.TokenError, SyntaxError):
        return source
    return "\n".join(lines)


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook beside its place first, then move it there."""
    part = path.with_name(f".{path.name}.part")
    nbformat.write(notebook, part)
    part.replace(path)


def without_injected(notebook: NotebookNode) -> NotebookNode:
    """Drop the cell and the metadata that papermill adds: what is left is a source notebook with outputs."""
    notebook.cells = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    notebook.metadata.pop("papermill", None)
    return notebook


def _whole_streams(outputs: list[Any]) -> list[Any]:
    whole: list[Any] = []
    for output in outputs:
        if output.output_type == "stream" and whole and whole[-1].output_type == "stream" and whole[-1].name == output.name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole
