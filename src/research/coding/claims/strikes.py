"""Attacks told by a noun: a U.S. drone strike, Iran's answer, attacks by militias; and which words are nouns where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.claims.actors import Actor
from research.coding.claims.agents import agents_by
from research.coding.claims.modality import is_halted, is_hedged
from research.coding.claims.words import words
from research.coding.model import Annotated

OWNER_REACH = 6  # tokens between a name and the noun of its strike
HIT_WHAT = frozenset("the a an its their it them two three four five several at another one".split())
ALWAYS_VERBS = frozenset({"hit", "set"})
BE = frozenset({"was", "were", "is", "are", "been", "be"})
MODALS = frozenset("did didnt does will would could may might can should have has had".split())
BEFORE_VERBS = BE | MODALS | frozenset("to who that which they it we not never then also again".split())
BEHIND_NOUNS = frozenset("on against in have were are was has by near and ,".split())
STEMS = frozenset({"hit", "set", "bomb", "target", "strike", "attack", "kill"})
THIRD_PERSON = frozenset({"bombs", "hits", "strikes", "targets", "attacks", "kills", "fires", "raids"})
THESE = frozenset({"such", "these", "those", "the", "this"})


@dataclass(frozen=True, slots=True)
class Deed:
    """At token k an actor, or a pronoun that stands for one, or nobody named, is the author of an attack; i to j are its words.

    `how`: verb, passive, noun, since ("had not attacked since": then it did), bare (a passive without an agent).
    """

    k: int
    i: int
    j: int
    actors: tuple[Actor, ...]
    pronoun: str
    how: str
    hedged: bool = False
    negated: bool = False


def is_noun(note: Annotated, actors: Sequence[Actor], k: int) -> bool:
    """Tell whether a word such as "attacks" or "strike" is a noun where it stands."""
    low, lists, title = note.sentence.lower, words("attack"), note.sentence.role == "title"
    before, word = low[k - 1] if k else "", low[k]
    if word == "hit" and before in lists["weapons"] and low[k + 1 : k + 2] and low[k + 1] in HIT_WHAT:
        return False  # "missiles hit the airport"
    if before == "and":
        return not any(actor.j < k and low[actor.j] not in lists["strike_nouns"] for actor in actors)
    if before in BEFORE_VERBS:
        if before == "that" and k > 1 and low[k - 2] in ("after", "before", "of", "in"):
            return True
        return before in BE and not word.endswith("ing") and word not in ALWAYS_VERBS | {"struck"}
    if any(actor.j == k and not actor.adjectival for actor in actors):
        return word not in ALWAYS_VERBS and k + 1 < len(low) and low[k + 1] in BEHIND_NOUNS
    if any(actor.j == k for actor in actors) or before in lists["modifiers"] or before in lists["weapons"]:
        return not title or word != "hit"
    if before in lists["agents_plural"] and (word in STEMS or word.endswith("s")):
        return word not in STEMS
    if word in THIRD_PERSON:
        return not (title and before in lists["headline_subjects"])
    return word not in ALWAYS_VERBS


def find_strike(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    """Return the deed told by the noun at token k: "a U.S. drone strike", "Iran's answer", "attacks by militias"."""
    low, lists = note.sentence.lower, words("attack")
    answer = low[k] in lists["answers"]
    if is_halted(low, k) or low[k] in lists["no_deeds"]:
        return None
    if answer and (low[k - 1 : k] != ["'s"] or lists["strike_nouns"].isdisjoint(low[k:])):
        return None
    if low[k] in lists["weapons"] and low[k + 1 : k + 2] == ["from"]:  # "a missile from a Turkish drone"
        near = (a for a in actors if k + 2 <= a.i <= k + 4 and a.state)
        carrier = next((a for a in near if not lists["carriers"].isdisjoint(low[a.j : a.j + 1])), None)
        return Deed(k, k, carrier.j + 1, (carrier,), "", "noun", is_hedged(low, k)) if carrier else None
    if low[k] in lists["weapons"] and not lists["falling"].isdisjoint(low[k + 1 : k + 3]):  # "a Houthi drone crashed into"
        sender = next((a for a in actors if a.i < k and _sends(low, a, k)), None)
        return Deed(k, sender.i, k + 2, (sender,), "", "noun", is_hedged(low, k)) if sender else None
    owner = next((actor for actor in actors if actor.j <= k <= actor.j + OWNER_REACH and _owns(low, actor, k)), None)
    if owner is not None:
        return Deed(k, owner.i, k + 1, (owner,), "", "noun", is_hedged(low, k))
    return None if answer else _by(note, actors, k)


def _owns(low: Sequence[str], actor: Actor, k: int) -> bool:
    """Tell whether an actor's name before the noun at token k makes the strike its own."""
    lists, word = words("attack"), low[k]
    between = low[actor.j : k]
    owner = between[:1] == ["'s"]
    if not all(w in lists["modifiers"] or w == "own" for w in between[owner:]):
        return False
    if owner:
        return not (word in ("drone", "missile", "missiles") and low[k + 1 : k + 2] and low[k + 1] in lists["strike_nouns"])
    if word in lists["arms"]:
        return False
    if actor.state:
        return True
    against = any(low[actor.i - 1 - n] in ("on", "against") for n in (0, 1) if actor.i > n)
    return not against and (word in ("attack", "attacks") or (actor.adjectival and word in ("strike", "strikes")))


def _sends(low: Sequence[str], actor: Actor, k: int) -> bool:
    """Tell whether an actor's name goes with the weapon at token k: "Iranian ballistic missiles", "Kataib Hezbollah's rockets"."""
    between = low[actor.j : k]
    own = between[:1] == ["'s"]
    return actor.j <= k <= actor.j + OWNER_REACH and all(w in words("attack")["modifiers"] for w in between[own:])


def _by(note: Annotated, actors: Sequence[Actor], k: int) -> Deed | None:
    low, groups = note.sentence.lower, words("charge")["groups"]
    agents = agents_by(note, actors, k)
    if agents:
        return Deed(k, k, agents[-1].j, tuple(agents), "", "noun", is_hedged(low, k))
    for m in range(k + 1, min(k + 5, len(low) - 2)):
        if low[m] == "by" and low[m + 1] in THESE and low[m + 2] in groups:
            return Deed(k, k, m + 3, (), "the " + low[m + 2], "noun", is_hedged(low, k))
    return None
