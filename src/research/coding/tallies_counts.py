"""Counts in a sentence that may be running totals: so many attacks, attacked so many times, so many hurt, a total of so many."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.model import Annotated
from research.coding.numbers import ORDINALS, Number
from research.coding.tallies_periods import words
from research.schemas import QUALIFIERS

REACH = 8  # tokens from a number to the noun that it counts
BREAKS = frozenset(
    "in on at of by with from to for against near since over after before during while when that which who were was is are be been being have has had and "
    "or the a an but as . ; : ) ( – — said says not did do they it its his her their this these those there attacked targeted hit struck killed".split()
)
LISTED = frozenset("rocket rockets drone drones missile missiles mortar mortars bomb bombs ied ieds artillery katyusha ballistic indirect suicide one way".split())
MODIFIERS = frozenset("air airstrike american us u.s. israeli turkish coalition retaliatory british french precision defensive".split())
ADVERBS = frozenset("more other further another additional separate different such".split())
AUX = frozenset("was were been being be is are got".split())
MOST = 100_000


@dataclass(slots=True)
class Count:
    """Tokens i to j give a number of things of one unit; `at` is the number's first token, `form` how it is put."""

    i: int
    j: int
    at: int
    value: int
    qualifier: str
    unit: str
    form: str  # noun, times, total, ordinal, elliptic, people, verb


def find_counts(note: Annotated, carried: str = "") -> list[Count]:
    """Return the counts of a sentence in order; `carried` is the unit of the total told before, which a bare number may go on with."""
    found: list[Count] = [] if note.numbers else _bare_ordinals(note.sentence.lower)
    for number in note.numbers:
        count = _count(note, number, found[-1].unit if found else carried)
        if count is not None:
            found.append(count)
    return _listed_people(note.sentence.lower, found)


def _count(note: Annotated, number: Number, carried: str) -> Count | None:
    low = note.sentence.lower
    value = number.value if number.value is not None else number.low
    if value is None or value < 1 or value > MOST or number.kind not in ("cardinal", "ordinal", "article") or _dated(note, number):
        return None
    if number.kind == "article" and low[number.i] != "one":
        return None
    if number.kind == "ordinal":
        return _ordinal(low, number, value)
    k = number.j
    while k < len(low) and low[k] in ADVERBS:
        k += 1
    made = _times(note, number, k) or _noun(note, number, k) or _people(low, number, k) or _total(note, number, k, carried)
    if made is None and carried and k < len(low):
        made = _elliptic(low, number, k, carried)
    return made


def _dated(note: Annotated, number: Number) -> bool:
    return any(span.i <= number.i < span.j and span.kind != "duration" for span in note.dates)


def _make(number: Number, j: int, unit: str, form: str) -> Count:
    value = number.value if number.value is not None else number.low
    qualifier = number.qualifier if number.qualifier in QUALIFIERS else "exact"
    return Count(number.i, j, number.i, value or 0, qualifier, unit, form)


def _ordinal(low: Sequence[str], number: Number, value: int) -> Count | None:
    """Read "the 61st recorded attack"."""
    for k in range(number.j, min(number.j + 4, len(low))):
        for unit, nouns in words()["singular"].items():
            if low[k] in nouns and value >= 3:
                return _make(number, k + 1, unit, "ordinal")
    return None


def _bare_ordinals(low: Sequence[str]) -> list[Count]:
    """Read "Monday's attack was the third in a week"."""
    for k in range(1, len(low) - 1):
        if ORDINALS.get(low[k], 0) >= 3 and low[k - 1] == "the" and low[k + 1] in ("in", "within", "since", "over"):
            if not words()["singular"]["attacks"].isdisjoint(low[:k]):
                return [Count(k, k + 1, k, ORDINALS[low[k]], "exact", "attacks", "ordinal")]
    return []


