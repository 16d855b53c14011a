"""A wrong record cannot be built."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from explainer.records.models import Copy, Event, Figure, Measure, Person, Quote, Record, Source, Term
from explainer.records.written_by_commands import Correction

FIGURE = {
    "paragraph": 1, "stated": "40 pilots", "measure": "left", "population": "pilots", "amount": 40, "unit": "people",
    "as_of": "2031-03", "claimed_by": "article", "topics": ["leaving"],
}  # fmt: skip
QUOTE = {"paragraph": 2, "text": "The tide turns", "speaker": "clerk", "about": "on tides", "topics": ["leaving"]}
SOURCE = {
    "id": "heron", "name": "Heron", "title": "Low Tide", "publisher": "The Heron", "published": "2031",
    "copy": {"kind": "publisher"}, "summary": "A tide.",
}  # fmt: skip
PUBLIC = {"kind": "public", "name": "Ilsa Marden", "role": "clerk", "basis": "Spoke."}
PRIVATE = {"kind": "private", "role": "a pilot", "source": "heron", "basis": "Told his story."}
TERM = {"term": "Whistle", "definition": "A sign.", "cites": ["heron:1"]}


@pytest.mark.parametrize(
    ("model", "content"),
    [(Figure, FIGURE), (Quote, QUOTE), (Source, SOURCE), (Person, PUBLIC), (Person, PRIVATE), (Term, TERM)],
)
def test_a_correct_record_is_built_and_cannot_change(model: type[Record], content: dict[str, Any]) -> None:
    record = model.model_validate(content)
    with pytest.raises(ValidationError, match="frozen"):
        record.topics = ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("model", "content", "change", "sentence"),
    [
        (Figure, FIGURE, {"amount": None}, "must have either amount or low"),
        (Figure, FIGURE, {"low": 30}, "must have either amount or low"),
        (Figure, FIGURE, {"amount": None, "low": 30, "high": 30}, "high that is greater"),
        (Figure, FIGURE, {"high": 50}, "high that is greater"),
        (Figure, FIGURE, {"amount": "forty"}, "at most 15 digits"),
        (Figure, FIGURE, {"amount": "1/0"}, "must be a number"),
        (Figure, FIGURE, {"amount": True}, "must be a number"),
        (Figure, FIGURE, {"amount": [40]}, "must be a number"),
        (Figure, FIGURE, {"qualifier": "like"}, "must be a known qualifier"),
        (Figure, FIGURE, {"as_of": "March"}, "must be a date"),
        (Figure, FIGURE, {"measure": "Left!"}, "must be lower-case letters"),
        (Figure, FIGURE, {"also": [{"amount": 1}]}, "Field required"),
        (Figure, FIGURE, {"colour": "red"}, "Extra inputs"),
        (Quote, QUOTE, {"paragraph": 0}, "greater than or equal to 1"),
        (Quote, QUOTE, {"paragraph": 1000}, "less than or equal to 999"),
        (Quote, QUOTE, {"paragraph": "2"}, "valid integer"),
        (Quote, QUOTE, {"text": "  "}, "must not be empty"),
        (Quote, QUOTE, {"text": 5}, "valid string"),
        (Quote, QUOTE, {"speaker": "x"}, "must be lower-case letters"),
        (Source, SOURCE, {"url": "http://heron.example"}, "starts with https"),
        (Source, SOURCE, {"url": "https://heron.example/a b"}, "has no spaces"),
        (Source, SOURCE, {"url": 'https://heron.example/"'}, "must be an address"),
        (Source, SOURCE, {"url": "https://me@heron.example/"}, "without a user name"),
        (Source, SOURCE, {"copy": {"kind": "found"}}, "Input should be"),
        (Source, SOURCE, {"quotes": {"Bad": QUOTE}}, "must be lower-case letters"),
        (Person, PUBLIC, {"name": None}, "must have a name"),
        (Person, PRIVATE, {"name": "Someone"}, "must have no name"),
        (Person, PRIVATE, {"source": None}, "must have a source"),
        (Term, TERM, {"cites": []}, "at least 1 item"),
        (Term, TERM, {"cites": ["heron:0"]}, "must cite a paragraph"),
        (Term, TERM, {"cites": ["heron"]}, "must cite a paragraph"),
    ],
)
def test_a_wrong_record_is_refused(
    model: type[Record], content: dict[str, Any], change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        model.model_validate(content | change)


def test_amounts_are_exact() -> None:
    assert Figure.model_validate(FIGURE | {"amount": "2/3"}).amount == Fraction(2, 3)
    assert Figure.model_validate(FIGURE | {"amount": 0.1}).amount == Fraction(1, 10)


def test_text_becomes_one_line() -> None:
    assert Quote.model_validate(QUOTE | {"about": " on\n  tides "}).about == "on tides"


def test_a_year_may_be_written_as_a_number() -> None:
    assert Source.model_validate(SOURCE | {"published": 2031}).when.text == "2031"


def test_a_person_is_shown_by_name_or_by_role() -> None:
    assert Person.model_validate(PUBLIC).shown == "Ilsa Marden"
    assert Person.model_validate(PRIVATE).shown == "a pilot"


def test_what_may_be_left_out_has_a_default() -> None:
    assert Copy.model_validate({"kind": "reprint"}).url is None
    assert (
        Measure.model_validate({"name": "a", "question": "b?", "populations": {"pilots": "pilots"}}).months_apart == 3
    )
    assert Event.model_validate({"paragraph": 1, "date": "2031", "text": "It began."}).also == ()


def test_a_correction_says_what_changed() -> None:
    with pytest.raises(ValidationError, match="says"):
        Correction.model_validate(
            {"id": "a1", "date": "2031", "record": "x", "said": "a", "why": "b", "kind": "update"}
        )
