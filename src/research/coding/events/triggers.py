"""Which words of a sentence tell of a use of force: nouns such as "attack", munitions in play, verbs such as "bombed", and who strikes."""

from collections.abc import Callable

from research.coding.events.agents import find_agent, in_passive
from research.coding.events.facts import VAGUE
from research.coding.kept import once
from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.words import words

FIGURATIVE = words("mentions", "figurative")
LAUNCHED = frozenset({"rocket", "missile", "mortar", "drone"})
STOPPED = LAUNCHED | {"ied"}
MUNITIONS = LAUNCHED | {"ied", "suicide_bomb"}
ORDINALS = words("mentions", "ordinals")
PAST = words("mentions", "past")
NOT_PAST = words("mentions", "not_past")
ARMS = words("mentions", "arms")
REACH = 20  # tokens from a munition to its verb, over what stands between them ("drones of a group that calls itself X have struck")
FOUND, READY = words("real", "found"), words("real", "ready")
NO_SHOT = words("mentions", "no_shot")
WOUNDS = words("mentions", "wounds")
CHARGES, LAID = frozenset({"charge", "charges", "device", "devices", "explosives"}), words("mentions", "laid")
ABLAZE = frozenset({"ablaze", "alight", "afire", "fire"})
ONES, FORCES = words("mentions", "ones"), words("mentions", "forces")
STATIONED, MAINTAIN = words("agents", "stationed"), words("agents", "maintain")
BEFORE_NOUNS = words("mentions", "before_nouns")
BOMBS, AERIAL = frozenset({"bomb", "bombs"}), words("mentions", "aerial")
ANY_BOMB = "bomb"  # no value of a report: the weapon is that of what was told before
DROPPED, FALLEN = words("mentions", "dropped"), words("mentions", "fallen")
WORKS, KEEPING = words("mentions", "works"), words("mentions", "keeping")
BURNT = words("mentions", "burnt")


def find_triggers(note: Annotated) -> list[Cue]:
    """Return the cues of a sentence that tell of a use of force."""
    if not note.may_hold(FORCE) and BURNT.isdisjoint(note.sentence.lower) and ABLAZE.isdisjoint(note.sentence.lower):
        return []
    weapons = weapons_of(note)
    found = [cue for cue in note.cues if cue.kind in TELLING and TELLING[cue.kind](note, cue, weapons)] + set_ablaze(note)
    if all(t.kind == "casualty" for t in found):
        found += munitions_in_play(note)
    return sorted(found or _harm(note))


def _harm(note: Annotated) -> list[Cue]:
    """Return verbs of mere harm at a named place ("A post at Musayyib was damaged"), which may go on about what was told before."""
    destroyed = [c for c in note.kinds("impact_verb") if c.value == "destroy" and in_passive(note, c)] + _burnt(note)
    return destroyed if destroyed and _sited(note) else []


def _burnt(note: Annotated) -> list[Cue]:
    """Return the verb of "a depot burned until dawn"."""
    lower = note.sentence.lower
    struck = {c.j for c in note.kinds("target")}
    return [Cue(k, k + 1, "impact_verb", "destroy") for k in sorted(struck) if lower[k : k + 1] and lower[k] in BURNT]


def _noun_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    """Tell whether a noun names an attack: a strong one ("raid"), or a weak one ("incident") beside a weapon."""
    lower = note.sentence.lower
    if lower[cue.i] == "strike" and lower[cue.i - 1] == "on":  # workers on strike
        return False
    if any(w.i == cue.j for w in weapons) or lower[cue.i - 1] in FIGURATIVE:  # "attack drones", "heart attack"
        return False
    impacts = lower[cue.i] == "impacts" and any(n.unit_word == cue.i for n in note.numbers)
    return cue.value == "strong" or impacts or any(abs(w.i - cue.i) <= 4 for w in weapons)


