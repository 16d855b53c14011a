"""Reads the quotations of an article: their words, kind, speaker and group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotereader.attribution import Attribution
from quotereader.parsed_paragraphs import Paragraph, parse
from quotereader.people import Cast
from quotereader.pronouns import Antecedents
from quotereader.quotation_kinds import QuotationKind, kind_of
from quotereader.quotation_marks import MarkedSpan
from quotereader.resolve_speaker import NOBODY, Flag, Speaker, SpeakerKind, resolve_speaker
from quotereader.speaker_in_other_sentences import AttributedQuotation, attribute_quotations
from quotereader.statements import Statement, statements_of

_NO_RULE = 0.3
_TERM = 0.7
_LONG = 4
_EDGES = " .,;:!?-–—'\"‘’“”"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, and who speaks them.

    paragraph: The number of the paragraph, counted from 1.
    start, end: The offsets of the words in the paragraph, in code points, without the marks.
    text: The words, exactly as `paragraphs[paragraph - 1][start:end]`.
    kind: "speech", a "fragment" of speech within the writer's sentence, or a "term": a title, a nickname, scare quotes.
    speaker: The name in the fullest form the article has given so far; otherwise the description or the pronoun as it
        stands; None where nobody is named, and for terms.
    speaker_kind: What stands beside the quotation: a "name", a description without a name ("nominal"), a "pronoun", or
        "none". A "she" that was resolved is a pronoun, although `speaker` is a name.
    role: How the article describes a named speaker there; "" where it does not.
    group: A number that the pieces of one attribution share; pieces of a group have the same speaker.
    continues: Whether the quotation is still open at the end of the paragraph and continues in the next.
    confidence: How far to trust `speaker` and `kind`, from 0 to 1.
    why: The rule that decided, in words.
    flags: What a person should look at: "unbalanced marks", "pronoun not resolved", "another person fits the pronoun",
        "repeated" (the same words stand elsewhere), "not read" (the paragraph is too long to be prose).
    """

    paragraph: int
    start: int
    end: int
    text: str
    kind: QuotationKind
    speaker: str | None
    speaker_kind: SpeakerKind
    role: str
    group: int
    continues: bool
    confidence: float
    why: str
    flags: tuple[Flag, ...] = ()


def read_quotations(paragraphs: Sequence[str]) -> list[Quotation]:
    """Return every quotation of an article, in order. None overlaps another or extends beyond its paragraph."""
    article = parse(paragraphs)
    cast = Cast(article)
    return quotations_of(article, cast, Antecedents(article, cast))


def read_speech(paragraphs: Sequence[str]) -> tuple[list[Quotation], list[Statement]]:
    """Return the quotations of an article, and whatever its sentences attribute to somebody, each in order."""
    article = parse(paragraphs)
    cast = Cast(article)
    antecedents = Antecedents(article, cast)
    return quotations_of(article, cast, antecedents), statements_of(article, cast, antecedents)


def quotations_of(article: Sequence[Paragraph], cast: Cast, antecedents: Antecedents) -> list[Quotation]:
    """Return what `read_quotations` does, of an article that was parsed, and whose people were found."""
    attributed = {one.key: one for one in attribute_quotations(article)}
    quotations: list[Quotation] = []
    groups: dict[tuple[int, int], int] = {}
    for paragraph in article:
        for number, span in enumerate(paragraph.spans):
            one = attributed.get((paragraph.index, number))
            if one is None:
                quotations.append(_unread_quotation(paragraph, span, group=-len(quotations)))
                continue
            kind = kind_of(one.sentence.tokens, one.index, one.attribution, span.closed or span.continues)
            phrase = one.attribution.phrase if one.attribution and kind != "term" else None
            speaker = resolve_speaker(phrase, one.attributed_in, cast, antecedents)
            key = (one.attributed_in, phrase.start) if phrase else (-1, len(quotations))
            group = groups.setdefault(key, len(groups) + 1)
            quotations.append(_quotation(paragraph, span, one, kind, speaker, group))
    return _with_repeats_flagged(_with_groups_numbered(quotations))


def _quotation(
    paragraph: Paragraph,
    span: MarkedSpan,
    one: AttributedQuotation,
    kind: QuotationKind,
    speaker: Speaker,
    group: int,
) -> Quotation:
    return Quotation(
        paragraph=paragraph.index + 1,
        start=span.start,
        end=span.end,
        text=paragraph.text[span.start : span.end],
        kind=kind,
        speaker=speaker.text,
        speaker_kind=speaker.kind,
        role=speaker.role,
        group=group,
        continues=span.continues,
        confidence=_confidence(one.attribution, kind, speaker),
        why=_why(one.attribution, kind),
        flags=(*_flags_of_marks(span), *speaker.flags),
    )


def _unread_quotation(paragraph: Paragraph, span: MarkedSpan, group: int) -> Quotation:
    """A span of a paragraph that is too long to be prose: its words, and nothing about its speaker."""
    text = paragraph.text[span.start : span.end]
    return Quotation(
        paragraph=paragraph.index + 1,
        start=span.start,
        end=span.end,
        text=text,
        kind="fragment" if _is_long(text) else "term",
        speaker=NOBODY.text,
        speaker_kind=NOBODY.kind,
        role="",
        group=group,
        continues=span.continues,
        confidence=0.0,
        why="the paragraph is too long to be prose",
        flags=(*_flags_of_marks(span), "not read"),
    )


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=_LONG)) > _LONG


def _confidence(attribution: Attribution | None, kind: QuotationKind, speaker: Speaker) -> float:
    if kind == "term":
        return _TERM
    return round((attribution.confidence if attribution else _NO_RULE) * speaker.certainty, 2)


def _why(attribution: Attribution | None, kind: QuotationKind) -> str:
    if kind == "term":
        return "a name, a title or a term, not speech"
    return attribution.why if attribution else "no rule names a speaker"


def _flags_of_marks(span: MarkedSpan) -> tuple[Flag, ...]:
    return () if span.closed or span.continues else ("unbalanced marks",)


def _with_groups_numbered(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Number the groups from 1 in the order of the text, and join the parts of a quotation across paragraphs."""
    joined: dict[int, int] = {}
    groups: list[int] = []
    for index, quotation in enumerate(quotations):
        if index and _continues_in(quotations[index - 1], quotation):
            joined[quotation.group] = groups[-1]
        groups.append(joined.setdefault(quotation.group, quotation.group))
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups), start=1)}
    return [replace(quotation, group=numbers[group]) for quotation, group in zip(quotations, groups, strict=True)]


def _continues_in(before: Quotation, quotation: Quotation) -> bool:
    return before.continues and before.speaker == quotation.speaker and "term" not in (before.kind, quotation.kind)


def _with_repeats_flagged(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Of longer words that occur more than once, flag all but one; the one that is kept has a speaker, if any has."""
    kept: dict[str, Quotation] = {}
    for quotation in quotations:
        words = quotation.text.strip(_EDGES)
        if quotation.kind != "term" and _is_long(words):
            first = kept.get(words)
            if first is None or (first.speaker is None and quotation.speaker is not None):
                kept[words] = quotation
    unique = {id(quotation) for quotation in kept.values()}
    return [
        quotation
        if id(quotation) in unique or quotation.text.strip(_EDGES) not in kept
        else replace(quotation, flags=(*quotation.flags, "repeated"))
        for quotation in quotations
    ]
