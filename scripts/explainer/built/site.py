"""A built site with its pages parsed, so that rules can check what readers get."""

from __future__ import annotations

import gzip
import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from explainer.built.serving import ASSETS
from explainer.core.problems import refuse
from explainer.core.read_files import decoded
from explainer.core.vocabulary import ASSET_DIGITS
from explainer.edition.state import Edition

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEXTS = (".js", ".css", ".csv", ".xml", ".txt", ".json", ".svg")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_INSIDE_A_LINE = re.compile(r"</?(?:em|strong|a|abbr|b|i|u|s|code|mark|small|span|sub|sup)\b[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("form", "action"))

LINKS_KEPT = 20_000
TREES_KEPT = 100
"""Pages of which the parsed form is kept: it takes ten times the memory, so not that of every page of a large site."""


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a built site: its path in the site, its content, and what can be read in it."""

    path: str
    content: str

    @property
    def tree(self) -> HtmlElement:
        """The page, parsed; nobody may change it. It is parsed again where many others were in between."""
        return _parsed(self.content)

    def strings(self, path: str) -> list[str]:
        """Return the texts or attributes that an XPath finds in the page."""
        # As lxml gives strings otherwise, each keeps the whole tree alive, of many times the memory of its page.
        found: list[str] = self.tree.xpath(path, smart_strings=False)
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.strings("//@id | //a/@name"))

    @cached_property
    def text(self) -> str:
        """All text of the page except scripts and styles, with single spaces."""
        parts = self.strings("//text()[not(parent::script or parent::style)]")
        return " ".join(" ".join(parts).split())

    @property
    def joined_text(self) -> str:
        """The text as readers see it: markup inside a line does not split words."""
        return html.unescape(_TAG.sub(" ", _INSIDE_A_LINE.sub("", self.content)))

    @cached_property
    def unseen_texts(self) -> frozenset[str]:
        """What only programs read: attributes, comments, scripts and styles, with escapes resolved."""
        unseen = self.tree.xpath("//comment() | //script | //style")
        texts = {*self.strings("//@*"), *(element.text or "" for element in unseen)}
        return frozenset(written_out(text) for text in texts)

    def line_where(self, holds: Callable[[str], bool]) -> int:
        """Return the first line for which `holds` is true, of its text or its HTML, or 0."""
        lines = self.content.split("\n")
        shown = (html.unescape(_TAG.sub(" ", line)) for line in lines)
        both = (holds(text) or holds(line) for text, line in zip(shown, lines, strict=True))
        return next((number for number, held in enumerate(both, start=1) if held), 0)

    def line_of(self, passage: str) -> int:
        """Return the line that contains a passage, or 0 if no single line does."""
        return self.line_where(lambda line: passage in line) if passage else 0

    @cached_property
    def main_text(self) -> str:
        """The text of the article element, which is the same whichever program built the page."""
        articles = self.tree.xpath("//article")
        return " ".join("".join(articles[0].itertext()).split()) if articles else ""

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Every address that the page names."""
        return tuple(value for tag, attribute in _LINKS for value in self.strings(f"//{tag}/@{attribute}"))


@dataclass(frozen=True)
class BuiltSite:
    """A built site and the edition it was built from.

    `made` has the paths of the downloads, which were checked when they were made, by rules that know their formats.
    """

    root: Path
    edition: Edition
    pages: tuple[BuiltPage, ...]
    made: frozenset[str] = frozenset()

    @cached_property
    def by_path(self) -> dict[str, BuiltPage]:
        return {page.path: page for page in self.pages}

    @cached_property
    def other_texts(self) -> dict[str, str]:
        """The text files other than pages, by path: search index, feeds, tables, styles and our own scripts."""
        found: dict[str, str] = {}
        for path in self.paths:
            if path.endswith(_TEXTS) and path not in self.made:
                found[path] = decoded((self.root / path).read_bytes(), f"site/{path}")
        return found

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The path of every file of the site."""
        files = (file for file in sorted(self.root.rglob("*")) if file.is_file())
        return tuple(file.relative_to(self.root).as_posix() for file in files)

    def all_files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of every file that is not a page; gzip files are unpacked, downloads give ""."""
        for path in self.paths:
            if path in self.made:
                yield path, ""
            elif path not in self.by_path:
                content = (self.root / path).read_bytes()
                if path.endswith(".gz"):
                    content = _unpacked(content, path)
                yield path, written_out(content.decode("utf-8", errors="replace"))

    def resolve(self, page: BuiltPage, address: str) -> tuple[str, str] | None:
        """Return the path and anchor ("" for none) that an address on a page leads to, or None if it leaves the site.

        An address that cannot be parsed is returned as a path, so that it is reported as a dead link.
        """
        target = _target(address)
        if target is None:
            return None
        path, anchor = target
        if path is None:
            return address, ""
        return (_joined(page.path.rpartition("/")[0], path) if path else page.path), anchor


# The menu leads from every page to the same pages, and each link is looked at by several rules.
@lru_cache(maxsize=LINKS_KEPT)
def _target(address: str) -> tuple[str | None, str] | None:
    """Return the path and the anchor of an address, None for one that leaves the site, or no path if it has no form."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None, ""
    return None if parts.scheme or parts.netloc else (unquote(parts.path), unquote(parts.fragment))


@lru_cache(maxsize=LINKS_KEPT)
def _joined(folder: str, path: str) -> str:
    folder = "" if path.startswith("/") else folder
    return _normal("/".join(part for part in (folder, path.lstrip("/")) if part))


@lru_cache(maxsize=TREES_KEPT)
def _parsed(content: str) -> HtmlElement:
    # Imported here: it is slow, and a build only needs the list of rules.
    from lxml.html import document_fromstring

    return document_fromstring(content.encode())


def _unpacked(content: bytes, path: str) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse("B1", f"site/{path}", "This gzip file cannot be unpacked.", "Build the site again.") from error


def written_out(text: str) -> str:
    """Return a text in which escapes of JSON, scripts and XML are replaced by their characters."""
    return html.unescape(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))


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
    """Return the path of an asset without the digest in its name; any other path unchanged."""
    place = PurePosixPath(path)
    stem, _, digest = place.stem.rpartition("-")
    is_named = path.startswith(ASSETS) and len(digest) == ASSET_DIGITS and not set(digest) - set("0123456789abcdef")
    return str(place.with_name(stem + place.suffix)) if is_named else path


def read_site(root: Path, edition: Edition, made: frozenset[str] = frozenset()) -> BuiltSite:
    """Return the built site in a folder, with all its HTML pages; `made` has the paths of its downloads."""
    files = sorted(root.rglob("*.html"))
    named = [(file.relative_to(root).as_posix(), file.read_bytes()) for file in files]
    pages = [BuiltPage(path, decoded(content, f"site/{path}")) for path, content in named]
    return BuiltSite(root, edition, tuple(pages), made)
