"""What a notebook begins with: its parameters, checked, and the incidents that they count."""

from typing import Any

from research import tables as processed
from research.analysis.selection import Selection, select
from research.paths import ROOT
from research.reporting.parameters import check


def load(**parameters: Any) -> Selection:
    """Return the selection of incidents under `parameters` (those of research.reporting.parameters), read from the folder `tables`.

    Raises:
        ParameterError: an unknown name or a wrong value, with the nearest right one.
        TableError: the folder holds no such table, or lacks one of its columns.
    """
    values = check(parameters)
    folder = ROOT / values.pop("tables")
    return select(processed.read_all(folder), values)
