"""Rule P6: our words are read against what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.sign_offs import Kind, Passage, passages_to_read, stale_sign_offs, unread_passages

_SENTENCES: dict[Kind, str] = {
    "claim": "Nobody has read “{0.opens} …” against its paragraphs as it stands now.",
    "reading": "Nobody has read “{0.opens} …” against what it names as it stands now.",
    "record": "Nobody has read the record {0.of} as it stands now.",
    "page": "Nobody has read what this page says and shows beside its claims as it stands now.",
}


@rule("P6", "read")
def read(edition: Edition) -> Iterator[Finding]:
    """Every claim has been read against its paragraphs, every conclusion and record against what it rests on, and
    whatever else a page or the list of pages says or shows as a whole, as they stand now. What has not is a warning;
    the site prints how much has been read. Changing words, a citation, or a record that a claim rests on voids the
    sign-off."""
    unread = {passage.key: passage for passage in unread_passages(edition)}
    for passage in passages_to_read(edition):
        yield Seen(f"{passage.place}")
        if passage.key in unread:
            yield _problem(passage)
    # What was changed is told once, as unread; `explainer review` then drops the old sign-off.
    changed = {passage.of for passage in unread.values()}
    for key in stale_sign_offs(edition):
        if edition.evidence.reviews[key].of not in changed:
            place, sentence = edition.evidence.place(f"reviews:{key}"), "This sign-off is of words that are gone."
            yield Problem(place, "P6", sentence, "Run `explainer review`.", "warning")


def _problem(passage: Passage) -> Problem:
    sentence = _SENTENCES[passage.kind].format(passage)
    return Problem(passage.place, "P6", sentence, "Run `explainer review`.", "warning")
