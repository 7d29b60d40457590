"""Charges and denials: who is blamed, suspected or said to be behind an attack, and who says that it was not them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from research.coding.claims_actors import Actor, subject_actor
from research.coding.claims_deeds import is_hedged
from research.coding.claims_speech import book, subject
from research.coding.model import Annotated

REACH, FAR = 8, 18
BE = frozenset("was were is are be been being stand stands stood remain".split())
HELD = frozenset("hold holds held holding accuse accuses accused accusing".split())
NOUNS = frozenset("work handiwork doing at fault door doors feet finger fingers suspicion responsibility hallmark hallmarks fingerprints signature behind down due".split())
POINTING = frozenset("pointed point points pointing laid lays lay put puts placed places pin pinned cast".split())
STOPS = frozenset({";", ".", "who", "when", "while", "but", "although", "because"})
ON = {"blame": ("on", "at"), "blames": ("on",), "blamed": ("on",), "blaming": ("on",), "attribute": ("to",), "attributes": ("to",), "attributed": ("to",), "attributing": ("to",), "pinned": ("on",), "pin": ("on",), "pins": ("on",), "pinning": ("on",), "ascribed": ("to",), "traced": ("to",)}


@dataclass(frozen=True, slots=True)
class Charge:
    """Tokens i to j say at token k that actors did it, or are suspected of it, or (negated) that they did not."""

    k: int
    i: int
    j: int
    actors: tuple[Actor, ...]
    pronoun: str
    accuser: tuple[int, int]
    plain: bool = False  # "X was behind it": without a speaker it is the article that says so
    hedged: bool = False
    negated: bool = False
    denial: bool = False
    rule: str = ""


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists about blame."""
    return book()["blame"]


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases of blame whose group follows, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(lists()["after"], key=lambda p: (-len(p.split()), p)):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def find_charges(note: Annotated, actors: Sequence[Actor]) -> list[Charge]:
    """Return the charges and denials of a sentence in order of their tokens."""
    low = note.sentence.lower
    found: list[Charge] = _denials(note, actors)
    denied = max((charge.k for charge in found), default=-1)
    phrases = _phrases()
    for k, word in enumerate(low):
        charge = None
        if denied >= 0 and (k <= denied + 2 or not word.startswith(("blam", "accus"))):
            continue
        for phrase in phrases.get(word, ()):
            if tuple(low[k : k + len(phrase)]) == phrase:
                charge = _after(note, actors, k, k + len(phrase))
                break
        if charge is None and word in BEFORE:
            charge = _before(note, actors, k)
        if charge is not None and not any(c.actors == charge.actors and c.rule != "hedge" for c in found):
            found.append(charge)
    return found


def _after(note: Annotated, actors: Sequence[Actor], k: int, end: int) -> Charge | None:
    low, word = note.sentence.lower, note.sentence.lower[k]
    if {"not", "never", "no", "without", "refused", "declined", "nobody"} & set(low[max(k - 4, 0) : k]) and word not in ("suspected",):
        return None
    suspect = word.startswith(("suspect", "suspicion", "hallmark", "signature", "fingerprint"))
    passive = bool(BE & set(low[max(k - 3, 0) : k]))
    start = end
    if word in ON and end == k + 1:
        at = next((m for m in range(end, min(end + FAR, len(low))) if low[m] in ON[word] and any(0 < a.i - m <= 4 for a in actors)), None)
        direct = any(0 <= a.i - end <= 4 for a in actors)
        if at is not None and not (direct and low[end] not in ("the", "it", "this", "that", "them")):
            start = at + 1
        elif word.startswith("attribut") or passive:
            return _passive(note, actors, k) if passive and not word.startswith("attribut") else None
    elif passive and end == k + 1 and word in ("accused", "suspected", "blamed"):
        return _passive(note, actors, k)
    accused = _next_actors(low, actors, start) or (_whose(note, actors, k) if word in HELD else [])
    pronoun = "" if accused else _anaphor(low, start)
    if not accused and not pronoun:
        return None
    last = accused[-1].j if accused else start + 2
    if word in ("hold", "holds", "held", "holding") and (not {"responsible", "accountable", "behind", "liable"} & set(low[last : last + 8]) or not _about_attack(low)):
        return None
    if word in ("linked", "tied", "connected", "attributed") and not _attack_before(low, k):
        return None
    if word.startswith("accus") and lists()["attack_words"].isdisjoint(low[last : last + 14]) and lists()["attack_words"].isdisjoint(low[max(k - 12, 0) : k]):
        return None
    if word in ("regard", "regards", "names", "named", "naming", "identified") and not {"authors", "author", "behind", "responsible", "culprit", "culprits", "perpetrators", "perpetrator"} & set(low[last : last + 6]):
        return None
    if (suspect or low[end - 1] in ("to", "of")) and not _about_attack(low) and not {"signs", "evidence", "indications", "clues", "findings", "everything", "traces"} & set(low[:k]):
        return None
    if suspect and end - k == 1 and accused and accused[0].i - end > 3 and word in ("suspected", "suspect") and not passive:
        return None
    if word in ("suspect", "suspected", "suspects") and accused and accused[0].i - end <= 2 and _victim_follows(low, last):
        return None
    accuser = (k, k) if passive or low[k - 1 : k] == [","] else _accuser(low, k)
    hedged = suspect or is_hedged(low, k)
    return Charge(k, min([k, *(a.i for a in accused)]), max(end, last), tuple(accused), pronoun, accuser, hedged=hedged, rule=" ".join(low[k:end]))


