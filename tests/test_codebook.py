"""The codebook names every field that a data file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conftest import REAL_ROOT
from explainer.kept import CorrectionsFile
from explainer.models import Record
from explainer.quiz import Item

HELD = {CorrectionsFile, Item}
"""Records that only hold or shape others."""


def records(model: type[Record] = Record) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield each
        yield from records(each)


FIELDS = sorted(
    {
        (each.__name__, field.alias or name)
        for each in set(records()) - HELD
        for name, field in each.model_fields.items()
    }
)


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_the_codebook_names_a_field(model: str, field: str) -> None:
    text = (REAL_ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`{field}\b[^`\n]*`", text), f"{field} of {model} is not in data/README.md"


def test_the_codebook_names_every_file() -> None:
    text = (REAL_ROOT / "data" / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (REAL_ROOT / "data").glob("*.*") if path.name != "README.md"}
    assert {f"`{file}`" for file in files} - {f"`{name}`" for name in re.findall(r"`([a-z.]+)`", text)} == set()
