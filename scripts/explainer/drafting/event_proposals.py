"""Dated happenings as proposed events: the date, and where to read what happened. The words are left to the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.core.dates import MONTHS, EdtfDate, parse_date
from explainer.core.text import Phrases, fold
from explainer.drafting.dates_in_text import DatedWords, dates_in
from explainer.drafting.passages import Passage
from explainer.drafting.proposals import Keys, Proposal
from explainer.drafting.quotation_proposals import topic_notes
from explainer.drafting.topics_by_cue import topics_of
from explainer.records.evidence import Evidence
from explainer.records.permitted_names import without_unknown_names

MOST_EVENTS = 300
_LONGEST_SENTENCE = 400
_ANCHOR_WORDS = frozenset(
    "coup election elections invasion earthquake ceasefire uprising war strike independence".split()
)


def anchors_of(evidence: Evidence) -> dict[str, str]:
    """Return the words of known events to which "two years after" may refer, each with its exactest date."""
    anchors: dict[str, str] = {}
    for event in evidence.events.values():
        for word in fold(event.text).lower().replace(".", " ").replace(",", " ").split():
            exact = len(event.date) == len("2021-02-01") and "/" not in event.date
            if word in _ANCHOR_WORDS and exact:
                anchors.setdefault(word, event.date)
    return anchors


def read_dates(passages: Sequence[Passage], published: EdtfDate, evidence: Evidence) -> dict[int, list[DatedWords]]:
    """Return the dates of every paragraph, each resolved with what the article said before."""
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
    """Return an event for each dated sentence; none is kept before the editor has written what happened."""
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
        f"read: {without_unknown_names(sentence[:_LONGEST_SENTENCE], permitted)}",
        "to keep it, write what happened under `text`, in your own words",
        *topic_notes(topics),
        *_standing(one, evidence),
    )
    return Proposal(keys.new(_key_words(one.date), "event"), False, fields, notes)


def _standing(one: DatedWords, evidence: Evidence) -> list[str]:
    same = [key for key, event in evidence.events.items() if event.date == one.date]
    return [f"in the store: {', '.join(same[:4])} has the same date"] if same else []


def _key_words(date: str) -> str:
    point = parse_date(date).start
    return f"{MONTHS[point.month - 1]} {point.year}" if point.month else f"year {point.year}"
