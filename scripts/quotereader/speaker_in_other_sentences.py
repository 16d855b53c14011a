"""Attributes quotations whose own sentence names nobody, by the quotations and sentences around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotereader.attribution import Attribution, subject_of_last_speech_verb
from quotereader.clause_subjects import clause_subject
from quotereader.noun_phrases import Phrase
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.quotation_kinds import is_embedded
from quotereader.speaker_in_same_sentence import attribute
from quotereader.word_lists import listed

_LONG = 4
_MOST_SENTENCES_BACK = 3
_SHORT_DISTANCE = 8
_NARRATOR = ("I", "we", "We")
_POINTS_BACK = ("that", "it", "this", "it's", "it’s", "that's", "that’s")


@dataclass(frozen=True, slots=True)
class AttributedQuotation:
    """A quotation in its sentence, with the attribution that fits it best.

    `key` is the index of its paragraph and of its span there, `index` that of its token in the sentence. `embedded`
    says that it is part of the writer's sentence. `attributed_in` is the index of the paragraph that names the speaker.
    """

    key: tuple[int, int]
    sentence: Sentence
    index: int
    attribution: Attribution | None
    attributed_in: int
    embedded: bool

    @property
    def names_speaker_itself(self) -> bool:
        """Whether the sentence of the quotation names the speaker."""
        found = self.attribution
        return found is not None and found.phrase is not None and found.side != "near"

    @property
    def opens_long(self) -> bool:
        """Whether a long quotation begins the sentence, which then goes on in the writer's words."""
        text = self.sentence.tokens[self.index].text
        return self.index == 0 and text[:1].isupper() and len(text.split()) > _LONG


@dataclass(frozen=True, slots=True)
class _PreviousParagraph:
    paragraph: Paragraph
    quotations: tuple[AttributedQuotation, ...]


def attribute_quotations(article: Sequence[Paragraph]) -> list[AttributedQuotation]:
    """Return every quotation of an article, in order, with its attribution."""
    quotations: list[AttributedQuotation] = []
    previous: _PreviousParagraph | None = None
    for paragraph in article:
        own = _with_neighbours(paragraph, _by_own_sentence(paragraph), previous)
        quotations.extend(own)
        previous = _PreviousParagraph(paragraph, tuple(own))
    return _across_paragraphs(quotations, article)


def _across_paragraphs(
    quotations: list[AttributedQuotation], article: Sequence[Paragraph]
) -> list[AttributedQuotation]:
    """A quotation that continues in the next paragraph has one speaker: whom the sentence of either part names."""

    def continues(quotation: AttributedQuotation) -> bool:
        paragraph, span = quotation.key
        return article[paragraph].spans[span].continues

    for number in range(len(quotations) - 2, -1, -1):
        one, following = quotations[number], quotations[number + 1]
        if continues(one) and not one.names_speaker_itself and following.names_speaker_itself:
            why = "it continues in the next paragraph, which names the speaker"
            quotations[number] = _same_speaker(one, following, why, 0.85) or one
    for number in range(1, len(quotations)):
        before, one = quotations[number - 1], quotations[number]
        if continues(before) and not one.names_speaker_itself:
            why = "it continues a quotation from the paragraph before"
            quotations[number] = _same_speaker(one, before, why, 0.9) or one
    return quotations


def _by_own_sentence(paragraph: Paragraph) -> list[AttributedQuotation]:
    return [
        AttributedQuotation(
            (paragraph.index, token.span),
            sentence,
            index,
            attribute(sentence.tokens, index),
            paragraph.index,
            is_embedded(sentence.tokens, index),
        )
        for sentence in paragraph.sentences
        for index, token in enumerate(sentence.tokens)
        if token.kind == "quotation"
    ]


def _with_neighbours(
    paragraph: Paragraph, own: list[AttributedQuotation], previous: _PreviousParagraph | None
) -> list[AttributedQuotation]:
    """Attribute what no rule of its own sentence did; whatever is found counts for the quotations after it."""
    for number, one in enumerate(own):
        if one.attribution is not None:
            continue
        if one.embedded and not one.opens_long:
            own[number] = _as_remark(one, own, number) or one
        else:
            own[number] = (
                _from_quotation_before(one, own, number)
                or _from_quotation_after(one, own, number)
                or _from_sentences_before(one, own, number, paragraph)
                or _from_previous_paragraph(one, paragraph, previous)
                or one
            )
    return own


def _same_speaker(
    one: AttributedQuotation, other: AttributedQuotation, why: str, confidence: float
) -> AttributedQuotation | None:
    """Give a quotation the speaker of another; None where the other has no attribution to give."""
    if other.attribution is None:
        return None
    if other.attribution.phrase is None:
        return replace(one, attribution=other.attribution) if other.attribution.side == "near" else None
    attribution = Attribution(other.attribution.phrase, why, min(confidence, other.attribution.confidence), "near")
    return replace(one, attribution=attribution, attributed_in=other.attributed_in)