def _times(note: Annotated, number: Number, k: int) -> Count | None:
    """Read "attacked 55 times", "bombed places on three occasions", "came under fire 50 times"."""
    low, lists = note.sentence.lower, words()["words"]
    if k >= len(low) or low[k] not in lists["times"]:
        return None
    if k + 1 < len(low) and low[k + 1] in ("as", "higher", "larger", "bigger", "stronger", "the", "that"):
        return None
    start = max((c for c in range(number.i) if low[c] in (";", ":", "—", "–")), default=-1) + 1
    verbs = [v for v in range(start, number.i) if low[v] in lists["attack_verbs"] or low[v] in lists["strike_verbs"]]
    if not verbs:
        later = [v for v in range(k, len(low)) if low[v] in lists["attack_verbs"]]
        return _make(number, k + 1, "attacks", "times") if later else None
    verb = verbs[-1]
    passive = any(word in AUX for word in low[max(verb - 3, start) : verb])
    unit = "strikes" if not passive and low[verb] in lists["strike_verbs"] and _state_acts(note, start, verb) else "attacks"
    count = _make(number, k + 1, unit, "times")
    count.i = verb
    return count


def _state_acts(note: Annotated, start: int, verb: int) -> bool:
    """Tell whether a state is the subject of the verb: the first noun of its clause, not behind a preposition."""
    low, agents = note.sentence.lower, words()["words"]["state_agents"]
    if any(start <= u.i < verb for u in note.unnamed) or any(start <= g.i < verb and g.kind not in ("state", "state-like") for g in note.groups):
        return False
    for k in range(verb - 1, start - 1, -1):
        if low[k] in ("that", "which", ",", "though", "although", "while", "because") and k < verb - 1 and not agents.isdisjoint(low[k + 1 : verb]):
            start = k + 1
            break
    subject = low[start:verb]
    for n, word in enumerate(subject):
        if word in agents:
            behind = subject[max(n - 3, 0) : n]
            follows = subject[n + 1 : n + 2]
            return not any(w in ("on", "against", "at", "by", "of", "in") for w in behind) and follows not in (["troops"], ["soldiers"], ["led"])
    return False


def _noun(note: Annotated, number: Number, k: int) -> Count | None:
    low, book = note.sentence.lower, words()
    for m in range(k, min(k + REACH, len(low))):
        word = low[m]
        for unit, nouns in book["units"].items():
            if word in nouns and unit not in ("wounded", "killed"):
                if m + 1 < len(low) and word in ("rockets", "missiles", "drones") and low[m + 1] in ("attacks", "strikes"):
                    continue
                return _make(number, m + 1, _strikes(note, number, m) if unit == "strikes" else unit, "noun")
        if word in ("and", ",", "or", "/") and low[m - 1] in LISTED:
            continue
        if word in BREAKS or word == ",":
            if word == "of" and low[m - 1] in book["words"]["series"]:
                continue
            return None
    return None


def _strikes(note: Annotated, number: Number, m: int) -> str:
    """Tell strikes of a state from what militias do: by the words before the noun, or by who acts."""
    low = note.sentence.lower
    if low[m] == "airstrikes" or not MODIFIERS.isdisjoint(low[number.j : m]):
        return "strikes"
    return "strikes" if _state_acts(note, 0, number.i) else "attacks"


def _people(low: Sequence[str], number: Number, k: int) -> Count | None:
    """Read "66 soldiers have been injured", "left 21 Americans injured", "59 injuries", "wounding 56"."""
    lists, book = words()["words"], words()["units"]
    for unit in ("wounded", "killed"):
        if k < len(low) and low[k] in book[unit]:
            return _make(number, k + 1, unit, "people")
    person = next((m for m in range(k, min(k + REACH, len(low))) if low[m] in lists["person_nouns"]), None)
    before = low[max(number.i - 4, 0) : number.i]
    if person is None or not BREAKS.isdisjoint(low[k:person]):
        for unit in ("wounded", "killed"):  # "wounding 56"
            if before and before[-1] in lists[f"{unit}_verbs"] and before[-1].endswith("ing"):
                return _make(number, k, unit, "people")
        return None
    after = list(low[person : person + 16])
    for stop in (";", ".", "—"):
        after = after[: after.index(stop)] if stop in after else after
    for m, word in enumerate(after):
        if word in lists["wounded_verbs"]:
            return _make(number, person + m + 1, "wounded", "people")
        if word in lists["killed_verbs"] and not (word == "lost" and "lives" not in after and "life" not in after):
            return _make(number, person + m + 1, "killed", "people")
    for word in reversed(before):
        for unit in ("wounded", "killed"):
            if word in lists[f"{unit}_verbs"]:
                return _make(number, person + 1, unit, "people")
    if before[-2:] == ["injuries", "to"]:
        return _make(number, person + 1, "wounded", "people")
    return None


