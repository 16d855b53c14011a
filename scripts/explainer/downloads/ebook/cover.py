"""The cover of the EPUB as a PNG picture, because some shops and e-readers show no other as a thumbnail.

Pillow draws it, with the font that it includes, or with pinned typefaces where this lacks letters.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw, ImageFont

from explainer.downloads.book import Book
from explainer.downloads.colours import colours_of
from explainer.downloads.typefaces import REGULAR, Face, file_of, further_faces, in_faces, letters_of
from explainer.render.picture_letters import can_write

WIDTH, HEIGHT = 1000, 1500
_EDGE, _TOP, _BAND = 90, 220, 310
_TITLE, _SUBTITLE, _EDITION, _SMALLEST = 150, 46, 34, 20
_TITLE_LINES, _SUBTITLE_LINES = 4, 10
_OTHER = "Source Sans Pro", "Regular"
"""What a text is written in that has more letters than those of English."""
_SHADES = 64
"""How many colours the picture has: enough for smooth letters on two grounds."""


def cover_picture(book: Book) -> bytes:
    """Return the cover as PNG: title, subtitle, version and date; the same book gives the same bytes."""
    ground, beside = book.identity.colours
    paper = colours_of(book.edition.project)["paper"]
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=beside)
    below = _write(draw, _TOP, book.title, _TITLE, _TITLE_LINES, paper)
    _write(draw, below + 60, book.subtitle, _SUBTITLE, _SUBTITLE_LINES, paper)
    _write(draw, HEIGHT - _BAND + 120, book.label, _EDITION, 2, paper)
    out = io.BytesIO()
    image.quantize(_SHADES, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


class _Type:
    """Type of a size, from several typefaces."""

    def __init__(self, faces: Sequence[Face], size: int, is_plain: bool) -> None:
        self._own = ImageFont.load_default(size) if is_plain else ImageFont.truetype(file_of(*_OTHER), size)
        self._size, self._faces = size, faces
        self._further = {face: ImageFont.truetype(io.BytesIO(face.content(REGULAR)), size) for face in faces}
        # Other scripts rise higher and reach lower than Latin.
        self.line = size * 9 // 5 if faces else size * 5 // 4

    def width(self, text: str) -> float:
        return sum(font.getlength(piece) for piece, font in self._set(text))

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: str) -> None:
        left, top = at
        baseline = top + self._size if self._faces else top
        for piece, font in self._set(text):
            draw.text((left, baseline), piece, font=font, fill=colour, anchor="ls" if self._faces else "la")
            left += font.getlength(piece)

    def _set(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont | ImageFont.ImageFont]]:
        for piece in in_faces(text, self._faces):
            yield piece.text, self._further[piece.face] if piece.face else self._own


def _write(draw: ImageDraw.ImageDraw, top: int, text: str, largest: int, most_lines: int, colour: str) -> int:
    """Write a text as large as fits into the room of `most_lines` lines of Latin, and return where it ends."""
    room, height = WIDTH - 2 * _EDGE, most_lines * largest * 5 // 4
    faces, further = further_faces(text), letters_of(further_faces(text))
    is_plain = can_write("".join(letter for letter in text if ord(letter) not in further))
    for size in range(largest, _SMALLEST - 1, -2):
        type_ = _Type(faces, size, is_plain)
        lines = _lines(text, type_, room)
        fits = len(lines) <= most_lines and len(lines) * type_.line <= height
        if fits and all(type_.width(line) <= room for line in lines):
            break
    for number, line in enumerate(lines):
        type_.draw(draw, (_EDGE, top + number * type_.line), line, colour)
    return top + len(lines) * type_.line


def _lines(text: str, type_: _Type, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and type_.width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
