"""Charges whose accused goes before: X was behind it, X is to blame, X had a hand in it, the drone was X's own."""

from collections.abc import Sequence

from research.coding.claims.actors import Actor
from research.coding.claims.charges import Charge, about_attack
from research.coding.claims.modality import is_doubted, is_foreknowledge, is_hedged, is_of_people
from research.coding.claims.subjects import subject_actor
from research.coding.claims.words import words
from research.coding.model import Annotated

REACH, HELD_REACH, INVERTED_REACH = 6, 16, 14
OWN = "own"  # stands for who speaks: "the drone was its own"


def find_behind(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Return the charge of a word such as "behind" or "responsible" at token k."""
    low, lists = note.sentence.lower, words("charge")
    word = low[k]
    if word == "behind" and (k == 0 or low[k - 1] == ","):
        return _inverted(low, actors, k)
    if own_called := _called_its(note, actors, k):
        return own_called
    verb = next((m for m in range(k - 1, max(k - 1 - REACH, -1), -1) if low[m] in lists["be"] or low[m] in lists["have"]), None)
    if verb is None or not lists["no_subject"].isdisjoint(low[verb + 1 : k]):
        return None
    if not (lists["holding"] | lists["accusing"]).isdisjoint(low[max(k - HELD_REACH, 0) : k]):
        return None  # the accused follows those
    if word in lists["having"] and (is_of_people(low, k) or is_foreknowledge(low, k)):
        return None
    own = word in ("doing", "own", "work") and low[k - 1] in ("its", "their") and low[k - 2] not in words("grammar")["prepositions"]
    if not own and not _fits(low, verb, k):
        return None
    heads, pronoun = subject_actor(note, actors, verb)
    if word == "involved" and "including" in low[k:]:
        heads = [a for a in actors if a.i > k and a.group_id and not a.state] or heads
    if not (heads or pronoun or own) or is_doubted(low, verb):
        return None
    first = min((a.i for a in heads), default=max(verb - 2, 0))
    last = max((a.j for a in heads), default=0)
    return Charge(
        k, min(first, k), max(k + 1, last), tuple(heads), OWN if own else pronoun, plain=True, rule=" ".join(low[k - 1 : k + 1]),
        hedged=word in ("suspect", "suspects", "suspicion", "connected") or low[verb - 1] == "could" or is_hedged(low, k),
        negated=_negated(low, verb, k),
    )  # fmt: skip


def _inverted(low: Sequence[str], actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "Behind the attack, officials say, is Kataib Hezbollah"."""
    verb = next(
        (m for m in range(k + 1, min(k + INVERTED_REACH, len(low))) if low[m] in ("is", "are", "was", "were", "stands", "stood")), None
    )
    named = [a for a in actors if verb is not None and verb < a.i <= verb + 3]
    return Charge(k, k, named[0].j, tuple(named[:1]), plain=True, hedged=is_hedged(low, k), rule="behind it is") if named else None


def _called_its(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "Kataib Hezbollah called the attack its work"."""
    low = note.sentence.lower
    if low[k] not in ("doing", "own", "work") or low[k - 1] not in ("its", "their"):
        return None
    verb = next((m for m in range(k - 2, max(k - 7, -1), -1) if low[m] in ("called", "calls", "termed", "declared")), None)
    heads = subject_actor(note, actors, verb)[0] if verb is not None else []
    return Charge(k, heads[0].i, k + 1, tuple(heads), OWN, plain=True, rule="called its own") if heads else None


def _negated(low: Sequence[str], verb: int, k: int) -> bool:
    return low[k] == "nothing" or not words("charge")["negations"].isdisjoint(low[verb:k]) or low[verb - 1] in ("not", "never")


def _fits(low: Sequence[str], verb: int, k: int) -> bool:
    """Tell whether the verb and the words around "behind", "to blame", "a hand in" make a charge of it."""
    lists, word, before = words("charge"), low[k], low[k - 1]
    after = low[k + 1] if k + 1 < len(low) else ""
    if word in lists["being"] and low[verb] not in lists["be"]:
        return False
    if word in lists["having"]:
        if low[verb] not in lists["have"] or (low[verb] == "took" and word != "part"):
            return False
        return low[k + 1 : k + 4] == ["to", "do", "with"] if word == "nothing" else after in ("in", "for", "with")
    if word == "suspicion":
        return before == "under"
    if word == "behind":
        return after not in lists["not_behind"]
    if word in ("blame", "work"):
        return before == {"blame": "to", "work": "at"}[word]
    if word == "connected" and after != "with":
        return False
    if word in lists["needing_attack"]:
        return about_attack(low[k : k + 10])
    return word not in ("doing", "own")
