"""References in words, as readers of a printed page need them: entries of sources, and the notes behind citations."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.downloads.book import Book, Chapter
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from explainer.records.wording import paragraph_label


@dataclass(frozen=True)
class Note:
    """What a citation refers to: a numbered paragraph, with its opening words."""

    reference: str
    source: Source
    number: int
    opening: str

    @property
    def anchor(self) -> str:
        return f"note-{self.source.id}-{self.number}"

    @property
    def mark(self) -> str:
        """The mark as printed in the text, such as "Heron ¶7"."""
        return paragraph_label(self.source, self.number)


def notes_of(book: Book, chapter: Chapter) -> list[Note]:
    """Return the notes of a chapter, in the order of sources and paragraphs.

    The page of a source has none: its citations lead to its own list of paragraphs.
    """
    if chapter.path.startswith("sources/"):
        return []
    return [note for reference in chapter.references if (note := note_to(book.edition.evidence, reference))]


def note_to(evidence: Evidence, reference: str) -> Note | None:
    """Return the note behind a citation, or None if there is no such paragraph."""
    key, _, number = reference.partition(":")
    if not evidence.has_paragraph(reference):
        return None
    opening = evidence.lock[key].paragraphs[int(number) - 1].opening
    return Note(reference, evidence.sources[key], int(number), opening)


def by_source(notes: list[Note]) -> dict[str, list[Note]]:
    """Return notes by the id of their source."""
    grouped: dict[str, list[Note]] = {}
    for note in notes:
        grouped.setdefault(note.source.id, []).append(note)
    return grouped


def address_of(source: Source) -> str:
    """Return the address at which a source can be read, or "" if none is known."""
    return source.url or source.copy_read.url or ""
