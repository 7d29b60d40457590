"""The subject of a verb as an actor: a group, nobody, or a pronoun that stands for a group."""

from collections.abc import Sequence

from research.coding.claims.actors import Actor
from research.coding.claims.clauses import RELATIVE, Spans, has_finite, negative, subject
from research.coding.claims.words import words
from research.coding.model import Annotated

NOBODY = "none"
MOUTH_REACH = 8  # tokens from "a channel" to the group for which it speaks
FORCE_KINDS = frozenset({"'s", "armed", "own", "special", "ground", "naval", "security"})
PRONOUNS = frozenset({"it", "they", "we", "he", "she"})
NAMES = frozenset({"name", "names", "label", "banner", "signature", "brand", "nickname", "title"})


def subject_actor(note: Annotated, actors: Sequence[Actor], verb: int, speaking: bool = False) -> tuple[list[Actor], str]:
    """Return the actors that are the subject of the verb at token `verb`, and what stands there instead: NOBODY or a pronoun.

    Where the verb is one of speech (`speaking`), a group's channels, statements and spokesmen stand for it.
    """
    low, spans = note.sentence.lower, [(a.i, a.j) for a in actors]
    start, end = whole = subject(low, verb, spans)
    if speaking and (heard := _mouthpiece(note, actors, start, end)):
        return heard, ""
    if start > 0 and low[start - 1] == "than":  # "something other than Kataib Hezbollah"
        return [], ""
    if start > 0 and low[start - 1] in RELATIVE and has_finite(low, start, end, spans):
        start, end = _antecedent(low, start - 1, spans)  # what stands before the verb is a relative clause
    heads, pronoun = actors_of(note, actors, start, end)
    if not heads and not pronoun and start > 0 and low[start - 1] in RELATIVE:
        start, end = _antecedent(low, start - 1, spans)
        heads, pronoun = actors_of(note, actors, start, end)
        cleft = low[start : start + 2] in (["it", "was"], ["it", "is"])  # "it was they who launched the missiles"
        pronoun = pronoun if pronoun == NOBODY or cleft else ""
    owned = not heads and pronoun in ("its", "their", "his")
    unknown = not words("actors")["unknown_heads"].isdisjoint(low[whole[0] : whole[1]]) or not NAMES.isdisjoint(low[start:end])
    described = owned or unknown or any(not a.group_id for a in heads)
    if pronoun != NOBODY and described and not any(a.group_id for a in heads) and low[whole[1] : whole[1] + 1] == [","]:
        named = _apposition(low, actors, whole[1] + 1, verb)
        return (named, "") if named else (heads, pronoun)
    return heads, pronoun


def _mouthpiece(note: Annotated, actors: Sequence[Actor], start: int, end: int) -> list[Actor]:
    """Return the group for which a channel, a statement or a spokesman speaks: "a channel that speaks for Kataib Hezbollah"."""
    low, lists = note.sentence.lower, words("actors")
    if start > 1 and low[start - 1] in RELATIVE and low[start : start + 1] and low[start] in lists["speaks"]:
        start = max(start - 5, 0)
    for actor in actors:
        before = low[max(start, actor.i - MOUTH_REACH) : actor.i]
        if actor.state or not (start <= actor.i and actor.j <= end) or not before:
            continue
        outlet = max((n for n, word in enumerate(before) if word in lists["mouthpieces"]), default=None)
        if outlet is not None and not lists["mouth_links"].isdisjoint(before[outlet + 1 :]):
            return [actor]
    return []


def _antecedent(low: Sequence[str], k: int, spans: Spans) -> tuple[int, int]:
    return subject(low, k - 1 if k and low[k - 1] == "," else k, spans)


def _apposition(low: Sequence[str], actors: Sequence[Actor], start: int, verb: int) -> list[Actor]:
    """Return the group named right behind a description: "an unknown formation, Tashkil al-Waritheen, claimed"."""
    near = [a for a in actors if a.group_id and not a.state and start <= a.i <= start + 4 and a.j <= verb]
    return [a for a in near if "by" not in low[start : a.i]][:1]


def actors_of(note: Annotated, actors: Sequence[Actor], start: int, end: int) -> tuple[list[Actor], str]:
    """Return the actors that head tokens start to end, and what stands there instead: NOBODY, a pronoun or ''."""
    low = note.sentence.lower
    if start >= end:
        return [], ""
    if negative(low, start, end):
        return [], NOBODY
    heads = [actor for actor in actors if start <= actor.i and actor.j <= end + 1 and _heads(note, actor, start, end)]
    named = [actor for actor in heads if actor.group_id]
    if named and len(heads) > len(named) and not all(actor.adjectival for actor in named):
        heads = named  # "Kataib Hezbollah and groups tied to it" speaks of Kataib Hezbollah
    return (heads, "") if heads else ([], _pronoun(low, start, end))


def _heads(note: Annotated, actor: Actor, start: int, end: int) -> bool:
    """Tell whether an actor heads its noun phrase: no preposition before it but "members of", no other noun behind it."""
    low, grammar, lists = note.sentence.lower, words("grammar"), words("actors")
    k = actor.i - 1
    while k >= start and low[k] in grammar["skipped"]:
        k -= 1
    if k >= start and low[k] in grammar["prepositions"] and (low[k] not in ("of", "from") or low[k - 1] not in lists["carriers"]):
        if low[k] == "to" and not lists["outlets"].isdisjoint(low[start:k]):  # "a channel close to Kataib Hezbollah"
            return True
        return low[k] == "to" and not grammar["believed"].isdisjoint(low[start:k])
    if k >= start and low[k] == "and" and _in_phrase(low, start, k):
        return False
    behind = low[actor.j : end]
    if not grammar["finite"].isdisjoint(behind) or "do" in behind:
        return False
    follows = low[actor.j] if actor.j < len(low) else ""
    if actor.adjectival and not lists["victims"].isdisjoint(behind):
        head = next((word for word in behind if word not in FORCE_KINDS), follows)  # "Turkey's armed forces"
        return head in lists["forces"]
    if follows == "'s" and actor.j + 1 < end and not actor.state:
        return low[actor.j + 1] in lists["carriers"]
    return True


def _in_phrase(low: Sequence[str], start: int, k: int) -> bool:
    """Tell whether the "and" at token k joins names behind a preposition: "on Friday in Iraq and Syria"."""
    prepositions = words("grammar")["prepositions"]
    return low[start] in prepositions and "," not in low[start:k] and not {"members", "fighters"} & set(low[start:k])


def _pronoun(low: Sequence[str], start: int, end: int) -> str:
    lists = words("actors")
    for k in range(start, end):
        if low[k] in PRONOUNS and end - k <= 3:
            return low[k]
        if low[k] in lists["anaphor_openers"] and k + 1 < end and low[k + 1] in lists["anaphors"]:
            return "the " + low[k + 1]
        if low[k] in ("its", "their", "our", "his") and k + 1 < end:
            return low[k]
    return low[end - 1] if end - start <= 2 and low[end - 1] in ("pair", "one", "latter", "each") else ""
