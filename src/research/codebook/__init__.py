"""The codebook: places, groups and word lists of one theatre, held as data in a folder of CSV and TOML files.

README.md in this folder says how to write another one. A folder holds `places.csv` and `groups.csv` at least;
`Codebook.lexicon(name)` reads `<name>.toml` beside them, or the package's own where the folder has none.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from research import paths
from research.codebook.geography import distance_km
from research.codebook.lexicons import read_lexicon
from research.codebook.rows import CodebookError, Group, Place, read_groups, read_places

__all__ = ["Codebook", "CodebookError", "Group", "Place", "load"]

# Most exact first: a site, a quarter, a town, a city, a governorate, an informal region, a country (ties: the order given).
EXACTNESS = {"base": 0, "embassy": 0, "airport": 0, "energy": 0, "crossing": 0, "district": 1, "town": 2, "city": 3,
             "governorate": 5, "country": 7}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Codebook:
    """Places and groups by their id, in the order of their files, and what follows from them."""

    folder: Path
    places: Mapping[str, Place]
    groups: Mapping[str, Group]

    def __reduce__(self) -> tuple[Any, ...]:
        return load, (self.folder,)  # so that a worker process reads and compiles it once, not once for each task

    def lexicon(self, name: str) -> dict[str, Any]:
        """Return the contents of `<name>.toml`: the folder's own, and below it, key by key, the package's.

        So a folder needs only the keys in which it differs. Files in lexicons.THEATRE speak of rows of one codebook: of them only the
        folder's own counts, and none is an empty one. The dict is shared: do not change it.

        Raises:
            CodebookError: the file is in neither, or is no TOML; the message names it and what mends it.
        """
        return read_lexicon(self.folder, name)

    def country_of(self, place_id: str | None) -> str | None:
        """Return the country of a place, or None for an unknown place or one without a country."""
        place = self.places.get(place_id or "")
        return place.country or None if place else None

    def contains(self, outer: str, inner: str) -> bool:
        """Tell whether the place `outer` holds the place `inner` (a place does not hold itself)."""
        return outer in self.around(inner)

    def around(self, place_id: str) -> frozenset[str]:
        """Return the ids of all places that hold `place_id`: those of its `within`, its governorate, its country."""
        return self._around.get(place_id, frozenset())

    def same(self, one: str, other: str) -> bool:
        """Tell whether two ids stand for the same point: equal, or the one named in the other's `same_as`."""
        return one == other or other in self.places[one].same_as or one in self.places[other].same_as

    def distance(self, one: str, other: str) -> float:
        """Return the distance between two places in kilometres, infinite where a point is unknown."""
        a, b = self.places[one], self.places[other]
        if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
            return math.inf
        return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)

    def most_exact(self, place_ids: Iterable[str]) -> str | None:
        """Return the most exact of some places: none that holds another of them, a site before a town, and so on; first on a tie."""
        known = [place_id for place_id in dict.fromkeys(place_ids) if place_id in self.places]
        inner = [one for one in known if not any(self.contains(one, other) for other in known)]
        return min(inner, key=self.exactness, default=None)

    def exactness(self, place_id: str) -> int:
        """Return how coarse a place is: 0 a site ... 7 a country; an area counts by its `where_prec`."""
        place = self.places[place_id]
        if place.kind == "area":
            return {1: 1, 2: 2, 3: 3}.get(place.where_prec, 6)
        return EXACTNESS[place.kind]

    def governorate_of(self, place_id: str) -> str | None:
        """Return the id of the governorate row that a city shares its name with, for "Erbil province" beside "Erbil"."""
        place = self.places[place_id]
        if place.kind == "governorate":
            return place_id
        row = self._governorates.get((place.country, place.admin1))
        if row is None or place.kind not in ("city", "town"):
            return None
        name = place.name.lower()
        named_so = name == place.admin1.lower() or any(f"{name} province" == alias.lower() for alias in self.places[row].aliases)
        return row if named_so else None

    @cached_property
    def _governorates(self) -> dict[tuple[str, str], str]:
        return {(p.country, p.admin1): p.place_id for p in self.places.values() if p.kind == "governorate" and p.admin1}

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {p.country: p.place_id for p in self.places.values() if p.kind == "country"}

    @cached_property
    def _around(self) -> dict[str, frozenset[str]]:
        return {place_id: frozenset(self._climb(place_id)) for place_id in self.places}

    def _climb(self, place_id: str) -> set[str]:
        found: set[str] = set()
        queue = [place_id]
        while queue:
            place = self.places[queue.pop()]
            above = [*place.within, self._governorates.get((place.country, place.admin1)), self._countries.get(place.country)]
            fresh = [one for one in above if one and one != place_id and one not in found and _wider(place, self.places[one])]
            found.update(fresh)
            queue.extend(fresh)
        return found


def _wider(place: Place, above: Place) -> bool:
    """Tell whether `above` may hold `place`: a country is in nothing, a governorate in no other governorate."""
    if place.kind == "country":
        return False
    return not (place.kind == "governorate" and above.kind == "governorate")


def load(folder: Path = paths.CODEBOOK) -> Codebook:
    """Return the codebook of `folder`, read once per process.

    Raises:
        CodebookError: a file is missing or broken; the message names the file, the row and what mends it.
    """
    return _load(Path(folder).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Codebook:
    places = read_places(folder / "places.csv")
    return Codebook(folder, places, read_groups(folder / "groups.csv"))
