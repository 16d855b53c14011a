"""The list of downloads: each with its form, its size, what it is for and its digest; or that none were built."""

from __future__ import annotations

from typing import Protocol
from xml.etree.ElementTree import Element

from explainer.render.elements import count, el, paragraph

FOLDER = "downloads"


class Listed(Protocol):
    """What the list shows of one download."""

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
    def entries(self) -> tuple[Listed, ...]: ...


def downloads_list(built: Built | None) -> list[Element]:
    """Return the downloads that were built, or a sentence that this copy of the site has none."""
    if built is None or not built.entries:
        return [paragraph("The downloads are not built in this copy of the site.")]
    head = paragraph("Made from ", count(built.edition), ".")
    return [head, el("ul", {"class": "downloads"}, *(_item(entry) for entry in built.entries))]


def _item(entry: Listed) -> Element:
    link = el("a", {"href": f"{FOLDER}/{entry.file}", "download": ""}, entry.title)
    facts = el("span", {"class": "source"}, entry.form, ", ", count(entry.size_in_words))
    digest = el("small", None, "SHA-256 ", el("code", {"class": "count"}, entry.sha256))
    return el("li", None, el("strong", None, link), " ", facts, paragraph(entry.use), digest)
