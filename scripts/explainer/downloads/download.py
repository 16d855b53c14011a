"""The description of a download: its name, where it is listed, its file, its use, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.core.vocabulary import DOWNLOAD_FORMS
from explainer.downloads.book import Book


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
