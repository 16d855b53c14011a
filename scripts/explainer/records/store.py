"""The data folder becomes one frozen, cross-linked `Evidence`; every fault in it is reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_BYTES, MAXIMUM_WRITTEN_BYTES
from explainer.core.vocabulary import IDENTIFIER
from explainer.core.yaml_files import Document, KeyPath, load_yaml
from explainer.records.evidence import Evidence
from explainer.records.models import (
    Event,
    Figure,
    Measure,
    Name,
    NumberException,
    Organisation,
    Person,
    Quote,
    Record,
    Source,
    Term,
    Topic,
)
from explainer.records.quiz_items import QUIZ_KINDS, QuizItem
from explainer.records.written_by_commands import Correction, CorrectionsFile, LockedArticle, Review

R = TypeVar("R", bound=Record)
Piece = TypeVar("Piece", Quote, Figure, Event)
WRITTEN_FILES = ("articles.lock", "reviews.yaml")
KNOWN_FILES = ("README.md", "articles.lock", "released.lock")


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
