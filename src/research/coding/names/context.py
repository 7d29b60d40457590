"""What the words around a place tell of it: whether it happened there, near it, or elsewhere, and how exactly it is given."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from research.codebook import Codebook, Place
from research.coding.names.phrases import Phrases, by_first, by_last, precedes
from research.coding.names.standing import standing
from research.coding.text import Sentence

REACH = 6  # tokens to the left within which a preposition still governs a name
ROAD_REACH = 12  # tokens to the left within which a road still governs the names of its ends
SETTLEMENTS = ("town", "city", "base")


@dataclass(frozen=True, slots=True)
class Context:
    """The word lists of [relation] in names.toml, compiled."""

    words: dict[str, frozenset[str]]
    near: Phrases  # by last word, as the two below
    before_governorate: Phrases
    before_district: Phrases
    media: Phrases  # by first word, as the one below
    place_nouns: Phrases


class Seen(NamedTuple):
    """How a place is spoken of: the row (a city's governorate for "Erbil province"), where_prec, relation, where the mention ends."""

    place_id: str
    where_prec: int
    relation: str
    j: int


@lru_cache(maxsize=8)
def context_of(codebook: Codebook) -> Context:
    """Return the context words of `codebook`, compiled once."""
    raw = codebook.lexicon("names")["relation"]
    words = {name: frozenset(values) for name, values in raw.items()}
    return Context(
        words, by_last(raw["near"]), by_last(raw["before_governorate"]), by_last(raw["before_district"]),
        by_first(raw["media"]), by_first(raw["place_nouns"]),
    )  # fmt: skip


def look(sentence: Sentence, i: int, j: int, place: Place, codebook: Codebook, given: str = "") -> Seen:
    """Return how tokens i to j (exclusive), which name `place`, are spoken of.

    `given` is the relation of a place to which this one is joined ("near A and B"): it holds unless the words say otherwise.
    """
    context = context_of(codebook)
    place = _site_of(sentence, i, place, context, codebook)
    place, prec, end = _level(sentence, i, j, place, context, codebook)
    relation = standing(sentence, i, end, place, context.words, context.media)
    if relation and not (relation == "adjective" and given in ("at", "near", "origin")):
        return Seen(place.place_id, prec, relation, end)
    relation = _left(sentence, i, place, context)
    if relation == "at" and given in ("near", "direction", "origin"):
        relation = given
    if relation in ("at", "near") and place.where_prec in (1, 2, 4) and _along(sentence, i, end, place, context):
        return Seen(place.place_id, 5, "at", end)
    if relation == "at" and prec == 1 and context.words["area_words"] & {*sentence.lower[end : end + 1], sentence.lower[j - 1]}:
        relation = "near"
    if relation in ("near", "direction") and prec in (1, 3):
        prec = 2
    return Seen(place.place_id, prec, relation, end)


def _site_of(sentence: Sentence, i: int, place: Place, context: Context, codebook: Codebook) -> Place:
    """Return the airport of a city for "the airport of Erbil", "airports in Baghdad and Erbil"; else the place itself."""
    if place.kind != "city":
        return place
    lower, k = sentence.lower, i
    while k > max(i - REACH, 0) and (lower[k - 1] in ("the", "city", "and", ",") or sentence.words[k - 1][0].isupper()):
        k -= 1
    if k < 2 or lower[k - 1] not in ("of", "in", "at") or lower[k - 2] not in ("airport", "airports"):
        return place
    own = [row for row in codebook.places.values() if row.kind == "airport" and place.place_id in row.within]
    return own[0] if len(own) == 1 and (lower[k - 2] == "airports" or k == i) else place


def _level(sentence: Sentence, i: int, j: int, place: Place, context: Context, codebook: Codebook) -> tuple[Place, int, int]:
    """Return the row, where_prec and end for "X province", "X district"; the place as it is for a bare X."""
    lower = sentence.lower
    end = _governorate_word(lower, j, context)
    if end or precedes(context.before_governorate, lower, i):
        row = codebook.places[codebook.governorate_of(place.place_id) or place.place_id]
        return row, max(4, row.where_prec) if row.kind in (*SETTLEMENTS, "governorate") else row.where_prec, end or j
    if place.kind in SETTLEMENTS and place.where_prec < 3:
        if j < len(lower) and lower[j] in context.words["district_words"]:
            return place, 3, j + 1
        if lower[j - 1] in context.words["district_words"]:  # an alias that holds the word
            return place, 3, j
        if place.kind != "city" and precedes(context.before_district, lower, i):
            return place, 3, j
    return place, place.where_prec, j


def _governorate_word(lower: list[str], j: int, context: Context) -> int:
    """Return where "province", "'s eastern countryside" and the like behind a place end, or 0."""
    if lower[j : j + 1] == ["'s"]:
        j += 1
        countryside = [k for k in (j, j + 1) if lower[k : k + 1] == ["countryside"]]
        return countryside[0] + 1 if countryside else 0
    if j < len(lower) and lower[j] in context.words["governorate_words"]:
        return j + 1
    inner = j + 1 < len(lower) and lower[j] in context.words["outside"] and lower[j + 1] == "countryside"
    return j + 2 if inner else 0


def _left(sentence: Sentence, i: int, place: Place, context: Context) -> str:
    """Return the relation that the words before token i give: near, direction, origin or at."""
    if _origin(sentence, i, context):
        return "origin"
    lower, k = sentence.lower, i
    while k > max(i - REACH, 0):
        if _distance(lower, k, context):
            return "direction"
        if k > 2 and lower[k - 1] == "of" and lower[k - 2] in context.words["compass"]:
            inside = k > 3 and lower[k - 3] == "the" and lower[k - 4] in context.words["inside"]
            return "at" if inside or place.where_prec > 3 else "direction"
        if precedes(context.near, lower, k):
            return "near" if place.where_prec < 4 else "at"
        if lower[k - 1] not in context.words["skipped"]:
            return "at"
        k -= 1
    return "at"


def _distance(lower: list[str], k: int, context: Context) -> bool:
    """Tell whether "10 km from", "20 miles outside" or "a long way from" stands before token k."""
    if k < 3 or lower[k - 1] not in ("from", "outside", "off", "away", "beyond"):
        return False
    return lower[k - 2] in context.words["distance_units"] or lower[k - 2] in ("away", "distance")


def _origin(sentence: Sentence, i: int, context: Context) -> bool:
    """Tell whether something was launched, or came, from the place."""
    lower, words, k = sentence.lower, context.words, i
    while k > max(i - REACH, 0) and lower[k - 1] in words["skipped"]:
        k -= 1
    if k < 2:
        return False
    before, left = lower[k - 1], lower[k - 2]
    if before in words["inside"] or before == "near":
        launched = left in words["launch_verbs"] and any(word in words["munitions"] for word in lower[: k - 2])
        return left in words["launchers"] or (launched and before in ("in", "inside", "within", "near"))
    if before != "from" or left in words["distance_units"] or _roadway(lower, k, context):
        return False
    fired = any(word in words["launch_verbs"] for word in lower[max(k - 8, 0) : k - 1])
    return fired or any(word in words["origin_verbs"] for word in lower[max(k - 3, 0) : k - 1])


def _roadway(lower: list[str], i: int, context: Context) -> bool:
    return any(word in context.words["roads"] for word in lower[max(i - REACH, 0) : i])


def _along(sentence: Sentence, i: int, j: int, place: Place, context: Context) -> bool:
    """Tell whether the name is one end of a road ("the highway from A to B", "A road"), or of a strip ("between A and B")."""
    lower, words = sentence.lower, context.words
    ends = j  # behind "Baghdad-Basra"
    while ends < len(lower) and sentence.joined(ends) and sentence.words[ends][0].isupper():
        ends += 1
    if ends < len(lower) and lower[ends] in words["roads"]:
        return True
    for k in range(i, max(i - ROAD_REACH, 0), -1):
        word = lower[k - 1]
        if word in words["roads"] and k < i:
            return any(one in words["road_ends"] for one in lower[k:i])
        if word == "between" and place.where_prec < 3 and not _roadway(lower, k - 1, context):
            return "and" in lower[k : min(j + 4, len(lower))]
        if word not in words["road_links"] and not sentence.words[k - 1][0].isupper():
            return False
    return False
