"""Rule R7: every page can be read on a phone over a slow line, however much evidence there is."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Place, Problem
from explainer.gates.built_pages import rule
from explainer.gates.registry import Finding, Seen
from explainer.render.search_parts import SEARCH_FOLDER

GZIP_LEVEL = 6
"""As most servers compress, so that what is counted here is what a reader's line carries."""

PAGE_BYTES, PAGE_CHARACTERS, PART_BYTES = 12_000, 150_000, 40_000
"""A page compressed, a page to be laid out, and a part of the search index compressed."""

_MOST_NAVIGATION = 60
_WAYS = {
    "quotes": "with `when:` a year or month, on a page for each below docs/quotes/",
    "timeline": "with `when:` a year or month, on a page for each below docs/timeline/",
    "sources": "with `when:` a year or month, on a page for each below docs/sources/",
    "evidence": "with `when:` a year or month, on a page for each below a folder of the topic",
    "figures": "with `measure:` or `when:`, on a page for each below docs/figures/",
    "disagreements": "with `measure:`, on a page for each below docs/figures/",
    "glossary": "with `letter:`, on a page for each below docs/glossary/",
    "people": "with `letter:`, on a page for each below docs/people/",
}


@rule("R7", "light pages")
def light(site: BuiltSite) -> Iterator[Finding]:
    """A page weighs at most 12 KB compressed and has at most 150,000 characters of HTML; a part of the search index
    weighs at most 40 KB. A list that has grown too long is parted by year, month, measure or letter."""
    for page in site.pages:
        yield Seen(page.path)
        weight = len(gzip.compress(page.content.encode(), GZIP_LEVEL, mtime=0))
        if weight > PAGE_BYTES:
            sentence = f"This page weighs {weight / 1000:.1f} KB compressed; {PAGE_BYTES // 1000} are allowed."
            yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
        elif len(page.content) > PAGE_CHARACTERS:
            thousands, most = len(page.content) // 1000, PAGE_CHARACTERS // 1000
            sentence = f"This page has {thousands} thousand characters of HTML; {most} are allowed."
            yield Problem(Place(f"site/{page.path}"), "R7", sentence, _way_out(page))
    for path, text in site.other_texts.items():
        if path.startswith(SEARCH_FOLDER):
            yield Seen(path)
            weight = len(gzip.compress(text.encode(), GZIP_LEVEL, mtime=0))
            if weight > PART_BYTES:
                sentence = f"This part of the search index is too heavy: {weight / 1000:.1f} KB compressed."
                yield Problem(
                    Place(f"site/{path}"), "R7", sentence, "Let scripts/explainer/render/search_parts.py part it."
                )


def _way_out(page: BuiltPage) -> str:
    """Return how to make a page lighter: by its navigation, or by the block that takes most of it."""
    if any(len(each.xpath(".//a")) > _MOST_NAVIGATION for each in page.tree.xpath("//nav")):
        return "Most of it may be the list of all pages: take pages out of `nav` and name them in `not_in_nav`."
    blocks = page.tree.xpath("//div[starts-with(@class, 'block ')]")
    heaviest = max(blocks, key=lambda block: len(block.text_content()), default=None)
    name = str(heaviest.get("class")).removeprefix("block ") if heaviest is not None else ""
    if name not in _WAYS:
        return "Split the page in two."
    return f"Most of it is `/// {name}`: part it {_WAYS[name]}, and put `/// parts | folder` in its place."
