"""The codebook names every field of a data file, in the section about the record that has the field."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conftest import REAL_ROOT
from explainer.records.map_records import Map, MapMark, MapPlace, Outline, Outlines
from explainer.records.models import (
    Amount,
    Chart,
    Copy,
    EditorNote,
    Event,
    Figure,
    FlagAnswer,
    Measure,
    Name,
    NumberException,
    Organisation,
    Panel,
    Person,
    Quote,
    Reader,
    Reading,
    Record,
    Relation,
    Source,
    Term,
    Topic,
)
from explainer.records.quiz_items import Item
from explainer.records.units import Unit, Vocabulary
from explainer.records.written_by_commands import (
    Correction,
    CorrectionsFile,
    LockedArticle,
    LockedParagraph,
    Measurement,
    Review,
)

SHAPES = {CorrectionsFile, Item, Reading}
"""Records that only contain others, or that others are derived from."""
_KEPT = "Corrections, exceptions, answers, sign-offs"
HEADINGS: dict[type[Record], str] = {
    Source: "A source", Copy: "A source", EditorNote: "A source",
    Quote: "`quotes`", Figure: "`figures`", Amount: "`figures`", Event: "`events`",
    Person: "People", Organisation: "Organisations and topics", Topic: "Organisations and topics",
    Measure: "Measures", Chart: "Charts", Relation: "Relations",
    MapPlace: "Maps", Map: "Maps", MapMark: "Maps", Outline: "Maps", Outlines: "Maps",
    Unit: "Vocabulary", Vocabulary: "Vocabulary", Panel: "Charts", Term: "Glossary", Name: "Names",
    Correction: _KEPT, NumberException: _KEPT, FlagAnswer: _KEPT, Reader: _KEPT, Review: _KEPT,
    LockedArticle: "The lock", Measurement: "Measurements", LockedParagraph: "The lock",
}  # fmt: skip
"""Where the codebook describes a record; what is not named here belongs to the quiz."""
TEXT = (REAL_ROOT / "data" / "README.md").read_text(encoding="utf-8")


def records(model: type[Record] = Record) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield each
        yield from records(each)


def section(heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    start = re.search(rf"^#+ {re.escape(heading)}$", TEXT, re.MULTILINE)
    assert start, heading
    return re.split(r"^#+ ", TEXT[start.end() :], maxsplit=1, flags=re.MULTILINE)[0]


FIELDS = sorted(
    (HEADINGS.get(each, "Quiz"), each.__name__, field.alias or name)
    for each in set(records()) - SHAPES
    for name, field in each.model_fields.items()
)


@pytest.mark.parametrize(("heading", "model", "field"), FIELDS)
def test_the_codebook_names_a_field(heading: str, model: str, field: str) -> None:
    found = re.search(rf"`{field}\b[^`\n]*`", section(heading))
    assert found, f"{field} of {model} is not in data/README.md under {heading}"


def test_the_codebook_names_every_file() -> None:
    files = {path.name for path in (REAL_ROOT / "data").glob("*.*") if path.name != "README.md"}
    assert {f"`{file}`" for file in files} - {f"`{name}`" for name in re.findall(r"`([a-z.]+)`", TEXT)} == set()
