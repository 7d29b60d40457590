"""Who is said to have done it: claims, denials, charges, suspicions, the article's own word, and attacks that nobody has claimed.

A statement is a claim where the group (or a state's officials) speaks for itself, an attribution where somebody else does, a
suspicion where the words are hedged, and stated where nobody but the article speaks. `bind` gives each to the event that it
speaks of, or to none where it speaks of attacks in general.
"""

from collections.abc import Sequence

from research.coding.claims.actors import Actor, find_actors
from research.coding.claims.avowed import Avowal, find_avowals
from research.coding.claims.behind import OWN
from research.coding.claims.bind import bind
from research.coding.claims.blame import Charge, find_charges
from research.coding.claims.calling import find_blaming, find_callings
from research.coding.claims.cast import Cast
from research.coding.claims.claimed import Claim, find_claims
from research.coding.claims.deeds import Deed, find_deeds
from research.coding.claims.glance import worth_reading
from research.coding.claims.idioms import Owned, find_idioms
from research.coding.claims.scene import Scene, Voice
from research.coding.claims.speech import Speech, find_speech, speaker_text, speech_about
from research.coding.claims.words import by_name, words
from research.coding.model import Annotated, Statement

__all__ = ["bind", "find_statements"]

Told = Claim | Charge | Deed | Avowal | Owned
WEIGHT = {"claimed": 5, "denied": 5, "unclaimed": 5, "attributed": 3, "suspected": 2, "stated": 1}
ITSELF = frozenset({"it", "they", "we", "its", "their", "our", "his"})
ARTICLES = frozenset({"a", "an", "the"})  # a name cut down to its article names nobody
OWN_WORD = frozenset({"claimed", "denied", "unclaimed"})
OFFICES = frozenset({"minister", "ministry", "president", "spokesman", "spokeswoman", "spokesperson"})
OWN_OFFICIAL = " its "  # "an official of its military"
AGAIN = "claim: as it has most"  # a second claim in one sentence, on other attacks
CONDITIONS = (["should", "it"], ["turn", "out"], ["in", "case"], ["prove", "that"])
FAR = 8  # tokens that part two deeds of one group


def find_statements(notes: list[Annotated]) -> list[Statement]:
    """Return the statements of an article on who did it, in order, not yet bound to events."""
    holds = worth_reading(notes)
    if not any(holds):
        return []
    cast, found = Cast(), []
    for at, note in enumerate(notes):
        if note.sentence.role == "caption":
            continue
        actors, said = find_actors(note), []
        if not (actors or holds[at]):  # nobody to add to the cast
            continue
        if holds[at]:
            said = _in_sentence(Scene(note, actors, find_speech(note), cast, notes, at))
            found += said
        accused = {s.group_id for s in said if s.rule.startswith("charge")}
        asides = [a for a in _asides(note, actors) if a.group_id not in accused]
        cast.see(actors, [s.group_id for s in said if s.statement in ("claimed", "denied")], asides)
    return found


def _asides(note: Annotated, actors: Sequence[Actor]) -> list[Actor]:
    low, before = note.sentence.lower, ("'s", "for", "to", "with", "reach")
    return [a for a in actors if a.i and low[a.i - 1 - (low[a.i - 1] == "the")] in before]


def _in_sentence(scene: Scene) -> list[Statement]:
    before = scene.notes[scene.at - 1].sentence.lower if scene.at else []
    claims = [s for claim in find_claims(scene.note, scene.actors, before) for s in _claimed(scene, claim)]
    blamed = [*find_charges(scene.note, scene.actors), *find_blaming(scene)]
    charges = [s for charge in blamed for s in _charged(scene, charge)]
    deeds = [s for deed in find_deeds(scene.note, scene.actors) for s in _done(scene, deed)]
    denied = [s for s in charges if s.statement == "denied"]
    deeds = [s for s in deeds if s.statement == "denied" or not any(d.group_id == s.group_id and d.i <= s.i for d in denied)]
    own = [s for s in claims + charges + deeds if s.statement in OWN_WORD]
    avowed = [] if own else [s for avowal in find_avowals(scene) for s in _avowed(scene, avowal)]
    if not avowed:
        told = {(s.statement, s.group_id) for s in own}
        phrased = [s for owned in [*find_idioms(scene), *find_callings(scene)] for s in _owned(scene, owned)]
        avowed = [s for s in phrased if not any(s.group_id == group for _, group in told)] if own else phrased or _nobody_says(scene)
    return _strongest(claims + charges + deeds + avowed)


