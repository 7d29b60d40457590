"""Deeds: where a sentence itself makes somebody the author of an attack, by a verb, by "by", or by a name before the noun."""

from collections.abc import Sequence
from functools import cache

from research.coding.claims.actors import Actor
from research.coding.claims.agents import agents_by
from research.coding.claims.clauses import verb_start
from research.coding.claims.modality import is_doubted, is_hedged, is_negated, is_unreal
from research.coding.claims.strikes import Deed, find_strike, is_noun
from research.coding.claims.subjects import NOBODY, subject_actor
from research.coding.claims.words import together, words
from research.coding.model import Annotated

__all__ = ["Deed", "find_deeds"]

OBJECT_REACH, SUBJECT_REACH = 9, 12
FIGURE_REACH = 5
OBJECT_ENDS = (".", ";", "that", "which", "who", "said", "says", ",")
ONLY_ATTACKS = frozenset({"attack", "attacks", "strikes", "raids", "strike", "raid"})
CASUALTY = frozenset({"killed", "wounded", "injured", "slain"})
KEEPING = frozenset({"keep", "keeps", "kept", "began", "started"})
FLYERS = frozenset({"aircraft", "drone", "drones"})  # these fire themselves
SHOOTING = frozenset({"fired", "dropped", "detonated", "aimed", "directed"})
HIT_WHOM = (["a"], ["an"], ["the"], ["its"], ["their"], ["two"], ["three"], ["several"])
LEAST = (["least"], ["most"])


@cache
def triggers() -> frozenset[str]:
    """Return the words at which a deed may stand."""
    lists = words("attack")
    verbs, nouns = lists["verbs"] | lists["light_verbs"], lists["nouns"] | lists["strike_nouns"] | lists["answers"]
    return verbs | nouns | lists["habitual"] | lists["destroying"] | lists["weapons"] | {"one", "it"}


def find_deeds(note: Annotated, actors: Sequence[Actor]) -> list[Deed]:
    """Return the deeds of a sentence in order of their tokens."""
    wanted = triggers()
    if wanted.isdisjoint(note.sentence.lower):
        return []
    found = [_deed(note, actors, k) for k, word in enumerate(note.sentence.lower) if word in wanted]
    return [deed for deed in found if deed is not None]


