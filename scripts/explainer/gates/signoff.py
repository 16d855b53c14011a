"""Rule P6: our words are read against what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.problems import Problem
from explainer.reviews import Kind, Passage, passages_to_read, unread_passages

_SENTENCES: dict[Kind, str] = {
    "claim": "Nobody has read “{0.opens} …” against its paragraphs as it stands now.",
    "reading": "Nobody has read “{0.opens} …” against what it names as it stands now.",
    "record": "Nobody has read the record {0.of} as it stands now.",
    "page": "Nobody has read what this page says and shows beside its claims as it stands now.",
}


@rule("P6", "read")
def read(edition: Edition) -> Iterator[Finding]:
    """Every claim has been read against its paragraphs, every conclusion and record against what it rests on, and
    whatever else a page says or shows as a whole, as they stand now. What has not is a warning; the site prints how
    much has been read. Changing words, a citation, or a record that a claim rests on voids the sign-off."""
    unread = {passage.key: passage for passage in unread_passages(edition)}
    for passage in passages_to_read(edition):
        yield Seen(f"{passage.place}")
        if passage.key in unread:
            yield _problem(passage)
    known = {passage.key for passage in passages_to_read(edition)}
    # What was changed is told once, as unread; `explainer review` then drops the old sign-off.
    changed = {passage.of for passage in unread.values()}
    for key, review in edition.evidence.reviews.items():
        if key not in known and review.of not in changed:
            sentence = "This sign-off is of words that stand nowhere any more."
            yield Problem(
                edition.evidence.place(f"reviews:{key}"), "P6", sentence, "Run `explainer review`.", "warning"
            )


def _problem(passage: Passage) -> Problem:
    sentence = _SENTENCES[passage.kind].format(passage)
    return Problem(passage.place, "P6", sentence, "Run `explainer review`.", "warning")
