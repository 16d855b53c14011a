"""Everything in the data folder, frozen and cross-linked: what pages, gates and downloads are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from explainer.core.derived import Derives
from explainer.core.problems import Place
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.core.vocabulary import REFERENCE
from explainer.core.yaml_files import Document, KeyPath
from explainer.records.map_records import Map, MapPlace, Outlines
from explainer.records.models import (
    Chart,
    Event,
    Figure,
    FlagAnswer,
    Measure,
    Name,
    NumberException,
    Organisation,
    Person,
    Quote,
    Reader,
    Reading,
    Relation,
    Source,
    Term,
    Topic,
)
from explainer.records.quiz_items import QuizItem
from explainer.records.units import ORGANISATION_KINDS, Units, Vocabulary, units_with
from explainer.records.written_by_commands import Correction, LockedArticle, Measurement, Review

PieceKind = Literal["quotes", "figures", "events"]
PIECE_KINDS: tuple[PieceKind, ...] = ("quotes", "figures", "events")


@dataclass(frozen=True)
class Evidence(Derives):
    """Everything in the data folder. Pieces of evidence are keyed by their full id, `source.key`.

    `texts` is what the program says to readers, by name: in the language of the project, with `own_texts` in the place
    of others.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    places: Mapping[str, MapPlace] = field(default_factory=dict)
    maps: Mapping[str, Map] = field(default_factory=dict)
    outlines: Outlines | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    exceptions: Mapping[str, NumberException] = field(default_factory=dict)
    answers: Mapping[str, FlagAnswer] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    quality: Mapping[str, Measurement] = field(default_factory=dict)
    quiz: Mapping[str, QuizItem] = field(default_factory=dict)
    lock: Mapping[str, LockedArticle] = field(default_factory=dict)
    released: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    own_texts: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=lambda: texts_in(FIRST_LANGUAGE))
    homes: Mapping[str, tuple[Document, KeyPath]] = field(default_factory=dict)

    def keys_of(self, kind: PieceKind, topic: str = "", source: str = "", when: str = "") -> list[str]:
        """Return the full ids of all quotes, figures or events, or of those that fit what is given: a topic, a source,
        and the year or month in which the source was published."""
        index = self.derived(f"index of {kind}", lambda each: _index(getattr(each, kind)))
        if when:
            sources = (key for key in self.sources_of(when) if source in ("", key))
            keys = [key for each in sources for key in index.get(f"source {each}", [])]
            return [key for key in keys if topic in ("", *getattr(self, kind)[key].topics)]
        if topic and source:
            return [key for key in index.get(f"topic {topic}", []) if key.startswith(f"{source}.")]
        return index.get(f"topic {topic}" if topic else f"source {source}" if source else "", [])

    def sources_of(self, when: str) -> list[str]:
        """Return the ids of the sources published in a year or month, such as 2031 or 2031-05; without one, all."""
        months = self.derived("months of sources", lambda each: _months(each.sources))
        return months.get(when, []) if when else list(self.sources)

    @cached_property
    def units(self) -> Units:
        """All units, by name: those that every project has, and the project's own."""
        return units_with(self.vocabulary.units)

    @property
    def organisation_kinds(self) -> tuple[str, ...]:
        """All kinds of organisation: those that every project has, and the project's own."""
        return (*ORGANISATION_KINDS, *self.vocabulary.organisation_kinds)

    @property
    def listed_values(self) -> dict[str, tuple[str, ...]]:
        """What records may give as their `unit` or `kind`: the context in which models are validated."""
        return {"unit": tuple(self.units), "kind": self.organisation_kinds}

    def source_of(self, piece_id: str) -> Source:
        """Return the source that a piece of evidence was read from."""
        return self.sources[piece_id.partition(".")[0]]

    def place(self, record: str, key: str = "") -> Place:
        """Return the place of a record, or of one of its keys, in the data folder.

        A source or piece of evidence is named by its id, a record of a table by the table and its key:
        `glossary:whistle`.
        """
        home = self.homes.get(record)
        if home is None:
            return Place("data")
        document, path = home
        return Place(document.file, document.line((*path, key) if key else path))

    def pieces(self) -> Iterator[tuple[str, Reading]]:
        """Yield every quote, figure and event with its full id."""
        for kind in (self.quotes, self.figures, self.events):
            yield from kind.items()

    def pieces_at(self, reference: str) -> list[tuple[str, Reading]]:
        """Return the evidence read from one paragraph, cited as `source:number`."""
        return self._by_paragraph.get(reference, [])

    @cached_property
    def _by_paragraph(self) -> dict[str, list[tuple[str, Reading]]]:
        found: dict[str, list[tuple[str, Reading]]] = {}
        for key, piece in self.pieces():
            found.setdefault(f"{key.partition('.')[0]}:{piece.paragraph}", []).append((key, piece))
        return found

    def piece(self, key: str) -> Reading | None:
        """Return the quote, figure or event with a full id, or None."""
        return self.quotes.get(key) or self.figures.get(key) or self.events.get(key)

    def readings_at(self, reference: str) -> list[tuple[str, Reading]]:
        """Return the evidence read from a paragraph, and events read elsewhere that the paragraph reports too."""
        return [*self.pieces_at(reference), *self._reported_too.get(reference, [])]

    @cached_property
    def _reported_too(self) -> dict[str, list[tuple[str, Reading]]]:
        found: dict[str, list[tuple[str, Reading]]] = {}
        for key, event in self.events.items():
            for reference in dict.fromkeys(event.also):
                found.setdefault(reference, []).append((key, event))
        return found

    def paragraphs_behind(self, record: str) -> list[str]:
        """Return the paragraphs behind a record: for a piece of evidence its own, for a source all of them."""
        locked = self.lock.get(record)
        if locked is not None:
            return [f"{record}:{number}" for number in range(1, len(locked.paragraphs) + 1)]
        piece = self.piece(record)
        return [f"{record.partition('.')[0]}:{piece.paragraph}"] if piece else []

    def gist(self, reference: str) -> str:
        """Return our sentence on what a paragraph says, or "" if it has none."""
        key, _, number = reference.partition(":")
        source = self.sources.get(key)
        return source.gists.get(number, "") if source else ""

    def has_paragraph(self, reference: str) -> bool:
        """Return whether a citation names a paragraph of a known source."""
        match = REFERENCE.fullmatch(reference)
        article = self.lock.get(match[1]) if match else None
        return article is not None and match is not None and int(match[2]) <= len(article.paragraphs)

    def claimant(self, figure: Figure, source: Source) -> str:
        """Return who claims a figure, as shown: a person, an organisation, or the article's publisher."""
        if figure.claimed_by in self.people:
            return self.people[figure.claimed_by].shown
        organisation = self.organisations.get(figure.claimed_by)
        own_voice = source.publisher
        if source.copy_read.kind == "reworded":
            own_voice = self.texts["reworded-copy-of"].format(publisher=source.publisher)
        return organisation.name if organisation else own_voice


def _months(sources: Mapping[str, Source]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, source in sources.items():
        for part in {source.published[:4], source.published[:7]}:
            found.setdefault(part, []).append(key)
    return found


def _index(pieces: Mapping[str, Reading]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"": list(pieces)}
    for key, piece in pieces.items():
        found.setdefault(f"source {key.partition('.')[0]}", []).append(key)
        for topic in piece.topics:
            found.setdefault(f"topic {topic}", []).append(key)
    return found
