"""Reads the data folder as one frozen, cross-linked `Evidence`, and reports every fault in it at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_BYTES, MAXIMUM_WRITTEN_BYTES
from explainer.core.texts import faults_of_texts, language_of, texts_in
from explainer.core.vocabulary import IDENTIFIER, id_hint
from explainer.core.yaml_files import Document, KeyPath, load_yaml
from explainer.records.data_files import (
    CORRECTIONS,
    NO_DATA,
    OUTLINES,
    QUIZ,
    RELEASED,
    TABLES,
    TEXTS,
    VOCABULARY,
    WRITTEN_FILES,
    Table,
)
from explainer.records.evidence import Evidence
from explainer.records.faults import faults_of
from explainer.records.map_records import Outlines
from explainer.records.models import Event, Figure, Name, Quote, Record, Source
from explainer.records.quiz_items import QUIZ_KINDS, QuizItem
from explainer.records.units import UNITS, Vocabulary
from explainer.records.written_by_commands import Correction, CorrectionsFile, Review

R = TypeVar("R", bound=Record)
Piece = TypeVar("Piece", Quote, Figure, Event)


@dataclass
class _Loader:
    project: Project
    problems: list[Problem] = field(default_factory=list)
    homes: dict[str, tuple[Document, KeyPath]] = field(default_factory=dict)
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The units and kinds that records may name, once they are known."""

    def content(self, path: Path) -> tuple[Document, dict[str, Any] | None]:
        """Return a file's document and its mapping, which is empty if the file is missing, None if it is unreadable."""
        document = Document(self.project.relative(path))
        if not os.path.lexists(path):
            return document, {}
        maximum = MAXIMUM_WRITTEN_BYTES if path.name in WRITTEN_FILES else MAXIMUM_BYTES
        try:
            document = load_yaml(path, document.file, maximum=maximum)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return document, None
        if isinstance(document.content, dict):
            return document, document.content
        if document.content is None:
            hint = "Restore it or, if the project does not need it, delete it."
            self.problem(document, (), "Y3", "This file is empty.", hint)
        else:
            hint = "Write it as data/README.md says."
            self.problem(document, (), "Y3", "This file must map keys to records.", hint)
        return document, None

    def problem(self, document: Document, path: KeyPath, code: str, sentence: str, hint: str) -> None:
        self.problems.append(Problem(Place(document.file, document.line(path)), code, sentence, hint))

    def table(self, table: Table) -> dict[str, Record]:
        """Read a file that maps ids to records."""
        document, content = self.content(self.project.data / table.file)
        return self.records(document, content or {}, table.model, table.name)

    def records(self, document: Document, content: dict[str, Any], model: type[R], table: str) -> dict[str, R]:
        built: dict[str, R] = {}
        for key, value in content.items():
            if model is not Name and not IDENTIFIER.fullmatch(key):
                sentence = f"An id must be lower-case letters, digits and hyphens: {key!r}."
                self.problem(document, (key,), "Y4", sentence, id_hint(key))
                continue
            record = self.record(document, value, model, (key,))
            if record is not None:
                built[key] = record
                self.homes[f"{table}:{key}"] = (document, (key,))
        return built

    def record(self, document: Document, value: Any, model: type[R], path: tuple[str | int, ...]) -> R | None:
        try:
            return model.model_validate(value, context=self.known)
        except ValidationError as error:
            for fault in faults_of(error, model):
                sentence = fault.sentence(lambda key: (*path, *key))
                self.problem(document, (*path, *fault.keys[0]), fault.code, sentence, fault.hint)
            return None


def load_evidence(project: Project) -> tuple[Evidence, list[Problem]]:
    """Read the data folder. Return what could be read, and every problem found."""
    loader = _Loader(project)
    # The sign-offs first: they tell whether there was a vocabulary, and that tells which units there can be.
    tables: dict[str, Any] = {table.field: loader.table(table) for table in TABLES if table.written}
    vocabulary = _load_vocabulary(loader, tables["reviews"])
    sources = _load_sources(loader)
    tables |= {table.field: loader.table(table) for table in TABLES if not table.written}
    own_texts = _load_own_texts(loader)
    evidence = Evidence(
        sources=sources,
        quotes=_pieces(sources, "quotes", Quote),
        figures=_pieces(sources, "figures", Figure),
        events=_pieces(sources, "events", Event),
        corrections=_load_corrections(loader),
        quiz=_load_quiz(loader),
        outlines=_load_outlines(loader),
        released=_load_released(loader),
        vocabulary=vocabulary,
        own_texts=own_texts,
        texts={**texts_in(language_of(project)), **own_texts},
        homes=loader.homes,
        **tables,
    )
    return evidence, [*loader.problems, *_unknown_files(project)]


