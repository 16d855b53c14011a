"""Reads to whom each sentence attributes what it states, also without quotation marks: "40 left, the league said"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotereader.attribution import finite_speech_verbs
from quotereader.noun_phrases import Phrase, phrase_starting_at
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.people import Cast
from quotereader.pronouns import Antecedents
from quotereader.resolve_speaker import SpeakerKind, resolve_speaker
from quotereader.tokens import Token
from quotereader.verb_subjects import subject_of


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody to whom a sentence attributes something.

    paragraph: The number of the paragraph, counted from 1.
    start, end: The offsets of the sentence in the paragraph, in code points.
    at: The offset of the words that attribute: a verb of speech, or "according to".
    speaker: As of a quotation: the name in its fullest form so far, or the description or pronoun as it stands.
    speaker_kind: A "name", a description without a name ("nominal"), or a "pronoun".
    role: How the article describes a named speaker there; "" where it does not.
    """

    paragraph: int
    start: int
    end: int
    at: int
    speaker: str
    speaker_kind: SpeakerKind
    role: str


def statements_of(article: Sequence[Paragraph], cast: Cast, antecedents: Antecedents) -> list[Statement]:
    """Return the attributions of an article in order; a sentence may hold several, or none."""
    return [
        one
        for paragraph in article
        for sentence in paragraph.sentences
        for one in _of_sentence(sentence, cast, antecedents)
    ]


def _of_sentence(sentence: Sentence, cast: Cast, antecedents: Antecedents) -> Iterator[Statement]:
    tokens = sentence.tokens
    for at, phrase in sorted(_attributions(tokens), key=lambda one: one[0]):
        speaker = resolve_speaker(phrase, sentence.paragraph, cast, antecedents)
        if speaker.text:
            bounds = tokens[0].start, tokens[-1].end
            yield Statement(sentence.paragraph + 1, *bounds, tokens[at].start, speaker.text, speaker.kind, speaker.role)


def _attributions(tokens: Sequence[Token]) -> Iterator[tuple[int, Phrase]]:
    """The places of the attributing words of a sentence, with the phrase that each names."""
    for verb in finite_speech_verbs(tokens, len(tokens), 0):
        subject = subject_of(tokens, verb, 0)
        if subject is not None:
            yield verb, subject
    for index in range(len(tokens) - 2):
        if (tokens[index].lower, tokens[index + 1].lower) == ("according", "to"):
            source = phrase_starting_at(tokens, index + 2, len(tokens) - 1)
            if source is not None:
                yield index, source
