"""Typefaces from pinned packages.

Two have the letters of Latin; PDFs are set in them. Letters that they lack come from Noto, in every download that can
hold a typeface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.cut_typefaces import cut_down, letters_and_name
from explainer.render.languages import in_pieces

PACKAGES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
CUTS = {"Regular": (400, "normal"), "It": (400, "italic"), "Semibold": (600, "normal"), "Bold": (700, "normal")}
REGULAR, BOLD = 400, 700
_NOTO, _CHINESE = ("manimgx_fonts", "Noto*.ttf"), ("manimgx_fonts_cjk", "Noto*.ttc")
_COMMON = frozenset((*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "‘’“”–—…")))
"""Letters that both typefaces have, so that neither need be opened for most documents."""
_HINT = "Run `make downloads`, which installs the pinned typeface packages."


@dataclass(frozen=True)
class Face:
    """A typeface of Noto, and the letters to take from it."""

    name: str
    file: Path
    letters: frozenset[int]

    def content(self, weight: int) -> bytes:
        """Return these letters in a weight as a TrueType file; the same letters give the same bytes."""
        return cut_down(self.file, self.letters, weight)


class Piece(NamedTuple):
    """A piece of a text, with its language ("" for the text's own, SIGN for signs) and the typeface to set it in."""

    text: str
    language: str
    face: Face | None


def further_faces(text: str) -> tuple[Face, ...]:
    """Return the typefaces for the letters of a text that the two typefaces lack.

    Raise Refused if a file or a package is missing; none is looked for if they lack nothing.
    """
    lacking = _lacking(text)
    found: list[Face] = []
    for package in (_NOTO, _CHINESE):
        # The largest file is opened only if it must be.
        for name, file, letters in _further_files(*package) if lacking else ():
            if lacking & letters:
                found.append(Face(name, file, lacking & letters))
                lacking -= letters
    return tuple(found)


def in_faces(text: str, faces: Sequence[Face]) -> Iterator[Piece]:
    """Yield a text in pieces of one language and, as a rule, one typeface."""
    for piece, language in in_pieces(text, letters_of(faces)):
        letters = {*map(ord, piece)} if language else set()
        yield Piece(piece, language, next((face for face in faces if face.letters & letters), None))


def letters_of(faces: Iterable[Face]) -> frozenset[int]:
    """Return the letters that are taken from any of the typefaces."""
    return frozenset().union(*(face.letters for face in faces))


def letters_at_hand() -> frozenset[int]:
    """Return every letter that can be printed."""
    further = (letters for _, _, letters in [*_further_files(*_NOTO), *_further_files(*_CHINESE)])
    return _own_letters().union(*further)


def file_of(family: str, cut: str) -> Path:
    """Return the file of one of the two typefaces in a cut; raise Refused if it is missing."""
    file = _folder(PACKAGES[family]) / "files" / f"{family.replace(' ', '')}-{cut}.ttf"
    if not file.is_file():
        raise refuse(SYSTEM, file.name, f"The typeface {family} ({cut}) is missing.", _HINT)
    return file


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise refuse(SYSTEM, package, f"The typeface package {package.replace('_', '-')} is not installed.", _HINT)
    return Path(spec.origin).parent


@lru_cache(maxsize=1)
def _own_letters() -> frozenset[int]:
    """Return the letters that one of the two typefaces has in one cut: each is the next choice of the other."""
    files = (file_of(family, cut) for family in PACKAGES for cut in CUTS)
    return frozenset().union(*(letters_and_name(file)[0] for file in files))


def _lacking(text: str) -> frozenset[int]:
    letters = {ord(letter) for letter in {*text} if not letter.isspace()} - _COMMON
    return frozenset(letters - _own_letters()) if letters else frozenset()


@lru_cache(maxsize=2)
def _further_files(package: str, pattern: str) -> list[tuple[str, Path, frozenset[int]]]:
    # Emoji come first, because Pango looks for a sign that is one among the typefaces of emoji alone.
    files = sorted(file for file in _folder(package).glob(pattern) if "Italic" not in file.name)
    return [(name, file, letters) for file in files for letters, name in [letters_and_name(file)]]
