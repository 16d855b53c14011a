"""The parts of lessons drawn from records: their heads, source sheets, comparison grids and notes."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import COUNT_CLASS, LESSON_AGES
from explainer.edition.lesson_time import WORDS_A_MINUTE, words_in_class
from explainer.pages.lessons import FOLDER, Lesson
from explainer.quiz.words_from_records import capitalised
from explainer.records.claims import claims, paragraphs_of_claim
from explainer.records.comparison import Comparison, comparisons
from explainer.records.models import ARTICLE_ITSELF, Figure, Quote, Source
from explainer.records.selection import figure_keys
from explainer.records.wording import amount_in_words, dated_in_words, paragraph_label
from explainer.render.cards import grade_mark, short_grade_mark, speaker
from explainer.render.elements import (
    NO_BREAK_SPACE,
    Child,
    PageView,
    citation,
    count,
    el,
    fact,
    filled,
    folded,
    outward,
    paragraph,
)
from explainer.render.tables import status_in_words

_ACCESS = ("offline", "print", "screen-reader", "marks", "words")


def lesson_head(view: PageView, skill: str, lesson: Lesson) -> list[Element]:
    """Return what a teacher looks for first: skill, time, ages, and the page of answers."""
    texts = view.texts
    minutes, read = count(lesson.minutes), count(words_in_class(view.evidence, lesson))
    youngest, _, oldest = LESSON_AGES.partition("-")
    ages = count(texts["from-to"].format(first=youngest, last=oldest))
    return [
        el(
            "dl",
            {"class": "record lesson"},
            *fact(texts["skill"], texts[f"skill-{skill}"]),
            *fact(texts["time"], *filled(texts["one-class-period"], minutes=minutes)),
            *fact(texts["to-read"], *filled(texts["words-in-class"], words=read, pace=count(WORDS_A_MINUTE))),
            *fact(texts["for"], *filled(texts["ages"], ages=ages)),
            *fact(texts["answers"], el("a", {"href": view.link(lesson.key_path)}, texts["notes-and-answers"])),
            *fact(texts["all-lessons"], el("a", {"href": view.link(f"{FOLDER}index.md")}, texts["teaching-pack"])),
        )
    ]


def lessons_list(view: PageView, lessons: list[Lesson]) -> Element:
    """Return links to lessons, each with its title, central question, skill, time and answers."""
    doors: list[Child] = []
    for lesson in lessons:
        asks = " ".join(lesson.texts("Central question"))
        title = el("a", {"href": view.link(lesson.page.path)}, el("strong", None, lesson.title))
        answers = el(
            "a",
            {"class": "answers", "href": view.link(lesson.key_path)},
            view.texts["answers-to"].format(lesson=lesson.title),
        )
        skill = view.texts[f"skill-{lesson.skill}"]
        what = el("span", None, f"{skill}, ", *filled(view.texts["minutes"], number=count(lesson.minutes)))
        doors.append(el("li", None, title, paragraph(asks), what, answers))
    return el("ol", {"class": "doors lessons"}, *doors)


def key_head(view: PageView, slug: str, lesson: Lesson) -> list[Element]:
    """Return the line that links a page of answers to its lesson."""
    link = el("a", {"href": view.link(f"{FOLDER}{slug}.md")}, lesson.title)
    return [paragraph(*filled(view.texts["for-teachers"], lesson=link))]


def sheet(view: PageView, letter: str, records: list[str]) -> list[Element]:
    """Return a source sheet: a note on the source, then the quotations and figures; raise ValueError for others."""
    heading = el("h3", {"id": f"sheet-{letter.lower()}"}, view.texts["sheet-letter"].format(letter=letter))
    source = view.evidence.source_of(records[0])
    counters = _counters(view, source, records)
    several = len(set(counters.values())) > 1
    marks = {key: f"{who.partition(';')[0]}: " for key, who in counters.items() if several}
    shown = [_record(view, key, marks.get(key, "")) for key in records]
    return [el("section", {"class": "sheet"}, heading, _head_note(view, source, records), *shown)]


def _head_note(view: PageView, source: Source, records: list[str]) -> Element:
    grade, texts = grade_mark(view, source), view.texts
    own = None if grade is not None else f"{capitalised(texts['copy-publisher'])}. "
    note = f". {source.published_note}" if source.published_note else None
    by = f"{', '.join(source.authors)}, " if source.authors else f"{texts['no-author']}, "
    return el(
        "dl",
        {"class": "record"},
        *_speakers(view, source, records),
        *fact(
            texts["where"],
            by,
            el("a", {"href": view.to_source(source.id)}, f"“{source.title}”"),
            f", {source.publisher}",
        ),
        *fact(texts["when"], dated_in_words(source, texts), note),
        *fact(texts["for-whom"], texts["readers-of"].format(publisher=source.publisher)),
        *fact(texts["which-copy"], own, f"{source.copy_read.note} ", grade),
    )


def _speakers(view: PageView, source: Source, records: list[str]) -> list[Element]:
    evidence, texts = view.evidence, view.texts
    quoted = [evidence.people[evidence.quotes[key].speaker] for key in records if key in evidence.quotes]
    said = list(dict.fromkeys(quoted))
    facts: list[Element] = []
    for person in said:
        facts += fact(texts["who-speaks"], speaker(person), f"; {texts['name-not-given']}" if not person.name else None)
    for claimant in dict.fromkeys(_counters(view, source, records).values()):
        facts += fact(texts["who-counts"], claimant)
    return facts


def _counters(view: PageView, source: Source, records: list[str]) -> dict[str, str]:
    """Return who gives each of the figures."""
    figures = {key: view.evidence.figures[key] for key in records if key in view.evidence.figures}
    return {
        key: view.texts["not-named"] if each.claimed_by == ARTICLE_ITSELF else view.evidence.claimant(each, source)
        for key, each in figures.items()
    }


def _record(view: PageView, key: str, counter: str) -> Element:
    piece = view.evidence.piece(key)
    reference = (f"{view.evidence.source_of(key).id}:{piece.paragraph}",) if piece else ()
    where = citation(view, reference)
    if isinstance(piece, Quote):
        words = el("blockquote", None, paragraph(f"“{piece.text}”"))
        about = f"{piece.about[0].upper()}{piece.about[1:]}"
        caption = el("figcaption", None, about, NO_BREAK_SPACE, where, _context(piece))
        return el("figure", {"class": "quote"}, words, caption)
    if not isinstance(piece, Figure):
        raise ValueError(f"{key} is neither a quotation nor a figure")
    population = view.evidence.measures[piece.measure].populations[piece.population]
    amount = amount_in_words(view.evidence, key)
    caption = el("figcaption", None, f"{counter}{population}, {piece.date.in_words(view.texts)}", NO_BREAK_SPACE, where)
    return el("figure", {"class": "number"}, el("p", {"class": "amount"}, amount), caption)


def _context(quote: Quote) -> Element | None:
    return el("span", {"class": "context"}, quote.context) if quote.context else None


_GRID = ("in-source", "as-stated", "who-is-counted", "as-of", "who-says-so")


def grid(view: PageView, measure: str, is_open: bool) -> list[Element]:
    """Return a comparison grid: a row for each figure of a measure, and whether sources agree.

    In a lesson the last column is empty for students to fill in, and the result is folded below; with `is_open`, as on
    a page of answers, both are shown.
    """
    record = view.evidence.measures[measure]
    keys = sorted(
        claims(view.evidence, figure_keys(view.evidence, measure=measure)), key=lambda key: _printed(view, key)
    )
    last = "agreement" if is_open else "agrees-with-which"
    head = el("tr", None, *(el("th", {"scope": "col"}, view.texts[name]) for name in (*_GRID, last)))
    rows = [_grid_row(view, key, is_open) for key in keys]
    caption = el("caption", None, record.question)
    table = el("table", {"class": "grid"}, caption, el("thead", None, head), el("tbody", None, *rows))
    framed = el("div", {"class": "table", "role": "region", "aria-label": record.question, "tabindex": "0"}, table)
    warning = el("p", {"class": "warning"}, record.warning) if record.warning else None
    compared = _pairs(view, measure)
    result = compared if is_open else folded(view.texts["check-which-differ"], compared)
    return [each for each in (framed, warning, result) if each is not None]


def _printed(view: PageView, key: str) -> tuple[object, ...]:
    """Return the sort key of a figure: when its source was published, then the paragraph."""
    source = view.evidence.source_of(key)
    return source.when.first, source.id, view.evidence.figures[key].paragraph


def _grid_row(view: PageView, key: str, is_open: bool) -> Element:
    evidence = view.evidence
    figure, source = evidence.figures[key], evidence.source_of(key)
    where: list[Child] = [f"{source.publisher}, {dated_in_words(source, view.texts)}{NO_BREAK_SPACE}"]
    where += [citation(view, paragraphs_of_claim(evidence, key)), " ", short_grade_mark(view, source)]
    cells = [
        el("td", {"class": "amount"}, el("strong", None, amount_in_words(evidence, key))),
        el("td", None, evidence.measures[figure.measure].populations[figure.population]),
        el("td", None, figure.date.in_words(view.texts)),
        el("td", None, evidence.claimant(figure, source)),
        el("td", None, status_in_words(view, key)) if is_open else el("td", {"class": "blank"}, "\u00a0"),
    ]
    return el("tr", None, el("th", {"scope": "row"}, *where), *cells)


def _pairs(view: PageView, measure: str) -> Element:
    """Return the pairs of figures from different sources: which differ or agree, and why others are not comparable."""
    pairs = comparisons(view.evidence, measure)
    lines = [el("li", None, *_pair(view, pair)) for pair in pairs if pair.status != "not comparable"]
    reasons: dict[str, list[Comparison]] = {}
    for pair in pairs:
        if pair.status == "not comparable":
            reasons.setdefault(view.texts[pair.why], []).append(pair)
    for why, found in reasons.items():
        labels = dict.fromkeys(_label(view, key) for pair in found for key in (pair.first, pair.second))
        lines.append(
            el("li", None, el("strong", None, f"{view.texts['not-comparable']} "), f"{why} ", *_joined(list(labels)))
        )
    if not lines:
        lines.append(el("li", None, view.texts["only-one-source"]))
    return el("ul", {"class": "pairs"}, *lines)


def _pair(view: PageView, pair: Comparison) -> list[Child]:
    word = view.texts["pair-differs" if pair.status == "differ" else "pair-agrees"]
    sides = _joined([_label(view, pair.first), _label(view, pair.second)])
    return [el("strong", {"class": pair.status}, f"{word} "), f"{view.texts[pair.why]} ", *sides]


def _label(view: PageView, key: str) -> str:
    source = view.evidence.source_of(key)
    amount = amount_in_words(view.evidence, key)
    return f"{paragraph_label(source, str(view.evidence.figures[key].paragraph))}: {amount}"


def _joined(labels: list[str]) -> list[Child]:
    return [f"({'; '.join(labels)})"]


def access_notes(view: PageView) -> list[Element]:
    """Return how a lesson can be read offline, on paper and with a screen reader."""
    return [el("ul", None, *(el("li", None, view.texts[f"access-{name}"]) for name in _ACCESS))]


def licence_note(view: PageView) -> list[Element]:
    """Return how a lesson may be copied, changed and shared."""
    licence = view.identity.licence
    named = el("span", {"class": COUNT_CLASS}, outward(licence.address, licence.name))
    return [paragraph(*filled(view.texts["licence-of-lesson"], licence=named, site=view.identity.name))]


def lesson_data(view: PageView, lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as schema.org's LearningResource."""
    return {
        "@type": "LearningResource",
        "learningResourceType": view.texts["lesson-plan"],
        "educationalLevel": view.texts["educational-level"],
        "typicalAgeRange": LESSON_AGES,
        "timeRequired": f"PT{lesson.minutes}M",
        "name": lesson.title,
        "teaches": [view.texts.get(f"skill-{lesson.skill}", ""), *lesson.texts("Objectives")],
        "audience": [{"@type": "EducationalAudience", "educationalRole": role} for role in ("teacher", "student")],
        "accessMode": "textual",
        "accessibilityFeature": ["readingOrder", "structuralNavigation", "highContrastDisplay"],
        "accessibilityHazard": "none",
    }
