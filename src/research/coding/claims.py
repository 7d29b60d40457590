"""Who is said to have done it: claims, denials, charges, suspicions, the article's own word, and attacks that nobody has claimed.

A statement is a claim where the group (or a state's officials) speaks for itself, an attribution where somebody else does, a
suspicion where the words are hedged, and stated where nobody but the article speaks. `bind` gives each to the event that it
speaks of, or to none where it speaks of attacks in general.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.claims_actors import Actor, Cast, find_actors, negative, speakers
from research.coding.claims_actors import lists as actor_lists
from research.coding.claims_bind import bind
from research.coding.claims_blame import Charge, find_charges
from research.coding.claims_claimed import Claim, find_claims
from research.coding.claims_deeds import Deed, find_deeds
from research.coding.claims_speech import Speech, find_speech, speaker_text, speech_about, vocabulary
from research.coding.model import Annotated, Statement

__all__ = ["bind", "find_statements"]

AHEAD = 3  # sentences after "a new group claimed it" in which its name may follow
WEIGHT = {"claimed": 5, "denied": 5, "unclaimed": 5, "attributed": 3, "suspected": 2, "stated": 1}


@dataclass(slots=True)
class _Scene:
    """One sentence under work."""

    note: Annotated
    actors: list[Actor]
    spoken: list[Speech]
    cast: Cast
    notes: Sequence[Annotated]
    at: int


def find_statements(notes: list[Annotated]) -> list[Statement]:
    """Return the statements of an article on who did it, in order, not yet bound to events."""
    cast, found = Cast(), []
    for at, note in enumerate(notes):
        if note.sentence.role == "caption":
            continue
        actors = find_actors(note)
        if actors or _may_point_back(note.sentence.lower):
            said = _in_sentence(_Scene(note, actors, find_speech(note), cast, notes, at))
            found += said
            cast.see(actors, [s.group_id for s in said if s.statement in ("claimed", "denied")])
        else:
            cast.see(actors)
    return found


def _may_point_back(low: Sequence[str]) -> bool:
    return not POINTERS.isdisjoint(low)


POINTERS = frozenset("it they its their group militia faction claim claims claimed unclaimed nobody none responsibility credit we statement message deny denied brigade organization organisation movement first second third latter other video text he she".split())


def _in_sentence(scene: _Scene) -> list[Statement]:
    scene.actors = [_known(scene, actor) for actor in scene.actors]
    claims = [s for claim in find_claims(scene.note, scene.actors) for s in _claimed(scene, claim)]
    charges = [s for charge in find_charges(scene.note, scene.actors) for s in _charged(scene, charge)]
    deeds = [s for deed in find_deeds(scene.note, scene.actors) for s in _done(scene, deed)]
    denied = [s for s in charges if s.statement == "denied"]
    deeds = [s for s in deeds if s.statement == "denied" or not any(d.group_id == s.group_id and d.i <= s.i for d in denied)]
    return _strongest(claims + charges + deeds)


def _known(scene: _Scene, actor: Actor) -> Actor:
    """Return the named group that "the militia" stands for, any other actor as it is."""
    low = scene.note.sentence.lower
    if actor.group_id or actor.j - actor.i > 1 or not actor.i or low[actor.i - 1] not in ("the", "this", "that") or low[actor.i] not in actor_lists()["unknown_heads"]:
        return actor
    latest = scene.cast.latest()
    return Actor(actor.i, actor.j, latest.group_id, latest.text) if latest and latest.group_id else actor


def _strongest(statements: list[Statement]) -> list[Statement]:
    """Return one statement of each kind for each group of a sentence, without those that a stronger one says already."""
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (-WEIGHT[s.statement], s.i)):
        same = [k for k in kept if (k.group_id, k.group_text.lower()) == (statement.group_id, statement.group_text.lower())]
        if any(k.statement == statement.statement for k in same) and not _far(same, statement) and "as it has most" not in statement.rule:
            continue
        if statement.statement in ("stated", "suspected", "attributed") and same and not _far(same, statement):
            continue
        kept.append(statement)
    return sorted(kept, key=lambda s: s.i)


def _far(same: list[Statement], statement: Statement) -> bool:
    """Tell whether a deed told by a verb stands in another clause than the statements on the same group."""
    return statement.rule.startswith("deed") and all(k.rule.startswith("deed") and abs(k.i - statement.i) > 8 for k in same)


def _make(scene: _Scene, actor: Actor | None, kind: str, i: int, j: int, rule: str, by: str = "") -> Statement:
    statement = Statement(scene.note, max(i, 0), min(max(j, i + 1), len(scene.note.sentence.lower)), kind, by=by, rule=rule)
    if actor is not None:
        statement.group_id = actor.group_id
        statement.group_text = "" if actor.group_id else actor.text
    if kind in ("claimed", "denied"):
        statement.medium = _medium(scene.note)
    return statement


def _medium(note: Annotated) -> str:
    """Return where a claim was made, as the text says it: the words behind "in", "on" or "via" up to statement, video, Telegram."""
    low = note.sentence.lower
    for k, word in enumerate(low):
        if word in vocabulary()["media"]:
            start = next((m + 1 for m in range(k - 1, max(k - 5, -1), -1) if low[m] in ("in", "on", "via", "through", "with", "a", "an", "the")), k)
            return note.sentence.span_text(start, k + 1)
    return ""


def _claimed(scene: _Scene, claim: Claim) -> list[Statement]:
    if claim.nobody:
        return [_make(scene, None, "unclaimed", claim.i, claim.j, "unclaimed: " + claim.rule)]
    actors = list(claim.actors) or _resolve(scene, claim.pronoun, claim.i, claim.j)
    if len(actors) == 1 and not actors[0].group_id and _single(scene.note, actors[0]):
        actors = [_named_later(scene, max(claim.j, actors[0].j)) or actors[0]]
    outside = speech_about(scene.spoken, claim.i)
    by = speaker_text(scene.note, outside) if outside and outside.verb not in range(claim.i, claim.j) else ""
    return [_make(scene, actor, "claimed", claim.i, claim.j, "claim: " + claim.rule, by) for actor in actors]


def _resolve(scene: _Scene, pronoun: str, i: int, j: int) -> list[Actor]:
    """Return the group that a pronoun, "the group", or a group named only later stands for."""
    if pronoun.startswith(("a ", "an ")) or pronoun in ("name", "one", "another"):
        later = _named_later(scene, j)
        if later is not None:
            return [later]
        text = scene.note.sentence.span_text(i, max(j - 2, i + 1))
        return [Actor(i, j, "", text)] if text else []
    if pronoun in ("pair", "the pair", "the two"):
        pair = list(dict.fromkeys(a.key for a in reversed([*scene.cast.seen, *scene.actors]) if a.group_id and not a.state))[:2]
        return [next(a for a in reversed([*scene.cast.seen, *scene.actors]) if a.key == key) for key in reversed(pair)]
    if pronoun.startswith("the ") and pronoun.endswith("s"):
        latest = scene.cast.latest(plural=True)
        here = [a for a in scene.actors if a.j <= i and not a.state]
        return here[-1:] or ([latest] if latest else [])
    before = [a for a in scene.actors if a.j <= i and not a.state and a.group_id]
    latest = before[-1] if before else scene.cast.latest()
    return [latest] if latest else []


def _single(note: Annotated, actor: Actor) -> bool:
    """Tell whether words stand for one group that is not named: "a Shiite militant group", "Iraqi militia"."""
    return not actor_lists()["unknown_heads"].isdisjoint(note.sentence.lower[actor.i : actor.j])


def _named_later(scene: _Scene, j: int) -> Actor | None:
    here = [a for a in scene.actors if a.i >= j - 1 and not a.state and a.group_id]
    if here and not actor_lists()["naming"].isdisjoint(scene.note.sentence.lower[j - 1 :]) or (here and here[0].i - j < 6):
        return here[0]
    for note in scene.notes[scene.at + 1 : scene.at + 1 + AHEAD]:
        if not actor_lists()["naming"].isdisjoint(note.sentence.lower) or scene.note.sentence.role == "title":
            for actor in find_actors(note):
                if not actor.state and actor.group_id:
                    return actor
    return None


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: group (an actor), state, news, none (nobody), other; `actors` where it is a group or state."""

    kind: str
    actors: tuple[Actor, ...]
    text: str


