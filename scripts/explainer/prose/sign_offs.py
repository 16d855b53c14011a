"""Sign-offs: which of our words somebody has compared with what they rest on, and whether they have changed since.

A rule proves that a number is in a paragraph; whether the sentence says what the paragraph says, a person must judge.
They judge passages: a claim beside its paragraphs, a conclusion beside the records it names, a record beside its
paragraphs, and the rest of a page as a whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from explainer.core.problems import Place
from explainer.core.read_files import read_bytes
from explainer.core.text import fingerprint_of, opening
from explainer.core.theme import theme_folders
from explainer.core.vocabulary import CITATION
from explainer.edition.article_lock import attestations
from explainer.edition.state import Edition
from explainer.pages.page import PROSE, Block, Claim, Page
from explainer.prose.leaning import leans
from explainer.prose.statements import GENERATED_PAGE, chart_grounds, reading_grounds
from explainer.quiz.ask import Asked, Options, Range, Words, ask
from explainer.quiz.verdicts import CannotDecide
from explainer.quiz.words_from_records import feedback_claims, paragraphs_named, paragraphs_of
from explainer.records.data_files import TEXTS
from explainer.records.evidence import Evidence
from explainer.records.models import Record
from explainer.records.written_by_commands import Review

OPENING_WORDS = 8
THEME = "overrides"
_WORDED = (".html", ".css", ".js", ".svg")
"""Files of the theme that can say something."""
_NOT_READ = set("topics see cues furniture page quotes figures events gists".split())
"""Fields that are not read with their record: where it is listed, how it is found, and what is read by itself."""

_ODD = re.compile(r"[\s.,;:|]+")
"""What ordinarily separates claims; readers would see anything else."""

Kind = Literal["claim", "reading", "page", "record"]
QUESTIONS: dict[Kind, str] = {
    "claim": "Does the claim say what the paragraphs say?",
    "reading": "Does the conclusion follow from what it names?",
    "page": "Are these words right, and do they say nothing that needs a citation?",
    "record": "Do these words agree with what they rest on?",
}
"""What the reader of a passage is asked, by its kind."""


@dataclass(frozen=True)
class Passage:
    """Words of ours that are signed off together, with what they rest on.

    `of` is the path of a page or the id of a record; `before` has the words that stand before the passage, if it leans
    on them. `digest` covers all of it, and what the words rest on.
    """

    kind: Kind
    of: str
    text: str
    references: tuple[str, ...]
    place: Place
    digest: str
    before: str = ""

    @property
    def key(self) -> str:
        """The key of its sign-off: the first letter of its kind, and the digest."""
        return f"{self.kind[0]}{self.digest}"

    @property
    def opens(self) -> str:
        return opening(self.text, OPENING_WORDS) or self.of


def passages_to_read(edition: Edition) -> list[Passage]:
    """Return every passage: those of each page, then those of the data."""
    return edition.derived("passages to read", lambda each: [*_of_pages(each), *_of_records(each)])


def unread_passages(edition: Edition) -> list[Passage]:
    """Return the passages that nobody has signed off in their current form."""
    return [passage for passage in passages_to_read(edition) if passage.key not in edition.evidence.reviews]


def unread_of_page(edition: Edition, path: str) -> tuple[Passage, ...]:
    """Return the passages of the words on a page that nobody has signed off in their current form."""
    return edition.derived("unread passages of pages", _unread_by_page).get(path, ())


def _unread_by_page(edition: Edition) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, tuple[Passage, ...]] = {}
    for passage in unread_passages(edition):
        found[passage.of] = (*found.get(passage.of, ()), passage)
    return {page.path: found[page.path] for page in edition.pages if page.path in found}


def stale_sign_offs(edition: Edition) -> list[str]:
    """Return the keys of the sign-offs for words that no longer exist.

    The sign-off of a quiz item that cannot be asked is kept, because its records may yet be corrected.
    """
    passages = passages_to_read(edition)
    standing, shown = {passage.key for passage in passages}, {passage.of for passage in passages}
    waiting = {f"quiz:{key}" for key in edition.evidence.quiz} - shown
    reviews = edition.evidence.reviews.items()
    return [key for key, review in reviews if key not in standing and review.of not in waiting]


def sign_off(passage: Passage, by: str, day: date) -> Review:
    """Return the sign-off of a passage that somebody has read; `by` is that person's role, not a name."""
    return Review(of=passage.of, opens=passage.opens, read=day.isoformat(), by=by)


def read_of_all(edition: Edition) -> dict[str, tuple[int, int]]:
    """Return by kind how many passages have been signed off in their current form, and how many there are."""
    found: dict[str, tuple[int, int]] = dict.fromkeys(QUESTIONS, (0, 0))
    for passage in passages_to_read(edition):
        read, all_of_them = found[passage.kind]
        found[passage.kind] = (read + (passage.key in edition.evidence.reviews), all_of_them + 1)
    return found


