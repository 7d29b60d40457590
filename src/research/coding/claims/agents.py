"""The author behind "by": fired by militias, killed by an American air strike, planes belonging to the coalition."""

from collections.abc import Sequence

from research.coding.claims.actors import Actor
from research.coding.claims.clauses import RELATIVE
from research.coding.claims.words import together, words
from research.coding.model import Annotated

BY_REACH, AGENT_REACH, OWNER_REACH = 12, 7, 12
LINKS = (["and"], [","], [",", "and"], ["and", "the"], ["or"])


def agents_by(note: Annotated, actors: Sequence[Actor], k: int) -> list[Actor]:
    """Return the actors behind a "by" that follows token k, or behind "from" after "came"."""
    low, lists = note.sentence.lower, words("attack")
    for m in range(k + 1, min(k + BY_REACH, len(low) - 1)):
        if low[m] == "by" and low[m - 1] in lists["hosts"] and m - 1 != k:
            return []
        if low[m] == "by" and low[m - 1] == "down":  # "a drone shot down by"
            return []
        if low[m] in lists["breaks"] and not (low[m] in RELATIVE and low[m + 1] == "by"):
            return []
        if low[m] == "by" or (low[m] == "from" and low[k] in ("came", "come")):
            return _agents(low, actors, m + 1)
    return []


def _agents(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    first = next((a for a in actors if start <= a.i <= start + AGENT_REACH), None)
    if first is None or not words("attack")["no_agent_over"].isdisjoint(low[start : first.i]):
        return _owners(low, actors, start)
    if first.adjectival and low[first.j : first.j + 1] and low[first.j] in words("attack")["no_agents"]:
        return []
    return _named([first, *_listed(low, actors, first)])


def _owners(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    """Return whose arms they were: "by three warplanes, which probably belonged to the coalition"."""
    belonging = words("attack")["belonging"]
    for actor in actors:
        to = low[actor.i - 1 - (low[actor.i - 1] == "the")] == "to"
        if to and start + 2 < actor.i < start + OWNER_REACH and not belonging.isdisjoint(low[start : actor.i]):
            return [actor]
    return []


def _listed(low: Sequence[str], actors: Sequence[Actor], first: Actor) -> list[Actor]:
    """Return the actors that are listed with the first: "A, B and C"."""
    found, last = [], first
    for actor in actors:
        speaks = low[actor.j : actor.j + 1] and low[actor.j] in together("attack.no_agents", "speech.verbs")
        if actor.i >= last.j and low[last.j : actor.i] in LINKS and not speaks:
            found.append(actor)
            last = actor
    return found


def _named(found: list[Actor]) -> list[Actor]:
    return [actor for actor in found if actor.group_id] or found
