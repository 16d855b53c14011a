"""The data folder becomes one frozen, cross-linked `Evidence`; every fault in it is reported at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_BYTES, MAXIMUM_WRITTEN_BYTES
from explainer.core.vocabulary import IDENTIFIER
from explainer.core.yaml_files import Document, KeyPath, load_yaml
from explainer.records.data_files import CORRECTIONS, NO_DATA, QUIZ, RELEASED, TABLES, WRITTEN_FILES, Table
from explainer.records.evidence import Evidence
from explainer.records.models import Event, Figure, Name, Quote, Record, Source
from explainer.records.quiz_items import QUIZ_KINDS, QuizItem
from explainer.records.written_by_commands import Correction, CorrectionsFile

R = TypeVar("R", bound=Record)
Piece = TypeVar("Piece", Quote, Figure, Event)
_CODEBOOK = "See data/README.md."


@dataclass
class _Loader:
    project: Project
    problems: list[Problem] = field(default_factory=list)
    homes: dict[str, tuple[Document, KeyPath]] = field(default_factory=dict)

    def content(self, path: Path) -> tuple[Document, dict[str, Any] | None]:
        """Return a file's document and what it maps: nothing where it is missing, None where it cannot be read."""
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
            hint = "Restore it, or delete it: a file that a project does not need may be missing."
            self.problem(document, (), "Y3", "This file is empty.", hint)
        else:
            self.problem(document, (), "Y3", "This file must map keys to records.", _CODEBOOK)
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
                hint = "Use lower-case letters, digits and hyphens."
                self.problem(document, (key,), "Y4", f"{key!r} is no id.", hint)
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
            self.problems += _explained(document, path, error.errors(), model)
            return None


def _explained(document: Document, path: KeyPath, faults: Iterable[Any], model: type[Record]) -> Iterator[Problem]:
    missing: dict[KeyPath, list[str]] = {}
    for fault in faults:
        location = fault["loc"]
        if fault["type"] == "missing":
            missing.setdefault(location[:-1], []).append(_name(location))
        else:
            yield _explain(document, path, fault, model)
    for location, names in missing.items():
        place = Place(document.file, document.line((*path, *location)))
        are = f"key {names[0]} is" if len(names) == 1 else f"keys {', '.join(names[:-1])} and {names[-1]} are"
        yield Problem(place, "Y3", f"The {are} missing.", _CODEBOOK)


def _explain(document: Document, path: KeyPath, fault: Any, model: type[Record]) -> Problem:
    location = fault["loc"]
    place = Place(document.file, document.line((*path, *location)))
    if fault["type"] == "extra_forbidden":
        return Problem(
            place, "Y1", f"The key {_name(location)} is unknown.", f"Known keys: {', '.join(model.model_fields)}."
        )
    name = ".".join(str(part) for part in location) or str(path[-1] if path else document.file)
    sentence = fault["msg"].removeprefix("Value error, ")
    return Problem(place, "Y3", f"{name}: {sentence}.", _CODEBOOK)


def _name(location: KeyPath) -> str:
    return repr(".".join(str(part) for part in location))


def load_evidence(project: Project) -> tuple[Evidence, list[Problem]]:
    """Read the data folder. What could be read is returned together with every problem found."""
    loader = _Loader(project)
    sources = _load_sources(loader)
    tables: dict[str, Any] = {table.field: loader.table(table) for table in TABLES}
    evidence = Evidence(
        sources=sources,
        quotes=_pieces(sources, "quotes", Quote),
        figures=_pieces(sources, "figures", Figure),
        events=_pieces(sources, "events", Event),
        corrections=_load_corrections(loader),
        quiz=_load_quiz(loader),
        released=_load_released(loader),
        homes=loader.homes,
        **tables,
    )
    return evidence, [*loader.problems, *_unknown_files(project)]


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
            sentence = f"The id {record.id!r} is not the file's name."
            loader.problem(document, ("id",), "Y4", sentence, "Make them equal.")
        sources[record.id] = record
        _mark_source(loader, document, record)
    return sources


def _mark_source(loader: _Loader, document: Document, source: Source) -> None:
    loader.homes[source.id] = (document, ())
    for kind in ("quotes", "figures", "events"):
        for key in getattr(source, kind):
            if f"{source.id}.{key}" in loader.homes:
                sentence = f"The key {key!r} names two pieces of evidence of this source."
                loader.problem(document, (kind, key), "Y4", sentence, "Give one of them another key.")
            loader.homes[f"{source.id}.{key}"] = (document, (kind, key))


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
            hint = f"Give it a kind: {', '.join(QUIZ_KINDS)}."
            loader.problem(document, (key, "kind"), "Y3", f"The item {key!r} has no known kind.", hint)
            continue
        built |= loader.records(document, {key: value}, QUIZ_KINDS[kind], "quiz")
    return built


def _load_released(loader: _Loader) -> dict[str, str]:
    document, content = loader.content(loader.project.data / RELEASED)
    digests = content or {}
    for key in (key for key, digest in digests.items() if not isinstance(digest, str)):
        loader.problem(document, (key,), "Y3", f"{key} must be a digest.", "Restore the file.")
    return {key: str(digest) for key, digest in digests.items()}


def _unknown_files(project: Project) -> list[Problem]:
    """Return a problem for each file beside the data that nothing reads, such as one with another ending."""
    folders = (project.data, project.source_records)
    files = [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()) if file.is_file()]
    names = (*(table.file for table in TABLES), CORRECTIONS, QUIZ, RELEASED, *NO_DATA)
    known = {*project.source_records.glob("*.yaml"), *(project.data / name for name in names)}
    sentence = "Nothing reads this file."
    hint = "Data files end in .yaml; see data/README.md."
    return [Problem(Place(project.relative(file)), "Y3", sentence, hint) for file in files if file not in known]
