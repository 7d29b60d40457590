"""What was attacked and whose it was."""

import re

from research.codebook import Codebook
from research.coding.events.agents import in_passive
from research.coding.events.facts import by_state
from research.coding.lexicon import Cue
from research.coding.model import Event, Evidence, Mention
from research.coding.values.people import people
from research.coding.words import words
from research.schemas import SIDES

OWNERS = {"turkey": "turkey", "israel": "israel", "united-states": "us_coalition"}
SOLDIERS = {"turkey": "turkey", "israel": "israel", "iraq": "iraqi_state", "syria": "syrian_state"}
HOMES = {"Israel": "israel", "Turkey": "turkey"}  # what is struck there is theirs
STATES = {"Iraq": "iraqi_state", "Syria": "syrian_state"}
OWN_FORCES = words("what", "own_forces")
ALLIES = words("what", "allies")
BY_VICTIM = frozenset({"person", "other", "unknown", "militia"})  # targets whose side is that of those hurt
OWN_BASES = frozenset({"kurdish", "turkey", "israel"})  # who shares no base with the coalition
RANKS = words("what", "ranks")
NEAR_HARM = 8  # tokens between a soldier's nationality and what was done to him
PLACE_TARGETS = {"base": "military_base", "embassy": "diplomatic", "airport": "airport"}
CROWDS = words("what", "crowds")
PRIVATE = words("what", "private")
ROVING = words("what", "roving")
OWNED = words("what", "owned")
HELD = words("what", "held")
FIXED = frozenset({"military_base", "convoy", "diplomatic", "airport", "energy", "ship"})
IMPLIED = {"civilian": "civilian", "ship": "shipping", "energy": "civilian"} | dict.fromkeys(
    ("military_base", "convoy", "diplomatic", "airport"), "us_coalition"
)
POINTING = frozenset({"similar", "same", "one", "ones"})
LEADERS = words("what", "leaders")
STORES = words("what", "stores")
NATIONAL = re.compile(r"(?<!brit)(ish|ese|ian|ini|udi|ati|iti|ari|nch|utch|eek|wiss|raqi)$")  # "Swedish", "Japanese", "Saudi"
CARRIED = frozenset({"rocket", "missile", "mortar", "drone"})


Pair = tuple[Cue, Mention]  # a cue and the mention in which it stands


def target_of(event: Event, weapon: str, place_kind: str, before: Event | None) -> Evidence | None:
    """Return what was attacked: the target that the mentions name, else what stands at the place."""
    if any(by_state(m) for m in event.mentions):
        return _target_of_state(event)
    cues = [
        (c, m) for m in event.mentions for c in m.note.kinds("target") if m.i <= c.i < m.j and not (_in_weapon(m, c.i) or _carrier(m, c))
    ]
    person = _person(event, cues) if weapon in ("small_arms", "other", "unknown") else None
    body = [pair for pair in cues if pair[1].note.sentence.role != "title"] or cues
    return person or _moving(body, weapon) or _standing(event, body, place_kind) or _told_before(event, weapon, before)


def _moving(body: list[Pair], weapon: str) -> Evidence | None:
    """Return a convoy or ship that the first telling names; a car of militiamen stands for those in it."""
    for wanted in ("convoy", "ship"):
        for cue, mention in body:
            if cue.value != wanted or mention is not body[0][1]:
                continue
            lower = mention.note.sentence.lower
            if all(m.note.sentence.lower[c.j - 1] in PRIVATE for c, m in body if c.value == "convoy") and _militiamen(mention):
                return Evidence("person", "target.in_car", mention.note.sentence, cue.i, cue.j)
            lorry = weapon in ("ied", "small_arms", "other") and lower[cue.j - 1] in ("tanker", "tankers")
            return Evidence("convoy" if lorry else wanted, "target.named", mention.note.sentence, cue.i, cue.j)
    return None


def _standing(event: Event, body: list[Pair], place_kind: str) -> Evidence | None:
    """Return what stands at the place of the event, else the first target that the mentions name."""
    first = event.mentions[0]
    if place_kind in PLACE_TARGETS:
        base = next(((c, m) for c, m in body if c.value == "military_base"), None)
        if place_kind == "airport" and base:
            return Evidence("military_base", "target.named", base[1].note.sentence, base[0].i, base[0].j)
        return Evidence(PLACE_TARGETS[place_kind], "target.of_place", first.note.sentence, first.i, first.j)
    if place_kind == "energy":
        body = [(c, m) for c, m in body if c.value == "troops" or (c.value == "military_base" and m.note.sentence.lower[c.i] != "camp")]
        if not body:
            return Evidence("energy", "target.of_place", first.note.sentence, first.i, first.j)
    named = min(body, key=lambda pair: pair[0].value == "troops", default=None)
    if named is None:
        return None
    cue, mention = named
    return Evidence("military_base" if cue.value == "troops" else cue.value, "target.named", mention.note.sentence, cue.i, cue.j)


