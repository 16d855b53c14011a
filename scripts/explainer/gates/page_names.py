"""Rule B4 for names: a page is called the same in its heading, in the navigation and in what a browser shows of it."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.lessons import plain

_HOME = "index.md"
_ENCODED = frozenset("&<>")


@rule("B4", "one name for a page")
def one_name(edition: Edition) -> Iterator[Finding]:
    """A page has one name, which is its heading: its label in the navigation and its title, where it has them, are the
    same words. The home page is named by the site, and its heading may be a question."""
    labels = dict(_labels(edition.settings.get("nav"), ""))
    for page in edition.pages:
        if page.path == _HOME or not page.headings:
            continue
        yield Seen(page.path)
        heading = plain(page.headings[0].text)
        label, title = labels.get(page.path, ""), page.front.get("title", "")
        if _ENCODED & set(heading) and not (label or title):
            # MkDocs encodes what it takes from a heading, and nothing else.
            hint = "Write the same words at the head of the page: title: …"
            yield Problem(page.headings[0].place, "B4", "A page with &, < or > in its heading must have a title.", hint)
        if label and label != heading:
            sentence = f"The navigation calls this page “{label}”; its heading is “{heading}”."
            hint = f"Write `- {page.path}` in nav of mkdocs.yml: the label is then the heading. Or change the heading."
            yield Problem(page.headings[0].place, "B4", sentence, hint)
        if title and title != heading:
            sentence = f"The title of this page is “{title}”; its heading is “{heading}”."
            yield Problem(
                Place(page.file, page.line_of_front("title")),
                "B4",
                sentence,
                "Remove the title, or give both the same words.",
            )


def _labels(listed: object, label: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the label of each page of the navigation; a page that stands there alone has no label."""
    if isinstance(listed, str):
        yield listed, label
    for entry in listed if isinstance(listed, list) else ():
        for name, below in entry.items() if isinstance(entry, dict) else (("", entry),):
            yield from _labels(below, str(name))