def _of_pages(edition: Edition) -> Iterator[Passage]:
    for page in edition.pages:
        rest = [page.front[field] for field in ("title", "description") if field in page.front]
        before = ""
        for block in page.blocks:
            before = "" if block.kind == "heading" else before
            claims = block.claims() if block.kind in PROSE else []
            if not claims:
                rest.append(_shown(block))
            elif marks := _ODD.sub("", _without(block.text, claims)):
                rest.append(marks)
            for claim in claims:
                if claim.citation is not None:
                    yield _claim(edition.evidence, page, claim, before)
                elif block.inside in ("reading", "answer"):
                    yield _reading(edition, page, block, claim, before)
                else:
                    rest.append(" ".join((claim.text, *claim.marks)))
                before = claim.text
        if rest and page.path != GENERATED_PAGE:
            yield _passage(edition.evidence, "page", page.path, "\n".join(rest), (), Place(page.file, 1))
    yield _of_the_whole(edition)
    yield from _of_the_theme(edition)


def _of_the_whole(edition: Edition) -> Passage:
    """Return what every page shows: the site's name and description, and the labels of its navigation."""
    file = edition.project.relative(edition.project.configuration)
    names = [str(edition.settings.get(name, "")) for name in ("site_name", "site_description")]
    text = "\n".join([*names, *_labels(edition.settings.get("nav"))])
    return _passage(edition.evidence, "page", file, text, (), Place(file, 1))


def _of_the_theme(edition: Edition) -> Iterator[Passage]:
    """Yield the files of the theme as one passage, with the texts that pages are filled with: their words, styles and
    drawings are on every page. Of a theme that comes with the program, only what the project has in its place is read.
    """
    folder = edition.project.overrides
    found = (file for file in folder.rglob("*") if file.suffix in _WORDED and not file.is_symlink())
    files = sorted(file for file in found if file.is_file())
    names = [edition.project.relative(file) for file in files]
    contents = {name: read_bytes(file, name) for file, name in zip(files, names, strict=True)}
    is_own = theme_folders(edition.project) == [folder]
    texts = edition.evidence.texts if is_own else edition.evidence.own_texts
    if texts:
        contents["texts"] = "\n".join(f"{name}: {text}" for name, text in sorted(texts.items())).encode()
    text = "\n".join(f"{name} {sha256(content).hexdigest()[:16]}" for name, content in contents.items())
    if contents:
        yield _passage(edition.evidence, "page", THEME, text, (), Place(next(iter(names), f"data/{TEXTS}"), 1))


def _labels(listed: object) -> Iterator[str]:
    """Yield the labels of a navigation list, including those of its sections."""
    for entry in listed if isinstance(listed, list) else ():
        for label, below in entry.items() if isinstance(entry, dict) else ():
            yield str(label)
            yield from _labels(below)


def _without(text: str, claims: Sequence[Claim]) -> str:
    for claim in claims:
        text = text.replace(claim.text, "", 1)
    return CITATION.sub("", text)


def _shown(block: Block) -> str:
    """Return the words of a heading, or the line of a block that is filled from records."""
    if block.kind != "directive":
        return " ".join((block.text, *(written for _, written in block.marks)))
    options = " ".join(f"{name}: {value}" for name, value in block.options)
    return " | ".join(part for part in (f"/// {block.name}", block.argument, options) if part)


def _claim(evidence: Evidence, page: Page, claim: Claim, before: str) -> Passage:
    marks = evidence.derived("attested records", _attested)
    before = before if leans(claim.text) else ""
    parts = [page.path, before, claim.text, *claim.marks]
    for reference in claim.references:
        parts.append(f"{reference} {_fingerprint(evidence, reference)}")
        parts += [f"{key} {marks.get(key, '')}" for key, _ in evidence.readings_at(reference)]
    digest = fingerprint_of(" | ".join(parts))
    return Passage("claim", page.path, claim.text, claim.references, claim.place, digest, before)


def _reading(edition: Edition, page: Page, block: Block, claim: Claim, before: str) -> Passage:
    """Return a conclusion, which rests on the records that its block names in the form the lock attests."""
    marks = edition.evidence.derived("attested records", _attested)
    named = " ".join((*(f"{name} {marks.get(name, '')}" for name in block.inside_argument.split()), *claim.marks))
    grounds = tuple(dict.fromkeys(reading_grounds(edition, block)))
    before = before if leans(claim.text) else ""
    passage = _passage(
        edition.evidence, "reading", page.path, claim.text, grounds, claim.place, f"{named}{before and f' | {before}'}"
    )
    return replace(passage, before=before)


def _passage(
    evidence: Evidence, kind: Kind, of: str, text: str, references: tuple[str, ...], place: Place, more: str = ""
) -> Passage:
    parts = [of, text, more, *(f"{reference} {_fingerprint(evidence, reference)}" for reference in references)]
    return Passage(kind, of, text, references, place, fingerprint_of(" | ".join(parts)))


