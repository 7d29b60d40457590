"""People killed and hurt as a running total: 66 soldiers have been injured, 59 injuries, wounding 56."""

from collections.abc import Sequence

from research.coding.numbers.find import Number
from research.coding.tallies.counts import PEOPLE, REACH, Count, make
from research.coding.tallies.words import words

VERB_REACH, BEFORE = 16, 4  # tokens from the people to the words that say what became of them
ENDS = (["."], [","], [";"], ["and"])
INCLUDING = frozenset({"including", "among", "with"})
LOSSES = 4
JOINS = frozenset({"and"})  # "34 National Guard and Reserve troops"
OWN = frozenset("his her its their our my".split())
ALL_OF = (["of", "them"], ["of", "these"], ["of", "those"], ["of", "whom"])
BEEN = frozenset("have has had were was been also so far already".split())
TAKEN = frozenset("taken took take takes taking cost costs costing claimed claims claiming".split())
LIST = 8  # tokens between two numbers of one list


def people(low: Sequence[str], number: Number, k: int, carried: str = "") -> Count | None:
    """Read "66 soldiers have been injured", "left 21 Americans injured", "59 injuries", "wounding 56"; token k follows the number.

    `carried` is the unit told before, for "including 129 people in northern Iraq".
    """
    units, lists = words("units"), words("people")
    if number.value is None and number.qualifier == "range":
        return None
    for m in range(k, min(k + LOSSES, len(low))):  # "nine U.S. troop deaths"
        unit = next((u for u in PEOPLE if low[m] in units[u]), None)
        if unit and (m == k or low[m] in lists["losses"]):
            return make(number, m + 1, unit, "people")
        if low[m] in words("counting")["breaks"] | {","}:
            break
    if k + 1 < len(low) and low[k] == "of" and low[k + 1] in OWN:  # "26 of his soldiers"
        k += 2
    if low[k : k + 1] == ["lives"] and number.i and low[number.i - 1] in TAKEN:
        return make(number, k + 1, "killed", "people")
    hurt = _of_them(low, number, k)
    if hurt:
        return hurt
    before = low[max(number.i - BEFORE, 0) : number.i]
    person = next((m for m in range(k, min(k + REACH, len(low))) if low[m] in lists["nouns"]), None)
    if person is None or not (words("counting")["breaks"] - JOINS).isdisjoint(low[k:person]):
        again = carried in PEOPLE and low[k : k + 1] in ENDS  # "have killed 425 civilians and injured 420"
        hurting = next((u for u in PEOPLE if before and before[-1] in lists[u] and (again or before[-1].endswith("ing"))), None)
        return make(number, k, hurting, "people") if hurting else None
    if carried in PEOPLE and before and before[-1] in INCLUDING and low[person + 1 : person + 2] == ["in"]:
        return make(number, person + 1, carried, "elliptic")
    if _listed(low, number.i):
        return None
    done = before[-2] if before[-1:] == ["of"] and len(before) > 1 else before[-1] if before else ""  # "killed 110", "the deaths of 288"
    unit = next((u for u in PEOPLE if done in lists[u]), None)
    if unit:
        return make(number, person + 1, unit, "people")
    return _verb_behind(low, number, person) or _verb_before(low, number, person)


def _of_them(low: Sequence[str], number: Number, k: int) -> Count | None:
    """Read people whom a pronoun or nothing names: "56 of them have been injured", "Fifty-six were injured in that time"."""
    lists = words("people")
    m = k + 2 if list(low[k : k + 2]) in ALL_OF else k
    start = m
    while m < len(low) and low[m] in BEEN:
        m += 1
    if m == start or m >= len(low):
        return None
    unit = next((u for u in PEOPLE if low[m] in lists[u]), None)
    return make(number, m + 1, unit, "people") if unit else None


def _listed(low: Sequence[str], i: int) -> bool:
    """Tell whether the number at token i is of a list that only says who they were: "including nine children and 14 women"."""
    lists = words("people")
    for k in range(i - 1, max(i - LIST, -1), -1):
        if low[k] in lists["killed"] or low[k] in lists["wounded"]:
            return False
        if low[k] in ("including", "among"):
            return True
    return False


def _verb_behind(low: Sequence[str], number: Number, person: int) -> Count | None:
    lists, after = words("people"), list(low[person : person + VERB_REACH])
    for stop in (";", ".", "—"):
        after = after[: after.index(stop)] if stop in after else after
    for m, word in enumerate(after):
        if word in lists["wounded"]:
            return make(number, person + m + 1, "wounded", "people")
        if word in lists["killed"] and (word != "lost" or {"lives", "life"} & set(after)):
            return make(number, person + m + 1, "killed", "people")
    return None


def _verb_before(low: Sequence[str], number: Number, person: int) -> Count | None:
    lists = words("people")
    for m in range(number.i - 1, max(number.i - BEFORE - 1, -1), -1):
        unit = next((u for u in PEOPLE if low[m] in lists[u]), None)
        if unit:
            return make(number, person + 1, unit, "people")
    return None


def add_up(low: Sequence[str], counts: list[Count]) -> list[Count]:
    """Return counts with people listed one kind after the other added up: "two contractors and eight civilians have been killed"."""
    kept: list[Count] = []
    latest = 0
    for count in counts:
        last = kept[-1] if kept else None
        if last and last.form == count.form == "people" and last.unit == count.unit and _one_list(low[latest : count.at]):
            last.value += count.value
            last.j = max(last.j, count.j)
        else:
            kept.append(count)
        latest = count.at
    return [count for count in kept if count.form != "people" or count.value > 1]


def _one_list(between: Sequence[str]) -> bool:
    plain = [word for word in between if word not in (",", "and")]
    return len(plain) < len(between) <= LIST and words("counting")["breaks"].isdisjoint(plain)
