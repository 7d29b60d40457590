"""Exports of news databases, which hold many articles in one document, split into articles with what is printed over and under each."""

from research.ingest.agency import factiva, nexis, proquest
from research.ingest.item import Part
from research.ingest.limits import MAX_PARTS
from research.ingest.refusal import RefusedError


def split(text: str) -> tuple[str, list[Part]]:
    """Return the name of the layout and the articles; an empty name and [] if the text is no export.

    Raises:
        RefusedError: it holds too many.
    """
    for layout in (nexis, factiva, proquest):
        parts = layout.split(text)
        if len(parts) > MAX_PARTS:
            raise RefusedError("too_large", f"more than {MAX_PARTS} articles in one document: save it in parts")
        if parts:
            return layout.NAME, parts
    return "", []