def _voice(scene: _Scene, k: int) -> _Voice | None:
    """Return who says what stands at token k, None for the article itself."""
    speech = speech_about(scene.spoken, k)
    if speech is None:
        return None
    low = scene.note.sentence.lower
    text = speaker_text(scene.note, speech)
    words = low[speech.i : speech.j]
    if low[speech.verb].startswith("den") or {"neither", "nor", "not", "never", "didnt"} & set(low[max(speech.verb - 3, 0) : speech.verb]):
        return _Voice("negated", (), text)
    if negative(low, speech.i, speech.j):
        return _Voice("none", (), text)
    inside = [a for a in scene.actors if speech.i <= a.i and a.j <= speech.j + 1]
    groups = [a for a in inside if not a.state]
    if len(groups) == 1 and not groups[0].group_id and _single(scene.note, groups[0]):
        groups = [_named_later(scene, groups[0].j) or groups[0]]
    if groups and not {"sources", "source", "witnesses", "residents"} & set(words):
        named = [a for a in groups if a.group_id]
        return _Voice("group", tuple((named or groups)[:1]), text)
    inside = inside or _institution(words)
    if inside:
        return _Voice("state", tuple(inside), text)
    if _points_to_group(words):
        actors = _resolve(scene, "a group" if words[0] in ("a", "an") and words[-1] not in vocabulary()["statements"] else "it", speech.i, speech.j)
        actors = [a for a in actors if a.group_id or words[-1] not in vocabulary()["statements"]]
        return _Voice("group", tuple(actors), text) if actors else _Voice("other", (), text)
    if vocabulary()["news"] & set(words) and not {"official", "officials", "cell", "security", "military", "ministry", "sources", "source"} & set(words):
        return _Voice("news", (), text)
    return _Voice("other", (), text)


