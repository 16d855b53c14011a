"""Turns what an article gives to speakers without quotation marks into quotations, for a person to decide on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from explainer.articles.read_article import Article
from explainer.articles.spoken_paragraphs import Spoken
from explainer.core.text import fold
from quotereader import Quotation

UNSURE = 0.6
_WHY = {
    "answer": "it is an answer, without quotation marks, and the label before it names the speaker",
    "turn": "it is a turn of a transcript, without quotation marks, and the line above it names the speaker",
    "block quotation": "the line below the block quotation names the speaker",
}
_NOBODY = "it is set apart as speech, without quotation marks, and nobody is named beside it"


def is_unmarked(one: Quotation) -> bool:
    """Tell whether a quotation has no marks in the article."""
    return one.confidence == UNSURE and one.why in (*_WHY.values(), _NOBODY)


def with_unmarked_speech(
    quotations: Sequence[Quotation], article: Article, spoken: Sequence[Spoken]
) -> list[Quotation]:
    """Return the quotations of an article with those that have no marks, in the order of the text.

    A quotation in marks inside a signed block quotation gets the speaker of the signature.
    """
    by_paragraph = {one.paragraph: one for one in spoken}
    marked = [_signed(one, by_paragraph.get(one.paragraph)) for one in quotations]
    taken = {one.paragraph for one in marked if one.kind != "term"}
    group = max((one.group for one in quotations), default=0)
    added = []
    for place, one in enumerate(spoken, start=1):
        if one.paragraph not in taken:
            added.append(_quotation(article.paragraphs[one.paragraph - 1].text, one, group + place))
    return sorted([*marked, *added], key=lambda each: (each.paragraph, each.start))


def _signed(one: Quotation, spoken: Spoken | None) -> Quotation:
    if spoken is None or spoken.manner != "block quotation" or not spoken.speaker or one.kind == "term":
        return one
    return replace(
        one,
        speaker=spoken.speaker,
        speaker_kind=_kind(spoken.speaker),
        role=spoken.role,
        confidence=0.8,
        why=_WHY["block quotation"],
        flags=tuple(flag for flag in one.flags if flag == "unbalanced marks"),
    )


def _quotation(text: str, one: Spoken, group: int) -> Quotation:
    words = text[one.start :]
    return Quotation(
        paragraph=one.paragraph,
        start=one.start,
        end=len(text),
        text=words,
        kind="speech",
        speaker=one.speaker or None,
        speaker_kind=_kind(one.speaker) if one.speaker else "none",
        role=one.role,
        group=group,
        continues=False,
        confidence=UNSURE,
        why=_WHY[one.manner] if one.speaker else _NOBODY,
    )


def _kind(speaker: str) -> Literal["name", "nominal"]:
    return "name" if all(word[:1].isupper() for word in fold(speaker).split()) else "nominal"
