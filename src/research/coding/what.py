"""What was used against what, and what came of it: weapon, munitions, number of attacks, target, whose it was, outcome."""

from research.codebook import Codebook
from research.coding.casualties import Casualty
from research.coding.mentions import VAGUE, by_state
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.numbers import Number
from research.coding.people import people
from research.coding.words import words
from research.schemas import SIDES

OWNERS = {"turkey": "turkey", "israel": "israel", "united-states": "us_coalition"}
PLACE_TARGETS = {"base": "military_base", "embassy": "diplomatic", "airport": "airport"}
LAUNCHED = frozenset({"rocket", "missile", "mortar"})
DROPPED = words("what", "dropped")
ORDINALS = words("mentions", "ordinals")
FOUND, READY = words("real", "found"), words("real", "ready")
UNCOUNTED = frozenset({"small_arms", "other", "unknown", "suicide_bomb"})
BOMBING = words("what", "bombing")
PRIVATE = words("what", "private")
OWNED = words("what", "owned")
HELD = words("what", "held")
LEADERS = words("what", "leaders")
EVENT_NOUNS = words("what", "event_nouns")
INTERCEPTED_BY = frozenset({"drone", "rocket", "missile", "mortar"})


def weapon_of(event: Event, before: Event | None) -> Evidence | None:
    """Return the weapon: the first that the mentions name, a drone above the charge it carries, an aircraft only for a state's strike.

    Where munitions are only counted ("three more were launched") or the attack is called similar, it is that of the event told before.
    """
    named = [(w, m) for m in event.mentions for w in m.weapons]
    if any(by_state(m) for m in event.mentions):
        return _state_weapon(event, [pair for pair in named if pair[0].value != "ied"])
    named = [pair for pair in named if pair[0].value != "air_strike"] or named
    if not named:
        return _weapon_before(event, before)
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


def _weapon_before(event: Event, before: Event | None) -> Evidence | None:
    mention = event.mentions[0]
    words = set(mention.note.sentence.lower[mention.i : mention.j])
    if before and ("elided" in mention.flags or any(t.value == "ellipsis" for t in mention.triggers) or words & {"similar", "same"}):
        evidence = weapon_of(before, None)
        return evidence._replace(rule="weapon.told_before") if evidence else None
    return None


def munitions_of(event: Event, weapon: str) -> tuple[int | None, int | None, Evidence] | None:
    """Return the lower and upper bound of the munitions fired or seen, and the words that give it; None where not said.

    A group's own figure stands second to others; where both are given they are the bounds.
    """
    if weapon in UNCOUNTED:
        return None
    found: list[tuple[tuple[int | None, int | None, Evidence], bool]] = []
    for mention in sorted(event.mentions, key=lambda m: m.note.sentence.role == "title"):
        claimed = any(mention.i <= c.i < mention.j for c in mention.note.kinds("claim"))
        counted = _counted_in(mention, weapon)
        if counted:
            found.append((counted, claimed))
    alone = next((c for c, _ in found if c[2].rule == "munitions.ordinal"), None)
    if alone:
        return alone
    exact = [c for c, _ in found if c[2].rule == "munitions.counted"] or [c for c, _ in found]
    if not exact:
        return None
    official = next((c for c, claimed in found if not claimed and c in exact), exact[0])
    theirs = next((c for c, claimed in found if claimed and c in exact), None)
    if theirs and official[0] and theirs[0] and theirs[0] < official[0]:
        return theirs[0], official[1], official[2]
    return official


def _counted_in(mention: Mention, weapon: str) -> tuple[int | None, int | None, Evidence] | None:
    for cue in mention.weapons:
        if weapon == "air_strike":
            if mention.note.sentence.lower[cue.j - 1] not in DROPPED:
                continue
        elif cue.value != weapon and not (weapon in LAUNCHED and cue.value in LAUNCHED):
            continue
        counted = _counted(mention, cue.i, cue.j)
        if counted:
            return counted
    if "elided" in mention.flags:
        ordinal = _ordinal(mention)
        if ordinal is not None:
            return 1, 1, Evidence(1, "munitions.ordinal", mention.note.sentence, ordinal, ordinal + 1)
        for number in mention.note.numbers:
            if mention.i <= number.i < mention.j and number.kind == "cardinal" and number.unit_word is None:
                return number.low, number.high, Evidence(number.low, "munitions.counted", mention.note.sentence, number.i, number.j)
    return None


def _ordinal(mention: Mention) -> int | None:
    """Return the token of "the second" in "the second fell on ..."."""
    lower = mention.note.sentence.lower
    return next((t.i - 1 for t in mention.triggers if t.i >= 2 and lower[t.i - 1] in ORDINALS and lower[t.i - 2] == "the"), None)