def _owned(scene: Scene, owned: Owned) -> list[Statement]:
    """Make a statement of a phrase by which a group owns a deed or disowns it, or nobody owns it."""
    if owned.kind == "unclaimed":
        return _make(scene, [None], "unclaimed", owned, owned.rule)
    return _make(
        scene, owned.actors or scene.resolve(owned.pronoun, owned.i, owned.j), owned.kind, owned, f"{owned.kind}: {owned.rule}", owned.text
    )


def _nobody_says(scene: Scene) -> list[Statement]:
    """Make a statement of "nobody has said that it was them"."""
    low, phrases = scene.note.sentence.lower, words("claim")["avowing"]
    for speech in scene.spoken:
        text = f" {' '.join(low[speech.start : speech.end])} "
        own = _own_part(low, speech)
        if scene.speaker(speech).kind == "none" and (own or any(f" {phrase} " in text for phrase in phrases)):
            return [Statement(scene.note, speech.verb, speech.verb + 3, "unclaimed", rule="unclaimed: nobody said it")]
    return []


def _own_part(low: Sequence[str], speech: Speech) -> bool:
    """Tell whether what is said is that the speaker himself has done something: "that it had sent the machine"."""
    said = list(low[speech.start : speech.end])
    said = said[1:] if said[:1] == ["that"] else said
    done = said[2:3] + said[3:4]
    return (
        said[:1] in (["it"], ["they"], ["he"])
        and said[1:2] in (["had"], ["has"], ["have"])
        and words("avowal")["no_deeds"].isdisjoint(done)
    )


def _avowed(scene: Scene, avowal: Avowal) -> list[Statement]:
    kind = "denied" if avowal.denied else "claimed"
    return _make(scene, avowal.actors, kind, avowal, f"{kind}: {avowal.rule}", avowal.text)


def _strongest(statements: list[Statement]) -> list[Statement]:
    """Return one statement of each kind for each group of a sentence, without those that a stronger one says already."""
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (-WEIGHT[s.statement], s.i)):
        same = [k for k in kept if (k.group_id, k.group_text.lower()) == (statement.group_id, statement.group_text.lower())]
        weak = statement.statement in ("stated", "suspected", "attributed")
        weak = weak and not all(_then_denied(statement, k) for k in same)
        again = statement.rule != AGAIN and any(k.statement == statement.statement for k in same)
        if not same or _far(same, statement) or not (weak or again):
            kept.append(statement)
    return sorted(kept, key=lambda s: s.i)


def _then_denied(charge: Statement, denial: Statement) -> bool:
    """Tell whether a denial follows a charge in a clause of its own: "Iraq accuses Turkey of it; Turkey denies it"."""
    between = charge.note.sentence.lower[charge.j : denial.j]
    return charge.rule.startswith("charge") and denial.statement == "denied" and not words("denial")["apart"].isdisjoint(between)


def _far(same: list[Statement], statement: Statement) -> bool:
    """Tell whether a deed stands in another clause than the deeds of the same group."""
    return statement.rule.startswith("deed") and all(k.rule.startswith("deed") and abs(k.i - statement.i) > FAR for k in same)


