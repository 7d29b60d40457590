"""Who was killed or hurt: counts from the words around "killed", "wounded", "casualties" and their like.

A passive or intransitive verb takes its people from the left ("two soldiers were hurt"), an active one from the right ("killed two
women and three children"); coordinated people add up; "no casualties" is an explicit none; "several" counts nobody.
"""

from dataclasses import dataclass

from research.coding.lexicon import Cue
from research.coding.model import Annotated

AUXILIARIES = frozenset({"was", "were", "been", "being", "be", "is", "are", "got", "get"})
ADVERBS = frozenset(
    "slightly lightly also seriously reportedly badly critically fatally severely only all both then later instantly immediately mildly moderately gravely".split()
)
NOBODY = frozenset({"no", "nobody", "none", "neither", "nor", "without", "zero", "noone"})
DETERMINERS = frozenset({"a", "an", "one", "another", "the", "his", "her", "its", "their"})
ENDS = frozenset({";", ":", "(", ")", "who", "which", "when", "where", "after", "while", "including", "among", "since", "because", "whether", "if", "until", "whose", "that"})
ENDS_RIGHT = ENDS | {"in", "on", "at", "during", "near", "as", "by", "with", "from", "before", "inside", "outside", "according", "leaving", "over", "later"}
UNKNOWN = frozenset({"whether", "nothing", "unclear", "if", "could", "might", "would", "unknown"})
INTRANSITIVE = frozenset({"died", "dies", "die", "dying", "dead", "lost", "lose", "perished"})
OF_NOUNS = frozenset({"death", "deaths", "killing", "loss", "life", "lives", "of"})
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
        if _unknown(lower, cue):
            continue
        if _denied(lower, cue):
            found.append(Casualty("both" if cue.value == "wounded" else cue.value, 0, 0, 0, max(cue.i - 3, 0), cue.j))
            continue
        counted = _count(note, cue, left_end, right_end)
        if counted and cue.value != "both":
            found.append(Casualty(cue.value, *counted))
    return found


def _unknown(lower: list[str], cue: Cue) -> bool:
    return any(word in UNKNOWN for word in lower[max(cue.i - 6, 0) : cue.i])


def _denied(lower: list[str], cue: Cue) -> bool:
    before, after = lower[max(cue.i - 7, 0) : cue.i], lower[cue.j : cue.j + 3]
    if lower[cue.i] in ("harmless", "harmlessly"):
        return True
    if after[:1] in (["nobody"], ["none"]) or after[:2] in (["no", "one"], ["neither", "of"]) or (after[:1] == ["anyone"] and any(w in NOBODY or w == "not" for w in before)):
        return True
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word in ("not", "never", "didnt", "wasnt", "werent"):
            return True
        if word in NOBODY:
            return True
        if word in (".", ";", ":", "but", "although", "though", "when", "as") or (word == "," and "neither" not in before[:k] and "nor" not in before):
            return False
    return False


def _count(note: Annotated, cue: Cue, left_end: int, right_end: int) -> tuple[int | None, int | None, int | None, int, int] | None:
    lower = note.sentence.lower
    k = cue.i - 1
    while k >= 0 and lower[k] in ADVERBS:
        k -= 1
    before = lower[k] if k >= 0 else ""
    word = lower[cue.i]
    if before == "the" and cue.j < len(lower) and any(p.i == cue.j for p in note.kinds("person")):
        return None
    noun = lower[cue.j - 1] in OF_NOUNS
    if word in ("casualty", "casualties", "toll"):
        return None
    if noun or word in ("injuries", "injury", "deaths", "fatalities"):
        return people(note, cue.j, _stop_right(note, cue.j, right_end)) if "of" in lower[cue.i : cue.j + 1] else people(note, max(cue.i - 4, left_end), cue.i, counted_only=True)
    passive = before in AUXILIARIES or word in INTRANSITIVE
    if not passive:
        right = people(note, cue.j, _stop_right(note, cue.j, right_end))
        if right:
            return right
    return people(note, _stop_left(note, cue.i, left_end), cue.i)


def _stop_left(note: Annotated, at: int, limit: int) -> int:
    lower = note.sentence.lower
    for k in range(at - 1, max(limit, at - LEFT_REACH) - 1, -1):
        if lower[k] in ENDS:
            return k + 1
    return max(limit, at - LEFT_REACH)


def _stop_right(note: Annotated, at: int, limit: int) -> int:
    lower = note.sentence.lower
    end = min(limit, at + RIGHT_REACH)
    for k in range(at, end):
        if lower[k] in ENDS_RIGHT or (lower[k] == "." and k > at and lower[k - 1] not in ("gen", "maj", "lt", "col", "brig")):
            return k
    return end


def people(note: Annotated, i: int, j: int, counted_only: bool = False) -> tuple[int | None, int | None, int | None, int, int] | None:
    """Return low, best and high of the people in tokens i to j, added up over a list, and where they stand; None where nobody is counted."""
    low, best, high, first, last, seen = 0, 0, 0, j, i, False
    open_high = False
    parts = [(a, b, _chunk(note, a, b, counted_only)) for a, b in _chunks(note.sentence.lower, i, j)]
    for n, (a, _, part) in enumerate(parts):
        if part is None or (n and parts[n - 1][2] is not None and _apposed(note, a, part, parts[n - 1][2])):
            continue
        seen = True
        low, best = low + (part[0] or 0), best + (part[1] or 0)
        high += part[2] or 0
        open_high = open_high or part[2] is None
        first, last = min(first, part[3]), max(last, part[4])
    if not seen:
        return None
    return low or None, best or None, None if open_high else high, first, last


def _apposed(note: Annotated, a: int, part: tuple, before: tuple) -> bool:
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


def _chunk(note: Annotated, a: int, b: int, counted_only: bool) -> tuple[int | None, int | None, int | None, int, int] | None:
    sentence = note.sentence
    persons = [p for p in note.kinds("person") if a <= p.i < b]
    numbers = [n for n in note.numbers if a <= n.i < b and n.kind in ("cardinal", "vague")]
    for number in numbers:
        head = number.unit_word
        if head is not None and not any(p.i <= head < p.j for p in note.kinds("person")) and not sentence.words[head][:1].isupper():
            if not any(number.i <= p.i <= number.j + 4 for p in persons):
                continue
        if number.part or (number.best is None and number.low is None):
            return None
        return number.low, number.best if number.best is not None else number.low, number.high, number.i, max(number.j, b)
    if counted_only:
        return None
    for person in persons:
        plural = sentence.lower[person.j - 1].endswith(("s", "men", "people", "children", "women", "personnel", "troops", "them", "two", "others"))
        lead = sentence.lower[max(a, person.i - 6) : person.i]
        if not plural and any(word in DETERMINERS for word in lead):
            return 1, 1, 1, max(a, person.i - 2), person.j
    name = _name(note, a, b)
    if name and not (persons and sentence.lower[persons[0].j - 1].endswith("s")):
        return 1, 1, 1, *name
    return None


def _name(note: Annotated, a: int, b: int) -> tuple[int, int] | None:
    """Return the tokens of a person's name: two capitalised words in a row that are no place, group or date."""
    words = note.sentence.words
    taken = {k for span in (*note.places, *note.groups, *note.dates, *note.unnamed) for k in range(span.i, span.j)}
    run: list[int] = []
    for k in range(max(a, 1), b):
        if words[k][:1].isupper() and words[k].isalpha() and k not in taken and (not run or run[-1] == k - 1):
            run.append(k)
        elif len(run) >= 2:
            break
        else:
            run = []
    return (run[0], run[-1] + 1) if len(run) >= 2 else None
