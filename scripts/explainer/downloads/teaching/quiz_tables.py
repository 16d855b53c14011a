"""The quiz with its key, and the flashcards, as CSV for programs that read no other format."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.csv_text import csv_text
from explainer.downloads.teaching.gift import decimal
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words
from explainer.quiz.flashcards import all_cards

_OFFERED = 4
QUIZ_COLUMNS: dict[str, str] = {
    "id": "column-quiz-id",
    "lesson": "column-quiz-lesson",
    "kind": "column-quiz-kind",
    "question": "column-quiz-question",
    **{f"answer {number}": "column-quiz-answer" for number in range(1, _OFFERED + 1)},
    "right answer": "column-quiz-right-answer",
    "also accepted": "column-quiz-also-accepted",
    "lowest accepted": "column-quiz-lowest-accepted",
    "highest accepted": "column-quiz-highest-accepted",
    "feedback": "column-quiz-feedback",
}
CARD_COLUMNS: dict[str, str] = {
    "record": "column-card-record",
    "kind": "column-card-kind",
    "topics": "column-card-topics",
    "lessons": "column-card-lessons",
    "front": "column-card-front",
    "back": "column-card-back",
    "source": "column-card-source",
}
"""The columns of the tables, each with the name of the text on what it holds."""


def quiz_csv(pack: Pack) -> bytes:
    """Return the quiz with its key as CSV."""
    return csv_text(QUIZ_COLUMNS, quiz_rows(pack)).encode()


def quiz_rows(pack: Pack) -> Iterator[tuple[str, ...]]:
    """Yield one row for each item: its question, the answers offered, the right one, and the feedback."""
    for title, items in pack.by_lesson():
        for item in items:
            question = " ".join(question_parts(pack.evidence, item))
            yield item.id, title, item.kind, question, *_key_cells(item), feedback_text(pack.evidence, item)


def _key_cells(item: Asked) -> tuple[str, ...]:
    right = "; ".join(item.answer())
    offered: list[str] = []
    rest = ("", "", "")
    match item.key:
        case Options(options):
            offered = [option.text for option in options]
        case Pairs(_, rights):
            offered = list(rights)
        case Words(_, others):
            rest = ("; ".join(others), "", "")
        case Range(_, _, low, high):
            rest = ("", decimal(low), decimal(high))
    return *_padded(offered), right, *rest


def _padded(cells: list[str]) -> list[str]:
    """Return a cell for each answer column; answers that do not fit share the last one."""
    fitting, over = cells[: _OFFERED - 1], cells[_OFFERED - 1 :]
    return [*fitting, "; ".join(over), *[""] * _OFFERED][:_OFFERED]


def cards_csv(pack: Pack) -> bytes:
    """Return the flashcards as CSV."""
    return csv_text(CARD_COLUMNS, card_rows(pack)).encode()


def card_rows(pack: Pack) -> Iterator[tuple[str, ...]]:
    """Yield one row for each flashcard."""
    for card in all_cards(pack.evidence):
        lessons = "; ".join(pack.lessons[slug] for slug in pack.lessons_with(card))
        yield card.record, card.kind, "; ".join(card.topics), lessons, card.front, card.back, card.stands
