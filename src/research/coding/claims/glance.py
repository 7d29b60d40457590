"""Which sentences may hold a statement on who did it, by a glance at their words: most hold none, and need not be read closely.

What is required here must follow from the rules: a sentence passed over here would give no statement if it were read.
"""

from collections.abc import Sequence
from functools import cache

from research.coding.claims.actors import find_actors
from research.coding.claims.blame import triggers as blame_triggers
from research.coding.claims.claimed import MADE
from research.coding.claims.claimed import triggers as claim_triggers
from research.coding.claims.deeds import triggers as deed_triggers
from research.coding.claims.idioms import triggers as idiom_triggers
from research.coding.claims.words import by_name, words
from research.coding.model import Annotated


def worth_reading(notes: Sequence[Annotated]) -> list[bool]:
    """Tell of each sentence of an article whether it may hold a statement."""
    holds = [not triggers().isdisjoint(note.sentence.lower) or note.sentence.lower[:1] == ["so"] for note in notes]
    if not any(holds) or any(find_actors(note) for note in notes):
        return holds
    return [
        told and (note.sentence.role == "title" or not without_authors().isdisjoint(note.sentence.lower))
        for told, note in zip(holds, notes, strict=True)
    ]


@cache
def triggers() -> frozenset[str]:
    """Return the words at which a claim, a charge, a deed, a denial or an avowal may stand."""
    denial = words("denial")["verbs"] | words("denial")["nouns"] | words("denial")["shrugging"] | words("denial")["judging"]
    avowing = words("speech")["verbs"] | words("speech")["statements"] | words("avowal")["statements"]
    avowing |= idiom_triggers() | words("avowal")["presenting"] | words("speech")["attitudes"]
    avowing |= {"signed", "name", "leaflet", "footage", "distanced", "washed"}
    return (claim_triggers() | blame_triggers() | deed_triggers() | denial | avowing) - {"as", "so", "one", "this", "that"}


@cache
def without_authors() -> frozenset[str]:
    """Return the words of which a statement needs one in an article that names nobody who may have done it.

    They speak of nobody, of an institution or a group as speaker, or of a claim by whom it may.
    """
    claim, grammar, actors = words("claim"), words("grammar"), words("actors")
    claims = claim["verbs"] | claim["what"] | claim["own_up"] | claim["admit"] | claim["boast"] | MADE
    claims |= {"blame", "forward", "unclaimed", "put", "puts", "putting", *map(_longest, claim["unclaimed"])}
    nobody = grammar["nobody"] | {phrase.split()[0] for phrase in grammar["no_group"]}
    speakers = actors["anaphors"] | actors["unknown_heads"] | words("speech")["statements"]
    return claims | nobody | speakers | set(map(_longest, by_name("speakers")))


def _longest(phrase: str) -> str:
    return max(phrase.split(), key=len)
