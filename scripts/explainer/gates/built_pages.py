"""Rules for built pages: what a reader gets is complete, its links work, and it names nobody it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Place, Problem
from explainer.core.text import fold
from explainer.gates.clean_before import clean_before
from explainer.gates.harm import NameSearch, told
from explainer.gates.own_words import article_windows, copied_run, stored_quotes
from explainer.gates.registry import Finding, RuleBook, Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

site_rules: RuleBook[BuiltSite] = RuleBook()
rule = site_rules.rule
_LEAST_SHARED = 20
TEXTS_KEPT = 5_000
"""Texts that are looked at once while a site is, however many pages they stand on."""
_LEFT_OVER = re.compile(r"\[@|^///|\s///(?:\s|$)|\{\{|\}\}|\|\s*:?-+:?\s*\|")
_SIGNS = ("[@", "///", "{{", "}}", "|")
"""What a text without leftover syntax has none of."""


def place_of(page: BuiltPage, shown: HtmlElement | str = "") -> Place:
    """Return the place of an element or a passage in a built page, with its line where that can be found."""
    line = page.line_of(shown) if isinstance(shown, str) else shown.sourceline
    return Place(f"site/{page.path}", line or 0)


@rule("B4", "dead links")
def dead_links(site: BuiltSite) -> Iterator[Finding]:
    """Every link within the site leads to a file that was built and, where it names an anchor, to that anchor."""
    for page in site.pages:
        for address in page.links:
            target = site.resolve(page, address)
            if target is None or page.path == "404.html":
                continue
            yield Seen(f"{page.path} {address}")
            path, anchor = target
            other = site.by_path.get(path)
            if other is None and not (site.root / path).is_file():
                sentence = f"The link {address!r} does not lead to a file of the site."
                yield Problem(place_of(page, address), "B4", sentence, "Correct the link, or add the page.")
            elif anchor and not anchor.startswith(":~:") and other is not None and anchor not in other.anchors:
                sentence = f"The link {address!r} leads to a page that has no anchor {anchor!r}."
                yield Problem(place_of(page, address), "B4", sentence, "Correct the anchor.")


_NO_CODE = "//text()[not(ancestor::pre or parent::script or parent::style)]"


@rule("B4", "leftover syntax")
def left_over(site: BuiltSite) -> Iterator[Finding]:
    """No page shows syntax that the build should have replaced, or a mark that something could not be drawn. Only
    a block of code may show how something is written."""
    for page in site.pages:
        yield Seen(page.path)
        # Looking where a text stands takes long, so that is left to pages that have such signs anywhere.
        may_be = any(sign in page.text for sign in _SIGNS)
        text = " ".join(" ".join(page.strings(_NO_CODE)).split()) if may_be else ""
        found = _LEFT_OVER.search(text)
        if found:
            near = text[max(0, found.start() - 20) : found.end() + 40]
            place = place_of(page, found.group().strip())
            hint = "Look for a mistyped block, citation or table."
            yield Problem(place, "B4", f"The page shows leftover syntax: “{near}”.", hint)
        for marked in page.tree.xpath("//*[@class='problem']"):
            sentence = f"The page shows a mark that something could not be drawn: “{marked.text_content()}”."
            hint = "Run `explainer check`, and correct what it reports about this page."
            yield Problem(place_of(page, marked), "B4", sentence, hint)


@rule("B4", "orphan pages")
def orphans(site: BuiltSite) -> Iterator[Finding]:
    """Every page is linked to from another page."""
    links = ((page.path, site.resolve(page, address)) for page in site.pages for address in page.links)
    reached = {target[0] for path, target in links if target and target[0] != path}
    for page in site.pages:
        if page.path == "404.html":
            continue
        yield Seen(page.path)
        if page.path not in reached:
            yield Problem(place_of(page), "B4", f"No page links to {page.path}.", "Add it to `nav` in mkdocs.yml.")


@rule("N1", "names in the built site")
def names(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file contains an unlisted name from an article: not in text or attributes, not in comments or
    data for programs, not in its own name."""
    search, before = NameSearch.of(site.edition), clean_before(site.edition)
    unchecked, searched_for = _unchecked(site), search.digest()

    @lru_cache(maxsize=TEXTS_KEPT)
    def found_in(text: str) -> str:
        # Most of what a page has beside its text stands on every page.
        return next(iter(before.faults(searched_for, (text,), lambda: filter(None, [search.found_in(text)]))), "")

    for page in site.pages:
        yield Seen(page.path, unchecked)
        texts = (page.text, page.joined_text, *sorted(page.unseen_texts))
        if found := next((name for text in texts if (name := found_in(text))), ""):
            place = Place(f"site/{page.path}", page.line_where(search.finds))
            hint = "Find where the page gets it, and show the person by role."
            sentence = "This page contains an unlisted name from an article."
            yield Problem(place, "N1", sentence, hint, aside=told(found))
    for path, text in site.all_files():
        yield Seen(path, unchecked)
        if found := found_in(text):
            hint = "Find the record that the file is made from, and show the person by role."
            sentence = "This file contains an unlisted name from an article."
            yield Problem(Place(f"site/{path}"), "N1", sentence, hint, aside=told(found))
    for path in site.paths:
        if found := search.found_in(path):
            sentence = "The name of this file contains an unlisted name from an article."
            yield Problem(Place(f"site/{path}"), "N1", sentence, "Rename it.", aside=told(found))


@rule("C5", "no article text in the built site")
def no_article_text(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file contains 60 characters in a row of an article, apart from stored quotations: not in text
    for readers, not in text for programs, not in its own name."""
    unchecked = _unchecked(site)
    windows, quotes = article_windows(site.edition), stored_quotes(site.edition)
    for path, text in _texts_of(site):
        yield Seen(path, unchecked)
        found = copied_run(fold(f"{text} | {path}"), windows, quotes)
        if found:
            line = _line_of_run(site.by_path.get(path), found)
            sentence = f"This file contains article text: “{found.strip()} …”."
            hint = "Find the page or record that it is made from, and remove it there."
            yield Problem(Place(f"site/{path}", line), "C5", sentence, hint)


def _line_of_run(page: BuiltPage | None, run: str) -> int:
    return page.line_where(lambda line: run[:_LEAST_SHARED] in fold(line)) if page else 0


def _texts_of(site: BuiltSite) -> Iterator[tuple[str, str]]:
    for page in site.pages:
        yield page.path, " | ".join((page.text, *sorted(page.unseen_texts)))
    yield from site.all_files()


def _unchecked(site: BuiltSite) -> str:
    missing = [key for key in site.edition.evidence.sources if key not in site.edition.articles]
    return "no article text at hand" if missing else ""
