"""The picture that stands for the site where a link to it is shared. Pillow draws it, with the font it carries."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _SOFT = "#fbfaf6", "#26211c", "#5a5249"
_RIND, _PITH, _FLESH = "#1f6b3a", "#f4f1e8", "#c8323c"


def card_image(title: str, question: str) -> bytes:
    """Return the social card as PNG: the mark, the site's name and its question."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - 26, WIDTH, HEIGHT), fill=_RIND)
    _mark(draw, 190, 250)
    draw.text((340, 175), title, font=ImageFont.load_default(92), fill=_INK)
    draw.multiline_text((344, 300), question, font=ImageFont.load_default(44), fill=_SOFT, spacing=14)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _mark(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """Draw the slice of watermelon around a middle point."""
    for radius, colour in ((130, _RIND), (104, _PITH), (92, _FLESH)):
        draw.pieslice((x - radius, y - radius, x + radius, y + radius), 0, 180, fill=colour)
    for dx, dy in ((-40, 34), (0, 56), (40, 34)):
        draw.ellipse((x + dx - 9, y + dy - 9, x + dx + 9, y + dy + 9), fill=_INK)
