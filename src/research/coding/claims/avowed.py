"""Avowals in open words: a group says of itself, with whatever verb, that its men went for the base, that the rockets were theirs, or not.

The verbs of attack are no closed list here: what counts is who speaks, that it speaks of itself, and that the words are about an attack.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from research.coding.claims.actors import Actor
from research.coding.claims.clauses import is_auxiliary
from research.coding.claims.modality import is_foreknowledge, is_of_people
from research.coding.claims.scene import Scene, Voice
from research.coding.claims.speech import Speech
from research.coding.claims.subjects import subject_actor
from research.coding.claims.words import together, words
from research.coding.model import Annotated

ARMS_REACH, COPULA_REACH, NEGATED_REACH, GERUND_REACH, NAME_REACH, FILM_REACH, SHOWN_REACH = 4, 8, 8, 9, 5, 6, 8
HAVE = frozenset({"had", "have", "has"})
POSSESSIVE = frozenset({"its", "their", "our", "his"})
OF_ITS_OWN = (["of", "its"], ["of", "their"], ["of", "our"])
ITSELF = frozenset({"it", "they", "we", "he", "i"})
DETERMINERS = frozenset("a an the its their his our no some several many few two three".split())


@dataclass(frozen=True, slots=True)
class Avowal:
    """Tokens i to j say that actors did it, or (denied) that they did not; `text`: who speaks for them."""

    k: int
    i: int
    j: int
    actors: tuple[Actor, ...]
    denied: bool
    rule: str
    text: str = ""


def find_avowals(scene: Scene) -> list[Avowal]:
    """Return what groups say of their own part in an attack, in order of the verbs of speech, then what they sign and publish."""
    found = [avowal for speech in scene.spoken if not speech.counted for avowal in _spoken(scene, speech)]
    return found or list(_signed(scene)) or list(_filmed(scene)) or list(_issued(scene))


def _spoken(scene: Scene, speech: Speech) -> Iterator[Avowal]:
    voice = scene.speaker(speech)
    if voice.kind not in ("group", "state"):
        return
    low, lists = scene.note.sentence.lower, words("avowal")
    own = voice.kind == "group"
    denied = next((k for k in range(speech.start, speech.end) if speech.covers(k) and _disowned(low, k, speech)), None)
    if denied is not None:
        yield _avowal(voice, speech, denied, True, "disowned")
        return
    for k in range(speech.start, speech.end):
        if not speech.covers(k) or not own:
            continue
        verb = _own_deed(scene.note, k, speech.end) or _answers_who(scene, k)
        if verb is not None:
            yield _avowal(voice, speech, verb, False, "its own deed")
            return
        if _at_work(scene.note, k) or _called_own(scene.note, k, speech) or _reached(scene.note, k, speech):
            yield _avowal(voice, speech, k, False, "told as its own")
            return
    if own and low[speech.verb] in lists["boasting"] and (gerund := _gerund(scene.note, speech.verb)) is not None:
        yield _avowal(voice, speech, gerund, False, "boasted of")


def _avowal(voice: Voice, speech: Speech, k: int, denied: bool, rule: str) -> Avowal:
    return Avowal(k, min(speech.verb, k), k + 1, voice.actors, denied, rule, voice.text)


def _own_deed(note: Annotated, k: int, end: int) -> int | None:
    """Return the verb of which the speaker at token k is the subject, if it tells of an attack: "its men had gone for the base"."""
    low, lists = note.sentence.lower, words("avowal")
    if k and low[k - 1] in words("grammar")["prepositions"] and low[k] in ITSELF:
        return None
    verb = _subject_end(low, k)
    if verb is None:
        return None
    if low[verb : verb + 1] == ["who"] and low[k - 1] in ("was", "were", "is"):  # "it was they who launched the missiles"
        verb += 1
    seen = verb
    while verb < end and (is_auxiliary(low[verb]) or low[verb] in HAVE) and low[verb] not in lists["stops_deed"]:
        verb += 1
    past = not HAVE.isdisjoint(low[seen:verb]) or (verb < end and (low[verb].endswith("ed") or low[verb] in lists["past"]))
    if (
        verb >= end
        or not past
        or low[verb] in DETERMINERS  # "a spot where the faction has a checkpoint"
        or low[verb] in together("avowal.stops_deed", "avowal.no_deeds")
        or not lists["no"].isdisjoint(low[seen : verb + 2])
    ):
        return None
    acts = low[verb] in together("attack.verbs", "avowal.past_attacks") or _so_many(note, verb)
    acts = acts or (low[verb] in words("attack")["light_verbs"] and low[verb + 1 : verb + 2] in (["them"], ["it"]))
    return verb if acts or about(note, verb, end) else None


def _so_many(note: Annotated, verb: int) -> bool:
    """Tell whether a number alone is what was fired: "it had used twenty"."""
    low, ends = note.sentence.lower, ("", ".", ",", "of", "at", "and", ";")
    bare = any(n.i in (verb + 1, verb + 2) and "".join(low[n.j : n.j + 1]) in ends for n in note.numbers)
    return bare and low[verb] in words("attack")["light_verbs"]


def _answers_who(scene: Scene, k: int) -> int | None:
    """Return the "did" or "was" of "Who did it? The group says that it did", None where nobody has asked who."""
    low, before = scene.note.sentence.lower, scene.notes[scene.at - 1].sentence.lower if scene.at else []
    answer = low[k] in ITSELF and low[k + 1 : k + 2] in (["did"], ["was"], ["had"]) and low[k + 2 : k + 3] in ([], ["."], [","], ["and"])
    return k + 1 if answer and "who" in before[:3] and "?" in before else None


def _subject_end(low: Sequence[str], k: int) -> int | None:
    """Return the token behind "it", "its fighters", "the group" at token k, None if none of those stands there."""
    if low[k] in ITSELF:
        return k + 1
    if low[k] in POSSESSIVE:
        arms = together("actors.own_arms", "attack.weapons", "avowal.arms")
        return next((m + 1 for m in range(min(k + ARMS_REACH, len(low) - 1), k, -1) if low[m] in arms), None)
    if low[k] == "own" and low[max(k - 2, 0) : k] in OF_ITS_OWN:  # "a drone of its own had struck"
        return k + 1 if low[k - 3] in together("actors.own_arms", "attack.weapons", "avowal.arms") else None
    if low[k] == "the" and k + 1 < len(low) and low[k + 1] in words("avowal")["arms"] | words("actors")["own_arms"]:
        return k + 2 + (3 if low[k + 2 : k + 4] == ["of", "the"] else 0)  # "the heroes of the resistance"
    told = low[k] in ("the", "this") and k + 1 < len(low) and low[k + 1] in words("actors")["anaphors"]
    return k + 2 if told else None


def about(note: Annotated, start: int, end: int) -> bool:
    """Tell whether tokens start to end name an attack, a weapon, or what may be attacked."""
    if not together("attack.nouns", "attack.strike_nouns", "attack.weapons").isdisjoint(note.sentence.lower[start:end]):
        return True
    aims = [cue.i for cue in note.cues if cue.kind in ("target", "weapon")] + [p.i for p in note.places if p.relation in ("at", "near")]
    return any(start <= i < end for i in aims)


def _at_work(note: Annotated, k: int) -> bool:
    """Tell whether token k opens what a film shows its men do: "said that it showed its men setting off the bomb"."""
    low, shows = note.sentence.lower, words("avowal")["showing"]
    end = _subject_end(low, k) if low[k] in POSSESSIVE and not shows.isdisjoint(low[max(k - 2, 0) : k]) else None
    return end is not None and low[end : end + 1] != [] and low[end].endswith("ing") and about(note, end, min(end + GERUND_REACH, len(low)))


def _called_own(note: Annotated, k: int, speech: Speech) -> bool:
    """Tell whether token k says that an attack was theirs, or an answer, and so the speaker's."""
    low, lists = note.sentence.lower, words("avowal")
    start = max(speech.start, k - COPULA_REACH)
    own = low[k] == "own" and low[k - 1] in POSSESSIVE
    answer = low[k] in lists["answers"] and low[k - 1] in ("a", "an", "its", "their", "our", "as", "in", "of", "was", "were", "is")
    if not (low[k] in lists["mine"] or own or answer):
        return False
    linked = not (words("grammar")["be"] | {"as", "came", "comes"}).isdisjoint(low[start:k]) or low[speech.verb] in lists["calling"]
    return linked and about(note, min(speech.start, start), k) and lists["no"].isdisjoint(low[start:k])


