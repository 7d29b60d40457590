"""Deeds: where a sentence itself makes somebody the author of an attack, by a verb, by "by", or by a name before the noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from research.coding.claims_actors import Actor, actors_of, subject_actor
from research.coding.claims_speech import BELIEVED, book, is_auxiliary, subject
from research.coding.model import Annotated

BY_REACH, AGENT_REACH, OBJECT_REACH = 12, 7, 9
ANSWERS = frozenset({"answer", "response", "retaliation", "reprisal", "revenge"})
HOSTS = frozenset("used hosted run controlled operated led backed supported shared held manned occupied owned monitored employed protected guarded leased maintained patrolled utilized utilised frequented visited inhabited built armed trained carried given published released seen obtained verified".split())
NOUN_TOO = frozenset(
    "attack attacks strike strikes fire target targets hit hits raid raids bomb bombs killing bombing shelling firing launch launches shells shooting targeting striking attacking launching hitting set fires kill".split()
)
LAUNCHES = frozenset("fired launched sent attacked targeted struck hit bombed used aimed directed shelled carried flown dropped detonated ambushed raided destroyed".split())
OWN_LOSSES = frozenset("its their members member fighters men martyrs commander comrades".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """At token k an actor, or a pronoun that stands for one, or nobody named, is the author of an attack; i to j are its words."""

    k: int
    i: int
    j: int
    actors: tuple[Actor, ...]
    pronoun: str
    how: str  # verb, passive, noun, bare (a passive without an agent)
    hedged: bool = False
    negated: bool = False


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists about attacks."""
    return book()["attack"]


def find_deeds(note: Annotated, actors: Sequence[Actor]) -> list[Deed]:
    """Return the deeds of a sentence in order of their tokens."""
    low, found = note.sentence.lower, []
    for k, word in enumerate(low):
        verb = word in lists()["verbs"] or (word in lists()["light_verbs"] and _has_object(note, k))
        if verb and not (word in NOUN_TOO and _is_noun(note, actors, k)):
            deed = _verb(note, actors, k)
        elif word in lists()["nouns"] or word in lists()["strike_nouns"] or word in ANSWERS:
            deed = _noun(note, actors, k)
        elif word in ("destruction", "targeting", "bombing", "shelling", "striking") and low[k + 1 : k + 2] == ["of"]:
            deed = Deed(k, k, k + 2, (), "", "bare")
        elif word == "one" and any(a.j == k and a.adjectival and a.state for a in actors) and not lists()["strike_nouns"].isdisjoint(low[:k]):
            deed = Deed(k, k - 1, k + 1, tuple(a for a in actors if a.j == k), "", "noun", is_hedged(low, k), False)
        else:
            continue
        if deed is not None:
            found.append(deed)
    return found


def _has_object(note: Annotated, k: int) -> bool:
    """Tell whether a verb such as "carried out" has an attack or a weapon behind it, or before it in the passive."""
    low = note.sentence.lower
    if low[k] in ("blew", "blown"):
        return low[k + 1 : k + 2] == ["up"]
    if low[k] in ("did", "done") and low[k + 1 : k + 2] in (["it"], ["this"], ["so"]):
        return low[k - 1] in ("they", "it", "who", "we")
    if low[k] in ("sent", "dropped", "aimed", "flew") and low[k + 1 : k + 2] in (["them"], ["it"]):
        return True
    behind = ["" if note.sentence.words[k + 1 + n] == "Operation" else word for n, word in enumerate(low[k + 1 : k + OBJECT_REACH])]
    for stop in (".", ";", "that", "which", "who", "said", "says", ","):
        behind = behind[: behind.index(stop)] if stop in behind else behind
    wanted = lists()["nouns"] | lists()["weapons"]
    if low[k] in ("made", "did"):
        wanted = frozenset({"attack", "attacks", "strikes", "raids", "strike", "raid"})
    if not wanted.isdisjoint(behind):
        return True
    return low[k - 1 : k] != ["had"] and not lists()["be"].isdisjoint(low[max(k - 4, 0) : k]) and not wanted.isdisjoint(low[max(k - 12, 0) : k])


