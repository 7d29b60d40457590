"""Who acts in a sentence: groups named or not, states by their adjectives, and words that point back to a group named before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from research.coding.claims_speech import BELIEVED, book, subject, vocabulary
from research.coding.model import Annotated

STATES = frozenset({"state", "state-like"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Tokens i to j stand for a group: a row of groups.csv (`group_id`) or only words (`text`)."""

    i: int
    j: int
    group_id: str
    text: str
    state: bool = False
    adjectival: bool = False

    @property
    def key(self) -> str:
        """The id, or for a group without one its words in lower case."""
        return self.group_id or self.text.lower()


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists about actors."""
    return book()["actors"]


@cache
def leaders() -> frozenset[str]:
    """Return the names of leaders, of whatever state."""
    return frozenset(name for names in book()["leaders"].values() for name in names)


@cache
def speakers() -> dict[str, frozenset[str]]:
    """Return by state the institutions that speak for it."""
    return book()["speakers"]


@dataclass(slots=True)
class Cast:
    """The groups that an article has spoken of so far, and of each sentence the one that it is about."""

    seen: list[Actor] = field(default_factory=list)
    topics: list[Actor] = field(default_factory=list)
    chiefs: list[Actor] = field(default_factory=list)

    def latest(self, plural: bool = False) -> Actor | None:
        """Return the group that "it" or "the group" means, the last topic; or "these groups", the last ones spoken of at all."""
        if plural:
            return next((a for a in reversed(self.seen) if not a.state), None)
        return next((a for a in reversed(self.topics) if a.group_id), self.topics[-1] if self.topics else None)

    def see(self, actors: Sequence[Actor], claimers: Sequence[str] = ()) -> None:
        """Add the actors of a sentence; its topic is who claims or denies in it, else the first group in it."""
        self.seen.extend(actors)
        groups = [a for a in actors if not a.state]
        topic = next((a for a in groups if a.group_id in claimers), groups[0] if groups else None)
        if topic is not None:
            self.topics.append(topic)
        self.chiefs = [a for a in actors if a.state and a.text.lower() in leaders()] or self.chiefs[-1:]


def find_actors(note: Annotated) -> list[Actor]:
    """Return the groups of a sentence in order; one named in apposition to an unnamed one stands for it."""
    sentence = note.sentence
    found = [
        Actor(g.i, g.j, g.group_id, sentence.span_text(g.i, g.j), g.kind in STATES, g.adjectival)
        for g in note.groups
        if g.group_id != "iraqi-security-forces" and not _only_ties(note, g.j)
    ]
    for u in note.unnamed:
        text = sentence.span_text(u.i, u.j)
        words = set(sentence.lower[u.i : u.j])
        if not u.group_id and words & {"unknown", "unidentified"} or (not u.group_id and words <= lists()["nobody"]):
            continue
        found = [actor for actor in found if actor.j <= u.i or actor.i >= u.j]
        patron = next((g.group_id for g in note.groups if g.i == u.i and sentence.lower[g.j : g.j + 1] in (["and"], ["or"])), "")
        if not patron and sentence.lower[u.i] == "iran" and sentence.lower[u.i + 1] in ("and", "or"):
            patron = "iran"
        found.append(Actor(u.i, u.j, patron, text, bool(patron)))
    found += _leaders(note, found) + _unlawful(note)
    return sorted(found, key=lambda actor: actor.i)


def _only_ties(note: Annotated, j: int) -> bool:
    """Tell whether a name only says whose friend another is: the Iran of "Iran-backed"."""
    low = note.sentence.lower
    return j < len(low) and low[j] in lists()["ties"] and note.sentence.joined(j)


def _unlawful(note: Annotated) -> list[Actor]:
    """Return groups of which only lawlessness is said: "an unlawful group"."""
    low, taken = note.sentence.lower, {t for u in note.unnamed for t in range(u.i, u.j)}
    return [
        Actor(k, k + 2, "", note.sentence.span_text(k, k + 2))
        for k in range(len(low) - 1)
        if low[k] in lists()["unlawful"] and low[k + 1] in lists()["unlawful_heads"] and k + 1 not in taken
    ]


def _leaders(note: Annotated, found: Sequence[Actor]) -> list[Actor]:
    """Return the states for which a president or a capital stands: "Biden ordered air strikes"."""
    taken = {t for a in found for t in range(a.i, a.j)}
    return [
        Actor(k, k + 1, state, note.sentence.words[k], True)
        for k, word in enumerate(note.sentence.lower)
        for state, names in book()["leaders"].items()
        if word in names and k not in taken and note.sentence.words[k][:1].isupper() and not (k and note.sentence.lower[k - 1] in lists()["prepositions"])
    ]


def subject_actor(note: Annotated, actors: Sequence[Actor], verb: int) -> tuple[list[Actor], str]:
    """Return the actors that are the subject of the verb at token `verb`, and the pronoun or negative word that stands there instead."""
    low, spans = note.sentence.lower, [(a.i, a.j) for a in actors]
    start, end = whole = subject(low, verb, spans)
    if start > 0 and low[start - 1] in ("that", "which", "who") and _finite(low, start, end, spans):
        start, end = _antecedent(low, start - 1, spans)  # what stands before the verb is a relative clause
    heads, pronoun = actors_of(note, actors, start, end)
    if not heads and not pronoun and start > 0 and low[start - 1] in ("that", "which", "who"):
        start, end = _antecedent(low, start - 1, spans)
        heads, pronoun = actors_of(note, actors, start, end)
        pronoun = pronoun if pronoun == "none" else ""
    described = not lists()["unknown_heads"].isdisjoint(low[whole[0] : whole[1]]) or any(not a.group_id for a in heads)
    if pronoun != "none" and described and not any(a.group_id for a in heads) and low[whole[1] : whole[1] + 1] == [","]:
        named = _apposition(low, actors, whole[1] + 1, verb)
        return (named, "") if named else (heads, pronoun)
    return heads, pronoun


def _finite(low: Sequence[str], start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a finite verb stands in tokens start to end, outside of names."""
    return any(low[k] in vocabulary()["finite"] and not any(i <= k < j for i, j in spans) for k in range(start, end))