def _reached(note: Annotated, k: int, speech: Speech) -> bool:
    """Tell whether a weapon is said to have reached its goal: "saying the drone had reached its target"."""
    low, lists = note.sentence.lower, words("avowal")
    if low[k] not in lists["reaching"] or not {"was", "were", "not"}.isdisjoint(low[max(k - 2, 0) : k]):
        return False
    before = low[max(speech.start, k - COPULA_REACH) : k]
    other = any(speech.covers(g.i) and g.i < k for g in note.groups)
    return not other and not words("attack")["weapons"].isdisjoint(before) and "its" in low[k : k + 4]


def _disowned(low: Sequence[str], k: int, speech: Speech) -> bool:
    """Tell whether token k denies the speaker's part: "it was not involved", "played no part", "the attack was not ours"."""
    lists = words("avowal")
    if low[k] not in lists["part"] and low[k] not in lists["mine"]:
        return False
    if is_of_people(low, k) or is_foreknowledge(low, k):
        return False
    start = max(speech.start, k - NEGATED_REACH)
    before = low[start:k]
    stop = max((n for n, word in enumerate(before) if word in (",", ";", ".", "but", "while")), default=-1)
    before = before[stop + 1 :]
    own = low[k] in lists["mine"] or not (ITSELF | POSSESSIVE).isdisjoint(before) or "group" in before
    negated = not lists["no"].isdisjoint(before[-5:]) or (before[:1] and before[0] in ("none", "neither"))
    follows = low[k + 1] if k + 1 < len(low) else "."
    return bool(own and negated) and (low[k] in lists["mine"] or follows in lists["behind_part"])