def _make(scene: Scene, actors: Sequence[Actor | None], kind: str, told: Told, rule: str, by: str = "") -> list[Statement]:
    """Return a statement of one kind for each of some actors (None: nobody), with the words that tell it."""
    size = len(scene.note.sentence.lower)
    i, j = max(told.i, 0), min(max(told.j, told.i + 1), size)
    medium = _medium(scene.note) if kind in ("claimed", "denied") else ""
    return [
        Statement(scene.note, i, j, kind, a.group_id if a else "", a.text if a and not a.group_id else "", by, medium, rule)
        for a in actors
        if not a or a.group_id or a.text.lower() not in ARTICLES
    ]


def _medium(note: Annotated) -> str:
    """Return where a claim was made, as the text says it: the words behind "in", "on" or "via" up to statement, video, Telegram."""
    low, media = note.sentence.lower, words("speech")["media"]
    for k, word in enumerate(low):
        if word in media:
            links = ("in", "on", "via", "through", "with", "a", "an", "the")
            return note.sentence.span_text(next((m + 1 for m in range(k - 1, max(k - 5, -1), -1) if low[m] in links), k), k + 1)
    return ""


def _claimed(scene: Scene, claim: Claim) -> list[Statement]:
    if claim.nobody:
        return _make(scene, [None], "unclaimed", claim, "unclaimed: " + claim.rule)
    actors = list(claim.actors) or scene.resolve(claim.pronoun, claim.i, claim.j)
    if len(actors) == 1 and scene.single(actors[0]):
        actors = [scene.named_later(max(claim.j, actors[0].j)) or actors[0]]
    outside = speech_about(scene.spoken, claim.i)
    by = speaker_text(scene.note, outside) if outside and outside.verb not in range(claim.i, claim.j) else ""
    return _make(scene, actors, "claimed", claim, "claim: " + claim.rule, by)


def _charged(scene: Scene, charge: Charge) -> list[Statement]:
    voice, actors = scene.voice(charge.k), list(charge.actors)
    if not charge.hedged and _conditional(scene.note.sentence.lower, charge.i):
        return []
    if charge.denial and charge.pronoun in ("we", "i"):
        spoken = [a for a in voice.actors if not a.state] if voice else []
        return _make(scene, spoken, "denied", charge, "denial", voice.text if voice else "")
    if charge.denial:
        return _make(scene, actors or scene.resolve("it", charge.i, charge.j), "denied", charge, "denial")
    if voice and voice.kind == "negated":
        return []
    if voice and voice.kind == "none":
        return _make(scene, [None], "unclaimed", charge, "unclaimed: nobody said it")
    if voice and voice.kind in ("group", "state") and (charge.pronoun in ITSELF | {OWN} or _same(actors, voice.actors)):
        kind = "denied" if charge.negated else "claimed"
        return _make(scene, actors or voice.actors, kind, charge, f"{kind}: {charge.rule}", voice.text)
    if charge.pronoun == OWN and actors and voice is None:
        return _make(scene, actors, "claimed", charge, f"claimed: {charge.rule}")
    if charge.negated or charge.pronoun == OWN:
        return []
    guessed = charge.pronoun == "it" and charge.hedged and voice is None
    if not actors and (charge.pronoun.startswith("the ") or charge.pronoun == "pair" or guessed):
        actors = scene.resolve(charge.pronoun, charge.i, charge.j)
    plain = charge.plain and (voice is None or voice.kind == "news")
    kind = "suspected" if charge.hedged else "stated" if plain else "attributed"
    accuser = scene.note.sentence.span_text(*charge.accuser) or (voice.text if voice else "")
    return _make(scene, actors, kind, charge, f"charge: {charge.rule}", accuser)


def _conditional(low: Sequence[str], i: int) -> bool:
    """Tell whether a clause at token i is only a condition: "whether they did", "should it turn out that militias were responsible"."""
    return bool({"whether", "if"} & set(low[max(i - 2, 0) : i])) or any(low[m : m + 2] in CONDITIONS for m in range(max(i - 6, 0), i))


def _same(actors: Sequence[Actor], others: Sequence[Actor]) -> bool:
    return bool(actors) and all(any(a.key == b.key for b in others) for a in actors)


