"""What was used against what, and what came of it: weapon, munitions, target, whose it was, outcome."""

from research.codebook import Codebook
from research.coding.casualties import Casualty
from research.coding.mentions import by_state
from research.coding.model import Annotated, Event, Evidence, Mention

PLACE_TARGETS = {"base": "military_base", "embassy": "diplomatic", "consulate": "diplomatic", "airport": "airport", "oil_field": "energy", "energy": "energy"}
DROPPED = frozenset({"bombs", "missiles", "munitions", "rockets", "missile", "bomb"})  # what aircraft use; the aircraft are not counted
SINGULAR = frozenset({"a", "an", "one", "another", "the", "single"})


def weapon_of(event: Event) -> Evidence | None:
    """Return the weapon: the first that the mentions name, a drone above the charge it carries, an aircraft only for a state's strike."""
    named = [(w, m) for m in event.mentions for w in m.weapons]
    state = any(by_state(m) for m in event.mentions)
    if state:
        named = [pair for pair in named if pair[0].value != "ied"]
    else:
        named = [pair for pair in named if pair[0].value != "air_strike"] or named
    if not named:
        return None
    values = [w.value for w, _ in named]
    pick = values[0]
    if pick in ("ied", "other") and "drone" in values:
        pick = "drone"
    elif pick == "other" and len(set(values)) > 1:
        pick = next(v for v in values if v != "other")
    elif pick in ("small_arms", "drone") and state and "air_strike" in values and pick != "drone":
        pick = "air_strike"
    cue, mention = next(pair for pair in named if pair[0].value == pick)
    return Evidence(pick, "weapon", mention.note.sentence, cue.i, cue.j)


def munitions_of(event: Event, weapon: str) -> tuple[int | None, int | None, Evidence] | None:
    """Return the lower and upper bound of the munitions fired or seen, and the words that give it; None where not said."""
    for mention in event.mentions:
        for cue in mention.weapons:
            if weapon == "air_strike" and not (cue.value == "missile" or mention.note.sentence.lower[cue.j - 1] in DROPPED):
                continue
            if weapon != "air_strike" and cue.value != weapon and not (weapon in ("rocket", "missile", "mortar") and cue.value in ("rocket", "missile", "mortar")):
                continue
            counted = _counted(mention, cue.i, cue.j)
            if counted:
                return counted
    return None


def _counted(mention: Mention, i: int, j: int) -> tuple[int | None, int | None, Evidence] | None:
    sentence, lower = mention.note.sentence, mention.note.sentence.lower
    for number in mention.note.numbers:
        if number.kind == "cardinal" and mention.i <= number.i < mention.j and number.unit_word is not None and i <= number.unit_word < j:
            return number.low, number.high, Evidence(number.low, "munitions.counted", sentence, number.i, j)
    if lower[j - 1].endswith("s") or (j < len(lower) and (lower[j] in ("attack", "attacks", "strike", "strikes", "fire", "raid", "barrage", "assault", "defences", "defenses"))):
        return None
    for k in range(i - 1, max(i - 5, mention.i - 1, -1), -1):
        if lower[k] in ("a", "an", "one", "another", "single"):
            return 1, 1, Evidence(1, "munitions.one", sentence, k, j)
        if lower[k] in (",", "and", "of", "the", "by", "with"):
            return None
    return None


def target_of(event: Event, place_kind: str) -> Evidence | None:
    """Return what was attacked: the target named by the mentions, else what stands at the place."""
    state = any(by_state(m) for m in event.mentions)
    cues = [(c, m) for m in event.mentions for c in m.note.kinds("target") if m.i <= c.i < m.j]
    if state:
        person = [(c, m) for m in event.mentions for c in m.note.kinds("casualty") if m.i <= c.i < m.j and c.value == "killed"]
        militia = [pair for pair in cues if pair[0].value in ("militia", "military_base", "other")]
        if militia:
            cue, mention = militia[0]
            return Evidence("militia", "target.of_state", mention.note.sentence, cue.i, cue.j)
        if person:
            cue, mention = person[0]
            value = "militia" if any(c.value == "iran_aligned" for c in mention.note.kinds("person")) else "person"
            return Evidence(value, "target.killed", mention.note.sentence, cue.i, cue.j)
        mention = event.mentions[0]
        return Evidence("militia", "target.of_state", mention.note.sentence, mention.triggers[0].i, mention.triggers[0].j)
    for wanted in ("convoy", "diplomatic", "ship"):
        for cue, mention in cues:
            if cue.value == wanted and mention is event.mentions[0]:
                return Evidence(wanted, "target.named", mention.note.sentence, cue.i, cue.j)
    if place_kind in ("base", "energy") and any(c.value == "military_base" for c, _ in cues):
        cues = [pair for pair in cues if pair[0].value == "military_base"]
    for cue, mention in cues:
        return Evidence(cue.value, "target.named", mention.note.sentence, cue.i, cue.j)
    if place_kind in PLACE_TARGETS:
        mention = event.mentions[0]
        return Evidence(PLACE_TARGETS[place_kind], "target.of_place", mention.note.sentence, mention.i, mention.j)
    return None


def side_of(event: Event, target: str) -> str:
    """Return whose the target was."""
    if any(by_state(m) for m in event.mentions):
        return "iran_aligned"
    if target == "civilian":
        return "civilian"
    if target == "ship":
        return "shipping"
    if target in ("military_base", "convoy", "diplomatic", "airport", "energy"):
        return "us_coalition"
    return "unknown"


def outcome_of(event: Event, notes: list[Annotated], casualties: list[tuple[Casualty, Evidence]]) -> Evidence | None:
    """Return what came of it: hit if anything or anyone was struck, else shot down, missed or foiled, else nothing where that is open."""
    found: dict[str, Evidence] = {}
    for mention in event.mentions:
        for cue in mention.note.cues:
            if not mention.i <= cue.i < mention.j:
                continue
            value = cue.value if cue.kind == "outcome" else "hit" if cue.kind == "impact_verb" and cue.value in ("strike", "destroy") else None
            if value and not _negated(mention.note, cue.i):
                found.setdefault(value, Evidence(value, f"outcome.{cue.kind}", mention.note.sentence, cue.i, cue.j))
    for k in sorted(event.sentences):
        for cue in notes[k].kinds("outcome"):
            if not _negated(notes[k], cue.i):
                found.setdefault(cue.value, Evidence(cue.value, "outcome.told_later", notes[k].sentence, cue.i, cue.j))
    hurt = [evidence for casualty, evidence in casualties if casualty.best]
    if hurt:
        return found.get("hit") or hurt[0]._replace(value="hit", rule="outcome.casualties")
    for value in ("foiled", "intercepted", "missed", "hit"):
        if value in found:
            return found[value]
    landed = [(c, m) for m in event.mentions for c in m.note.kinds("impact_verb") if m.i <= c.i < m.j]
    if landed:
        cue, mention = landed[0]
        near = any(p.relation == "near" for p in mention.places)
        return Evidence("missed" if near and cue.value == "land" else "hit", "outcome.impact", mention.note.sentence, cue.i, cue.j)
    return None


def _negated(note: Annotated, at: int) -> bool:
    return any(word in ("no", "not", "nor", "neither", "nothing", "without", "never", "failed", "little") for word in note.sentence.lower[max(at - 4, 0) : at])
