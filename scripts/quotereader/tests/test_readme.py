"""The README: its examples give what it says, and it leaves out no field, value or bound."""

from __future__ import annotations

import dataclasses
import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import quotereader
from quotereader import Quotation, pronouns
from quotereader.command_line import main
from quotereader.parsed_paragraphs import LONGEST_PARAGRAPH
from quotereader.quotation_kinds import QuotationKind
from quotereader.quotation_marks import MOST_MARKS
from quotereader.resolve_speaker import Flag, SpeakerKind

PACKAGE = Path(quotereader.__file__).parent
README = (PACKAGE / "README.md").read_text(encoding="utf-8")


def commands() -> Iterator[tuple[list[str], str]]:
    """Every command at a prompt with what is printed below it."""
    for block in re.findall(r"^```console\n(\$.*?)^```", README, re.DOTALL | re.MULTILINE):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = command.partition("\n")
            yield shlex.split(line), printed


def test_the_examples_give_what_they_show() -> None:
    ran = doctest.testfile(str(PACKAGE / "README.md"), module_relative=False, encoding="utf-8")
    assert ran.failed == 0
    assert ran.attempted >= 6


def test_the_commands_print_what_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for (program, *arguments), printed in commands():
        if program == "cat":
            Path(arguments[0]).write_text(printed, encoding="utf-8")
            continue
        assert [program, *arguments[:2]] == ["python", "-m", "quotereader"]
        assert main(arguments[2:]) == 0
        assert capsys.readouterr().out == printed
        ran += 1
    assert ran == 2


def test_every_field_is_described_in_order() -> None:
    table = README.partition("## What it returns")[2].partition("\n\nThe flags")[0]
    described = re.findall(r"^\| `(\w+)` \| ", table, re.MULTILINE)
    assert described == [field.name for field in dataclasses.fields(Quotation)]


@pytest.mark.parametrize("value", [*get_args(QuotationKind), *get_args(SpeakerKind), *get_args(Flag)])
def test_every_value_is_described(value: str) -> None:
    assert f"`{value}`" in README


def test_the_bounds_are_those_of_the_code() -> None:
    bounds = " ".join(README.partition("## Bounds")[2].partition("##")[0].split())
    assert f"the first {MOST_MARKS:,} marks" in bounds
    assert f"more than {LONGEST_PARAGRAPH:,} characters" in bounds
    back = f"{pronouns.MOST_SENTENCES_BACK} sentences and {pronouns.MOST_PARAGRAPHS_BACK} paragraphs"
    assert back in bounds


def test_every_file_and_module_that_is_named_exists() -> None:
    names = re.findall(r"`((?:lists|tests)/[\w.-]+)`", README)
    works = README.partition("## How it works")[2].partition("##")[0]
    modules = [f"{name}.py" for name in re.findall(r"`(\w+)`", works)]
    assert len(names) > 8
    assert len(modules) > 15
    assert [name for name in (*names, *modules) if not (PACKAGE / name).exists()] == []
