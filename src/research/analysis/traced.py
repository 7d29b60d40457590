"""From a number back to its incidents: ids with blanks between them, in the column IDS of result tables."""

from collections.abc import Iterable

IDS = "incident_ids"


def joined(ids: Iterable[str]) -> str:
    """Return ids in order, each once, with blanks between them."""
    return " ".join(sorted(set(ids)))
