"""A paragraph read once: its marked spans, tokens, sentences and names."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotereader.names import Name, names_in
from quotereader.quotation_marks import MarkedSpan, marked_spans
from quotereader.sentence_boundaries import sentences
from quotereader.speech_verbs import with_forms
from quotereader.tokens import Word, read_words

LONGEST_PARAGRAPH = 20_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens, the place of its first token in the paragraph, its names."""

    paragraph: int
    number: int
    tokens: tuple[Word, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (counted from 0) with everything the rules look at."""

    index: int
    text: str
    spans: tuple[MarkedSpan, ...]
    sentences: tuple[Sentence, ...]


def read_article(paragraphs: Sequence[str]) -> list[Paragraph]:
    """Every paragraph read; sentences are numbered through the whole article.

    A paragraph longer than LONGEST_PARAGRAPH is no prose: it keeps its spans and gets no sentences.
    """
    read: list[Paragraph] = []
    number = 0
    for index, (text, spans) in enumerate(zip(paragraphs, marked_spans(paragraphs), strict=True)):
        tokens = read_words(text, spans) if len(text) <= LONGEST_PARAGRAPH else []
        found: list[Sentence] = []
        for first, last in sentences(tokens):
            part = with_forms(tokens[first : last + 1])
            found.append(Sentence(index, number, part, tuple(names_in(part))))
            number += 1
        read.append(Paragraph(index, text, tuple(spans), tuple(found)))
    return read
