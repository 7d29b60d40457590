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
from research.coding.claims.denials import triggers as denial_triggers
from research.coding.claims.idioms import triggers as idiom_triggers
from research.coding.claims.words import by_name, key_words, together, words
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
    avowing = together("speech.verbs", "speech.statements", "speech.attitudes", "avowal.statements", "avowal.presenting")
    avowing |= idiom_triggers() | {"signed", "name", "leaflet", "footage"}
    return (claim_triggers() | blame_triggers() | deed_triggers() | denial_triggers() | avowing) - {"as", "so", "one", "this", "that"}


@cache
def without_authors() -> frozenset[str]:
    """Return the words of which a statement needs one in an article that names nobody who may have done it.

    They speak of nobody, of an institution or a group as speaker, or of a claim by whom it may.
    """
    claims = together("claim.verbs", "claim.what", "claim.own_up", "claim.admit", "claim.boast") | MADE
    claims |= {"blame", "forward", "unclaimed", "put", "puts", "putting"} | key_words(words("claim")["unclaimed"])
    nobody = words("grammar")["nobody"] | {phrase.split()[0] for phrase in words("grammar")["no_group"]}
    speakers = together("actors.anaphors", "actors.unknown_heads", "speech.statements") | key_words(frozenset(by_name("speakers")))
    return claims | nobody | speakers
