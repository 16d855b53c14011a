"""PDF: WeasyPrint turns an HTML document into a tagged PDF (PDF/UA-1), which pikepdf finishes."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import Any

from explainer.core.logged_warnings import LoggedWarnings
from explainer.core.problems import SYSTEM, Place, Problem, Refused, refuse
from explainer.core.texts import with_texts
from explainer.downloads.book import Book
from explainer.downloads.colours import coloured
from explainer.downloads.print.typefaces import typeface_rules, with_further_typefaces
from explainer.edition.edition_date import EPOCH_VARIABLE
from explainer.render.languages import with_languages

VARIANT = "pdf/ua-1"
STYLE = "style/print.css"
_LIBRARIES = "Install Pango, for instance: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def printed(book: Book, document: str, name: str) -> bytes:
    """Return an HTML document as a finished PDF.

    Raise Refused if a library or typeface is missing, or if the PDF writer warns of anything.
    """
    style = files("explainer.downloads").joinpath(STYLE).read_text(encoding="utf-8")
    style = with_texts(coloured(style, book.edition.project), book.texts)
    weasyprint = _weasyprint()
    # Imported here because everything else must run without the packages for downloads.
    from explainer.downloads.print.pdf_accessibility import finish_pdf

    sheet = _read(with_further_typefaces(style, document))
    with _complaints(name), clock(book.released), _few_searches_for_garbage():
        typefaces = weasyprint.text.fonts.FontConfiguration()
        faces = weasyprint.CSS(string=typeface_rules(document), font_config=typefaces, url_fetcher=_fetcher())
        source = weasyprint.HTML(string=with_languages(document), url_fetcher=_fetcher())
        content = source.write_pdf(stylesheets=[faces, sheet], font_config=typefaces, pdf_variant=VARIANT)
        return finish_pdf(content)


@lru_cache(maxsize=4)
def _read(style: str) -> Any:
    """Return a style sheet as the PDF writer reads it, which takes as long as to set a page."""
    with _complaints(STYLE):
        return _weasyprint().CSS(string=style, url_fetcher=_fetcher())


def _fetcher() -> Any:
    # No address on a page may make the writer fetch something over the network.
    return _weasyprint().urls.URLFetcher(allowed_protocols=["file", "data"], fail_on_errors=True)


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise refuse(SYSTEM, "weasyprint", "The PDF writer is not installed.", "Run `make downloads`.") from error
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "a system library"
        raise refuse(SYSTEM, library, f"The PDF writer cannot load {library}.", _LIBRARIES) from error
    return weasyprint


@contextmanager
def clock(seconds: int) -> Iterator[None]:
    """Make the writers of files use the time of the edition as the current time."""
    before = os.environ.get(EPOCH_VARIABLE)
    os.environ[EPOCH_VARIABLE] = str(seconds)
    try:
        yield
    finally:
        os.environ.pop(EPOCH_VARIABLE, None)
        if before is not None:
            os.environ[EPOCH_VARIABLE] = before


@contextmanager
def _few_searches_for_garbage() -> Iterator[None]:
    """Let Python search for garbage less often: the writer makes millions of objects, and keeps nearly all of them."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _complaints(name: str) -> Iterator[None]:
    """Turn warnings of the PDF writer into problems, because it may have left out a drawing or a typeface."""
    listener, logger = LoggedWarnings(), logging.getLogger("weasyprint")
    before = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before
    if listener.messages:
        hint = "Correct the page, the drawing or the style sheet."
        raise Refused(
            [Problem(Place(name), "B4", f"The PDF writer warns: {message}", hint) for message in listener.messages]
        )
