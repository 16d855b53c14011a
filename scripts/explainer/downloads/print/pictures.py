"""Drawings as pictures, for programs that show no SVG."""

from __future__ import annotations

import io
from html import escape

from lxml import html

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.book import Book
from explainer.downloads.drawings import printable_drawings
from explainer.downloads.print.pdf import printed

_DOTS = 200
"""Dots to the inch."""


def drawn(book: Book, drawing: str) -> tuple[bytes, float, float]:
    """Return an SVG drawing as PNG, with its width and height in inches; the same drawing gives the same bytes."""
    try:
        import pypdfium2
    except ImportError as error:
        raise refuse(SYSTEM, "pypdfium2", "The PDF reader is not installed.", "Run `make downloads`.") from error
    # Imported here because only pictures need it.
    from PIL import Image, ImageChops

    section = html.fragment_fromstring(drawing, create_parent="section")
    printable_drawings(section, book.edition.project)
    shown = html.tostring(section, encoding="unicode")
    head = f"<head><meta charset='utf-8'><title>{escape(book.texts['picture'])}</title></head>"
    document = f"<html lang='{book.identity.language}'>{head}<body class='picture'>{shown}</body></html>"
    with pypdfium2.PdfDocument(printed(book, document, "picture")) as pdf:
        page = pdf[0].render(scale=_DOTS / 72).to_pil().convert("RGB")
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox() or (0, 0, *page.size)
    cut = page.crop((box[0] - 10, box[1] - 10, box[2] + 10, box[3] + 10))
    out = io.BytesIO()
    cut.save(out, "PNG", optimize=True)
    return out.getvalue(), cut.width / _DOTS, cut.height / _DOTS
