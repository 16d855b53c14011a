"""Borders from a TopoJSON file: its arcs, which neighbours share, simplified once and joined to rings."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Line = list[Point]
Project = Callable[[Point], Point]


def arcs_of(topology: dict[str, Any], project: Project) -> list[Line]:
    """Return the arcs of a topology, each point projected from longitude and latitude."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append(project((x * scale_x + left, y * scale_y + low)))
        arcs.append(line)
    return arcs


def simplified(line: Line, least: float) -> Line:
    """Return a line without the points whose triangle with their neighbours is smaller than an area (Visvalingam).

    The ends stay, so that borders that share an arc still meet.
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    waiting = [(_triangle(line[at - 1], line[at], line[at + 1]), at) for at in range(1, len(line) - 1)]
    current = {at: area for area, at in waiting}
    heapq.heapify(waiting)
    gone: set[int] = set()
    while waiting and waiting[0][0] < least:
        area, at = heapq.heappop(waiting)
        if at in gone or current[at] != area:
            continue
        gone.add(at)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for side in (left, right):
            if 0 < side < len(line) - 1:
                # A point never becomes less important than the one that was just dropped beside it.
                current[side] = max(area, _triangle(line[before[side]], line[side], line[after[side]]))
                heapq.heappush(waiting, (current[side], side))
    return [point for at, point in enumerate(line) if at not in gone]


def _triangle(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def rings_of(geometry: dict[str, Any], arcs: Sequence[Line]) -> Iterator[Line]:
    """Yield the outer and inner rings of a geometry, each closed by its first point."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            line: Line = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                line += arc[1:] if line else arc
            yield line


def clipped(ring: Line, width: float, height: float) -> Line:
    """Return the part of a ring inside a box that begins at the origin (Sutherland and Hodgman)."""
    for axis, limit, is_upper in ((0, 0.0, False), (0, width, True), (1, 0.0, False), (1, height, True)):
        ring = list(_cut(ring, axis, limit, is_upper))
    return ring


def _cut(ring: Line, axis: int, limit: float, is_upper: bool) -> Iterator[Point]:
    for one, other in zip(ring[-1:] + ring[:-1], ring, strict=True):
        ins = [(point[axis] <= limit) if is_upper else (point[axis] >= limit) for point in (one, other)]
        if ins[0] != ins[1]:
            part = (limit - one[axis]) / (other[axis] - one[axis])
            yield one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])
        if ins[1]:
            yield other


def size_of(ring: Line) -> float:
    """Return the area of a ring."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2


def middle_of(ring: Line) -> Point:
    """Return the centre of gravity of a ring."""
    total = x = y = 0.0
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = one[0] * other[1] - other[0] * one[1]
        total, x, y = total + cross, x + (one[0] + other[0]) * cross, y + (one[1] + other[1]) * cross
    return (x / (3 * total), y / (3 * total)) if total else ring[0]


def mercator_like(left: float, top: float, latitude: float, scale: float) -> Project:
    """Return a projection with true shapes at one latitude: longitudes shrink by its cosine."""
    shrink = math.cos(math.radians(latitude))
    return lambda point: ((point[0] - left) * shrink * scale, (top - point[1]) * scale)


def as_path(rings: Sequence[Line]) -> str:
    """Return rings as the path of a drawing, in tenths of a pixel with steps from point to point."""
    parts: list[str] = []
    for ring in rings:
        points = [(round(x * 10), round(y * 10)) for x, y in ring]
        steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (a, b) != (x, y)]
        if len(steps) > 2:
            line = " ".join(f"{x} {y}" for x, y in steps[:-1])
            parts.append(f"M{points[0][0]} {points[0][1]}l{line}z".replace(" -", "-"))
    return "".join(parts)
