"""Records that commands write and keep: corrections, sign-offs, measurements, and the lock of the articles."""

from __future__ import annotations

from pydantic import Field

from explainer.core.vocabulary import CorrectionKind, MeasuredSubject
from explainer.records.models import FINGERPRINT, DateText, Identifier, Line, Record


class Correction(Record):
    """A change to something that had been published (rule K1)."""

    id: Identifier
    date: DateText
    record: Line
    said: Line
    says: Line
    why: Line
    kind: CorrectionKind


class CorrectionsFile(Record):
    """What data/corrections.yaml holds."""

    corrections: tuple[Correction, ...] = Field(default=(), strict=False)


class Review(Record):
    """A sign-off: words of ours that a person has read against what they rest on. `of` names their page or record."""

    of: Line
    opens: Line
    read: DateText
    by: Line


class Measurement(Record):
    """What was measured of the built pages: what it is `about`, the value found, the `limit` it must keep to, on how
    many pages, when, and by what."""

    about: MeasuredSubject
    says: Line
    value: Line
    limit: str
    holds: bool
    pages: int = Field(ge=0)
    measured: DateText
    by: Line


class LockedParagraph(Record):
    """What is kept of a paragraph: its fingerprint, its number of words, and its opening words."""

    fingerprint: str = Field(pattern=FINGERPRINT)
    words: int = Field(ge=0)
    opening: str


class LockedArticle(Record):
    """What is kept of an article's text: when it was read, and its paragraphs, in order."""

    read: DateText
    words: int = Field(ge=0)
    paragraphs: tuple[LockedParagraph, ...] = Field(strict=False)
    checked: dict[str, str] = Field(default_factory=dict)
