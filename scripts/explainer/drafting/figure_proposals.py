"""Proposes a figure for each quantity of an article: measure, population, date, claimant and topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from pydantic import ValidationError

from explainer.core.dates import EdtfDate
from explainer.core.quantities import NUMBER_WORDS
from explainer.drafting.already_recorded import RECORDED, beside
from explainer.drafting.claimants import Claimants
from explainer.drafting.dates_in_text import DatedWords
from explainer.drafting.measure_by_words import Measures, Suggestion
from explainer.drafting.passages import Passage
from explainer.drafting.proposals import ASK, Keep, Keys, Proposal
from explainer.drafting.quotation_proposals import topic_notes
from explainer.drafting.stated_figures import Amounted, FoundFigure, figures_in, least_of
from explainer.drafting.topics_by_cue import CuedTopic, topics_of
from explainer.drafting.units_in_text import UnitsInText
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.permitted_names import names_with_numbers
from quotereader.word_lists import listed

MOST_FIGURES = 300
_SURE = 0.7
_CLEAR_MEASURE = 3.0
_NEAR_BEFORE, _NEAR_AFTER = 30, 60
REWORDED_NOTE = "Rests on the reworded copy alone."


@dataclass(frozen=True)
class Setting:
    """What is known of an article before its figures are read.

    `speakers` and `dates` are by paragraph; a speaker is the folded words of a quotation with the key of a person.
    """

    source: str
    published: EdtfDate
    reworded: bool
    speakers: Mapping[int, Sequence[tuple[str, str]]]
    dates: Mapping[int, Sequence[DatedWords]]


def propose_figures(passages: Sequence[Passage], evidence: Evidence, setting: Setting, keys: Keys) -> list[Proposal]:
    """Return a proposed figure for each quantity of an article, in order."""
    measures, claimants = evidence.derived("known measures", Measures), evidence.derived("claimants", Claimants)
    units, numbered = evidence.derived("units in text", UnitsInText), names_with_numbers(evidence)
    found = (one for passage in passages for one in figures_in(passage, units, numbered))
    drafts = [_draft(one, measures, claimants, evidence, setting, keys) for one in islice(found, MOST_FIGURES)]
    return _compared(drafts, evidence, setting.source)


@dataclass(frozen=True)
class _Drafted:
    key: str
    found: FoundFigure
    measure: Suggestion | None
    fields: dict[str, object]
    notes: tuple[str, ...]


def _draft(
    found: FoundFigure, measures: Measures, claimants: Claimants, evidence: Evidence, setting: Setting, keys: Keys
) -> _Drafted:
    passage = found.passage
    begin, end = passage.sentence(found.start)
    sentence = passage.text[begin:end]
    measure = measures.suggest(found.main.unit or "", _weighed(found, sentence))
    claimant, claim_why = _claimant(found, sentence, claimants, setting)
    as_of, date_why = _as_of(found, setting)
    topics = topics_of(sentence, passage.text, (), evidence.topics) or _topics_of_measure(measure, evidence)
    fields: dict[str, object] = {
        "paragraph": passage.number,
        "stated": found.stated,
        "measure": measure.measure if measure else None,
        "population": measure.population if measure else None,
        **_amounts(found.main),
        **({"also": [_amounts(second) for second in found.also]} if found.also else {}),
        "as_of": as_of,
        "claimed_by": claimant,
        "topics": [cued.topic for cued in topics],
        **_note(found, setting),
        "confidence": round(found.confidence, 2),
    }
    shared = ", ".join(measure.words) if measure else ""
    notes = (
        f"unit: {found.unit_why}",
        f"measure: shares “{shared}”" if measure else "measure: none in measures.yaml fits; add one, or cut it",
        f"as of: {date_why}",
        f"claimed by: {claim_why}",
        *topic_notes(topics),
    )
    return _Drafted(keys.new(_key_words(found), "figure"), found, measure, fields, notes)


def _weighed(found: FoundFigure, sentence: str) -> dict[str, float]:
    """The texts around a figure with their weights; the word before "of" weighs more, as in "the arrest of 900"."""
    passage = found.passage
    begin, end = passage.sentence(found.start)
    near = passage.text[max(begin, found.start - _NEAR_BEFORE) : min(end, found.end + _NEAR_AFTER)]
    *_, before, of = ("", "", *passage.text[begin : found.start].split())
    counted = before if of == "of" else ""
    return {passage.text: 0.25, sentence: 1.0, near: 2.5, counted: 3.0, found.stated: 4.0}


def _topics_of_measure(measure: Suggestion | None, evidence: Evidence) -> list[CuedTopic]:
    """The topic that most figures of a measure have, for an article whose words give no cue."""
    if measure is None:
        return []
    topic = evidence.derived("topics of measures", _commonest_topics).get(measure.measure)
    return [CuedTopic(topic, evidence.measures[measure.measure].name, "(its measure)")] if topic else []


def _commonest_topics(evidence: Evidence) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for figure in evidence.figures.values():
        counts.setdefault(figure.measure, Counter()).update(figure.topics)
    return {measure: topics.most_common(1)[0][0] for measure, topics in counts.items() if topics}


def _amounts(amounted: Amounted) -> dict[str, object]:
    given = {
        "qualifier": amounted.qualifier or None,
        "amount": amounted.amount,
        "low": amounted.low,
        "high": amounted.high,
    }
    plain = {name: _plain(value) for name, value in given.items() if value is not None}
    return {**plain, "unit": amounted.unit}


def _plain(value: Fraction | str) -> int | float | str:
    if isinstance(value, str):
        return value
    if value.denominator == 1:
        return int(value)
    decimal = float(value)
    return decimal if Fraction(str(decimal)) == value else str(value)


def _note(found: FoundFigure, setting: Setting) -> dict[str, str]:
    notes = [least_of(found.main), REWORDED_NOTE if setting.reworded else ""]
    text = " ".join(note for note in notes if note)
    return {"note": text} if text else {}


def _claimant(found: FoundFigure, sentence: str, claimants: Claimants, setting: Setting) -> tuple[str, str]:
    """The speaker if the figure is inside quotation marks, otherwise whoever the sentence says claims it."""
    speakers = setting.speakers.get(found.passage.number, ()) if found.passage.is_marked(found.start) else ()
    for text, person in speakers:
        if found.stated[:20] in text:
            return person, "it is part of what this speaker says"
    return claimants.of(sentence)


def _as_of(found: FoundFigure, setting: Setting) -> tuple[str, str]:
    """A period that the sentence gives, otherwise the month in which the article was published."""
    begin, end = found.passage.sentence(found.start)
    dates = [one for one in setting.dates.get(found.passage.number, ()) if begin <= one.start < end]
    spans = [one for one in dates if "/" in one.date and not one.date.endswith("..")]
    if spans:
        return spans[0].date, f"“{spans[0].words}”, {spans[0].how}"
    point = setting.published.start
    month = f"{point.year}-{point.month:02}" if point.month else f"{point.year}"
    return month + point.mark, "when the article was published"


def _key_words(found: FoundFigure) -> str:
    """The content words of a figure, without any that could be read as a number."""
    left_out = listed("function_words") | NUMBER_WORDS
    words = (word.strip(",.;()") for word in found.stated.split())
    return " ".join(word for word in words if word.isalpha() and word.islower() and word not in left_out)[:30]


def _compared(drafts: Sequence[_Drafted], evidence: Evidence, source: str) -> list[Proposal]:
    """Add to each figure how it compares with the recorded ones, and decide whether to keep it."""
    built = {f"{source}.{one.key}": figure for one in drafts if (figure := _figure(one.fields)) is not None}
    standing = beside(built, evidence)
    seen: set[tuple[object, ...]] = set()
    proposals = []
    for one in drafts:
        beside_it = standing.get(f"{source}.{one.key}", ())
        same = tuple(str(one.fields.get(name)) for name in ("measure", "population", "amount", "low", "high"))
        notes = [*one.notes, *(f"compared: {sentence}" for sentence in beside_it)]
        if same in seen:
            notes.append("not kept: the article gives the same figure earlier")
        recorded = any(sentence.startswith(RECORDED) for sentence in beside_it)
        keep = False if same in seen or recorded or f"{source}.{one.key}" not in built else _keep(one)
        seen.add(same)
        proposals.append(Proposal(one.key, keep, one.fields, tuple(notes)))
    return proposals


def _keep(one: _Drafted) -> Keep:
    if one.measure is None:
        return False
    return (
        True if one.found.confidence >= _SURE and one.measure.score >= _CLEAR_MEASURE and one.fields["topics"] else ASK
    )


def _figure(fields: Mapping[str, object]) -> Figure | None:
    """The figure as a record that can be compared; None where a field is missing."""
    try:
        return Figure.model_validate({name: value for name, value in fields.items() if name != "confidence"})
    except ValidationError:
        return None
