"""Who strikes in a clause: the state that is the subject of a verb of force or owns the strike, not the one that is struck."""

from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.words import words

PASSIVE, ADVERBS = words("mentions", "passive"), words("mentions", "adverbs")
ADVERB = 4  # letters; what is longer and ends in "ly" is one
STRIKE_NOUNS, FORCES = words("mentions", "strike_nouns"), words("mentions", "forces")
OWN = 4  # tokens from "Turkey's" to its strike
CARRIERS, SUPPLIED = words("agents", "carriers"), words("agents", "supplied")
STATIONED = words("agents", "stationed")
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
HITTING = frozenset({"strike", "destroy", "intercepted"})


def find_agent(note: Annotated, i: int, j: int) -> str:
    """Return the id of the state that strikes in tokens i to j ("a U.S. drone strike", "Washington bombed"), or an empty string."""
    sentence, lower = note.sentence, note.sentence.lower
    verbs = {cue.i for cue in note.cues if cue.kind in ("assault_verb", "impact_verb", "launch_verb") and cue.value != "undergo"}
    for cue in note.kinds("nation"):
        if not i <= cue.i < j or (lower[cue.i] == "us" and sentence.words[cue.i] == "us"):
            continue
        after = lower[cue.j : cue.j + 3]
        own = _verb_after(lower, cue.j + 1, j) if after[:1] == ["'s"] else j
        if cue.j + 1 < own < j and own in verbs and lower[own - 1] not in PASSIVE:  # "Turkey's air force bombed"
            return cue.value
        if after[:1] == ["'s"] and any(t.kind == "attack_noun" and cue.j < t.i <= cue.j + OWN for t in note.cues):
            return cue.value
        if _struck(note, cue):
            continue
        if after and (after[0] in STRIKE_NOUNS or (after[0] == "air" and after[1:2] and after[1] in STRIKE_NOUNS)):
            return cue.value
        k = _verb_after(lower, cue.j, j)
        if k in verbs and lower[k - 1] not in PASSIVE:
            return cue.value
        if _doer(note, cue.i, i):
            return cue.value
    return ""


def _struck(note: Annotated, nation: Cue) -> bool:
    """Tell whether what a nation owns is struck, not striking: "had hit a U.S. aircraft carrier", "lorries with goods for U.S. forces"."""
    lower, k = note.sentence.lower, nation.i - 1
    if not CARRIERS.isdisjoint(lower[nation.j + 1 : nation.j + 3]) or not STATIONED.isdisjoint(lower[nation.j : nation.j + 4]):
        return True
    while k >= 0 and (lower[k] in ARTICLES or any(n.i <= k < n.j for n in note.numbers)):
        k -= 1
    if k < 0 or lower[k] in SUPPLIED:
        return k >= 0
    hits = [c for c in note.kinds("impact_verb") + note.kinds("outcome") if c.value in HITTING]
    return any(c.j == k + 1 and not in_passive(note, c) for c in hits)


def _verb_after(lower: list[str], k: int, j: int) -> int:
    """Return the first token behind a subject that is no force, auxiliary or insertion between commas."""
    while k < j and lower[k] in FORCES:
        k += 1
    if k < j and lower[k] == ",":
        for end in range(k + 1, min(k + 10, j)):
            if lower[end] == ",":
                k = end + 1
                break
        while k < j and lower[k] in FORCES:
            k += 1
    return k


def _doer(note: Annotated, at: int, limit: int) -> bool:
    """Tell whether "by" before token `at` names who did what a verb of force says ("were killed on Sunday by an American ...")."""
    lower = note.sentence.lower
    for k in (at - 1, at - 2, at - 3):
        if k > limit and lower[k] == "by":
            return any(k - 8 <= cue.i < k for cue in note.cues if cue.kind in ("assault_verb", "impact_verb", "casualty")) and not any(
                word in ("used", "trained", "led", "run", "held", "backed", "supported") for word in lower[k - 1 : k]
            )
        if k <= limit or lower[k] not in ("a", "an", "the", "three", "two", "several", "suspected"):
            return False
    return False


def in_passive(note: Annotated, cue: Cue) -> bool:
    """Tell whether a verb is in the passive: "was hit", "were also struck", "has since been bombed"."""
    lower, k = note.sentence.lower, cue.i - 1
    while k > 0 and (lower[k] in ADVERBS or (lower[k].endswith("ly") and len(lower[k]) > ADVERB)):
        k -= 1
    return lower[k] in PASSIVE