def _gerund(note: Annotated, verb: int) -> int | None:
    """Return the gerund of "boasted on Monday of blowing up three vehicles"."""
    low = note.sentence.lower
    of = next((m for m in range(verb + 1, min(verb + GERUND_REACH, len(low) - 1)) if low[m] in ("of", "about")), None)
    return of + 1 if of is not None and low[of + 1].endswith("ing") and about(note, of + 1, min(of + 12, len(low))) else None


def _signed(scene: Scene) -> Iterator[Avowal]:
    """Find what is said over the name of a group: a leaflet that carries it, a statement signed by it."""
    low, lists = scene.note.sentence.lower, words("avowal")
    if lists["documents"].isdisjoint(low) and '"' not in low and "”" not in low:
        return
    if not lists["threats"].isdisjoint(low):
        return
    for k in range(len(low) - 1):
        signed = (low[k] in ("name", "behalf", "signature", "logo") and low[k + 1] == "of") or low[k : k + 2] == ["signed", "by"]
        if signed:
            named = [a for a in scene.actors if k + 2 <= a.i <= k + 2 + NAME_REACH and not a.state][:1]
            if named:
                yield Avowal(k, k, named[0].j, tuple(named), False, "signed")
                return


def _filmed(scene: Scene) -> Iterator[Avowal]:
    """Find groups that publish a film of the launch."""
    low, lists = scene.note.sentence.lower, words("avowal")
    if lists["films"].isdisjoint(low):
        return
    for k, word in enumerate(low):
        if word not in lists["films"] or low[k + 1 : k + 2] not in (["of"], ["showing"], ["that"]):
            continue
        verb = next((m for m in range(k - 1, max(k - FILM_REACH, -1), -1) if low[m] in words("claim")["issue"]), None)
        heads = [a for a in subject_actor(scene.note, scene.actors, verb, speaking=True)[0] if not a.state] if verb is not None else []
        if heads and not (lists["filmed"] | words("attack")["nouns"]).isdisjoint(low[k + 2 : k + 2 + SHOWN_REACH]):
            yield Avowal(k, heads[0].i, k + 1, tuple(heads), False, "published a film")
            return


def _issued(scene: Scene) -> Iterator[Avowal]:
    """Find groups that publish statements on attacks or on the places of attacks: "released separate statements on Taji and Balad"."""
    low, lists = scene.note.sentence.lower, words("avowal")
    if lists["statements"].isdisjoint(low) or not together("avowal.threats", "avowal.no").isdisjoint(low):
        return
    for k, word in enumerate(low):
        if word not in lists["statements"] or low[k + 1 : k + 2] not in (["on"], ["about"], ["for"]):
            continue
        verb = next((m for m in range(k - 1, max(k - FILM_REACH, -1), -1) if low[m] in words("claim")["issue"]), None)
        heads = (
            [a for a in subject_actor(scene.note, scene.actors, verb, speaking=True)[0] if not a.state and a.group_id]
            if verb is not None
            else []
        )
        placed = any(k + 2 <= p.i <= k + 4 for p in scene.note.places)
        attack = not together("binding.single", "binding.plural").isdisjoint(low[k + 2 : k + 6])
        if heads and (placed or attack):
            yield Avowal(k, heads[0].i, k + 1, tuple(heads), False, "issued statements")
            return