def _done(scene: Scene, deed: Deed) -> list[Statement]:
    voice, rule = scene.voice(deed.k), f"deed: {deed.how}"
    if voice and voice.kind == "negated":
        return []
    if deed.how == "bare":
        return _told_by_author(scene, deed, voice)
    if voice and voice.kind == "none":
        return _make(scene, [None], "unclaimed", deed, "unclaimed: nobody said it") if deed.pronoun else []
    own = _own_word(scene, deed, voice)
    if voice and own:
        kind = "denied" if deed.negated else "suspected" if deed.hedged and voice.kind == "state" else "claimed"
        return _make(scene, own, kind, deed, rule, voice.text)
    actors = list(deed.actors) or _pointed(scene, deed, voice)
    if deed.negated:
        return _make(scene, deed.actors, "denied", deed, rule, voice.text) if voice and _own_official(scene, deed, voice) else []
    noun = deed.how == "noun" and all(a.state for a in actors)
    kind = "suspected" if deed.hedged else "stated" if voice is None or voice.kind == "news" or noun else "attributed"
    return _make(scene, actors, kind, deed, rule, voice.text if voice and kind != "stated" else "")


def _own_official(scene: Scene, deed: Deed, voice: Voice) -> bool:
    """Tell whether it is an official of the state itself that denies its deed: "an official of its army", or one of no other country."""
    text = voice.text.lower()
    if OWN_OFFICIAL in f" {text} ":
        return True
    speech = speech_about(scene.spoken, deed.k)
    low, capitals = scene.note.sentence.lower, by_name("leaders")
    if voice.kind != "other" or speech is None:
        return False
    states = {capitals.get(low[p.i], "") for p in scene.note.places if speech.i <= p.i < speech.j}
    if states and not states <= {a.group_id for a in deed.actors}:
        return False
    return all(a.state for a in deed.actors) and not OFFICES.isdisjoint(text.split())


def _own_word(scene: Scene, deed: Deed, voice: Voice | None) -> Sequence[Actor]:
    """Return the actors of a deed if they tell it of themselves: "it had attacked", "its fighters fired", "the group struck"."""
    if voice is None or voice.kind not in ("group", "state"):
        return ()
    if deed.actors:
        own = _same(deed.actors, voice.actors) or (deed.negated and any(_same([a], voice.actors) for a in deed.actors))
        return deed.actors if own else ()
    if deed.pronoun in ("its", "their") and voice.kind == "state":
        arms = words("actors")["own_arms"]
        return () if arms.isdisjoint(scene.note.sentence.lower[max(deed.k - 6, 0) : deed.k]) else voice.actors
    if deed.pronoun == "they" and scene.arms_before(deed.k, voice):
        return ()
    if deed.pronoun in ITSELF or (deed.pronoun.startswith("the ") and voice.kind == "group" and deed.how == "verb"):
        return voice.actors
    return ()


def _pointed(scene: Scene, deed: Deed, voice: Voice | None) -> list[Actor]:
    """Return the actors for whom "the group" stands, or "he", the leader named last."""
    if deed.negated:
        return []
    if deed.pronoun in ("he", "she") and voice is None:
        return scene.cast.chiefs[-1:]
    if not deed.pronoun.startswith("the "):
        return []
    return [a for a in scene.resolve(deed.pronoun, deed.i, deed.j) if a.group_id or deed.how == "noun"]


def _told_by_author(scene: Scene, deed: Deed, voice: Voice | None) -> list[Statement]:
    """Make a claim of "the statement says that drones were launched": who speaks for a group tells of its own attack."""
    if voice is None or voice.kind != "group" or deed.negated:
        return []
    if any(a.state and not a.adjectival and a.j < deed.k for a in scene.actors if a not in voice.actors):
        return []
    if {"its", "their", "members", "fighters"} & set(scene.note.sentence.lower[max(deed.k - 7, 0) : deed.k]):
        return []  # its own losses
    return _make(scene, voice.actors, "claimed", deed, "deed: told by its author", voice.text)
