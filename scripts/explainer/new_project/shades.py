"""Shades of a project's two colours that can be read on paper, in the dark and by readers who need more contrast."""

from __future__ import annotations

import re

from explainer.core.problems import COMMAND, refuse

Pair = tuple[str, str]
"""Two colours as `#rrggbb`: one for links, and one for warnings and marks."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WHITE, _BLACK = "#ffffff", "#000000"
_DARK_PAPER = "#181715"
READABLE = 4.5
"""The contrast that WCAG 2.2 asks of words at level AA; `WELL_READABLE` is that of level AAA."""
WELL_READABLE = 7.0
_MOST_CONTRAST = 10.0
_STEPS = 50


def two_colours(given: str) -> Pair:
    """Read two colours, `#1d4e6b,#8a3b12`; raise Refused if they are not two, or if white words are hard to read on
    one of them."""
    colours = [each.strip().lower() for each in given.split(",")]
    if len(colours) != 2 or not all(_COLOUR.fullmatch(each) for each in colours):
        raise refuse(COMMAND, "--colours", f"The colours must be two, with a comma between them: {given!r}.", _EXAMPLE)
    pale = [each for each in colours if contrast(each, _WHITE) < READABLE]
    if pale:
        raise refuse(
            COMMAND, "--colours", f"White words are hard to read on {' and '.join(pale)}.", "Take darker ones."
        )
    return colours[0], colours[1]


_EXAMPLE = 'Write, for example: --colours "#1d4e6b,#8a3b12"'


def in_the_dark(pair: Pair) -> Pair:
    """Return lighter shades, which can be read on dark paper."""
    return _towards(pair, _WHITE, _DARK_PAPER, WELL_READABLE)


def in_contrast(pair: Pair) -> Pair:
    """Return darker shades, for readers who ask for more contrast."""
    return _towards(pair, _BLACK, _WHITE, _MOST_CONTRAST)


def in_dark_contrast(pair: Pair) -> Pair:
    """Return the lightest shades, for readers who ask for more contrast in the dark."""
    return _towards(pair, _WHITE, _BLACK, _MOST_CONTRAST)


def _towards(pair: Pair, end: str, ground: str, least: float) -> Pair:
    first, second = (_shade(each, end, ground, least) for each in pair)
    return first, second


def _shade(colour: str, end: str, ground: str, least: float) -> str:
    """Return the shade nearest to a colour, on the way to black or white, that has a contrast to the ground."""
    for step in range(_STEPS + 1):
        shares = zip(_parts(colour), _parts(end), strict=True)
        mixed = "#" + "".join(f"{round(own + (other - own) * step / _STEPS):02x}" for own, other in shares)
        if contrast(mixed, ground) >= least:
            return mixed
    return end


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> list[float]:
    return [part / 255 for part in _parts(colour)]


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
