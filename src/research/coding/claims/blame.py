"""Charges whose accused follows: blamed X, pinned it on X, held X responsible, suspected X, the work of X."""

from collections.abc import Sequence
from functools import cache

from research.coding.claims.actors import Actor
from research.coding.claims.behind import find_behind
from research.coding.claims.charges import Charge, about_attack, accuser, anaphor, next_actors, whose
from research.coding.claims.denials import find_denials
from research.coding.claims.modality import is_hedged
from research.coding.claims.subjects import NOBODY, subject_actor
from research.coding.claims.words import phrases_after, words
from research.coding.model import Annotated

__all__ = ["Charge", "find_charges"]

FAR = 18  # tokens from "pinned" to its "on"
NEAR = 4
POINT_REACH, SITE_REACH = 8, 5
SINGULAR = frozenset("strike airstrike raid attack assault bombing bombardment shelling aggression massacre crime violation".split())
POINTED = frozenset({"point", "points", "pointed", "pointing"})
QUOTES = frozenset({'"', "”", "“"})
VICTIMS = frozenset({"victim", "victims", "prey"})
WITH = (["together", "with"], ["along", "with"], ["well", "as"], ["besides", "the"])
PUT = ("blame", "for")  # "put the blame for most of them on X"
DONE = (["carried"], ["done"], ["fired"], ["launched"], ["sent"], ["staged"], ["flown"], ["ordered"])
DOING = (["carrying"], ["doing"], ["firing"], ["launching"], ["sending"], ["staging"], ["flying"], ["ordering"])
AFTER_DENIAL = ("blam", "accus")


@cache
def triggers() -> frozenset[str]:
    """Return the words at which a charge may stand."""
    return frozenset(phrases_after()) | words("charge")["before"]


def find_charges(note: Annotated, actors: Sequence[Actor]) -> list[Charge]:
    """Return the charges and denials of a sentence in order of their tokens."""
    low, wanted = note.sentence.lower, triggers()
    found = find_denials(note, actors)
    if wanted.isdisjoint(low):
        return found
    denied = max((charge.k for charge in found), default=-1)
    for k, word in enumerate(low):
        if word not in wanted or (
            denied >= 0 and not _apart(low, k, denied) and (k <= denied + 2 or not (word.startswith(AFTER_DENIAL) or _anew(low, denied, k)))
        ):
            continue
        charge = _after(note, actors, k) or (find_behind(note, actors, k) if word in words("charge")["before"] else None)
        if charge is not None and not any(c.actors == charge.actors for c in found):
            found.append(charge)
    return found


def _apart(low: Sequence[str], k: int, denied: int) -> bool:
    """Tell whether words of blame stand in a clause of their own before a denial: "the embassy blamed X; X denied it"."""
    return k < denied and not words("denial")["apart"].isdisjoint(low[k:denied])


def _anew(low: Sequence[str], denied: int, k: int) -> bool:
    """Tell whether a new statement begins between a denial and token k: "denied it and claimed instead that"."""
    return any(low[m] in words("speech")["verbs"] and low[m + 1] == "that" for m in range(denied + 3, k - 1))


