"""The cover of the EPUB, and the mark that readers of offline files show beside a title."""

from __future__ import annotations

import struct
import zlib
from html import escape

from explainer.downloads.book import Book

_SIDE = 48
_RIND, _PITH, _FLESH, _SEED, _NONE = (
    b"\x1a\x60\x34\xff",
    b"\xfb\xfa\xf6\xff",
    b"\xa8\x24\x30\xff",
    b"\x26\x21\x1c\xff",
    b"\0" * 4,
)


def cover_drawing(book: Book) -> str:
    """Return the cover as a drawing: title, what it is about, version and date."""
    lines = _wrapped(book.subtitle, 38)
    about = "".join(
        f'<text x="70" y="{470 + 46 * number}" font-size="34">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    words = book.title.split()
    title = "".join(
        f'<text x="70" y="{230 + 100 * number}" font-size="100" font-weight="bold">{escape(word)}</text>'
        for number, word in enumerate(words)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1200" width="800" height="1200" '
        f'font-family="Georgia, serif" fill="#fbfaf6"><title>{escape(book.title)}</title>'
        '<rect width="800" height="1200" fill="#1a6034"/><rect y="950" width="800" height="250" fill="#a82430"/>'
        f'{title}{about}<text x="70" y="1050" font-size="28">{escape(book.label)}</text></svg>\n'
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def mark_picture() -> bytes:
    """Return the project's mark, a slice of a watermelon, as a PNG of 48 by 48 points."""
    rows = b"".join(b"\0" + b"".join(_point(x, y) for x in range(_SIDE)) for y in range(_SIDE))
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _point(x: int, y: int) -> bytes:
    across, down = x - _SIDE / 2 + 0.5, y - 10
    far = (across * across + down * down) ** 0.5
    if down < 0 or far > 23:
        return _NONE
    if far > 19:
        return _RIND
    if far > 17:
        return _PITH
    return _SEED if (x % 8, y % 8) in ((3, 5), (3, 6)) and far < 14 else _FLESH
