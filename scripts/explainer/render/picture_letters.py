"""The letters of the font that comes with Pillow, which few pictures need more than: those of English."""

from __future__ import annotations

import unicodedata

_SIZE = 20
_NO_LETTER = "\U0010ffff"
_DASHES = {"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}


def can_write(text: str) -> bool:
    """Return whether the font has every letter of a text; it draws the same box for each that it lacks."""
    # Imported here: it is slow, and most commands draw no picture.
    from PIL import ImageFont

    font = ImageFont.load_default(_SIZE)
    box = bytes(font.getmask(_NO_LETTER))
    return all(bytes(font.getmask(letter)) != box for letter in {*text} if not letter.isspace())


def in_plain_letters(text: str) -> str:
    """Return a text in letters that the font has, without accents and with short dashes where it lacks them; "" if that
    is not enough."""
    plain = "".join(letter if can_write(letter) else _plain(letter) for letter in text)
    return plain if can_write(plain) else ""


def _plain(letter: str) -> str:
    base = _DASHES.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(part for part in base if not unicodedata.combining(part))
