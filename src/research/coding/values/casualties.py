"""Who was killed or hurt: counts from the words around "killed", "wounded", "casualties" and their like.

A passive or intransitive verb takes its people from the left ("two soldiers were hurt"), an active one from the right ("killed two
women and three children"); coordinated people add up; "no casualties" is an explicit none; "several" counts nobody.
"""

from dataclasses import dataclass

from research.coding.kept import once
from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.values.people import ADVERBS, AUXILIARIES, HAVE, Count, people
from research.coding.words import words

NOBODY = words("casualties", "nobody")
ENDS = words("casualties", "ends")
ENDS_RIGHT = ENDS | words("casualties", "ends_right")
NOT = words("casualties", "not")
NEWS = words("casualties", "news")
UNKNOWN = words("casualties", "unknown")
INTRANSITIVE = words("casualties", "intransitive")
OF_NOUNS = words("casualties", "of_nouns")
SUFFERED = words("casualties", "suffered")
RELATIVE = words("casualties", "relative")
INSERTIONS = words("casualties", "insertions")
RECKONED = words("casualties", "reckoned")
REACHED = words("casualties", "reached")
SOFT = words("casualties", "soft")
VICTIMS = words("casualties", "victims")
MORE = words("casualties", "more")
COUNTED = words("casualties", "counted")
COMPANIONS = words("casualties", "companions")
LEFT_REACH, RIGHT_REACH, RECKON_REACH = 20, 16, 18


@dataclass(frozen=True, slots=True)
class Casualty:
    """People killed, wounded, or both (an explicit none): low, best and high as said, and the tokens i to j that say it.

    `more`: they come on top of those told before ("another soldier"). `noun`: a noun names the event ("the death of X").
    `rank`: how many there are with this one ("a fourth man died").
    """

    kind: str
    low: int | None
    best: int | None
    high: int | None
    i: int
    j: int
    more: bool = False
    noun: bool = False
    rank: int = 0


@once
def find_casualties(note: Annotated) -> list[Casualty]:
    """Return what a sentence says of people killed and hurt, in order."""
    cues, lower = note.kinds("casualty"), note.sentence.lower
    found: list[Casualty] = []
    for n, cue in enumerate(cues):
        left_end = max(cues[n - 1].j, found[-1].j if found else 0) if n else 0  # people already counted are not counted again
        left_end = min(left_end, cue.i)
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
        counted = _reckoned(note, cue) or _count(note, cue, left_end, right_end)
        if counted and cue.value != "both":
            more = _more(lower, cue, counted)
            found.append(Casualty(cue.value, *counted, more=more, noun=_noun(note, cue), rank=_rank(note, counted)))
    return found


def _rank(note: Annotated, counted: Count) -> int:
    """Return the ordinal with which one more is counted ("a fourth man"), 0 where there is none."""
    ordinals = [n for n in note.numbers if n.kind == "ordinal" and counted[3] <= n.i < counted[4]]
    return ordinals[0].low or 0 if ordinals and counted[1] == 1 else 0


def _noun(note: Annotated, cue: Cue) -> bool:
    """Tell whether a noun with its owner only names an earlier death as a cause ("in answer to the killing of ...")."""
    lower = note.sentence.lower
    if lower[cue.i] not in ("death", "killing", "loss", "assassination", "murder") or "of" not in lower[cue.i : cue.j + 1]:
        return False
    return any(c.value in ("after", "cue") and 0 <= cue.i - c.j <= 3 for c in note.kinds("clause") + note.kinds("background"))


def _more(lower: list[str], cue: Cue, counted: Count) -> bool:
    """Tell whether people are counted on top of others told before ("another soldier", "one more", "died with him")."""
    said = lower[counted[3] : counted[4]]
    return bool(MORE & set(said)) or lower[cue.j : cue.j + 2] in (["with", w] for w in ("him", "her", "them"))


def _reckoned(note: Annotated, cue: Cue) -> Count | None:
    """Read a toll that stands behind its noun: "the number of wounded is now seven", "lowered the toll to 89", "the wounded number 284"."""
    lower = note.sentence.lower
    if not (lower[cue.i] == "toll" or _counted_by_noun(note, cue) or (lower[cue.i - 1 : cue.i] == ["the"] and _victims(lower, cue))):
        return None
    last = min([cue.j + RECKON_REACH, *(c.i for c in note.kinds("casualty") if c.i >= cue.j)])
    munitions = {w.j for w in note.kinds("weapon")}
    for number in note.numbers:
        k = number.i - 1
        while k > cue.i and lower[k] in SOFT:
            k -= 1
        other = lower[cue.i] == "toll" and any(
            c.value != cue.value and 0 <= c.i - number.j <= 4 for c in note.kinds("casualty")
        )  # a toll of "six wounded"
        if number.kind == "cardinal" and cue.j <= number.i < last and lower[k] in REACHED and k not in munitions and not other:
            return number.low, number.best if number.best is not None else number.low, number.high, number.i, number.j
    return None


def _victims(lower: list[str], cue: Cue) -> bool:
    """Tell whether a participle stands for people and is counted next: "the wounded number 284", "put the dead at four"."""
    return lower[cue.i] in VICTIMS and lower[cue.j : cue.j + 1] != ["was"] and bool(REACHED & set(lower[cue.j : cue.j + 1]))


def _counted_by_noun(note: Annotated, cue: Cue) -> bool:
    """Tell whether a noun counts those hurt: "the number of Americans hurt", "the injury count"."""
    lower = note.sentence.lower
    if RECKONED & set(lower[cue.j : cue.j + 1]):
        return True
    heads = [k for k in range(max(cue.i - 9, 0), cue.i) if lower[k] in RECKONED and lower[k + 1 : k + 2] == ["of"]]
    return bool(heads) and not any(heads[-1] < w.i < cue.i for w in note.kinds("weapon"))


