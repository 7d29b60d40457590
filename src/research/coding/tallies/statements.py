"""The day on which somebody told a total: up to it an open period runs."""

from datetime import date

from research.coding.dates.types import DateSpan
from research.coding.model import Annotated
from research.coding.tallies.words import together, words

SPEAKER_REACH = 9
SPOKE = frozenset({"said", "told", "announced", "reported", "put", "counted", "confirmed", "stated", "spoke"})
SAYS = (["announced"], ["said"], ["told"], ["reported"], ["confirmed"], ["stated"])


def briefing_day(note: Annotated) -> date | None:
    """Return the day of the briefing or interview that an article says it prints: "the parts of Tuesday's briefing"."""
    low, held = note.sentence.lower, words("periods")["printed"]
    if held.isdisjoint(low):
        return None
    for span in note.dates:
        if span.prec == 1 and span.start and not held.isdisjoint(low[span.j : span.j + 3]):
            return span.start
    return None


def statement_day(note: Annotated, published: date | None) -> date | None:
    """Return the day on which somebody said what the sentence tells: the day beside the verb of speech, else the publication."""
    statements = words("periods")["statements"]
    for span in note.dates:
        said = (
            span.said
            or note.sentence.lower[span.j : span.j + 1] in SAYS
            or not statements.isdisjoint(note.sentence.lower[max(span.i - 3, 0) : span.i])
            or _opens_speech(note, span)
        )
        if said and span.prec == 1 and span.start and span.kind in ("point", "deictic"):
            return span.start
    return published


def _opens_speech(note: Annotated, span: DateSpan) -> bool:
    """Tell whether a day opens a sentence as that on which somebody spoke: "On Tuesday the Pentagon said"."""
    if span.i > 1:
        return False
    behind = note.sentence.lower[span.j : span.j + SPEAKER_REACH]
    verb = next((n for n, word in enumerate(behind) if word in SPOKE), None)
    return verb is not None and together("units.attacks", "units.rockets", "units.drones").isdisjoint(behind[:verb])
