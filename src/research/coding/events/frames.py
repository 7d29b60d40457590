"""The day that one sentence sets for the next: "On Wednesday it was Iraq's turn. A drone was sent at ..."."""

from research.coding.dates.types import DateSpan
from research.coding.events.build import substantial
from research.coding.events.facts import event_dates, sets_day
from research.coding.model import Annotated, Mention
from research.coding.words import words

REMEMBRANCE = words("frames", "remembrance")
MORE = words("frames", "more")
EVENTS = words("frames", "events")
BACK = 3  # sentences that a day set before reaches over


def set_frames(mentions: list[Mention], notes: list[Annotated]) -> None:
    """Give each mention without a date the day of a heading above it, or of a sentence before it in its paragraph that tells no event."""
    telling = {m.note.sentence.no for m in mentions if substantial(m)}
    headings = _headings(notes)
    for mention in mentions:
        number = mention.note.sentence.no
        before = notes[max(number - 1, 0)]
        if REMEMBRANCE & (set(mention.note.sentence.lower) | set(before.sentence.lower)):
            mention.flags.add("commemorated")
        quiet = number and number - 1 not in telling and before.sentence.paragraph == mention.note.sentence.paragraph
        if quiet and MORE & set(before.sentence.lower) and EVENTS & set(before.sentence.lower):
            mention.flags.add("again")
        if not event_dates(mention):
            mention.frame = _frame(number, notes, telling) or headings.get(number)


def _frame(number: int, notes: list[Annotated], telling: set[int]) -> tuple[DateSpan, Annotated] | None:
    """Return the day that one of the sentences right before sets, as far back as the paragraph goes and no event is told."""
    for k in range(number - 1, max(number - 1 - BACK, -1), -1):
        if k in telling or notes[k].sentence.paragraph != notes[number].sentence.paragraph:
            return None
        dates = [d for d in notes[k].dates if d.kind in ("point", "range", "deictic") and sets_day(notes[k], d)]
        if dates:
            return (dates[0], notes[k]) if dates[0].prec in (1, 2, None) else None
    return None


def _headings(notes: list[Annotated]) -> dict[int, tuple[DateSpan, Annotated]]:
    """Return for each sentence the heading of a digest under which it stands: one of several lines that are a day and nothing else."""
    lines = {n.sentence.no: (n.dates[0], n) for n in notes if n.sentence.role in ("lead", "body") and _only_a_day(n)}
    if len(lines) < 2:  # one alone is the article's own date
        return {}
    found: dict[int, tuple[DateSpan, Annotated]] = {}
    heading: tuple[DateSpan, Annotated] | None = None
    for note in notes:
        heading = lines.get(note.sentence.no, heading)
        if heading and note.sentence.no not in lines:
            found[note.sentence.no] = heading
    return found


def _only_a_day(note: Annotated) -> bool:
    if len(note.dates) != 1 or len(note.sentence.lower) > 6:
        return False
    span = note.dates[0]
    return not any(word.isalnum() for word in note.sentence.lower[: span.i] + note.sentence.lower[span.j :])
