"""Counts in a sentence that may be running totals: so many attacks, attacked so many times, so many hurt, a total of so many."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.coding.model import Annotated
from research.coding.numbers.find import Number
from research.coding.numbers.read import read_ordinal
from research.coding.tallies.words import words
from research.schemas import QUALIFIERS

REACH = 8  # tokens from a number to the noun that it counts
ORDINAL_REACH = 4
HOW_MANY = (["how", "many"], ["how", "often"])
ANSWER_REACH = 4
FEWEST = 3  # "the second attack" is no total
MOST = 100_000
PEOPLE = ("wounded", "killed")
AUXILIARIES = frozenset("was were been being be is are got".split())
CLAUSE_LINKS = frozenset({"that", "which", ",", "though", "although", "while", "because"})
ORDINAL_OPENERS = frozenset({"the", "a", "its", "their", "his"})
ORDINAL_FOLLOWS = frozenset({"in", "within", "since", "over", "on", "against", "at", "this"})
STATES = frozenset({"state", "state-like"})


@dataclass(slots=True)
class Count:
    """Tokens i to j give a number of things of one unit; `at` is the number's first token.

    `form`: noun (55 attacks), times (attacked 55 times), total (the count is 55), ordinal (the 61st attack), people (59 were hurt),
    elliptic (28 in Syria).
    """

    i: int
    j: int
    at: int
    value: int
    qualifier: str
    unit: str
    form: str


def make(number: Number, j: int, unit: str, form: str) -> Count:
    """Return the count of `number` whose words end before token j."""
    value = number.value if number.value is not None else number.low
    qualifier = number.qualifier if number.qualifier in QUALIFIERS else "exact"
    return Count(number.i, j, number.i, value or 0, qualifier, unit, form)


def times(note: Annotated, number: Number, k: int, carried: str = "") -> Count | None:
    """Read "attacked 55 times", "bombed places on three occasions", "came under fire 50 times"; token k follows the number."""
    low, lists = note.sentence.lower, words("counting")
    if k >= len(low) or low[k] not in lists["times"] or (k + 1 < len(low) and low[k + 1] in lists["not_times"]):
        return None
    start = max((c for c in range(number.i - 1) if low[c] in (";", ":", "—", "–")), default=-1) + 1
    acts = lists["attack_verbs"] | lists["strike_verbs"]
    verb = next((v for v in range(number.i - 1, start - 1, -1) if low[v] in acts), None)
    last = low[number.i - 1] if number.i else ""
    if last.endswith("ed") and last not in acts:  # "shared 9,000 times"
        return None
    if verb is None and carried and low[number.i - 1 : number.i] in ([":"], ["and"], [","], ["—"], ["–"]):
        return make(number, k + 1, carried, "elliptic")
    if verb is None:
        return make(number, k + 1, "attacks", "times") if not lists["attack_verbs"].isdisjoint(low[k:]) else None
    passive = not AUXILIARIES.isdisjoint(low[max(verb - 3, start) : verb])
    strikes = not passive and low[verb] in lists["strike_verbs"] and _state_acts(note, start, verb)
    count = make(number, k + 1, "strikes" if strikes else "attacks", "times")
    count.i = verb
    return count


def noun(note: Annotated, number: Number, k: int) -> Count | None:
    """Read "47 attacks", "rocket, drone and missile attacks", "three sets of strikes"."""
    low, lists = note.sentence.lower, words("counting")
    units = {word: unit for unit, nouns in words("units").items() if unit not in PEOPLE for word in nouns}
    for m in range(k, min(k + REACH, len(low))):
        word, after = low[m], low[m + 1] if m + 1 < len(low) else ""
        if word in units and not (word in lists["listed"] and after in ("attacks", "strikes")):
            return make(number, m + 1, _unit(note, number, m, units[word]), "noun")
        listed = word in ("and", ",", "or", "/") and low[m - 1] in lists["listed"]
        series = word == "of" and low[m - 1] in lists["series"]
        if word in lists["breaks"] | {","} and not listed and not series:
            return None
    return None


def _unit(note: Annotated, number: Number, m: int, unit: str) -> str:
    """Tell strikes of a state from what militias do: by the words before the noun at token m, or by who acts."""
    low = note.sentence.lower
    if unit != "strikes" or low[m] == "airstrikes" or not words("counting")["strike_kinds"].isdisjoint(low[number.j : m]):
        return unit
    return "strikes" if _state_acts(note, 0, number.i) else "attacks"


def _state_acts(note: Annotated, start: int, verb: int) -> bool:
    """Tell whether a state is the subject of the verb: the first noun of its clause, not behind a preposition."""
    low, agents = note.sentence.lower, words("counting")["state_agents"]
    if any(start <= u.i < verb for u in note.unnamed) or any(start <= g.i < verb and g.kind not in STATES for g in note.groups):
        return False
    clause = (k + 1 for k in range(verb - 2, start - 1, -1) if low[k] in CLAUSE_LINKS and not agents.isdisjoint(low[k + 1 : verb]))
    words_before = low[next(clause, start) : verb]
    n = next((n for n, word in enumerate(words_before) if word in agents), None)
    if n is None or {"on", "against", "at", "by", "of", "in"} & set(words_before[max(n - 3, 0) : n]):
        return False
    return words_before[n + 1 : n + 2] not in (["troops"], ["soldiers"], ["led"])


def ordinal(low: Sequence[str], number: Number) -> Count | None:
    """Read "the 61st recorded attack"."""
    for k in range(number.j, min(number.j + ORDINAL_REACH, len(low))):
        for unit, nouns in words("singular").items():
            if low[k] in nouns and (number.value or 0) >= FEWEST:
                return make(number, k + 1, unit, "ordinal")
    return None


def bare_ordinal(note: Annotated) -> list[Count]:
    """Read ordinals that are no numbers: "Monday's attack was the third in a week", "came under fire for the 83rd time since"."""
    low, attacks = note.sentence.lower, words("singular")["attacks"] | words("singular")["strikes"]
    for k in range(1, len(low) - 2):
        found = read_ordinal(note.sentence, low, k) if low[k - 1] in ORDINAL_OPENERS else None
        if found is None or found[0] < FEWEST:
            continue
        value, j = found
        if low[j : j + 1] == ["time"] and not words("counting")["attack_verbs"].isdisjoint(low):
            return [Count(k, j + 1, k, value, "exact", "attacks", "ordinal")]
        if low[j : j + 1] and low[j] in ORDINAL_FOLLOWS and not attacks.isdisjoint(low[:k]):
            return [Count(k, j, k, value, "exact", "attacks", "ordinal")]
    return []


def answered(note: Annotated, before: Sequence[str]) -> Count | None:
    """Read "Fifty-nine." behind "How many have been hurt?"; `before` are the tokens of the sentence with the question."""
    low, units = note.sentence.lower, words("units")
    if "?" not in before or not any(list(before[k : k + 2]) in HOW_MANY for k in range(len(before))):
        return None
    number = next((n for n in note.numbers if n.kind == "cardinal" and n.value), None)
    if number is None or number.j < len(low) - 1 or number.i > ANSWER_REACH:
        return None
    people = next((unit for unit in PEOPLE if not words("people")[unit].isdisjoint(before)), "")
    unit = people or next((u for u in ("attacks", "strikes") if not units[u].isdisjoint(before)), "")
    return make(number, number.j, unit, "answer") if unit else None


def elliptic(low: Sequence[str], number: Number, k: int, carried: str) -> Count | None:
    """Read "57 in Iraq", "six of them", "55 for Syria": a number that counts what was counted before, in the unit `carried`."""
    lists, people, after = words("counting"), words("people"), low[k] if k < len(low) else ""
    if carried in PEOPLE and (people["wounded"] | people["killed"]).isdisjoint(low[k : k + 12]):
        return None
    if after == "of":
        of = low[k + 1 : k + 3]
        partitive = (of and of[0] in lists["partitive"]) or (len(of) > 1 and of[1] in lists["partitive_heads"])
        return make(number, k + 2, carried, "elliptic") if partitive else None
    return make(number, k, carried, "elliptic") if not after or after in lists["elliptic_after"] else None
