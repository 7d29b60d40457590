"""What was used: the weapon that the mentions of an event name, told before it, or told of it later."""

from research.coding.events.facts import by_state, event_dates
from research.coding.events.triggers import ANY_BOMB
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.words import words

SHOT, BLASTS = words("what", "shot"), words("what", "blasts")
BOMBING = words("what", "bombing")
PLANES = frozenset({"plane", "planes", "aircraft", "jet", "jets", "helicopter", "helicopters"})


def weapon_of(event: Event, before: Event | None, notes: list[Annotated]) -> Evidence | None:
    """Return the weapon: the first that the mentions name, a drone above the charge it carries, an aircraft only for a state's strike.

    Where munitions are only counted ("three more were launched") or the attack is called similar, it is that of the event told before.
    """
    named = [(w, m) for m in event.mentions for w in m.weapons if w.value != ANY_BOMB]
    if any(by_state(m) for m in event.mentions):
        return (
            _state_weapon(event, [pair for pair in named if pair[0].value != "ied"])
            or _weapon_before(event, before, notes)
            or _aircraft(event, notes)
        )
    named = [pair for pair in named if pair[0].value != "air_strike"] or named
    if not named:
        return (
            _from_the_air(event) or _weapon_before(event, before, notes) or _by_hand(event) or _told_later(event, notes) or _by_deed(event)
        )
    values = [w.value for w, _ in named]
    pick = values[0]
    if pick in ("ied", "other") and "drone" in values:
        pick = "drone"
    elif pick in ("other", "small_arms") and len(set(values)) > 1 and not named[0][1].note.sentence.no:
        pick = next(v for v in values if v != pick)
    elif pick == "other" and len(set(values)) > 1:
        pick = next(v for v in values if v != "other")
    cue, mention = next(pair for pair in named if pair[0].value == pick)
    return Evidence(pick, "weapon", mention.note.sentence, cue.i, cue.j)


def _state_weapon(event: Event, named: list) -> Evidence | None:
    for wanted in ("drone", "air_strike", "missile", "mortar", "small_arms"):
        for cue, mention in named:
            if cue.value == wanted and (wanted != "drone" or named[0][0].value == "drone"):
                return Evidence(wanted, "weapon.of_state", mention.note.sentence, cue.i, cue.j)
    for mention in event.mentions:
        for trigger in mention.triggers:
            if mention.note.sentence.lower[trigger.i] in BOMBING:
                return Evidence("air_strike", "weapon.bombed", mention.note.sentence, trigger.i, trigger.j)
    return None


def _aircraft(event: Event, notes: list[Annotated]) -> Evidence | None:
    """Return the aircraft of the sentence before, where "they" struck."""
    for mention in event.mentions:
        if "by aircraft" in mention.flags:
            before = notes[mention.note.sentence.no - 1]
            cue = next(w for w in before.kinds("weapon") if w.value == "air_strike")
            return Evidence("air_strike", "weapon.of_state", before.sentence, cue.i, cue.j)
    return None


def _from_the_air(event: Event) -> Evidence | None:
    """Return an air strike where planes of whatever flag are said to have bombed ("four planes, presumably Russian, bombed caves")."""
    for mention in event.mentions:
        lower = mention.note.sentence.lower
        for trigger in mention.triggers:
            if lower[trigger.i] == "bombed" and PLANES & set(lower[mention.i : trigger.i]):
                return Evidence("air_strike", "weapon.bombed", mention.note.sentence, trigger.i, trigger.j)
    return None


def _weapon_before(event: Event, before: Event | None, notes: list[Annotated]) -> Evidence | None:
    mention = event.mentions[0]
    words = set(mention.note.sentence.lower[mention.i : mention.j])
    if before and (event.series or _goes_on(before, mention)):
        evidence = weapon_of(before, None, notes)
        return evidence._replace(rule="weapon.told_before") if evidence else None
    if before and ("elided" in mention.flags or any(t.value == "ellipsis" for t in mention.triggers) or words & {"similar", "same"}):
        evidence = weapon_of(before, None, notes)
        return evidence._replace(rule="weapon.told_before") if evidence else None
    return None


def _goes_on(before: Event, mention: Mention) -> bool:
    """Tell whether a sentence goes on about a state's strikes ("At Jurf al-Sakhar a depot burned until dawn")."""
    last = before.mentions[-1].note.sentence
    beside = last.paragraph == mention.note.sentence.paragraph and 0 <= mention.note.sentence.no - last.no <= 1
    return beside and any(by_state(m) for m in before.mentions) and not event_dates(mention)


def _told_later(event: Event, notes: list[Annotated]) -> Evidence | None:
    """Return the weapon that the sentences about an event name, if they name but one ("two men had blown themselves up")."""
    own = {m.note.sentence.no for m in event.mentions}
    cues = [(cue, notes[k]) for k in sorted(event.sentences - own) for cue in notes[k].kinds("weapon") if cue.value != "air_strike"]
    if len({cue.value for cue, _ in cues}) != 1:
        return None
    cue, note = cues[0]
    return Evidence(cue.value, "weapon.told_later", note.sentence, cue.i, cue.j)


def _by_deed(event: Event) -> Evidence | None:
    """Return the weapon that the deed itself tells: shots for who was shot, a bomb for a convoy that was blown up."""
    for mention in event.mentions:
        lower = mention.note.sentence.lower
        convoy = any(c.value == "convoy" and mention.i <= c.i < mention.j for c in mention.note.kinds("target"))
        for trigger in mention.triggers:
            words = set(lower[trigger.i : trigger.j])
            wanted = "small_arms" if words & SHOT else "ied" if convoy and words & BLASTS else ""
            if wanted:
                return Evidence(wanted, "weapon.by_deed", mention.note.sentence, trigger.i, trigger.j)
    return None


def _by_hand(event: Event) -> Evidence | None:
    """Return `other` for what was burnt, ransacked or smashed without a weapon."""
    for mention in event.mentions:
        for trigger in mention.triggers:
            if trigger.value == "burn":
                return Evidence("other", "weapon.by_hand", mention.note.sentence, trigger.i, trigger.j)
    return None
