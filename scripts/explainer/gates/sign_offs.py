"""Rule P6: a person has compared our words with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.sign_offs import Kind, Passage, passages_to_read, stale_sign_offs, unread_passages

_SENTENCES: dict[Kind, str] = {
    "claim": "The claim “{0.opens} …” has not been signed off in its current form.",
    "reading": "The conclusion “{0.opens} …” has not been signed off in its current form.",
    "record": "The record {0.of} has not been signed off in its current form.",
    "page": "What {0.of} says and shows apart from its claims has not been signed off in its current form.",
}


@rule("P6", "signed off")
def signed_off(edition: Edition) -> Iterator[Finding]:
    """A person has compared every claim in its current form with its paragraphs, and every conclusion and record with
    what it rests on, and has read the rest of each page and of the navigation as a whole. What has not been signed off
    is a warning, and the site shows how much has been. Changing words, a citation, or a record that a claim rests on
    voids the sign-off; so does moving a claim to another page, or, if it leans on the sentence before, behind another
    one."""
    unread = {passage.key: passage for passage in unread_passages(edition)}
    for passage in passages_to_read(edition):
        yield Seen(f"{passage.place}")
        if passage.key in unread:
            yield _problem(passage)
    # A change is reported once, as unread; `explainer review` then removes the old sign-off.
    changed = {passage.of for passage in unread.values()}
    for key in stale_sign_offs(edition):
        if edition.evidence.reviews[key].of not in changed:
            place, sentence = (
                edition.evidence.place(f"reviews:{key}"),
                "This sign-off is for words that no longer exist.",
            )
            yield Problem(place, "P6", sentence, "Run `explainer review`, which removes it.", "warning")


def _problem(passage: Passage) -> Problem:
    sentence = _SENTENCES[passage.kind].format(passage)
    return Problem(passage.place, "P6", sentence, f"Run `explainer review --of {passage.of}`.", "warning")
