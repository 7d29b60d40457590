"""How two named places lie to each other: the same, one in the other, near, or too far apart to be one scene."""

from functools import lru_cache
from typing import NamedTuple

from research.codebook import Codebook
from research.codebook.geography import distance_km
from research.linking.weights import weights

VAGUE = 5  # exactness of a governorate in the codebook; regions and countries are coarser
TOWNS = (2, 3)  # exactness of a town and of a city


class Where(NamedTuple):
    """Where a report says that it was; empty text for what it does not say."""

    country: str
    admin1: str
    place_id: str
    where_prec: int


class Relation(NamedTuple):
    """Log odds that two reports of one block tell one event, as far as place goes, and the words for it."""

    weight: float
    reason: str


class Atlas:
    """Compares places of one codebook and remembers what it found."""

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self.groups = book.groups
        self.relate = lru_cache(maxsize=1 << 16)(self._relate)

    def coarse(self, place_id: str) -> int:
        """Return how coarse a place is, 0 a site ... 7 a country (or a place that the codebook does not hold)."""
        return self._book.exactness(place_id) if place_id in self._book.places else 7

    def vague(self, where: Where) -> bool:
        """Tell whether `where` names no town or site: a governorate, a country, an informal region, or nothing."""
        return self.coarse(where.place_id) >= VAGUE

    def _relate(self, a: Where, b: Where) -> Relation | None:
        """Return how `a` and `b` weigh as evidence, None where they cannot be one scene."""
        w = weights()["place"]
        known = a.place_id in self._book.places and b.place_id in self._book.places
        if a.place_id and (a.place_id == b.place_id or (known and self._book.same(a.place_id, b.place_id))):
            return self._same(a.place_id, w)
        if known and self._book.contains(a.place_id, b.place_id):
            return self._inside(a.place_id, w)
        if known and self._book.contains(b.place_id, a.place_id):
            return self._inside(b.place_id, w)
        if not a.country or not b.country:
            return Relation(0.0, "")
        if self.vague(a) or self.vague(b):
            return self._loosely(a, b, w)
        return self._by_distance(a, b, w)

    def _same(self, place_id: str, w: dict[str, float]) -> Relation:
        coarse = self.coarse(place_id)
        if coarse > VAGUE:
            return Relation(w["same_country"], "same country")
        if coarse == VAGUE:
            return Relation(w["same_governorate"], "same governorate")
        return Relation(w["same_town" if coarse in TOWNS else "same_site"], "same place")

    def _inside(self, outer: str, w: dict[str, float]) -> Relation:
        coarse = self.coarse(outer)
        if coarse > VAGUE:
            return Relation(w["within_country"], "same country")
        if coarse == VAGUE:
            return Relation(w["within_governorate"], "same governorate")
        return Relation(w["contains_town" if coarse in TOWNS else "contains"], "one place lies in the other")

    def _loosely(self, a: Where, b: Where, w: dict[str, float]) -> Relation | None:
        if a.country != b.country:
            return None
        if a.admin1 and b.admin1:
            return Relation(w["within_governorate"], "same governorate") if a.admin1 == b.admin1 else None
        both = self.vague(a) and self.vague(b) and not a.admin1 and not b.admin1
        return Relation(w["same_country" if both else "within_country"], "same country")

    def _by_distance(self, a: Where, b: Where, w: dict[str, float]) -> Relation | None:
        km = self._distance(a.place_id, b.place_id)
        if km is None:
            return Relation(w["apart"], "places differ")
        if km <= w["point_km"]:
            return Relation(w["same_point"], f"places {km:.0f} km apart")
        if km <= w["near_km"]:
            return Relation(w["near"], f"places {km:.0f} km apart")
        if km <= w["town_km"] and (self.coarse(a.place_id) in TOWNS or self.coarse(b.place_id) in TOWNS):
            return Relation(w["near_town"], f"places {km:.0f} km apart")
        loose = max(a.where_prec, b.where_prec) > 1 and a.country == b.country
        return Relation(w["apart"], f"places {km:.0f} km apart") if km <= w["loose_km" if loose else "reach_km"] else None

    def _distance(self, a: str, b: str) -> float | None:
        p, q = self._book.places[a], self._book.places[b]
        if p.latitude is None or p.longitude is None or q.latitude is None or q.longitude is None:
            return None
        return distance_km(p.latitude, p.longitude, q.latitude, q.longitude)
