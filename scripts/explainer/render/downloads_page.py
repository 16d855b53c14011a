"""The list of downloads: each with its format, size and use, and their digests below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol
from xml.etree.ElementTree import Element

from explainer.render.elements import Child, PageView, count, el, filled, folded, paragraph

FOLDER = "downloads"


class Listed(Protocol):
    """What the list shows about one download."""

    @property
    def group(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def use(self) -> str: ...
    @property
    def size_in_words(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Built(Protocol):
    """The downloads that were made, and the edition they were made from."""

    @property
    def edition(self) -> str: ...
    @property
    def entries(self) -> Sequence[Listed]: ...


def downloads_list(view: PageView, built: Built | None, group: str) -> list[Element]:
    """Return the downloads of a group that were made, or a sentence that this copy of the site has none."""
    if built is None:
        return [paragraph(view.texts["downloads-not-built"])]
    entries = [entry for entry in built.entries if group in ("", entry.group)]
    if not entries:
        return [paragraph(view.texts["downloads-left-out"])]
    digests = el("dl", {"class": "digests"}, *(part for entry in entries for part in _digest(entry)))
    listed = [list(same) for _, same in groupby(entries, key=lambda entry: entry.title)]
    items = [_item(view, same[0]) if len(same) == 1 else _files_of_one_title(view, same) for same in listed]
    made_from = filled(view.texts["made-from"], edition=count(built.edition))
    return [
        el("ul", {"class": "downloads"}, *items),
        folded(view.texts["digests"], paragraph(*made_from), digests),
    ]


def _item(view: PageView, entry: Listed) -> Element:
    title = el("strong", None, _link(view, entry, entry.title))
    return el("li", None, title, " ", _facts(view, entry), el("br"), _sentence(entry.use))


def _files_of_one_title(view: PageView, entries: list[Listed]) -> Element:
    """Return several files with the same title: the title once, then each use with its formats."""
    lines = [
        el("li", None, f"{_sentence(use)}: ", *_forms(view, list(same)))
        for use, same in groupby(entries, key=lambda entry: entry.use)
    ]
    return el("li", None, el("strong", None, entries[0].title), el("ul", None, *lines))


def _sentence(use: str) -> str:
    return f"{use[0].upper()}{use[1:]}"


def _forms(view: PageView, entries: list[Listed]) -> Iterator[Child]:
    for number, entry in enumerate(entries):
        yield " · " if number else ""
        yield _link(view, entry, _form(view, entry))
        yield " "
        yield el("span", {"class": "source"}, count(entry.size_in_words))


def _form(view: PageView, entry: Listed) -> str:
    return view.texts["zip-archive"] if entry.file.endswith(".zip") else entry.form


def _link(view: PageView, entry: Listed, words: str) -> Element:
    return el("a", {"href": view.file(f"{FOLDER}/{entry.file}"), "download": ""}, words)


def _facts(view: PageView, entry: Listed) -> Element:
    return el("span", {"class": "source"}, _form(view, entry), ", ", count(entry.size_in_words))


def _digest(entry: Listed) -> tuple[Element, Element]:
    return el("dt", None, count(entry.file)), el("dd", None, el("code", {"class": "count"}, entry.sha256))
