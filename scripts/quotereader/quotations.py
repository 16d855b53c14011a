"""Every quotation of an article: words in marks, their kind, their speaker, their group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotereader.attribution import Attribution
from quotereader.parsed_paragraphs import Paragraph, read_article
from quotereader.people import Cast
from quotereader.pronouns import Antecedents
from quotereader.quotation_kinds import QuotationKind, kind_of
from quotereader.quotation_marks import MarkedSpan
from quotereader.resolve_speaker import NOBODY, Speaker, SpeakerKind, speaker_of
from quotereader.speaker_in_other_sentences import Placed, place_quotations

_UNSURE = 0.3
_TERM = 0.7
_LONG = 4
_EDGES = " .,;:!?-–—'\"‘’“”"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    `text` is verbatim `paragraphs[paragraph - 1][start:end]`, without the marks. `speaker` is
    the name in the fullest form the article has given so far, else the description or pronoun
    as it stands; None where nobody is named. `speaker_kind` tells how the words around the
    quotation give the speaker: a resolved "she" is a pronoun, though `speaker` is a name.
    `role` is the article's description of a named speaker. Quotations with one `group` are
    pieces of one attribution and have one speaker. `continues` says that the words go on in
    the next paragraph. `why` names the rule that decided. `flags` says what an editor should
    look at.
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
    flags: tuple[str, ...] = ()


def read_quotations(paragraphs: Sequence[str]) -> list[Quotation]:
    """Every quotation of the article in order; spans never overlap and never leave their paragraph."""
    article = read_article(paragraphs)
    cast = Cast(article)
    antecedents = Antecedents(article, cast)
    placed = {one.span: one for one in place_quotations(article)}
    quotations: list[Quotation] = []
    groups: dict[tuple[int, int], int] = {}
    for paragraph in article:
        for number, span in enumerate(paragraph.spans):
            one = placed.get((paragraph.index, number))
            if one is None:
                quotations.append(_unread(paragraph, span, len(quotations)))
                continue
            kind = kind_of(one.sentence.tokens, one.place, one.found, span.closed or span.continues)
            phrase = one.found.phrase if one.found and kind != "term" else None
            speaker = speaker_of(phrase, one.paragraph, cast, antecedents)
            key = (one.paragraph, phrase.start) if phrase else (-1, len(quotations))
            group = groups.setdefault(key, len(groups) + 1)
            quotations.append(_read(paragraph, span, one, kind, speaker, group))
    return _marked_repeats(_numbered(quotations))


def _read(
    paragraph: Paragraph, span: MarkedSpan, one: Placed, kind: QuotationKind, speaker: Speaker, group: int
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
        confidence=_confidence(one.found, kind, speaker),
        why=_why(one.found, kind),
        flags=(*_mark_flags(span), *speaker.flags),
    )


def _unread(paragraph: Paragraph, span: MarkedSpan, number: int) -> Quotation:
    """A span of a paragraph too long to be prose: its words only."""
    text = paragraph.text[span.start : span.end]
    kind: QuotationKind = "fragment" if len(text.split(maxsplit=_LONG)) > _LONG else "term"
    return Quotation(
        paragraph=paragraph.index + 1,
        start=span.start,
        end=span.end,
        text=text,
        kind=kind,
        speaker=NOBODY.text,
        speaker_kind=NOBODY.kind,
        role="",
        group=-number,
        continues=span.continues,
        confidence=0.0,
        why="the paragraph is too long to be prose",
        flags=(*_mark_flags(span), "not read"),
    )


def _confidence(found: Attribution | None, kind: QuotationKind, speaker: Speaker) -> float:
    if kind == "term":
        return _TERM
    return round((found.confidence if found else _UNSURE) * speaker.trust, 2)


def _why(found: Attribution | None, kind: QuotationKind) -> str:
    if kind == "term":
        return "a name, a title or a term, not speech"
    return found.why if found else "no rule names a speaker"


def _mark_flags(span: MarkedSpan) -> tuple[str, ...]:
    return () if span.closed or span.continues else ("unbalanced marks",)


def _numbered(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Groups counted from 1 in the order of the text; what goes on from an open paragraph joins its group."""
    numbers: dict[int, int] = {}
    numbered: list[Quotation] = []
    for place, one in enumerate(quotations):
        if place and _goes_on(quotations[place - 1], one):
            numbers[one.group] = numbered[-1].group
        group = numbers.setdefault(one.group, one.group)
        numbered.append(replace(one, group=group))
    order = {group: place for place, group in enumerate(dict.fromkeys(one.group for one in numbered), start=1)}
    return [replace(one, group=order[one.group]) for one in numbered]


def _goes_on(before: Quotation, one: Quotation) -> bool:
    return before.continues and before.speaker == one.speaker and "term" not in (before.kind, one.kind)


def _marked_repeats(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Of longer words that stand twice, the one with less to say about its speaker is flagged."""
    best: dict[str, Quotation] = {}
    for one in quotations:
        words = one.text.strip(_EDGES)
        if one.kind != "term" and len(words.split(maxsplit=_LONG)) > _LONG:
            held = best.get(words)
            if held is None or (held.speaker is None and one.speaker is not None):
                best[words] = one
    kept = {id(one) for one in best.values()}
    return [
        one if id(one) in kept or one.text.strip(_EDGES) not in best else replace(one, flags=(*one.flags, "repeated"))
        for one in quotations
    ]
