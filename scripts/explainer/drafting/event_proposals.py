"""Proposes an event for each dated sentence: its date, and the sentence to read. The words are left to the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.core.dates import MONTHS, EdtfDate, parse_date
from explainer.core.text import Phrases, fold
from explainer.drafting.dates_in_text import DatedWords, dates_in
from explainer.drafting.own_lists import own_words
from explainer.drafting.passages import Passage
from explainer.drafting.proposals import Keys, Proposal
from explainer.drafting.quotation_proposals import topic_notes
from explainer.drafting.topics_by_cue import topics_of
from explainer.records.evidence import Evidence
from explainer.records.permitted_names import without_unknown_names

MOST_EVENTS = 300
_LONGEST_SENTENCE = 400
_MOST_LISTED = 4


def anchors_of(evidence: Evidence) -> dict[str, str]:
    """Return the words for known events that "two years after" may refer to, each with the date to count from."""
    anchors: dict[str, str] = {}
    for event in evidence.events.values():
        for word in fold(event.text).lower().replace(".", " ").replace(",", " ").split():
            exact = len(event.date) == len("2021-02-01") and "/" not in event.date
            if word in own_words("anchor_words") and exact:
                anchors.setdefault(word, event.date)
    return anchors


def read_dates(passages: Sequence[Passage], published: EdtfDate, evidence: Evidence) -> dict[int, list[DatedWords]]:
    """Return the dates of each paragraph by its number; a date may count from one that the article gave earlier."""
    anchors = evidence.derived("dates to count from", anchors_of)
    found: dict[int, list[DatedWords]] = {}
    before = ""
    for passage in passages:
        dates = dates_in(passage.text, published, anchors, before)
        found[passage.number] = dates
        before = next((one.date for one in reversed(dates) if "/" not in one.date), before)
    return found


def propose_events(
    passages: Sequence[Passage],
    dates: Mapping[int, Sequence[DatedWords]],
    evidence: Evidence,
    permitted: Phrases,
    keys: Keys,
) -> list[Proposal]:
    """Return an event for each dated sentence. None is kept until the editor has written what happened."""
    proposals: list[Proposal] = []
    for passage in passages:
        seen: set[tuple[int, str]] = set()
        for one in dates.get(passage.number, ()):
            place = (passage.sentence(one.start)[0], one.date)
            if place not in seen and len(proposals) < MOST_EVENTS:
                seen.add(place)
                proposals.append(_event(passage, one, evidence, permitted, keys))
    return proposals


def _event(passage: Passage, one: DatedWords, evidence: Evidence, permitted: Phrases, keys: Keys) -> Proposal:
    sentence = passage.sentence_text(one.start)
    topics = topics_of(sentence, passage.text, (), evidence.topics)
    note = {"note": "The article gives the month without the year."} if "no year" in one.how else {}
    fields: dict[str, object] = {
        "paragraph": passage.number,
        "date": one.date,
        "text": None,
        "topics": [cued.topic for cued in topics],
        **note,
        "confidence": one.confidence,
    }
    notes = (
        f"date: “{one.words}”, {one.how}",
        f"the sentence: {without_unknown_names(sentence[:_LONGEST_SENTENCE], permitted)}",
        "to keep it, write under `text` what happened, in your own words",
        *topic_notes(topics),
        *_standing(one, evidence),
    )
    return Proposal(keys.new(_key_words(one.date), "event"), False, fields, notes)


def _standing(one: DatedWords, evidence: Evidence) -> list[str]:
    same = [key for key, event in evidence.events.items() if event.date == one.date]
    return [f"{_have(same)} the same date"] if same else []


def _have(keys: list[str]) -> str:
    return f"{keys[0]} has" if len(keys) == 1 else f"{', '.join(keys[:_MOST_LISTED])} have"


def _key_words(date: str) -> str:
    point = parse_date(date).start
    return f"{MONTHS[point.month - 1]} {point.year}" if point.month else f"year {point.year}"
