"""Where an event was: the most exact place that the text names for it, with UCDP's precision."""

from dataclasses import dataclass
from functools import cache

from research.codebook import Codebook
from research.coding.events.facts import VAGUE, by_state, elliptic, event_places
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.names.mentions import PlaceMention
from research.coding.words import words

NEAR, COUNTRY = 2, 6
DOMINANT = 1.5  # times as often as any other must a country be named to be that of an event without a place
SEATED = words("where", "seated")
PLURALS = words("real", "plurals")
BACK = 3  # sentences before a telling that may set its scene
FIXED = frozenset({"military_base", "diplomatic", "airport"})
SITES = frozenset({"base", "airport", "embassy", "energy"})


@dataclass(frozen=True, slots=True)
class Where:
    """The place (empty: not said), its precision, country and governorate, and the words that say it."""

    place_id: str = ""
    prec: int | None = None
    country: str = ""
    admin1: str = ""
    evidence: Evidence | None = None


def place_event(
    event: Event, notes: list[Annotated], codebook: Codebook, country: str, before: Where | None = None, told: frozenset[int] = frozenset()
) -> Where:
    """Return where an event was; `country` is that of the article, for an event whose own words name none.

    An event told without words of its own ("a further one on Saturday") was where the one told `before` it was;
    `told` are the numbers of all sentences that tell events.
    """
    best = _told(event, codebook)
    if best is None and elliptic(event.mentions[0]):
        best = _scene(event, notes, told)
        if best is None and before and before.place_id:
            return before
    if any(m.sites for m in event.mentions):  # what is said of other places later is not where it was
        told = frozenset(range(len(notes)))
    elif best is None or codebook.places[best[0].place_id].kind in ("country", "area", "governorate", "city"):
        best = _finer(best, event, notes, codebook)
    later = best is not None and best[1].sentence.no > _first_told(event).sentence.no  # the place of a later telling may be another
    wide = best is None or best[0].where_prec >= VAGUE
    pointed = _pointed_at(event, notes, codebook) if wide or later else None
    best = pointed or (None if wide else best) or _scene(event, notes, told) or _pointed_at(event, notes, codebook, said=True) or best
    beside = [(p, m.note) for m in event.mentions for p in m.places if p.relation == "direction"]
    if best and best[0].where_prec >= VAGUE and beside and _may_hold(best[0].place_id, beside[0][0].place_id, codebook):
        return _where(*beside[0], NEAR, codebook)  # "in northeastern Syria ... south of Hasakah"
    if best:
        return _where(best[0], best[1], best[0].where_prec, codebook)
    around = [(p, m.note) for relation in ("direction", "origin") for m in event.mentions for p in m.places if p.relation == relation]
    if around:
        return _where(*around[0], NEAR, codebook)
    owned = next(((p, m.note) for m in event.mentions for p in m.places if by_state(m) and _owner(m, p)), None)
    if owned:
        return _where(*owned, COUNTRY, codebook)
    return Where(_country_row(country, codebook), COUNTRY, country) if country else Where()


def _owner(mention: Mention, place: PlaceMention) -> bool:
    """Tell whether a country is named as the owner of what a state struck: "the bombing of Iran's nuclear sites"."""
    mine = place.relation == "adjective" and place.where_prec == COUNTRY
    return mine and mention.note.sentence.lower[place.j : place.j + 1] == ["'s"] and place.i > mention.triggers[0].i


def _first_told(event: Event) -> Annotated:
    """Return the first sentence of the text, not the headline, that tells an event."""
    return next((m.note for m in event.mentions if m.note.sentence.role != "title"), event.mentions[0].note)


def _told(event: Event, codebook: Codebook) -> tuple[PlaceMention, Annotated] | None:
    """Return the most exact place that the mentions name; where places were listed, the event's own one or what lies in it."""
    listed = [m for m in event.mentions if "each" in m.flags]
    best = _best([(p, m.note) for m in listed or event.mentions for p in event_places(m)], codebook)
    if best is None or best[0].where_prec >= VAGUE:
        best = next((m.scene for m in event.mentions if m.scene), best)
    if listed and best and best[0].where_prec >= VAGUE:  # "once in Syria", and then "at Tal Baydar, in Syria"
        within = [(p, m.note) for m in event.mentions for p in event_places(m) if _may_hold(best[0].place_id, p.place_id, codebook)]
        best = _best(within, codebook) or best
    return best


