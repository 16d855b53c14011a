"""Speakers for quotations whose own sentence names nobody: from the quotations and sentences around."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotereader.attribution import Attribution, last_speech
from quotereader.clause_subjects import clause_subject
from quotereader.noun_phrases import Phrase
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.quotation_kinds import is_embedded
from quotereader.speaker_in_same_sentence import attribute
from quotereader.word_lists import listed

_LONG = 4
_REACH = 3
_TAIL = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """One quotation: where it stands and what has been found out about its speaker.

    `paragraph` is where the words of the attribution stand.
    """

    span: tuple[int, int]
    sentence: Sentence
    place: int
    found: Attribution | None
    paragraph: int
    embedded: bool


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The paragraph before with its quotations."""

    paragraph: Paragraph
    own: tuple[Placed, ...]


def place_quotations(article: Sequence[Paragraph]) -> list[Placed]:
    """Every quotation of the article in order, with the attribution that fits it best."""
    placed: list[Placed] = []
    earlier: _Earlier | None = None
    for paragraph in article:
        own = _filled(paragraph, _own(paragraph), earlier)
        placed.extend(own)
        earlier = _Earlier(paragraph, tuple(own))
    return _carried_on(placed, article)


def _carried_on(placed: list[Placed], article: Sequence[Paragraph]) -> list[Placed]:
    """Words that go on over a paragraph's end have one speaker: the one their own sentence names."""
    for number in range(len(placed) - 2, -1, -1):
        one, following = placed[number], placed[number + 1]
        if article[one.span[0]].spans[one.span[1]].continues and not _named_here(one) and _named_here(following):
            placed[number] = (
                _taken(one, following, "it goes on in the next paragraph, which names the speaker", 0.85) or one
            )
    for number in range(1, len(placed)):
        before, one = placed[number - 1], placed[number]
        if article[before.span[0]].spans[before.span[1]].continues and not _named_here(one):
            placed[number] = _taken(one, before, "it goes on from the paragraph before", 0.9) or one
    return placed


def _named_here(one: Placed) -> bool:
    return one.found is not None and one.found.phrase is not None and one.found.side != "near"


def _own(paragraph: Paragraph) -> list[Placed]:
    found: list[Placed] = []
    for sentence in paragraph.sentences:
        for place, token in enumerate(sentence.tokens):
            if token.kind == "quotation":
                attribution = attribute(sentence.tokens, place)
                found.append(
                    Placed(
                        (paragraph.index, token.number),
                        sentence,
                        place,
                        attribution,
                        paragraph.index,
                        is_embedded(sentence.tokens, place),
                    )
                )
    return found


def _filled(paragraph: Paragraph, own: list[Placed], earlier: _Earlier | None) -> list[Placed]:
    for number, one in enumerate(own):
        if one.found is None and one.embedded and not _leads_sentence(one):
            own[number] = _from_remark(one, own, number) or one
        elif one.found is None:
            own[number] = (
                _from_before(one, own, number)
                or _from_after(one, own, number)
                or _from_sentences(one, own, number, paragraph)
                or _from_paragraph(one, paragraph, earlier)
                or one
            )
    return own


def _from_remark(one: Placed, own: Sequence[Placed], number: int) -> Placed | None:
    """ "That makes it "Q"": the sentence goes on about the quotation right before it."""
    tokens = one.sentence.tokens
    if (
        not number
        or tokens[0].lower not in ("that", "it", "this", "it's", "it’s", "that's", "that’s")
        or one.place > _TAIL
    ):
        return None
    other = own[number - 1]
    near = one.sentence.number - other.sentence.number == 1 and not other.embedded
    return _taken(one, other, "the sentence goes on about the quotation before it", 0.5) if near else None


def _leads_sentence(one: Placed) -> bool:
    """A long quotation that begins a sentence which goes on in the writer's words."""
    text = one.sentence.tokens[one.place].text
    return one.place == 0 and text[:1].isupper() and len(text.split()) > _LONG


