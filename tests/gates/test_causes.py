"""A fault is reported once, at its cause; rules whose findings would follow from it are held back as unchecked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from conftest import TOY, World
from explainer.cli.commands import app
from explainer.core.problems import Problem, errors
from explainer.gates.registry import held_back

DATA = sorted(
    path.relative_to(TOY).as_posix() for path in (TOY / "data").rglob("*") if path.suffix in (".yaml", ".lock")
)
READ = [*DATA, "mkdocs.yml"]
FORMS = ("text", "github", "json")
MISSING = {"data/reviews.yaml": 0, "data/quality.lock": 0, "data/readers.yaml": 0}
"""How many problems a missing file makes, if not one. Sign-offs are optional: without their file there are only
warnings. So are readers: without their file any role may sign off. And so are measurements: without their file the page
says that there are none."""


def doubled_key(text: str) -> str:
    first = re.search(r"^([A-Za-z][^:\n]*):", text, re.MULTILINE)
    assert first
    return f"{text[: first.start()]}{first[1]}: again\n{text[first.start() :]}"


def wrong_value(text: str) -> str:
    """Give the last record a value of another type."""
    before, name, after = re.findall(r"(?s)(.*\n)(\s*[\w-]+:)[^\n]+(\n.*)", text)[-1]
    return f"{before}{name} {{a: [b]}}{after}"


def cut_short(text: str) -> str:
    middle = len(text) // 2
    return text[: middle + 1] if text[middle] != "\n" else text[: middle + 2]


def empty(text: str) -> str:
    return ""


def check(toy: World) -> list[Problem]:
    """Return the errors of a check, which must hold back every rule about more than one file."""
    tallies, problems = toy.check()
    assert {"D1", "Q1", "F1", "P4", "P6"} <= {tally.code for tally in held_back(tallies)}
    return errors(problems)


SPOILED = [(file, spoil) for file in READ for spoil in (doubled_key, cut_short, empty)]
SPOILED += [(file, wrong_value) for file in READ if file != "data/names.yaml"]
"""The fields of names are on the line of their record, so none can be spoiled alone."""


@pytest.mark.parametrize(("file", "spoil"), SPOILED)
def test_a_file_that_cannot_be_read_is_at_most_two_problems(toy: World, file: str, spoil: Callable[[str], str]) -> None:
    toy.write(file, spoil(toy.text(file)))
    found = check(toy)
    assert 1 <= len(found) <= 2
    assert {problem.place.file for problem in found} == {file}


@pytest.mark.parametrize("file", DATA)
def test_a_missing_file_makes_no_consequences(toy: World, file: str) -> None:
    toy.delete(file)
    found = errors(toy.check()[1])
    assert len(found) == MISSING.get(file, 1)
    assert all(file in f"{problem.place.file} {problem.hint}" for problem in found)


def test_front_matter_or_a_block_that_cannot_be_read_is_one_problem(toy: World) -> None:
    page = "docs/topics/leaving.md"
    for old, new in [("/// reading |", "/// raeding |"), ("\n///\n", "\n//\n"), ("---\n", "---\nlost\n")]:
        before = toy.text(page)
        toy.write(page, before.replace(old, new, 1))
        (problem,) = check(toy)
        assert problem.place.file == page
        toy.write(page, before)


def test_independent_faults_are_all_reported_at_once(toy: World) -> None:
    toy.write("data/people.yaml", doubled_key(toy.text("data/people.yaml")))
    toy.write("data/topics.yaml", cut_short(toy.text("data/topics.yaml")))
    toy.write("data/measures.yaml", toy.text("data/measures.yaml").replace(": ", ":   ", 1))
    toy.write("docs/figures.md", "/// guide\n")
    toy.write("docs/quotes.md", toy.text("docs/quotes.md") + "\n<b>bold</b>\n")
    assert [f"{each.place.file} {each.code}" for each in check(toy)] == [
        "data/measures.yaml Y2",
        "data/people.yaml Y1",
        "data/topics.yaml Y3",
        "docs/figures.md B4",
        "docs/quotes.md Y5",
    ]


def test_every_form_of_report_says_that_rules_did_not_run(toy: World) -> None:
    toy.write("data/people.yaml", doubled_key(toy.text("data/people.yaml")))
    said = re.compile(r"\d+ of \d+ rules did not run, so what they check is unchecked\.")
    text, github, program = (
        CliRunner().invoke(app, ["check", "--format", form]) for form in ("text", "github", "json")
    )
    assert {text.exit_code, github.exit_code, program.exit_code} == {2}
    assert said.search(text.output.splitlines()[-1])
    assert "verbatim" not in text.output
    assert "::notice title=unchecked::" in github.output
    assert said.search(github.output)
    rules = {rule["code"]: rule["run"] for rule in json.loads(program.stdout)["rules"]}
    assert (rules["Y1"], rules["Q1"]) == (True, False)


def test_no_report_says_so_if_all_rules_ran(toy: World) -> None:
    outputs = [CliRunner().invoke(app, ["check", "--format", form]).output for form in FORMS]
    assert not any("not run" in output or "notice" in output for output in outputs)


def test_a_correction_waits_until_the_rules_can_judge_it(toy: World) -> None:
    toy.write("docs/index.md", toy.text("docs/index.md").replace("/// ", "/// no-", 1))
    before = toy.text("data/corrections.yaml")
    options = ["--said", "a", "--says", "b", "--why", "c"]
    result = CliRunner().invoke(app, ["correct", "heron.of-nothing", *options])
    assert result.exit_code == 2
    assert "  D4  " in result.output
    assert toy.text("data/corrections.yaml") == before
