"""The quiz: each item with its choices and, folded, the right answer and why. Scripts may mark it; none is needed."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.pages.lessons import Lesson
from explainer.quiz.ask import Asked, Option, Options, Pairs, Range, Said, Words, ask_all
from explainer.render.cards import short_grade_mark, source_line
from explainer.render.elements import NO_BREAK_SPACE, Child, PageView, citation, count, el, folded, paragraph

LETTERS = "ABCDEF"


def quiz(view: PageView, lessons: Iterable[Lesson], slug: str = "") -> list[Element]:
    """Return the items of a lesson, or all items under the titles of their lessons."""
    if slug:
        return [_section(view, ask_all(view.evidence, slug))]
    parts: list[Element] = []
    for lesson in lessons:
        items = ask_all(view.evidence, lesson.slug)
        parts += [el("h2", {"id": lesson.slug}, lesson.title), _section(view, items)] if items else []
    return parts


def _section(view: PageView, items: list[Asked]) -> Element:
    drawn = [_item(view, item, number) for number, item in enumerate(items, start=1)]
    return el("section", {"class": "quiz", "data-quiz": ""}, *drawn, _place())


def _place() -> Element:
    """Return where the script puts a button and what it says; the style sheet keeps that height, so nothing moves."""
    return el("div", {"class": "check-place"})


def _item(view: PageView, item: Asked, number: int) -> Element:
    legend = el("legend", None, count(f"{number}."), f" {item.question}")
    quote = [_quote(view, item.quote)] if item.quote else []
    read = [_read_first(view, item.read)] if item.read else []
    return el("fieldset", {"id": item.id}, legend, *read, *quote, *_controls(view, item), _place(), _answer(view, item))


def _read_first(view: PageView, topic: str) -> Element:
    record = view.evidence.topics[topic]
    return paragraph(f"{view.texts['read-first']} ", el("a", {"href": view.link(record.page)}, record.title), ".")


def _quote(view: PageView, key: str) -> Element:
    quote, source = view.evidence.quotes[key], view.evidence.source_of(key)
    caption = el("figcaption", None, source_line(view, source), " ", short_grade_mark(view, source))
    return el("figure", {"class": "quote"}, el("blockquote", None, paragraph(f"“{quote.text}”")), caption)


def _controls(view: PageView, item: Asked) -> list[Element]:
    match item.key:
        case Options(options):
            return [el("ul", None, *(el("li", None, _radio(item.id, option)) for option in options))]
        case Pairs(pairs, rights):
            lettered = el("ol", {"type": "A"}, *(el("li", None, right) for right in rights))
            return [lettered, *(_select(left, rights.index(right), len(rights)) for left, right in pairs)]
        case Range(_, unit, low, high):
            limits = {"data-low": str(float(low)), "data-high": str(float(high))}
            field = el("input", {"type": "text", "inputmode": "decimal", "autocomplete": "off"} | limits)
            return [paragraph(el("label", None, f"{view.texts['your-number']} ", field, f" {unit}"))]
        case Words(main, others):
            accepted = {"data-accepts": "|".join((main, *others))}
            field = el("input", {"type": "text", "autocomplete": "off"} | accepted)
            return [paragraph(el("label", None, f"{view.texts['your-answer']} ", field))]


def _radio(name: str, option: Option) -> Element:
    right = {"data-right": ""} if option.is_right else {}
    return el("label", None, el("input", {"type": "radio", "name": name} | right), f" {option.text}")


def _select(left: str, right: int, size: int) -> Element:
    letters = [el("option", None, letter) for letter in LETTERS[:size]]
    control = el("select", {"data-right": LETTERS[right]}, el("option", {"value": ""}, "–"), *letters)
    return paragraph(el("label", None, control, f" {left}"))


def _answer(view: PageView, item: Asked) -> Element:
    if isinstance(item.key, Pairs):
        rights = item.key.rights
        lines = [f"{LETTERS[rights.index(right)]}: {left}" for left, right in item.key.pairs]
    else:
        lines = item.answer()
    right = [el("p", {"class": "right"}, line) for line in lines]
    return folded(view.texts["answer"], *right, el("p", None, *_feedback(view, item.feedback)))


def _feedback(view: PageView, feedback: tuple[Said, ...]) -> list[Child]:
    parts: list[Child] = []
    for said in feedback:
        parts += [f"{' ' if parts else ''}{said.text}{NO_BREAK_SPACE}", citation(view, said.references)]
    return parts
