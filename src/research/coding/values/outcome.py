"""What came of an attack: hit, intercepted, missed or foiled."""

from research.coding.events.facts import by_state
from research.coding.lexicon import Cue
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.values.casualties import Casualty
from research.coding.words import words

FOUND, READY = words("real", "found"), words("real", "ready")
ARRIVALS = frozenset({"strike", "land", "explode"})
NONE = frozenset({"none", "neither"})
ONES = words("mentions", "ones")
INTERCEPTED_BY = frozenset({"drone", "rocket", "missile", "mortar"})


def outcome_of(event: Event, notes: list[Annotated], casualties: list[tuple[Casualty, Evidence]]) -> Evidence | None:
    """Return what came of it: hit if anything or anyone was struck, else shot down, missed or foiled; None where that is open."""
    found = _outcomes(event, notes)
    hurt = [evidence for casualty, evidence in casualties if casualty.best or casualty.low]
    if hurt:
        return found.get("hit") or hurt[0]._replace(value="hit", rule="outcome.casualties")
    if "intercepted" in found and (struck := _part_struck(event, notes)):
        return struck
    for value in ("intercepted", "foiled", "missed", "hit"):
        if value in found:
            return found[value]
    mention = event.mentions[0]
    burnt = next(((m, t) for m in event.mentions for t in m.triggers if t.value == "burn"), None)
    if burnt:
        return Evidence("hit", "outcome.burnt", burnt[0].note.sentence, burnt[1].i, burnt[1].j)
    if any(by_state(m) for m in event.mentions):
        trigger = mention.triggers[0]
        return Evidence("hit", "outcome.of_state", mention.note.sentence, trigger.i, trigger.j)
    landed = [
        (c, m) for m in event.mentions for c in m.note.kinds("impact_verb") if m.i <= c.i < m.j and any(t.i == c.i for t in m.triggers)
    ]
    if landed:
        cue, mention = landed[0]
        near = any(p.relation == "near" for p in mention.places)
        return Evidence(
            "missed" if near and cue.value in ("land", "explode") and not any(w.value == "ied" for w in mention.weapons) else "hit",
            "outcome.impact",
            mention.note.sentence,
            cue.i,
            cue.j,
        )
    return None


def _outcomes(event: Event, notes: list[Annotated]) -> dict[str, Evidence]:
    """Return the first evidence of each outcome in the event's own words, the headline last, and in what its paragraphs add."""
    found: dict[str, Evidence] = {}
    weapons = {w.value for m in event.mentions for w in m.weapons}
    for mention in sorted(event.mentions, key=lambda m: m.note.sentence.role == "title"):
        if _found_ready(mention):
            trigger = mention.triggers[0]
            found.setdefault("foiled", Evidence("foiled", "outcome.found_ready", mention.note.sentence, trigger.i, trigger.j))
        summary = mention.note.sentence.role == "title" and len(event.mentions) > 1
        for cue in mention.note.cues:
            value = _value(cue) if mention.i <= cue.i < mention.j else None
            if value is None or (value == "foiled" and summary) or not _may_be(value, weapons, mention.note, cue):
                continue  # a headline may sum up several
            if not _negated(mention.note, cue.i) and _fits(mention.note, value):
                found.setdefault(value, Evidence(value, f"outcome.{cue.kind}", mention.note.sentence, cue.i, cue.j))
    for note in _around(event, notes):
        for cue in note.kinds("impact_verb"):
            if cue.value in ARRIVALS and NONE & set(note.sentence.lower[max(cue.i - 4, 0) : cue.i]):
                found.setdefault("missed", Evidence("missed", "outcome.none_struck", note.sentence, cue.i, cue.j))
        for cue in note.kinds("outcome"):
            if not _negated(note, cue.i) and _fits(note, cue.value):
                found.setdefault(cue.value, Evidence(cue.value, "outcome.told_later", note.sentence, cue.i, cue.j))
    return found


def _part_struck(event: Event, notes: list[Annotated]) -> Evidence | None:
    """Return the words that say that some got through, where others were shot down ("the second exploded next to a tank")."""
    for k in sorted(event.sentences):
        note, own = notes[k], [m for m in event.mentions if m.note.sentence.no == k]
        for cue in note.kinds("impact_verb"):
            if cue.value in ARRIVALS and _of_rest(note, cue) and (not own or any(m.i <= cue.i < m.j for m in own)):
                return Evidence("hit", "outcome.part_struck", note.sentence, cue.i, cue.j)
    return None


def _of_rest(note: Annotated, cue: Cue) -> bool:
    """Tell whether one out of several arrives ("the other landed"), and is not said to have missed."""
    if _negated(note, cue.i) or not ONES & set(note.sentence.lower[max(cue.i - 4, 0) : cue.i]):
        return False
    return not any(c.value == "missed" and abs(c.i - cue.i) <= 8 for c in note.kinds("outcome"))


def _around(event: Event, notes: list[Annotated]) -> list[Annotated]:
    """Return the sentences that go on about an event in the paragraphs that tell it."""
    own = {m.note.sentence.no for m in event.mentions}
    paragraphs = {m.note.sentence.paragraph for m in event.mentions}
    return [notes[k] for k in sorted(event.sentences - own) if notes[k].sentence.paragraph in paragraphs]


def _value(cue: Cue) -> str | None:
    if cue.kind == "outcome":
        return cue.value
    return "hit" if cue.kind == "impact_verb" and cue.value in ("strike", "destroy") else None


def _found_ready(mention: Mention) -> bool:
    """Tell whether munitions were found in place ("seized rockets that were aimed at ...") and not fired."""
    lower = mention.note.sentence.lower
    fired = any(t.kind == "launch_verb" and lower[t.i] not in READY for t in mention.triggers)
    return bool(FOUND & set(lower)) and bool(READY & set(lower)) and not fired


def _may_be(value: str, weapons: set[str], note: Annotated, cue: Cue) -> bool:
    """Tell whether the weapons allow an outcome: only what flies is shot down, and a bomb laid beside its target has not missed."""
    if value == "intercepted":
        return not weapons or bool(weapons & (INTERCEPTED_BY | {"air_strike"}))
    return not (value == "missed" and "ied" in weapons and note.sentence.lower[cue.i] in ("outside", "not", "just"))


def _fits(note: Annotated, value: str) -> bool:
    """Tell whether a sentence that says "stopped" or "shot down" speaks of munitions."""
    return (
        value != "intercepted"
        or any(w.value in INTERCEPTED_BY for w in note.kinds("weapon"))
        or any(n.part or n.kind == "cardinal" for n in note.numbers)
        or "it" in note.sentence.lower[:2]
    )


def _negated(note: Annotated, at: int) -> bool:
    return any(
        word in ("no", "not", "nor", "neither", "nothing", "without", "never", "failed", "little", "whether", "if")
        for word in note.sentence.lower[max(at - 4, 0) : at]
    )