def _counted(mention: Mention, i: int, j: int) -> tuple[int | None, int | None, Evidence] | None:
    sentence, lower = mention.note.sentence, mention.note.sentence.lower
    for number in mention.note.numbers:
        if number.kind == "cardinal" and mention.i <= number.i < mention.j and _counts(number, lower, i, j):
            return number.low, number.high, Evidence(number.low, "munitions.counted", sentence, number.i, max(number.j, j))
    following = lower[j] if j < len(lower) else ""
    if lower[j - 1].endswith("s") or following in EVENT_NOUNS:
        return None
    for k in range(i - 1, max(i - 5, mention.i - 1, -1), -1):
        if lower[k] in ("a", "an", "one", "another", "single") or (lower[k] == "the" and lower[i] == "drone"):
            return 1, 1, Evidence(1, "munitions.one", sentence, k, j)
        if lower[k] in (",", "and", "of", "the", "by", "with"):
            return None
    return None


def _counts(number: Number, lower: list[str], i: int, j: int) -> bool:
    """Tell whether a number counts the munitions of tokens i to j: "33 rockets", "two rounds of indirect fire", "the number of rockets at 15"."""
    if number.part:
        return False
    if number.unit_word is not None and i <= number.unit_word < j:
        return True
    if (
        number.unit_word is not None
        and number.unit_word < i <= number.unit_word + 3
        and lower[number.unit_word] in ("rounds", "pieces")
        and lower[i - 1] == "of"
    ):
        return True
    if j <= number.i <= j + 3 and lower[number.j : number.j + 2] == ["in", "all"]:
        return True
    return j <= number.i <= j + 5 and "number" in lower[max(i - 4, 0) : i] and number.unit_word is None


def attacks_of(event: Event, alone: bool) -> tuple[int, Evidence] | None:
    """Return how many attacks an event stands for and the words that say so ("five convoys were attacked", "attacked twice"); None where not said.

    A number told without a place sums up the events told after it, unless the event stands `alone`.
    """
    for mention in event.mentions:
        if not alone and not any(p.relation in ("at", "near") and p.where_prec < VAGUE for p in mention.places):
            continue
        heads = {t.j - 1 for t in mention.triggers if t.kind == "attack_noun"} | {
            c.j - 1
            for c in mention.note.kinds("target")
            if c.value == "convoy" and mention.i <= c.i < mention.j and mention.note.sentence.lower[c.j - 1].endswith("convoys")
        }
        for number in mention.note.numbers:
            if not mention.i <= number.i < mention.j or number.part or "each" in mention.flags:
                continue
            low = number.low or number.best
            counted = number.kind == "cardinal" and number.unit_word in heads
            repeated = number.kind == "times" and any(abs(number.i - t.j) <= 2 for t in mention.triggers)
            if low and low > 1 and (counted or repeated):
                return low, Evidence(low, "n_attacks", mention.note.sentence, number.i, number.j)
    return None


def target_of(event: Event, weapon: str, place_kind: str, before: Event | None) -> Evidence | None:
    """Return what was attacked: the target that the mentions name, else what stands at the place."""
    if any(by_state(m) for m in event.mentions):
        return _target_of_state(event)
    cues = [(c, m) for m in event.mentions for c in m.note.kinds("target") if m.i <= c.i < m.j and not _in_weapon(m, c.i)]
    person = _person(event, cues) if weapon in ("small_arms", "other", "unknown") else None
    if person:
        return person
    body = [pair for pair in cues if pair[1].note.sentence.role != "title"] or cues
    for wanted in ("convoy", "ship"):
        for cue, mention in body:
            if cue.value == wanted and mention is body[0][1]:
                if mention.note.sentence.lower[cue.j - 1] in PRIVATE and _militiamen(mention):
                    return Evidence("person", "target.in_car", mention.note.sentence, cue.i, cue.j)
                return Evidence(wanted, "target.named", mention.note.sentence, cue.i, cue.j)
    if place_kind in PLACE_TARGETS:
        value = PLACE_TARGETS[place_kind]
        base = next(((c, m) for c, m in body if c.value == "military_base"), None)
        mention = event.mentions[0]
        if value == "airport" and base:
            return Evidence("military_base", "target.named", base[1].note.sentence, base[0].i, base[0].j)
        return Evidence(value, "target.of_place", mention.note.sentence, mention.i, mention.j)
    if place_kind == "energy":
        soldiers = [(c, m) for c, m in body if c.value == "troops" or (c.value == "military_base" and m.note.sentence.lower[c.i] != "camp")]
        mention = event.mentions[0]
        if not soldiers:
            return Evidence("energy", "target.of_place", mention.note.sentence, mention.i, mention.j)
        body = soldiers
    for cue, mention in sorted(body, key=lambda pair: pair[0].value == "troops"):
        return Evidence("military_base" if cue.value == "troops" else cue.value, "target.named", mention.note.sentence, cue.i, cue.j)
    first = event.mentions[0]
    if before and ("more targets" in first.flags or set(first.note.sentence.lower[first.i : first.j]) & {"similar", "same", "one", "ones"}):
        evidence = target_of(before, weapon, "", None)
        return evidence._replace(rule="target.told_before") if evidence else None
    return None


def _militiamen(mention: Mention) -> bool:
    """Tell whether those struck belong to a named group ("three members of Kataib Hezbollah ... their car")."""
    lower = mention.note.sentence.lower
    return any(OWNED & set(lower[max(g.i - 4, mention.i) : g.i]) for g in mention.note.groups if mention.i <= g.i < mention.j)


