"""The gates of the downloads: what a reader gets in each format is read again, and held against the same rules.

Names (N1), article text (C5) and, for pages and tables, numbers (P2). A printed book must hold every quotation and
every amount that its pages hold, and no number that they do not.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from explainer.built import BuiltPage
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.printed import handbook, topic_sheet
from explainer.downloads.reading import all_text, as_page, text_of_pdf
from explainer.downloads.tables import TABLES
from explainer.gates.harm import NameSearch
from explainer.gates.output_numbers import known_values, page_numbers, value_of
from explainer.gates.own_words import article_windows, copied_run
from explainer.names import blank_permitted
from explainer.problems import Place, Problem
from explainer.quantities import read_quantities
from explainer.text import fold
from explainer.wording import amount_in_words

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FACTS = re.compile(r'<meta name="dcterms[^>]{1,200}>')
"""The edition's time, which programs read."""
MOST_PDF_BYTES = 1_500_000


def check_download(book: Book, name: str, file: str, content: bytes) -> list[Problem]:
    """Return everything that is wrong with a download."""
    place = Place(f"build/downloads/{file}")
    text = all_text(file, content)
    problems = [*_names(book, place, text), *_article_text(book, place, text)]
    if file.endswith(".pdf"):
        problems += _printed(book, name, place, content, text_of_pdf(content))
    if file.endswith(".epub"):
        problems += _pages(book, place, content)
    if name == "data":
        problems += _tables(book, place, content)
    return problems


def _names(book: Book, place: Place, text: str) -> Iterator[Problem]:
    """No download holds a name from an article that no list permits (rule N1)."""
    if NameSearch.of(book.edition).finds(text):
        yield Problem(place, "N1", "This holds a name that no list permits.", "Show the person by role.")


def _article_text(book: Book, place: Place, text: str) -> Iterator[Problem]:
    """No download holds article text outside stored quotations (rule C5)."""
    evidence = book.edition.evidence
    quotes = [fold(quote.text) for quote in evidence.quotes.values()]
    # An office is nobody's words: beside a name it may stand as it does in an article.
    offices = [fold(person.role) for person in evidence.people.values() if person.kind == "public"]
    found = copied_run(blank_permitted(fold(text), offices), article_windows(book.edition), quotes)
    if found:
        yield Problem(place, "C5", f"Article text stands here: “{found} …”.", "Find what prints it.")


def _pages(book: Book, place: Place, content: bytes) -> Iterator[Problem]:
    """Every number on a page of the EPUB stands in a checked sentence or record (rule P2)."""
    pages = {name: part.decode() for name, part in unpacked(content).items() if name.endswith(".xhtml")}
    for name, text in pages.items():
        yield from _numbers(book, place, as_page(name, text))


def _numbers(book: Book, place: Place, page: BuiltPage) -> Iterator[Problem]:
    known = known_values(book.edition)
    for quantity in page_numbers(book.edition, page):
        if value_of(quantity) not in known:
            sentence = f"The number “{quantity.text}” on {page.path} stands in no checked sentence."
            yield Problem(place, "P2", sentence, "Find what prints it. Numbers come from records.")


def _tables(book: Book, place: Place, content: bytes) -> Iterator[Problem]:
    """Every number in a cell of words stands in a checked sentence or record (rule P2)."""
    known = known_values(book.edition)
    entries = unpacked(content)
    for table in TABLES:
        rows = csv.DictReader(io.StringIO(entries[f"data/{table.name}.csv"].decode()))
        words = [(row[column.name], column.name) for row in rows for column in table.columns if column.prose]
        for cell, column in words:
            for quantity in read_quantities(cell):
                if value_of(quantity) not in known and not quantity.text.lower().endswith("one"):
                    sentence = f"The number “{quantity.text}” in {table.name}.{column} stands in no checked sentence."
                    yield Problem(place, "P2", sentence, "Numbers come from records.")


def _printed(book: Book, name: str, place: Place, content: bytes, text: str) -> Iterator[Problem]:
    """A PDF holds every quotation and amount of its chapters, and no number that these do not hold (P2, P4)."""
    evidence = book.edition.evidence
    topic = evidence.topics.get(name.removeprefix("topic-"))
    source = topic_sheet(book, topic) if topic else handbook(book)
    page = BuiltPage(name, _FACTS.sub("", source))
    yield from _numbers(book, place, page)
    known = set(_DIGITS.findall(fold(source)))
    pages = text.count("\f") + text.count("\n") + 1
    for number in sorted(set(_DIGITS.findall(fold(text))) - known):
        if not (number.isdigit() and int(number) <= pages):
            yield Problem(
                place, "P2", f"The number “{number}” is printed but stands on no page.", "Look at the style sheet."
            )
    if topic is None:
        words = _squeezed(text)
        wanted = {key: quote.text for key, quote in evidence.quotes.items()}
        wanted |= {key: amount_in_words(each, evidence.source_of(key)) for key, each in evidence.figures.items()}
        for key, piece in wanted.items():
            if _squeezed(piece) not in words:
                yield Problem(place, "P4", f"{key} cannot be found in the text of the PDF.", "Is it cut by a page?")
    if len(content) > MOST_PDF_BYTES:
        yield Problem(
            place, "B1", "This PDF is larger than a slow line can bear.", "Leave out a typeface or a chapter."
        )


def _squeezed(text: str) -> str:
    """Return a text without white space: where lines end is the page’s business."""
    return re.sub(r"\s+", "", fold(text))