def _told_before(event: Event, weapon: str, before: Event | None) -> Evidence | None:
    """Take the target over from the event told before for "a similar one", and for bombs told in a row."""
    first = event.mentions[0]
    pointing = "more targets" in first.flags or POINTING & set(first.note.sentence.lower[first.i : first.j])
    if not before or not (pointing or (weapon == "ied" and not before.is_background and _of_bombs(before))):
        return None
    evidence = target_of(before, weapon, "", None)
    return evidence._replace(rule="target.told_before") if evidence else None


def _of_bombs(event: Event) -> bool:
    return any(w.value == "ied" for m in event.mentions for w in m.weapons)


def _militiamen(mention: Mention) -> bool:
    """Tell whether those struck belong to a named group ("three members of Kataib Hezbollah ... their car")."""
    lower = mention.note.sentence.lower
    return any(OWNED & set(lower[max(g.i - 4, mention.i) : g.i]) for g in mention.note.groups if mention.i <= g.i < mention.j)


def _in_weapon(mention: Mention, i: int) -> bool:
    """Tell whether a token belongs to the name of a weapon ("unmanned aerial vehicle")."""
    return any(w.i <= i < w.j for w in mention.weapons)


def _carrier(mention: Mention, cue: Cue) -> bool:
    """Tell whether a vehicle is what munitions were fired from ("nine rockets were fired from a lorry")."""
    if cue.value != "convoy" or not any(w.value in CARRIED for w in mention.weapons):
        return False
    lower = mention.note.sentence.lower
    return "from" in lower[max(cue.i - 4, 0) : cue.i]


def _person(event: Event, cues: list) -> Evidence | None:
    """Return a person as target where one was shot or assassinated and nothing else is named."""
    if _villagers(event):
        return None
    for mention in event.mentions:
        shot = any(w.value == "small_arms" for w in mention.weapons) or any(
            "assassinat" in mention.note.sentence.lower[t.i] for t in mention.triggers
        )
        if shot and not any(
            c.value in ("convoy", "military_base", "diplomatic") and not _private_car(m.note.sentence.lower[c.j - 1], event)
            for c, m in cues
        ):
            trigger = mention.triggers[0]
            return Evidence("person", "target.shot", mention.note.sentence, trigger.i, trigger.j)
    return None


def _villagers(event: Event) -> bool:
    """Tell whether people at large were shot, not one that was sought ("villagers", "mourners", houses)."""
    lower = [word for m in event.mentions for word in m.note.sentence.lower[m.i : m.j]]
    return not CROWDS.isdisjoint(lower)


def _private_car(word: str, event: Event) -> bool:
    """Tell whether a car is only where a person was shot: a "vehicle" may be a patrol's, unless somebody was hurt in it."""
    return word in ("car", "cars", "taxi", "pickup") or (word == "vehicle" and _hurt(event))


def _hurt(event: Event) -> bool:
    """Tell whether the event's own words speak of somebody killed or wounded."""
    return any(m.i <= c.i < m.j for m in event.mentions for c in m.note.kinds("casualty"))


def _target_of_state(event: Event) -> Evidence:
    site = any(STORES & set(m.note.sentence.lower[m.i : m.j]) for m in event.mentions)
    for mention in [] if site else event.mentions:
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


def side_of(event: Event, target: str, country: str, place_kind: str, codebook: Codebook) -> str:
    """Return whose the target was: of the group whose people or places were struck, else what its kind or country implies."""
    side = _of_group(event, target, codebook) or _of_soldiers(event, target) or _of_counted(event, target, codebook)
    if side:
        return side
    if any("by:turkey" in m.flags for m in event.mentions):
        return "kurdish"
    if any("by:israel" in m.flags for m in event.mentions) and target == "airport" and country == "Syria":
        return "syrian_state"
    if any(by_state(m) for m in event.mentions):
        return "iran_aligned"
    if country in HOMES and target != "ship":
        return HOMES[country]
    if place_kind != "base" and country in STATES and _of_army(event):
        return STATES[country]
    victims = _victims(event) if target in ("person", "other", "unknown") else ""
    owner = victims or ("" if target == "civilian" else _owner(event)) or (_bystanders(event) if target == "person" else "")
    return owner or (_foreign(event) if target == "diplomatic" else "") or IMPLIED.get(target, "unknown")


def _foreign(event: Event) -> str:
    """Return `other` for the mission of a state outside the coalition's lead ("the Swedish embassy"), by the adjective before it."""
    for mention in event.mentions:
        for cue in mention.note.kinds("target"):
            before = mention.note.sentence.words[cue.i - 1] if cue.i else ""
            if cue.value == "diplomatic" and mention.i <= cue.i < mention.j and before[:1].isupper() and NATIONAL.search(before.lower()):
                return "other"
    return ""


