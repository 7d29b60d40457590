"""Who was killed or hurt: counts from the words around "killed", "wounded", "casualties" and their like.

A passive or intransitive verb takes its people from the left ("two soldiers were hurt"), an active one from the right ("killed two
women and three children"); coordinated people add up; "no casualties" is an explicit none; "several" counts nobody.
"""

from dataclasses import dataclass

from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.words import words

AUXILIARIES = words("casualties", "auxiliaries")
HAVE = words("casualties", "have")
ADVERBS = words("casualties", "adverbs")
NOBODY = words("casualties", "nobody")
DETERMINERS = words("casualties", "determiners")
ENDS = words("casualties", "ends")
ENDS_RIGHT = ENDS | {
    "in",
    "on",
    "at",
    "during",
    "near",
    "as",
    "by",
    "with",
    "from",
    "before",
    "inside",
    "outside",
    "according",
    "leaving",
    "over",
    "later",
}
NOT = words("casualties", "not")
NEWS = words("casualties", "news")
UNKNOWN = words("casualties", "unknown")
INTRANSITIVE = words("casualties", "intransitive")
OF_NOUNS = words("casualties", "of_nouns")
NATIONALITIES = words("casualties", "nationalities")
AFTER_PERSON = words("casualties", "after_person")
PLURAL = ("s", "men", "people", "children", "women", "personnel", "troops", "them", "two", "others")
THINGS = words("casualties", "things")
LEFT_REACH, RIGHT_REACH = 20, 16

Count = tuple[int | None, int | None, int | None, int, int]  # low, best and high of some people, and the tokens that count them


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


def people(note: Annotated, i: int, j: int, counted_only: bool = False) -> Count | None:
    """Return low, best and high of the people in tokens i to j, added up over a list, and where they stand; None where nobody is counted."""
    low, best, high, first, last, seen = 0, 0, 0, j, i, False
    open_high = vague = False
    parts = [(a, b, _chunk(note, a, b, counted_only)) for a, b in _chunks(note.sentence.lower, i, j)]
    for n, (a, _, part) in enumerate(parts):
        before = parts[n - 1][2] if n else None
        if part is None or (before is not None and _apposed(note, a, part, before)):
            continue
        seen = True
        low, best = low + (part[0] or 0), best + (part[1] or 0)
        vague = vague or part[1] is None
        high += part[2] or 0
        open_high = open_high or part[2] is None
        first, last = min(first, part[3]), max(last, part[4])
    if not seen:
        return None
    return low or None, None if vague else best or None, None if open_high else high, first, last


def _apposed(note: Annotated, a: int, part: Count, before: Count) -> bool:
    """Tell whether a chunk says again who was meant before the comma ("the commander, Qasem Soleimani")"""
    lower = note.sentence.lower
    if a == 0 or lower[a - 1] != "," or part[1] != 1 or before[1] != 1:
        return False
    names = [_name(note, k, k + 4) == (k, m) for k, m in ((before[3], before[4]), (part[3], part[4]))]
    return names[0] != names[1] or lower[a] in ("the", "who", "his", "her", "its", "their")


def _chunks(lower: list[str], i: int, j: int) -> list[tuple[int, int]]:
    bounds, start = [], i
    for k in range(i, j):
        if lower[k] in ("and", ",", "as", "plus"):
            bounds.append((start, k))
            start = k + 1
    return [(a, b) for a, b in [*bounds, (start, j)] if b > a]


def _chunk(note: Annotated, a: int, b: int, counted_only: bool) -> Count | None:
    sentence = note.sentence
    persons = [p for p in note.kinds("person") if a <= p.i < b and not _qualifies(note, p, b)]
    for number in note.numbers:
        if not a <= number.i < b or number.kind not in ("cardinal", "vague", "article") or number.part:
            continue
        if (
            number.unit_word is not None
            and _no_person(note, number.unit_word)
            and not any(number.i <= p.i <= number.j + 4 for p in persons)
        ):
            continue
        if number.kind == "vague":
            return 1, None, None, number.i, max(number.j, b)
        if number.kind == "cardinal":
            best = number.best if number.best is not None else number.low
            return number.low, best, number.high, number.i, max(number.j, b)
    if counted_only:
        return None
    alone = [k for k in range(a, b) if sentence.lower[k] not in AUXILIARIES | ADVERBS | HAVE]
    if len(alone) == 1 and sentence.lower[alone[0]] in ("another", "one"):
        return 1, 1, 1, alone[0], alone[0] + 1
    for person in persons:
        plural = sentence.lower[person.j - 1].endswith(PLURAL)
        lead = sentence.lower[max(a, person.i - 6) : person.i]
        if not plural and (any(word in DETERMINERS for word in lead) or (sentence.role == "title" and person.value != "unknown")):
            return 1, 1, 1, max(a, person.i - 2), person.j
    name = _name(note, a, b)
    if name and not (persons and sentence.lower[persons[0].j - 1].endswith("s")):
        return 1, 1, 1, *name
    return None


def _qualifies(note: Annotated, person: Cue, b: int) -> bool:
    """Tell whether a nationality only qualifies the noun behind it ("the elite Iraqi force")."""
    lower = note.sentence.lower
    if lower[person.i] not in NATIONALITIES or person.j - person.i > 1 or person.j >= len(lower):
        return False
    return person.j < b and lower[person.j].isalpha() and lower[person.j] not in AFTER_PERSON


def _no_person(note: Annotated, head: int) -> bool:
    """Tell whether a counted noun is a thing: a munition, a vehicle, a place, a time, an attack."""
    if note.sentence.lower[head] in THINGS:
        return True
    return any(
        cue.i <= head < cue.j
        for cue in note.cues
        if cue.kind in ("weapon", "attack_noun") or (cue.kind == "target" and cue.value not in ("troops",))
    )


def _name(note: Annotated, a: int, b: int) -> tuple[int, int] | None:
    """Return the tokens of a person's name: two capitalised words in a row that are no place, group or date."""
    words = note.sentence.words
    spans = (
        [(s.i, s.j) for s in note.places]
        + [(s.i, s.j) for s in note.groups]
        + [(s.i, s.j) for s in note.dates]
        + [(s.i, s.j) for s in note.unnamed]
    )
    taken = {k for first, last in spans for k in range(first, last)}
    run: list[int] = []
    for k in range(max(a, 1), b):
        if words[k][:1].isupper() and words[k].isalpha() and k not in taken and (not run or run[-1] == k - 1):
            run.append(k)
        elif len(run) >= 2:
            break
        else:
            run = []
    return (run[0], run[-1] + 1) if len(run) >= 2 else None