def _finer(
    best: tuple[PlaceMention, Annotated] | None, event: Event, notes: list[Annotated], codebook: Codebook
) -> tuple[PlaceMention, Annotated] | None:
    """Return a more exact place that the sentences about the event name within the one found so far, else that one."""
    told = [
        (p, notes[k])
        for k in sorted(event.sentences - {m.note.sentence.no for m in event.mentions})
        for p in notes[k].places
        if p.relation in ("at", "near") and not _speaks(notes[k], p)
    ]
    finer = _best(told, codebook)
    if finer and finer[0].where_prec < VAGUE and (best is None or _may_hold(best[0].place_id, finer[0].place_id, codebook)):
        return finer
    return best


def _speaks(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place stands for its government, as subject of the sentence or behind its name ("Damascus tells ...")."""
    lower = note.sentence.lower
    if place.i == 0:
        return any(place.j <= cue.i <= place.j + 1 for cue in note.kinds("speech")) or lower[place.j : place.j + 1] == ["tells"]
    return place.i > 1 and lower[place.i - 1] == "in" and lower[place.i - 2] in SEATED


def _scene(event: Event, notes: list[Annotated], told: frozenset[int]) -> tuple[PlaceMention, Annotated] | None:
    """Return the exact place that a sentence right before the telling names, as a scene is set before it is told."""
    mention = event.mentions[0]
    first, lower = mention.note.sentence, mention.note.sentence.lower
    if any(lower[t.j - 1] in PLURALS for t in mention.triggers):  # a sum of several attacks is not at one place
        return None
    for k in range(first.no - 1, max(first.no - 1 - BACK, -1), -1):
        if k in told or notes[k].sentence.role == "title":
            return None
        for place in notes[k].places:
            if place.relation in ("at", "near") and place.where_prec < VAGUE and not _speaks(notes[k], place):
                return place, notes[k]
    return None


def _may_hold(wide: str, narrow: str, codebook: Codebook) -> bool:
    return codebook.contains(wide, narrow) or (
        codebook.places[wide].kind == "area" and codebook.country_of(wide) == codebook.country_of(narrow)
    )


def _pointed_at(event: Event, notes: list[Annotated], codebook: Codebook, said: bool = False) -> tuple[PlaceMention, Annotated] | None:
    """Return the place named last before the event's telling where it, or what is `said` of it later, speaks of "the base" or the like."""
    mention = event.mentions[0]
    later = [notes[k] for k in sorted(event.sentences) if said and k > mention.note.sentence.no]
    if not any(_points(note, mention if note is mention.note else None) for note in [mention.note, *later]):
        return None
    for note in reversed(notes[: mention.note.sentence.no]):
        for place in reversed(note.places):
            if codebook.places[place.place_id].kind in SITES and place.relation in ("at", "near", "origin"):
                return place, note
    return None


def _points(note: Annotated, mention: Mention | None) -> bool:
    """Tell whether a mention, or a sentence about it, speaks of "the base" or the like; an embassy may only speak in such a sentence."""
    first, last = (mention.i, mention.j) if mention else (0, len(note.sentence.lower))
    return any(
        c.value in (FIXED if mention else FIXED - {"diplomatic"})
        and first <= c.i < last
        and c.i
        and note.sentence.lower[c.i - 1] in ("the", "same", "that")
        for c in note.kinds("target")
    )


def _best(named: list[tuple[PlaceMention, Annotated]], codebook: Codebook) -> tuple[PlaceMention, Annotated] | None:
    if not named:
        return None
    ids = [p.place_id for p, _ in named]
    exact = codebook.most_exact(ids)
    return next((pair for pair in named if pair[0].place_id == exact), named[0])


def _where(place: PlaceMention, note: Annotated, prec: int, codebook: Codebook) -> Where:
    row = codebook.places[place.place_id]
    evidence = Evidence(place.place_id, f"place.{place.relation}", note.sentence, place.i, place.j)
    return Where(place.place_id, prec, row.country, row.admin1 or "", evidence)


def article_country(notes: list[Annotated], codebook: Codebook) -> str:
    """Return the country of which most of the article's places are, or an empty string where a second is named nearly as often."""
    counts: dict[str, int] = {}
    for note in notes:
        for place in note.places:
            country = codebook.places[place.place_id].country
            if country and place.relation in ("at", "near", "adjective", "direction"):
                counts[country] = counts.get(country, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < DOMINANT * ranked[1][1]):
        return ""
    return ranked[0][0]


@cache
def _country_row(country: str, codebook: Codebook) -> str:
    return next((p.place_id for p in codebook.places.values() if p.kind == "country" and p.country == country), "")
