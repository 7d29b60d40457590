"""Executed notebooks as files: read, and refused with a clear word where they cannot be used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat


class PageError(ValueError):
    """A page cannot be made of this; the message names the file and what mends it."""


def read(path: Path) -> Any:
    """Return the notebook at `path`.

    Raises:
        PageError: there is no such file, or it is no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise PageError(f"{path.name} is no notebook that can be read ({reason}): execute it again") from None


def outputs(path: Path) -> Iterator[Any]:
    """Yield every output of the notebook at `path`."""
    for cell in read(path).cells:
        yield from cell.get("outputs", [])
