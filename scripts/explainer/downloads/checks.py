"""The gates of the downloads: each finished file is read back and checked against the rules of the site.

Names (N1), article text (C5) and, in pages and tables, numbers (P2). A printed book must contain every quotation and
amount that its pages contain, and no other number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from lxml import html

from explainer.built.site import BuiltPage
from explainer.core.problems import Place, Problem
from explainer.core.quantities import read_quantities
from explainer.core.text import Phrases, fold
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES
from explainer.downloads.download import Download
from explainer.downloads.read_back import all_texts, as_page, text_of
from explainer.gates.built_numbers import known_values, page_numbers, value_of
from explainer.gates.harm import NameSearch, told
from explainer.gates.own_words import article_windows, copied_run, stored_quotes
from explainer.pages.addresses import lists_whole, page_of
from explainer.records.permitted_names import blank_permitted
from explainer.records.wording import amount_in_words

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FACTS = re.compile(r'<meta name="dcterms[^>]{1,200}>')
"""The time of the edition, which only programs read."""
MOST_PDF_BYTES = 1_500_000


class Checks:
    """The rules of a book's edition, prepared once to check many files."""

    def __init__(self, book: Book) -> None:
        evidence = book.edition.evidence
        self.book = book
        self.search = NameSearch.of(book.edition)
        self.windows = article_windows(book.edition)
        self.quotes = stored_quotes(book.edition)
        # The name of an office is nobody's wording, so it may be the same as in an article.
        self.offices = Phrases(fold(person.role) for person in evidence.people.values() if person.kind == "public")
        self.known = known_values(book.edition)
        self.whole = lists_whole(book.edition.project)

    def problems(self, download: Download, content: bytes) -> list[Problem]:
        """Return every problem of a finished download."""
        place = Place(f"build/downloads/{download.file}")
        text = text_of(download.file, content)
        problems = list(self._leaks(place, download.file, content))
        if download.document is not None:
            problems += self._composed(place, download.document(self.book), text)
        if download.pages:
            problems += self._evidence(place, text, download.pages)
        if download.file.endswith(".pdf") and len(content) > MOST_PDF_BYTES:
            sentence = f"The PDF must be at most {MOST_PDF_BYTES:,} bytes, but has {len(content):,}."
            problems.append(Problem(place, "R7", sentence, "Leave out a typeface or a chapter."))
        if download.file.endswith(".epub"):
            problems += self._pages(place, content)
        if download.name == "data":
            problems += self._tables(place, content)
        return problems

    def _leaks(self, place: Place, file: str, content: bytes) -> Iterator[Problem]:
        """Report an unlisted name from an article (rule N1), and article text outside stored quotations
        (rule C5)."""
        named = copied = ""
        for text in all_texts(file, content):
            named = named or self.search.found_in(text)
            copied = copied or copied_run(blank_permitted(fold(text), self.offices), self.windows, self.quotes)
        if named:
            hint = "Find the record that the file is made from, and show the person by role."
            sentence = "This file contains an unlisted name from an article."
            yield Problem(place, "N1", sentence, hint, aside=told(named))
        if copied:
            sentence = f"This file contains article text: “{copied.strip()} …”."
            hint = "Find the page or record that it is made from, and remove it there."
            yield Problem(place, "C5", sentence, hint)

    def _pages(self, place: Place, content: bytes) -> Iterator[Problem]:
        """Report numbers on pages of the EPUB that no checked sentence or record contains (rule P2)."""
        pages = {name: part.decode() for name, part in unpacked(content).items() if name.endswith(".xhtml")}
        for name, text in pages.items():
            yield from self._numbers(place, as_page(name, text))

    def _numbers(self, place: Place, page: BuiltPage) -> Iterator[Problem]:
        for quantity in page_numbers(self.book.edition, page):
            if value_of(quantity) not in self.known:
                sentence = f"The number “{quantity.text}” on {page.path} is in no checked sentence or record."
                yield Problem(place, "P2", sentence, "Find what prints it, and take it from a record.")

    def _tables(self, place: Place, content: bytes) -> Iterator[Problem]:
        """Report numbers in prose cells of the tables that no checked sentence or record contains (rule P2)."""
        entries = unpacked(content)
        for table in TABLES:
            rows = csv.DictReader(io.StringIO(entries[f"data/{table.name}.csv"].decode()))
            words = [(row[column.name], column.name) for row in rows for column in table.columns if column.prose]
            for cell, column in words:
                for quantity in read_quantities(cell):
                    if value_of(quantity) not in self.known and not quantity.text.lower().endswith("one"):
                        where = f"{table.name}.{column}"
                        sentence = f"The number “{quantity.text}” in {where} is in no checked sentence or record."
                        hint = "Find the record that the table is made from, and correct it."
                        yield Problem(place, "P2", sentence, hint)

    def _composed(self, place: Place, document: str, text: str) -> Iterator[Problem]:
        """Report numbers in the HTML that nothing backs, and numbers in the file that its HTML does not contain
        (rule P2)."""
        yield from self._numbers(place, BuiltPage(place.file, _FACTS.sub("", document)))
        known = {*_DIGITS.findall(fold(document)), *_counters(document)}
        pages = text.count("\f") + 1
        for number in sorted(set(_DIGITS.findall(fold(text))) - known):
            if not (number.isdigit() and int(number) <= pages):
                hint = "Check the style sheet and the program that makes the file."
                yield Problem(place, "P2", f"The number “{number}” is in the file, but not on the pages.", hint)

    def _evidence(self, place: Place, text: str, pages: frozenset[str]) -> Iterator[Problem]:
        """Report quotations and amounts of the pages that the printed book does not contain (rule P4)."""
        evidence = self.book.edition.evidence
        words = _squeezed(text)
        wanted = {("quotes", key): quote.text for key, quote in evidence.quotes.items()}
        wanted |= {("figures", key): amount_in_words(evidence, key) for key in evidence.figures}
        for (kind, key), piece in wanted.items():
            if page_of(self.whole, kind, key) in pages and _squeezed(piece) not in words:
                hint = "Check whether a page break cuts it."
                yield Problem(place, "P4", f"{key} cannot be found in the text of the PDF.", hint)


def _counters(document: str) -> Iterator[str]:
    """Yield the numbers that stand before the items of numbered lists, which are not in the HTML itself."""
    for numbered in html.document_fromstring(document).iter("ol"):
        start = int(numbered.get("start", "1"))
        yield from (str(number) for number in range(start, start + len(numbered.findall("li"))))


def _squeezed(text: str) -> str:
    """Return a text without white space, because a page may break its lines anywhere."""
    return re.sub(r"\s+", "", fold(text))
