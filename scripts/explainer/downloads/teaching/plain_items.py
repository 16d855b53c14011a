"""Quiz items as plain text, for files without links: questions with their quotation, and feedback with labels."""

from __future__ import annotations

from explainer.core.vocabulary import REFERENCE
from explainer.quiz.ask import Asked, Range
from explainer.quiz.words_from_records import source_in_words
from explainer.records.evidence import Evidence
from explainer.records.wording import grade_in_words, paragraph_label


def question_parts(evidence: Evidence, item: Asked) -> list[str]:
    """Return the question, with the page to read or the unit of the number if it has one, then the quotation with its
    source and grade."""
    question = item.question
    if item.read:
        question = evidence.texts["ask-read-first"].format(question=question, page=evidence.topics[item.read].title)
    if isinstance(item.key, Range):
        question = evidence.texts["ask-number"].format(question=question, unit=item.key.unit)
    if not item.quote:
        return [question]
    source = evidence.source_of(item.quote)
    grade = grade_in_words(source, evidence.texts)
    where = f"{source_in_words(evidence, source)}{f'; {grade}' if grade else ''}"
    return [question, f"“{evidence.quotes[item.quote].text}” ({where})"]


def feedback_text(evidence: Evidence, item: Asked) -> str:
    """Return the feedback, with the paragraphs that each claim rests on after it: `… pilots. (Heron ¶7)`."""
    return " ".join(f"{said.text} ({labels(evidence, said.references)})" for said in item.feedback)


def labels(evidence: Evidence, references: tuple[str, ...]) -> str:
    """Return the labels of paragraphs that readers see: `Heron ¶4, Ledger ¶7`."""
    found = (REFERENCE.fullmatch(reference) for reference in references)
    return ", ".join(paragraph_label(evidence.sources[each[1]], each[2]) for each in found if each)