def _antecedent(low: Sequence[str], k: int, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if k and low[k - 1] == ",":
        k -= 1
    return subject(low, k, spans)


def _apposition(low: Sequence[str], actors: Sequence[Actor], start: int, verb: int) -> list[Actor]:
    """Return the group named right behind a description: "an unknown formation, Tashkil al-Waritheen, claimed"."""
    return [a for a in actors if a.group_id and not a.state and start <= a.i <= start + 4 and a.j <= verb and "by" not in low[start : a.i]][:1]


def actors_of(note: Annotated, actors: Sequence[Actor], start: int, end: int) -> tuple[list[Actor], str]:
    """Return the actors that head tokens start to end, or "", "none" (no group, nobody) or the pronoun that stands there."""
    low = note.sentence.lower
    if start >= end:
        return [], ""
    if negative(low, start, end):
        return [], "none"
    heads = [actor for actor in actors if start <= actor.i and actor.j <= end + 1 and _heads(note, actor, start, end)]
    named = [actor for actor in heads if actor.group_id]
    if named and len(heads) > len(named) and not all(actor.adjectival for actor in named):
        heads = named  # "Iran and the militias it supports" speaks of Iran
    if heads:
        return heads, ""
    return [], _pronoun(low, start, end)


def negative(low: Sequence[str], start: int, end: int) -> bool:
    """Tell whether tokens start to end speak of nobody: no group, no one, none of the known groups."""
    for k in range(start, min(start + 6, end)):
        if low[k] in ("nobody", "noone", "none", "neither") or " ".join(low[k : k + 2]) in lists()["negative_pairs"]:
            return True
        if low[k] not in lists()["lead_in"] and not low[k].isdigit():
            return False
    return False


def _heads(note: Annotated, actor: Actor, start: int, end: int) -> bool:
    """Tell whether an actor heads its noun phrase: no preposition before it but "members of", no other noun behind it."""
    low = note.sentence.lower
    k = actor.i - 1
    while k >= start and low[k] in ("the", "a", "an", "its", "two", "several", "various", "some", "these", "those", "other", "so", "called", "local", "both", "\"", "“", "known", "shadowy", "suspected", "armed"):
        k -= 1
    if k >= start and low[k] in lists()["prepositions"]:
        if low[k] not in ("of", "from") or low[k - 1] not in lists()["carriers"]:
            return low[k] == "to" and not BELIEVED.isdisjoint(low[start:k])
    if k >= start and low[k] == "and" and any(word in lists()["prepositions"] for word in low[start:k]) and not any(a in low[start:k] for a in ("members", "fighters")):
        return low[start] not in lists()["prepositions"] or "," in low[start:k]
    follows = low[actor.j] if actor.j < len(low) else ""
    if not vocabulary()["finite"].isdisjoint(low[actor.j : end]) or "do" in low[actor.j : end]:
        return False
    if actor.adjectival and not lists()["victims"].isdisjoint(low[actor.j : end]):
        return follows in ("forces", "troops", "soldiers", "officials", "official", "commander", "general", "patrol", "military", "army", "navy", "air")
    if follows == "'s" and actor.j + 1 < end and not actor.state:
        return low[actor.j + 1] in lists()["carriers"]
    return True


def _pronoun(low: Sequence[str], start: int, end: int) -> str:
    for k in range(start, end):
        if low[k] in ("it", "they", "we", "he", "she") and end - k <= 3:
            return low[k]
        if low[k] in lists()["anaphor_openers"] and k + 1 < end and low[k + 1] in lists()["anaphors"]:
            return "the " + low[k + 1]
        if low[k] in ("its", "their") and k + 1 < end:
            return low[k]
    if end - start <= 2 and low[end - 1] in ("it", "they", "we", "nobody", "pair", "one", "latter"):
        return low[end - 1]
    return ""
