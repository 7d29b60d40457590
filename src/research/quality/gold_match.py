"""Which coded report is which gold report, and whether a value is right."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from research.codebook import Codebook
from research.quality.gold_rows import CATEGORIES, Telling, day

SLOTS = ("date", "date_prec", "place_id", "country", *CATEGORIES, "killed", "wounded", "munitions", "n_attacks")
ENOUGH = 1.5  # likeness from which two reports may be one
VAGUE_PREC = 5  # from here on a place says no more than a country


class Judge:
    """Compares gold and coded reports; knows from the codebook which places are vague."""

    def __init__(self, book: Codebook) -> None:
        self.book = book

    def right(self, slot: str, gold: Telling, coded: Telling) -> bool:
        """Tell whether the coded value of a slot is the gold one or one of those that are right too; a gold null asks for an empty cell."""
        if slot == "date":
            return _right_date(gold, coded)
        wanted, got = gold.slots[slot], coded.slots[slot]
        if slot in CATEGORIES:
            wanted, got = wanted or "unknown", got or "unknown"
        if slot == "place_id" and self._vague(wanted) and self._vague(got):
            return not got or gold.slots["country"] in (None, self.book.places[got].country)
        others = gold.accept.get(slot, [])
        return got == wanted or got in others or (slot in ("killed", "wounded") and [got] in others)

    def likeness(self, gold: Telling, coded: Telling) -> float | None:
        """Return how well two reports of one article agree, None where their dates or places contradict each other."""
        parts = self._time(gold, coded), self._place(gold, coded)
        if parts[0] is None or parts[1] is None:
            return None
        score = parts[0] + parts[1] + 1.5 * self.right("weapon", gold, coded) + 0.5 * self.right("target", gold, coded)
        for slot in ("killed", "munitions"):
            score += 0.5 * (gold.slots[slot] is not None and self.right(slot, gold, coded))
        return score - 0.25 * (gold.background != coded.background)

    def pairs(self, gold: Sequence[Telling], coded: Sequence[Telling]) -> dict[int, int]:
        """Return coded index by gold index: one to one, the likeliest pair first, earlier reports first on a tie."""
        scored = ((self.likeness(g, c), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded))
        ranked = sorted((-score, i, j) for score, i, j in scored if score is not None and score >= ENOUGH)
        found: dict[int, int] = {}
        for _, i, j in ranked:
            if i not in found and j not in found.values():
                found[i] = j
        return found

    def _vague(self, place_id: str | None) -> bool:
        place = self.book.places.get(place_id or "")
        return place_id is None or (place is not None and place.where_prec >= VAGUE_PREC)

    def _time(self, gold: Telling, coded: Telling) -> float | None:
        if gold.start and coded.start:
            slack = timedelta(days=1)
            if coded.start > (gold.end or gold.start) + slack or (coded.end or coded.start) < gold.start - slack:
                return None
            return 2.0 if (gold.start, gold.end) == (coded.start, coded.end) else 1.0
        return 1.0 if not gold.start and not coded.start else 0.0

    def _place(self, gold: Telling, coded: Telling) -> float | None:
        place, country = coded.slots["place_id"], coded.slots["country"]
        if place and place in (gold.slots["place_id"], *gold.accept.get("place_id", [])):
            return 2.0
        if gold.admin1 and coded.admin1:
            return 1.0 if gold.admin1 == coded.admin1 else None
        if gold.slots["country"] and country and gold.slots["country"] != country:
            return None
        return 0.5


def _right_date(gold: Telling, coded: Telling) -> bool:
    got: tuple[Any, Any] = (coded.start, coded.end)
    starts, ends = gold.accept.get("date_start", []), gold.accept.get("date_end", [])
    if got == (gold.start, gold.end) or got in gold.accept.get("date", []):
        return True
    if None in starts and got == (None, None):
        return True
    return bool(starts or ends) and got[0] in _days(gold.start, starts) and got[1] in _days(gold.end, ends)


def _days(first: Any, others: Iterable[str | None]) -> set[Any]:
    return {first, *map(day, others)}
