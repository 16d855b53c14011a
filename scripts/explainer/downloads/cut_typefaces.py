"""A typeface cut down to some of its letters, in one weight, as a TrueType file: the form that every format can hold.

It keeps its name, so that files can name it, and its licence, which has to come with it.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

_CHINESE = "Noto Sans CJK SC"
"""The one of several typefaces in a file that is taken."""
_EMOJI = "Noto Emoji"
"""Its spaces are as wide as its signs, and Pango takes those between signs."""
_BESIDE = frozenset(map(ord, " \u00a0\u2009\u202f.,'’-"))
"""What may stand between words of one script is taken from their typeface if it has it."""
_FAMILY, _NOTICES = (16, 1), (0, 13, 14)
"""Numbers of names: the family, and the copyright, licence and its address."""
_WINDOWS = 3, 1, 0x409
_REGULAR, _BOLD = 0x40, 0x20
"""What the tables of a typeface call its style."""
_MOST_OFF = 1.0
"""How far, in units of the design, a curve may be from the one that it replaces."""


def letters_and_name(file: Path) -> tuple[frozenset[int], str]:
    """Return the letters that a typeface has, and its name."""
    typeface = _opened(file)
    return frozenset(typeface.getBestCmap()), _name(typeface)


@lru_cache(maxsize=64)
def cut_down(file: Path, letters: frozenset[int], weight: int) -> bytes:
    """Return a variable typeface with some of its letters alone, in one weight. The same letters give the same
    bytes."""
    typeface = _opened(file)
    name, notices = _name(typeface), _notices(typeface)
    letters |= _BESIDE & frozenset(typeface.getBestCmap())
    cut = (_with_curves_replaced if "CFF2" in typeface else _with_shaping)(typeface, letters, weight)
    _describe(cut, name, weight, notices)
    if name == _EMOJI:
        _narrow_spaces(cut)
    out = io.BytesIO()
    cut.recalcTimestamp = False
    cut.save(out)
    return out.getvalue()


def _opened(file: Path) -> Any:
    from fontTools.ttLib import TTCollection, TTFont

    content = io.BytesIO(file.read_bytes())
    if file.suffix == ".ttf":
        return TTFont(content, lazy=True)
    return next(each for each in TTCollection(content, lazy=True) if _name(each) == _CHINESE)


def _name(typeface: Any) -> str:
    return next(str(name) for number in _FAMILY if (name := typeface["name"].getDebugName(number)))


def _notices(typeface: Any) -> dict[int, str]:
    return {number: text for number in _NOTICES if (text := typeface["name"].getDebugName(number))}


def _with_shaping(typeface: Any, letters: frozenset[int], weight: int) -> Any:
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(typeface)
    return instantiateVariableFont(typeface, {"wght": weight})


def _with_curves_replaced(typeface: Any, letters: frozenset[int], weight: int) -> Any:
    """Return a typeface with the outlines of letters that need no shaping. Few formats can hold the curves they come
    with, and none their variations."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, names = typeface.getGlyphSet(location={"wght": weight}), typeface.getBestCmap()
    order = list(dict.fromkeys([".notdef", *(names[letter] for letter in sorted(letters))]))
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, _MOST_OFF, reverse_direction=True))
        drawn[name] = pen.glyph()
    head, metrics = typeface["hhea"], typeface["OS/2"]
    made = FontBuilder(typeface["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap({letter: names[letter] for letter in letters})
    made.setupGlyf(drawn)
    bearings = {name: getattr(each, "xMin", 0) for name, each in drawn.items()}
    made.setupHorizontalMetrics({name: (round(glyphs[name].width), bearings[name]) for name in order})
    made.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    made.setupNameTable({})
    made.setupOS2(
        sTypoAscender=metrics.sTypoAscender, sTypoDescender=metrics.sTypoDescender,
        usWinAscent=metrics.usWinAscent, usWinDescent=metrics.usWinDescent,
    )  # fmt: skip
    made.setupPost()
    # Otherwise the time at which this runs.
    made.updateHead(created=typeface["head"].created, modified=typeface["head"].modified)
    return made.font


def _describe(typeface: Any, family: str, weight: int, notices: dict[int, str]) -> None:
    """Give a typeface its names and style, its notices, and leave to be held in any document."""
    style, is_bold = ("Bold", True) if weight > 400 else ("Regular", False)
    whole, in_print = f"{family} {style}", f"{family.replace(' ', '')}-{style}"
    names = notices | {1: family, 2: style, 3: whole, 4: whole, 5: "Version 1.0", 6: in_print}
    typeface["name"].names = []
    for number, text in sorted(names.items()):
        typeface["name"].setName(text, number, *_WINDOWS)
    about = typeface["OS/2"]
    about.fsType, about.usWeightClass, about.fsSelection = 0, weight, _BOLD if is_bold else _REGULAR
    typeface["head"].macStyle = int(is_bold)


def _narrow_spaces(typeface: Any) -> None:
    for letter, name in typeface.getBestCmap().items():
        if letter in _BESIDE:
            typeface["hmtx"][name] = (typeface["head"].unitsPerEm // 4, 0)
