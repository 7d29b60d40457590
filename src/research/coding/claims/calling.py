"""What a group calls an attack: its answer, revenge, the work of its heroes. Who gives a deed such a name owns it."""

from collections.abc import Iterator

from research.coding.claims.charges import Charge
from research.coding.claims.clauses import subject
from research.coding.claims.idioms import POINTERS, Owned
from research.coding.claims.scene import Scene
from research.coding.claims.subjects import subject_actor
from research.coding.claims.words import words

OBJECT_REACH, NAME_REACH = 6, 9
OWNERS = frozenset({"its", "their", "his", "our"})
LINKS = frozenset({"as", "among", ":"})
NAMERS = frozenset({"called", "calls", "call", "termed", "terms", "dubbed", "dubs"})  # these need no "as"


def find_callings(scene: Scene) -> Iterator[Owned]:
    """Yield the claims of "presented the attack as its answer", "called it revenge for the commander", "counts it among its operations"."""
    low, lists = scene.note.sentence.lower, words("avowal")
    if lists["presenting"].isdisjoint(low):
        return
    for k, word in enumerate(low):
        if word not in lists["presenting"]:
            continue
        deed = _deed(low, k)
        if deed is None or not _owned(low, deed, word):
            continue
        heads, pronoun = subject_actor(scene.note, scene.actors, k, speaking=True)
        if pronoun == "it" and scene.office_before():
            continue
        if not heads and (pronoun in ("it", "they") or pronoun.startswith("the ")):
            heads = [a for a in scene.resolve(pronoun, k, k + 1) if a.group_id]
        heads = heads if not OWNERS.isdisjoint(low[deed:]) else [a for a in heads if not a.state]
        if heads:
            yield Owned(min(heads[0].i, k), deed + 1, tuple(heads), "", "claimed", word + " it its own")
            return


def find_blaming(scene: Scene) -> Iterator[Charge]:
    """Yield the charges of "called the attack a message from Turkey", "described it as the work of the group"."""
    low, lists = scene.note.sentence.lower, words("avowal")
    if lists["presenting"].isdisjoint(low) or not scene.actors:
        return
    for k, word in enumerate(low):
        deed = _deed(low, k) if word in lists["presenting"] else None
        if deed is None:
            continue
        named = next((m for m in range(deed + 1, min(deed + NAME_REACH, len(low))) if low[m] in lists["authored"]), None)
        if named is None or low[named + 1 : named + 2] not in (["from"], ["of"], ["by"]):
            continue
        accused = next((a for a in scene.actors if named + 2 <= a.i <= named + 5), None)
        start, end = subject(low, k)
        if accused is not None and end > start and not any(a.key == accused.key for a in scene.actors if start <= a.i < end):
            yield Charge(k, k, accused.j, (accused,), accuser=(start, end), rule=f"{word} it theirs")
            return


def _deed(low: list[str], k: int) -> int | None:
    """Return the token of the attack that is the object of the verb at token k."""
    deeds = words("attack")["nouns"] | words("attack")["weapons"] | (words("claim")["goals"] - words("claim")["quantities"]) | POINTERS
    return next((m for m in range(k + 1, min(k + OBJECT_REACH, len(low))) if low[m] in deeds and low[m - 1] not in LINKS), None)


def _owned(low: list[str], deed: int, verb: str) -> bool:
    """Tell whether the words behind an attack make it an answer, or the speaker's own."""
    lists, behind = words("avowal"), low[deed + 1 : deed + NAME_REACH]
    for stop in (";", ".", "by"):
        behind = behind[: behind.index(stop)] if stop in behind else behind
    if "from" in behind or (LINKS.isdisjoint(behind) and verb not in NAMERS):
        return False
    answer = next((n for n, word in enumerate(behind) if word in lists["answers"]), None)
    if answer is not None:
        return "as" in behind[:answer] or verb in NAMERS
    own = any(word in OWNERS for word in behind)
    return own and not lists["feats"].isdisjoint(behind)
