"""How many people a stretch of words counts: numbers, articles, names and vague plurals, added up over a list."""

from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.words import words

AUXILIARIES = words("casualties", "auxiliaries")
HAVE = words("casualties", "have")
ADVERBS = words("casualties", "adverbs")
DETERMINERS = words("casualties", "determiners")
NATIONALITIES = words("casualties", "nationalities")
AFTER_PERSON = words("casualties", "after_person")
PLURAL = ("s", "men", "people", "children", "women", "personnel", "troops", "them", "two", "others")
THINGS = words("casualties", "things")
ONE_BEING = words("casualties", "one_being")
OWN = words("casualties", "own")

Count = tuple[int | None, int | None, int | None, int, int]  # low, best and high of some people, and the tokens that count them


def people(note: Annotated, i: int, j: int, counted_only: bool = False) -> Count | None:
    """Return low, best and high of the people in tokens i to j, added up over a list; None where nobody is counted."""
    low, best, high, first, last, seen = 0, 0, 0, j, i, False
    open_high = vague = False
    parts = [(a, b, _chunk(note, a, b, counted_only)) for a, b in _chunks(note.sentence.lower, i, j)]
    if parts and _listed_again(note, parts):
        parts = parts[:1]
    for n, (a, _, part) in enumerate(parts):
        before = parts[n - 1][2] if n else None
        if part is None or (before is not None and (_apposed(note, a, part, before) or _explained(note, parts, n))):
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


def _listed_again(note: Annotated, parts: list[tuple[int, int, Count | None]]) -> bool:
    """Tell whether a list says one by one who was counted first ("two colleagues, a guard and a mechanic, were hurt")."""
    first, rest = parts[0], [part[1] or 0 for _, _, part in parts[1:] if part]
    counted = first[2][1] if first[2] else None
    return bool(counted and counted > 1 and len(rest) > 1 and sum(rest) == counted and note.sentence.lower[first[1]] == ",")


def _apposed(note: Annotated, a: int, part: Count, before: Count) -> bool:
    """Tell whether a chunk says again who was meant before the comma ("the commander, Qasem Soleimani")."""
    lower = note.sentence.lower
    if a == 0 or lower[a - 1] != "," or part[1] != 1 or before[1] != 1:
        return False
    names = [_name(note, k, k + 4) == (k, m) for k, m in ((before[3], before[4]), (part[3], part[4]))]
    return names[0] != names[1] or lower[a] in ("the", "who", "his", "her", "its", "their")


def _explained(note: Annotated, parts: list[tuple[int, int, Count | None]], n: int) -> bool:
    """Tell whether the last of two phrases without "and" says who the one before is ("a passer-by, a girl of fourteen, was shot")."""
    lower, (a, b, part), before = note.sentence.lower, parts[n], parts[n - 1][2]
    if part is None or before is None or n + 1 < len(parts) or part[1] != 1:
        return False
    return lower[a - 1] == "," and lower[a] in ("a", "an") and b < len(lower) and lower[b] == ","


def _chunks(lower: list[str], i: int, j: int) -> list[tuple[int, int]]:
    bounds, start = [], i
    for k in range(i, j):
        if lower[k] in ("and", ",", "as", "plus"):
            bounds.append((start, k))
            start = k + 1
    return [(a, b) for a, b in [*bounds, (start, j)] if b > a]


def _chunk(note: Annotated, a: int, b: int, counted_only: bool) -> Count | None:
    """Return whom the tokens a to b count: by a number, as one with an article or in a headline, or by name."""
    persons = [p for p in note.kinds("person") if a <= p.i < b and not _qualifies(note, p, b)]
    counted = _numbered(note, a, b, persons)
    if counted or counted_only:
        return counted
    lower = note.sentence.lower
    alone = [k for k in range(a, b) if lower[k] not in AUXILIARIES | ADVERBS | HAVE]
    if len(alone) == 1 and lower[alone[0]] in ("another", "one", "he", "she"):
        return 1, 1, 1, alone[0], alone[0] + 1
    for person in persons:
        if not lower[person.j - 1].endswith(PLURAL) and _single(note, person, a, b):
            return 1, 1, 1, max(a, person.i - 2), person.j
    someone = None if persons else _someone(note, a, b)
    if someone is not None:
        return 1, 1, 1, someone, b
    name = _name(note, a, b)
    return (1, 1, 1, *name) if name and not (persons and lower[persons[0].j - 1].endswith("s")) else None