def _is_noun(note: Annotated, actors: Sequence[Actor], k: int) -> bool:
    """Tell whether a word such as "attacks" or "strike" is a noun where it stands."""
    low = note.sentence.lower
    before = low[k - 1] if k else ""
    if before in ("to", "who", "that", "which", "they", "it", "we", "not", "never", "did", "didnt", "does", "will", "would", "could", "may", "might", "can", "should", "and", "have", "has", "had", "been", "be", "were", "was", "are", "is", "then", "also", "again"):
        if before == "and":
            return not any(actor.j <= k and low[actor.j] not in lists()["strike_nouns"] for actor in actors if actor.j < k)
        if before == "that" and k > 1 and low[k - 2] in ("after", "before", "of", "in"):
            return True
        return before in ("was", "were", "is", "are", "been", "be") and not low[k].endswith("ing") and low[k] not in ("hit", "struck", "set")
    if any(actor.j == k and not actor.adjectival for actor in actors):
        return low[k] not in ("hit", "set") and k + 1 < len(low) and low[k + 1] in ("on", "against", "in", "have", "were", "are", "was", "has", "by", "near", "and", ",")
    if any(actor.j == k for actor in actors) or before in lists()["modifiers"] | lists()["weapons"]:
        return note.sentence.role != "title" or low[k] != "hit"
    if low[k].endswith("s") and before in ("planes", "jets", "warplanes", "militias", "forces", "fighters", "militants", "troops", "groups", "factions", "aircraft"):
        return True
    if low[k] in ("hit", "set", "bomb", "target", "strike", "attack", "kill") and before in ("planes", "jets", "warplanes", "militias", "forces", "fighters", "militants", "groups", "factions", "aircraft", "america", "army"):
        return False
    if low[k] in ("bombs", "hits", "strikes", "targets", "attacks", "kills", "fires", "raids"):
        return not (note.sentence.role == "title" and before in ("america", "washington", "army", "military", "coalition", "group", "militia", "iran", "force", "command"))
    return low[k] not in ("hit", "set")