def _verb_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    """Tell whether a verb of firing or arriving has a munition, or an attacker or a struck place beside it."""
    if cue.kind == "impact_verb" and cue.value == "strike":
        dated = any(cue.j <= d.i <= cue.j + 1 and d.kind == "point" for d in note.dates)  # "the same field had been hit on Wednesday"
        if in_passive(note, cue) and (note.places or note.kinds("target") or dated):
            return True
        if find_agent(note, max(cue.i - 6, 0), cue.j) or _group_strikes(note, cue) or _they_strike(note, cue):
            return True
    if note.sentence.lower[cue.i] == "fired" and any(n.kind == "times" and cue.j <= n.i <= cue.j + 1 for n in note.numbers):
        return True
    if cue.value == "explode" and "something" in note.sentence.lower[max(cue.i - 2, 0) : cue.i]:
        return True
    return any(-REACH <= w.i - cue.i <= 6 for w in weapons) or elided(note, cue)


def _assault_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    if note.sentence.lower[cue.i] in ("bomb", "bombs") and _noun(note, cue.i):
        return False
    if note.sentence.lower[cue.i] == "shot" and note.sentence.lower[cue.j : cue.j + 1] in ([word] for word in NO_SHOT):
        return False
    return cue.value != "kill" or bool(weapons or note.groups or note.kinds("person"))


def _noun(note: Annotated, at: int) -> bool:
    """Tell whether "bombs" is a noun where it stands ("the weapons were rifles and roadside bombs")."""
    lower = note.sentence.lower
    if note.places or note.dates or note.kinds("target"):  # then they are in play
        return False
    kind = any(w.i < at < w.j for w in note.kinds("weapon"))
    return kind or (at > 0 and lower[at - 1] in BEFORE_NOUNS)


def _outcome_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    """Tell whether what was shot down or made safe is a munition."""
    stopped = cue.value in ("intercepted", "foiled")
    return stopped and (any(-9 <= w.i - cue.i <= 5 and w.value in STOPPED for w in weapons) or _more(note, cue))


def _more(note: Annotated, cue: Cue) -> bool:
    """Tell whether only a number stands for what was stopped ("four more were brought down")."""
    lower = note.sentence.lower
    return any(n.kind == "cardinal" and n.unit_word is None and 0 < cue.i - n.j <= 3 and "more" in lower[n.i : cue.i] for n in note.numbers)


def _casualty_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    """Tell whether somebody was killed or hurt beside a weapon, or killed at a named place."""
    if natural(note.sentence.lower, cue):
        return False
    return any(abs(w.i - cue.i) <= 8 for w in weapons) or (cue.value == "killed" and _sited(note))


def _weapon_tells(note: Annotated, cue: Cue, weapons: list[Cue]) -> bool:
    """Tell whether a weapon's name is an event by itself: "air raid", "shot dead", "the number of rockets", "rockets on the base"."""
    lower = note.sentence.lower
    if cue.value == "air_strike" and (lower[cue.j - 1] in ("raid", "raids", "strike", "strikes") or lower[cue.i].startswith("airstrike")):
        return True
    if cue.value in ("small_arms", "other"):
        return cue.j - cue.i >= 2
    counted = "number" in lower[max(cue.i - 4, 0) : cue.i]
    return cue.value in LAUNCHED and (counted or lower[cue.j : cue.j + 1] in (["against"], ["on"], ["at"]))


Tells = Callable[[Annotated, Cue, list[Cue]], bool]
TELLING: dict[str, Tells] = {
    "attack_noun": _noun_tells,
    "launch_verb": _verb_tells,
    "impact_verb": _verb_tells,
    "assault_verb": _assault_tells,
    "outcome": _outcome_tells,
    "casualty": _casualty_tells,
    "weapon": _weapon_tells,
}
FORCE = frozenset(TELLING)


