"""What is wrong with a record is said in a sentence that begins with its key, and the hint says what to write."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from explainer.core.vocabulary import IDENTIFIER, id_hint
from explainer.records.faults import Fault, faults_of
from explainer.records.models import Figure, Record, Source, Term, Topic
from explainer.records.quiz_items import Verdict
from explainer.records.written_by_commands import CorrectionsFile

FIGURE = {
    "paragraph": 1, "stated": "40 pilots", "measure": "left", "population": "pilots", "amount": 40, "unit": "people",
    "as_of": "2031-03", "claimed_by": "article",
}  # fmt: skip
SOURCE = {
    "id": "heron", "name": "Heron", "title": "Low Tide", "publisher": "The Heron", "published": "2031",
    "copy": {"kind": "publisher"}, "summary": "A tide.",
}  # fmt: skip
TERM = {"term": "Whistle", "definition": "A sign.", "cites": ["heron:1"]}
VERDICT = {"kind": "verdict", "lesson": "tides", "question": "Q?", "feedback": "F.", "answer": "right"}


def faults(model: type[Record], content: dict[str, Any]) -> list[Fault]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(content)
    return list(faults_of(caught.value, model))


def said(model: type[Record], content: dict[str, Any]) -> list[str]:
    return [fault.sentence(lambda key: ("here", *key)) for fault in faults(model, content)]


@pytest.mark.parametrize(
    ("model", "content", "sentence"),
    [
        (Figure, FIGURE | {"amount": "many"}, "here.amount must be a number of at most 15 digits: 'many'."),
        (Figure, FIGURE | {"amount": [40]}, "here.amount must be a number."),
        (Figure, FIGURE | {"as_of": "March"}, "here.as_of must be a date: 'March'."),
        (Figure, FIGURE | {"stated": None}, "here.stated must not be empty."),
        (Figure, FIGURE | {"stated": " "}, "here.stated must not be empty."),
        (Figure, FIGURE | {"stated": True}, "here.stated must be text: true."),
        (Figure, FIGURE | {"stated": 40}, "here.stated must be text: 40."),
        (Figure, FIGURE | {"paragraph": 0}, "here.paragraph must be at least 1: 0."),
        (Figure, FIGURE | {"low": 3}, "here must have either amount or low."),
        (Figure, FIGURE | {"topics": "tides"}, "here.topics must be a list: 'tides'."),
        (Source, SOURCE | {"copy": {"kind": "found"}},
         "here.copy.kind must be 'publisher', 'reprint' or 'reworded': 'found'."),
        (Source, SOURCE | {"copy": "found"}, "here.copy must map keys to values: 'found'."),
        (Source, SOURCE | {"events": {"At Dawn": {"paragraph": 1, "date": "2031", "text": "It was."}}},
         "here.events.At Dawn must be lower-case letters, digits and hyphens: 'At Dawn'."),
        (Term, TERM | {"cites": []}, "here.cites must list at least 1."),
        (Topic, {"title": "A", "question": "B?", "page": "Low Tide"},
         "here.page must be the path of a page below docs/, such as topics/leaving.md: 'Low Tide'."),
        (Verdict, VERDICT | {"test": {"higher": ["heron.calls"]}}, "here.test.higher must list at least 2."),
        (CorrectionsFile, {"corrections": 5}, "here.corrections must be a list: 5."),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence_about_its_key(model: type[Record], content: dict[str, Any], sentence: str) -> None:
    assert said(model, content) == [sentence]


def test_keys_that_are_missing_from_one_place_are_one_fault() -> None:
    assert said(Topic, {"title": "A"}) == ["here.question and here.page are missing."]
    assert said(Term, {"term": "A"}) == ["here.definition and here.cites are missing."]
    assert said(Topic, {"title": "A", "question": "B?"}) == ["here.page is missing."]


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (SOURCE | {"copi": 1}, "copy"),
        (SOURCE | {"copy": {"kind": "reprint", "uri": 1}}, "kind, url, note"),
        (SOURCE | {"figures": {"left": FIGURE | {"also": [{"amount": 1, "unit": "people", "colour": 1}]}}},
         "amount, unit, qualifier"),
    ],
)  # fmt: skip
def test_an_unknown_key_names_the_keys_of_its_own_record(content: dict[str, Any], known: str) -> None:
    (fault,) = faults(Source, content)
    assert (fault.code, fault.predicate) == ("Y1", "is not a known key")
    assert known in fault.hint
    assert "copy_read" not in fault.hint


def test_a_long_value_is_cut() -> None:
    (sentence,) = said(Figure, FIGURE | {"claimed_by": "A" * 500})
    assert len(sentence) < 150


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("At Dawn", "Write at-dawn."),
        ("Émile_Oran", "Write emile-oran."),
        ("x", "Write 2 to 61 of them, starting with a letter."),
        ("88", "Write 2 to 61 of them, starting with a letter."),
    ],
)
def test_a_text_that_is_not_an_id_gets_the_nearest_one(given: str, hint: str) -> None:
    assert not IDENTIFIER.fullmatch(given)
    assert id_hint(given) == hint
