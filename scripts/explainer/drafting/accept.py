"""Turns a draft that an editor has read into the files it becomes. Everything is checked here, and nothing is written.

All faults are reported at once: what is undecided, what is missing, and what no record can hold.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import read_text
from explainer.core.text import Phrases
from explainer.core.yaml_files import Document, KeyPath, canonical_yaml, dump_yaml
from explainer.drafting.proposals import ASK, Draft, Keep, Proposal
from explainer.records.evidence import Evidence
from explainer.records.faults import faults_of
from explainer.records.models import Person, Record, Source, Term
from explainer.records.permitted_names import permitted_names, unknown_institutions

R = TypeVar("R", bound=Record)

_NEEDED = ("speaker", "measure", "population", "as_of", "claimed_by")
"""Fields without which no record can be kept, and which a draft leaves open where the article does not say them."""
_ONLY_IN_DRAFTS = ("group", "confidence", "suggested")
_SCHEMA = "# yaml-language-server: $schema=../schema/source.json\n"
_HINT = "Add it to the draft."
_PIECES = ("quotes", "figures", "events")
_SOURCE_PAGE = re.compile(r"- .*\bsources/(?!index\.md)[\w-]+\.md\s*$")
_SOURCES_PAGE = re.compile(r"- .*\bsources/index\.md\s*$")


@dataclass(frozen=True)
class Question:
    """What only a person can decide about a draft: whether to keep a record, or whether somebody is a public person."""

    section: str
    key: str
    asks: str
    shows: str
    answers: tuple[str, ...]
    suggested: str


@dataclass(frozen=True)
class Acceptance:
    """What accepting a draft writes: the text of each file by its path in the project, and the record of the source."""

    source: Source
    files: Mapping[str, str]


def questions(draft: Draft) -> list[Question]:
    """Return what is still undecided, in the order of the draft."""
    asked = [_keep_question(section, one) for section in _PIECES for one in getattr(draft, section) if one.keep == ASK]
    speaking = _used(draft, with_asked=True)
    return asked + [
        _person_question(one) for one in draft.people if one.fields.get("kind") == ASK and one.key in speaking
    ]


def _keep_question(section: str, one: Proposal) -> Question:
    shown = str(one.fields.get("text") or one.fields.get("stated"))
    missing = [name for name in _NEEDED if name in one.fields and one.fields[name] is None]
    shown += f"  (missing in the draft: {', '.join(missing)})" if missing else ""
    return Question(section, one.key, "Keep it?", shown, ("yes", "no"), "no" if missing else "yes")


def _person_question(one: Proposal) -> Question:
    shown = f"{one.fields.get('name') or ''} {one.fields.get('role')}".strip()
    suggested = str(one.fields.get("suggested") or "private")
    return Question("people", one.key, "Public or private?", shown, ("public", "private"), suggested)


def decided(draft: Draft, question: Question, answer: str, name: str = "") -> Draft:
    """Return the draft with one question answered; `name` is the name of a person who is declared public."""
    proposals = []
    for one in getattr(draft, question.section):
        if one.key == question.key:
            one = _answered(one, question, answer, name, draft.id)
        proposals.append(one)
    changed = dict.fromkeys((question.section,), tuple(proposals))
    return replace(
        draft,
        people=changed.get("people", draft.people),
        quotes=changed.get("quotes", draft.quotes),
        figures=changed.get("figures", draft.figures),
        events=changed.get("events", draft.events),
    )


def _answered(one: Proposal, question: Question, answer: str, name: str, source: str) -> Proposal:
    if question.section != "people":
        keep: Keep = answer.startswith("y")
        return replace(one, keep=keep)
    fields = {**one.fields, "kind": answer}
    fields.pop("name" if answer == "private" else "source", None)
    extra = {"name": name} if name and answer == "public" else {"source": source} if answer == "private" else {}
    return replace(one, fields={**fields, **extra})


def accept_draft(draft: Draft, document: Document, evidence: Evidence, project: Project) -> Acceptance:
    """Turn a draft into the files it becomes; raise Refused with every problem if it cannot be accepted."""
    problems = list(_undecided(draft, document))
    if draft.id in evidence.sources:
        place = Place(f"data/sources/{draft.id}.yaml")
        problems.append(Problem(place, "Y4", f"The source {draft.id!r} already exists.", "Change this file instead."))
    used = _used(draft)
    people = {one.key: one for one in draft.people if one.key in used and one.key not in evidence.people}
    terms = {one.key: one for one in draft.terms if one.keep is True}
    for key in (key for key in terms if key in evidence.terms):
        place = Place(document.file, document.line(("terms", key)))
        problems.append(Problem(place, "Y4", f"The term {key!r} already exists.", "Set `keep: false`."))
    source = _build(Source, _source_content(draft), document, ("source",), problems, evidence)
    for key, one in people.items():
        _build(Person, _fields(one), document, ("people", key), problems, evidence)
    for key, one in terms.items():
        _build(Term, _fields(one), document, ("terms", key), problems, evidence)
    if source is not None and not (source.quotes or source.figures or source.events):
        sentence = "The draft keeps no quotation, figure or event."
        problems.append(Problem(Place(document.file), "P4", sentence, "Set `keep: true` on one."))
    if problems or source is None:
        raise Refused(problems)
    records = {
        "people": {key: _fields(one) for key, one in people.items()},
        "names": _institutions_of(people, permitted_names(evidence)),
        "glossary": {key: _fields(one) for key, one in terms.items()},
    }
    return Acceptance(source, _files(draft, source, records, project))


def _institutions_of(people: Mapping[str, Proposal], permitted: Phrases) -> dict[str, dict[str, str]]:
    """The institutions that public people are said to belong to: what may be printed of the ones names the others."""
    roles = [str(one.fields["role"]) for one in people.values() if one.fields["kind"] == "public"]
    return {name: {"kind": "institution"} for role in roles for name in unknown_institutions(role, permitted)}


def _undecided(draft: Draft, document: Document) -> Iterator[Problem]:
    for question in questions(draft):
        place = Place(document.file, document.line((question.section, question.key)))
        sentence = f"{question.section}.{question.key} is undecided. {question.asks}"
        yield Problem(place, "Y3", sentence, f"Write {' or '.join(_written(question))}.")


def _written(question: Question) -> Sequence[str]:
    return ("`keep: true`", "`keep: false`") if question.section != "people" else ("`kind: public`", "`kind: private`")


def _used(draft: Draft, with_asked: bool = False) -> set[str]:
    """The keys of the people that kept quotations and figures name."""
    wanted = (True, ASK) if with_asked else (True,)
    speakers = {str(one.fields.get("speaker")) for one in draft.quotes if one.keep in wanted}
    return speakers | {str(one.fields.get("claimed_by")) for one in draft.figures if one.keep in wanted}


def _source_content(draft: Draft) -> dict[str, Any]:
    content = {name: value for name, value in draft.source.items() if value not in (None, [], "")}
    copy = draft.source.get("copy")
    if isinstance(copy, dict):
        content["copy"] = {name: value for name, value in copy.items() if value is not None}
    for section in _PIECES:
        kept = {one.key: _fields(one) for one in getattr(draft, section) if one.keep is True}
        if kept:
            content[section] = kept
    return content


def _fields(one: Proposal) -> dict[str, Any]:
    """The fields of a proposal as a record has them, without fields that only a draft has and without empty ones."""
    return {name: value for name, value in one.fields.items() if name not in _ONLY_IN_DRAFTS and value is not None}


def _build(
    model: type[R],
    content: dict[str, Any],
    document: Document,
    path: tuple[str, ...],
    problems: list[Problem],
    evidence: Evidence,
) -> R | None:
    try:
        return model.model_validate(content, context=evidence.listed_values)
    except ValidationError as error:

        def within(key: KeyPath) -> KeyPath:
            return key if key and key[0] in _PIECES else (*path, *key)

        for fault in faults_of(error, model):
            place = Place(document.file, document.line(within(fault.keys[0])))
            hint = _HINT if fault.is_missing else fault.hint
            problems.append(Problem(place, "Y3", fault.sentence(within), hint))
        return None


def _files(
    draft: Draft, source: Source, records: Mapping[str, Mapping[str, Mapping[str, Any]]], project: Project
) -> dict[str, str]:
    files = {f"data/sources/{draft.id}.yaml": _SCHEMA + dump_yaml(_source_content(draft))}
    files |= {f"data/{table}.yaml": _added(project, table, new) for table, new in records.items() if new}
    page = f"docs/sources/{draft.id}.md"
    if not (project.root / page).exists():
        files[page] = source_page(source)
        navigation = _with_page(project, source)
        if navigation:
            files["mkdocs.yml"] = navigation
    return files


def _added(project: Project, table: str, records: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a data file with records added at its end; its comments are kept."""
    canonical = canonical_yaml()
    path = project.data / f"{table}.yaml"
    content = canonical.load(read_text(path, project.relative(path))) if path.is_file() else {}
    content = content if content is not None else {}
    content.update(records)
    out = io.StringIO()
    canonical.dump(content, out)
    return out.getvalue()


