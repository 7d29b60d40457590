"""Run one notebook with papermill in a fresh kernel: a whole, normalised notebook comes out, or nothing does."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from research.reporting.lint import parameter_problems
from research.reporting.normalise import normalise, with_sources, without_injected, write

CELL_TIMEOUT = 600
LAST_LINES = 8
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(RuntimeError):
    """A notebook cannot be run or did not come to its end; the message names notebook, cell, error and the last lines."""


def run(source: Path, target: Path, parameters: Mapping[str, Any], folder: Path | None = None) -> None:
    """Run notebook `source` with `parameters` and write it, executed and normalised, to `target`.

    `folder` is where the kernel works, the notebook's own folder if not given. No parameters: nothing is injected.

    Raises:
        NotebookError: the notebook lacks its one parameters cell, a cell failed, or the kernel died. `target` is left as it was.
    """
    notebook = _read(source)
    part = target.with_name(f".{target.stem}.part.ipynb")
    try:
        with _quiet_kernel(target.with_name(f".{target.name}.log")) as log:
            _execute(source, part, parameters, folder or source.parent, log)
        notebook = normalise(nbformat.read(part, as_version=4))
        write(notebook if parameters else with_sources(without_injected(notebook)), target)
    finally:
        part.unlink(missing_ok=True)


def _read(source: Path) -> nbformat.NotebookNode:
    try:
        notebook = nbformat.read(source, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise NotebookError(f"{source.name} is no notebook: {error}") from None
    if problems := parameter_problems(notebook):
        raise NotebookError(f"{source.name}: {'; '.join(problems)}")
    return notebook


def _execute(source: Path, part: Path, parameters: Mapping[str, Any], folder: Path, log: Path) -> None:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    for last_try in (False, True):
        try:
            papermill.execute_notebook(
                str(source), str(part), parameters=dict(parameters), cwd=str(folder), kernel_name="python3", language="python",
                progress_bar=False, log_output=False, record_timing=False, request_save_on_cell_execute=False,
                execution_timeout=CELL_TIMEOUT, shutdown_kernel="immediate",
            )  # fmt: skip
            return
        except PapermillExecutionError as error:
            raise NotebookError(_cell_message(source, error, injected=bool(parameters))) from None
        except (DeadKernelError, CellTimeoutError) as error:
            raise NotebookError(f"{source.name}: {str(error).strip().splitlines()[0]}{_tail(log)}") from None
        except RuntimeError as error:  # the kernel did not start, which a busy machine may cause: a second try is worth it, once
            if last_try:
                raise NotebookError(f"{source.name}: the kernel does not start: {error}{_tail(log)}") from None


def _cell_message(source: Path, error: Any, injected: bool) -> str:
    """Name the cell as it is numbered in the source notebook: papermill's own cell comes before every cell that can fail."""
    trace = ANSI.sub("", "\n".join(error.traceback)).splitlines()
    lines = "\n".join(f"    {line}" for line in trace[-LAST_LINES:])
    return f"{source.name}, cell {error.cell_index + 1 - injected}: {error.ename}: {error.evalue}\n{lines}"


def _tail(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()][-LAST_LINES:]
    return "".join(f"\n    {line}" for line in lines)


@contextmanager
def _quiet_kernel(log: Path) -> Iterator[Path]:
    """Send what the kernel process itself prints to a file: shown only where the kernel fails, for it is noise where it does not."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    kept = os.dup(2)
    try:
        with log.open("wb") as stream:
            os.dup2(stream.fileno(), 2)
        yield log
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        log.unlink(missing_ok=True)
