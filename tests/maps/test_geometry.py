"""How outlines for maps are made: shared borders stay shared, and what is small goes first."""

from __future__ import annotations

import importlib.util
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REAL_ROOT

_SPEC = importlib.util.spec_from_file_location("geometry", REAL_ROOT / "scripts" / "map" / "geometry.py")
assert _SPEC is not None
assert _SPEC.loader is not None
geometry = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(geometry)

POINTS = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=30)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]


@given(POINTS, st.floats(0, 50))
def test_a_simplified_line_keeps_its_ends_and_only_points_that_it_had(
    line: list[tuple[float, float]], least: float
) -> None:
    kept = geometry.simplified(line, least)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in kept)


def test_what_is_smaller_than_the_limit_goes_and_what_is_larger_stays() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (15.0, 9.0), (20.0, 0.0)]
    assert geometry.simplified(line, 2) == [(0.0, 0.0), (10.0, 0.0), (15.0, 9.0), (20.0, 0.0)]


def test_rings_are_joined_from_arcs_and_reversed_arcs() -> None:
    arcs = [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)]]
    (ring,) = geometry.rings_of({"type": "Polygon", "arcs": [[0, ~1]]}, arcs)
    assert ring == [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]


def test_a_ring_is_clipped_to_its_box() -> None:
    assert geometry.size_of(geometry.clipped(SQUARE, 4, 5)) == pytest.approx(20)
    assert geometry.clipped([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], 10, 10) == []


def test_the_middle_and_the_path_of_a_ring() -> None:
    assert geometry.middle_of(SQUARE) == pytest.approx((5, 5))
    path = geometry.as_path([SQUARE])
    assert path == "M0 0l100 0 0 100-100 0z"
    assert re.fullmatch(r"[MLlz0-9 .-]+", path)
