"""Sign-off: which claims have been read against their paragraphs, and whether they still stand as they were read.

A gate proves that a number stands in a paragraph. That the sentence says what the paragraph says takes a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.edition import Edition
from explainer.locking import attestations
from explainer.pages import Claim
from explainer.problems import Place
from explainer.quiz import feedback_claims
from explainer.store import Evidence
from explainer.text import fingerprint_of, opening

OPENING_WORDS = 8
QUIZ = "quiz.yaml"
"""What stands for the page of a claim that is feedback of the quiz."""


@dataclass(frozen=True)
class ReviewedClaim:
    """A claim of a page with its digest: of its words, its paragraphs, and the records that stand there."""

    page: str
    text: str
    references: tuple[str, ...]
    place: Place
    digest: str

    @property
    def opens(self) -> str:
        return opening(self.text, OPENING_WORDS)


def claims_to_read(edition: Edition) -> list[ReviewedClaim]:
    """Return every claim that cites a paragraph, in the order of pages, then those of the quiz."""
    return edition.derived("claims to read", lambda each: list(_claims_to_read(each)))


def _claims_to_read(edition: Edition) -> Iterator[ReviewedClaim]:
    for page, claim in _claims(edition):
        if claim.citation is not None:
            digest = _digest(edition.evidence, claim)
            yield ReviewedClaim(page, claim.text, claim.references, claim.place, digest)


def _claims(edition: Edition) -> Iterator[tuple[str, Claim]]:
    for page in edition.pages:
        for block in page.prose:
            yield from ((page.path, claim) for claim in block.claims())
    for key, item in edition.evidence.quiz.items():
        place = edition.evidence.place(f"quiz:{key}", "feedback")
        yield from ((QUIZ, claim) for claim in feedback_claims(item, place))


def _digest(evidence: Evidence, claim: Claim) -> str:
    marks = evidence.derived("attested records", _attested)
    parts = [claim.text]
    for reference in claim.references:
        source, _, number = reference.partition(":")
        locked = evidence.lock.get(source)
        known = locked is not None and number.isdigit() and 0 < int(number) <= len(locked.paragraphs)
        parts.append(f"{reference} {locked.paragraphs[int(number) - 1].fingerprint if known and locked else ''}")
        parts += [f"{key} {marks.get(key, '')}" for key, _ in evidence.readings_at(reference)]
    return fingerprint_of(" | ".join(parts))


def _attested(evidence: Evidence) -> dict[str, str]:
    marks = {
        f"{source.id}.{key}": digest
        for source in evidence.sources.values()
        if source.id in evidence.lock
        for key, digest in attestations(source, evidence.lock[source.id]).items()
    }
    return marks | {key: fingerprint_of(f"{event.date} {event.text}") for key, event in evidence.events.items()}


def unread_claims(edition: Edition) -> list[ReviewedClaim]:
    """Return the claims that nobody has read as they stand now."""
    return [claim for claim in claims_to_read(edition) if f"c{claim.digest}" not in edition.evidence.reviews]