def _single(note: Annotated, person: Cue, a: int, b: int) -> bool:
    """Tell whether a noun for a person has an article or its like, which headlines leave out."""
    if any(word in DETERMINERS for word in note.sentence.lower[max(a, person.i - 6) : person.i]):
        return True
    return note.sentence.role == "title" and (person.value != "unknown" or person.j == b)


def _numbered(note: Annotated, a: int, b: int, persons: list[Cue]) -> Count | None:
    """Return the first number of people in tokens a to b; what counts things, ages and parts of people told before is passed over."""
    for number in note.numbers:
        if not a <= number.i < b or number.kind not in ("cardinal", "vague", "article") or _age(note, number.i, number.j):
            continue
        if number.part and not _own_people(note.sentence.lower, number.j):
            continue
        by_person = any(number.i <= p.i <= number.j + 4 for p in persons)
        if number.unit_word is not None and _no_person(note, number.unit_word) and not by_person:
            continue
        if number.kind == "vague":
            return 1, None, None, number.i, max(number.j, b)
        if number.kind == "cardinal":
            best = number.best if number.best is not None else number.low
            return number.low, best, number.high, number.i, max(number.j, b)
    return None


def _own_people(lower: list[str], j: int) -> bool:
    """Tell whether "two of its commanders" counts people for the first time, as "two of them" does not."""
    if lower[j : j + 1] != ["of"] or not OWN & set(lower[j + 1 : j + 2]):
        return False
    return not (THINGS | {"number"}) & set(lower[j + 2 : j + 3])


def _someone(note: Annotated, a: int, b: int) -> int | None:
    """Return where a short phrase for one being begins, though its noun is not on the list ("a night watchman", "his mate")."""
    lower = note.sentence.lower
    start = next((k for k in range(b - 2, max(a, b - 7) - 1, -1) if lower[k] in ONE_BEING), None)
    if start is None or any(not lower[k].isalpha() or lower[k] in THINGS for k in range(start, b)):
        return None
    if any(start <= cue.i <= b for cue in note.kinds("speech")):  # "a police source confirmed"
        return None
    things = {k for cue in note.cues if cue.kind in ("weapon", "attack_noun", "target") for k in range(cue.i, cue.j)}
    nouns = [k for k in range(start + 1, b) if lower[k] not in AUXILIARIES | HAVE | ADVERBS]
    return start if nouns and not things & set(nouns) and not lower[nouns[-1]].endswith("s") else None


def _age(note: Annotated, i: int, j: int) -> bool:
    """Tell whether a number is an age ("a colonel, 41, was shot", "a boy of ten") or part of a compound ("mother-of-three")."""
    lower = note.sentence.lower
    if (
        i
        and lower[i - 1] == "of"
        and (note.sentence.joined(i) or any(p.j == i - 1 and not lower[p.i].endswith(PLURAL) for p in note.kinds("person")))
    ):
        return True
    return i > 0 and j < len(lower) and j - i == 1 and lower[i - 1] == "," == lower[j] and lower[i].isdigit() and 4 < int(lower[i]) < 100


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
    for k in range(max(a, 1), min(b, len(words))):
        if words[k][:1].isupper() and words[k].isalpha() and k not in taken and (not run or run[-1] == k - 1):
            run.append(k)
        elif len(run) >= 2:
            break
        else:
            run = []
    return (run[0], run[-1] + 1) if len(run) >= 2 else None
