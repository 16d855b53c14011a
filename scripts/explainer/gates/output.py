"""Rules about the built pages: what a reader gets is whole, leads somewhere, and names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.built import BuiltPage, BuiltSite
from explainer.gates.harm import NameSearch
from explainer.gates.own_words import article_windows, copied_run, stored_quotes
from explainer.gates.registry import Finding, RuleBook, Seen
from explainer.problems import Place, Problem
from explainer.text import fold

site_rules: RuleBook[BuiltSite] = RuleBook()
rule = site_rules.rule
_LEFT_OVER = re.compile(r"\[@|^///|\s///(?:\s|$)|\{\{|\}\}")


def _place(page: BuiltPage, needle: str = "") -> Place:
    line = page.content.count("\n", 0, page.content.find(needle)) + 1 if needle and needle in page.content else 0
    return Place(f"site/{page.path}", line)


@rule("B4", "dead links")
def dead_links(site: BuiltSite) -> Iterator[Finding]:
    """Every link inside the site leads to a file that was built and, where it names one, to an anchor in it."""
    for page in site.pages:
        for address in page.links():
            target = site.resolve(page, address)
            if target is None or page.path == "404.html":
                continue
            yield Seen(f"{page.path} {address}")
            path, anchor = target
            other = site.by_path.get(path)
            if other is None and not (site.root / path).is_file():
                sentence = f"The link to {address} leads to no file."
                yield Problem(_place(page, address), "B4", sentence, "Mend the link or add the page.")
            elif anchor and not anchor.startswith(":~:") and other is not None and anchor not in other.anchors:
                sentence = f"The link to {address} leads to no place on that page."
                yield Problem(_place(page, address), "B4", sentence, "Mend the anchor.")


@rule("B4", "left-over syntax")
def left_over(site: BuiltSite) -> Iterator[Finding]:
    """No page shows syntax that was meant to be replaced, nor a mark that something could not be drawn."""
    for page in site.pages:
        yield Seen(page.path)
        found = _LEFT_OVER.search(page.text)
        if found:
            near = page.text[max(0, found.start() - 20) : found.end() + 40]
            yield Problem(
                _place(page), "B4", f"Syntax is left over: “{near}”.", "Look for a mistyped block or citation."
            )
        for marked in page.tree.xpath("//*[@class='problem']"):
            yield Problem(_place(page), "B4", f"Something could not be drawn: {marked.text_content()}", "See above.")


@rule("B4", "orphan pages")
def orphans(site: BuiltSite) -> Iterator[Finding]:
    """Every page can be reached from another page."""
    links = ((page.path, site.resolve(page, address)) for page in site.pages for address in page.links())
    reached = {target[0] for path, target in links if target and target[0] != path}
    for page in site.pages:
        if page.path == "404.html":
            continue
        yield Seen(page.path)
        if page.path not in reached:
            yield Problem(_place(page), "B4", f"No page leads to {page.path}.", "Enter it in the navigation.")


@rule("N1", "names in what was built")
def names(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file holds, in text or attributes, a name from an article that no list permits."""
    search = NameSearch.of(site.edition)
    missing = [key for key in site.edition.evidence.sources if key not in site.edition.articles]
    for page in site.pages:
        yield Seen(page.path, "no article text at hand" if missing else "")
        if search.finds(page.text) or any(search.finds(str(value)) for value in page.tree.xpath("//@*")):
            hint = "Find where the page takes it from; show the person by role."
            yield Problem(_place(page), "N1", "This page holds a name that no list permits.", hint)
    for path, text in site.other_texts.items():
        yield Seen(path, "no article text at hand" if missing else "")
        if search.finds(text):
            hint = "Find the record that it is made from."
            yield Problem(Place(f"site/{path}"), "N1", "This file holds a name that no list permits.", hint)


@rule("C5", "no article text in what was built")
def no_article_text(site: BuiltSite) -> Iterator[Finding]:
    """No built page or file holds 60 characters in a row of an article, stored quotations not counted."""
    missing = [key for key in site.edition.evidence.sources if key not in site.edition.articles]
    windows, quotes = article_windows(site.edition), stored_quotes(site.edition)
    texts = {page.path: f"{page.text} {' '.join(map(str, page.tree.xpath('//@*')))}" for page in site.pages}
    for path, text in {**texts, **site.other_texts}.items():
        yield Seen(path, "no article text at hand" if missing else "")
        found = copied_run(fold(text), windows, quotes)
        if found:
            sentence = f"Article text stands here: “{found} …”."
            yield Problem(Place(f"site/{path}"), "C5", sentence, "Find the page or record that it is made from.")
