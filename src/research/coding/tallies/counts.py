"""Counts in a sentence that may be running totals: so many attacks, attacked so many times, so many hurt, a total of so many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from research.coding.model import Annotated
from research.coding.numbers.find import Number
from research.coding.tallies.words import together, words
from research.schemas import QUALIFIERS

RAIDS = frozenset({"raid", "raids", "sortie", "sorties"})
CENTCOM = ["central", "command"]
OPENING = 2  # tokens from the start of a clause to the number that opens it
REACH = 8  # tokens from a number to the noun that it counts
HOW_MANY = (["how", "many"], ["how", "often"])
ANSWER_REACH = 4
FEWEST = 3  # "the second attack" is no total
MOST = 100_000
PEOPLE = ("wounded", "killed")
COUNTRY = 6  # precision of a place that is a whole country
ANSWERS = frozenset({"response", "retaliation", "reply", "return", "answer", "turn"})
NOUNLESS = frozenset({"have", "has", "had", "were"})
AUXILIARIES = frozenset("was were been being be is are got".split())
CLAUSE_LINKS = frozenset({"that", "which", ",", "though", "although", "while", "because"})
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
    acts = together("counting.attack_verbs", "counting.strike_verbs")
    verb = next((v for v in range(number.i - 1, start - 1, -1) if low[v] in acts), None)
    last = low[number.i - 1] if number.i else ""
    if last.endswith("ed") and last not in acts:  # "shared 9,000 times"
        return None
    if verb is None and carried and low[number.i - 1 : number.i] in ([":"], ["and"], [","], ["—"], ["–"]):
        return make(number, k + 1, carried, "elliptic")
    if verb is None:
        arms = words("units")["rockets"] | words("units")["drones"] | words("singular")["rockets"] | words("singular")["drones"]
        opens = number.i - start <= OPENING  # "Six times since August rockets have been fired"
        attacked = (opens and not (lists["attack_verbs"] | arms).isdisjoint(low[k:])) or not arms.isdisjoint(low[start : number.i])
        return make(number, k + 1, "attacks", "times") if attacked else None
    passive = not AUXILIARIES.isdisjoint(low[max(verb - 3, start) : verb])
    strikes = not passive and low[verb] in lists["strike_verbs"] and _state_acts(note, start, verb)
    count = make(number, k + 1, "strikes" if strikes else "attacks", "times")
    count.i = verb
    return count


@cache
def _unit_nouns() -> dict[str, str]:
    return {word: unit for unit, nouns in words("units").items() if unit not in PEOPLE for word in nouns}


def noun(note: Annotated, number: Number, k: int) -> Count | None:
    """Read "47 attacks", "rocket, drone and missile attacks", "three sets of strikes"."""
    low, lists = note.sentence.lower, words("counting")
    units = _unit_nouns()
    if not NOUNLESS.isdisjoint(low[k : k + 1]):
        return bare(note, number, k)
    for m in range(k, min(k + REACH, len(low))):
        word, after = low[m], low[m + 1] if m + 1 < len(low) else ""
        if word in units and not (word in lists["listed"] and after in ("attacks", "strikes")):
            if after in lists["per"] and low[m + 2 : m + 3] and low[m + 2] in lists["rates"]:
                return None
            if after == "of" and word in lists["vague"] and lists["attack_verbs"].isdisjoint(low[m + 1 : m + 5]):
                return None
            return make(number, m + 1, unit_of(note, number.i, m, units[word], number.j), "noun")
        listed = word in ("and", ",", "or", "/") and low[m - 1] in lists["listed"]
        if word in lists["bombs"] and (after in lists["explode"] or low[m + 2 : m + 3] == ["off"]):
            return make(number, m + 1, "attacks", "noun")
        listed = listed or (word in ("and", "or") and any(w in units and units[w] == "attacks" for w in low[m + 2 : m + 3]))
        series = word == "of" and low[m - 1] in lists["series"]
        if (word in lists["breaks"] or word == ",") and not listed and not series:
            return None
    return None


def bare(note: Annotated, number: Number, k: int) -> Count | None:
    """Read "at least 14 have been directed against them": attacks whose noun the sentence need not name; token k follows the number."""
    low, lists = note.sentence.lower, words("counting")
    verb = next((m for m in range(k, min(k + ANSWER_REACH, len(low))) if low[m] not in AUXILIARIES | NOUNLESS | lists["adverbs"]), k)
    staged = low[verb : verb + 1] and low[verb] in lists["staged"]
    return make(number, verb + 1, "attacks", "noun") if staged and verb > k else None


def _since_answer(before: Sequence[str]) -> set[str]:
    """Return words without an "in response" or the like among them."""
    return set(before) - ({"in"} if ANSWERS & set(before) else set())


def compares(low: Sequence[str], i: int) -> bool:
    """Tell whether the number at token i is the other one of a comparison: "up from 18 in December", "below the 117 in February"."""
    lists, at = words("counting"), i - 1 - (i > 0 and low[i - 1] == "the")
    return at >= 0 and low[at] in lists["compared"] and not lists["compares"].isdisjoint(low[max(at - 2, 0) : at + 1])


def placed_at(note: Annotated, j: int, reach: int = 8) -> bool:
    """Tell whether a whole country is named right behind token j, before any other number: "24 belong to Iraq"."""
    place = next((p for p in note.places if j <= p.i), None)
    if place is None or place.i - j > reach or place.where_prec != COUNTRY or ";" in note.sentence.lower[j : place.i]:
        return False
    return not any(j <= n.i < place.i for n in note.numbers)


def unit_of(note: Annotated, start: int, m: int, unit: str, j: int | None = None) -> str:
    """Tell strikes of a state from what militias do: by the words before the noun at token m, or by who acts.

    The number takes the tokens start to j.
    """
    low = note.sentence.lower
    if low[m] in RAIDS and _state_acts(note, 0, start):
        return "strikes"
    if unit != "strikes" or low[m] == "airstrikes" or not words("counting")["strike_kinds"].isdisjoint(low[j or start : m]):
        return unit
    return "strikes" if _state_acts(note, 0, start) else "attacks"


def _state_acts(note: Annotated, start: int, verb: int) -> bool:
    """Tell whether a state is the subject of the verb: the first noun of its clause, not behind a preposition."""
    low, agents = note.sentence.lower, words("counting")["state_agents"]
    if any(start <= u.i < verb for u in note.unnamed) or any(start <= g.i < verb and g.kind not in STATES for g in note.groups):
        return False
    clause = (k + 1 for k in range(verb - 2, start - 1, -1) if low[k] in CLAUSE_LINKS and not agents.isdisjoint(low[k + 1 : verb]))
    words_before = low[next(clause, start) : verb]
    n = next((n for n, word in enumerate(words_before) if word in agents or list(words_before[n : n + 2]) == CENTCOM), None)
    if n is None or {"on", "against", "at", "by", "of", "in"} & _since_answer(words_before[max(n - 3, 0) : n]):
        return False
    return words_before[n + 1 : n + 2] not in (["troops"], ["soldiers"], ["led"])


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


def elliptic(note: Annotated, number: Number, k: int, carried: str) -> Count | None:
    """Read "57 in Iraq", "six of them", "55 for Syria": a number that counts what was counted before, in the unit `carried`."""
    low = note.sentence.lower
    if number.i > 1 and low[number.i - 2] == "of" and low[number.i - 1] in ("the", "these", "those"):  # "of the four, two"
        return None
    if "but" in low[max(number.i - 1, 0) : number.i + 2]:  # "all but ten"
        return None
    lists, people, after = words("counting"), words("people"), low[k] if k < len(low) else ""
    split = ":" in low[: number.i] and placed_at(note, k)  # "cost 44 of them their lives: 30 in Iraq and 14 in Syria"
    if carried in PEOPLE and not split and (people["wounded"] | people["killed"]).isdisjoint(low[k : k + 12]):
        return None
    if after == "of":
        of = low[k + 1 : k + 3]
        partitive = (of and of[0] in lists["partitive"]) or (len(of) > 1 and of[1] in lists["partitive_heads"])
        again = len(of) > 1 and of[0] in ("the", "these", "those") and any(n.i == k + 2 and placed_at(note, n.j) for n in note.numbers)
        return make(number, k + 3 if again else k + 2, carried, "elliptic") if partitive or again else None
    goes_on = not after or after in lists["elliptic_after"] or placed_at(note, k) or compares(low, number.i)
    return make(number, k, carried, "elliptic") if goes_on else None
