"""Lists of a group's own messages: each attack that stands in one of them is claimed, though no word of the item says so."""

from collections.abc import Iterator, Sequence

from research.coding.claims.actors import Actor, find_actors
from research.coding.claims.words import words
from research.coding.model import Annotated, Event, Statement

OPENING = 5  # sentences at the start of an article in which the list is announced
ITEMS = 2  # items that make a list
BRACKETS = frozenset({")", ".", ":"})


def listed(events: Sequence[Event], notes: Sequence[Annotated]) -> Iterator[Statement]:
    """Yield the claims of an article that opens with a group's messages and then gives them one by one under numbers."""
    items = {note.sentence.paragraph for note in notes if _numbered(note)}
    author = _author(notes) if len(items) >= ITEMS else None
    if author is None:
        return
    for event in events:
        first = next((m for m in event.mentions if m.note.sentence.role != "title"), None)
        if first is not None and first.note.sentence.paragraph in items and "by:" not in "".join(first.flags):
            yield Statement(first.note, first.i, first.j, "claimed", author.group_id, rule="claimed: listed", event=event)


def _numbered(note: Annotated) -> bool:
    """Tell whether a sentence opens with a number in brackets or before a bracket or a colon: "(1) Saturday"."""
    low = note.sentence.lower
    if low[:1] == ["("]:
        return len(low) > 2 and low[1].isdigit() and low[2] == ")"
    return len(low) > 1 and low[0].isdigit() and low[1] in BRACKETS and len(low[0]) < 3


def _author(notes: Sequence[Annotated]) -> Actor | None:
    """Return the one group whose messages or channel the first sentences speak of."""
    opening = [note for note in notes[:OPENING] if not _numbered(note)]
    told = words("speech")["listed"]
    if all(told.isdisjoint(note.sentence.lower) for note in opening):
        return None
    named = {a.key: a for note in opening for a in find_actors(note) if a.group_id and not a.state}
    return next(iter(named.values())) if len(named) == 1 else None
