"""Rule R3: what a page may load and do is stated in its own head, because a host may send no header that says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explainer.built.serving import policy
from explainer.built.site import BuiltPage, BuiltSite
from explainer.core.problems import Problem
from explainer.gates.built_pages import place_of, rule
from explainer.gates.registry import Finding, Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = "content-security-policy"
_LOADING = "base", "img", "link", "script", "style"
"""Elements that a browser acts on as soon as it reads them, so that a policy further down comes too late for them."""


@rule("R3", "policy of pages")
def policy_of_pages(site: BuiltSite) -> Iterator[Finding]:
    """Every page states exactly one Content-Security-Policy, in its head and before anything is loaded, and it is the
    program's own: a page loads only files of the site and runs no inline script, whatever headers a host sends."""
    line = f'<meta http-equiv="Content-Security-Policy" content="{policy(in_header=False)}">'
    hint = f"In the head of overrides/main.html, write {line}."
    for page in site.pages:
        yield Seen(page.path)
        for shown, sentence in _faults(page):
            yield Problem(place_of(page, shown), "R3", sentence, hint)


def _faults(page: BuiltPage) -> Iterator[tuple[HtmlElement | str, str]]:
    read = list(page.tree.iter("meta", *_LOADING))
    stated = [each for each in read if each.tag == "meta" and each.get("http-equiv", "").strip().lower() == _NAME]
    if not stated:
        yield "<head>", "This page has no Content-Security-Policy."
    for first in stated[:1]:
        given = first.get("content", "")
        if given != policy(in_header=False):
            yield first, f"This is not the program's Content-Security-Policy: “{given}”."
        if first.getparent().tag != "head":
            yield first, "Browsers ignore a Content-Security-Policy outside the head."
        elif any(each.tag in _LOADING for each in read[: read.index(first)]):
            yield first, "This Content-Security-Policy comes after something that is loaded."
    for further in stated[1:]:
        yield further, "This page states a second Content-Security-Policy."