def _deed(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    low, lists = note.sentence.lower, words("attack")
    word = low[k]
    if k and word in lists["habitual"] and low[k - 1] in lists["habits"]:  # "groups that Iran arms often fire on bases"
        return _verb(note, actors, k)
    verb = word in lists["verbs"] or (word in lists["light_verbs"] and _has_object(note, k))
    if verb and not (word in lists["noun_too"] and is_noun(note, actors, k)):
        return _verb(note, actors, k)
    if word in lists["weapons"] and (low[k + 1 : k + 2] == ["from"] or not lists["falling"].isdisjoint(low[k + 1 : k + 3])):
        return find_strike(note, actors, k)
    if word in lists["nouns"] or word in lists["strike_nouns"] or word in lists["answers"]:
        return find_strike(note, actors, k)
    if word == "it":  # "residents say that it was American"
        owners = tuple(
            a for a in actors if a.i == k + 2 and a.adjectival and a.state and low[k + 1] == "was" and low[a.j : a.j + 1] in ([","], ["."])
        )
        return Deed(k + 1, k, k + 3, owners, "", "it was", is_hedged(low, k + 1)) if owners and _said_before(low, k) else None
    if word in lists["destroying"] and low[k + 1 : k + 2] == ["of"]:
        return Deed(k, k, k + 2, (), "", "bare")
    if word == "one" and not lists["strike_nouns"].isdisjoint(low[:k]):  # "an airstrike, allegedly an Israeli one"
        owners = tuple(a for a in actors if a.j == k and a.adjectival and a.state)
        return Deed(k, k - 1, k + 1, owners, "", "noun", is_hedged(low, k)) if owners else None
    return None


def _said_before(low: Sequence[str], k: int) -> bool:
    """Tell whether a verb of speech stands right before token k, or before its "that"."""
    return low[k - 1 - (low[k - 1] == "that")] in words("speech")["verbs"]


def _has_object(note: Annotated, k: int) -> bool:
    """Tell whether a verb such as "carried out" has an attack or a weapon behind it, or before it in the passive."""
    low, lists = note.sentence.lower, words("attack")
    after = low[k + 1] if k + 1 < len(low) else ""
    if low[k] in ("blew", "blown"):
        return "up" in low[k + 1 : k + 3]
    if after == "it" and low[k + 2 : k + 3] == ["out"]:  # "carried it out"
        return True
    if low[k] in ("came", "come"):
        return low[k + 1 : k + 2] == ["from"] and not lists["weapons"].isdisjoint(low[max(k - 5, 0) : k])
    if low[k] in ("did", "done") and after in ("it", "this", "so"):
        return low[k - 1] in ("they", "it", "who", "we") or k in {*(u.j for u in note.unnamed), *(g.j for g in note.groups)}
    if k and low[k - 1] in lists["weapons"] and low[k] in lists["loosed"]:  # "two drones sent at the base"
        return True
    if low[k] in lists["sending"] and after in ("them", "it"):
        return True
    aside = next((m for m in range(k + 3, min(k + OBJECT_REACH, len(low))) if low[m] == ","), None) if after == "," else None
    if aside is not None:  # "renewed, on Thursday evening, its bombing"
        return not lists["strike_nouns"].isdisjoint(low[aside + 1 : aside + 4])
    behind = ["" if note.sentence.words[k + 1 + n] == "Operation" else word for n, word in enumerate(low[k + 1 : k + OBJECT_REACH])]
    for stop in OBJECT_ENDS:
        behind = behind[: behind.index(stop)] if stop in behind else behind
    if low[k] in ("committed", "commits", "perpetrated") and not lists["wrongs"].isdisjoint(behind):
        return True
    close = low[k] in ("made", "did")
    behind, wanted = (
        (behind[: 3 if low[k] == "did" else 5], ONLY_ATTACKS) if close else (behind, together("attack.nouns", "attack.weapons"))
    )
    if close and "not" in behind:
        return False
    if not wanted.isdisjoint(behind):
        return True
    passive = low[k - 1 : k] != ["had"] and not words("grammar")["be"].isdisjoint(low[max(k - 4, 0) : k])
    return passive and not wanted.isdisjoint(low[max(k - SUBJECT_REACH, 0) : k])


def _verb(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    low = note.sentence.lower
    start = verb_start(low, k)
    if _figurative(low, k) or is_unreal(low, start, k) or is_doubted(low, start):
        return None
    own = low[next((m + 1 for m in range(k - 1, start - 1, -1) if low[m] == "to"), start) : k]  # "are believed to have" is active
    being = not words("grammar")["be"].isdisjoint(own)
    progressive = low[k].endswith("ing")
    passive = being and not (progressive and "being" not in own)
    if passive or low[k] in ("came", "come") or low[k + 1 : k + 2] == ["by"] or _reduced(note, actors, k):
        return _passive(note, actors, start, k)
    if neither := _neither(low, actors, start):
        return Deed(k, neither[0].i, k + 1, tuple(neither), "", "verb", is_hedged(low, k), True)
    if progressive and low[k - 1] in KEEPING:
        return _active(note, actors, k - 1, k)
    return None if progressive and not being else _active(note, actors, start, k)


def _figurative(low: Sequence[str], k: int) -> bool:
    """Tell whether nothing is attacked by the verb at token k: "struck a milder note", "launched an inquiry into the attack"."""
    lists, behind = words("attack"), low[k + 1 : k + FIGURE_REACH]
    at = next((n for n, word in enumerate(behind) if word in lists["figures"]), None)
    return at is not None and (lists["weapons"] | words("grammar")["prepositions"] | {",", "."}).isdisjoint(behind[:at])


def _passive(note: Annotated, actors: Sequence[Actor], start: int, k: int) -> Deed | None:
    low = note.sentence.lower
    hedged, negated = is_hedged(low, k), is_negated(low, start, k)
    agents = agents_by(note, actors, k)
    if not agents:
        return Deed(k, start, k + 1, (), "", "bare", hedged, negated) if low[k] in words("attack")["launches"] else None
    if all(a.state for a in agents) and _shot_down(low, k):
        return None
    return Deed(k, start, agents[-1].j, tuple(agents), "", "passive", hedged, negated)


def _active(note: Annotated, actors: Sequence[Actor], start: int, k: int) -> Deed | None:
    low = note.sentence.lower
    heads, pronoun = subject_actor(note, actors, k)
    if pronoun == NOBODY or not (heads or pronoun):
        return None
    if not heads and (_defends(low, k) or (pronoun.startswith("the ") and "which" in low[max(start - 4, 0) : start])):
        return None
    hedged, negated = is_hedged(low, k), is_negated(low, start, k) or _none_done(low, heads, k)
    if negated and "since" in low[k:]:  # "had not fired missiles since January 2020": then it did
        return Deed(k, min(a.i for a in heads), k + 1, tuple(heads), "", "since", hedged) if heads else None
    heads = [a for a in heads if not (a.state and (_no_object(low, k) or _defends(low, k))) and not _victims(low, k)]
    if not heads and not pronoun:
        return None
    first = min((a.i for a in heads), default=max(start - 2, 0))
    return Deed(k, min(first, k), k + 1, tuple(heads), "" if heads else pronoun, "verb", hedged, negated)


def _none_done(low: Sequence[str], heads: Sequence[Actor], k: int) -> bool:
    """Tell whether "no" stands before the actor or the attack: "no American aircraft struck", "carried out no air strike"."""
    if any(low[a.i - 1] == "no" for a in heads if a.i):
        return True
    no = next((m for m in range(k + 1, min(k + 4, len(low))) if low[m] == "no"), None)
    return no is not None and not words("attack")["strike_nouns"].isdisjoint(low[no : no + 4])


def _neither(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    """Return A and B of "neither A nor B"."""
    first = next((m for m in range(max(start - 12, 0), start) if low[m] == "neither"), None)
    if first is None or "nor" not in low[first:start]:
        return []
    return [a for a in actors if first < a.i < start]


def _reduced(note: Annotated, actors: Sequence[Actor], k: int) -> bool:
    """Tell whether a participle without "was" is passive: "rockets fired at the base", "commander killed in an air strike"."""
    low, lists = note.sentence.lower, words("attack")
    if low[k].endswith(("ing", "s")) or k + 1 >= len(low) or low[k + 2 : k + 3] in LEAST:
        return False
    if k and low[k - 1] in lists["weapons"] and low[k] in lists["loosed"] and not (low[k - 1] in FLYERS and low[k] in SHOOTING):
        return True
    if low[k] not in lists["suffered"] or low[k + 1] not in ("in", "as", "when", "during", "after", "at", "near", "amid", "with"):
        return False
    return not any(actor.j == k and not actor.state and low[k] == "attacked" for actor in actors)


def _no_object(low: Sequence[str], k: int) -> bool:
    """Tell whether a verb whose subject is a state has no object, and so may be a passive without "were"."""
    lists = words("attack")
    if low[k] not in lists["suffered"] and low[k] != "shot":
        return False
    after, next_but_one = low[k + 1] if k + 1 < len(low) else ".", low[k + 2 : k + 3]
    if low[k] == "shot" and after in ("at", "on") and next_but_one in HIT_WHOM:  # "soldiers shot at an American patrol"
        return False
    if next_but_one == ["times"]:  # "attacked three times"
        return True
    if after == "back" and not lists["weapons"].isdisjoint(low[k + 2 : k + 9]):  # "struck back with missiles"
        return False
    return (after in lists["no_object"] and next_but_one not in LEAST) or after in ("back", "dead")


def _victims(low: Sequence[str], k: int) -> bool:
    """Tell whether it is the subject that was killed: "one member killed and another wounded"."""
    after = low[k + 1] if k + 1 < len(low) else "."
    return low[k] in CASUALTY and (after in words("attack")["no_object"] or after == "and")


def _shot_down(low: Sequence[str], k: int) -> bool:
    """Tell whether it is drones or rockets that were destroyed."""
    lists = words("attack")
    stopped = low[k] in lists["stopping"] or low[k] == "damaged"
    return stopped and not (lists["flying"] | {"one", "aircraft"}).isdisjoint(low[max(k - 14, 0) : k])


def _defends(low: Sequence[str], k: int) -> bool:
    """Tell whether somebody shoots something down, or shoots back, or opens up on drones."""
    lists, behind = words("attack"), low[k + 1 : k + 7]
    if low[k] in ("opened", "fired") and any(
        word in ("on", "at") and not lists["flying"].isdisjoint(behind[n + 1 : n + 5]) for n, word in enumerate(behind)
    ):
        return True
    behind = behind[: behind.index("with")] if "with" in behind else behind
    if low[k] in lists["stopping"] and not lists["flying"].isdisjoint(behind[:5]):
        return lists["launch_sites"].isdisjoint(behind)
    return low[k] in ("wounded", "injured", "damaged") and lists["weapons"].isdisjoint(low[max(k - 2, 0) : k])
