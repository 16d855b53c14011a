"""The cover of the EPUB as a PNG picture, because some shops and e-readers show no other as a thumbnail.

Pillow draws it, with the font that it includes.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from explainer.downloads.book import Book
from explainer.downloads.colours import colours_of

WIDTH, HEIGHT = 1000, 1500
_EDGE, _TOP, _BAND = 90, 220, 310
_TITLE, _SUBTITLE, _EDITION, _SMALLEST = 150, 46, 34, 20
_TITLE_LINES, _SUBTITLE_LINES = 4, 10
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


def _write(draw: ImageDraw.ImageDraw, top: int, text: str, largest: int, most_lines: int, colour: str) -> int:
    """Write a text as large as fits into `most_lines` lines, and return where it ends."""
    room = WIDTH - 2 * _EDGE
    for size in range(largest, _SMALLEST - 1, -2):
        font = ImageFont.load_default(size)
        lines = _lines(text, font, room)
        if len(lines) <= most_lines and all(font.getlength(line) <= room for line in lines):
            break
    height = size * 5 // 4
    for number, line in enumerate(lines):
        draw.text((_EDGE, top + number * height), line, font=font, fill=colour)
    return top + len(lines) * height


def _lines(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
