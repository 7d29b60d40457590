"""Claims of responsibility and their absence: who says "it was us", and attacks that nobody has claimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from research.coding.claims_actors import Actor, lists as actor_lists, negative, subject_actor
from research.coding.claims_deeds import agents_by
from research.coding.claims_speech import book, subject
from research.coding.model import Annotated

BE = frozenset("was were been being be is are went gone go goes remain remains remained".split())


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens i to j claim an attack for `actors` (or for whom `pronoun` stands), or say that nobody has."""

    i: int
    j: int
    actors: tuple[Actor, ...] = ()
    pronoun: str = ""
    nobody: bool = False
    rule: str = ""


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists about claims."""
    return book()["claim"]


def find_claims(note: Annotated, actors: Sequence[Actor]) -> list[Claim]:
    """Return the claims of a sentence, and the statements that there is none, in order."""
    low, found = note.sentence.lower, []
    for k, word in enumerate(low):
        claim = None
        if word == "unclaimed" and not {"that", "which", "those", "often", "usually"} & set(low[max(k - 4, 0) : k]):
            claim = Claim(k, k + 1, nobody=True, rule="unclaimed")
        elif word in ("claim", "claims") and _noun(low, k):
            claim = _claim_noun(note, actors, k)
        elif word in lists()["verbs"] and word != "claims" or word == "claims":
            claim = _claim_verb(note, actors, k)
        elif word == "as" and low[k + 1 : k + 3] in (["it", "has"], ["it", "did"]) and low[k + 3 : k + 4] and low[k + 3] in ("most", "many", "all", "several", "with", "other", "others"):
            claim = Claim(k + 1, min(k + 6, len(low)), pronoun="it", rule="as it has most")
        elif word == "so" and k == 0 and low[1:2] and low[1] in ("says", "said", "claims", "claimed"):
            named = [a for a in actors if a.group_id and not a.state][:1]
            claim = Claim(0, named[0].j, tuple(named), rule="so says") if named else None
        elif word in lists()["what"] and not (low[k - 1] in lists()["verbs"] or "claim" in low[max(k - 3, 0) : k]):
            claim = _taken(note, actors, k)
        elif word in lists()["own_up"] and low[k + 1 : k + 2] == ["up"]:
            claim = _active(note, actors, k, "owned up")
        elif word in ("admitted", "acknowledged", "confessed", "boasted") and negative(low, *subject(low, k)):
            claim = Claim(max(k - 2, 0), k + 1, nobody=True, rule="nobody " + word)
        elif word == "forward" and low[k - 1] in ("come", "came", "stepped", "comes") and negative(low, *subject(low, k - 1)):
            claim = Claim(k - 1, k + 1, nobody=True, rule="nobody came forward")
        if claim is not None and not any(c.i < claim.j and claim.i < c.j and c.nobody == claim.nobody for c in found):
            found.append(claim)
    return found


def _noun(low: Sequence[str], k: int) -> bool:
    before = low[k - 1] if k else ""
    return before in ("no", "a", "the", "of", "immediate", "any", "separate", "such", "public", "credible", "without", "responsibility", "immediately", "these", "those", "its", "for", "formal", "official", "their", "war", "first", "online", "and", "s", "'s") or (
        low[k + 1 : k + 2] == ["of"] or (low[k] == "claim" and low[k + 1 : k + 2] and low[k + 1] in ("has", "had", "came", "from", "by", "was"))
    )


def _claim_noun(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    low = note.sentence.lower
    before = low[max(k - 9, 0) : k]
    if {"no", "without", "neither", "any", "nobody", "nor"} & set(before) and (before[-1] not in ("the", "its", "these", "those") or "made" in before):
        heads = subject_actor(note, actors, _verb_before(low, k))[0] if _verb_before(low, k) is not None else []
        return None if heads else Claim(max(k - 2, 0), k + 1, nobody=True, rule="no claim")
    verb = _verb_before(low, k)
    if verb is not None:
        heads, pronoun = subject_actor(note, actors, verb)
        if pronoun == "none":
            return Claim(verb, k + 1, nobody=True, rule="nobody issued a claim")
        if heads:
            return Claim(heads[0].i, k + 1, tuple(heads), "", rule="issued a claim") if not heads[0].state else None
    behind = low[k + 1 : k + 10]
    for word in ("from", "by"):
        if word in behind and not {"that", "said", "was", "were", "denied", "rejected", "dismissed"} & set(behind[: behind.index(word)]):
            start = k + 2 + behind.index(word)
            agents = sorted((a for a in actors if start <= a.i <= start + 8 and not a.state and not {"that", "was", "which"} & set(low[start : a.i])), key=lambda a: not a.group_id)
            return Claim(k, agents[0].j, (agents[0],), rule="claim by") if agents else None
    return None


def _verb_before(low: Sequence[str], k: int) -> int | None:
    return next((m for m in range(k - 1, max(k - 7, -1), -1) if low[m] in lists()["issue"]), None)


def _claim_verb(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    low = note.sentence.lower
    before = low[max(k - 6, 0) : k]
    if low[k] == "claimed" and (BE & set(low[max(k - 4, 0) : k]) or low[k + 1 : k + 2] == ["by"]):
        return _passive(note, actors, k, before)
    if _claims_attack(low, k) or _claims_deed(low, k):
        return _active(note, actors, k, "claimed")
    return None


def _passive(note: Annotated, actors: Sequence[Actor], k: int, before: Sequence[str]) -> Claim | None:
    low = note.sentence.lower
    start, end = subject(low, k)
    if {"not", "never", "nt", "yet", "without"} & set(before) or negative(low, start, end) or any(w.endswith("nt") and w in ("wasnt", "werent", "hasnt", "havent") for w in before):
        return Claim(start, k + 1, nobody=True, rule="not claimed")
    agents = [a for a in agents_by(note, actors, k - 1 if low[k] == "by" else k) if not a.state]
    if agents:
        return Claim(k, agents[-1].j, tuple(agents), rule="claimed by")
    by = next((m for m in range(k + 1, min(k + 20, len(low))) if low[m] == "by"), None)
    if by is not None and low[by + 1 : by + 2] in (["a"], ["an"], ["the"], ["another"]):
        return Claim(k, by + 3, pronoun=" ".join(low[by + 1 : by + 3]), rule="claimed by")
    return None


def _claims_attack(low: Sequence[str], k: int) -> bool:
    """Tell whether an attack, or responsibility for one, is the object of the verb to claim."""
    for m in range(k + 1, min(k + 13, len(low))):
        word = low[m]
        if word in lists()["what"] or word in lists()["goals"]:
            after = low[m + 1] if m + 1 < len(low) else ""
            if word == "this" and after in ("one", "time", "as"):
                return True
            if word in ("it", "they", "this", "these") and after not in (".", ",", "", "on", "in", "as", "too", "and", ";", "through", "attack", "strike"):
                return False
            if word in ("most", "many", "some", "several", "all", "one", "more", "over", "any") and after in ("people", "soldiers", "casualties", "americans"):
                return False
            return not _clause_follows(low, m)
        if word == "that" and low[m + 1 : m + 2] and low[m + 1] in lists()["goals"] - {"it", "this", "these", "most", "many", "some", "several", "all", "one", "more"}:
            continue
        if word in lists()["not_claims"] or word in ("that", "to", ",", ".", ";", "was", "were", "had", "have", "has", "is", "are"):
            return False
    return False


def _clause_follows(low: Sequence[str], m: int) -> bool:
    """Tell whether the noun at token m is the subject of a clause: "claimed the attack was a fabrication"."""
    for k in range(m + 1, min(m + 7, len(low))):
        if low[k] in ("was", "were", "had", "is", "are", "has", "would", "will", "never", "did"):
            return True
        if low[k] in (",", ".", "that", "which", "who", "on", "in", "against", "for", "at", "by", ";", "and", "as", "with"):
            return False
    return False


def _claims_deed(low: Sequence[str], k: int) -> bool:
    """Tell whether "claimed" goes on with a deed: "claimed to have hit", "claims to be behind"."""
    behind = low[k + 1 : k + 5]
    return behind[:2] == ["to", "have"] or behind[:2] == ["to", "be"] and ("behind" in behind or "responsible" in behind)


def _taken(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    """Read "took credit", "responsibility was claimed by", "responsibility was taken in a statement by"."""
    low = note.sentence.lower
    verb = next((m for m in range(k - 1, max(k - 5, -1), -1) if low[m] in lists()["take"]), None)
    if verb is not None and not {"denied", "deny", "denies", "denying"} & set(low[max(k - 3, 0) : k]):
        return _active(note, actors, verb, "took " + low[k])
    for m in range(k + 1, min(k + 14, len(low))):
        if low[m] in ("taken", "claimed", "assumed", "accepted") and BE & set(low[k:m]):
            return _passive(note, actors, m, low[k:m])
        if low[m] in (".", ";"):
            break
    return None


def _active(note: Annotated, actors: Sequence[Actor], verb: int, rule: str) -> Claim | None:
    low = note.sentence.lower
    heads, pronoun = subject_actor(note, actors, verb)
    chain = low[max(verb - 5, 0) : verb]
    if pronoun == "none":
        return Claim(max(verb - 2, 0), verb + 2, nobody=True, rule="nobody " + rule)
    if {"not", "never", "yet", "nor", "will", "would", "cannot", "refused", "rarely", "neither", "if", "when"} & set(chain[-4:]) or any(w in chain for w in ("hasnt", "havent", "didnt")):
        return None
    heads = [a for a in heads if not (a.state and a.group_id in ("united-states", "us-led-coalition"))]
    if heads:
        return Claim(heads[0].i, verb + 2, tuple(heads), rule=rule)
    start, end = subject(low, verb)
    unknown = next((m for m in range(end - 1, start - 1, -1) if low[m] in actor_lists()["unknown_heads"]), None)
    if pronoun or unknown is not None or "which" in low[max(verb - 3, 0) : verb] or "who" in low[max(verb - 3, 0) : verb]:
        return Claim(start, verb + 2, pronoun=pronoun or "a group", rule=rule)
    if end > start and not {"officials", "official", "sources", "source", "army", "military", "police", "ministry", "media", "reports", "spokesman", "he", "she"} & set(low[start:end]):
        return Claim(start, verb + 2, pronoun="name", rule=rule) if note.sentence.words[end - 1][:1].isupper() or low[start] in ("a", "an") else None
    return None
