"""The quiz in QTI 1.2, the archive that Canvas imports, made by text2qti.

text2qti has no matching questions, so each pair becomes an item that offers all right sides. It derives ids from the
wording; here they depend only on the item's id, so that a corrected item stays the same item.
"""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, datetime
from typing import Any

from explainer.downloads.archive import packed, unpacked
from explainer.downloads.teaching.gift import decimal
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words
from explainer.records.evidence import Evidence

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!$<>&|~^-])")
_LETTERS = "abcdefgh"


def qti(pack: Pack) -> bytes:
    """Return the archive; the same pack gives the same bytes."""
    # Imported here because only this file needs it, and the site is built without it.
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz
    from text2qti.xml_imsmanifest import imsmanifest

    parts = [part for _, items in pack.by_lesson() for item in items for part in single_items(pack.evidence, item)]
    head = f"Quiz title: {pack.title}\nQuiz description: {' '.join(map(escaped, pack.imprint))}\n"
    made = Quiz("\n".join([head, *(text for _, text in parts)]), config=Config())
    _name(made, [name for name, _ in parts])
    written, archive = QTI(made), io.BytesIO()
    # text2qti would write the day on which it runs.
    written.imsmanifest_xml = imsmanifest(
        manifest_identifier=written.manifest_identifier,
        assessment_identifier=written.assessment_identifier,
        dependency_identifier=written.dependency_identifier,
        images={},
        date=datetime.fromtimestamp(pack.released, UTC).date().isoformat(),
    )
    written.write(archive)
    files = {name: content for name, content in unpacked(archive.getvalue()).items() if not name.endswith("/")}
    return packed(files, pack.released)


def _name(made: Any, names: list[str]) -> None:
    """Give the quiz, its items and their answers ids that do not depend on the wording."""
    made.id = _digest("quiz")
    for question, name in zip(made.questions_and_delims, names, strict=True):
        question.id = _digest(name)
        for number, choice in enumerate(question.choices):
            choice.id = _digest(f"{name} {number}")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def single_items(evidence: Evidence, item: Asked) -> list[tuple[str, str]]:
    """Return the id and text of an item in text2qti's format; for a matching, those of one item for each pair."""
    asked = question_parts(evidence, item)
    feedback = feedback_text(evidence, item)
    match item.key:
        case Options(options):
            offered = [(option.text, option.is_right) for option in options]
            return [(item.id, _item(item.id, asked, _chosen(offered), feedback))]
        case Pairs(pairs, rights):
            parts = []
            for number, (left, own) in enumerate(pairs, start=1):
                name, offered = f"{item.id}-{number}", [(right, right == own) for right in rights]
                parts.append((name, _item(name, [*asked, left], _chosen(offered), feedback)))
            return parts
        case Words(main, others):
            return [(item.id, _item(item.id, asked, [f"* {each}" for each in (main, *others)], feedback))]
        case Range(_, _, low, high):
            accepted = f"= [{decimal(low)}, {decimal(high)}]" if high > low else f"= {decimal(low)}"
            return [(item.id, _item(item.id, asked, [accepted], feedback))]


def _chosen(offered: list[tuple[str, bool]]) -> list[str]:
    marked = zip(_LETTERS, offered, strict=False)
    return [f"{'*' if is_right else ''}{letter}) {escaped(text)}" for letter, (text, is_right) in marked]


def _item(name: str, asked: list[str], answers: list[str], feedback: str) -> str:
    first, *more = (escaped(part) for part in asked)
    paragraphs = [f"1. {first}", *(f"\n    {part}" for part in more)]
    return "\n".join([f"Title: {name}", "Points: 1", *paragraphs, f"... {escaped(feedback)}", *answers, ""])


def escaped(text: str) -> str:
    """Return a text with the control characters of Markdown and mathematics escaped."""
    return _SPECIAL.sub(r"\\\1", text)
