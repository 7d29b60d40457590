"""The forms of a claim: "X claimed it", "it was claimed by X", "a claim came from X", and each of them with nobody for X."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.claims.actors import Actor
from research.coding.claims.agents import agents_by
from research.coding.claims.clauses import RELATIVE, negative, subject
from research.coding.claims.subjects import NOBODY, subject_actor
from research.coding.claims.words import words
from research.coding.model import Annotated

STRIKERS = frozenset({"united-states", "us-led-coalition"})  # they announce strikes, they do not claim them
NOUN_REACH, BY_REACH, LATE_BY_REACH = 9, 10, 20


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens i to j claim an attack for `actors` (or for whom `pronoun` stands), or say that nobody has."""

    i: int
    j: int
    actors: tuple[Actor, ...] = ()
    pronoun: str = ""
    nobody: bool = False
    rule: str = ""


def active(note: Annotated, actors: Sequence[Actor], verb: int, rule: str) -> Claim | None:
    """Return the claim whose verb stands at token `verb` and whose subject claims."""
    low = note.sentence.lower
    heads, pronoun = subject_actor(note, actors, verb, speaking=True)
    if pronoun == NOBODY:
        return Claim(max(verb - 2, 0), verb + 2, nobody=True, rule="nobody " + rule)
    if not words("claim")["not_claiming"].isdisjoint(low[max(verb - 4, 0) : verb]):
        return None
    if {"anyone", "anybody"} & set(low[max(verb - 3, 0) : verb]) and {"without", "not", "nor", "hardly"} & set(
        low[max(verb - 7, 0) : verb]
    ):
        return Claim(max(verb - 2, 0), verb + 1, nobody=True, rule="without anyone " + rule)
    if low[verb - 1 : verb] == ["without"]:
        return None
    if heads and rule == "claimed":
        heads = [a for a in heads if a.group_id not in STRIKERS]
        if not heads:
            return None
    if heads:
        return Claim(heads[0].i, verb + 2, tuple(heads), rule=rule)
    start, end = subject(low, verb)
    if start and not pronoun and low[start - 1] in RELATIVE:  # "a group that seems to be new claimed"
        start, end = subject(low, start - 1)
    described = not words("actors")["unknown_heads"].isdisjoint(low[start:end])
    if pronoun or described or {"which", "who"} & set(low[max(verb - 3, 0) : verb]):
        return Claim(start, verb + 2, pronoun=pronoun or "a group", rule=rule)
    named = end > start and (note.sentence.words[end - 1][0].isupper() or low[start] in ("a", "an"))
    if named and words("claim")["no_claimers"].isdisjoint(low[start:end]):
        return Claim(start, verb + 2, pronoun="name", rule=rule)
    return None


def passive(note: Annotated, actors: Sequence[Actor], k: int, before: Sequence[str]) -> Claim | None:
    """Return the claim whose participle stands at token k; `before` are the words in which a negation is looked for."""
    low = note.sentence.lower
    start, end = subject(low, k)
    if not words("claim")["not_yet"].isdisjoint(before) or negative(low, start, end):
        return Claim(start, k + 1, nobody=True, rule="not claimed")
    agents = [a for a in agents_by(note, actors, k) if not a.state]
    if agents:
        return Claim(k, agents[-1].j, tuple(agents), rule="claimed by")
    by = next((m for m in range(k + 1, min(k + LATE_BY_REACH, len(low))) if low[m] == "by"), None)
    if by is not None and low[by + 1 : by + 2] in (["a"], ["an"], ["the"], ["another"]):
        return Claim(k, by + 3, pronoun=" ".join(low[by + 1 : by + 3]), rule="claimed by")
    return None


def noun(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    """Return the claim that the noun "claim" at token k tells of: no claim, a claim by X, X posted a claim."""
    low, lists = note.sentence.lower, words("claim")
    before = low[max(k - NOUN_REACH, 0) : k]
    verb = next((m for m in range(k - 1, max(k - 7, -1), -1) if low[m] in lists["issue"]), None)
    heads, pronoun = subject_actor(note, actors, verb, speaking=True) if verb is not None else ([], "")
    if not lists["none"].isdisjoint(before) and (before[-1] not in ("the", "its", "these", "those") or "made" in before):
        return None if heads else Claim(max(k - 2, 0), k + 1, nobody=True, rule="no claim")
    if verb is not None and pronoun == NOBODY:
        return Claim(verb, k + 1, nobody=True, rule="nobody issued a claim")
    if low[k - 1] != "the" and low[k + 1 : k + 2] in (["has"], ["had"]) and not lists["not_yet"].isdisjoint(low[k + 2 : k + 4]):
        return Claim(k, k + 3, nobody=True, rule="no claim")
    if low[k + 1 : k + 3] == ["of", "responsibility"] and not lists["not_yet"].isdisjoint(low[k + 3 : k + 7]) and low[k - 1] != "the":
        return Claim(k, k + 3, nobody=True, rule="no claim")
    if heads:
        return None if heads[0].state else Claim(heads[0].i, k + 1, tuple(heads), rule="issued a claim")
    owner = next((a for a in actors if a.j == k - 1 and low[k - 1] == "'s" and not a.state), None)
    if owner is not None and low[k + 1 : k + 2] not in (["that"], ["to"]):
        return Claim(owner.i, k + 1, (owner,), rule="its claim")
    return _claim_by(low, actors, k)


def _claim_by(low: Sequence[str], actors: Sequence[Actor], k: int) -> Claim | None:
    behind = low[k + 1 : k + BY_REACH]
    for word in ("from", "by", "of"):
        if word == "of" and "behalf" not in behind:
            continue
        if word in behind and words("claim")["not_by"].isdisjoint(behind[: behind.index(word)]):
            start = k + 2 + behind.index(word)
            near = [a for a in actors if start <= a.i <= start + 8 and not a.state and not {"that", "was", "which"} & set(low[start : a.i])]
            near.sort(key=lambda a: not a.group_id)
            return Claim(k, near[0].j, (near[0],), rule="claim by") if near else None
    return None