def _verb(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    low = note.sentence.lower
    start = _chain(low, k)
    chain = low[start:k]
    if _unreal(low, start, k):
        return None
    negated = bool({"not", "never", "nor"} & set(chain)) or any(word.endswith("nt") and word in ("didnt", "hadnt", "hasnt", "wasnt", "werent", "havent") for word in chain)
    progressive = low[k].endswith("ing")
    passive = (not lists()["be"].isdisjoint(chain) and not (progressive and "being" not in chain)) or low[k + 1 : k + 2] == ["by"] or _reduced(note, actors, k)
    hedged = is_hedged(low, k)
    if passive:
        agents = agents_by(note, actors, k)
        if agents and not (all(a.state for a in agents) and _shot_down(low, k)):
            return Deed(k, start, agents[-1].j, tuple(agents), "", "passive", hedged, negated)
        if agents:
            return None
        return Deed(k, start, k + 1, (), "", "bare", hedged, negated) if low[k] in LAUNCHES else None
    heads, pronoun = subject_actor(note, actors, k)
    neither = _neither(low, actors, start)
    if neither:
        return Deed(k, neither[0].i, k + 1, tuple(neither), "", "verb", hedged, True)
    if pronoun == "none" or not (heads or pronoun):
        return None
    if progressive and lists()["be"].isdisjoint(chain):
        return None
    if not heads and (_defends(low, k) or (pronoun.startswith("the ") and _behind_which(low, start))):
        return None
    if negated and "since" in low[k:]:  # "had not fired missiles since January 2020": then it did
        return Deed(k, min(a.i for a in heads), k + 1, tuple(heads), "", "since", hedged) if heads else None
    heads = [a for a in heads if not (a.state and _no_object(low, k)) and not (a.state and _defends(low, k))]
    if not heads and not pronoun:
        return None
    first = min((a.i for a in heads), default=max(start - 2, 0))
    return Deed(k, min(first, k), k + 1, tuple(heads), pronoun if not heads else "", "verb", hedged, negated)


def _neither(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    """Return A and B of "neither A nor B"."""
    first = next((m for m in range(max(start - 12, 0), start) if low[m] == "neither"), None)
    if first is None or "nor" not in low[first:start]:
        return []
    return [a for a in actors if first < a.i < start]


def _behind_which(low: Sequence[str], start: int) -> bool:
    """Tell whether a clause hangs on "from which" or the like."""
    return "which" in low[max(start - 4, 0) : start]


def _chain(low: Sequence[str], k: int) -> int:
    """Return where the auxiliaries and adverbs before a verb start."""
    start = k
    while start > 0 and k - start < 8 and (is_auxiliary(low[start - 1]) or (low[start - 1] in BELIEVED and low[start] == "to")):
        start -= 1
    return start


def _unreal(low: Sequence[str], start: int, k: int) -> bool:
    """Tell whether an attack is only threatened, planned or wished for."""
    chain = low[start:k]
    for m, word in enumerate(chain):
        if word in lists()["unreal"] or word in ("may", "might"):
            if chain[m + 1 : m + 2] != ["have"] and "have" not in chain[m + 1 : m + 4]:
                return True
        if word == "to":
            before = low[start + m - 1] if start + m else ""
            if "have" in chain[m + 1 :] or before in ("begun", "began", "started", "managed", "believed", "thought", "claimed", "claims", "claim", "said", "reported", "admitted", "appears", "appeared", "seems", "known", "understood", "suspected", "alleged", "proceeded", "went"):
                continue
            return True
    if not chain and low[max(start - 1, 0)] == "to":
        return True
    window = low[max(start - 8, 0) : start]
    return bool({"if", "unless", "whether", "threatened", "vowed", "threatening", "warned"} & set(window)) and not {"said", "says"} & set(window)


def _reduced(note: Annotated, actors: Sequence[Actor], k: int) -> bool:
    """Tell whether a participle without "was" is passive: "rockets fired at the base", "commander killed in an air strike"."""
    low = note.sentence.lower
    if low[k].endswith(("ing", "s")) or k + 1 >= len(low):
        return False
    before, after = low[k - 1] if k else "", low[k + 1]
    if low[k + 2 : k + 3] in (["least"], ["most"]):
        return False
    if before in lists()["weapons"] and before not in ("aircraft", "drone", "drones") and low[k] in ("fired", "launched", "sent", "aimed", "directed", "used", "dropped", "detonated", "planted"):
        return True
    if low[k] in ("killed", "wounded", "injured", "slain", "hit", "struck", "targeted", "bombed", "damaged", "destroyed", "attacked", "assassinated"):
        return after in ("in", "as", "when", "during", "after", "at", "near", "amid", "with") and not any(actor.j == k and not actor.state and low[k] == "attacked" for actor in actors)
    return False


def agents_by(note: Annotated, actors: Sequence[Actor], k: int) -> list[Actor]:
    """Return the actors behind a "by" that follows token k: "fired by militias", "killed by an American air strike"."""
    low = note.sentence.lower
    for m in range(k + 1, min(k + BY_REACH, len(low))):
        if low[m] == "by" and low[m - 1] in HOSTS and m - 1 != k:
            return []
        if low[m] in lists()["breaks"] and not (low[m] in ("who", "which", "that") and m + 1 < len(low) and low[m + 1] == "by"):
            return []
        if low[m] in ("by", "from") and low[m + 1 : m + 2] and not (low[m] == "from" and low[k] not in ("came", "come")):
            return _agents(note, actors, m + 1)
    return []


def _agents(note: Annotated, actors: Sequence[Actor], start: int) -> list[Actor]:
    low = note.sentence.lower
    first = next((a for a in actors if a.i >= start and a.i - start <= AGENT_REACH), None)
    between = low[start : first.i] if first else []
    if first is None or not {"in", "at", "on", "near", "against", "before", "that", "after", "for", "to"}.isdisjoint(between[:-2] if "belonging" in between or "belonged" in between else between):
        first = next((a for a in actors if a.i > start + 2 and low[a.i - 1 - (low[a.i - 1] == "the")] == "to" and {"belonging", "belonged", "belong", "belongs"} & set(low[start : a.i]) and a.i - start < 12), None)
        return [first] if first else []
    if first.adjectival and low[first.j : first.j + 1] and low[first.j] in ("base", "embassy", "officials"):
        return []
    agents = [first]
    for actor in actors:
        if actor.i >= agents[-1].j and actor.i - agents[-1].j <= 2 and low[agents[-1].j : actor.i] in (["and"], [","], [",", "and"], ["and", "the"], ["or"]):
            agents.append(actor)
    return [a for a in agents if a.group_id] or agents


def _no_object(low: Sequence[str], k: int) -> bool:
    """Tell whether a verb whose subject is a state has no object, and so may be a passive without "were"."""
    after = low[k + 1] if k + 1 < len(low) else "."
    if low[k] in ("attacked", "targeted", "hit", "struck", "bombed", "killed", "wounded", "injured", "shot"):
        return (after in lists()["no_object"] and low[k + 2 : k + 3] not in (["least"], ["most"])) or after in ("back", "dead")
    return False


def _shot_down(low: Sequence[str], k: int) -> bool:
    """Tell whether it is drones or rockets that were destroyed."""
    before = low[max(k - 14, 0) : k]
    return low[k] in ("destroyed", "hit", "struck", "targeted", "shot", "damaged") and bool({"drone", "drones", "rocket", "rockets", "missile", "missiles", "one", "aircraft", "uav"} & set(before))


def _defends(low: Sequence[str], k: int) -> bool:
    """Tell whether a state shoots something down, or shoots back."""
    behind = low[k + 1 : k + 7]
    behind = behind[: behind.index("with")] if "with" in behind else behind
    if low[k] in ("destroyed", "targeted", "hit", "struck", "destroys", "shot") and {"drone", "drones", "rocket", "rockets", "missile", "missiles", "uav", "projectiles", "down", "back"} & set(behind[:5]):
        return not {"site", "sites", "launcher", "launchers", "depot", "stores", "facility", "facilities", "storage"} & set(behind)
    return low[k] in ("wounded", "injured", "damaged")


def _noun(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    """Read "a U.S. drone strike", "Iran's answer", "attacks by militias"."""
    low = note.sentence.lower
    if _halted(low, k) or low[k] in ("operation", "operations", "offensive", "death", "deaths", "attempt"):
        return None
    if low[k] in ANSWERS and (low[k - 1 : k] != ["'s"] or lists()["strike_nouns"].isdisjoint(low[k:])):
        return None
    for actor in actors:
        if actor.j <= k and k - actor.j <= 6:
            between = low[actor.j : k]
            owner = between[:1] == ["'s"]
            plain = between[1:] if owner else between
            if all(word in lists()["modifiers"] or word in ("own",) for word in plain) and (owner or actor.adjectival or actor.state or low[k] in ("attack", "attacks")):
                if not owner and not actor.state and low[k] not in ("attack", "attacks", "drone", "missile", "strike", "strikes"):
                    continue
                if low[k] in ("drone", "missiles", "missile") and (k + 1 < len(low) and (low[k + 1] in lists()["strike_nouns"])):
                    continue
                if low[k] in ("drone", "missile", "missiles", "operation", "operations", "offensive", "fire", "drones") and not owner:
                    continue
                if any(low[actor.i - 1 - n] in ("on", "against") for n in (0, 1) if actor.i - 1 - n >= 0) and not actor.state:
                    continue
                return Deed(k, actor.i, k + 1, (actor,), "", "noun", is_hedged(low, k), False)
    if k + 1 < len(low) and low[k] not in ANSWERS:
        agents = agents_by(note, actors, k)
        if agents:
            return Deed(k, k, agents[-1].j, tuple(agents), "", "noun", is_hedged(low, k), False)
        for m in range(k + 1, min(k + 5, len(low) - 2)):
            if low[m] == "by" and low[m + 1] in ("such", "these", "those", "the", "this") and low[m + 2] in ("groups", "militias", "factions", "group", "militia", "faction"):
                return Deed(k, k, m + 3, (), "the " + low[m + 2], "noun", is_hedged(low, k), False)
    return None


def _halted(low: Sequence[str], k: int) -> bool:
    before = low[max(k - 5, 0) : k]
    if {"continuing", "ongoing", "earlier", "repeated", "recent", "previous", "string", "series", "past"} & set(before):
        before = [word for word in before if word != "against"]
    return not lists()["halted"].isdisjoint(before) and low[k - 1] not in ("in", "by")


def is_hedged(low: Sequence[str], k: int) -> bool:
    """Tell whether what stands at token k is only suspected, believed or possible."""
    start, end = max(k - 14, 0), min(k + 4, len(low))
    for m in range(k - 1, start - 1, -1):
        if low[m] in (";", ".", "—", "–", "but", "because", "after", "since", "according") and m < k - 1:
            start = m + 1
            break
    for m in range(start, end):
        word = low[m]
        if word not in lists()["hedges"]:
            continue
        if word in ("may", "might", "could") and low[m + 1 : m + 2] not in (["have"], ["be"], ["well"], ["already"]):
            continue
        if word == "could" and low[m + 1 : m + 2] != ["have"]:
            continue
        if word in ("may",) and m > 0 and low[m - 1] in ("in", "since", "on", "of", "early", "late"):
            continue
        return True
    return False


__all__ = ["Deed", "actors_of", "agents_by", "find_deeds", "is_hedged", "subject"]