def _unknown(lower: list[str], cue: Cue) -> bool:
    return any(word in UNKNOWN for word in lower[max(cue.i - 6, 0) : cue.i])


def _denied(lower: list[str], cue: Cue) -> str:
    """Return `all` where nobody was killed or hurt, `kind` where nobody of the cue's kind was, `unknown` where nothing is known."""
    before, after = lower[max(cue.i - 8, 0) : cue.i], lower[cue.j : cue.j + 3]
    if lower[cue.i] in ("harmless", "harmlessly"):
        return "all"
    if after[:1] in (["nobody"], ["none"]) or after[:2] == ["no", "one"]:
        return "kind"
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word in NOT and len(before) - k > 3 and before[k + 1 : k + 2] not in (["a"], ["one"]):  # but "not a single soldier was killed"
            continue
        if (word in NOBODY or word in NOT) and before[k + 1 : k + 2] not in (["fewer"], ["less"], ["more"]):  # "no fewer than eight"
            if NEWS & set(before[k:]):
                return "unknown"
            return "all" if cue.value == "both" else "kind"
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
    owned = cue.j - cue.i > 1 and "of" not in lower[cue.i : cue.j + 1]  # "lost his life" is a verb
    doing = word == "killing" and lower[cue.j : cue.j + 1] != ["of"] and before not in ("the", "'s", "targeted", "this", "that", "a")
    noun = (lower[cue.j - 1] in OF_NOUNS and not owned and not doing) or (word.endswith("ing") and lower[cue.j : cue.j + 1] == ["of"])
    if word in ("casualty", "casualties", "toll"):
        return None
    verb = next((v for v in range(cue.i - 1, max(cue.i - 5, left_end - 1), -1) if lower[v] in SUFFERED), None)
    if verb is not None and cue.value == "wounded":  # "four soldiers suffered minor injuries"
        return people(note, *_left(note, verb, left_end))
    if noun or word in COUNTED:
        return (
            people(note, cue.j, _stop_right(note, cue.j, right_end))
            if "of" in lower[cue.i : cue.j + 1]
            else people(note, max(cue.i - 4, left_end), cue.i, counted_only=True)
        )
    injury = cue.value == "wounded" and cue.j - cue.i > 1  # "with shrapnel in his leg", "taken to hospital"
    passive = before in AUXILIARIES or word in INTRANSITIVE or injury
    if not passive and lower[cue.j : cue.j + 1] not in (["and"], [","]):  # "25 killed and 55 wounded"
        right = people(note, cue.j, _stop_right(note, cue.j, right_end))
        if right:
            return right
    left = people(note, *_left(note, cue.i, left_end))
    return _with_companions(note, cue, left, right_end) if left else None


def _with_companions(note: Annotated, cue: Cue, left: Count, right_end: int) -> Count:
    """Add those who died or were hurt "together with" the ones named before the verb."""
    lower = note.sentence.lower
    for k in range(cue.j, min(cue.j + 14, right_end)):
        too = lower[k] == "so" and bool(AUXILIARIES & set(lower[k + 1 : k + 2]))  # "and so were two guards"
        if lower[k] in COMPANIONS or too:
            more = people(note, k + 1, _stop_right(note, k + 2, right_end))
            if more and left[1] and more[1]:
                high = left[2] + more[2] if left[2] is not None and more[2] is not None else None
                return (left[0] or 0) + (more[0] or 0), left[1] + more[1], high, left[3], more[4]
    return left


def _left(note: Annotated, at: int, limit: int) -> tuple[int, int]:
    """Return the tokens left of a verb in which its people stand, without what is inserted between them and it."""
    lower = note.sentence.lower
    near = at - 1
    while near > limit and lower[near] in AUXILIARIES | ADVERBS | HAVE:
        near -= 1
    end = _before_insertion(note, near, limit) if lower[near] == "," else at
    speech = {cue.i for cue in note.kinds("speech") if not note.sentence.words[cue.i][0].isupper()}  # "states", not "United States"
    k = near if end == at else end - 1
    lowest = max(limit, k - LEFT_REACH)
    while k >= lowest:
        word = lower[k]
        if (
            word in RELATIVE and k < near < at - 1 and lower[k - 1] not in ("in", "of") and "and" not in lower[k + 1 : min(end, near + 1)]
        ):  # "women who were waiting for a bus were killed"
            end = k - 1 if k and lower[k - 1] == "," else k
            k, lowest = end, max(limit, end - LEFT_REACH)
        elif k in speech or (word in ENDS and not (k == near and word in ("who", "that"))):
            return k + 1, end
        k -= 1
    return lowest, end


def _before_insertion(note: Annotated, comma: int, limit: int) -> int:
    """Return where the words before an insertion end: "five men, including an officer, were killed", "a guard, police said, was hurt"."""
    lower = note.sentence.lower
    for k in range(comma - 1, max(limit, comma - LEFT_REACH), -1):
        if lower[k] == ",":
            spoken = any(k < cue.i < comma for cue in note.kinds("speech"))
            return k if spoken or lower[k + 1] in INSERTIONS else comma + 1
    return comma + 1


def _stop_right(note: Annotated, at: int, limit: int) -> int:
    lower = note.sentence.lower
    end = min(limit, at + RIGHT_REACH)
    for k in range(at, end):
        if lower[k : k + 2] in (["at", "least"], ["at", "most"], ["as", "many"]) or (lower[k] == "as" and lower[k - 1] == "many"):
            continue
        if lower[k] in ENDS_RIGHT or (lower[k] == "." and k > at and lower[k - 1] not in ("gen", "maj", "lt", "col", "brig")):
            return k
    return end