def _fingerprint(evidence: Evidence, reference: str) -> str:
    source, _, number = reference.partition(":")
    locked = evidence.lock.get(source)
    known = locked is not None and number.isdigit() and 0 < int(number) <= len(locked.paragraphs)
    return locked.paragraphs[int(number) - 1].fingerprint if locked and known else ""


def _attested(evidence: Evidence) -> dict[str, str]:
    marks = {
        f"{source.id}.{key}": digest
        for source in evidence.sources.values()
        if source.id in evidence.lock
        for key, digest in attestations(source, evidence.lock[source.id]).items()
    }
    return marks | {key: fingerprint_of(f"{event.date} {event.text}") for key, event in evidence.events.items()}


def _of_records(edition: Edition) -> Iterator[Passage]:
    evidence = edition.evidence
    speaking = evidence.derived("paragraphs of claimants", _spoken)
    measured = evidence.derived("paragraphs of measures", _measured)
    tables: list[tuple[str, Mapping[str, Record], Mapping[str, tuple[str, ...]]]] = [
        ("", evidence.sources, {}),
        ("", dict(evidence.pieces()), {}),
        ("glossary:", evidence.terms, {}),
        ("people:", evidence.people, speaking),
        ("organisations:", evidence.organisations, speaking),
        ("measures:", evidence.measures, measured),
        ("charts:", evidence.charts, evidence.derived("paragraphs of charts", chart_grounds)),
        ("relations:", evidence.relations, {key: each.cites for key, each in evidence.relations.items()}),
        ("maps:", evidence.maps, {key: each.cites for key, each in evidence.maps.items()}),
        ("places:", evidence.places, {}),
        ("vocabulary:", evidence.vocabulary.units, {}),
        ("topics:", evidence.topics, {}),
        ("corrections:", evidence.corrections, {}),
        ("names:", evidence.names, {}),
        ("exceptions:", evidence.exceptions, {}),
        ("answers:", evidence.answers, {}),
    ]
    for table, records, grounds in tables:
        for key, record in records.items():
            references = grounds.get(key, paragraphs_of(evidence, key) if table in ("", "glossary:") else ())
            yield _passage(evidence, "record", f"{table}{key}", _words(record), references, evidence.place(table + key))
    for key, source in evidence.sources.items():
        for number, gist in source.gists.items():
            reference = f"{key}:{number}"
            yield _passage(evidence, "record", reference, gist, (reference,), evidence.place(reference))
    for key in evidence.quiz:
        yield from _of_item(evidence, key)


def _words(record: Record) -> str:
    content = record.model_dump(by_alias=True, exclude_none=True, exclude=_NOT_READ)
    said = {name: value for name, value in content.items() if value not in ("", (), {}) and value is not False}
    return "\n".join(f"{name}: {_in_words(value)}" for name, value in said.items())


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_in_words(each)}" for name, each in value.items())
    return ", ".join(map(_in_words, value)) if isinstance(value, list | tuple) else str(value)


def _spoken(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs in which each person or organisation says or claims something, by id."""
    said = [(quote.speaker, key) for key, quote in evidence.quotes.items()]
    return _paragraphs(evidence, said + [(figure.claimed_by, key) for key, figure in evidence.figures.items()])


def _measured(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs that state a figure of each measure, by the measure's id."""
    return _paragraphs(evidence, [(figure.measure, key) for key, figure in evidence.figures.items()])


def _paragraphs(evidence: Evidence, pieces: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for whose, key in pieces:
        found[whose] |= dict.fromkeys(paragraphs_of(evidence, key))
    return {whose: tuple(references) for whose, references in found.items()}


def _of_item(evidence: Evidence, key: str) -> Iterator[Passage]:
    """Yield a quiz item as it is asked; nothing if it cannot be asked, which the rules for the quiz report."""
    item, place = evidence.quiz[key], evidence.place(f"quiz:{key}")
    try:
        asked = ask(evidence, key)
    except (KeyError, CannotDecide):
        return
    cited = (reference for claim in feedback_claims(item, place) for reference in claim.references)
    references = tuple(dict.fromkeys((*paragraphs_named(evidence, item), *cited)))
    yield _passage(evidence, "record", f"quiz:{key}", "\n".join(_asked(evidence, asked)), references, place)


def _asked(evidence: Evidence, asked: Asked) -> Iterator[str]:
    yield asked.question
    if asked.quote:
        yield f"shown: {evidence.quotes[asked.quote].text}"
    yield from (f"right: {answer}" for answer in asked.answer())
    match asked.key:
        case Options(options):
            yield from (f"offered: {option.text}" for option in options if not option.is_right)
        case Words(_, others):
            yield from (f"right as well: {other}" for other in others)
        case Range(_, _, low, high):
            yield f"right from {low} to {high}"
    for claim in asked.feedback:
        yield f"then: {claim.text} ({', '.join(claim.references)})"
