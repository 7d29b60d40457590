"""Totals told as such: the number of attacks has reached 102, puts the attacks at 108, which makes 78, brings to 151 the number of."""

from collections.abc import Sequence
from functools import cache

from research.coding.model import Annotated
from research.coding.numbers.find import ORDINALS, Number
from research.coding.numbers.read import SUFFIXES
from research.coding.tallies.counts import FEWEST, MOST, PEOPLE, Count, answered, elliptic, make, noun, times
from research.coding.tallies.ordinals import find_ordinals
from research.coding.tallies.people import add_up, people
from research.coding.tallies.words import words

REACH = 16  # tokens from the noun of a total to its number
PARTITIVE = (["of", "the", "attacks"], ["of", "these", "attacks"], ["of", "those", "attacks"])
THERE = (["there", "have", "been"], ["there", "had", "been"])
NUMBER_OF = (["is", "the", "number", "of"], ["was", "the", "number", "of"])
MAKES = frozenset({"makes"})  # "that makes 64"
IN_ALL = (["in", "all"], ["in", "total"], ["all", "told"])
RISE_REACH = 8  # tokens from "fell" to the second number of "fell from 47 in 2021 to 31"
POINTERS = (["it"], ["this"], ["that"])
BOMBS = frozenset({"bombs", "ieds", "bomb"})
ARMS = ("rockets", "drones", "convoys")
NUMBERING = ORDINALS.keys() | SUFFIXES | {"times", "occasions"}


@cache
def counted_one_by_one() -> frozenset[str]:
    """Return the nouns that only an ordinal counts: "the third attack", "for the ninth time"."""
    return frozenset[str]().union(*words("singular").values())


@cache
def counting() -> frozenset[str]:
    """Return the words of which a sentence holds one if it counts something that the sentence before does not name."""
    lists, told = words("counting"), words("singular")["rockets"] | words("singular")["drones"] | BOMBS
    told = told.union(*words("units").values()) | lists["attack_verbs"]
    told |= lists["strike_verbs"] | lists["totals"] | lists["staged"] | lists["bombs"]
    return told.union(*(words("people")[name] for name in PEOPLE))


def may_count(note: Annotated, before: Sequence[str], goes_on: bool) -> bool:
    """Tell whether a sentence may count something: it holds a number, or an ordinal, and a word for what is counted.

    `before` are the tokens of the sentence before, which may name it; `goes_on`: totals have been told, so that a number is enough.
    """
    low = note.sentence.lower
    told = goes_on or not counting().isdisjoint(low) or not (NUMBERING.isdisjoint(low) or counted_one_by_one().isdisjoint(low))
    return (told or _counts_on(low, before)) and has_number(note)


def _counts_on(low: Sequence[str], before: Sequence[str]) -> bool:
    """Tell whether a sentence may count what the one before it names, as "That makes 64" does, or "There have been 60"."""
    points = "there" in low or "?" in before or low[:1] in POINTERS or not MAKES.isdisjoint(low[:2])
    return points and not (counting().isdisjoint(before) and counted_one_by_one().isdisjoint(before))


def has_number(note: Annotated) -> bool:
    """Tell whether a sentence holds a number or an ordinal, or says how many times."""
    return not NUMBERING.isdisjoint(note.sentence.lower) or bool(note.numbers)


def find_counts(note: Annotated, carried: str = "", before: Sequence[str] = ()) -> list[Count]:
    """Return the counts of a sentence in order; `carried` is the unit of the total told before, which a bare number may go on with.

    `before` are the tokens of the sentence before, which may have asked how many there were.
    """
    low = note.sentence.lower
    answer = answered(note, before)
    if answer is not None:
        return [answer]
    if not carried and (_there_were(low) or not MAKES.isdisjoint(low[:2])) and not words("units")["attacks"].isdisjoint(before):
        carried = "attacks"
    if not carried and ":" in low and not words("units")["attacks"].isdisjoint(low[: low.index(":")]):
        carried = "attacks"  # "Attacks keep rising: four in August, seven in September"
    found: list[Count] = []
    for number in sorted([*note.numbers, *_figures(note)], key=lambda n: n.i):
        count = _count(note, number, (found[-1].unit or carried or "attacks") if found else carried)
        if count is not None:
            found.append(count)
    return sorted([*add_up(low, found), *find_ordinals(note, before)], key=lambda c: c.at)


def _figures(note: Annotated) -> list[Number]:
    """Return figures that stand behind a name but count: "in Iraq 12 times"."""
    low, held = note.sentence.lower, {k for n in note.numbers for k in range(n.i, n.j)}
    if words("counting")["times"].isdisjoint(low):
        return []
    found = (k for k in range(1, len(low) - 1) if low[k + 1] in words("counting")["times"] and low[k].isascii() and low[k].isdigit())
    return [Number(k, k + 1, int(low[k]), int(low[k]), int(low[k]), "exact", "cardinal", int(low[k])) for k in found if k not in held]


def _there_were(low: Sequence[str]) -> bool:
    return "there" in low and any(list(low[k : k + 3]) in THERE for k in range(len(low) - 2))


