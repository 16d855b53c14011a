"""What can be made of the book: the name of a download, where it is listed, its file, its use, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.core.vocabulary import DOWNLOAD_FORMS
from explainer.downloads.book import Book


@dataclass(frozen=True)
class Download:
    """One download. `document` gives the HTML that it is made from, where its numbers are held against one. `pages` are
    those whose evidence it holds whole.

    Downloads of one group that follow each other and share a title are listed together. One that holds others is made
    after them.
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
