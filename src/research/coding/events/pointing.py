"""Places to which a telling points back: "at it", "at that base", "in the same province", "were struck there"."""

from collections.abc import Iterator

from research.codebook import Codebook, Place
from research.coding.events.facts import VAGUE, event_places
from research.coding.model import Annotated, Mention
from research.coding.names.mentions import PlaceMention
from research.coding.words import words

BACK = 3  # sentences before a telling in which a place may have been named
AIMS = words("pointing", "aims")
REGIONS = words("pointing", "regions")
EXISTENTIAL = words("pointing", "existential")
SEATED = words("where", "seated")
DEMONSTRATIVES = frozenset({"that", "same"})
DETERMINERS = DEMONSTRATIVES | {"the", "this"}
SITES = {
    **dict.fromkeys(words("pointing", "bases"), frozenset({"base", "airport"})),
    **dict.fromkeys(words("pointing", "airfields"), frozenset({"airport", "base"})),
    "airport": frozenset({"airport"}),
    **dict.fromkeys(words("pointing", "plants"), frozenset({"energy"})),
    **dict.fromkeys(words("pointing", "missions"), frozenset({"embassy"})),
    **dict.fromkeys(words("pointing", "towns"), frozenset({"city", "town"})),
}
ANY_SITE = frozenset[str]().union(*SITES.values()) | {"district", "crossing"}


def pointed_at(mention: Mention, notes: list[Annotated], codebook: Codebook) -> tuple[PlaceMention, Annotated] | None:
    """Return the place named last before a mention to which its words point back, None where they point to none."""
    lower = mention.note.sentence.lower
    for k in range(max(mention.i, 1), mention.j):
        word, before = lower[k], lower[k - 1]
        kinds = ANY_SITE if _here(lower, k) else SITES.get(word, frozenset()) if before in DETERMINERS else frozenset()
        if before in DEMONSTRATIVES and word in REGIONS:
            return _region(mention, k, notes, codebook)
        if kinds:
            found = next(((p, n) for p, n in _named_before(mention, k, notes) if codebook.places[p.place_id].kind in kinds), None)
            if found:
                return found
    return None


def _here(lower: list[str], k: int) -> bool:
    """Tell whether token k stands for a place: "fired at it", "were struck there"."""
    if lower[k] == "it":
        return lower[k - 1] in AIMS
    return lower[k] == "there" and lower[k - 1] != "from" and EXISTENTIAL.isdisjoint(lower[k + 1 : k + 2])


def _named_before(mention: Mention, k: int, notes: list[Annotated]) -> Iterator[tuple[PlaceMention, Annotated]]:
    """Give the exact places named before token k of a mention, the last first, as far back as a reader remembers."""
    number = mention.note.sentence.no
    for note in reversed(notes[max(number - BACK, 0) : number + 1]):
        if note.sentence.role in ("title", "caption"):
            continue
        whole = Mention(note, 0, k if note is mention.note else len(note.sentence.lower), [], places=note.places)
        for place in reversed(event_places(whole)):
            if place.i < whole.j and place.where_prec < VAGUE and not _seat(note.sentence.lower, place.i):
                yield place, note


def _seat(lower: list[str], i: int) -> bool:
    """Tell whether a place is only where somebody sits: "the government in Damascus"."""
    return i > 1 and lower[i - 1] == "in" and lower[i - 2] in SEATED


def _region(mention: Mention, k: int, notes: list[Annotated], codebook: Codebook) -> tuple[PlaceMention, Annotated] | None:
    """Return the governorate that "the same province" at token k means: that of the place named last."""
    rows = [row for row in codebook.places.values() if row.kind == "governorate"]
    for place, note in _named_before(mention, k, notes):
        row = next((row for row in rows if _of(codebook.places[place.place_id], row)), None)
        if row:
            return place._replace(place_id=row.place_id, where_prec=row.where_prec, relation="at"), note
    return None


def _of(place: Place, governorate: Place) -> bool:
    return (place.country, place.admin1) == (governorate.country, governorate.admin1)