def _institution(words: Sequence[str]) -> list[Actor]:
    """Return the state for which an institution speaks: the White House."""
    text = f" {' '.join(words)} "
    return [Actor(-1, -1, state, name, True) for state, names in speakers().items() for name in sorted(names) if f" {name} " in text][:1]


def _points_to_group(words: Sequence[str]) -> bool:
    if not words:
        return False
    if words[-1] in ("it", "they") and len(words) <= 2:
        return True
    if len(words) == 2 and words[0] == "the" and words[1] in ("first", "second", "third", "other", "latter"):
        return True
    nouns = actor_lists()["anaphors"] | vocabulary()["statements"] | actor_lists()["unknown_heads"]
    foreign = {"official", "officials", "sources", "source", "military", "army", "ministry", "police", "government", "command", "pentagon", "embassy", "cell", "security", "military", "news", "media"}
    return any(word in nouns for word in words) and not foreign & set(words)


def _charged(scene: _Scene, charge: Charge) -> list[Statement]:
    voice = _voice(scene, charge.k)
    if charge.denial:
        actors = list(charge.actors) or _resolve(scene, "it", charge.i, charge.j)
        return [_make(scene, a, "denied", charge.i, charge.j, "denial") for a in actors]
    if voice and voice.kind == "negated":
        return []
    if voice and voice.kind == "none":
        return [_make(scene, None, "unclaimed", charge.i, charge.j, "unclaimed: nobody said it")]
    actors = list(charge.actors)
    own = voice is not None and voice.kind in ("group", "state") and (charge.pronoun in ("it", "they", "we", "its", "their", "own") or _same(actors, voice.actors))
    if own and voice is not None:
        kind = "denied" if charge.negated else "claimed"
        return [_make(scene, a, kind, charge.i, charge.j, f"{kind}: {charge.rule}", voice.text) for a in actors or voice.actors]
    if charge.negated or charge.pronoun == "own":
        return []
    if not actors and (charge.pronoun.startswith("the ") or (charge.pronoun == "it" and charge.hedged and voice is None) or charge.pronoun == "pair"):
        actors = _resolve(scene, charge.pronoun, charge.i, charge.j)
    accuser = scene.note.sentence.span_text(*charge.accuser) if charge.accuser[1] > charge.accuser[0] else (voice.text if voice else "")
    kind = "suspected" if charge.hedged else "stated" if charge.plain and (voice is None or voice.kind == "news") else "attributed"
    return [_make(scene, a, kind, charge.i, charge.j, f"charge: {charge.rule}", accuser) for a in actors]


