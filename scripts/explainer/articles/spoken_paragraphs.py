"""Finds the paragraphs that an article gives to a speaker without quotation marks: answers, turns, block quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from explainer.articles.lines import QUOTED
from explainer.articles.loose_lines import LABEL, TURN_LINE
from explainer.articles.read_article import Article, Paragraph
from explainer.core.text import count_words, fold

Manner = Literal["answer", "turn", "block quotation"]

_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 60
_ASKER = re.compile(r"(?:Q|Question|Host|Interviewer|Moderator|Reporter|[A-Z][A-Z&.]{1,5})$")
_HOSTS = (
    "Q",
    "Question",
    "Host",
    "Interviewer",
    "Moderator",
    "Presenter",
    "Announcer",
    "Narrator",
    "Anchor",
    "Reporter",
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|we|We|my|My|our|Our|me|us)\b")
_SIGNED_BY = re.compile(
    r"^(?:[—–-]{1,2} ?)?(?P<name>[^(,@]{2,80}?)(?: ?\(@?[\w .]{1,40}\))?"
    r"(?:,? (?:on )?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}))?(?:, (?P<role>.{2,120}))?$"
)
_MARKS = re.compile('["“”„«»]')


@dataclass(frozen=True)
class Spoken:
    """Words that a paragraph gives to a speaker: its number, where they begin in it, and who says them.

    `speaker` is the label or signature, "" where the article has none; `role` is what follows the name in a signature.
    """

    paragraph: int
    start: int
    speaker: str
    role: str
    manner: Manner


def spoken_paragraphs(article: Article) -> list[Spoken]:
    """Return what an article gives to speakers without quotation marks, in order; questions are left out."""
    labelled = list(_labelled(article.paragraphs))
    found = [*labelled, *_signed(article.paragraphs)]
    if not found:
        found = list(_answers(article.paragraphs))
    return sorted(found, key=lambda one: one.paragraph)


def _labelled(paragraphs: Sequence[Paragraph]) -> Iterator[Spoken]:
    """ "HP: Why? / Tam Orrin: Because …": the paragraphs behind labels that come again, except for those who ask."""
    labels = [LABEL.match(one.text) for one in paragraphs]
    counts = Counter(match["label"] for match in labels if match)
    repeated = {label for label, count in counts.items() if count > 1}
    if len(repeated) < 2 and not any(_ASKER.match(label) for label in repeated):
        return
    askers = {label for label in repeated if _asks(label, paragraphs, labels)}
    speaker = ""
    for one, match in zip(paragraphs, labels, strict=True):
        if (
            match
            and match["label"] in counts
            and (match["label"] in repeated or speaker or not counts[match["label"]] > 1)
        ):
            is_label = match["label"] in repeated or _ASKER.match(match["label"]) or _is_name(match["label"])
            if is_label:
                speaker = "" if match["label"] in askers else match["label"]
                if speaker:
                    manner: Manner = "turn" if match["time"] else "answer"
                    yield Spoken(one.number, match.end(), "" if speaker == "A" else speaker, "", manner)
                continue
        if speaker and not one.form and not _MARKS.search(one.text):
            yield Spoken(one.number, 0, "" if speaker == "A" else speaker, "", "answer")


def _is_name(label: str) -> bool:
    words = label.split()
    return 1 < len(words) < 5 and all(word[:1].isupper() for word in words)


def _asks(label: str, paragraphs: Sequence[Paragraph], labels: Sequence[re.Match[str] | None]) -> bool:
    said = [one.text for one, match in zip(paragraphs, labels, strict=True) if match and match["label"] == label]
    questions = sum("?" in text[-30:] for text in said)
    return questions > len(said) / 2 or label in _HOSTS


def _signed(paragraphs: Sequence[Paragraph]) -> Iterator[Spoken]:
    """Turns of a transcript, and block quotations with a signature or without."""
    for one in paragraphs:
        turn = TURN_LINE.match(one.signed)
        if turn and turn["label"].strip(" ,") not in _HOSTS:
            yield Spoken(one.number, 0, turn["label"].strip(" ,"), "", "turn")
        elif not turn and (one.signed or one.form == QUOTED):
            match = _SIGNED_BY.match(fold(one.signed)) if one.signed else None
            name, role = (match["name"].strip(), match["role"] or "") if match else ("", "")
            yield Spoken(one.number, 0, name, role, "block quotation")


def _answers(paragraphs: Sequence[Paragraph]) -> Iterator[Spoken]:
    """Answers below questions that have no labels, in an article that is mostly questions and answers."""
    asks = [
        one.text.endswith("?") and count_words(one.text) <= _LONGEST_QUESTION and not _MARKS.search(one.text)
        for one in paragraphs
    ]
    if sum(asks) < _LEAST_QUESTIONS:
        return
    answers = []
    answering = False
    for one, is_question in zip(paragraphs, asks, strict=True):
        answering = is_question or answering
        if answering and not is_question and not _MARKS.search(one.text):
            answers.append(one)
    personal = sum(_FIRST_PERSON.search(fold(one.text)) is not None for one in answers)
    if personal >= max(_LEAST_QUESTIONS - 1, len(answers) / 2):
        yield from (Spoken(one.number, 0, "", "", "answer") for one in answers)
