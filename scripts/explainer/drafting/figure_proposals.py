"""Proposes a figure for each quantity of an article: measure, population, date, claimant and topics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from pydantic import ValidationError

from explainer.core.dates import EdtfDate
from explainer.core.quantities import NUMBER_WORDS
from explainer.core.text import fold
from explainer.drafting.already_recorded import RECORDED, beside
from explainer.drafting.attributions import Attributions
from explainer.drafting.clauses import clause_around
from explainer.drafting.dates_in_text import DatedWords
from explainer.drafting.measure_by_words import Measures, Suggestion
from explainer.drafting.passages import Passage
from explainer.drafting.proposals import ASK, Keep, Keys, Proposal
from explainer.drafting.quotation_proposals import topic_notes
from explainer.drafting.stated_figures import Amounted, FoundFigure, figures_in, least_of
from explainer.drafting.topics_by_cue import CuedTopic, topics_of
from explainer.drafting.units_in_text import UnitsInText
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF, Figure
from explainer.records.permitted_names import names_with_numbers
from quotereader.word_lists import listed

MOST_FIGURES = 300
_SURE = 0.7
_CLEAR_MEASURE = 3.0
_NARROWER = re.compile(
    r"\b(?:another|additional|other|further|more than half of|of (?:whom|them|these|those|which)|first|last"
    r"|latest|alone|each"
    r"|every|half|most|some) (?:\w+ )?(?:\d|hundred|thousand|dozen)|\b\d[\d,]* (?:more|others?|further|additional)\b"
    r"|\b(?:in|from|at|near|across|around|inside|outside) (?:the )?(?!January|February|March|April|May|June|July|August"
    r"|September|October|November|December)[A-Z]"
    r"|\b(?:from|of|in) (?:one|a|an|his|her|its|that|this|each) (?:\w+ ){0,2}(?:battalion|unit|base|camp|town"
    r"|village|district"
    r"|region|state|province|city|station|brigade|regiment|division|port|branch|office|group)"
    r"|\b(?:last|this|past|previous|next|same|first|each|every|that|a|per) (?:\w+ )?"
    r"(?:day|week|weekend|fortnight|quarter|year|summer|autumn|winter|spring|decade|half)\b"
    r"|\b(?:over|within|during|in) (?:the )?(?:\w+ ){0,3}(?:days|weeks|months|years)\b"
    r"|\b(?:today|yesterday|overnight|so far)\b|\binclud(?:es?|ing)\b"
)
"""What makes a count one of fewer people than its noun says, or of a shorter time."""

_NOT_SO = re.compile(
    r"\b(?:not|never|no longer|could|would|might|may|should|if|unless|plans?|planned|hopes?|hoped|expects?"
    r"|expected|aims?"
    r"|aimed|targets?|targeted|wants?|wanted|denie[sd]|rejects?|rejected|disputes?|disputed|rumou?rs?|false|wrong|once|until"
    r"|in the past|used to|anniversary|century|(?:18|19)\d\d)\b|n't\b"
)
"""What makes a number one that is hoped for, denied, or of another time."""

_UNDATED = "9999"
REWORDED_NOTE = "Rests on the reworded copy alone."


@dataclass(frozen=True)
class Setting:
    """What is known of an article before its figures are read. `published` is None if it is unknown; `dates` are by
    paragraph."""

    source: str
    published: EdtfDate | None
    reworded: bool
    attributions: Attributions
    dates: Mapping[int, Sequence[DatedWords]]


def propose_figures(passages: Sequence[Passage], evidence: Evidence, setting: Setting, keys: Keys) -> list[Proposal]:
    """Return a proposed figure for each quantity of an article, in order.

    One is kept without a question only if its clause says itself what is counted, of whom, when, and who says so.
    """
    measures = evidence.derived("known measures", Measures)
    units, numbered = evidence.derived("units in text", UnitsInText), names_with_numbers(evidence)
    found = (one for passage in passages for one in figures_in(passage, units, numbered))
    drafts: list[_Drafted] = []
    for one in islice(found, MOST_FIGURES):
        total = next((each for each in reversed(drafts) if _is_part(one, each.found)), None)
        drafts.append(_draft(one, total, measures, evidence, setting, keys))
    return _compared(drafts, evidence, setting.source)


def _is_part(one: FoundFigure, total: FoundFigure) -> bool:
    return one.part_of == total.start and one.passage is total.passage


@dataclass(frozen=True)
class _Drafted:
    key: str
    found: FoundFigure
    measure: Suggestion | None
    fields: dict[str, object]
    notes: tuple[str, ...]
    unread: tuple[str, ...]


def _draft(
    found: FoundFigure,
    total: _Drafted | None,
    measures: Measures,
    evidence: Evidence,
    setting: Setting,
    keys: Keys,
) -> _Drafted:
    passage = found.passage
    begin, end = passage.sentence(found.start)
    sentence = passage.text[begin:end]
    clause = clause_around(passage, found.start, found.end)
    kinds = found.kinds or (total.found.kinds if total else frozenset())
    measure = measures.suggest(found.main.unit or "", _weighed(found, sentence, clause), kinds, clause)
    claim = setting.attributions.of(passage, found.start, fold(found.stated))
    as_of, date_why, date_is_read = _as_of(found, clause, setting)
    topics = topics_of(sentence, passage.text, (), evidence.topics) or _topics_of_measure(measure, evidence)
    fields: dict[str, object] = {
        "paragraph": passage.number,
        "stated": found.stated,
        "measure": measure.measure if measure else None,
        "population": measure.population if measure else None,
        **_amounts(found.main),
        **({"also": [_amounts(second) for second in found.also]} if found.also else {}),
        "as_of": as_of,
        "claimed_by": claim.key,
        "topics": [cued.topic for cued in topics],
        **_note(found, setting),
        "confidence": round(found.confidence, 2),
    }
    unread = tuple(_unread(found, measure, clause, claim.is_read, date_is_read, bool(topics)))
    notes = (
        f"unit: {found.unit_why}",
        *([f"part of: “{total.found.stated}”"] if total else []),
        *([f"before it: “{found.fell_from}”; enter that number too if it matters"] if found.fell_from else []),
        _measure_note(measure),
        f"as of: {date_why}",
        f"claimed by: {claim.why}",
        *topic_notes(topics),
        *([f"check: {', '.join(unread)}"] if unread and measure else []),
    )
    return _Drafted(keys.new(_key_words(found), "figure"), found, measure, fields, notes, unread)


def _measure_note(measure: Suggestion | None) -> str:
    if measure is None:
        return "measure: none in measures.yaml fits; add one, or cut it"
    if measure.says_it:
        return f"measure: its clause says “{', '.join(measure.says_it)}”"
    return f"measure: shares “{', '.join(measure.words)}”, and its clause does not say it"


def _unread(
    found: FoundFigure, measure: Suggestion | None, clause: str, claimant: bool, date: bool, topics: bool
) -> Iterator[str]:
    """What the clause of a figure and its own attribution do not say, so that a person has to."""
    if found.confidence < _SURE or (found.main.amount is None and found.main.high is None):
        yield "the number"
    if measure is None or measure.score < _CLEAR_MEASURE or not measure.says_it:
        yield "the measure"
    around = clause.replace(fold(found.stated), " # ") if found.main.unit not in ("people", None) else clause
    if measure is None or not measure.population_read or _NARROWER.search(around):
        yield "the population"
    if _NOT_SO.search(clause):
        yield "whether it is so"
    if not claimant:
        yield "the claimant"
    if not date:
        yield "the date"
    if not topics:
        yield "the topic"


def _weighed(found: FoundFigure, sentence: str, clause: str) -> dict[str, float]:
    """The texts around a figure with their weights; the word before "of" weighs more, as in "the arrest of 900"."""
    passage = found.passage
    begin, _ = passage.sentence(found.start)
    *_, before, of = ("", "", *passage.text[begin : found.start].split())
    counted = before if of == "of" else ""
    noun = found.noun.words if found.noun else ""
    return {passage.text: 0.25, sentence: 1.0, clause: 2.5, counted: 3.0, noun: 3.9, fold(found.stated): 4.0}


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


def _as_of(found: FoundFigure, clause: str, setting: Setting) -> tuple[str | None, str, bool]:
    """A period or a date that the clause gives, otherwise the month of publication; and whether that is certain."""
    dates = [one for one in setting.dates.get(found.passage.number, ()) if one.words in clause]
    spans = [one for one in dates if "/" in one.date and not one.date.endswith("..")]
    if spans:
        return spans[0].date, f"“{spans[0].words}”, {spans[0].how}", False
    if setting.published is None:
        return None, "the day of publication is unknown: fill it in", False
    known = next((one for one in dates if re.search(rf"\b[Aa]s of {re.escape(one.words)}", clause)), None)
    if known:
        return known.date, f"“as of {known.words}”, {known.how}", known.confidence > _SURE
    point = setting.published.start
    month = f"{point.year}-{point.month:02}" if point.month else f"{point.year}"
    why = "when the article was published"
    others = ", ".join(f"“{one.words}”" for one in dates)
    return month + point.mark, f"{why}; its clause names {others}" if others else why, not dates


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
        keep = False if same in seen or recorded else _keep(one)
        seen.add(same)
        proposals.append(Proposal(one.key, keep, one.fields, tuple(notes)))
    return proposals


def _keep(one: _Drafted) -> Keep:
    if one.measure is None:
        return False
    return ASK if one.unread or _figure(one.fields) is None else True


def _figure(fields: Mapping[str, object]) -> Figure | None:
    """The figure as a record that can be compared, whoever claims it and when; None where another field is missing."""
    content = {name: value for name, value in fields.items() if name != "confidence"}
    try:
        return Figure.model_validate(
            {**content, "claimed_by": content["claimed_by"] or ARTICLE_ITSELF, "as_of": content["as_of"] or _UNDATED}
        )
    except ValidationError:
        return None
