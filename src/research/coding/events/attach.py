"""Which sentences speak of which event, beside those that tell it: what follows an event's telling goes on about it."""

from research.codebook import Codebook
from research.coding.events.facts import VAGUE, compatible, event_dates, event_places, is_reply_to
from research.coding.model import Annotated, Event, Mention
from research.coding.words import words

THERE = words("attach", "there")
CARE = words("attach", "care")
BOTH = words("attach", "both")
EVENTS = words("attach", "events")
HEADING = 7  # tokens of a line that may head a section
REACH = 4  # sentences after the last telling that may still speak of the event


def attach(events: list[Event], notes: list[Annotated], passed: set[int], codebook: Codebook) -> None:
    """Add to each event the sentences that follow one of its mentions and tell no event themselves.

    A sentence belongs to the event told last before it, unless it was passed over as general (its number is in `passed`), or names
    another day or place.
    """
    telling: dict[int, list[Event]] = {}
    for event in events:
        for mention in event.mentions:
            telling.setdefault(mention.note.sentence.no, []).append(event)
            event.sentences.add(mention.note.sentence.no)
    before: list[Event] = []
    focus: list[Event] = [event for event in events if event.mentions[0].note.sentence.role == "title"][:1]
    since = 0
    for note in notes:
        number = note.sentence.no
        if number in telling:
            answered = all(is_reply_to(m) for e in telling[number] for m in e.mentions if m.note is note)
            before, focus, since = (focus if answered else []), telling[number], 0
            continue
        if _heading(note):
            focus = []
            continue
        since += 1
        if since == 1 and not THERE & set(note.sentence.lower):
            focus = _main_last(focus, number - 1) + before
        open_for_it = since <= REACH and number not in passed and note.sentence.role not in ("caption", "title")
        if focus and open_for_it and not _elsewhere(note, focus[-1], codebook):
            focus[-1].sentences.add(number)
    _share(events, notes)


def _heading(note: Annotated) -> bool:
    """Tell whether a line heads what follows: "4 | BASRA.", "What others say"."""
    text = note.sentence.text.strip()
    if note.sentence.role != "body" or len(note.sentence.lower) > HEADING or not text:
        return False
    return "|" in text or text.isupper() or (text[-1].isalnum() and text[0].isupper())


def _share(events: list[Event], notes: list[Annotated]) -> None:
    """Give a sentence on "both" or "neither" to the last two events told before it."""
    for note in notes:
        number = note.sentence.no
        if _of_all(note):
            for event in events:
                if not any("after" in m.flags for m in event.mentions):
                    event.sentences.add(number)
            continue
        if not BOTH & set(note.sentence.lower[:4]):
            continue
        latest = [
            (max((m.note.sentence.no for m in e.mentions if m.note.sentence.no < number), default=-1), k) for k, e in enumerate(events)
        ]
        told = sorted(pair for pair in latest if pair[0] >= 0)[-2:]
        if any(number in events[k].sentences for _, k in told):
            for _, k in told:
                events[k].sentences.add(number)


def _of_all(note: Annotated) -> bool:
    """Tell whether nobody was hurt in any of several attacks ("no one was wounded in any of the incidents")."""
    lower = note.sentence.lower
    if "any" not in lower and "either" not in lower:
        return False
    several = any(lower[k : k + 2] in (["any", "of"], ["either", "of"]) and EVENTS & set(lower[k + 2 : k + 5]) for k in range(len(lower)))
    return several and bool(note.kinds("casualty"))


def _main_last(told: list[Event], number: int) -> list[Event]:
    """Return the events of a sentence with the one last that what follows is about: a cause told beside the news is not."""
    causes = [e for e in told if all("after" in m.flags for m in e.mentions if m.note.sentence.no == number)]
    return causes + [e for e in told if not any(e is c for c in causes)]


def _treated(note: Annotated, i: int) -> bool:
    """Tell whether a place is where the hurt were taken ("in hospital in Dohuk", "flown to Landstuhl")."""
    return bool(CARE & set(note.sentence.lower[max(i - 4, 0) : i]))


def _elsewhere(note: Annotated, event: Event, codebook: Codebook) -> bool:
    """Tell whether a sentence gives a day or an exact place that is not the event's."""
    whole = Mention(note, 0, len(note.sentence.lower), [])
    whole.dates, whole.places = note.dates, note.places
    days = [(d.start, d.end) for m in event.mentions for d in event_dates(m) if d.start]
    mine = [(d.start, d.end) for d in event_dates(whole) if d.start]
    if days and mine and not any(a <= d and c <= b for a, b in mine for c, d in days):
        return True
    theirs = [p for m in event.mentions for p in event_places(m)]
    here = [p for p in event_places(whole) if p.where_prec < VAGUE and not _treated(note, p.i)]
    return bool(here and theirs) and not any(compatible(p, q, codebook) for p in here for q in theirs)
