"""The quiz with its key, and the flashcards, as CSV for programs that read no other format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from explainer.downloads.teaching.gift import decimal
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words
from explainer.quiz.flashcards import all_cards

_OFFERED = 4
QUIZ_COLUMNS = (
    "id", "lesson", "kind", "question", *(f"answer {number}" for number in range(1, _OFFERED + 1)), "right answer",
    "also accepted", "lowest accepted", "highest accepted", "feedback",
)  # fmt: skip
CARD_COLUMNS = ("record", "kind", "front", "back", "source")


def quiz_csv(pack: Pack) -> bytes:
    """Return one row for each item: its question, the answers offered, the right one, and the feedback."""
    rows = []
    for title, items in pack.by_lesson():
        for item in items:
            question = " ".join(question_parts(pack.evidence, item))
            start = (item.id, title, item.kind, question)
            rows.append((*start, *_key_cells(item), feedback_text(pack.evidence, item)))
    return _csv(QUIZ_COLUMNS, rows)


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
    """Return one row for each flashcard."""
    rows = ((each.record, each.kind, each.front, each.back, each.stands) for each in all_cards(pack.evidence))
    return _csv(CARD_COLUMNS, rows)


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    # Without a byte order mark, Excel takes UTF-8 for another encoding and garbles quotation marks.
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text, because it would run one that starts like a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
