"""The typefaces of printed pages: files from pinned packages, as rules of a style sheet.

Two typefaces have the letters of Latin. Letters that they lack come from Noto, cut down to those that a document has.
"""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from explainer.core.problems import SYSTEM, refuse

_PACKAGES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
_CUTS = {"Regular": (400, "normal"), "It": (400, "italic"), "Semibold": (600, "normal"), "Bold": (700, "normal")}
_NOTO, _CHINESE = ("manimgx_fonts", "Noto*.ttf"), ("manimgx_fonts_cjk", "Noto*.ttc")
_NAME_OF_CHINESE = "Noto Sans CJK SC"
_WEIGHTS = (400, 700)
_SPACES = frozenset((0x20, 0xA0, 0x2009, 0x202F))
"""A space between words of one script is taken from their typeface."""


def typeface_rules(text: str = "") -> str:
    """Return the style rules for every typeface and weight that a text is printed with.

    Raise Refused if a file or a package is missing.
    """
    own = (_rule(family, package, cut) for family, package in _PACKAGES.items() for cut in _CUTS)
    return "\n".join([*own, *_further_rules(_lacking(text))])


def with_further_typefaces(style: str, text: str) -> str:
    """Return a style sheet in which each typeface is followed by those that have the letters it lacks."""
    further = [_family(number) for number, _ in enumerate(_faces(_lacking(text)))]
    first, second = _PACKAGES
    stacks = {first: [first, second, *further], second: [second, first, *further]}
    return re.sub(
        "|".join(f'"{family}"' for family in _PACKAGES),
        lambda found: ", ".join(f'"{family}"' for family in stacks[found.group().strip('"')]),
        style,
    )


def letters_at_hand() -> frozenset[int]:
    """Return every letter that can be printed."""
    further = (letters for _, letters in [*_further_files(*_NOTO), *_further_files(*_CHINESE)])
    return _own_letters().union(*further)


def _rule(family: str, package: str, cut: str) -> str:
    weight, style = _CUTS[cut]
    return _face(family, weight, f'url("{_file(family, package, cut).as_uri()}")', style)


def _face(family: str, weight: int, source: str, style: str = "normal") -> str:
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: {source}; }}'


def _file(family: str, package: str, cut: str) -> Path:
    file = _folder(package) / "files" / f"{family.replace(' ', '')}-{cut}.ttf"
    if not file.is_file():
        raise refuse(SYSTEM, file.name, f"The typeface {family} ({cut}) is missing.", _HINT)
    return file


_HINT = "Run `make downloads`, which installs the pinned typeface packages."


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise refuse(SYSTEM, package, f"The typeface package {package.replace('_', '-')} is not installed.", _HINT)
    return Path(spec.origin).parent


@lru_cache(maxsize=1)
def _own_letters() -> frozenset[int]:
    """Return the letters that one of the two typefaces has in one cut: each is the next choice of the other."""
    files = (_file(family, package, cut) for family, package in _PACKAGES.items() for cut in _CUTS)
    return frozenset().union(*(_letters_of(_opened(file)) for file in files))


def _lacking(text: str) -> frozenset[int]:
    """Return the letters of a text that the two typefaces lack."""
    letters = {ord(letter) for letter in text if not letter.isspace()}
    return frozenset() if max(letters, default=0) < 0x7F else frozenset(letters - _own_letters())


def _opened(file: Path) -> Any:
    from fontTools.ttLib import TTCollection, TTFont

    content = io.BytesIO(file.read_bytes())
    if file.suffix == ".ttf":
        return TTFont(content, lazy=True)
    return next(each for each in TTCollection(content, lazy=True) if each["name"].getDebugName(1) == _NAME_OF_CHINESE)


def _letters_of(typeface: Any) -> frozenset[int]:
    return frozenset(typeface.getBestCmap())


@lru_cache(maxsize=2)
def _further_files(package: str, pattern: str) -> list[tuple[Path, frozenset[int]]]:
    # Emoji come first, because Pango looks for a sign that is one among the typefaces of emoji alone.
    files = sorted(file for file in _folder(package).glob(pattern) if "Italic" not in file.name)
    return [(file, _letters_of(_opened(file))) for file in files]


def _faces(lacking: frozenset[int]) -> list[tuple[Path, frozenset[int]]]:
    """Return the files that have letters, each with those to take from it. The largest is opened only if it must be."""
    found: list[tuple[Path, frozenset[int]]] = []
    for package in (_NOTO, _CHINESE):
        for file, letters in _further_files(*package) if lacking else ():
            if lacking & letters:
                found.append((file, lacking & letters))
                lacking -= letters
    return found


def _family(number: int) -> str:
    return f"Further {number + 1}"


def _further_rules(lacking: frozenset[int]) -> list[str]:
    return [
        _face(_family(number), weight, f'url("data:font/ttf;base64,{base64.b64encode(content).decode()}")')
        for number, (file, letters) in enumerate(_faces(lacking))
        for weight in _WEIGHTS
        for content in [cut_down(file, letters, weight)]
    ]


@lru_cache(maxsize=64)
def cut_down(file: Path, letters: frozenset[int], weight: int) -> bytes:
    """Return a typeface with some of its letters alone, in one weight. The same letters give the same bytes."""
    typeface = _opened(file)
    letters |= _SPACES & _letters_of(typeface)
    if "CFF2" in typeface:
        return _outlines_alone(typeface, letters, weight)
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(typeface)
    return _written(instantiateVariableFont(typeface, {"wght": weight}))


def _outlines_alone(typeface: Any, letters: frozenset[int], weight: int) -> bytes:
    """Return a typeface with the outlines of letters that need no shaping. No PDF can hold the form they come in."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    glyphs, names = typeface.getGlyphSet(location={"wght": weight}), typeface.getBestCmap()
    order = list(dict.fromkeys([".notdef", *(names[letter] for letter in sorted(letters))]))
    drawn = {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    head, metrics = typeface["hhea"], typeface["OS/2"]
    lines = {"ascent": head.ascent, "descent": head.descent}
    made = FontBuilder(typeface["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(order)
    made.setupCharacterMap({letter: names[letter] for letter in letters})
    made.setupCFF("Further", {"FullName": "Further"}, drawn, {})
    made.setupHorizontalMetrics({name: (glyphs[name].width, 0) for name in order})
    made.setupHorizontalHeader(**lines)
    made.setupNameTable({"familyName": "Further", "styleName": "Regular"})
    made.setupOS2(
        sTypoAscender=metrics.sTypoAscender, sTypoDescender=metrics.sTypoDescender,
        usWinAscent=metrics.usWinAscent, usWinDescent=metrics.usWinDescent, usWeightClass=weight,
    )  # fmt: skip
    made.setupPost()
    return _written(made.font)


def _written(typeface: Any) -> bytes:
    out = io.BytesIO()
    typeface.recalcTimestamp = False
    typeface.save(out)
    return out.getvalue()
