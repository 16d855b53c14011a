"""Parses the paragraphs of an article, each once: its marked spans, and its sentences with their tokens and names."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotereader.names import Name, names_in
from quotereader.quotation_marks import MarkedSpan, marked_spans
from quotereader.sentence_boundaries import sentence_bounds
from quotereader.speech_verbs import with_speech_forms
from quotereader.tokens import Token, tokenize

LONGEST_PARAGRAPH = 20_000
"""How many characters a paragraph of prose may have."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the paragraph with the given index; `number` counts the sentences of the whole article."""

    paragraph: int
    number: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with everything that the rules look at; `index` counts from 0."""

    index: int
    text: str
    spans: tuple[MarkedSpan, ...]
    sentences: tuple[Sentence, ...]


def parse(paragraphs: Sequence[str]) -> list[Paragraph]:
    """Parse every paragraph. One longer than LONGEST_PARAGRAPH is not prose: it has its spans and no sentences."""
    parsed: list[Paragraph] = []
    number = 0
    for index, (text, spans) in enumerate(zip(paragraphs, marked_spans(paragraphs), strict=True)):
        tokens = tokenize(text, spans) if len(text) <= LONGEST_PARAGRAPH else []
        sentences: list[Sentence] = []
        for first, last in sentence_bounds(tokens):
            of_sentence = with_speech_forms(tokens[first : last + 1])
            sentences.append(Sentence(index, number, of_sentence, tuple(names_in(of_sentence))))
            number += 1
        parsed.append(Paragraph(index, text, tuple(spans), tuple(sentences)))
    return parsed