def _of_group(event: Event, target: str, codebook: Codebook) -> str:
    """Return the side of the group that holds what was struck: "a depot of ...", "Islamic State positions", "an Iraqi army patrol"."""
    owned = HELD if target in FIXED else OWNED | HELD
    for mention in event.mentions:
        lower = mention.note.sentence.lower
        for group in mention.note.groups:
            if not mention.i <= group.i < mention.j:
                continue
            side = codebook.groups[group.group_id].side
            if _attacks(mention, group.j):
                continue
            behind = owned & set(lower[max(group.i - 5, mention.i) : group.i]) and "of" in lower[max(group.i - 3, 0) : group.i]
            next_to = HELD | ROVING if side != "iraqi_state" else ROVING  # an Iraqi army base may house others
            struck = any(by_state(m) for m in event.mentions) and OWNED & set(lower[group.j - 1 : group.j + 1])
            following = struck or next_to & set(lower[group.j : group.j + 1])
            if side in SIDES and side != "unknown" and (behind or following):
                return side
    return ""


def _attacks(mention: Mention, j: int) -> bool:
    """Tell whether who is named up to token j is the attacker ("members of the Islamic State opened fire on a checkpoint")."""
    active = [t for t in mention.triggers if t.kind in ("assault_verb", "launch_verb") and t.value != "undergo"]
    return any(0 <= t.i - j <= 1 and not in_passive(mention.note, t) for t in active)


def _of_soldiers(event: Event, target: str) -> str:
    """Return the side of the soldiers killed or hurt: Turks and Israelis anywhere, Iraqis and Syrians where no base is struck."""
    for mention in event.mentions:
        harmed = [c.i for c in mention.note.kinds("casualty") if mention.i <= c.i < mention.j]
        soldiers = [p.i for p in mention.note.kinds("person") if mention.note.sentence.lower[p.j - 1] in RANKS]
        for nation in mention.note.kinds("nation"):
            side = SOLDIERS.get(nation.value, "")
            alone = nation.value in OWNERS or target in BY_VICTIM
            of_nation = mention.i <= nation.i < mention.j and any(0 <= p - nation.j <= 1 for p in soldiers)
            aboard = bool(side) and of_nation and target == "convoy" and _carries(mention, nation.i)
            if aboard:
                return side
            if side and alone and of_nation and any(abs(k - nation.i) <= NEAR_HARM for k in harmed):
                return side
    return ""


def _carries(mention: Mention, at: int) -> bool:
    """Tell whether a vehicle carries those named from token `at` on ("a bus full of Syrian soldiers")."""
    lower = mention.note.sentence.lower
    vehicle = any(0 < at - c.j <= 3 for c in mention.note.kinds("target") if c.value == "convoy")
    return vehicle and lower[at - 1] in ("of", "with", "carrying", "taking", "bringing", "transporting")


def _of_counted(event: Event, target: str, codebook: Codebook) -> str:
    """Return the side of a group whose people are counted among the killed or hurt ("five Peshmerga were blown up")."""
    for mention in event.mentions:
        harmed = [c for c in mention.note.kinds("casualty") if mention.i <= c.i < mention.j] or mention.triggers
        for group in mention.note.groups:
            counted = any(0 <= group.i - n.j <= 1 and n.kind == "cardinal" for n in mention.note.numbers)
            side = codebook.groups[group.group_id].side
            passive = any(group.j <= c.i <= group.j + 3 for c in harmed)
            if (
                mention.i <= group.i < mention.j
                and counted
                and passive
                and side in SIDES
                and side != "us_coalition"
                and (target in BY_VICTIM or side in OWN_BASES)
            ):
                return side
    return ""


def _of_army(event: Event) -> bool:
    """Tell whether a post of the country's own army or police was struck ("an army outpost", "a police checkpoint")."""
    return any(
        m.i <= c.i < m.j and OWN_FORCES & set(m.note.sentence.lower[max(c.i - 2, 0) : c.i]) and not ALLIES & set(m.note.sentence.lower)
        for m in event.mentions
        for c in m.note.kinds("target")
        if c.value in ("military_base", "other", "convoy")
    )


def _bystanders(event: Event) -> str:
    """Return `civilian` where those shot are called by a trade or kinship and by no rank ("a shepherd", "two brothers")."""
    called = {p.value for m in event.mentions for p in m.note.kinds("person") if m.i <= p.i < m.j}
    return "civilian" if called == {"civilian"} else ""


def _victims(event: Event) -> str:
    """Return the side of those struck where the event's words name their service ("a policeman was shot dead", "an aid worker")."""
    for value in ("iraqi_state", "syrian_state", "civilian"):
        for mention in event.mentions:
            for cue in mention.note.kinds("service"):
                if (
                    cue.value == value
                    and mention.i <= cue.i < mention.j
                    and not any(0 <= s.i - cue.j <= 2 for s in mention.note.kinds("speech"))
                ):
                    return value
    return ""


def _owner(event: Event) -> str:
    """Return the side of the nation named right before the target ("Turkey's Zilkan garrison", "a U.S. destroyer"), where it decides."""
    for mention in event.mentions:
        nations = [c for c in mention.note.kinds("nation") if c.value in OWNERS]
        for target in mention.note.kinds("target"):
            near = [n for n in nations if 0 <= target.i - n.j <= 2 and not any(n.j <= s.i < target.i for s in mention.note.kinds("speech"))]
            if mention.i <= target.i < mention.j and near:
                value = near[0].value
                if OWNERS[value] != "us_coalition" or target.value == "ship":
                    return OWNERS[value]
    return ""