def _as_remark(one: AttributedQuotation, own: Sequence[AttributedQuotation], number: int) -> AttributedQuotation | None:
    """ "That makes it “Q”": a fragment in a sentence that refers to the quotation right before it."""
    if not number or one.sentence.tokens[0].lower not in _POINTS_BACK or one.index > _SHORT_DISTANCE:
        return None
    other = own[number - 1]
    if one.sentence.number - other.sentence.number != 1 or other.embedded:
        return None
    return _same_speaker(one, other, "its sentence refers to the quotation before it", 0.5)


def _from_quotation_before(
    one: AttributedQuotation, own: Sequence[AttributedQuotation], number: int
) -> AttributedQuotation | None:
    """The sentence before, in the same paragraph, holds a quotation with a speaker."""
    if not number:
        return None
    other = own[number - 1]
    if one.sentence.number - other.sentence.number <= 1 and (not other.embedded or other.opens_long):
        return _same_speaker(one, other, "it continues the quotation before it", 0.9)
    return None


def _from_quotation_after(
    one: AttributedQuotation, own: Sequence[AttributedQuotation], number: int
) -> AttributedQuotation | None:
    """The next sentence begins with a quotation whose speaker is named after it."""
    for other in own[number + 1 :]:
        if other.sentence.number - one.sentence.number > 1:
            return None
        if other.index == 0 and other.attribution is not None and other.attribution.side == "after":
            return _same_speaker(one, other, "the quotation right after it names the speaker", 0.85)
        if other.attribution is not None:
            return None
    return None


def _from_sentences_before(
    one: AttributedQuotation, own: Sequence[AttributedQuotation], number: int, paragraph: Paragraph
) -> AttributedQuotation | None:
    """An earlier sentence of the paragraph has somebody speak; otherwise an earlier quotation of it has a speaker."""
    sentences = [sentence for sentence in paragraph.sentences if sentence.number < one.sentence.number]
    found = _from_nearest_speaker(one, sentences, 0.7)
    if found is None and sentences and number:
        return _same_speaker(one, own[number - 1], "the same paragraph quotes this speaker", 0.6)
    return found


def _from_previous_paragraph(
    one: AttributedQuotation, paragraph: Paragraph, previous: _PreviousParagraph | None
) -> AttributedQuotation | None:
    """The paragraph before ends in a quotation, introduces this one, or quotes somebody."""
    if previous is None or not previous.paragraph.sentences:
        return None
    if one.sentence.number != paragraph.sentences[0].number:
        return None
    closing = previous.paragraph.sentences[-1]
    last = previous.quotations[-1] if previous.quotations else None
    if last is not None and last.sentence.number == closing.number and not last.embedded:
        return _same_speaker(one, last, "it continues from the paragraph before", 0.75)
    if _introduces_what_is_read(closing):
        nobody = Attribution(None, "the paragraph before introduces somebody else's words", 0.6, "near")
        return replace(one, attribution=nobody)
    found = _from_nearest_speaker(one, previous.paragraph.sentences, 0.6)
    if found is None and last is not None:
        return _same_speaker(one, last, "the paragraph before quotes this speaker", 0.5)
    return found


def _introduces_what_is_read(sentence: Sentence) -> bool:
    """ "NAME read the comments:": NAME reads the words that follow, and does not speak them."""
    tokens = sentence.tokens
    if tokens[-1].text != ":":
        return False
    receives = any(token.lower in listed("receiving_verbs") for token in tokens[-_SHORT_DISTANCE:])
    return receives and subject_of_last_speech_verb(tokens) is None


def _from_nearest_speaker(
    one: AttributedQuotation, sentences: Sequence[Sentence], confidence: float
) -> AttributedQuotation | None:
    """The nearest of the last few sentences that has somebody speak, or whose subject is one person."""
    for sentence in reversed(sentences[-_MOST_SENTENCES_BACK:]):
        tokens = sentence.tokens
        speaker = subject_of_last_speech_verb(tokens)
        if speaker is None or speaker.text in _NARRATOR:
            speaker = _if_person(clause_subject(tokens, 0, len(tokens) - 1)) or speaker
        if speaker is not None:
            attribution = Attribution(speaker, "a sentence before it names who speaks", confidence, "near")
            return replace(one, attribution=attribution, attributed_in=sentence.paragraph)
    return None


def _if_person(phrase: Phrase | None) -> Phrase | None:
    if phrase is None or (phrase.kind == "pronoun" and phrase.text.lower() not in ("he", "she")):
        return None
    if phrase.kind == "name" and phrase.name is not None and phrase.name.kind == "other":
        return None
    return phrase if phrase.kind != "nominal" or _names_role(phrase.text) else None


def _names_role(text: str) -> bool:
    return any(word.lower() in listed("roles") for word in text.split())
