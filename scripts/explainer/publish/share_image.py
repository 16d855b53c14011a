"""The picture shown wherever a link to the site is shared. Pillow draws it, with the font that it includes."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from explainer.render.picture_letters import in_plain_letters

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _SOFT = "#fbfaf6", "#26211c", "#5a5249"
_LEFT, _RIGHT, _BAR = 340, 40, 26
_MARK, _MARK_AT = 297, (41, 157)
_TITLE, _QUESTION, _SMALLEST = 92, 44, 20
_MOST_LINES = 4


@lru_cache(maxsize=1)
def share_image(title: str, question: str, colour: str, mark: bytes) -> bytes:
    """Return the picture as PNG: the project's mark (a PNG, or b"" for none), the site's name and its question.

    What the font cannot write, even without accents, is left out, so that nobody is shown boxes in its place.
    """
    # Imported here, as below: it is slow, and only a build needs it.
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngImageFile

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - _BAR, WIDTH, HEIGHT), fill=colour)
    if mark:
        drawn = PngImageFile(io.BytesIO(mark)).convert("RGBA").resize((_MARK, _MARK), Image.Resampling.LANCZOS)
        image.paste(drawn, _MARK_AT, drawn)
    _write(draw, (_LEFT, 175), title, _TITLE, 1, _INK)
    _write(draw, (_LEFT + 4, 300), question, _QUESTION, _MOST_LINES, _SOFT)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, largest: int, most_lines: int, colour: str
) -> None:
    """Write a text beside the mark, as large as fits into `most_lines` lines of about equal length."""
    from PIL import ImageFont

    text = in_plain_letters(text)
    if not text.strip():
        return
    room = WIDTH - at[0] - _RIGHT
    for size in range(largest, _SMALLEST - 1, -2):
        font = ImageFont.load_default(size)
        lines = _lines(text, font, room)
        if len(lines) <= most_lines:
            break
    while len(closer := _lines(text, font, room - 10)) == len(lines) and _fits(closer, font, room - 10):
        lines, room = closer, room - 10
    draw.multiline_text(at, "\n".join(lines[:most_lines]), font=font, fill=colour, spacing=14)


def _lines(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: float) -> list[str]:
    """Return a text in lines, each with as many words as there is room for."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fits(lines: list[str], font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: float) -> bool:
    return all(font.getlength(line) <= room for line in lines)