def _taken(one: Placed, other: Placed, why: str, confidence: float) -> Placed | None:
    if other.found is None:
        return None
    if other.found.phrase is None:
        return replace(one, found=other.found) if other.found.side == "near" else None
    found = Attribution(other.found.phrase, why, min(confidence, other.found.confidence), "near")
    return replace(one, found=found, paragraph=other.paragraph)


def _from_before(one: Placed, own: Sequence[Placed], number: int) -> Placed | None:
    """The sentence before, in the same paragraph, has a quotation with a speaker."""
    if not number:
        return None
    other = own[number - 1]
    if one.sentence.number - other.sentence.number <= 1 and (not other.embedded or _leads_sentence(other)):
        return _taken(one, other, "it goes on from the quotation before it", 0.9)
    return None


def _from_after(one: Placed, own: Sequence[Placed], number: int) -> Placed | None:
    """The next sentence begins with a quotation that has a speaker."""
    for other in own[number + 1 :]:
        if other.sentence.number - one.sentence.number > 1:
            return None
        if other.place == 0 and other.found is not None and other.found.side == "after":
            return _taken(one, other, "the quotation right after it names the speaker", 0.85)
        if other.found is not None:
            return None
    return None


def _from_sentences(one: Placed, own: Sequence[Placed], number: int, paragraph: Paragraph) -> Placed | None:
    """A sentence before it in the same paragraph has somebody speak, else quotes somebody."""
    sentences = [sentence for sentence in paragraph.sentences if sentence.number < one.sentence.number]
    found = _by_sentences(one, sentences, 0.7)
    if found is None and sentences and number:
        return _taken(one, own[number - 1], "the same paragraph quotes this speaker", 0.6)
    return found


def _from_paragraph(one: Placed, paragraph: Paragraph, earlier: _Earlier | None) -> Placed | None:
    """The paragraph before ends in a quotation, introduces this one, or quotes somebody."""
    if earlier is None or not earlier.paragraph.sentences or one.sentence.number != paragraph.sentences[0].number:
        return None
    closing = earlier.paragraph.sentences[-1]
    last = earlier.own[-1] if earlier.own else None
    if last is not None and last.sentence.number == closing.number and not last.embedded:
        return _taken(one, last, "it goes on from the paragraph before", 0.75)
    if _hands_over_read_words(closing):
        nobody = Attribution(None, "the paragraph before introduces words of others", 0.6, "near")
        return replace(one, found=nobody)
    introduced = _by_sentences(one, earlier.paragraph.sentences, 0.6)
    if introduced is None and last is not None:
        return _taken(one, last, "the paragraph before quotes this speaker", 0.5)
    return introduced


def _hands_over_read_words(sentence: Sentence) -> bool:
    """ "NAME read the comments:": who reads is not who speaks."""
    tokens = sentence.tokens
    if tokens[-1].text != ":":
        return False
    return any(word.lower in listed("receiving_verbs") for word in tokens[-_TAIL:]) and last_speech(tokens) is None


def _by_sentences(one: Placed, sentences: Sequence[Sentence], confidence: float) -> Placed | None:
    """The nearest sentence before that has somebody speak, or that is about one person."""
    for sentence in reversed(sentences[-_REACH:]):
        tokens = sentence.tokens
        phrase = last_speech(tokens) or _person(clause_subject(tokens, 0, len(tokens) - 1))
        if phrase is not None:
            found = Attribution(phrase, "the sentence before names who speaks", confidence, "near")
            return replace(one, found=found, paragraph=sentence.paragraph)
    return None


def _person(phrase: Phrase | None) -> Phrase | None:
    if phrase is None or (phrase.kind == "pronoun" and phrase.text.lower() not in ("he", "she")):
        return None
    if phrase.kind == "name" and phrase.name is not None and phrase.name.standing == "other":
        return None
    return phrase if phrase.kind != "nominal" or _names_role(phrase.text) else None


def _names_role(text: str) -> bool:
    return any(word.lower() in listed("roles") for word in text.split())
