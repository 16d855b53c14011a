"""The quiz on paper, as HTML for the body of a page: a quiz for each lesson to write on, and apart from it the key.

Both letter the answers of an item in the order of the page, so that the key can be read beside a pupil's paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from xml.etree.ElementTree import Element

from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words
from explainer.render.elements import NO_BREAK_SPACE, as_html, el, paragraph

_SHORT = 84
"""The most characters of answers that fit on one line together."""


def paper_quiz(pack: Pack) -> str:
    """Return the questions of each lesson with every answer offered, boxes to tick and lines to write on."""
    texts = pack.evidence.texts
    papers, rows = [], []
    for number, (title, items) in enumerate(pack.by_lesson(), start=1):
        name, place = (
            el("p", {"class": "name-and-date"}, f"{texts['your-name']} ", el("span", {"class": "to-fill"})),
            f"paper-{number}",
        )
        how, listed = (
            el("p", {"class": "how"}, texts["paper-how-to"]),
            el("ol", {"class": "asked"}, *_questions(pack, items)),
        )
        papers.append(el("section", {"class": "paper", "id": place}, name, el("h2", None, title), how, listed))
        rows.append(el("li", None, f"{title} · ", el("a", {"href": f"#{place}"}, texts["here"])))
    head = el("h1", None, texts["paper-title"].format(site=pack.title))
    contents = el("ul", {"class": "copies"}, *rows)
    return as_html([head, paragraph(texts["paper-for-teacher"]), contents, *map(paragraph, pack.imprint), *papers])


def printed_key(pack: Pack) -> str:
    """Return the key of the quiz: for each lesson its questions, the right answers with their letters, and why."""
    parts = [
        el("h1", None, pack.evidence.texts["paper-key-title"].format(site=pack.title)),
        *map(paragraph, pack.imprint),
    ]
    for title, items in pack.by_lesson():
        parts += [el("h2", None, title), el("ol", {"class": "key"}, *_entries(pack, items))]
    return as_html(parts)


def lettered(item: Asked) -> list[str]:
    """Return the right answers of an item as the paper has them: with the letter of a box or of what is matched."""
    match item.key:
        case Options(options):
            letters = [letter for letter, option in zip(ascii_uppercase, options, strict=False) if option.is_right]
            return [f"{letters[0]}: {item.key.right}"]
        case Pairs(pairs):
            letters = [_letter_of(item.key)[right] for _, right in pairs]
            return [f"{left} – {letter}: {right}" for letter, (left, right) in zip(letters, pairs, strict=True)]
        case Range() | Words():
            return item.answer()


def _letter_of(key: Pairs) -> dict[str, str]:
    """Return the letter of each right side; sides with the same words share one."""
    return dict(zip(dict.fromkeys(key.rights), ascii_uppercase, strict=False))


def _questions(pack: Pack, items: list[Asked]) -> Iterator[Element]:
    for item in items:
        asked = [paragraph(part) for part in question_parts(pack.evidence, item)]
        yield el("li", {"id": f"quiz-{item.id}"}, *asked, *_room(item))


def _room(item: Asked) -> Iterator[Element]:
    """Yield what a pupil ticks or writes on."""
    match item.key:
        case Options(options):
            boxes = [
                el("li", None, el("span", {"class": "box-to-tick"}), el("strong", None, letter), f" {option.text}")
                for letter, option in zip(ascii_uppercase, options, strict=False)
            ]
            is_short = sum(len(option.text) + 6 for option in options) <= _SHORT
            yield el("ul", {"class": "offered in-a-row" if is_short else "offered"}, *boxes)
        case Pairs(pairs):
            lefts = [el("li", None, el("span", {"class": "letter-here"}), f" {left}") for left, _ in pairs]
            rights = [
                el("li", None, el("strong", None, letter), f" {right}")
                for right, letter in _letter_of(item.key).items()
            ]
            yield from (el("ul", {"class": "offered"}, *lefts), el("ul", {"class": "offered belongs"}, *rights))
        case Range() | Words():
            yield el("div", {"class": "lines"}, el("p", {"class": "line"}, NO_BREAK_SPACE))


def _entries(pack: Pack, items: list[Asked]) -> Iterator[Element]:
    for item in items:
        asked = [paragraph(part) for part in question_parts(pack.evidence, item)]
        right = [el("p", None, el("strong", None, line)) for line in lettered(item)]
        yield el("li", {"id": f"key-{item.id}"}, *asked, *right, paragraph(feedback_text(pack.evidence, item)))
