"""The list of downloads: each with its form, its size, and what it is for; below, their digests; or that none exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from xml.etree.ElementTree import Element

from explainer.render.elements import PageView, count, el, folded, paragraph

FOLDER = "downloads"


class Listed(Protocol):
    """What the list shows of one download."""

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
    """What was built, and of which edition."""

    @property
    def edition(self) -> str: ...
    @property
    def entries(self) -> Sequence[Listed]: ...


def downloads_list(view: PageView, built: Built | None, group: str) -> list[Element]:
    """Return the downloads of a group that were built, or a sentence that this copy of the site has none."""
    entries = [entry for entry in built.entries if group in ("", entry.group)] if built else []
    if not entries or built is None:
        return [paragraph("These are not built in this copy of the site.")]
    digests = el("dl", {"class": "digests"}, *(part for entry in entries for part in _digest(entry)))
    return [
        el("ul", {"class": "downloads"}, *(_item(view, entry) for entry in entries)),
        folded("Their digests (SHA-256)", paragraph("Made from ", count(built.edition), "."), digests),
    ]


def _item(view: PageView, entry: Listed) -> Element:
    link = el("a", {"href": view.file(f"{FOLDER}/{entry.file}"), "download": ""}, entry.title)
    facts = el("span", {"class": "source"}, entry.form, ", ", count(entry.size_in_words))
    return el("li", None, el("strong", None, link), " ", facts, el("br"), entry.use)


def _digest(entry: Listed) -> tuple[Element, Element]:
    return el("dt", None, count(entry.file)), el("dd", None, el("code", {"class": "count"}, entry.sha256))
