"""What statements are bound to: the events and sentences of an article, and who is a state."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.codebook import Codebook
from research.coding.model import Annotated, Event


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as it is read: its events, its sentences, and the codebook."""

    events: list[Event]
    notes: Sequence[Annotated]
    book: Codebook

    def is_state(self, group_id: str) -> bool:
        """Tell whether a group is a state."""
        group = self.book.groups.get(group_id)
        return group is not None and group.kind == "state"
