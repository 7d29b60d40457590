"""The day that one sentence sets for the next: "On Wednesday it was Iraq's turn. A drone was sent at ..."."""

from research.coding.events import substantial
from research.coding.mentions import event_dates
from research.coding.model import Annotated, Mention
from research.coding.words import words

REMEMBRANCE = words("frames", "remembrance")
MORE = words("frames", "more")
EVENTS = words("frames", "events")


def set_frames(mentions: list[Mention], notes: list[Annotated]) -> None:
    """Give each mention without a date the date of the sentence before it, where that tells no event and stands in the same paragraph."""
    telling = {m.note.sentence.no for m in mentions if substantial(m)}
    for mention in mentions:
        number = mention.note.sentence.no
        if REMEMBRANCE & (set(mention.note.sentence.lower) | set(notes[max(number - 1, 0)].sentence.lower)):
            mention.flags.add("commemorated")
        if number == 0 or number - 1 in telling:
            continue
        before = notes[number - 1]
        if before.sentence.paragraph != mention.note.sentence.paragraph:
            continue
        if MORE & set(before.sentence.lower) and EVENTS & set(before.sentence.lower):
            mention.flags.add("again")
        if event_dates(mention):
            continue
        dates = [d for d in before.dates if d.kind in ("point", "range", "deictic") and not (d.said or d.dateline or d.anniversary)]
        if dates and dates[0].prec in (1, 2, None):
            mention.frame = dates[0], before
