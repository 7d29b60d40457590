"""Statements -> events: which event a statement speaks of, or none."""

from collections.abc import Sequence

from research.coding.model import Annotated, Event, Statement


def bind(statements: list[Statement], events: list[Event], notes: Sequence[Annotated]) -> list[Statement]:
    """Return the statements, each with its event or None."""
    return statements
