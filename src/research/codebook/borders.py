"""The lines of the map: countries, borders and governorates as GeoJSON features, and where each country's name stands."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from research.paths import CODEBOOK

Feature = dict[str, Any]
Box = tuple[float, float, float, float]  # degrees: west, south, east, north


@dataclass(frozen=True)
class Borders:
    """What a map is drawn with.

    Attributes:
        box: the edges of the map in degrees: west, south, east, north.
        features: GeoJSON features by `kind`: country, neighbour (areas), border, governorate (lines).
        labels: longitude and latitude of the label of each country that has one.
        source, licence: where the lines come from, and under which terms.
    """

    box: Box
    features: dict[str, list[Feature]]
    labels: dict[str, tuple[float, float]]
    source: str
    licence: str

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies within the edges."""
        west, south, east, north = self.box
        return west <= longitude <= east and south <= latitude <= north


@cache
def load() -> Borders:
    """Return the borders of the shipped codebook (borders.json, made by tools/borders.py of the countries in map.csv)."""
    drawn = json.loads((CODEBOOK / "borders.json").read_text(encoding="utf-8"))
    with (CODEBOOK / "map.csv").open(encoding="utf-8", newline="") as lines:
        labels = {row["country"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(lines) if row["label"]}
    features: dict[str, list[Feature]] = {}
    for one in drawn["features"]:
        features.setdefault(one["kind"], []).append(one)
    west, south, east, north = drawn["box"]
    return Borders((west, south, east, north), features, labels, drawn["source"], drawn["licence"])
