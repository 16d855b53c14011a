"""The cover of the EPUB as an SVG drawing."""

from __future__ import annotations

from html import escape

from explainer.downloads.book import Book
from explainer.downloads.colours import colours_of

_LINE = 12
"""How many characters of the title fit on a line."""


def cover_drawing(book: Book) -> str:
    """Return the cover as an SVG drawing: title, subtitle, version and date."""
    titled = _wrapped(book.title, _LINE)
    size = min(100, 1200 // max(map(len, titled)), 500 // len(titled))
    title = "".join(
        f'<text x="70" y="{230 + size * number}" font-size="{size}" font-weight="bold">{escape(line)}</text>'
        for number, line in enumerate(titled)
    )
    below = 270 + size * len(titled)
    about = "".join(
        f'<text x="70" y="{below + 46 * number}" font-size="34">{escape(line)}</text>'
        for number, line in enumerate(_wrapped(book.subtitle, 38))
    )
    ground, beside = book.identity.colours
    paper = colours_of(book.edition.project)["paper"]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1200" width="800" height="1200" '
        f'font-family="Georgia, serif" fill="{paper}"><title>{escape(book.title)}</title>'
        f'<rect width="800" height="1200" fill="{ground}"/><rect y="950" width="800" height="250" fill="{beside}"/>'
        f'{title}{about}<text x="70" y="1050" font-size="28">{escape(book.label)}</text></svg>\n'
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
