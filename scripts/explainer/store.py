"""The data folder becomes one frozen, cross-linked `Evidence`; every fault in it is reported at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from pydantic import ValidationError

from explainer.incoming import MAXIMUM_BYTES, MAXIMUM_WRITTEN_BYTES
from explainer.models import (
    Correction,
    CorrectionsFile,
    Event,
    Figure,
    LockedArticle,
    Measure,
    Name,
    NumberException,
    Organisation,
    Person,
    Quote,
    Reading,
    Record,
    Review,
    Source,
    Term,
    Topic,
)
from explainer.paths import Project
from explainer.problems import Place, Problem, Refused
from explainer.quiz import QUIZ_KINDS, QuizItem
from explainer.vocabulary import IDENTIFIER, REFERENCE
from explainer.yamlfiles import Document, KeyPath, load_yaml

R = TypeVar("R", bound=Record)
V = TypeVar("V")
Piece = TypeVar("Piece", Quote, Figure, Event)
PieceKind = Literal["quotes", "figures", "events"]
PIECE_KINDS: tuple[PieceKind, ...] = ("quotes", "figures", "events")
WRITTEN_FILES = ("articles.lock", "reviews.yaml")
KNOWN_FILES = ("README.md", "articles.lock", "released.lock")


@dataclass(frozen=True)
class Evidence:
    """Everything that the data folder holds. Pieces of evidence are keyed by their full id, `source.key`."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    exceptions: Mapping[str, NumberException] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    quiz: Mapping[str, QuizItem] = field(default_factory=dict)
    lock: Mapping[str, LockedArticle] = field(default_factory=dict)
    homes: Mapping[str, tuple[Document, KeyPath]] = field(default_factory=dict)

    def keys_of(self, kind: PieceKind, topic: str = "", source: str = "", when: str = "") -> list[str]:
        """Return the full ids of the quotes, figures or events of a topic, of a source, of the sources published in
        a year or month, of what fits all of these, or all."""
        index = self.derived(f"index of {kind}", lambda each: _index(getattr(each, kind)))
        if when:
            sources = (key for key in self.sources_of(when) if source in ("", key))
            keys = [key for each in sources for key in index.get(f"source {each}", [])]
            return [key for key in keys if topic in ("", *getattr(self, kind)[key].topics)]
        if topic and source:
            return [key for key in index.get(f"topic {topic}", []) if key.startswith(f"{source}.")]
        return index.get(f"topic {topic}" if topic else f"source {source}" if source else "", [])

    def sources_of(self, when: str) -> list[str]:
        """Return the ids of the sources published in a year or month, such as 2021 or 2021-05; all without one."""
        months = self.derived("months of sources", lambda each: _months(each.sources))
        return months.get(when, []) if when else list(self.sources)

    def derived(self, name: str, make: Callable[[Evidence], V]) -> V:
        """Return what `make` computes from this evidence, computed once: the evidence never changes."""
        if name not in self._derived:
            self._derived[name] = make(self)
        return cast(V, self._derived[name])

    @cached_property
    def _derived(self) -> dict[str, object]:
        return {}

    def source_of(self, piece_id: str) -> Source:
        """Return the source that a piece of evidence was read from."""
        return self.sources[piece_id.partition(".")[0]]

    def place(self, record: str, key: str = "") -> Place:
        """Return where a record, or one key of it, stands in the data folder.

        A source or piece of evidence is named by its id, a record of a table with the table's name:
        `glossary:watermelon`.
        """
        home = self.homes.get(record)
        if home is None:
            return Place("data")
        document, path = home
        return Place(document.file, document.line((*path, key) if key else path))

    def pieces(self) -> Iterator[tuple[str, Reading]]:
        """Return every quote, figure and event with its full id."""
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
        """Return a quote, figure or event by its full id."""
        return self.quotes.get(key) or self.figures.get(key) or self.events.get(key)

    def readings_at(self, reference: str) -> list[tuple[str, Reading]]:
        """Return the evidence of a paragraph, and the events of others that the paragraph reports too."""
        return [*self.pieces_at(reference), *self._reported_too.get(reference, [])]

    @cached_property
    def _reported_too(self) -> dict[str, list[tuple[str, Reading]]]:
        found: dict[str, list[tuple[str, Reading]]] = {}
        for key, event in self.events.items():
            for reference in dict.fromkeys(event.also):
                found.setdefault(reference, []).append((key, event))
        return found

    def has_paragraph(self, reference: str) -> bool:
        """Tell whether a citation names a paragraph of a known source."""
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
            own_voice = f"a reworded copy of {source.publisher}"
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


@dataclass
class _Loader:
    project: Project
    problems: list[Problem] = field(default_factory=list)
    homes: dict[str, tuple[Document, KeyPath]] = field(default_factory=dict)

    def document(self, path: Path) -> Document | None:
        shown_as = self.project.relative(path)
        maximum = MAXIMUM_WRITTEN_BYTES if path.name in WRITTEN_FILES else MAXIMUM_BYTES
        try:
            return load_yaml(path, shown_as, maximum=maximum)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def table(self, name: str, model: type[R]) -> dict[str, R]:
        """Read a file that maps ids to records."""
        document = self.document(self.project.data / name)
        if document is None or not self.is_mapping(document, document.content):
            return {}
        return self.records(document, document.content, model, name.partition(".")[0])

    def is_mapping(self, document: Document, content: Any) -> bool:
        if isinstance(content, dict):
            return True
        place = Place(document.file, 1)
        self.problems.append(Problem(place, "Y3", "This file must map keys to records.", "See data/README.md."))
        return False

    def records(self, document: Document, content: dict[str, Any], model: type[R], table: str) -> dict[str, R]:
        built: dict[str, R] = {}
        for key, value in content.items():
            if model is not Name and not IDENTIFIER.fullmatch(key):
                place = Place(document.file, document.line((key,)))
                hint = "Use lower-case letters, digits and hyphens."
                self.problems.append(Problem(place, "Y4", f"{key!r} is no id.", hint))
                continue
            record = self.record(document, value, model, (key,))
            if record is not None:
                built[key] = record
                self.homes[f"{table}:{key}"] = (document, (key,))
        return built

    def record(self, document: Document, value: Any, model: type[R], path: tuple[str | int, ...]) -> R | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for fault in error.errors():
                self.problems.append(_explain(document, path, fault, model))
            return None