@once
def weapons_of(note: Annotated) -> list[Cue]:
    """Return the weapons that a sentence names; a "charge" is one where something goes off or is laid."""
    named = [_from_aircraft(note, cue) for cue in note.kinds("weapon") if not _only_kept(note, cue)]
    weapons = named + [Cue(t.i, t.j, "weapon", "other") for t in set_ablaze(note)]
    weapons = [w for w in weapons if w.value != "air_strike" or not _on_the_ground(note.sentence.lower, w)]
    if CHARGES.isdisjoint(note.sentence.lower):
        return weapons
    going_off = any(c.value == "explode" for c in note.kinds("impact_verb")) or not LAID.isdisjoint(note.sentence.lower)
    going_off = going_off or any(c.value == "foiled" for c in note.kinds("outcome"))
    taken = {k for w in weapons for k in range(w.i, w.j)}
    spots = [k for k, word in enumerate(note.sentence.lower) if word in CHARGES and k not in taken]
    charges: list[Cue] = [Cue(k, k + 1, "weapon", "ied") for k in spots]
    return sorted(weapons + charges) if going_off else weapons


def _from_aircraft(note: Annotated, cue: Cue) -> Cue:
    """Return an air strike for bombs that are dropped; those that fall may be of any kind, but are none at a roadside."""
    lower = note.sentence.lower
    if cue.value != "ied" or lower[cue.j - 1] not in BOMBS or any(w.value == "drone" for w in note.kinds("weapon")):
        return cue
    dropped = not DROPPED.isdisjoint(lower[max(cue.i - 4, 0) : cue.i]) or not DROPPED.isdisjoint(lower[cue.j : cue.j + 3])
    if dropped or lower[cue.i - 1] in AERIAL:
        return Cue(cue.i, cue.j, "weapon", "air_strike")
    return cue if FALLEN.isdisjoint(lower[cue.j : cue.j + 3]) else Cue(cue.i, cue.j, "weapon", ANY_BOMB)


def _only_kept(note: Annotated, cue: Cue) -> bool:
    """Tell whether a weapon is only what was kept or made at the place that was struck ("a store of bombs", "a bomb factory")."""
    lower = note.sentence.lower
    if not WORKS.isdisjoint(lower[cue.j : cue.j + 1]):
        return True
    before = lower[max(cue.i - 4, 0) : cue.i]
    kept = bool(before) and ("of" in before or "for" in before) and not WORKS.isdisjoint(lower[max(cue.i - 6, 0) : cue.i])
    return kept or (not KEEPING.isdisjoint(before) and not WORKS.isdisjoint(lower[: cue.i]))


def _on_the_ground(lower: list[str], aircraft: Cue) -> bool:
    """Tell whether aircraft are only where they are kept ("a base where American jets are stationed")."""
    return not STATIONED.isdisjoint(lower[aircraft.j : aircraft.j + 3]) or not MAINTAIN.isdisjoint(
        lower[max(aircraft.i - 4, 0) : aircraft.i]
    )


def _group_strikes(note: Annotated, cue: Cue) -> bool:
    """Tell whether a named group is the subject of a verb of striking, and a place or target its object ("Hezbollah hit a village")."""
    lower = note.sentence.lower
    subject = any(g.j <= cue.i and all(word in FORCES for word in lower[g.j : cue.i]) for g in note.groups)
    struck = [c.i for c in note.kinds("target")] + [p.i for p in note.places]
    return subject and any(cue.j <= k <= cue.j + 10 for k in struck)


def _they_strike(note: Annotated, cue: Cue) -> bool:
    """Tell whether "they", said before, strike a target at an exact place ("they hit a camp near al-Bukamal")."""
    lower = note.sentence.lower
    struck = any(cue.j <= c.i <= cue.j + 4 for c in note.kinds("target"))
    return cue.i > 0 and lower[cue.i - 1] == "they" and struck and _sited(note)