def _whose(note: Annotated, actors: Sequence[Actor], k: int) -> list[Actor]:
    """Read "Iran, whose allies it holds responsible"."""
    low = note.sentence.lower
    at = next((m for m in range(k - 1, max(k - 7, 0), -1) if low[m] == "whose"), None)
    owner = next((a for a in actors if at is not None and at - 1 <= a.j <= at), None)
    if owner is None or at is None:
        return []
    return [Actor(at, at + 2, "", f"{owner.text}'s {note.sentence.words[at + 1]}")]


def _attack_before(low: Sequence[str], k: int) -> bool:
    """Tell whether it is an attack that is linked or attributed to somebody, and not a channel, a statement or a militia."""
    return low[k - 1] not in book()["speech"]["statements"] | {"channel", "channels", "militia", "militias", "groups", "group", "factions", "faction", "outlet", "outlets", "fighters", "sites"}


def _accuser(low: Sequence[str], k: int) -> tuple[int, int]:
    """Return the tokens of who accuses: the subject of the verb at token k, or of the verb that goes with the noun there."""
    if low[k] in NOUNS or (low[k] == "suspected" and (k == 0 or low[k - 1] in ("the", "a", "an", "by", "of", "on", "in"))):
        verb = next((m for m in range(k - 1, max(k - 9, -1), -1) if low[m] in POINTING), None)
        return subject(low, verb) if verb is not None else (k, k)
    return subject(low, k)


def _anaphor(low: Sequence[str], start: int) -> str:
    """Return "the groups" for words that point back to groups told before."""
    words = low[start : start + 2]
    if len(words) == 2 and words[0] in ("the", "these", "those", "this", "that", "such") and words[1] in ("groups", "militias", "factions", "group", "militia", "faction"):
        return "the " + words[1]
    return ""


def _victim_follows(low: Sequence[str], j: int) -> bool:
    """Tell whether suspects are victims: "suspected militants were killed in a U.S. strike"."""
    return bool({"killed", "arrested", "detained", "captured", "wounded"} & set(low[j : j + 4])) and bool(BE & set(low[j : j + 3]))


