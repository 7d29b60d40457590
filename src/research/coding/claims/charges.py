"""What a charge is, and the words around it: who accuses, who follows, what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.claims.actors import Actor
from research.coding.claims.clauses import subject
from research.coding.claims.words import together, words
from research.coding.model import Annotated

REACH = 8  # tokens from the words of blame to the accused
NOT_THEM = (["other", "than"], ["rather", "than"], ["but", "not"], [",", "not"])
LINKS = (["and"], [","], [",", "and"], ["or"])


@dataclass(frozen=True, slots=True)
class Charge:
    """Tokens i to j say at token k that actors did it, or are suspected of it, or (negated) that they did not."""

    k: int
    i: int
    j: int
    actors: tuple[Actor, ...]
    pronoun: str = ""
    accuser: tuple[int, int] = (0, 0)
    plain: bool = False  # "X was behind it": without a speaker it is the article that says so
    hedged: bool = False
    negated: bool = False
    denial: bool = False
    rule: str = ""


def next_actors(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    """Return the actors that follow token `start` within reach, with those that are listed with the first."""
    first = next((a for a in actors if start <= a.i <= start + REACH), None)
    if first is None or not words("charge")["stops"].isdisjoint(low[start : first.i]) or low[first.i - 2 : first.i] in NOT_THEM:
        return []
    found = [first]
    for actor in actors:
        gap = [word for word in low[found[-1].j : actor.i] if word not in ("the", "another", "a")]
        speaks = low[actor.j : actor.j + 1] and low[actor.j] in together("attack.no_agents", "speech.verbs")
        if actor.i >= found[-1].j and gap in LINKS and not speaks:
            found.append(actor)
    named = [a for a in found if a.group_id]
    return named if named and len(named) < len(found) else found


def anaphor(low: Sequence[str], start: int) -> str:
    """Return "the groups" for words that point back to groups told before."""
    told = low[start : start + 2]
    if len(told) == 2 and told[0] in ("the", "these", "those", "this", "that", "such") and told[1] in words("charge")["groups"]:
        return "the " + told[1]
    return ""


def whose(note: Annotated, actors: Sequence[Actor], k: int) -> list[Actor]:
    """Read "Iran, whose allies it holds responsible"."""
    low = note.sentence.lower
    at = next((m for m in range(k - 1, max(k - 7, 0), -1) if low[m] == "whose"), None)
    if at is None:
        return []
    owner = next((a for a in actors if at - 1 <= a.j <= at), None)
    return [Actor(at, at + 2, "", f"{owner.text}'s {note.sentence.words[at + 1]}")] if owner else []


def accuser(low: Sequence[str], k: int) -> tuple[int, int]:
    """Return the tokens of who accuses: the subject of the verb at token k, or of the verb that goes with the noun there."""
    lists = words("charge")
    adjective = low[k] == "suspected" and (k == 0 or low[k - 1] in ("the", "a", "an", "by", "of", "on", "in"))
    blame = low[k] == "blame" and low[k - 1] in ("the", "full", "all")
    if low[k] in lists["nouns"] or adjective or blame:
        verb = next((m for m in range(k - 1, max(k - 9, -1), -1) if low[m] in lists["pointing"]), None)
        return subject(low, verb) if verb is not None else (k, k)
    start, end = subject(low, k)
    return (k, k) if end > start and low[end - 1] in lists["attack_words"] else (start, end)  # "an attack blamed on"


def about_attack(low: Sequence[str]) -> bool:
    """Tell whether words speak of an attack."""
    return not words("charge")["attack_words"].isdisjoint(low)
