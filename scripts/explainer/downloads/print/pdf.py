"""PDF: composed HTML becomes a tagged book (PDF/UA-1) through WeasyPrint, and is finished with pikepdf."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from explainer.core.problems import SYSTEM, Place, Problem, Refused, refuse
from explainer.downloads.book import Book
from explainer.downloads.print.typefaces import typeface_rules
from explainer.edition.edition_date import EPOCH_VARIABLE

VARIANT = "pdf/ua-1"
_LIBRARIES = "Install Pango, for instance: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def printed(book: Book, document: str, name: str) -> bytes:
    """Return an HTML document as a finished PDF; refuse where a library, a typeface or a part of it is missing."""
    rules = typeface_rules() + files("explainer.downloads").joinpath("style/print.css").read_text(encoding="utf-8")
    weasyprint = _weasyprint()
    # Imported here: without the downloads' packages everything else must still run.
    from explainer.downloads.print.pdf_accessibility import finish_pdf

    with _complaints(name), clock(book.released):
        typefaces = weasyprint.text.fonts.FontConfiguration()
        # Nothing is fetched over a network, whatever a page names.
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file", "data"], fail_on_errors=True)
        sheet = weasyprint.CSS(string=rules, font_config=typefaces, url_fetcher=fetcher)
        source = weasyprint.HTML(string=document, url_fetcher=fetcher)
        content = source.write_pdf(stylesheets=[sheet], font_config=typefaces, pdf_variant=VARIANT)
    return finish_pdf(content)


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise refuse(SYSTEM, "weasyprint", "The PDF writer is not installed.", "Run `make downloads`.") from error
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "a system library"
        raise refuse(SYSTEM, library, f"The PDF writer misses {library}.", _LIBRARIES) from error
    return weasyprint


@contextmanager
def clock(seconds: int) -> Iterator[None]:
    """Let the PDF writer take the edition's time for its own."""
    before = os.environ.get(EPOCH_VARIABLE)
    os.environ[EPOCH_VARIABLE] = str(seconds)
    try:
        yield
    finally:
        os.environ.pop(EPOCH_VARIABLE, None)
        if before is not None:
            os.environ[EPOCH_VARIABLE] = before


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints(name: str) -> Iterator[None]:
    """Turn what the PDF writer warns of into problems: a drawing or typeface that it leaves out is no small thing."""
    listener, logger = _Listener(), logging.getLogger("weasyprint")
    before = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before
    if listener.messages:
        hint = "Mend the page, the drawing or the style sheet."
        raise Refused(
            [Problem(Place(name), "B4", f"The PDF writer warns: {message}", hint) for message in listener.messages]
        )
