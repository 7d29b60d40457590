"""What came of an attack: hit, intercepted, missed or foiled."""

from research.coding.casualties import Casualty
from research.coding.facts import by_state
from research.coding.model import Annotated, Event, Evidence
from research.coding.words import words

FOUND, READY = words("real", "found"), words("real", "ready")
INTERCEPTED_BY = frozenset({"drone", "rocket", "missile", "mortar"})


def outcome_of(event: Event, notes: list[Annotated], casualties: list[tuple[Casualty, Evidence]]) -> Evidence | None:
    """Return what came of it: hit if anything or anyone was struck, else shot down, missed or foiled; None where that is open."""
    found = _outcomes(event, notes)
    hurt = [evidence for casualty, evidence in casualties if casualty.best or casualty.low]
    if hurt:
        return found.get("hit") or hurt[0]._replace(value="hit", rule="outcome.casualties")
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
    """Return the first evidence of each outcome in the event's own words and in what its paragraphs add."""
    found: dict[str, Evidence] = {}
    flying = not any(m.weapons for m in event.mentions) or any(
        w.value in INTERCEPTED_BY | {"air_strike"} for m in event.mentions for w in m.weapons
    )
    laid = any(w.value == "ied" for m in event.mentions for w in m.weapons)
    for mention in sorted(event.mentions, key=lambda m: m.note.sentence.role == "title"):
        words_here = set(mention.note.sentence.lower)
        if (
            words_here & FOUND
            and words_here & READY
            and not any(t.kind == "launch_verb" and mention.note.sentence.lower[t.i] not in READY for t in mention.triggers)
        ):
            trigger = mention.triggers[0]
            found.setdefault("foiled", Evidence("foiled", "outcome.found_ready", mention.note.sentence, trigger.i, trigger.j))
        for cue in mention.note.cues:
            if not mention.i <= cue.i < mention.j:
                continue
            value = (
                cue.value if cue.kind == "outcome" else "hit" if cue.kind == "impact_verb" and cue.value in ("strike", "destroy") else None
            )
            if (value == "intercepted" and not flying) or (
                value == "missed" and laid and cue.j - cue.i > 1 and cue.i > 0 and _beside(mention.note, cue.i)
            ):
                continue
            if value == "foiled" and mention.note.sentence.role == "title" and len(event.mentions) > 1:
                continue  # the headline may sum up several
            if value and not _negated(mention.note, cue.i) and _fits(mention.note, value):
                found.setdefault(value, Evidence(value, f"outcome.{cue.kind}", mention.note.sentence, cue.i, cue.j))
    own = {m.note.sentence.no for m in event.mentions}
    paragraphs = {m.note.sentence.paragraph for m in event.mentions}
    for k in sorted(event.sentences - own):
        if notes[k].sentence.paragraph in paragraphs:
            for cue in notes[k].kinds("outcome"):
                if not _negated(notes[k], cue.i) and _fits(notes[k], cue.value):
                    found.setdefault(cue.value, Evidence(cue.value, "outcome.told_later", notes[k].sentence, cue.i, cue.j))
    return found


def _fits(note: Annotated, value: str) -> bool:
    """Tell whether a sentence that says "stopped" or "shot down" speaks of munitions."""
    return (
        value != "intercepted"
        or any(w.value in INTERCEPTED_BY for w in note.kinds("weapon"))
        or any(n.part or n.kind == "cardinal" for n in note.numbers)
        or "it" in note.sentence.lower[:2]
    )


def _beside(note: Annotated, i: int) -> bool:
    """Tell whether words say where beside a target it was ("outside the gate"), which for a bomb on the ground is no miss."""
    return note.sentence.lower[i] in ("outside", "not", "just")


def _negated(note: Annotated, at: int) -> bool:
    return any(
        word in ("no", "not", "nor", "neither", "nothing", "without", "never", "failed", "little", "whether", "if")
        for word in note.sentence.lower[max(at - 4, 0) : at]
    )
