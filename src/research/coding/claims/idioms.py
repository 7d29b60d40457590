"""Whole phrases by which a group owns a deed or disowns it, told by their subject: `codebook/avowals.toml`.

The phrases are a lexicon; who speaks is worked out. "G disowned the rockets" is a denial of G, "nobody has adopted the attack" an
attack that is unclaimed, "we had no hand in it, a leader of G said" a denial of whose words they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from research import codebook
from research.coding import lexicon
from research.coding.claims.actors import Actor
from research.coding.claims.clauses import verb_start
from research.coding.claims.modality import is_foreknowledge, is_of_people, is_unreal
from research.coding.claims.scene import Scene, Voice
from research.coding.claims.subjects import NOBODY, subject_actor
from research.coding.claims.words import words
from research.coding.lexicon import Cue
from research.paths import CODEBOOK

DEED_REACH = 8  # tokens behind a phrase in which its deed stands
POINTERS = frozenset({"it", "this", "them", "these", "both"})
OWN_REACH = 4
KINDS = frozenset({"claims", "denies", "mine", "not_mine"})
SHORT = 4  # letters of words that are too common to look for
COMMON = frozenset(
    "their about known knows fighters rockets drones drone rocket having itself themselves comes coming people taken takes taking "
    "share forces members without never setting putting strong matter style units whatever".split()
)
OWN_WORDS = frozenset({"it", "they", "we", "he", "she", "i", "its", "their", "our", "his", "us", "ours", "theirs"})
NOT = frozenset({"not", "never", "nor", "neither", "yet", "without", "no", "nt", "hardly", "didnt", "hasnt", "havent"})
BEING = frozenset({"was", "were", "been", "be", "being", "is", "are"})


@dataclass(frozen=True, slots=True)
class Owned:
    """Tokens i to j say that actors (or for whom `pronoun` stands) did it or not (`kind`: claimed, denied, unclaimed)."""

    i: int
    j: int
    actors: tuple[Actor, ...]
    pronoun: str
    kind: str
    rule: str
    text: str = ""


@cache
def triggers() -> frozenset[str]:
    """Return a word of each phrase, its longest, but for phrases of none but short words: with those somebody must speak."""
    raw = codebook.load().lexicon("avowals")
    phrases = [words for kinds in raw.values() for entries in kinds.values() for entry in entries for words in lexicon.expand(entry)]
    longest = {max(phrase, key=lambda word: (len(word), word)) for phrase in phrases}
    return frozenset(word for word in longest if len(word) > SHORT) - COMMON


def find_idioms(scene: Scene) -> list[Owned]:
    """Return what the phrases of a sentence say of who did it, in order."""
    phrases = lexicon.load(CODEBOOK, "avowals")
    if not phrases.may_hold(KINDS, scene.note.sentence.lower):
        return []
    return [owned for cue in phrases.find(scene.note.sentence) for owned in _read(scene, cue)]


def _read(scene: Scene, cue: Cue) -> Iterator[Owned]:
    if cue.kind in ("claims", "denies"):
        if cue.value == "whole" or _deed_behind(scene, cue.j):
            yield from _of_subject(scene, cue, "claimed" if cue.kind == "claims" else "denied")
    elif cue.value == "said" or _deed_behind(scene, cue.j):
        yield from _said(scene, cue, "claimed" if cue.kind == "mine" else "denied")


def _rule(scene: Scene, cue: Cue) -> str:
    return " ".join(scene.note.sentence.lower[cue.i : cue.j])


def _deed_behind(scene: Scene, k: int) -> bool:
    """Tell whether an attack, or a word that points to one, follows token k."""
    low, lists = scene.note.sentence.lower, words("attack")
    behind = low[k : k + DEED_REACH]
    for stop in (";", ".", "who", "because"):
        behind = behind[: behind.index(stop)] if stop in behind else behind
    deeds = lists["nouns"] | lists["strike_nouns"] | lists["weapons"] | words("claim")["goals"] - words("claim")["quantities"]
    return bool(behind) and (behind[0] in POINTERS or not (deeds - words("claim")["pronouns"]).isdisjoint(behind))


def _of_subject(scene: Scene, cue: Cue, kind: str) -> Iterator[Owned]:
    """Read a phrase as the verb of its subject."""
    note, low = scene.note, scene.note.sentence.lower
    start = verb_start(low, cue.i)
    chain = low[start : cue.i]
    if not BEING.isdisjoint(chain):  # a passive
        return
    heads, pronoun = subject_actor(note, scene.actors, cue.i, speaking=True)
    if pronoun == NOBODY:
        if kind == "claimed":
            yield Owned(start, cue.j, (), "", "unclaimed", "nobody " + _rule(scene, cue))
        return
    if not NOT.isdisjoint(low[max(min(start, cue.i - 2), 0) : cue.i]) and low[cue.i] not in NOT:
        return
    if kind == "claimed" and is_unreal(low, start, cue.i):
        return
    heads = [a for a in heads if not a.state] if kind == "claimed" else heads
    if heads or pronoun:
        yield Owned(min([cue.i, *(a.i for a in heads)]), cue.j, tuple(heads), pronoun, kind, _rule(scene, cue))


def _said(scene: Scene, cue: Cue, kind: str) -> Iterator[Owned]:
    """Read a phrase that a group says of itself, or that is told of it with nobody speaking."""
    voice, low = scene.voice(cue.i), scene.note.sentence.lower
    if voice is not None and voice.kind in ("group", "state"):
        if kind == "denied" and (not _of_speaker(scene, cue, voice) or is_foreknowledge(low, cue.i) or is_of_people(low, cue.j - 1)):
            return
        other = [a for a in scene.actors if a.j <= cue.i and a.key not in {v.key for v in voice.actors} and _between(scene, a, cue)]
        if not other and (kind == "denied" or voice.kind == "group") and NOT.isdisjoint(low[max(cue.i - 3, 0) : cue.i]):
            yield Owned(cue.i, cue.j, voice.actors, "", kind, _rule(scene, cue), voice.text)
        return
    if voice is not None and voice.kind != "news":
        return
    heads, pronoun = subject_actor(scene.note, scene.actors, cue.i, speaking=True)
    if kind == "denied" and (heads or pronoun in ("it", "they") or pronoun.startswith("the ")):
        yield Owned(min([cue.i, *(a.i for a in heads)]), cue.j, tuple(heads), pronoun, kind, _rule(scene, cue))


def _of_speaker(scene: Scene, cue: Cue, voice: Voice) -> bool:
    """Tell whether it is of himself that a speaker denies something: "it had nothing to do with", "none of its men"."""
    low = scene.note.sentence.lower
    own = OWN_WORDS | ({"the"} if voice.kind == "group" else set())
    return not own.isdisjoint(low[max(cue.i - OWN_REACH, 0) : cue.j]) or any(a.j <= cue.i <= a.j + OWN_REACH for a in voice.actors)


def _between(scene: Scene, actor: Actor, cue: Cue) -> bool:
    """Tell whether an actor is the subject of the phrase, and not who speaks."""
    start = max((s.verb for s in scene.spoken if s.verb < cue.i), default=-1)
    return actor.i > start and not actor.adjectival
