"""Rules C6 and D7: our sentence on a paragraph is short, stays far from replacing the article, and is never missing."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.core.text import count_words
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.cited_paragraphs import cited_paragraphs

MOST_WORDS = 20
SHARE = 3
"""The gists of a source may have at most one word for this many of its words."""


@rule("C6", "length of gists")
def length_of_gists(edition: Edition) -> Iterator[Finding]:
    """A gist, which is our sentence on a paragraph, has at most 20 words, and the gists of a source together at most a
    third of its words, so that they never stand in for the article."""
    for key, source in edition.evidence.sources.items():
        for number, gist in source.gists.items():
            yield Seen(f"{key}:{number}")
            words = count_words(gist)
            if words > MOST_WORDS:
                sentence = f"The gist of {key}:{number} has {words} words; it may have at most {MOST_WORDS}."
                yield Problem(edition.evidence.place(f"{key}:{number}"), "C6", sentence, "Shorten it.")
        locked = edition.evidence.lock.get(key)
        allowed, all_words = locked.words // SHARE if locked else 0, sum(map(count_words, source.gists.values()))
        if locked and all_words > allowed:
            sentence = f"The gists of {key} have {all_words} words; together they may have at most {allowed}."
            yield Problem(edition.evidence.place(key, "gists"), "C6", sentence, "Shorten or remove some of them.")


@rule("D7", "gists of cited paragraphs")
def gists_of_cited_paragraphs(edition: Edition) -> Iterator[Finding]:
    """Every paragraph that something cites has a gist, so that each citation leads to an answer; every gist belongs to
    a paragraph that exists."""
    evidence = edition.evidence
    for reference in cited_paragraphs(edition):
        if not evidence.has_paragraph(reference):
            continue
        yield Seen(reference)
        if not evidence.gist(reference):
            name, _, number = reference.partition(":")
            hint = f"Under gists in data/sources/{name}.yaml, write {number}: and one sentence on what it says."
            yield Problem(
                evidence.place(name, "gists"), "D7", f"{reference} is cited, but has no gist.", hint, "warning"
            )
    for key, source in evidence.sources.items():
        for number in source.gists:
            if key in evidence.lock and not evidence.has_paragraph(f"{key}:{number}"):
                sentence = f"{key} has no paragraph {number}, which has a gist."
                yield Problem(
                    evidence.place(f"{key}:{number}"), "D7", sentence, "Correct the number, or remove the gist."
                )
