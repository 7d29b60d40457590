"""Which sentences speak of which event, beside those that tell it: what follows an event's telling goes on about it."""

from research.coding.model import Annotated, Event

REACH = 4  # sentences after the last telling that may still speak of the event


def attach(events: list[Event], notes: list[Annotated]) -> None:
    """Add to each event the sentences that follow one of its mentions and tell no event themselves.

    A sentence belongs to the event told last before it, in its own paragraph or in the one before.
    """
    telling: dict[int, list[Event]] = {}
    for event in events:
        for mention in event.mentions:
            telling.setdefault(mention.note.sentence.no, []).append(event)
            event.sentences.add(mention.note.sentence.no)
    focus: list[Event] = []
    since = 0
    for note in notes:
        number = note.sentence.no
        if number in telling:
            focus, since = telling[number], 0
            continue
        since += 1
        if focus and since <= REACH and note.sentence.role not in ("caption", "title"):
            focus[-1 if len(focus) > 1 else 0].sentences.add(number)
