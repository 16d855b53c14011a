"""Rule R7: every page loads on a phone over a slow connection, however much evidence there is."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache

from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Place, Problem
from explainer.edition.state import Edition
from explainer.gates.built_pages import rule
from explainer.gates.registry import Finding, Seen
from explainer.render.search_parts import SEARCH_FOLDER

GZIP_LEVEL = 6
"""The level at which most servers compress, so that what is counted here is what readers download."""

FIRST_VISIT_BYTES, HEAVY_VISIT_BYTES = 25_000, 18_000
"""Limits for everything that a reader without anything at hand receives for a page, compressed: the most there may be,
and where a warning begins."""

PAGE_BYTES, PAGE_CHARACTERS, PART_BYTES = 16_000, 150_000, 40_000
"""Limits for a compressed page alone, for the HTML of a page, and for a compressed part of the search index."""

_LOADED = "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src"
_LIKELY = 5
"""The pages with the longest HTML that are weighed to find the heaviest."""

_MOST_NAVIGATION = 60
_WAYS = {
    "quotes": "with `when:`, into a page for each year or month in docs/quotes/",
    "timeline": "with `when:`, into a page for each year or month in docs/timeline/",
    "sources": "with `when:`, into a page for each year or month in docs/sources/",
    "evidence": "with `when:`, into a page for each year or month in a folder of the topic",
    "figures": "with `measure:` or `when:`, into a page for each in docs/figures/",
    "disagreements": "with `measure:`, into a page for each in docs/figures/",
    "glossary": "with `letter:`, into a page for each in docs/glossary/",
    "people": "with `letter:`, into a page for each in docs/people/",
}


@rule("R7", "light pages")
def light(site: BuiltSite) -> Iterator[Finding]:
    """A first visit to a page takes at most 25 KB compressed, with its style sheet, scripts and pictures; from 18 KB
    there is a warning. The page alone is at most 16 KB compressed, and has at most 150,000 characters of HTML; a part
    of the search index is at most 40 KB compressed. A list that has grown too long is split by year, month, measure or
    letter."""
    for page in site.pages:
        yield Seen(page.path)
        yield from _too_heavy(site, page)
    for path, text in site.other_texts.items():
        if path.startswith(SEARCH_FOLDER):
            yield Seen(path)
            weight = compressed(text.encode())
            if weight > PART_BYTES:
                limit = PART_BYTES // 1000
                sentence = f"This part of the index is {weight / 1000:.1f} KB compressed; the limit is {limit} KB."
                hint = "Make scripts/explainer/render/search_parts.py split it."
                yield Problem(Place(f"site/{path}"), "R7", sentence, hint)


def _too_heavy(site: BuiltSite, page: BuiltPage) -> Iterator[Problem]:
    alone, visit = compressed(page.content.encode()), first_visit(site, page)
    if alone > PAGE_BYTES:
        sentence = f"This page is {kilobytes(alone)} compressed; the limit is {kilobytes(PAGE_BYTES)}."
        yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
    elif visit > FIRST_VISIT_BYTES:
        sentence = f"A first visit to this page takes {kilobytes(visit)}; the limit is {kilobytes(FIRST_VISIT_BYTES)}."
        yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
    elif len(page.content) > PAGE_CHARACTERS:
        thousands, most = len(page.content) // 1000, PAGE_CHARACTERS // 1000
        sentence = f"This page has {thousands} thousand characters of HTML; the limit is {most} thousand."
        yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
    elif visit > HEAVY_VISIT_BYTES:
        left = FIRST_VISIT_BYTES - visit
        sentence = f"A first visit to this page takes {kilobytes(visit)}: {kilobytes(left)} below the limit."
        yield Problem(Place(f"site/{page.path}"), "R7", sentence, "Split it before it grows much.", "warning")


def heaviest(edition: Edition) -> tuple[str, int] | None:
    """Return the page of the published site whose first visit takes most, and the bytes it takes; None without a site.

    Only the pages with the longest HTML are weighed.
    """
    root = edition.project.site
    files = sorted(root.rglob("*.html"), key=lambda file: file.stat().st_size)[-_LIKELY:] if root.is_dir() else []
    pages = [BuiltPage(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    site = BuiltSite(root, edition, tuple(pages))
    return max(((page.path, first_visit(site, page)) for page in pages), key=lambda each: each[1], default=None)


def first_visit(site: BuiltSite, page: BuiltPage) -> int:
    """Return how many bytes a reader receives who has nothing of the site yet: the page and the files that it loads."""
    targets = (site.resolve(page, str(address)) for address in page.tree.xpath(_LOADED))
    files = {site.root / target[0] for target in targets if target}
    return compressed(page.content.encode()) + sum(compressed(file.read_bytes()) for file in files if file.is_file())


@lru_cache(maxsize=64)
def compressed(content: bytes) -> int:
    """Return how many bytes a file takes as servers send it."""
    return len(gzip.compress(content, GZIP_LEVEL, mtime=0))


def kilobytes(count: int) -> str:
    """Return a number of bytes as rules print it, such as 18.4 KB."""
    return f"{count / 1000:.1f} KB".replace(".0 KB", " KB")


def _way_out(page: BuiltPage) -> str:
    """Return a hint on how to make a page lighter: by its navigation, or by the block that takes up most of it."""
    if any(len(each.xpath(".//a")) > _MOST_NAVIGATION for each in page.tree.xpath("//nav")):
        return "Much of it may be the navigation: move pages from `nav` to `not_in_nav` in mkdocs.yml."
    blocks = page.tree.xpath("//div[starts-with(@class, 'block ')]")
    heaviest = max(blocks, key=lambda block: len(block.text_content()), default=None)
    name = str(heaviest.get("class")).removeprefix("block ") if heaviest is not None else ""
    if name not in _WAYS:
        return "Split the page in two."
    return f"Most of it is `/// {name}`. Split that {_WAYS[name]}, and put `/// parts` with that folder in its place."