def source_page(source: Source) -> str:
    """Return a page that shows a source's record and evidence, for the editor to add to."""
    description = _quoted(f"What was read from an article of {source.publisher}.")
    return (
        f"---\ntitle: {_quoted(source.publisher)}\ndescription: {description}\n---\n"
        f"# {source.publisher}\n\n/// source | {source.id}\n///\n\n"
        f"## Paragraphs and evidence\n\n/// paragraphs | {source.id}\n///\n"
    )


def _quoted(text: str) -> str:
    return text if text.replace(" ", "").isalnum() else "'" + text.replace("'", "''") + "'"


def _with_page(project: Project, source: Source) -> str:
    """The site's settings with the page added to the navigation, after its last source page, or the first one after the
    list of sources; empty where the navigation lists no source although there are some, as that of a large site does.
    """
    path = project.root / "mkdocs.yml"
    lines = read_text(path, path.name).splitlines(keepends=True) if path.is_file() else []
    start = next((at for at, line in enumerate(lines) if line.startswith("nav:")), len(lines))
    end = next((at for at in range(start + 1, len(lines)) if lines[at][:1].isalpha()), len(lines))
    listed = _SOURCE_PAGE if any(project.source_records.glob("*.yaml")) else _SOURCES_PAGE
    places = [at for at in range(start, end) if listed.search(lines[at])]
    if not places:
        return ""
    last = lines[places[-1]]
    indent = last[: len(last) - len(last.lstrip())]
    taken = {line.split(":")[0].strip(" -'\"") for line in lines[start:end]}
    title = source.publisher if source.publisher not in taken else f"{source.publisher}, {source.published}"
    lines.insert(places[-1] + 1, f"{indent}- {_quoted(title)}: sources/{source.id}.md\n")
    return "".join(lines)
