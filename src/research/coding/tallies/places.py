"""The country of a running total: the one that its own words name, none where they name several."""

from collections.abc import Sequence
from itertools import pairwise

from research.codebook import Codebook
from research.coding.model import Annotated
from research.coding.tallies.counts import Count
from research.coding.tallies.lengths import Period
from research.coding.tallies.words import says, words

NO_PLACES = frozenset({"source", "inside-name", "origin"})
HAVE = (["has"], ["had"])
MOSTLY = 4  # so many times as often as all others, a country is the one that an article is about


def region(note: Annotated, count: Count, start: int, end: int, period: Period | None) -> tuple[int, int]:
    """Return the tokens in which a count's country is looked for, within start and end: the counts before and behind it."""
    low, lists = note.sentence.lower, words("places")
    before = low[count.at - 1] if count.at else ""
    beside = next((p for p in note.places if p.j == count.at and p.i >= start - 1), None)
    if beside is not None and not any(p.j == beside.i - 1 for p in note.places):  # "Syria 46", not "in Iraq and Syria 46 times"
        return beside.i, count.at
    if before == "had" and start == 0 and low[count.j - 2 : count.j - 1] != ["of"]:
        before = ""
    if before in lists["scenes"] | {"for"}:
        end = count.at
    elif start and count.form in ("elliptic", "times", "noun") and before != "had":
        start = count.at
    behind = max(count.j, period.j if period else 0)
    for place in note.places:
        if behind <= place.i < end and _sees(note, place.j):
            end = place.i  # the scene of the next count: "Of the 58 attacks Iraq bore 30"
            break
    for k in range(behind, end):
        if low[k] in lists["aside"] or (low[k] == "," and k + 1 < len(low) and low[k + 1] in lists["after_comma"]):
            return start, k
    return start, end


def countries(note: Annotated, book: Codebook, start: int, end: int, periods: Sequence[Period] = ()) -> set[str]:
    """Return the countries that tokens start to end name, those within a period ("since the war in Gaza") and states that act left out."""
    actors = {group.i for group in note.groups}
    found: set[str] = set()
    for place in note.places:
        acts = place.i in actors and not _sees(note, place.j)
        inside = start <= place.i < end and not acts and not any(p.i <= place.i < p.j for p in periods)
        if (
            inside
            and (place.relation not in NO_PLACES or _recorded(note, place.i))
            and (place.relation != "adjective" or place.j - place.i > 1 or _on_soil(note, place.j) or _sees(note, place.j))
        ):
            found.add(book.country_of(place.place_id) or "")
    return found - {""}


def _on_soil(note: Annotated, j: int) -> bool:
    return not words("places")["soil"].isdisjoint(note.sentence.lower[j : j + 3])


def _sees(note: Annotated, j: int) -> bool:
    """Tell whether the place before token j is the scene of what is counted: "Iraq has seen 39 attacks"."""
    low, scenes = note.sentence.lower, words("places")["scenes"]
    counted = any(n.i == j + 1 for n in note.numbers)
    k = j + (low[j : j + 1] in HAVE and not counted)  # "Iraq had 38", but "Iraq has seen 38"
    return low[k : k + 1] != [] and low[k] in scenes


def _recorded(note: Annotated, i: int) -> bool:
    """Tell whether attacks "were reported in" the place at token i, which is their scene and not that of the report."""
    low = note.sentence.lower
    return i > 2 and low[i - 1] == "in" and low[i - 2] in words("counting")["registered"] and low[i - 3] in ("were", "been", "was")


def several(low: Sequence[str], strictly: bool = False) -> bool:
    """Tell whether words speak of more countries than one: "in the two countries"; unless `strictly`, "in the region" too."""
    lists = words("places")
    return says(low, lists["several"]) or (not strictly and says(low, lists["region"]))


def scope(notes: Sequence[Annotated], book: Codebook) -> str:
    """Return the one country of which an article speaks; an empty string where it speaks of several."""
    told: dict[str, int] = {}
    kurdistan = region = False
    for note in notes:
        low = note.sentence.lower
        region = region or says(low, frozenset({"the region"}))
        kurdistan = kurdistan or "kurdistan" in low or "kurdish" in low
        if several(low, strictly=True) or _coordinated(note, book):
            return ""
        for country in _scenes(note, book):
            told[country] = told.get(country, 0) + 1
    first = max(told, key=lambda c: told[c], default="")
    others = sum(told.values()) - told.get(first, 0)
    if region and not kurdistan:
        return ""
    return first if told.get(first, 0) >= MOSTLY * others else ""


def _scenes(note: Annotated, book: Codebook) -> set[str]:
    """Return the countries in which a sentence tells something: not those of a border, or from which men come."""
    if not note.places or "border" in note.sentence.lower:
        return set()
    ends = [p.j for p in note.places if p.i and note.sentence.lower[p.i - 1] == "from"]
    return countries(note, book, 0, len(note.sentence.lower), [Period(j - 1, j, None) for j in ends])


def _coordinated(note: Annotated, book: Codebook) -> bool:
    """Tell whether two countries are named in one breath: "in Iraq and Syria"."""
    low = note.sentence.lower
    whole = [p for p in note.places if book.places[p.place_id].kind == "country" and p.relation not in NO_PLACES]
    if "border" in low:
        return False
    return any(b.i - a.j == 1 and low[a.j] in ("and", "or", ",") and a.place_id != b.place_id for a, b in pairwise(whole))


def the_country(low: Sequence[str]) -> bool:
    """Tell whether words point back to a country named before."""
    return any(low[k] == "the" and low[k + 1] == "country" for k in range(len(low) - 1))
