"""The description of a download: its name, where it is listed, its file, its use, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explainer.built.download_manifest import Entry, digest
from explainer.core.vocabulary import DOWNLOAD_FORMS
from explainer.downloads.book import Book


def said(texts: Mapping[str, str], name: str) -> tuple[str, str]:
    """Return the title of a download and what it is for."""
    return texts[f"download-{name}"], texts[f"use-{name}"]


@dataclass(frozen=True)
class Download:
    """One download.

    `document` returns the HTML that it is made from, if its numbers are to be compared with that. `pages` are the pages
    whose evidence it must contain. With `holds_others` it is made after all others. Downloads that share a title and
    follow each other in a group are listed together.
    """

    name: str
    group: str
    file: str
    title: str
    use: str
    make: Callable[[Book], bytes]
    document: Callable[[Book], str] | None = None
    holds_others: bool = False
    pages: frozenset[str] = frozenset()

    @property
    def form(self) -> str:
        return DOWNLOAD_FORMS[self.file.rpartition(".")[2]]

    def entry(self, content: bytes) -> Entry:
        """Return its entry in the list of downloads, once its content is made."""
        facts = self.name, self.group, self.file, self.title, self.form, self.use
        return Entry(*facts, len(content), digest(content))

    def content(self, book: Book) -> bytes:
        """Return its content, which is made only if that has not been done."""
        return book.made.get(self.name) or self.make(book)