def _load_vocabulary(loader: _Loader, reviews: Mapping[str, Review]) -> Vocabulary:
    """Read what the project adds to units and kinds of organisation.

    Where that is unreadable, or missing though its words are signed off, records may have any: rule D5 reports it.
    """
    file = loader.project.data / VOCABULARY
    if not os.path.lexists(file) and any(review.of.startswith("vocabulary:") for review in reviews.values()):
        return Vocabulary()
    document, content = loader.content(file)
    vocabulary = None if content is None else loader.record(document, content, Vocabulary, ())
    if vocabulary is None:
        return Vocabulary()
    for name, unit in vocabulary.units.items():
        loader.homes[f"vocabulary:{name}"] = (document, ("units", name))
        if name in UNITS and unit.model_fields_set != {"words"}:
            hint = f"Keep `words` alone. They are added to those that {name!r} has."
            loader.problem(document, ("units", name), "Y3", f"{name} must have no key but 'words'.", hint)
    for number, kind in enumerate(vocabulary.organisation_kinds):
        loader.homes[f"vocabulary:{kind}"] = (document, ("organisation_kinds", number))
    loader.known |= Evidence(vocabulary=vocabulary).listed_values
    return vocabulary


def _load_sources(loader: _Loader) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    folder = loader.project.source_records
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    for path in files:
        document, content = loader.content(path)
        record = None if content is None else loader.record(document, content, Source, ())
        if record is None:
            continue
        if record.id != path.stem:
            hint = f"Write id: {path.stem}, or rename the file to {record.id}.yaml."
            loader.problem(document, ("id",), "Y4", f"id must be the name of the file: {record.id!r}.", hint)
        sources[record.id] = record
        _mark_source(loader, document, record)
    return sources


def _mark_source(loader: _Loader, document: Document, source: Source) -> None:
    loader.homes[source.id] = (document, ())
    for kind in ("quotes", "figures", "events"):
        for key in getattr(source, kind):
            if f"{source.id}.{key}" in loader.homes:
                sentence = f"The key {key!r} is used for two pieces of evidence of this source."
                loader.problem(document, (kind, key), "Y4", sentence, "Give one of them another key.")
            loader.homes[f"{source.id}.{key}"] = (document, (kind, key))
    for number in source.gists:
        loader.homes[f"{source.id}:{number}"] = (document, ("gists", number))


def _pieces(sources: Mapping[str, Source], kind: str, model: type[Piece]) -> dict[str, Piece]:
    return {f"{source.id}.{key}": piece for source in sources.values() for key, piece in getattr(source, kind).items()}


def _load_corrections(loader: _Loader) -> dict[str, Correction]:
    document, content = loader.content(loader.project.data / CORRECTIONS)
    file = loader.record(document, content or {}, CorrectionsFile, ())
    for number, correction in enumerate(file.corrections if file else ()):
        loader.homes[f"corrections:{correction.id}"] = (document, ("corrections", number))
    return {correction.id: correction for correction in (file.corrections if file else ())}


def _load_quiz(loader: _Loader) -> dict[str, QuizItem]:
    """Read the quiz, each item by the model of its kind."""
    document, content = loader.content(loader.project.data / QUIZ)
    built: dict[str, QuizItem] = {}
    for key, value in (content or {}).items():
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in QUIZ_KINDS:
            predicate = "is missing" if kind is None else f"must be a known kind: {kind!r}"
            hint = f"Use one of: {', '.join(QUIZ_KINDS)}."
            loader.problem(document, (key, "kind"), "Y3", f"{key}.kind {predicate}.", hint)
            continue
        built |= loader.records(document, {key: value}, QUIZ_KINDS[kind], "quiz")
    return built


def _load_outlines(loader: _Loader) -> Outlines | None:
    document, content = loader.content(loader.project.data / OUTLINES)
    if not content:
        return None
    loader.homes["outlines"] = (document, ())
    return loader.record(document, content, Outlines, ())


def _load_released(loader: _Loader) -> dict[str, str]:
    document, content = loader.content(loader.project.data / RELEASED)
    digests = content or {}
    for key in (key for key, digest in digests.items() if not isinstance(digest, str)):
        loader.problem(document, (key,), "Y3", f"{key} must be a digest.", "Restore the file.")
    return {key: str(digest) for key, digest in digests.items()}


def _load_own_texts(loader: _Loader) -> dict[str, str]:
    """Read the words that a project says in the place of the program's."""
    document, content = loader.content(loader.project.data / TEXTS)
    wrong = dict(faults_of_texts(document, content or {}))
    loader.problems += wrong.values()
    kept = {name: text for name, text in (content or {}).items() if name not in wrong}
    loader.homes |= {f"texts:{name}": (document, (name,)) for name in kept}
    return kept


def _unknown_files(project: Project) -> list[Problem]:
    """Return a problem for each file in the data folder that nothing reads, such as one with a wrong ending."""
    folders = (project.data, project.source_records)
    files = [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()) if file.is_file()]
    names = (*(table.file for table in TABLES), CORRECTIONS, QUIZ, TEXTS, VOCABULARY, OUTLINES, RELEASED, *NO_DATA)
    known = {*project.source_records.glob("*.yaml"), *(project.data / name for name in names)}
    sentence = "This is not one of the data files."
    hint = "Remove it, or rename it to one of the files in data/README.md."
    return [Problem(Place(project.relative(file)), "Y3", sentence, hint) for file in files if file not in known]
