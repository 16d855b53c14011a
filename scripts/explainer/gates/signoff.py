"""Rule P6: claims are read against their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.problems import Problem
from explainer.reviews import claims_to_read


@rule("P6", "read")
def read(edition: Edition) -> Iterator[Finding]:
    """Every claim has been read against its paragraphs by a reader, as it stands now. One that has not is a warning;
    the site prints how many have been read. Changing a claim, its citation, or a record it rests on voids its
    sign-off."""
    known = {f"c{claim.digest}" for claim in claims_to_read(edition)}
    for key in edition.evidence.reviews.keys() - known:
        place = edition.evidence.place(f"reviews:{key}")
        sentence = "This sign-off is of a claim that no page makes any more."
        yield Problem(place, "P6", sentence, "Run `explainer review`.", "warning")
    for claim in claims_to_read(edition):
        yield Seen(f"{claim.place}")
        if f"c{claim.digest}" not in edition.evidence.reviews:
            sentence = f"Nobody has read “{claim.opens} …” against its paragraphs as it stands now."
            yield Problem(claim.place, "P6", sentence, "Run `explainer review`.", "warning")