def _count(note: Annotated, number: Number, carried: str) -> Count | None:
    low = note.sentence.lower
    value = number.value if number.value is not None else number.low
    dated = any(span.i <= number.i < span.j and span.kind != "duration" for span in note.dates)
    if value is None or not 1 <= value <= MOST or dated:
        return None
    if number.kind != "cardinal" and not (number.kind == "article" and low[number.i] == "one"):
        return None
    k, adverbs = number.j, words("counting")["adverbs"]
    while k < len(low) and low[k] in adverbs:
        k += 1
    if carried and carried not in ARMS and (low[k : k + 2] in IN_ALL or (low[k : k + 1] and low[k] in words("counting")["altogether"])):
        return make(number, k, carried, "total")
    made = times(note, number, k, carried) or noun(note, number, k) or people(low, number, k, carried) or total(low, number, k, carried)
    if not carried and low[k : k + 3] in PARTITIVE:
        carried = "attacks"
    return made or (elliptic(note, number, k, carried) if carried and k < len(low) else None)


def total(low: Sequence[str], number: Number, k: int, carried: str) -> Count | None:
    """Read a total in front of its number; token k follows the number, `carried` is the unit of the total told before."""
    lists = words("counting")
    if k < len(low) and (low[k] in lists["not_counted"] or low[k] == "%"):
        return None
    opens = number.i + (low[number.i] in lists["reaches"])  # "have topped 31"
    head = _clause(low[max(opens - REACH, 0) : opens])
    if low[k : k + 4] in NUMBER_OF:
        unit = "attacks" if not BOMBS.isdisjoint(low[k : k + 7]) else _unit(low[k + 4 : k + REACH])
        return make(number, k + 4, unit, "total") if unit and unit not in ARMS else None
    if not head or ((number.value or 0) < FEWEST and not carried):
        return None
    if ":" in head[-4:] and _unit(head[: head.index(":")]) == "attacks" and "since" in head:  # "Attacks since May: 58", "Iraq 27"
        return make(number, k, "attacks", "list")
    linked = head[-1] in lists["total_links"]
    at = next((n for n in range(len(head) - 1, -1, -1) if head[n] in lists["totals"] and head[n - 1 : n] != ["in"]), None)
    if at is not None and any(word[:1].isdigit() for word in head[at:-1]) and head[-1] in (":", ","):
        at = None  # what follows is the split of that total
    if at is not None and linked:
        return _named(low, number, k, head, at, carried)
    unit = _unit(head)
    if unit in ("attacks", "strikes") and (
        head[-1] in lists["reaches"] or (head[-1] in ("to", "from") and not lists["rises"].isdisjoint(head[-RISE_REACH:]))
    ):
        return make(number, k, unit, "total")
    if head[-1] in lists["numbering"] and unit:
        return make(number, k, unit, "total")
    if (
        head[-1] == "to"
        and not lists["makes"].isdisjoint(head[-3:])
        and not (lists["totals"] | words("units")["attacks"]).isdisjoint(low[k : k + 3])
    ):
        unit = _unit(low[k : k + REACH]) or ("attacks" if not lists["attack_verbs"].isdisjoint(low[k : k + REACH]) else None)
        return make(number, k + 2, unit, "total") if unit else None
    if head[-1] in ("makes", "making"):
        return make(number, k, unit or "", "total") if unit or carried else None
    if unit and unit not in ARMS and low[k : k + 2] == ["in", "number"]:
        return make(number, k + 2, unit, "total")
    return make(number, k, unit, "total") if head[-1] == "at" and unit and not lists["makes"].isdisjoint(head) else None


def _clause(head: Sequence[str]) -> list[str]:
    kept = list(head)
    for stop in (";", "."):
        if stop in kept:
            kept = kept[len(kept) - kept[::-1].index(stop) :]
    return kept


def _named(low: Sequence[str], number: Number, k: int, head: list[str], at: int, carried: str) -> Count | None:
    """Read "the number of attacks has reached 102", whose noun of a total is word `at` of the head."""
    before = _unit(head[:at]) or ""
    if head[at] == "toll" and not {"since", "so"} & set(low):  # of one attack
        return None
    unit = (before if before in PEOPLE else "") or _unit(head[at + 1 :]) or (before if before not in ARMS else "")
    of = head[at + 1 : at + 2] == ["of"]
    if unit not in PEOPLE and of and not words("counting")["not_counted"].isdisjoint(head[at + 1 : at + 4]):
        return None
    if not unit and low[k : k + 1] == ["of"]:
        return None
    unit = unit or carried
    if unit in ARMS:  # the number of rockets of one attack is no running total
        return None
    plausible = unit or (at > 0 and head[at] in ("count", "tally", "total", "figure")) or "attacks" in head
    return make(number, k, unit, "total") if plausible else None


def _unit(head: Sequence[str]) -> str | None:
    """Return the unit that words speak of, None if of none; "strikes" alone are attacks."""
    units, lists = words("units"), words("people")
    for name in PEOPLE:
        if not lists[name].isdisjoint(head):
            return name
    for word in head:
        unit = next((u for u in ("attacks", "strikes", *ARMS) if word in units[u]), None)
        if unit:
            return "attacks" if word == "strikes" else unit
    return None