def _total(note: Annotated, number: Number, k: int, carried: str) -> Count | None:
    """Read "the number of attacks has reached 102", "puts the attacks at 108", "which makes 78", "brings to 151 the number of attacks"."""
    low, lists = note.sentence.lower, words()["words"]
    if k < len(low) and (low[k] in lists["not_counted"] or low[k] in ("%", "per")):
        return None
    head = low[max(number.i - 16, 0) : number.i]
    for stop in (";", "."):
        if stop in head:
            head = head[len(head) - head[::-1].index(stop) :]
    linked = bool(head) and head[-1] in lists["total_links"]
    noun = next((n for n in range(len(head) - 1, -1, -1) if head[n] in lists["totals"]), None)
    if noun is not None and linked:
        unit = _total_unit(head[noun + 1 :]) or _total_unit(head[:noun])
        if unit not in ("wounded", "killed") and _of(head, noun) and not lists["not_counted"].isdisjoint(head[noun + 1 : noun + 4]):
            return None
        if unit is None and k < len(low) and low[k : k + 1] == ["of"]:
            return None
        return _make(number, k, unit or carried, "total") if _plausible(head, noun, unit or carried) else None
    if head and head[-1] in lists["numbering"] and (unit := _total_unit(head)):
        return _make(number, k, unit, "total")
    if linked and head[-1] == "to" and not lists["makes"].isdisjoint(head[-3:]) and not lists["totals"].isdisjoint(low[k : k + 3]):
        unit = _total_unit(low[k : k + 16])
        return _make(number, k + 2, unit or "attacks", "total") if unit or not lists["attack_verbs"].isdisjoint(low[k : k + 16]) else None
    if head and (head[-1] in ("makes", "making") or head[-1] == "at"):
        if head[-1] == "at" and not any(word in lists["makes"] for word in head):
            return None
        unit = _total_unit(head)
        if head[-1] == "at" and unit is None:
            return None
        return _make(number, k, unit or "", "total")
    return None


def _of(head: Sequence[str], noun: int) -> bool:
    return noun + 1 < len(head) and head[noun + 1] == "of"


def _plausible(head: Sequence[str], noun: int, unit: str) -> bool:
    """Tell whether a total is one of attacks or people hurt: the number of rockets of one attack is none."""
    if unit in ("rockets", "drones", "convoys"):
        return False
    return bool(unit) or (noun > 0 and head[noun] in ("count", "tally", "total", "figure")) or "attacks" in head


def _total_unit(head: Sequence[str]) -> str | None:
    lists, book = words()["words"], words()["units"]
    for name in ("wounded", "killed"):
        if not lists[f"{name}_verbs"].isdisjoint(head):
            return name
    for word in head:
        for unit in ("attacks", "strikes", "rockets", "drones", "convoys"):
            if word in book[unit]:
                return "attacks" if unit == "strikes" and word == "strikes" else unit
    return None


def _elliptic(low: Sequence[str], number: Number, k: int, carried: str) -> Count | None:
    """Read "57 in Iraq", "nine in Syria", "six of them", "55 for Syria", a number that counts what was counted before."""
    lists = words()["words"]
    after = low[k] if k < len(low) else ""
    if carried in ("wounded", "killed") and (lists["wounded_verbs"] | lists["killed_verbs"]).isdisjoint(low[k : k + 12]):
        return None
    if after == "of":
        partitive = low[k + 1 : k + 3]
        if not partitive or not (partitive[0] in lists["partitive"] or (len(partitive) > 1 and partitive[1] in lists["partitive_heads"])):
            return None
        return _make(number, k + 2, carried, "elliptic")
    if after in lists["elliptic_after"] and not (number.j < len(low) and low[number.j] == "more" and after == "."):
        return _make(number, k, carried, "elliptic")
    return None


def _listed_people(low: Sequence[str], counts: list[Count]) -> list[Count]:
    """Add up people listed one kind after the other: "two contractors and eight civilians have been killed"."""
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
    return kept


def _one_list(between: Sequence[str]) -> bool:
    links = [word for word in between if word in (",", "and")]
    return bool(links) and len(between) <= 8 and BREAKS.isdisjoint(word for word in between if word not in (",", "and"))
