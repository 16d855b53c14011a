"""What helps students through a lesson: its words, how to say its names, a shorter reading, and a table to fill."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from xml.etree.ElementTree import Element

from explainer.edition.lesson_time import words_on
from explainer.pages.lessons import Lesson, Sheet
from explainer.quiz.words_from_records import capitalised
from explainer.render.elements import NO_BREAK_SPACE, Child, PageView, count, el, filled, paragraph
from explainer.render.listings import definition


def vocabulary(view: PageView, keys: list[str]) -> list[Element]:
    """Return the terms a lesson needs, with their definitions, in the order in which the lesson names them."""
    parts: list[Child] = []
    for key in keys:
        term = view.evidence.terms[key]
        parts += [
            el("dt", None, el("a", {"href": view.to_term(key)}, term.term), _said(view, term.say)),
            el("dd", None, *definition(view, term)),
        ]
    return [el("dl", {"class": "glossary"}, *parts)]


def names(view: PageView, keys: list[str]) -> list[Element]:
    """Return the people whom a lesson names, each with how to say the name and the role."""
    parts: list[Child] = []
    for key in keys:
        person = view.evidence.people[key]
        parts += [el("dt", None, person.name, _said(view, person.say)), el("dd", None, f"{capitalised(person.role)}.")]
    return [el("dl", {"class": "glossary"}, *parts), paragraph(view.texts["our-spelling"])]


def _said(view: PageView, say: str | None) -> Element | None:
    return el("span", {"class": "variants"}, f" ({view.texts['say'].format(spelling=say)})") if say else None


def organiser(view: PageView, lesson: Lesson, columns: list[str]) -> list[Element]:
    """Return an empty table with a row for each sheet of a lesson, for what a class collects on the board."""
    head = el("tr", None, *(el("th", {"scope": "col"}, name) for name in (view.texts["sheet"], *columns)))
    blank = [el("td", {"class": "blank"}, NO_BREAK_SPACE) for _ in columns]
    rows = [el("tr", None, el("th", {"scope": "row"}, each.letter), *map(deepcopy, blank)) for each in lesson.sheets]
    title = view.texts["what-each-sheet-says"]
    caption = el("caption", None, title)
    table = el("table", {"class": "grid"}, caption, el("thead", None, head), el("tbody", None, *rows))
    return [el("div", {"class": "table", "role": "region", "aria-label": title, "tabindex": "0"}, table)]


def shorter(view: PageView, lesson: Lesson, records: list[str]) -> list[Element]:
    """Return which quotations and figures are enough for a shorter reading. The words stay the speakers' own."""
    whole = sum(words_on(view.evidence, each) for each in lesson.sheets)
    kept = [replace(each, records=tuple(r for r in each.records if r in records)) for each in lesson.sheets]
    kept = [each for each in kept if each.records]
    few = sum(words_on(view.evidence, each) for each in kept)
    places: list[Child] = [part for each in kept for part in ("; ", *_where(view, lesson, each))]
    told = filled(view.texts["shorter"], places=places[1:], few=count(few), whole=count(whole))
    return [paragraph(el("strong", None, f"{view.texts['shorter-title']} "), *told)]


def _where(view: PageView, lesson: Lesson, kept: Sheet) -> list[Child]:
    whole, texts = next(each for each in lesson.sheets if each.letter == kept.letter), view.texts
    if len(whole.records) == len(kept.records):
        return filled(texts["all-of-sheet"], letter=kept.letter)
    places = [texts[f"ordinal-{whole.records.index(record) + 1}"] for record in kept.records]
    pieces = f" {texts['and-the']} ".join(places)
    return filled(texts["pieces-of-sheet"], letter=kept.letter, pieces=count(pieces))
