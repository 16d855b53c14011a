"""Where the outlines, signs and names of a map stand on a slide, independent of any file format.

The names are in the type of slides, so they need more room than on a page: those of areas and cities stand at their
place, those of neighbours beside the map, as high as they overlap no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.core.vocabulary import MapSign
from explainer.downloads.teaching.slide import BOLD, LINE, ROOM, SMALLEST, MapShown
from explainer.records.evidence import Evidence
from explainer.records.map_records import MapPlace, Outlines

_WIDEST = 5.6
"""The most inches of a slide that a map takes, because what is said stands beside it."""
NAME, BESIDE, RING, SQUARE = SMALLEST * LINE / 72, 0.12, 0.11, 0.14
"""Inches: the height of a name, from a sign to the name beside it, from the middle of a ring to its edge, and across
the square of a city."""
_SCALES = [each / 10_000 for each in range(400, 20, -2)]
_STEPS = (0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1, -1.25, 1.25)
"""By how many heights of itself a name may be moved."""
_CLOSED_LINE = re.compile(r"M(-?\d+) (-?\d+)l([^Mz]*)z?")
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Name:
    """The name of a place and its box on the slide, in inches from where the map begins."""

    place: MapPlace
    left: float
    top: float
    width: float

    def overlaps(self, other: Name) -> bool:
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and abs(self.top - other.top) < NAME


@dataclass(frozen=True)
class Layout:
    """A map as it stands on a slide: inches for each unit of its outlines, its size in inches, and how far its outlines
    are moved to make room for names; its names, and its signs by place."""

    scale: float
    width: float
    height: float
    moved: tuple[float, float]
    names: tuple[Name, ...]
    signs: dict[str, set[MapSign]]


def laid_out(evidence: Evidence, outlines: Outlines, shown: MapShown) -> Layout:
    """Return a map as large as fits, with the names of the places that are marked, and of the neighbours beside it."""
    marks = evidence.maps[shown.name].marks
    signs: dict[str, set[MapSign]] = {}
    for mark in marks if shown.mark is None else [marks[shown.mark]]:
        for key in mark.places:
            signs.setdefault(key, set()).add(mark.sign)
    for scale in _SCALES:
        names = _names(evidence, outlines, signs, scale)
        width, height = float(outlines.width) * scale, float(outlines.height) * scale
        left, top = min([0, *(each.left for each in names)]), min([0, *(each.top for each in names)])
        right = max([width, *(each.left + each.width for each in names)])
        bottom = max([height, *(each.top + NAME for each in names)])
        if right - left <= _WIDEST and bottom - top <= ROOM[1]:
            break
    return Layout(scale, right - left, bottom - top, (-left, -top), names, signs)


def _names(evidence: Evidence, outlines: Outlines, signs: dict[str, set[MapSign]], scale: float) -> tuple[Name, ...]:
    named = [(key, place) for key, place in evidence.places.items() if place.label != "none"]
    inside: list[Name] = []
    for key, place in named:
        if key in signs:
            inside.append(_free(_at_its_place(outlines, signs[key], key, place, scale), inside))
    beside: list[Name] = []
    for key, place in named:
        if place.kind == "neighbour":
            beside.append(_free(_beside(outlines, key, place, scale, inside), beside))
    return (*inside, *beside)


def _width(place: MapPlace) -> float:
    return len(place.name) * SMALLEST * BOLD / 72


def _at_its_place(outlines: Outlines, signs: set[MapSign], key: str, place: MapPlace, scale: float) -> Name:
    x, y = middle_of(outlines, key, place, scale)
    width = _width(place)
    first, last = (x, x) if place.kind == "city" else _ends(outlines.areas[key].path, scale)
    if signs & {"ringed", "pointed"}:
        first, last = min(first, x - RING), max(last, x + RING)
    left = {"left": first - BESIDE / 2 - width, "right": last + BESIDE / 2}.get(place.label, x - width / 2)
    return Name(place, left, y - NAME / 2, width)


def _beside(outlines: Outlines, key: str, place: MapPlace, scale: float, inside: list[Name]) -> Name:
    """Return the name of a neighbour beside the map, on the side where it lies, and beside names at the same height."""
    x, y = middle_of(outlines, key, place, scale)
    width, edge, top = _width(place), float(outlines.width) * scale, y - NAME / 2
    near = [each for each in inside if abs(each.top - top) < NAME]
    if x < edge / 2:
        return Name(place, min([0, *(each.left for each in near)]) - BESIDE - width, top, width)
    return Name(place, max([edge, *(each.left + each.width for each in near)]) + BESIDE, top, width)


def _ends(path: str, scale: float) -> tuple[float, float]:
    """Return where an outline begins at the left and ends at the right, in inches."""
    across = [x * scale / 10 for ring in rings_of(path) for x, _ in ring]
    return min(across), max(across)


def _free(name: Name, others: list[Name]) -> Name:
    """Return a name at the place nearest to its own where it overlaps no other, or at its own if there is none."""
    moved = [Name(name.place, name.left, name.top + step * NAME, name.width) for step in _STEPS]
    return next((each for each in moved if not any(map(each.overlaps, others))), name)


def middle_of(outlines: Outlines, key: str, place: MapPlace, scale: float) -> tuple[float, float]:
    """Return where the middle of a place lies, in inches."""
    if place.kind == "city":
        x, y = outlines.cities[key]
    else:
        x, y = (outlines.areas if place.kind == "area" else outlines.neighbours)[key].middle
    return float(x) * scale, float(y) * scale


def paths_of(outlines: Outlines, signs: dict[str, set[MapSign]]) -> Iterator[tuple[str, str]]:
    """Yield every outline with its kind. What is shaded comes last, because its edge is drawn over its neighbours."""
    yield from (("neighbour", each.path) for each in outlines.neighbours.values())
    yield "area", outlines.others
    shaded = {key for key, given in signs.items() if "shaded" in given}
    yield from (("area", each.path) for key, each in outlines.areas.items() if key not in shaded)
    yield from (("shaded", each.path) for key, each in outlines.areas.items() if key in shaded)


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """Return the closed lines of an outline as points, in tenths of a unit."""
    rings = []
    for x, y, steps in _CLOSED_LINE.findall(path):
        at = int(x), int(y)
        ring = [at]
        numbers = [int(each) for each in _NUMBER.findall(steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = at[0] + dx, at[1] + dy
            ring.append(at)
        rings.append(ring)
    return rings
