"""What has changed since the last edition of a report that was kept, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from research.reporting.changes import RENAMED, Change, Changes
from research.reporting.changes_sentences import words
from research.reporting.page.words import listed


@dataclass(frozen=True, slots=True)
class Since:
    """The name of an edition, and what has changed from it to the report as it is."""

    edition: str
    changes: Changes


def shown(since: Since, figures: Mapping[str, int]) -> dict[str, Any]:
    """Return what the template shows; `figures` are the numbers of the page's charts by their names."""
    found = since.changes
    return {
        "edition": since.edition,
        "counts": listed(found.counts),
        "causes": found.causes,
        "sentences": [(change.change, list(words(*change.cells[0][1:]))) for change in found.of("sentence")],
        "incidents": [(change, _name(change)) for change in found.of("incident")],
        "charts": sorted(
            ((figures.get(change.name, 0), change.detail, change.change) for change in found.of("chart")), key=lambda row: row[0]
        ),
        "tables": [(name, list(rows)) for name, rows in groupby(found.of("table"), key=lambda change: change.name)],
    }


def _name(change: Change) -> str:
    """Return the id under which the page has an incident."""
    return next((new for column, _, new in change.cells if column == RENAMED), change.name)