def _in_weapon(mention: Mention, i: int) -> bool:
    """Tell whether a token belongs to the name of a weapon ("unmanned aerial vehicle")."""
    return any(w.i <= i < w.j for w in mention.weapons)


def _person(event: Event, cues: list) -> Evidence | None:
    """Return a person as target where one was shot or assassinated and nothing else is named."""
    for mention in event.mentions:
        shot = any(w.value == "small_arms" for w in mention.weapons) or any(
            "assassinat" in mention.note.sentence.lower[t.i] for t in mention.triggers
        )
        if shot and not any(
            c.value in ("convoy", "military_base", "diplomatic") and m.note.sentence.lower[c.j - 1] not in ("vehicle", "car")
            for c, m in cues
        ):
            trigger = mention.triggers[0]
            return Evidence("person", "target.shot", mention.note.sentence, trigger.i, trigger.j)
    return None


def _target_of_state(event: Event) -> Evidence:
    for mention in event.mentions:
        lower = mention.note.sentence.lower
        for cue in mention.note.kinds("casualty"):
            if cue.value == "killed" and mention.i <= cue.i < mention.j and _killed_leader(mention, cue.i, cue.j):
                return Evidence("person", "target.killed", mention.note.sentence, cue.i, cue.j)
        for trigger in mention.triggers:
            if "assassinat" in lower[trigger.i]:
                return Evidence("person", "target.killed", mention.note.sentence, trigger.i, trigger.j)
    mention = event.mentions[0]
    trigger = mention.triggers[0]
    return Evidence("militia", "target.of_state", mention.note.sentence, trigger.i, trigger.j)


def _killed_leader(mention: Mention, i: int, j: int) -> bool:
    """Tell whether those killed are a named person or a leader, not fighters in number."""
    lower = mention.note.sentence.lower
    around = range(max(mention.i, i - 14), min(mention.j, j + 10))
    if any(lower[k] in ("fighters", "militiamen", "militants", "members", "fighter", "militiaman", "militant") for k in around):
        return False
    counted = people(mention.note, j, min(mention.j, j + 10)) or people(mention.note, max(mention.i, i - 14), i)
    return bool(counted and counted[1] and counted[1] <= 3) or any(lower[k] in LEADERS for k in around)


def side_of(event: Event, target: str, codebook: Codebook) -> str:
    """Return whose the target was: of the group whose people or places were struck, else what the kind of target implies."""
    for mention in event.mentions:
        lower = mention.note.sentence.lower
        for group in mention.note.groups:
            owned = HELD if target in ("military_base", "convoy", "diplomatic", "airport", "energy", "ship") else OWNED | HELD
            if (
                mention.i <= group.i < mention.j
                and owned & set(lower[max(group.i - 5, mention.i) : group.i])
                and "of" in lower[max(group.i - 3, 0) : group.i]
            ):
                side = codebook.groups[group.group_id].side
                if side in SIDES and side != "unknown":
                    return side
    if any("by:turkey" in m.flags for m in event.mentions):
        return "kurdish"
    if any(by_state(m) for m in event.mentions):
        return "iran_aligned"
    owner = _owner(event)
    if owner and target != "civilian":
        return owner
    by_target = {"civilian": "civilian", "ship": "shipping"}
    if target in by_target:
        return by_target[target]
    if target == "energy":
        return "civilian"
    if target in ("military_base", "convoy", "diplomatic", "airport"):
        return "us_coalition"
    return "unknown"


def _owner(event: Event) -> str:
    """Return the side of the nation named right before the target ("Turkey's Zilkan garrison", "a U.S. destroyer"), where it decides."""
    for mention in event.mentions:
        nations = [c for c in mention.note.kinds("nation") if c.value in OWNERS]
        for target in mention.note.kinds("target"):
            if mention.i <= target.i < mention.j and any(0 <= target.i - n.j <= 2 for n in nations):
                value = next(n.value for n in nations if 0 <= target.i - n.j <= 2)
                if OWNERS[value] != "us_coalition" or target.value == "ship":
                    return OWNERS[value]
    return ""


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
    for mention in event.mentions:
        words_here = set(mention.note.sentence.lower)
        if words_here & FOUND and words_here & READY and not any(t.kind == "launch_verb" for t in mention.triggers):
            trigger = mention.triggers[0]
            found.setdefault("foiled", Evidence("foiled", "outcome.found_ready", mention.note.sentence, trigger.i, trigger.j))
        for cue in mention.note.cues:
            if not mention.i <= cue.i < mention.j:
                continue
            value = (
                cue.value if cue.kind == "outcome" else "hit" if cue.kind == "impact_verb" and cue.value in ("strike", "destroy") else None
            )
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


def _negated(note: Annotated, at: int) -> bool:
    return any(
        word in ("no", "not", "nor", "neither", "nothing", "without", "never", "failed", "little", "whether", "if")
        for word in note.sentence.lower[max(at - 4, 0) : at]
    )
