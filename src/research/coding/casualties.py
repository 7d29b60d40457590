"""Who was killed or hurt: counts from the words around "killed", "wounded", "casualties" and their like.

A passive or intransitive verb takes its people from the left ("two soldiers were hurt"), an active one from the right ("killed two
women and three children"); coordinated people add up; "no casualties" is an explicit none; "several" counts nobody.
"""

from dataclasses import dataclass

from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.people import ADVERBS, AUXILIARIES, HAVE, Count, people
from research.coding.words import words

NOBODY = words("casualties", "nobody")
ENDS = words("casualties", "ends")
ENDS_RIGHT = ENDS | words("casualties", "ends_right")
NOT = words("casualties", "not")
NEWS = words("casualties", "news")
UNKNOWN = words("casualties", "unknown")
INTRANSITIVE = words("casualties", "intransitive")
OF_NOUNS = words("casualties", "of_nouns")
LEFT_REACH, RIGHT_REACH = 20, 16


@dataclass(frozen=True, slots=True)
class Casualty:
    """People killed, wounded, or both (an explicit none): low, best and high as said, and the tokens i to j that say it."""

    kind: str
    low: int | None
    best: int | None
    high: int | None
    i: int
    j: int


def find_casualties(note: Annotated) -> list[Casualty]:
    """Return what a sentence says of people killed and hurt, in order."""
    cues, found = note.kinds("casualty"), []
    lower = note.sentence.lower
    for n, cue in enumerate(cues):
        left_end = cues[n - 1].j if n else 0
        right_end = cues[n + 1].i if n + 1 < len(cues) else len(lower)
        if cue.value == "none":
            found.append(Casualty("both", 0, 0, 0, cue.i, cue.j))
            continue
        denied = _denied(lower, cue)
        if _unknown(lower, cue) or denied == "unknown":
            continue
        if denied:
            found.append(Casualty("both" if denied == "all" else cue.value, 0, 0, 0, max(cue.i - 3, 0), cue.j))
            continue
        counted = _count(note, cue, left_end, right_end)
        if counted and cue.value != "both":
            found.append(Casualty(cue.value, *counted))
    return found


def _unknown(lower: list[str], cue: Cue) -> bool:
    return any(word in UNKNOWN for word in lower[max(cue.i - 6, 0) : cue.i])


def _denied(lower: list[str], cue: Cue) -> str:
    """Return `all` where nobody was killed or hurt, `kind` where nobody of the cue's kind was, `unknown` where nothing is known."""
    before, after = lower[max(cue.i - 8, 0) : cue.i], lower[cue.j : cue.j + 3]
    if lower[cue.i] in ("harmless", "harmlessly"):
        return "all"
    if after[:1] in (["nobody"], ["none"]) or after[:2] == ["no", "one"]:
        return "all" if cue.value == "wounded" else "kind"
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word in NOT and len(before) - k > 3:
            continue
        if word in NOBODY or word in NOT:
            if NEWS & set(before[k:]):
                return "unknown"
            everyone = (
                word in ("nobody", "neither", "nor", "without")
                or before[k : k + 2] == ["no", "one"]
                or "anyone" in after
                or "anybody" in after
            )
            return "all" if cue.value == "both" or (cue.value == "wounded" and everyone) else "kind"
        if word in (".", ";", ":", "but", "although", "though", "when", "as") or (
            word == "," and "neither" not in before[:k] and "nor" not in before
        ):
            return ""
    return ""


def _count(note: Annotated, cue: Cue, left_end: int, right_end: int) -> Count | None:
    lower = note.sentence.lower
    k = cue.i - 1
    while k >= 0 and lower[k] in ADVERBS:
        k -= 1
    before = lower[k] if k >= 0 else ""
    word = lower[cue.i]
    if before == "the" and cue.j < len(lower) and any(p.i == cue.j for p in note.kinds("person")):
        return None
    noun = lower[cue.j - 1] in OF_NOUNS or (word.endswith("ing") and lower[cue.j : cue.j + 1] == ["of"])
    if word in ("casualty", "casualties", "toll"):
        return None
    if noun or word in ("injuries", "injury", "deaths", "fatalities"):
        return (
            people(note, cue.j, _stop_right(note, cue.j, right_end))
            if "of" in lower[cue.i : cue.j + 1]
            else people(note, max(cue.i - 4, left_end), cue.i, counted_only=True)
        )
    passive = before in AUXILIARIES or word in INTRANSITIVE
    if not passive:
        right = people(note, cue.j, _stop_right(note, cue.j, right_end))
        if right:
            return right
    left = people(note, _stop_left(note, cue.i, left_end), cue.i)
    return _with_companions(note, cue, left, right_end) if left else None


def _with_companions(note: Annotated, cue: Cue, left: Count, right_end: int) -> Count:
    """Add those who died or were hurt "together with" the ones named before the verb."""
    lower = note.sentence.lower
    for k in range(cue.j, min(cue.j + 8, right_end)):
        if lower[k] in ("together", "along", "alongside"):
            more = people(note, k + 1, _stop_right(note, k + 2, right_end))
            if more and left[1] and more[1]:
                return (
                    (left[0] or 0) + (more[0] or 0),
                    left[1] + more[1],
                    None if None in (left[2], more[2]) else left[2] + more[2],
                    left[3],
                    more[4],
                )
    return left


def _stop_left(note: Annotated, at: int, limit: int) -> int:
    lower = note.sentence.lower
    near = at - 1
    while near > limit and lower[near] in AUXILIARIES | ADVERBS | HAVE:
        near -= 1
    for k in range(at - 1, max(limit, at - LEFT_REACH) - 1, -1):
        if lower[k] in ENDS and not (k == near and lower[k] in ("who", "that")):  # "two men who were killed"
            return k + 1
    return max(limit, at - LEFT_REACH)


def _stop_right(note: Annotated, at: int, limit: int) -> int:
    lower = note.sentence.lower
    end = min(limit, at + RIGHT_REACH)
    for k in range(at, end):
        if lower[k] in ENDS_RIGHT or (lower[k] == "." and k > at and lower[k - 1] not in ("gen", "maj", "lt", "col", "brig")):
            return k
    return end
