"""Proposes an article's quotations: speaker, topics, key, and which of them to keep within the quotation budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainer.core.text import count_words, fold
from explainer.drafting.already_recorded import RECORDED, same_words
from explainer.drafting.proposals import ASK, Keep, Keys, Proposal
from explainer.drafting.speakers import Voice, Voices
from explainer.drafting.topics_by_cue import CuedTopic, topics_of
from explainer.drafting.unmarked_speech import is_unmarked
from explainer.records.evidence import Evidence
from explainer.records.models import Topic
from explainer.records.quotation_budget import QUOTE_FAILS, QUOTE_WARNS, TERM_WORDS
from quotereader import Quotation
from quotereader.word_lists import listed

_SURE = 0.7
_LONGEST_TEXT = 1_500
_KEY_WORDS = 3


@dataclass(frozen=True)
class _Read:
    quotation: Quotation
    text: str
    words: int
    voice: Voice | None
    topics: tuple[CuedTopic, ...]
    named: bool


def propose_quotes(
    quotations: Sequence[Quotation],
    folded: Sequence[str],
    voices: Voices,
    evidence: Evidence,
    budget: int,
    keys: Keys,
) -> list[Proposal]:
    """Return a proposal for each quotation. The surest and shortest are kept, as many as the budget allows."""
    read = [_read(one, folded, voices, evidence.topics) for one in quotations if one.kind != "term"]
    commonest = Counter(cued.topic for one in read for cued in one.topics).most_common(1)
    spent = _within(read, budget)
    main = commonest[0][0] if commonest else next(iter(evidence.topics), "")
    return [_proposal(one, place in spent, main, evidence, keys) for place, one in enumerate(read)]


def _read(one: Quotation, folded: Sequence[str], voices: Voices, topics: Mapping[str, Topic]) -> _Read:
    text = " ".join(one.text.split()).rstrip(",").strip()
    at = one.paragraph - 1
    beside = (*folded[max(0, at - 1) : at], *folded[at + 1 : at + 2])
    voice = voices.of(one)
    named = voice is None or voices.is_named_near(voice.person, one.paragraph)
    cued = tuple(topics_of(fold(text), folded[at], beside, topics))
    return _Read(one, text, count_words(text), voice, cued, named)


def _refused(one: _Read) -> str:
    """Why a quotation cannot be kept as it is; empty where it can."""
    if one.voice is None:
        return "no speaker is named"
    if one.words < TERM_WORDS:
        return f"fewer than {TERM_WORDS} words make a term, not a quotation"
    if one.words > QUOTE_FAILS:
        return f"it has {one.words} words; at most {QUOTE_FAILS} are allowed: shorten it"
    if "unbalanced marks" in one.quotation.flags or one.quotation.continues:
        return "its quotation marks are not balanced in this paragraph"
    if "repeated" in one.quotation.flags:
        return "the article has these words elsewhere, too"
    return ""


def _within(read: Sequence[_Read], budget: int) -> set[int]:
    """The indices of the quotations that fit into the budget, the surest and shortest first."""
    kept: set[int] = set()
    left = budget
    for place in sorted(
        range(len(read)), key=lambda at: (-round(read[at].quotation.confidence, 1), read[at].words, at)
    ):
        if not _refused(read[place]) and read[place].words <= min(left, QUOTE_WARNS):
            kept.add(place)
            left -= read[place].words
    return kept


def _proposal(one: _Read, fits: bool, main: str, evidence: Evidence, keys: Keys) -> Proposal:
    quotation = one.quotation
    speaker = one.voice.person if one.voice else None
    topics = [cued.topic for cued in one.topics] or ([main] if main else [])
    fields: dict[str, object] = {
        "paragraph": quotation.paragraph,
        "text": one.text[:_LONGEST_TEXT],
        "speaker": speaker,
        "about": _about(topics, evidence.topics),
        "topics": topics,
        "group": quotation.group,
        "confidence": quotation.confidence,
    }
    standing = same_words(one.text, speaker or "", evidence)
    keep = _keep(one, fits, standing)
    return Proposal(keys.new(_key_words(one.text), "quote"), keep, fields, tuple(_notes(one, fits, standing)))


def _keep(one: _Read, fits: bool, standing: str) -> Keep:
    if is_unmarked(one.quotation) and not standing.startswith(RECORDED):
        return ASK
    if _refused(one) or not fits or standing.startswith(RECORDED):
        return False
    sure = quotation_is_sure(one.quotation) and bool(one.topics) and one.named and not standing
    return True if sure else ASK


def quotation_is_sure(one: Quotation) -> bool:
    """Tell whether nobody needs to look at a quotation's speaker again."""
    return one.confidence >= _SURE and not one.flags


def _notes(one: _Read, fits: bool, standing: str) -> Iterable[str]:
    quotation = one.quotation
    yield f"speaker: {quotation.why}" + (f"; {one.voice.why}" if one.voice else "")
    yield from (f"check: {flag}" for flag in quotation.flags)
    if is_unmarked(quotation):
        yield "check: the article has these words without quotation marks"
    if not one.named and one.voice:
        yield f"check: only part of the name is given here; rule Q5 needs it as an alias of {one.voice.person}"
    yield from topic_notes(one.topics)
    refused = _refused(one)
    if refused:
        yield f"not kept: {refused}"
    elif not fits:
        longer = one.words > QUOTE_WARNS
        yield f"not kept: its {one.words} words are {'many for a quotation' if longer else 'over the quotation budget'}"
    if standing:
        yield f"compared: {standing}"


def topic_notes(topics: Sequence[CuedTopic]) -> Iterable[str]:
    """Yield a line for each topic with its cue."""
    if not topics:
        yield "topics: no cue was found; check whether they fit"
    yield from (f"topic {cued.topic}: “{cued.cue}” {cued.where}" for cued in topics)


def _about(listed_topics: Sequence[str], topics: Mapping[str, Topic]) -> str | None:
    return f"on {topics[listed_topics[0]].title.lower().removeprefix('on ')}" if listed_topics else None


def _key_words(text: str) -> str:
    """The first content words of a quotation, without capitalised ones, which could be part of a name."""
    words = [word.strip(".,;:!?'\"’‘“”()[]") for word in text.split()[:60]]
    telling = [word for word in words if word.isalpha() and word.islower() and word not in listed("function_words")]
    return " ".join((telling or [word for word in words if word.islower()])[:_KEY_WORDS])
