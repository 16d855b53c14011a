"""Rules about the built pages: what a reader gets is whole, leads somewhere, and names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Place, Problem
from explainer.core.text import fold
from explainer.gates.harm import NameSearch
from explainer.gates.own_words import article_windows, copied_run, stored_quotes
from explainer.gates.registry import Finding, RuleBook, Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

site_rules: RuleBook[BuiltSite] = RuleBook()
rule = site_rules.rule
_LEAST_SHARED = 20
_LEFT_OVER = re.compile(r"\[@|^///|\s///(?:\s|$)|\{\{|\}\}|\|\s*:?-+:?\s*\|")


def place_of(page: BuiltPage, shown: HtmlElement | str = "") -> Place:
    """Return where an element or a passage stands in a built page: its line, as far as one can be told."""
    line = page.line_of(shown) if isinstance(shown, str) else shown.sourceline
    return Place(f"site/{page.path}", line or 0)


@rule("B4", "dead links")
def dead_links(site: BuiltSite) -> Iterator[Finding]:
    """Every link inside the site leads to a file that was built and, where it names one, to an anchor in it."""
    for page in site.pages:
        for address in page.links:
            target = site.resolve(page, address)
            if target is None or page.path == "404.html":
                continue
            yield Seen(f"{page.path} {address}")
            path, anchor = target
            other = site.by_path.get(path)
            if other is None and not (site.root / path).is_file():
                sentence = f"The link to {address} leads to no file."
                yield Problem(place_of(page, address), "B4", sentence, "Mend the link or add the page.")
            elif anchor and not anchor.startswith(":~:") and other is not None and anchor not in other.anchors:
                sentence = f"The link to {address} leads to no place on that page."
                yield Problem(place_of(page, address), "B4", sentence, "Mend the anchor.")


@rule("B4", "left-over syntax")
def left_over(site: BuiltSite) -> Iterator[Finding]:
    """No page shows syntax that was meant to be replaced, nor a mark that something could not be drawn."""
    for page in site.pages:
        yield Seen(page.path)
        found = _LEFT_OVER.search(page.text)
        if found:
            near = page.text[max(0, found.start() - 20) : found.end() + 40]
            place = place_of(page, found.group().strip())
            yield Problem(
                place, "B4", f"Syntax is left over: “{near}”.", "Look for a mistyped block, citation or table."
            )
        for marked in page.tree.xpath("//*[@class='problem']"):
            sentence = f"Something could not be drawn: {marked.text_content()}"
            yield Problem(place_of(page, marked), "B4", sentence, "See above.")


@rule("B4", "orphan pages")
def orphans(site: BuiltSite) -> Iterator[Finding]:
    """Every page can be reached from another page."""
    links = ((page.path, site.resolve(page, address)) for page in site.pages for address in page.links)
    reached = {target[0] for path, target in links if target and target[0] != path}
    for page in site.pages:
        if page.path == "404.html":
            continue
        yield Seen(page.path)
        if page.path not in reached:
            yield Problem(
                place_of(page), "B4", f"No page leads to {page.path}.", "Enter it in the navigation of mkdocs.yml."
            )


@rule("N1", "names in what was built")
def names(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file holds a name from an article that no list permits: not in text or attributes, not in
    comments or data for programs, not in a file's own name."""
    search = NameSearch.of(site.edition)
    unchecked = _unchecked(site)
    for page in site.pages:
        yield Seen(page.path, unchecked)
        texts = (page.text, page.joined_text, *page.unseen_texts)
        if any(search.finds(text) for text in texts):
            place = Place(f"site/{page.path}", page.line_where(search.finds))
            hint = "Find where the page takes it from; show the person by role."
            yield Problem(place, "N1", "This page holds a name that no list permits.", hint)
    for path, text in site.all_files():
        yield Seen(path, unchecked)
        if search.finds(text):
            hint = "Find the record that it is made from."
            yield Problem(Place(f"site/{path}"), "N1", "This file holds a name that no list permits.", hint)
    for path in site.paths:
        if search.finds(path):
            yield Problem(Place(f"site/{path}"), "N1", "The name of this file is a private name.", "Rename it.")


@rule("C5", "no article text in what was built")
def no_article_text(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file holds 60 characters in a row of an article, stored quotations not counted, in text that a
    reader or only a program meets, or in a file's own name."""
    unchecked = _unchecked(site)
    windows, quotes = article_windows(site.edition), stored_quotes(site.edition)
    for path, text in _texts_of(site):
        yield Seen(path, unchecked)
        found = copied_run(fold(f"{text} | {path}"), windows, quotes)
        if found:
            line = _line_of_run(site.by_path.get(path), found)
            sentence = f"Article text stands here: “{found} …”."
            hint = "Find the page or record that it is made from."
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
