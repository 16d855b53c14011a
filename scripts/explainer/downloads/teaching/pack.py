"""What the files of the quiz and the flashcards are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from explainer.downloads.book import Book
from explainer.pages.lessons import Lesson, lessons_as_listed
from explainer.quiz.ask import Asked, ask_all
from explainer.quiz.flashcards import Card
from explainer.records.evidence import Evidence


@dataclass(frozen=True)
class Pack:
    """The evidence, the site's title and identifier, the imprint of each file, the time of the edition in seconds since
    1970, the titles of the lessons by slug, in order, and what each lesson uses, as cards name what they are drawn
    from."""

    evidence: Evidence
    title: str
    identifier: str
    imprint: tuple[str, ...]
    released: int
    lessons: Mapping[str, str]
    used: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def by_lesson(self) -> list[tuple[str, list[Asked]]]:
        """Return the title and quiz items of each lesson that has items."""
        asked = ((title, ask_all(self.evidence, slug)) for slug, title in self.lessons.items())
        return [(title, items) for title, items in asked if items]

    def lessons_with(self, card: Card) -> list[str]:
        """Return the slugs of the lessons that use what a card asks."""
        return [slug for slug in self.lessons if card.record in self.used.get(slug, ())]


def pack_of(book: Book) -> Pack:
    """Return what the files of a book's quiz and flashcards are made from."""
    lessons = lessons_as_listed(book.edition.pages)
    titles = {lesson.slug: lesson.title for lesson in lessons}
    used = {lesson.slug: frozenset(_used(book, lesson)) for lesson in lessons}
    evidence, identifier = book.edition.evidence, book.identity.identifier
    return Pack(evidence, book.title, identifier, tuple(book.imprint()), book.released, titles, used)


def _used(book: Book, lesson: Lesson) -> Iterator[str]:
    """Yield what a lesson uses: its evidence, the speakers of its quotations, its words, and the events of the
    paragraphs that it cites."""
    evidence, chapter = book.edition.evidence, book.by_path[lesson.page.path]
    yield from chapter.records
    yield from (f"people:{evidence.quotes[key].speaker}" for key in chapter.records if key in evidence.quotes)
    yield from (f"glossary:{term}" for each in lesson.named("vocabulary") for term in each.block.argument.split())
    for key, event in evidence.events.items():
        if {f"{evidence.source_of(key).id}:{event.paragraph}", *event.also} & {*chapter.references}:
            yield key
