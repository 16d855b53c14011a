"""One slide, independent of any file format: what it shows, how much it holds, and how large its type is.

A slide holds one idea, in type that can be read from the back of a room.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

from explainer.render.languages import TALL, in_pieces

WIDTH, HEIGHT, MARGIN, TOP = 13.333, 7.5, 0.7, 1.65
"""The size of a slide in inches (16:9), its margin at the sides, and where what stands below its title begins."""
ROOM = WIDTH - 2 * MARGIN, HEIGHT - 2.4
"""The width and height in inches of what stands below the title."""
SMALLEST = 24
"""The smallest type on a slide in points, but for the foot, which nobody has to read in the room."""
MOST_CHARACTERS = 520
"""The most that a slide can hold in type of 24 points."""
_LEAST_SHARE = 0.5
"""What part of the fullest slide the emptiest of the same text is to hold."""
LINE, TALL_LINE, CHARACTER, BOLD, WIDE = 1.2, 1.8, 0.5, 0.56, 1.0
"""Parts of the size of type: the height of a line and of one with tall letters, the width of a character, of one in
bold and of a Chinese one."""
BELOW = 6
"""Points below a paragraph."""
_SENTENCE = re.compile(r"(?<=[.?!\]])\s+(?=[A-Z“])")


@dataclass(frozen=True)
class Box:
    """A body as a box: its name and what it is, lines on its ties, and the boxes inside it.

    A dashed box holds lines that contradict each other.
    """

    name: str
    what: str = ""
    lines: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    is_dashed: bool = False

    @property
    def heading(self) -> str:
        return f"{self.name}: {self.what}" if self.what else self.name


@dataclass(frozen=True)
class MapShown:
    """A map of the project by its name, with all its marks, or with one: the first is 0."""

    name: str
    mark: int | None = None


@dataclass(frozen=True)
class Slide:
    """One slide: `large` is a text to look at, `lines` are below it, `picture` is a drawing (SVG) with its description.

    In place of a picture, a slide can have a map beside its lines, boxes, or the rows of a table. `italics` are the
    phrases of the text that are printed in italics. `notes` are for the teacher only.
    """

    title: str
    lines: tuple[str, ...] = ()
    large: str = ""
    picture: str = ""
    map: MapShown | None = None
    boxes: tuple[Box, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    description: str = ""
    italics: tuple[str, ...] = ()
    notes: str = ""


def split(title: str, lines: Iterable[str], notes: str = "", italics: tuple[str, ...] = ()) -> Iterator[Slide]:
    """Return as many slides as the lines need, each about as full as the others.

    A line is split between its sentences if it is too long for a slide, or if a slide were left with hardly any text.
    """
    whole = [[piece] for line in lines for piece in _pieces(line)]
    parts = _balanced(whole)
    sizes = [_length(part) for part in parts]
    if len(parts) > 1 and min(sizes) < _LEAST_SHARE * max(sizes):
        parts = min(parts, _balanced([_SENTENCE.split(piece) for (piece,) in whole]), key=lambda made: _uneven(made))
    for part in parts:
        yield Slide(title, tuple(part), notes=notes, italics=italics)


def _uneven(parts: list[list[str]]) -> tuple[int, int]:
    """Return how many slides there are, and by how much the fullest holds more than the emptiest."""
    sizes = [_length(part) for part in parts]
    return len(parts), max(sizes) - min(sizes)


def _balanced(lines: list[list[str]]) -> list[list[str]]:
    """Return the lines of each slide: as few slides as hold the pieces of all lines, the fullest as empty as can be."""
    fewest = len(_filled(lines, MOST_CHARACTERS))
    limits = range(1, MOST_CHARACTERS + 1)
    least = bisect_left(limits, True, key=lambda limit: len(_filled(lines, limit)) <= fewest)
    return _filled(lines, limits[least]) if least < len(limits) else _filled(lines, MOST_CHARACTERS)


def _filled(lines: list[list[str]], limit: int) -> list[list[str]]:
    """Return the lines of each slide if none holds more characters than a limit, but for a piece that is longer."""
    made: list[list[str]] = []
    for pieces in lines:
        for number, piece in enumerate(pieces):
            if not made or _length(made[-1]) + len(piece) > limit:
                made.append([piece])
            elif number == 0:
                made[-1].append(piece)
            else:
                made[-1][-1] += f" {piece}"
    return made


def _length(lines: Iterable[str]) -> int:
    return sum(map(len, lines))


def _pieces(line: str) -> Iterator[str]:
    gathered = ""
    for sentence in _SENTENCE.split(line):
        if gathered and len(gathered) + len(sentence) > MOST_CHARACTERS:
            yield gathered
            gathered = ""
        gathered = f"{gathered} {sentence}".strip()
    if gathered:
        yield gathered


def height_of(lines: Sequence[str], size: int, width: float, character: float = CHARACTER) -> float:
    """Return about how high paragraphs are in type of a size, in inches, if they are broken at a width in inches."""
    heights = ((TALL_LINE if is_tall(line) else LINE) * size for line in lines)
    counts = (_broken(line, width * 72 / size, character) for line in lines)
    return sum(count * height + BELOW for count, height in zip(counts, heights, strict=True)) / 72


def _broken(line: str, width: float, character: float) -> int:
    """Return into how many lines a paragraph is broken at a width, given as a multiple of the size of type."""
    across = sum(WIDE if unicodedata.east_asian_width(each) in "WF" else character for each in line)
    return max(len(wrap(line, max(int(width / character), 1))), ceil(across / width), 1)


def is_tall(text: str) -> bool:
    """Return whether a text has letters that need higher lines."""
    return any(language in TALL for _, language in in_pieces(text))


def fitting(sizes: Sequence[int], lines: Sequence[str], width: float, height: float) -> int:
    """Return the first size of type in which paragraphs fit into a width and height in inches, or the last size."""
    return next((size for size in sizes if height_of(lines, size, width) <= height), sizes[-1])
