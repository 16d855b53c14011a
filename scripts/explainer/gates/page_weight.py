"""Rule R7: every page loads on a phone over a slow connection, however much evidence there is."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Place, Problem
from explainer.gates.built_pages import rule
from explainer.gates.registry import Finding, Seen
from explainer.render.search_parts import SEARCH_FOLDER

GZIP_LEVEL = 6
"""The level at which most servers compress, so that what is counted here is what readers download."""

PAGE_BYTES, PAGE_CHARACTERS, PART_BYTES = 16_000, 150_000, 40_000
"""Limits for a compressed page, for the HTML of a page, and for a compressed part of the search index."""

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
    """A page is at most 16 KB compressed and has at most 150,000 characters of HTML; a part of the search index is at
    most 40 KB compressed. A list that has grown too long is split by year, month, measure or letter."""
    for page in site.pages:
        yield Seen(page.path)
        weight = len(gzip.compress(page.content.encode(), GZIP_LEVEL, mtime=0))
        if weight > PAGE_BYTES:
            sentence = f"This page is {weight / 1000:.1f} KB compressed; the limit is {PAGE_BYTES // 1000} KB."
            yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
        elif len(page.content) > PAGE_CHARACTERS:
            thousands, most = len(page.content) // 1000, PAGE_CHARACTERS // 1000
            sentence = f"This page has {thousands} thousand characters of HTML; the limit is {most} thousand."
            yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
    for path, text in site.other_texts.items():
        if path.startswith(SEARCH_FOLDER):
            yield Seen(path)
            weight = len(gzip.compress(text.encode(), GZIP_LEVEL, mtime=0))
            if weight > PART_BYTES:
                limit = PART_BYTES // 1000
                sentence = f"This part of the index is {weight / 1000:.1f} KB compressed; the limit is {limit} KB."
                hint = "Make scripts/explainer/render/search_parts.py split it."
                yield Problem(Place(f"site/{path}"), "R7", sentence, hint)


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
