"""Rules Z about a set of items: its lesson gives what it asks for, and no item gives another away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.links import suggest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.lessons import Lesson, lessons_of
from explainer.pages.page import Page
from explainer.prose.records_shown import records_shown
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words, ask
from explainer.quiz.verdicts import STATEMENTS, CannotDecide
from explainer.quiz.words_from_records import amount_of, feedback_claims, paragraphs_of, records_deciding
from explainer.records.data_files import QUIZ
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import QuizItem, Verdict

MOST_ITEMS_OF_A_RECORD = 2
"""How many items of a set one record may decide: with more, the answer to one is read off another."""
MOST_TO_TYPE = 1_000_000
_SHORTEST_ANSWER = 3


@rule("Z9", "taught")
def taught(edition: Edition) -> Iterator[Finding]:
    """Every item can be answered from its lesson: what its answer rests on and each paragraph that its feedback cites
    is on a sheet, in a grid, in the background, in a question or behind a word that the lesson explains. Otherwise the
    item names the topic to `read`, and the page of that topic has the paragraph."""
    evidence = edition.evidence
    lessons = {lesson.slug: _given(edition, lesson) for lesson in lessons_of(edition.pages)}
    yield Seen(f"data/{QUIZ}")
    for key, item in evidence.quiz.items():
        if item.lesson not in lessons:
            continue
        yield Seen(key)
        place = evidence.place(f"quiz:{key}", "read" if item.read else "feedback")
        if item.read and item.read not in evidence.topics:
            sentence = f"The quiz item {key} names the topic {item.read!r}, which does not exist."
            yield Problem(place, "Z9", sentence, suggest(item.read, evidence.topics))
            continue
        given = lessons[item.lesson] | _read_on(edition, item)
        missing = sorted(set(_missing(evidence, item, given)))
        if missing:
            where = "neither its lesson nor the topic to read has" if item.read else "its lesson does not have"
            sentence = f"The quiz item {key} rests on what {where}: {', '.join(missing)}."
            hint = "Ask about what is on the sheets, or write, for example: read: " + next(iter(evidence.topics), "")
            yield Problem(place, "Z9", sentence, hint)


def _given(edition: Edition, lesson: Lesson) -> frozenset[str]:
    """Return the paragraphs and terms that students see: in the background, the questions, sheets, grids and words."""
    evidence = edition.evidence
    terms = [term for each in lesson.named("vocabulary") for term in each.block.argument.split()]
    explained = (cited for term in terms if term in evidence.terms for cited in evidence.terms[term].cites)
    told = (block for part in ("Background", "Questions") for block in lesson.part(part))
    cited = (reference for block in told for claim in block.claims() for reference in claim.references)
    # A head note is drawn from the record of a source, which is cited by its first paragraph.
    noted = (f"{record.partition('.')[0]}:1" for sheet in lesson.sheets for record in sheet.records)
    return frozenset((*_shown(edition, lesson.page), *terms, *explained, *cited, *noted))


def _shown(edition: Edition, page: Page) -> Iterator[str]:
    for record in records_shown(edition, page):
        yield from paragraphs_of(edition.evidence, record)


def _read_on(edition: Edition, item: QuizItem) -> frozenset[str]:
    topic = edition.evidence.topics.get(item.read or "")
    pages = [page for page in edition.pages if topic and page.path == topic.page]
    cited = (reference for page in pages for citation in page.citations() for reference in citation.references)
    return frozenset((*cited, *(each for page in pages for each in _shown(edition, page))))


def _missing(evidence: Evidence, item: QuizItem, given: frozenset[str]) -> Iterator[str]:
    for record in records_deciding(item):
        behind = paragraphs_of(evidence, record)
        if behind and record not in given and not given.intersection(behind):
            yield behind[0]
    for claim in feedback_claims(item, Place("")):
        known = (reference for reference in claim.references if evidence.has_paragraph(reference))
        yield from (reference for reference in known if reference not in given)


@rule("Z10", "sets that keep their answers")
def nothing_given_away(edition: Edition) -> Iterator[Finding]:
    """In the items of one lesson, no answer can be read off another item: its words stand in no other question, nor in
    what is printed with one to be read or matched, and one record decides at most two items."""
    evidence = edition.evidence
    yield Seen(f"data/{QUIZ}")
    for lesson in dict.fromkeys(item.lesson for item in evidence.quiz.values()):
        asked = list(_asked(evidence, lesson))
        yield from (Seen(each.id) for each in asked)
        yield from _read_off(evidence, asked)
        yield from _decided_too_often(evidence, lesson)


def _asked(evidence: Evidence, lesson: str) -> Iterator[Asked]:
    """Yield the items of a lesson that can be asked; the others have problems already."""
    for key, item in evidence.quiz.items():
        if item.lesson == lesson:
            try:
                yield ask(evidence, key)
            except (KeyError, CannotDecide):
                continue


def _read_off(evidence: Evidence, asked: list[Asked]) -> Iterator[Problem]:
    printed = {each.id: fold(" ".join(_printed(evidence, each))).lower() for each in asked}
    for item in asked:
        for answer in _answers(evidence, item):
            bare = fold(answer).lower().rstrip(".")
            for other in (key for key, text in printed.items() if key != item.id and bare in text):
                sentence = f"The quiz item {other} prints “{answer}”, which is the answer of the item {item.id}."
                hint = "Reword one of them, or ask something else."
                yield Problem(evidence.place(f"quiz:{other}", "question"), "Z10", sentence, hint)


def _printed(evidence: Evidence, item: Asked) -> Iterator[str]:
    """Yield what an item prints before it is answered, without the answers that it offers."""
    yield item.question
    if item.quote:
        yield evidence.quotes[item.quote].text
    if isinstance(item.key, Pairs):
        yield from (left for left, _ in item.key.pairs)


def _answers(evidence: Evidence, item: Asked) -> list[str]:
    """Return the answers that could be read elsewhere. A verdict could not, nor could the pairs of a matching."""
    match item.key:
        case Options() if not item.key.is_fixed:
            return [item.key.right]
        case Words(main, others):
            return [each for each in (main, *others) if len(each) >= _SHORTEST_ANSWER]
        case Range():
            return [amount_of(evidence, record) for record in records_deciding(evidence.quiz[item.id])]
    return []


def _decided_too_often(evidence: Evidence, lesson: str) -> Iterator[Problem]:
    decides: dict[str, list[str]] = defaultdict(list)
    for key, item in evidence.quiz.items():
        if item.lesson == lesson:
            for record in dict.fromkeys(records_deciding(item)):
                decides[record].append(key)
    for record, items in decides.items():
        if len(items) > MOST_ITEMS_OF_A_RECORD:
            sentence = f"{record} decides {len(items)} items of the lesson {lesson}: {', '.join(items)}."
            place = evidence.place(f"quiz:{items[-1]}")
            yield Problem(place, "Z10", sentence, f"Let it decide at most {MOST_ITEMS_OF_A_RECORD}.")


@rule("Z11", "verdicts that differ")
def verdicts_differ(edition: Edition) -> Iterator[Finding]:
    """Where several statements of one kind are judged, such as that two counts can both be right, they do not all have
    the same verdict."""
    given: dict[str, list[tuple[str, Verdict]]] = defaultdict(list)
    yield Seen(f"data/{QUIZ}")
    for key, item in edition.evidence.quiz.items():
        if isinstance(item, Verdict):
            yield Seen(key)
            given[STATEMENTS[item.test.name]].append((key, item))
    for statement, items in given.items():
        if len(items) > 1 and len({item.answer for _, item in items}) == 1:
            place = edition.evidence.place(f"quiz:{items[-1][0]}", "answer")
            says = edition.evidence.texts[f"verdict-{items[0][1].answer}"]
            sentence = f"Every statement {statement} is “{says}”: {', '.join(k for k, _ in items)}."
            yield Problem(place, "Z11", sentence, "State the opposite in one of them, or ask something else.")


@rule("Z12", "answers that every program takes")
def typed_alike(edition: Edition) -> Iterator[Finding]:
    """A number to enter is below one million: longer ones are written with a word, which programs for learners do not
    read."""
    evidence = edition.evidence
    yield Seen(f"data/{QUIZ}")
    for lesson in dict.fromkeys(item.lesson for item in evidence.quiz.values()):
        for item in _asked(evidence, lesson):
            yield Seen(item.id)
            if isinstance(item.key, Range) and item.key.high >= MOST_TO_TYPE:
                sentence = f"The quiz item {item.id} asks for a number of {len(str(int(item.key.high)))} digits."
                yield Problem(evidence.place(f"quiz:{item.id}", "figure"), "Z12", sentence, "Make it a choice.")
