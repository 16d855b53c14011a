"""Parts that drawings are made of: places on an axis of time, and labels that never overlap.

A drawing is as wide as the page lets it be, so what lies across is in per cent; what lies down is in pixels. A label is
broken into lines for the narrowest screen, and no two labels share a height: they stay apart at every width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal
from xml.etree.ElementTree import Element

from explainer.core.dates import EdtfDate
from explainer.render.elements import NO_BREAK_SPACE, el

NARROWEST = 268
"""Pixels across a drawing on a screen of 320: every label fits there."""
LINE, LETTER = 18, 7.8
"""Pixels from one line of text to the next, and across a letter of a wide typeface at most, on average."""
_LEAST_ROOM, _FEWEST_LETTERS = 160, 8
"""Pixels for which a label rather runs across other marks than be broken into more lines, and letters of a line."""
_YEAR_APART = 0.19
"""The least part of the axis between the word at its start and a year."""


def percent(part: float) -> str:
    """Return a part of the width, from 0 to 1, as a length."""
    return f"{round(100 * part, 2):g}%"


@dataclass(frozen=True)
class Axis:
    """An axis of time, with a margin at both ends so that no mark is cut off."""

    first: date
    last: date
    margin: float = 0.02

    def at(self, day: date) -> float:
        """Return where a day lies, as a part of the width."""
        span = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / span, 0.0), 1.0)
        return self.margin + part * (1 - 2 * self.margin)

    def of(self, when: EdtfDate) -> float:
        """Return where a date lies: in the middle of a day or month, at the start of anything longer."""
        is_short = when.start.month is not None and when.end is None and not when.is_open
        days = when.first.toordinal(), when.last.toordinal()
        return self.at(date.fromordinal(sum(days) // 2) if is_short else when.first)


def axis_line(axis: Axis, start: str, y: int) -> list[Element]:
    """Return the axis as a line at a height, with the word for its start and the years below it."""
    line = el("line", {"class": "axis", "x1": "0", "x2": "100%", "y1": str(y), "y2": str(y)})
    parts = [line, el("text", {"class": "tick", "x": "0", "y": str(y + LINE)}, start)]
    for year in range(axis.first.year + 1, axis.last.year + 1):
        at = axis.at(date(year, 1, 1))
        mark = {"class": "axis", "x1": percent(at), "x2": percent(at), "y1": str(y), "y2": str(y + 4)}
        parts.append(el("line", mark))
        if _YEAR_APART < at < 1 - _YEAR_APART / 2:
            place = {"class": "tick", "x": percent(at), "y": str(y + LINE), "text-anchor": "middle"}
            parts.append(el("text", place, str(year)))
    return parts


Anchor = Literal["start", "end"]


@dataclass(frozen=True)
class Label:
    """Lines of text beside a mark, each with its class. `x` is a part of the width, `shift` pixels from the mark."""

    x: float
    lines: tuple[tuple[str, str], ...]
    anchor: Anchor = "start"
    shift: int = 0

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + 6

    def drawn(self, top: float) -> list[Element]:
        """Return the lines as text, from a height downwards."""
        found: list[Element] = []
        for number, (kind, line) in enumerate(self.lines):
            place = {"x": percent(self.x), "y": f"{top + LINE * number + LINE - 4:g}"}
            place |= {"dx": str(self.shift)} if self.shift else {}
            place |= {"text-anchor": "end"} if self.anchor == "end" else {}
            found.append(el("text", {"class": kind, **place}, line))
        return found


def label_beside(
    x: float,
    amount: str,
    who: str,
    limits: tuple[float, float] = (0.0, 1.0),
    walls: tuple[float, float] = (0.0, 1.0),
    shift: int = 8,
) -> Label:
    """Return a label on the side of a mark where the drawing is wider, broken to fit before a limit on that side.

    Limits and walls are parts of the width, at the left and at the right. A label never crosses a wall, but may run
    across a limit that leaves it hardly any room.
    """
    is_right = x < 1 / 2
    free, whole = (limits[1] - x, walls[1] - x) if is_right else (x - limits[0], x - walls[0])
    room = min(max(free * NARROWEST - shift, _LEAST_ROOM), whole * NARROWEST - shift)
    letters = max(int(room / LETTER), _FEWEST_LETTERS)
    lines = tuple((kind, line) for kind, text in (("amount", amount), ("who", who)) for line in _broken(text, letters))
    return Label(x, lines, "start", shift) if is_right else Label(x, lines, "end", -shift)


def _broken(text: str, letters: int) -> list[str]:
    """Return the lines of a text. What no-break spaces keep together is parted at the last one, if it must be."""
    words = text.split(" ")
    parted = (" ".join(word.rsplit(NO_BREAK_SPACE, 1)) if len(word) > letters else word for word in words)
    return wrap(" ".join(parted), letters, break_long_words=False, break_on_hyphens=False)


def stacked(labels: Sequence[Label], tops: Sequence[float], floor: float) -> list[float]:
    """Return the heights of labels, in their order downwards, each as near as possible to the one it asks for.

    No label begins before the one above it ends, and none reaches below the floor.
    """
    placed: list[float] = []
    above = 0.0
    for label, top in zip(labels, tops, strict=True):
        placed.append(max(top, above))
        above = placed[-1] + label.height
    for at in reversed(range(len(placed))):
        below = placed[at + 1] if at + 1 < len(placed) else floor
        placed[at] = min(placed[at], below - labels[at].height)
    return placed


def heading(text: str, top: float = 0) -> tuple[list[Element], float]:
    """Return a heading across the drawing, from a height downwards, and the height at which it ends."""
    return text_across("panel", text, top)


def text_across(kind: str, text: str, top: float) -> tuple[list[Element], float]:
    """Return a text of a class across the drawing, from a height downwards, and the height at which it ends."""
    lines = wrap(text, int(NARROWEST / LETTER))
    places = [{"class": kind, "x": "0", "y": f"{top + LINE * number - 4:g}"} for number in range(1, len(lines) + 1)]
    return [el("text", place, line) for place, line in zip(places, lines, strict=True)], top + LINE * len(lines)
