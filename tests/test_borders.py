"""tools/borders.py: what it leaves out is small, what it keeps lies on the map, and what countries share stays shared."""

import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
SPEC = importlib.util.spec_from_file_location("borders_tool", ROOT / "tools" / "borders.py")
borders = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(borders)

WEST, SOUTH, EAST, NORTH = borders.BOX
POINTS = st.tuples(st.floats(WEST - 5, EAST + 5), st.floats(SOUTH - 5, NORTH + 5))


def inside(point):
    return WEST - 1e-9 <= point[0] <= EAST + 1e-9 and SOUTH - 1e-9 <= point[1] <= NORTH + 1e-9


@given(st.lists(POINTS, min_size=2, max_size=30))
def test_a_simpler_line_keeps_its_ends_and_passes_near_every_point(line):
    kept = borders.simpler(line)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for point in line:
        near = min(borders.distance(point, a, b) for a, b in pairwise(kept))
        assert near <= borders.TOLERANCE + 1e-9


@given(st.lists(POINTS, min_size=2, max_size=20))
def test_of_a_line_only_what_lies_on_the_map_is_kept(line):
    pieces = borders.cut_line(line)
    assert all(inside(point) for piece in pieces for point in piece)
    if all(inside(point) for point in line) and len(set(line)) == len(line):
        assert pieces == [line]


def test_a_country_over_the_edge_is_cut_along_it_and_runs_clockwise():
    wide = [(WEST - 3, SOUTH + 1), (WEST - 3, NORTH + 3), (WEST + 2, NORTH + 3), (WEST + 2, SOUTH + 1), (WEST - 3, SOUTH + 1)]
    for ring in (wide, wide[::-1]):
        cut = borders.cut_ring(ring[:-1])
        assert cut[0] == cut[-1] and all(inside(point) for point in cut)
        assert borders.area(cut[:-1]) == pytest.approx(-2 * (NORTH - SOUTH - 1))
        along = [x for x, y in cut if y == NORTH]
        assert max(b - a for a, b in pairwise(sorted(along))) <= borders.STEP + 1e-9
    assert borders.cut_ring([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]) == [], "far from the map"


def test_two_countries_share_their_border_point_for_point():
    arcs = [[[0, 0], [5, 1], [5, -1]], [[10, 0], [0, 10], [-10, 0], [0, -10]], [[10, 0], [0, -10], [-10, 0], [0, 10]]]
    lines = borders.arcs({"transform": {"scale": [0.1, 0.1], "translate": [40, 33]}, "arcs": arcs})
    north, south = borders.joined([0, 1], lines), borders.joined([~0, 2], lines)
    assert set(lines[0]) <= set(north) & set(south)
    assert borders.joined([~0], lines) == lines[0][::-1]