def _explain(document: Document, path: tuple[str | int, ...], fault: Any, model: type[Record]) -> Problem:
    location = fault["loc"]
    name = ".".join(str(part) for part in location) or str(path[-1] if path else document.file)
    place = Place(document.file, document.line((*path, *location)))
    if fault["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields)
        return Problem(place, "Y1", f"The key {name!r} is unknown.", f"Known keys: {known}.")
    if fault["type"] == "missing":
        return Problem(place, "Y3", f"The key {name!r} is missing.", "See data/README.md.")
    sentence = fault["msg"].removeprefix("Value error, ")
    return Problem(place, "Y3", f"{name}: {sentence}.", "See data/README.md.")


def load_evidence(project: Project) -> tuple[Evidence, list[Problem]]:
    """Read the data folder. What could be read is returned together with every problem found."""
    loader = _Loader(project)
    sources = _load_sources(loader)
    evidence = Evidence(
        sources=sources,
        quotes=_pieces(sources, "quotes", Quote),
        figures=_pieces(sources, "figures", Figure),
        events=_pieces(sources, "events", Event),
        people=loader.table("people.yaml", Person),
        organisations=loader.table("organisations.yaml", Organisation),
        names=loader.table("names.yaml", Name),
        topics=loader.table("topics.yaml", Topic),
        measures=loader.table("measures.yaml", Measure),
        terms=loader.table("glossary.yaml", Term),
        corrections=_load_corrections(loader),
        exceptions=loader.table("exceptions.yaml", NumberException),
        reviews=loader.table("reviews.yaml", Review),
        quiz=_load_quiz(loader),
        lock=loader.table("articles.lock", LockedArticle) if project.lock.exists() else {},
        homes=loader.homes,
    )
    return evidence, [*loader.problems, *_unknown_files(project)]


def _load_sources(loader: _Loader) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    folder = loader.project.source_records
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    for path in files:
        document = loader.document(path)
        if document is None or not loader.is_mapping(document, document.content):
            continue
        record = loader.record(document, document.content, Source, ())
        if record is None:
            continue
        if record.id != path.stem:
            place = Place(document.file, document.line(("id",)))
            loader.problems.append(
                Problem(place, "Y4", f"The id {record.id!r} is not the file's name.", "Make them equal.")
            )
        sources[record.id] = record
        _mark_source(loader, document, record)
    return sources


def _mark_source(loader: _Loader, document: Document, source: Source) -> None:
    loader.homes[source.id] = (document, ())
    for kind in ("quotes", "figures", "events"):
        for key in getattr(source, kind):
            if f"{source.id}.{key}" in loader.homes:
                place = Place(document.file, document.line((kind, key)))
                sentence = f"The key {key!r} names two pieces of evidence of this source."
                loader.problems.append(Problem(place, "Y4", sentence, "Give one of them another key."))
            loader.homes[f"{source.id}.{key}"] = (document, (kind, key))


def _pieces(sources: Mapping[str, Source], kind: str, model: type[Piece]) -> dict[str, Piece]:
    return {f"{source.id}.{key}": piece for source in sources.values() for key, piece in getattr(source, kind).items()}


def _load_corrections(loader: _Loader) -> dict[str, Correction]:
    document = loader.document(loader.project.data / "corrections.yaml")
    if document is None or not loader.is_mapping(document, document.content):
        return {}
    file = loader.record(document, document.content, CorrectionsFile, ())
    for number, correction in enumerate(file.corrections if file else ()):
        loader.homes[f"corrections:{correction.id}"] = (document, ("corrections", number))
    return {correction.id: correction for correction in (file.corrections if file else ())}


def _load_quiz(loader: _Loader) -> dict[str, QuizItem]:
    """Read the quiz, each item by the model of its kind."""
    document = loader.document(loader.project.data / "quiz.yaml")
    if document is None or not loader.is_mapping(document, document.content):
        return {}
    built: dict[str, QuizItem] = {}
    for key, value in document.content.items():
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in QUIZ_KINDS:
            place = Place(document.file, document.line((key, "kind")))
            hint = f"Give it a kind: {', '.join(QUIZ_KINDS)}."
            loader.problems.append(Problem(place, "Y3", f"The item {key!r} has no known kind.", hint))
            continue
        built |= loader.records(document, {key: value}, QUIZ_KINDS[kind], "quiz")
    return built


def _unknown_files(project: Project) -> list[Problem]:
    """Return a problem for each file beside the data that nothing reads, such as one with another ending."""
    folders = (project.data, project.source_records)
    files = [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()) if file.is_file()]
    known = {*project.data_files(), *(project.data / name for name in KNOWN_FILES)}
    sentence = "Nothing reads this file."
    hint = "Data files end in .yaml; see data/README.md."
    return [Problem(Place(project.relative(file)), "Y3", sentence, hint) for file in files if file not in known]
