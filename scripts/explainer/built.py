"""The site as it was built: its pages parsed, so that gates can look at what a reader gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from explainer.edition import Edition
from explainer.serving import ASSET_DIGITS, ASSETS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEXTS = (".js", ".css", ".csv", ".xml", ".txt", ".json", ".svg")
FOREIGN_FILES = ("assets/lunr.js",)
_LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"))


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the built site: its path below the site, and its parsed tree."""

    path: str
    content: str

    @cached_property
    def tree(self) -> HtmlElement:
        # Imported here: the list of rules is printed on a page, and a build must not wait for this.
        from lxml import html

        return html.document_fromstring(self.content.encode())

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id")) | frozenset(self.tree.xpath("//a/@name"))

    @cached_property
    def text(self) -> str:
        """Everything that is text on the page, scripts and styles left out."""
        parts = self.tree.xpath("//text()[not(ancestor::script) and not(ancestor::style)]")
        return " ".join(" ".join(str(part) for part in parts).split())

    @cached_property
    def main_text(self) -> str:
        """The text of the article alone: the same whichever program built the page."""
        articles = self.tree.xpath("//article")
        return " ".join("".join(articles[0].itertext()).split()) if articles else ""

    def links(self) -> Iterator[str]:
        """Return every address that the page names."""
        for tag, attribute in _LINKS:
            yield from (str(value) for value in self.tree.xpath(f"//{tag}/@{attribute}"))


@dataclass(frozen=True)
class BuiltSite:
    """A built site and the edition it was built from."""

    root: Path
    edition: Edition
    pages: tuple[BuiltPage, ...]

    @cached_property
    def by_path(self) -> dict[str, BuiltPage]:
        return {page.path: page for page in self.pages}

    @cached_property
    def other_texts(self) -> dict[str, str]:
        """The text files beside the pages, by path: the search index, feeds, tables; nobody else's code."""
        found: dict[str, str] = {}
        for file in sorted(self.root.rglob("*")):
            path = file.relative_to(self.root).as_posix()
            if file.is_file() and file.suffix in _TEXTS and plain_name(path) not in FOREIGN_FILES:
                found[path] = file.read_text(encoding="utf-8")
        return found

    def resolve(self, page: BuiltPage, address: str) -> tuple[str, str] | None:
        """Return the path and anchor that an address of a page leads to, or None where it leaves the site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        target = unquote(parts.path)
        if not target:
            return page.path, unquote(parts.fragment)
        folder = "" if target.startswith("/") else page.path.rpartition("/")[0]
        joined = "/".join(part for part in (folder, target.lstrip("/")) if part)
        return _normal(joined), unquote(parts.fragment)


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return f"../{path}"
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def plain_name(path: str) -> str:
    """Return the path of an asset as it was before it was named by its content."""
    place = PurePosixPath(path)
    stem, _, digest = place.stem.rpartition("-")
    is_named = path.startswith(ASSETS) and len(digest) == ASSET_DIGITS and not set(digest) - set("0123456789abcdef")
    return str(place.with_name(stem + place.suffix)) if is_named else path


def read_site(root: Path, edition: Edition) -> BuiltSite:
    """Read every HTML page of a built site."""
    files = sorted(root.rglob("*.html"))
    pages = [BuiltPage(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    return BuiltSite(root, edition, tuple(pages))