def _same(actors: Sequence[Actor], others: Sequence[Actor]) -> bool:
    return bool(actors) and all(any(a.key == b.key for b in others) for a in actors)


def _done(scene: _Scene, deed: Deed) -> list[Statement]:
    voice = _voice(scene, deed.k)
    rule = f"deed: {deed.how}"
    if voice and voice.kind == "negated":
        return []
    if deed.how == "bare":
        return _told_by_author(scene, deed, voice)
    if voice and voice.kind == "none":
        return [_make(scene, None, "unclaimed", deed.i, deed.j, "unclaimed: nobody said it")] if deed.pronoun else []
    actors = list(deed.actors)
    if not actors:
        if voice and voice.kind in ("group", "state") and deed.pronoun in ("it", "they", "we", "its", "their"):
            if deed.pronoun in ("its", "their") and voice.kind == "state" and not _own_arms(scene, deed):
                return []
            kind = "denied" if deed.negated else "suspected" if deed.hedged and voice.kind == "state" else "claimed"
            return [_make(scene, a, kind, deed.i, deed.j, rule, voice.text) for a in voice.actors]
        if deed.pronoun.startswith("the ") and voice and voice.kind == "group" and deed.how == "verb":
            return [_make(scene, a, "denied" if deed.negated else "claimed", deed.i, deed.j, rule, voice.text) for a in voice.actors]
        if deed.pronoun.startswith("the ") and not deed.negated:
            actors = [a for a in _resolve(scene, deed.pronoun, deed.i, deed.j) if a.group_id or deed.how == "noun"]
    if deed.pronoun in ("he", "she") and voice is None and not deed.negated:
        actors = scene.cast.chiefs[-1:]
    if deed.negated and voice and any(_same([a], voice.actors) for a in actors):
        return [_make(scene, a, "denied", deed.i, deed.j, rule, voice.text) for a in actors]
    if voice and voice.kind in ("group", "state") and _same(actors, voice.actors):
        kind = "denied" if deed.negated else "suspected" if deed.hedged and voice.kind != "group" else "claimed"
        return [_make(scene, a, kind, deed.i, deed.j, rule, voice.text) for a in actors]
    if deed.negated:
        return []
    kind = "suspected" if deed.hedged else "stated" if voice is None or voice.kind == "news" or (deed.how == "noun" and all(a.state for a in actors)) else "attributed"
    return [_make(scene, a, kind, deed.i, deed.j, rule, voice.text if voice and kind != "stated" else "") for a in actors]


def _own_arms(scene: _Scene, deed: Deed) -> bool:
    """Tell whether "its" goes with those who attack for a group: "its fighters fired"."""
    words = set(scene.note.sentence.lower[max(deed.k - 6, 0) : deed.k])
    return bool(words & {"fighters", "drones", "drone", "units", "forces", "members", "men", "rockets", "missiles", "mujahideen", "brigades", "heroes", "soldiers", "unit", "warplanes", "jets", "aircraft", "planes", "helicopters", "army", "navy", "troops", "ships", "air"})


def _told_by_author(scene: _Scene, deed: Deed, voice: _Voice | None) -> list[Statement]:
    """Make a claim of "the statement says that drones were launched": who speaks for a group tells of its own attack."""
    if voice is None or voice.kind != "group" or deed.negated or any(a.state and not a.adjectival and a.j < deed.k for a in scene.actors if a not in voice.actors):
        return []
    if {"its", "their", "members", "fighters"} & set(scene.note.sentence.lower[max(deed.k - 7, 0) : deed.k]):
        return []
    return [_make(scene, a, "claimed", deed.i, deed.j, "deed: told by its author", voice.text) for a in voice.actors]




