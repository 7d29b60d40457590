"""A state's strikes on several places, told one after the other: what goes on about them without an attacker is by the same state.

"American aircraft bombed al-Qaim. Jurf al-Sakhar was bombed too." The second place has an attacker only by what was told before it.
"""

from research.codebook import Codebook
from research.coding.events.agents import in_passive
from research.coding.events.facts import VAGUE, by_state, event_dates, event_places
from research.coding.events.real import definite
from research.coding.events.triggers import ANY_BOMB
from research.coding.model import Event, Mention
from research.coding.words import words

NEXT = 2  # sentences over which a list of strikes goes on
ALSO = words("events", "also")
THEIR_OWN = frozenset({"base", "embassy"})  # places that only an answer would strike


def gone_on_about(mention: Mention, events: list[Event], codebook: Codebook) -> Event | None:
    """Return the strike of a state that a mention without an attacker goes on about, and give the mention its attacker."""
    if not _leaves_open(mention):
        return None
    number = mention.note.sentence.no
    told = [(m, e) for e in events for m in e.mentions if m.note.sentence.no <= number and m.note.sentence.role != "title"]
    last, event = max(told, key=lambda pair: (pair[0].note.sentence.no, pair[0].i), default=(None, None))
    if last is None or event is None or "after" in last.flags or number - last.note.sentence.no > NEXT:
        return None
    states = sorted(flag[3:] for m in event.mentions for flag in m.flags if flag.startswith("by:"))
    if not states or _other_day(mention, event) or _answered(mention, codebook):
        return None
    mention.flags.add("by:" + states[0])
    return event.series or event


def _leaves_open(mention: Mention) -> bool:
    """Tell whether a mention names an exact place and harm there, and neither an attacker nor a weapon."""
    if by_state(mention) or any(w.value != ANY_BOMB for w in mention.weapons) or "after" in mention.flags or definite(mention):
        return False
    if not (mention.sites or any(p.where_prec < VAGUE for p in event_places(mention))):
        return False
    harm = ("kill", "destroy")
    return bool(mention.weapons) or all(t.kind == "casualty" or t.value in harm or in_passive(mention.note, t) for t in mention.triggers)


def _other_day(mention: Mention, event: Event) -> bool:
    """Tell whether a mention has a day of its own that the event does not have."""
    mine = {(d.start, d.end) for d in event_dates(mention) if d.start}
    theirs = {(d.start, d.end) for m in event.mentions for d in event_dates(m) if d.start}
    return bool(mine) and not mine & theirs


def _answered(mention: Mention, codebook: Codebook) -> bool:
    """Tell whether the place is a base or an embassy, and no "also" says that it was struck with the others."""
    kinds = {codebook.places[p.place_id].kind for p in event_places(mention)}
    return bool(kinds & THEIR_OWN) and not ALSO & set(mention.note.sentence.lower[mention.i : mention.j])