def set_ablaze(note: Annotated) -> list[Cue]:
    """Return the verb of "set a supply truck ablaze", where the vehicle stands between its two halves."""
    lower = note.sentence.lower
    found: list[Cue] = []
    if ABLAZE.isdisjoint(lower):
        return found
    for k, word in enumerate(lower):
        if word in ABLAZE and (word != "fire" or lower[k - 1] == "on"):
            start = next((n for n in range(k - 1, max(k - 9, -1), -1) if lower[n] in ("set", "sets", "setting")), None)
            if start is not None and k - start > (2 if word == "fire" else 1):
                found.append(Cue(start, start + 1, "assault_verb", "burn"))
    return found


def natural(lower: list[str], cue: Cue) -> bool:
    """Tell whether somebody died of an illness ("died of a heart attack"), not of wounds."""
    return lower[cue.i] in ("die", "died", "dies") and lower[cue.j : cue.j + 1] == ["of"] and WOUNDS.isdisjoint(lower[cue.j : cue.j + 5])


def _sited(note: Annotated) -> bool:
    return any(p.relation in ("at", "near") and p.where_prec < VAGUE for p in note.places)


def munitions_in_play(note: Annotated) -> list[Cue]:
    """Return the munitions that themselves tell an event, whatever the verb: "a shaped charge tore into a convoy near Hillah".

    News has more verbs for what a rocket does than any list. A munition in a sentence in the past tense that also names a target,
    a place or a day is taken as in play; what only speaks of arms is sorted out later.
    """
    lower = note.sentence.lower
    munitions = [w for w in note.kinds("weapon") if w.value in MUNITIONS]
    if not munitions:
        return []
    if not FOUND.isdisjoint(lower) and not READY.isdisjoint(lower):  # "they found a Katyusha on its stand, ready to go"
        return [Cue(w.i, w.j, "munition", w.value) for w in munitions]
    dated = any(d.kind in ("point", "deictic") and not d.said for d in note.dates)
    if not (dated or _sited(note) or note.kinds("target")):
        return []
    past = [k for k, word in enumerate(lower) if word in PAST or (len(word) > 4 and word.endswith("ed") and word not in NOT_PAST)]
    found = []
    for w in munitions:
        learned = "how" in lower[max(w.i - 4, 0) : w.i]  # "they learned how to clear mines"
        if (
            not learned
            and not _is_said_to_be(lower, w.i)
            and any(-8 <= k - w.j <= 12 for k in past)
            and (w.j >= len(lower) or lower[w.j] not in ARMS)
        ):
            found.append(Cue(w.i, w.j, "munition", w.value))
    return found


def _is_said_to_be(lower: list[str], i: int) -> bool:
    """Tell whether a sentence only says what the weapon was ("the weapon was a drone")."""
    k = i - 1 - (lower[i - 1] in ("a", "an"))
    return k > 0 and lower[k] in ("was", "were", "is") and lower[k - 1] in ("it", "they", "weapon", "device", "projectile", "object")


def elided(note: Annotated, cue: Cue) -> bool:
    """Tell whether a number stands for munitions named before: "three more were launched", "two of them fell short"."""
    lower = note.sentence.lower
    if lower[cue.i] == "received" or cue.value == "kill" or cue.kind == "casualty":
        return False
    if cue.kind in ("launch_verb", "impact_verb") and cue.i and lower[cue.i - 1] == "more":  # "more came down near ..."
        return True
    if cue.kind == "launch_verb" and lower[cue.i] in ("fired", "launched") and lower[cue.j : cue.j + 1] == ["them"]:
        return True
    if (
        cue.kind in ("launch_verb", "impact_verb") and lower[0] == "the" and lower[1:2] and lower[1] in ONES and cue.i <= 10
    ):  # "the one on Thursday struck ..."
        return True
    if (
        cue.kind in ("launch_verb", "impact_verb") and cue.i >= 2 and lower[cue.i - 1] in ORDINALS and lower[cue.i - 2] in ("the", "a")
    ):  # "the second fell on ..."
        return True
    return any(
        n.kind == "cardinal" and (n.unit_word is None or lower[n.unit_word] == "others") and 0 < cue.i - n.j <= 3 and n.j - n.i <= 5
        for n in note.numbers
    )