def _after(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Return the charge whose words of blame start at token k and whose accused follows."""
    low = note.sentence.lower
    phrase = next((p for p in phrases_after().get(low[k], ()) if tuple(low[k : k + len(p)]) == p), None)
    lists = words("charge")
    clause = max((m + 1 for m in range(max(k - 4, 0), k) if low[m] == ","), default=0)  # "officials, who would not be named, accused"
    if phrase is None or (low[k] != "suspected" and not lists["not"].isdisjoint(low[max(k - 4, clause, 0) : k])):
        return None
    end, being = k + len(phrase), not lists["be"].isdisjoint(low[max(k - 3, clause, 0) : k])
    start: int | None = end
    if (len(phrase) == 1 or phrase == PUT) and low[k] in words("blame.over"):
        start = _over(low, actors, k)
        if start is None and (being or low[k].startswith("attribut")):
            return _passive(note, actors, k) if being and not low[k].startswith("attribut") else None
    elif being and len(phrase) == 1 and (low[k] in ("accused", "suspected") or _held_to_be(low, k)):
        return _passive(note, actors, k)
    accused = next_actors(low, actors, start or end)
    if not accused and low[k] in lists["holding"] | lists["accusing"]:
        accused = whose(note, actors, k)
    pronoun = "" if accused else anaphor(low, start or end)
    if not (accused or pronoun) or not _plausible(low, actors, accused, k, end, being):
        return None
    accused += _together(low, actors, accused)
    last = accused[-1].j if accused else (start or end) + 2
    said_by = (k, k) if being or low[k - 1 : k] == [","] or not VICTIMS.isdisjoint(low[k:end]) else accuser(low, k)
    first = min([k, *(a.i for a in accused)])
    hedged = _suspects(low[k]) or (low[k] in POINTED and not _official(low, k)) or is_hedged(low, k)
    plain = low[end - 1] in words("blame")["copulas"]
    return Charge(k, first, max(end, last), tuple(accused), pronoun, said_by, plain=plain, hedged=hedged, rule=" ".join(phrase))


def _together(low: Sequence[str], actors: Sequence[Actor], accused: Sequence[Actor]) -> list[Actor]:
    """Return the group that is added behind the accused: "responsible for the attacks, together with Asaib Ahl al-Haq"."""
    if not accused or any(a.state for a in accused):
        return []
    end = next((m for m in range(accused[-1].j, len(low)) if low[m] in (";", ".", "but", "while")), len(low))
    return [a for a in actors if accused[-1].j < a.i < end and a.group_id and not a.state and low[a.i - 2 : a.i] in WITH]


def _held_to_be(low: Sequence[str], k: int) -> bool:
    """Tell whether a participle goes on with "responsible" or "as the author": "was held responsible by", "has been named as"."""
    lists, behind = words("charge"), low[k + 1 : k + 5]
    if low[k] in lists["holding"]:
        return not lists["held_to_be"].isdisjoint(behind[:2])
    return low[k] in lists["naming"] and behind[:1] == ["as"] and not lists["named_as"].isdisjoint(behind)


def _over(low: Sequence[str], actors: Sequence[Actor], k: int) -> int | None:
    """Return the token behind the preposition of "pinned several of them on X", None where X follows at once or not at all."""
    links = words("blame.over")[low[k]]
    at = next((m for m in range(k + 1, min(k + 1 + FAR, len(low))) if low[m] in links and any(0 < a.i - m <= NEAR for a in actors)), None)
    near = next((a.i for a in actors if 0 <= a.i - k - 1 <= NEAR and links.isdisjoint(low[k + 1 : a.i])), None)
    direct = near is not None and low[k + 1] not in ("the", "it", "this", "that", "them", "by")
    return at + 1 if at is not None and not direct else None


def _suspects(word: str) -> bool:
    return word.startswith(tuple(sorted(words("charge")["suspecting"])))


def _plausible(low: Sequence[str], actors: Sequence[Actor], accused: Sequence[Actor], k: int, end: int, being: bool) -> bool:
    """Tell whether words of blame are about an attack, and about who made it."""
    lists, word = words("charge"), low[k]
    last = accused[-1].j if accused else end + 2
    if word in lists["holding"]:
        if not {"would", "will"}.isdisjoint(low[max(k - 2, 0) : k]) and "account" in low[last : last + 4]:
            return False  # "would hold Iran to account"
        held = next((m for m in range(last, min(last + 8, len(low))) if low[m] in lists["held_to_be"]), None)
        if held is None:
            return False
        bare = low[held + 1 : held + 2] in ([], ["."], [","], [";"])  # "Baghdad holds the Turkish army responsible."
        return bare or about_attack(low) or _not_states(accused)
    if low[end - 1] in words("blame")["copulas"]:
        return _is_accused(low, accused, end)
    if word in lists["linking"] | {"links", "ties"}:
        if end - k == 1 and not (accused and about_attack(low[end : accused[0].i]) and _beside(low, accused[0].i)):
            return False
        if low[k - 1] in lists["not_linked"] | words("speech")["statements"]:
            return False
    if word.startswith("single"):
        return bool(accused) and low[last : last + 1] in (["for"], ["as"], ["over"])
    if word in lists["reproaching"]:
        done = (words("attack")["strike_nouns"] | words("attack")["wrongs"]) & SINGULAR
        what = [word for word in low[last : last + 5] if word not in ("'s", '"', "“")][:3]
        return bool(accused) and (
            (low[last : last + 1] in (["for"], ["over"]) and about_attack(low[last : last + 10])) or not done.isdisjoint(what)
        )
    if word == "as" and accused:
        return not (lists["naming"] | {"identify", "describes", "described"}).isdisjoint(low[max(k - 8, 0) : k])
    if word in lists["accusing"]:
        bare = bool(accused) and low[last : last + 1] in ([], ["."]) and word.startswith("accus")
        return bare or _of_deed(low, last) or about_attack(low[last : last + 14]) or about_attack(low[max(k - 12, 0) : k])
    if word == "down":
        return not {"put", "puts", "putting", "chalked"}.isdisjoint(low[max(k - 12, 0) : k])
    if word.startswith("belong"):
        return not lists["attackers"].isdisjoint(low[max(k - 4, 0) : k])
    if word in lists["naming"] and end - k == 1:
        return not lists["named_as"].isdisjoint(low[last : last + 6])
    if word == "suspicion" and low[end - 1] == "on" and _not_states(accused):
        return True
    if word in POINTED and _not_states(accused) and accused[0].i - end < 3 and _official(low, k):
        return True  # "American officials have pointed to Kataib Hezbollah."
    aimed = not words("attack")["weapons"].isdisjoint(low[max(k - POINT_REACH, 0) : k])
    if word in POINTED and (aimed or _sited(low, accused)):
        return False
    if not VICTIMS.isdisjoint(low[k:end]):
        return _not_states(accused)
    made = (word.startswith(("suspect", "suspic")) or word in ("work", "handiwork", "doing")) and _not_states(accused)
    aimless = (_suspects(word) or low[end - 1] in ("to", "of")) and not about_attack(low) and lists["signs"].isdisjoint(low[:end])
    if aimless and not (made and low[last : last + 1] in ([], ["."], [","])):
        return False
    before = low[max(k - POINT_REACH // 2, 0) : k]
    if word == "suspected" and not being and "by" not in before and not lists["quarry"].isdisjoint(before):
        return False  # "killed two or three suspected militants"
    if word in ("suspect", "suspected", "suspects") and accused:
        gap = accused[0].i - end
        if end - k == 1 and gap > 3 and word != "suspects" and not being:
            return False
        return gap > 2 or lists["caught"].isdisjoint(low[last : last + 4]) or lists["be"].isdisjoint(low[last : last + 3])
    return True


def _of_deed(low: Sequence[str], k: int) -> bool:
    """Tell whether "of having carried it out" or "of doing so" stands at token k: a deed that was told before."""
    if low[k : k + 1] != ["of"]:
        return False
    having = low[k + 1 : k + 2] == ["having"]
    return low[k + 1 + having : k + 2 + having] in (DONE if having else DOING) and not {"it", "this", "so", "them"}.isdisjoint(
        low[k : k + 6]
    )


def _beside(low: Sequence[str], i: int) -> bool:
    """Tell whether the words between "to" and the accused at token i only lead to him: "linked the blast to men of"."""
    to = next((m for m in range(i - 1, max(i - 7, -1), -1) if low[m] in ("to", "with")), None)
    return to is not None and words("charge")["in_copula"].issuperset(set(low[to + 1 : i]) - QUOTES)


def _is_accused(low: Sequence[str], accused: Sequence[Actor], end: int) -> bool:
    """Tell whether "the culprit is", which ends at token `end`, goes on with the accused and nothing else."""
    if (
        not _not_states(accused)
        or any(a.adjectival for a in accused)
        or not words("charge")["in_copula"].issuperset(low[end : accused[0].i])
    ):
        return False
    behind = low[accused[-1].j : accused[-1].j + 1]
    return behind in ([], ["."], [","], ['"'], ["”"], [";"], ["who"], ["that"], ["which"], ["again"])


def _official(low: Sequence[str], k: int) -> bool:
    """Tell whether it is officials that are the subject of the verb at token k."""
    start, end = accuser(low, k)
    return not words("speech")["officials"].isdisjoint(low[start:end])


def _not_states(accused: Sequence[Actor]) -> bool:
    return bool(accused) and not any(a.state for a in accused)


def _sited(low: Sequence[str], accused: Sequence[Actor]) -> bool:
    """Tell whether it is at their place that something points: "the Harir base, which American forces share", "U.S. bases"."""
    victims = words("actors")["victims"]
    return any(not victims.isdisjoint(low[max(a.i - SITE_REACH, 0) : a.i]) or (a.adjectival and low[a.j] in victims) for a in accused)


def _passive(note: Annotated, actors: Sequence[Actor], k: int) -> Charge | None:
    """Read "militias were suspected of the attack", "the group has been blamed for it"."""
    low = note.sentence.lower
    heads, pronoun = subject_actor(note, actors, k)
    if pronoun == NOBODY or not (heads or pronoun.startswith("the ")):
        return None
    bare = _not_states(heads) and low[k + 1 : k + 2] in ([], ["."], [","], [";"], ["and"])
    by = next((m for m in range(k + 1, min(k + 4, len(low))) if low[m] == "by"), None)
    if not (bare or about_attack(low) or (by == k + 1 and low[k] == "suspected") or (_not_states(heads) and _held_to_be(low, k))):
        return None
    said_by = (by + 1, min(by + 5, len(low))) if by is not None else (k, k)
    first = heads[0].i if heads else max(k - 3, 0)
    return Charge(k, first, k + 1, tuple(heads), pronoun, said_by, hedged=_suspects(low[k]) or is_hedged(low, k), rule=low[k])
