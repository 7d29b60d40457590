"""Denials of authorship: X denied any role, that it was behind it, that its fighters fired; X distanced itself."""

from collections.abc import Sequence
from functools import cache

from research.coding.claims.actors import Actor
from research.coding.claims.agents import agents_by
from research.coding.claims.charges import Charge
from research.coding.claims.clauses import subject
from research.coding.claims.modality import is_foreknowledge, is_of_people
from research.coding.claims.subjects import subject_actor
from research.coding.claims.words import together, words
from research.coding.model import Annotated

WASHED = (["washed", "its", "hands", "of"], ["washed", "their", "hands", "of"])
DENIED_IT = tuple(
    [it, end]
    for it in ("it", "this", "that")
    for end in (".", ",", ";", "and", "all", "categorically", "flatly", "firmly", "strongly", '"', "”")
)
FIRST_PERSON = frozenset({"we", "i"})
BE = frozenset({"was", "were", "been", "is", "are"})
REACH, TOLD_REACH, WEAK_REACH = 15, 14, 6


@cache
def triggers() -> frozenset[str]:
    """Return the words at which a denial may stand."""
    return together("denial.verbs", "denial.nouns", "denial.shrugging", "denial.judging") | {"distanced", "washed"}


def find_denials(note: Annotated, actors: Sequence[Actor]) -> list[Charge]:
    """Return the denials of a sentence in order of their tokens."""
    low, lists = note.sentence.lower, words("denial")
    found: list[Charge | None] = []
    if triggers().isdisjoint(low):
        return []
    for k, word in enumerate(low):
        if (word == "distanced" and low[k + 1 : k + 2] in (["itself"], ["themselves"])) or low[k : k + 4] in WASHED:
            heads, _ = subject_actor(note, actors, k, speaking=True)
            found.append(Charge(k, heads[0].i, k + 2, tuple(heads), denial=True, rule="distanced") if heads else None)
        elif word in lists["shrugging"] and low[k + 1 : k + 2] in (["off"], ["aside"], ["away"]):
            heads, _ = subject_actor(note, actors, k, speaking=True)
            blamed = not lists["accusations"].isdisjoint(low[k + 2 : k + 2 + WEAK_REACH])
            found.append(Charge(k, heads[0].i, k + 2, tuple(heads), denial=True, rule="shrugged off") if heads and blamed else None)
        elif word in lists["judging"] and not lists["accusations"].isdisjoint(low[k + 1 : k + 4]):
            heads, _ = subject_actor(note, actors, k, speaking=True)
            found.append(Charge(k, heads[0].i, k + 2, tuple(heads), denial=True, rule=f"{word} the charge") if heads else None)
        elif word in lists["verbs"] and not BE.isdisjoint(low[max(k - 3, 0) : k]) and low[k + 1 : k + 2] == ["by"]:
            found.append(_passive(note, actors, k))
        elif word in lists["nouns"] and (heads := _from(low, actors, k)):
            found.append(Charge(k, k, heads[0].j, tuple(heads), denial=True, rule="a denial from"))
        elif word in lists["verbs"] or (word in lists["nouns"] and low[k + 1 : k + 2] != ["of"]):
            found.append(_denial(note, actors, k))
    return [charge for charge in found if charge is not None]


def _passive(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "involvement was denied by the group", "the accusation was rejected by the group"."""
    low, lists = note.sentence.lower, words("denial")
    heads = agents_by(note, actors, k)
    denied = not (lists["authorship"] | lists["accusations"]).isdisjoint(low[slice(*subject(low, k))])
    return Charge(k, k, heads[-1].j, tuple(heads), denial=True, rule="denied by") if heads and denied else None


def _from(low: Sequence[str], actors: Sequence[Actor], k: int) -> list[Actor]:
    """Return the group of "a denial came from the group", "a denial by the group"."""
    return [a for a in actors if k + 1 < a.i <= k + 5 and not a.state and not {"from", "by"}.isdisjoint(low[k + 1 : a.i])][:1]


def _denial(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    low, lists = note.sentence.lower, words("denial")
    behind = low[k + 1 : k + 1 + REACH]
    behind = behind[: behind.index(";")] if ";" in behind else behind
    part = next((m for m, word in enumerate(behind) if word in lists["authorship"]), None)
    if part is not None and (is_of_people(low, k + 1 + part) or is_foreknowledge(low, k)):
        return None
    if part is None and (low[k] in lists["disowning"] or behind[:2] in DENIED_IT):
        return _flat(note, actors, k)
    if part is None and lists["accusations"].isdisjoint(behind[:WEAK_REACH]):
        return None
    if {"not", "never", "nor", "neither"} & set(low[max(k - 3, 0) : k]):
        return None
    if part is not None and behind[part] in lists["acts"] and low[k + 1 + part - 1] in ("the", "a") and low[k + part - 1] in ("in", "by"):
        return None  # "rejected a claim that soldiers had died in the bombing"
    start, end = subject(low, k)
    at = k + 1 + (part or 0)
    accused = _accused(low, actors, (start, end), k, at)
    if part is not None and behind[part] in lists["acts"] and not any(a.state for a in accused):
        return None  # "denied the strike": whether there was one is the question
    if not accused and start and low[start - 1] in ("which", "who"):  # "the group, which denies involvement"
        accused = subject_actor(note, actors, k, speaking=True)[0][:1]
    if not accused and not _points_back(low, start, end):
        return None
    return Charge(k, start, at + 1, tuple(accused), "" if accused else "it", (start, end), denial=True, rule="denied")


def _flat(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "the group denied it", "the group disowned the attack": what a state denies so may be the attack itself."""
    if {"not", "never", "nor", "neither"} & set(note.sentence.lower[max(k - 3, 0) : k]):
        return None
    heads, pronoun = subject_actor(note, actors, k, speaking=True)
    heads = [a for a in heads if not a.state]
    if not heads and pronoun in FIRST_PERSON:  # ""We deny this," a spokesman of the group said"
        return Charge(k, k, k + 2, (), pronoun, denial=True, rule="denied it")
    return Charge(k, heads[0].i, k + 2, tuple(heads), denial=True, rule="denied it") if heads else None


def _accused(low: Sequence[str], actors: Sequence[Actor], span: tuple[int, int], k: int, at: int) -> list[Actor]:
    """Return who denies, or whom the denial names: "denied the involvement of Shiite militias", "denied that U.S. forces struck"."""
    denying = sorted((a for a in actors if span[0] <= a.i and a.j <= span[1] + 1), key=lambda a: not a.group_id)[:1]
    named = [a for a in actors if k < a.i <= k + TOLD_REACH and (a.j <= at + 1 or (low[at + 1 : at + 2] == ["of"] and a.i - at <= 4))]
    for actor in actors:
        if denying and span[0] <= actor.i and actor.j <= span[1] + 1 and low[denying[-1].j : actor.i] in (["and"], [","], [",", "and"]):
            denying = [*denying, actor]  # "A and B both denied it"
    if named and (not denying or named[0].key == denying[0].key or named[0].state == denying[0].state):
        return [a for a in named if not a.adjectival or a.state][:2] or denying
    return denying


def _points_back(low: Sequence[str], start: int, end: int) -> bool:
    if start >= end:
        return False
    return low[end - 1] in ("it", "they") or (low[start] == "the" and low[end - 1] in words("actors")["anaphors"])