def _passive(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "militias were suspected of the attack", "the group has been blamed for it"."""
    low = note.sentence.lower
    heads, pronoun = subject_actor(note, actors, k)
    if pronoun == "none" or not (heads or pronoun.startswith("the ")) or not _about_attack(low):
        return None
    by = next((m for m in range(k + 1, min(k + 4, len(low))) if low[m] == "by"), None)
    accuser = (by + 1, min(by + 5, len(low))) if by is not None else (k, k)
    first = heads[0].i if heads else max(k - 3, 0)
    return Charge(k, first, k + 1, tuple(heads), pronoun, accuser, hedged=low[k].startswith("suspect") or is_hedged(low, k), rule=low[k])


def _next_actors(low: Sequence[str], actors: Sequence[Actor], start: int) -> list[Actor]:
    """Return the actors that follow token `start` within reach, with those that are listed with the first."""
    first = next((a for a in actors if start <= a.i <= start + REACH), None)
    if first is None or not STOPS.isdisjoint(low[start : first.i]):
        return []
    found = [first]
    for actor in actors:
        gap = [word for word in low[found[-1].j : actor.i] if word not in ("the", "another", "a")]
        if actor.i >= found[-1].j and gap in (["and"], [","], [",", "and"], ["or"]):
            found.append(actor)
    named = [a for a in found if a.group_id]
    return named if named and len(named) < len(found) else found


def _about_attack(low: Sequence[str]) -> bool:
    return not lists()["attack_words"].isdisjoint(low)


BEFORE = frozenset({"behind", "responsible", "blame", "involved", "culprit", "culprits", "perpetrator", "perpetrators", "author", "authors", "work", "hand", "part", "role", "involvement", "suspects", "complicit", "nothing", "connected", "doing", "own", "responsibility"})


def _before(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "militias are behind it", "Iran was responsible", "the group had no hand in it", "the drone was its own"."""
    low, word = note.sentence.lower, note.sentence.lower[k]
    window = low[max(k - 6, 0) : k]
    verb = next((m for m in range(k - 1, max(k - 7, -1), -1) if low[m] in BE or low[m] in ("had", "has", "have", "having", "played", "took", "lie", "lies")), None)
    if verb is None or {",", ";", "those", "with", "find", "left", "who", "known", "clear"} & set(low[verb + 1 : k]) or HELD & set(low[max(k - 16, 0) : k]):
        return None
    own = word in ("doing", "own", "work") and low[k - 1] in ("its", "their")
    if word in ("behind", "responsible", "culprit", "culprits", "perpetrators", "perpetrator", "author", "authors", "suspects", "complicit", "connected") and low[verb] not in BE and low[verb] not in ("lie", "lies"):
        return None
    if word == "behind" and low[k + 1 : k + 2] in (["bars"], ["schedule"], ["closed"], ["which"], ["him"]):
        return None
    if word == "blame" and low[k - 1] != "to":
        return None
    if word == "work" and not own and low[k - 1] != "at":
        return None
    if word == "connected" and low[k + 1 : k + 2] != ["with"]:
        return None
    if word in ("doing", "own") and not own:
        return None
    negated = bool({"no", "not", "nothing", "never", "neither", "any"} & set(low[verb:k])) or word == "nothing" or low[verb - 1] in ("not", "never")
    if word in ("hand", "part", "role", "involvement", "responsibility", "nothing"):
        if low[verb] in BE or (word == "nothing" and low[k + 1 : k + 4] != ["to", "do", "with"]):
            return None
        if word != "nothing" and low[k + 1 : k + 2] not in (["in"], ["for"], ["with"]):
            return None
    elif word in ("involved", "connected", "suspects", "complicit") and lists()["attack_words"].isdisjoint(low[k : k + 10]):
        return None
    heads, pronoun = subject_actor(note, actors, verb)
    if word == "involved" and "including" in low[k:]:
        listed = [a for a in actors if a.i > k and a.group_id and not a.state]
        heads = listed or heads
    if not heads and not pronoun and not own:
        return None
    first = min((a.i for a in heads), default=max(verb - 2, 0))
    return Charge(k, min(first, k), max(k + 1, max((a.j for a in heads), default=0)), tuple(heads), "own" if own else pronoun, (0, 0), plain=True,
                  hedged=word in ("suspects", "connected") or is_hedged(low, k), negated=negated, rule=" ".join(window[-1:] + [word]))  # fmt: skip


def _denials(note: Annotated, actors: Sequence[Actor]) -> list[Charge]:
    low, words, found = note.sentence.lower, book()["denial"], []
    for k, word in enumerate(low):
        if word == "distanced" and low[k + 1 : k + 2] in (["itself"], ["themselves"]):
            heads, pronoun = subject_actor(note, actors, k)
            if heads:
                found.append(Charge(k, heads[0].i, k + 2, tuple(heads), "", (k, k), denial=True, rule="distanced"))
        elif word in words["verbs"] or (word in words["nouns"] and not low[k + 1 : k + 2] == ["of"]):
            charge = _denial(note, actors, k)
            if charge is not None:
                found.append(charge)
    return found


def _denial(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    low, words = note.sentence.lower, book()["denial"]
    behind = low[k + 1 : k + 16]
    behind = behind[: behind.index(";")] if ";" in behind else behind
    if {"not", "never", "nor", "neither"} & set(low[max(k - 3, 0) : k]):
        return None
    start, end = subject(low, k)
    accused = sorted((a for a in actors if start <= a.i and a.j <= end + 1), key=lambda a: not a.group_id)[:1]
    told = [a for a in actors if k < a.i <= k + 14]
    weak = words["weak"] - {"claim", "claims"}
    part = next((m for m, word in enumerate(behind) if word in words["authorship"]), None)
    if part is None and weak.isdisjoint(behind[:6]):
        return None
    at = k + 1 + (part if part is not None else 0)
    own_clause = [a for a in told if a.j <= at + 1 or low[at + 1 : at + 3] and low[at + 1] == "of" and a.i - at <= 4]
    if own_clause and (not accused or own_clause[0].key == accused[0].key or own_clause[0].state == accused[0].state):
        accused = [a for a in own_clause if not a.adjectival or a.state][:2] or accused
    if part is not None and behind[part] in ("strike", "strikes", "hit", "bombing") and not any(a.state for a in accused):
        return None
    pronoun = "" if accused else "it"
    if not accused and start >= end:
        return None
    if not accused and not (low[end - 1] in ("it", "they") or low[start : start + 1] == ["the"] and low[end - 1] in book()["actors"]["anaphors"]):
        return None
    return Charge(k, start, k + 1 + (part or 0) + 1, tuple(accused), pronoun, (start, end), denial=True, rule="denied")
