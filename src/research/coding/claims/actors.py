"""Who may be an author in a sentence: groups named or not, and states by the names of their leaders and capitals."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from research.coding.claims.clauses import is_auxiliary
from research.coding.claims.words import by_name, together, words
from research.coding.kept import once
from research.coding.model import Annotated
from research.coding.names.mentions import UnnamedGroup

STATES = frozenset({"state", "state-like"})
REPORTERS = frozenset({"iraqi-security-forces"})  # in this news a source, hardly ever an author
PATRON = "iran"
COALITION = "us-led-coalition"


class Actor(NamedTuple):
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


@once
def find_actors(note: Annotated) -> list[Actor]:
    """Return the groups of a sentence in order."""
    sentence = note.sentence
    if not (note.groups or note.unnamed) and _spoken_of().isdisjoint(sentence.lower):
        return []
    found = [
        Actor(g.i, g.j, g.group_id, sentence.span_text(g.i, g.j), g.kind in STATES, g.adjectival)
        for g in note.groups
        if g.group_id not in REPORTERS and not _only_ties(note, g.i, g.j)
    ]
    for group in note.unnamed:
        if not _says_nothing(note, group):
            if (named := _named_inside(note, group, found)) is not None:
                found = [named, *(actor for actor in found if actor.j <= group.i or actor.i >= group.j)]
                continue
            found = [actor for actor in found if actor.j <= group.i or actor.i >= group.j]
            patron = _with_patron(note, group)
            found.append(Actor(group.i, group.j, patron, sentence.span_text(group.i, group.j), bool(patron)))
    return sorted(
        [*found, *_organs(note, found), *_leaders(note, found), *_unlawful(note), *_coalition(note, found)], key=lambda actor: actor.i
    )


@cache
def _spoken_of() -> frozenset[str]:
    """Return the words with which an author is spoken of that is no name of a group."""
    return together("actors.unlawful", "actors.kinds") | by_name("leaders").keys() | by_name("organs").keys() | {"coalition"}


def _named_inside(note: Annotated, group: UnnamedGroup, found: Sequence[Actor]) -> Actor | None:
    """Return the group whose name words for a group end on: "a faction that goes by the name of Ashab al-Kahf"."""
    low = note.sentence.lower
    named = next((a for a in found if group.i < a.i and a.j <= group.j and a.group_id and not a.state), None)
    if named is None or words("actors")["naming"].isdisjoint(low[group.i : named.i]) or "of" in low[group.i : named.i - 1]:
        return None
    return Actor(group.i, group.j, named.group_id, named.text)


def _only_ties(note: Annotated, i: int, j: int) -> bool:
    """Tell whether a name only says whose friend another is: the Iran of "Iran-backed"."""
    low = note.sentence.lower
    if i and low[i - 1] in ("pro", "anti") and note.sentence.joined(i):
        return True
    return j < len(low) and low[j] in words("actors")["ties"] and note.sentence.joined(j)


def _says_nothing(note: Annotated, group: UnnamedGroup) -> bool:
    """Tell whether words for a group do not tell it from any other: "unknown gunmen"."""
    said = set(note.sentence.lower[group.i : group.j])
    return not group.group_id and (bool(said & {"unknown", "unidentified"}) or said <= words("actors")["nobody_in_particular"])


def _with_patron(note: Annotated, group: UnnamedGroup) -> str:
    """Return the patron's id for "Iran and the militias it supports": such words speak of the patron too."""
    low = note.sentence.lower
    link = next((g.j for g in note.groups if g.i == group.i), group.i + 1)
    named = next((g.group_id for g in note.groups if g.i == group.i), PATRON if low[group.i] == PATRON else "")
    return named if low[link : link + 1] in (["and"], ["or"]) else ""


def _unlawful(note: Annotated) -> list[Actor]:
    """Return groups of which only lawlessness is said, or likeness: "an unlawful group", "factions of this kind"."""
    low, lists = note.sentence.lower, words("actors")
    if lists["unlawful"].isdisjoint(low) and lists["kinds"].isdisjoint(low):
        return []
    taken = {t for u in note.unnamed for t in range(u.i, u.j)}
    alike = [
        Actor(k, k + 1, "", note.sentence.span_text(k, m + 1))
        for k, word in enumerate(low)
        if word in lists["unlawful_heads"] and k not in taken and low[k + 1 : k + 2] == ["of"] and (m := _kind(low, k + 2))
    ]
    return alike + [
        Actor(k, k + 2, "", note.sentence.span_text(k, k + 2))
        for k in range(len(low) - 1)
        if low[k] in lists["unlawful"] and low[k + 1] in lists["unlawful_heads"] and k + 1 not in taken
    ]


def _kind(low: Sequence[str], k: int) -> int:
    """Return the last token of "this kind", "the same ilk" at token k, 0 if neither stands there."""
    m = k + 1 + (low[k : k + 2] in (["the", "same"], ["the", "very"]))
    pointed = low[k : k + 1] in (["this"], ["that"], ["its"], ["their"]) or m > k + 1
    known = pointed and m < len(low) and low[m] in words("actors")["kinds"]
    return m if known and (m + 1 == len(low) or not is_auxiliary(low[m + 1])) else 0  # "have surfaced to claim" is no one's claim


def _coalition(note: Annotated, found: Sequence[Actor]) -> list[Actor]:
    """Return the coalition where it is only an adjective: "a coalition air strike"."""
    low = note.sentence.lower
    if "coalition" not in low:
        return []
    strikes = words("attack")["strike_nouns"] | words("attack")["carriers"] | {"air"}
    taken = {t for a in found for t in range(a.i, a.j)}
    return [
        Actor(k, k + 1, COALITION, note.sentence.words[k], True, True)
        for k in range(len(low) - 1)
        if low[k] == "coalition" and k not in taken and low[k + 1] in strikes
    ]


def _organs(note: Annotated, found: Sequence[Actor]) -> list[Actor]:
    """Return the groups for which a news agency or station speaks: "Amaq carried a statement"."""
    low, organs = note.sentence.lower, by_name("organs")
    if organs.keys().isdisjoint(low):
        return []
    taken = {t for a in found for t in range(a.i, a.j)}
    return [
        Actor(k, k + 1, organs[word], note.sentence.words[k])
        for k, word in enumerate(low)
        if word in organs and k not in taken and note.sentence.words[k][0].isupper()
    ]


def _leaders(note: Annotated, found: Sequence[Actor]) -> list[Actor]:
    """Return the states for which a president or a capital stands: "Biden ordered air strikes"."""
    low, states = note.sentence.lower, by_name("leaders")
    if states.keys().isdisjoint(low):
        return []
    taken, prepositions = {t for a in found for t in range(a.i, a.j)}, words("grammar")["prepositions"]
    return [
        Actor(k, k + 1, states[word], note.sentence.words[k], True)
        for k, word in enumerate(low)
        if word in states and k not in taken and note.sentence.words[k][0].isupper() and not (k and low[k - 1] in prepositions)
    ]
