"""What a notebook begins with: its parameters, checked, and the incidents that they count."""

from dataclasses import fields
from typing import Any

from research import tables as processed
from research.analysis.parameters import Parameters
from research.analysis.selection import Selection, select
from research.paths import ROOT
from research.reporting import rich
from research.reporting.parameters import check


def load(**parameters: Any) -> Selection:
    """Return the selection of incidents under `parameters` (those of research.reporting.parameters), read from the folder `tables`.

    In JupyterLab, tables that a cell ends with are from then on shown as research.reporting.rich does.

    Raises:
        ParameterError: an unknown name or a wrong value, with the nearest right one.
        TableError: the folder holds no such table, or lacks one of its columns.
    """
    rich.register()
    values = check(parameters)
    choices = {field.name: values[field.name] for field in fields(Parameters)}  # the others say what is read, not what counts
    return select(processed.read_all(ROOT / values["tables"]), choices)
