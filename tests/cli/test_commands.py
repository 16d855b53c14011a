"""The command line: what it prints, what it writes, and how it exits."""

from __future__ import annotations

import errno
import json
import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from conftest import TESTS, World
from explainer.blocks.all_blocks import BLOCKS
from explainer.cli import commands
from explainer.cli.commands import app
from explainer.cli.report import github_lines
from explainer.cli.rule_pages import example_of, rules_by_code
from explainer.core.problems import COMMAND, EXIT_PROBLEMS, SYSTEM, Place, Problem

HERON = "data/sources/heron.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def spoil(toy: World) -> None:
    """Put an error and a warning into the toy world."""
    toy.replace(HERON, "my whistle at dawn", "my whistle at dusk")


def test_explain_prints_a_rule_and_an_example_that_breaks_it(real: World) -> None:
    result = run("explain", "q1")
    assert result.exit_code == 0
    assert result.output.startswith("Q1 verbatim\n  A quotation occurs in its paragraph")
    change, report = example_of(real.project, "Q1")
    assert change
    assert change in result.output
    assert result.output.endswith(f"The report:\n\n{report}\n")
    assert run("explain", "Q1").output == result.output


def test_every_rule_is_explained_with_an_example(real: World) -> None:
    for code in (each for each in rules_by_code() if each not in (COMMAND, SYSTEM)):
        change, report = example_of(real.project, code)
        assert f"  {code}" in report, code
        assert change, code


def test_every_block_is_listed_for_authors() -> None:
    lines = run("blocks").output.splitlines()
    assert [line.split()[1].rstrip("`") for line in lines] == list(BLOCKS)
    assert "`/// quote | heron.at-dawn` shows one quotation as a card." in lines


def test_every_block_is_described_with_its_options() -> None:
    for block in BLOCKS.values():
        described = re.findall(r"`([a-z]+): [^`]+`", block.__doc__ or "")
        assert set(described) == set(block.options), block.name
        assert block.example.split()[:2] == ["///", block.name]


def test_words_instead_of_codes_are_explained_without_an_example(real: World) -> None:
    assert run("explain", "System").output.startswith("system breaks no rule\n  The computer, ")
    assert run("explain", "command").output.startswith("command breaks no rule\n  A command was given ")
    assert "example" not in run("explain", "system").output


def test_a_failure_of_the_system_is_reported_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "data/articles.lock")

    monkeypatch.setattr(commands, "app", full)
    with pytest.raises(SystemExit) as stopped:
        commands.main()
    assert stopped.value.code == EXIT_PROBLEMS
    said = (
        "data/articles.lock\n  -  system  This cannot be read or written: No space left on device.\n        Free some"
    )
    assert capsys.readouterr().err.startswith(said)


def test_explain_refuses_an_unknown_code() -> None:
    result = run("explain", "z99")
    assert result.exit_code == EXIT_PROBLEMS
    assert "There is no rule 'z99'. Known: " in result.output


def test_a_check_of_the_toy_world_passes(toy: World) -> None:
    result = run("check", "--require-articles")
    assert result.exit_code == 0
    assert re.search(r"^  Q1  verbatim +5 checked$", result.output, re.MULTILINE)
    assert re.search(r"\n\d+ rules; \d+ checks passed, 0 unchecked\.\n$", result.output)


def test_a_check_with_problems_fails_and_prints_them(toy: World) -> None:
    spoil(toy)
    result = run("check")
    assert result.exit_code == EXIT_PROBLEMS
    assert re.search(r"^data/sources/heron.yaml$(\n  .*)*\n  22  Q6  ", result.output, re.MULTILINE)
    assert re.search(r"\d problems\. Nothing was written\.\n$", result.output)


def test_a_check_that_requires_articles_fails_without_one(toy: World) -> None:
    toy.delete("articles/heron.txt")
    assert run("check").exit_code == 0
    result = run("check", "--require-articles")
    assert result.exit_code == EXIT_PROBLEMS
    assert "Articles are missing. Put them into data/articles/, or run `explainer fetch`.\n" in result.output
    for form in ("json", "github"):
        assert run("check", "--format", form, "--require-articles").exit_code == EXIT_PROBLEMS


def test_a_report_as_json_can_be_parsed(toy: World) -> None:
    spoil(toy)
    result = run("check", "--format", "json")
    assert result.exit_code == EXIT_PROBLEMS
    report = json.loads(result.stdout)
    problem = next(each for each in report["problems"] if each["code"] == "Q1")
    assert problem == {
        "code": "Q1", "file": HERON, "line": 24, "column": 0, "severity": "error",
        "sentence": "The quotation heron.at-dawn is not in heron:3.", "hint": "Copy it from the article again.",
    }  # fmt: skip
    rules = {rule["name"]: rule for rule in report["rules"]}
    counts = {"checked": 5, "unchecked": 0, "answered": 0, "problems": 1}
    assert rules["verbatim"] == {"code": "Q1", "name": "verbatim", "run": True, **counts}
    assert sum(rule["problems"] for rule in report["rules"]) == len(report["problems"])
    toy.replace(HERON, "my whistle at dusk", "my whistle at dawn")
    fine = run("check", "--format", "json")
    assert (fine.exit_code, json.loads(fine.stdout)["problems"]) == (0, [])


def test_a_report_for_github_is_one_command_for_each_problem(toy: World) -> None:
    spoil(toy)
    result = run("check", "--format", "github")
    assert result.exit_code == EXIT_PROBLEMS
    lines = result.stdout.splitlines()
    sentence = "The quotation heron.at-dawn is not in heron:3. Copy it from the article again."
    assert f"::error file={HERON},line=24,col=1,title=Q1::{sentence}" in lines
    assert len(lines) == len(toy.check()[1])
    form = re.compile(r"::(?:error|warning) file=[^,:]+,line=[1-9]\d*,col=[1-9]\d*,title=[A-Z]\d::\S.*")
    assert all(form.fullmatch(line) for line in lines)


def test_a_command_for_github_is_always_one_line() -> None:
    (line,) = github_lines([Problem(Place("a.md"), "Q1", "50% of\r\nit", "::error::", "warning")])
    assert line == "::warning file=a.md,line=1,col=1,title=Q1::50%25 of%0D%0Ait ::error::"


def test_a_comma_in_a_file_name_is_escaped_for_github() -> None:
    assert github_lines([Problem(Place("a,b.md"), "Q1", "Wrong.")])[0].startswith("::error file=a%2Cb.md,line=1")


def test_a_publish_prints_what_was_checked(toy: World) -> None:
    result = run("publish")
    assert result.exit_code == 0
    assert "Published 16 pages from 2 articles.\n  Quotations checked against the articles: 5 of 5\n" in result.output
    assert "  Passages that nobody has signed off:     0 of " in result.output
    assert (toy.project.site / "index.html").is_file()


def test_a_publish_says_what_nobody_has_signed_off_and_which_warnings_stand(toy: World) -> None:
    toy.replace("docs/index.md", "Small marks", "Marks")
    toy.replace("docs/topics/leaving.md", "The league’s spokeswoman blames the new rules [@heron:2].",
                "A clerk always writes down the hour [@heron:1].")  # fmt: skip
    said = run("publish").output
    assert "  Passages that nobody has signed off:     2 of " in said
    assert "  Warnings that stand: 1 (V7 1)\n" in said


def test_a_publish_that_needs_everything_signed_off_refuses_the_rest(toy: World) -> None:
    assert run("publish", "--require-read").exit_code == 0
    before = toy.project.site.resolve()
    toy.replace("docs/index.md", "Small marks", "Marks")
    refused = run("publish", "--require-read")
    assert refused.exit_code == EXIT_PROBLEMS
    assert "Not signed off in their current form:\n  index.md: 1\n" in refused.output
    assert toy.project.site.resolve() == before


def test_a_publish_reminds_of_a_release_that_is_not_marked(toy: World) -> None:
    assert "No release is marked" in run("publish").output
    run("release")
    marked = run("publish").output
    assert "elease is marked" not in marked
    assert "changed since the last release" not in marked
    run("correct", "heron.pilots-left", "--said", "40", "--says", "41", "--why", "It was misread.")
    toy.replace(HERON, "about: on the new rules", "about: on new rules")
    toy.write("data/released.lock", toy.text("data/released.lock").replace("heron.pilots-left:", "heron.pilots-gone:"))
    toy.write(
        "data/released.lock", toy.text("data/released.lock").replace("heron.pilots-gone:", "heron.pilots-left: x #")
    )
    assert "changed since the last release was marked: 1." in run("publish").output


def test_a_publish_of_a_project_with_a_problem_writes_nothing(toy: World) -> None:
    spoil(toy)
    result = run("publish")
    assert result.exit_code == EXIT_PROBLEMS
    assert "Nothing was written." in result.output
    assert not toy.project.site.exists()


def test_a_publish_that_is_refused_prints_why(toy: World) -> None:
    toy.replace("docs/about/index.md", "is invented.", "is [invented](../figures.md#none).")
    result = run("publish")
    assert result.exit_code == EXIT_PROBLEMS
    assert "site/about/index.html\n" in result.output
    assert "B4  The link '../figures.html#none' leads to a page that has no anchor 'none'." in result.output


def test_releases_are_listed_and_rolled_back(toy: World, toy_site: Path) -> None:
    assert run("publish", "--list").output == "Nothing has been published yet. Run `explainer publish`.\n"
    toy.put_on_shelf(toy_site)
    toy.replace("docs/about/index.md", "is invented", "is made up")
    assert run("publish").exit_code == 0
    listed = run("publish", "--list").stdout.splitlines()
    assert [line.endswith("  published") for line in listed] == [True, False]
    back = run("publish", "--rollback")
    assert [line.endswith("  published") for line in back.stdout.splitlines()] == [False, True]
    assert "Everything here is invented" in toy.text("site/about/index.html")
    refused = run("publish", "--rollback")
    assert refused.exit_code == EXIT_PROBLEMS
    assert "command  There is no older release to go back to." in refused.output


def test_a_wrong_quotation_is_not_locked(toy: World) -> None:
    spoil(toy)
    before = toy.text("data/articles.lock")
    assert run("lock").exit_code == EXIT_PROBLEMS
    assert toy.text("data/articles.lock") == before


def test_a_changed_quotation_is_locked(toy: World) -> None:
    toy.replace(HERON, "text: I handed in my whistle at dawn", "text: I handed in my whistle")
    assert "Q6" in {problem.code for problem in toy.check()[1]}
    assert run("lock").output == "Locked 2 articles.\n"
    assert {problem.code for problem in toy.check()[1]} == {"P6"}


def test_paragraphs_are_printed_with_the_lines_set_aside(toy: World) -> None:
    said = run("paragraphs", "heron").output
    assert re.findall(r"^heron:(\d+)  ", said, re.MULTILINE) == [str(number) for number in range(1, 8)]
    assert "set aside (menu): Home | Harbour | Tides | Court" in said
    assert run("paragraphs", "gull").exit_code == EXIT_PROBLEMS


def test_format_writes_canonical_form_and_changes_nothing_else(toy: World) -> None:
    toy.replace("data/organisations.yaml", "  name: Port Authority", "  # The office.\n  name:    Port Authority")
    before = toy.evidence()
    assert "Rewrote data/organisations.yaml\n" in run("format").output
    assert "  # The office.\n  name: Port Authority\n" in toy.text("data/organisations.yaml")
    assert toy.evidence().organisations == before.organisations
    assert run("format").output == ""


def test_nothing_ends_in_a_traceback(toy: World) -> None:
    toy.write("data/topics.yaml", "- no\n- table\n")
    toy.write("docs/index.md", "/// quote | none\n\n[@x:0] ![](")
    for command in (["check"], ["publish"], ["lock"], ["release"], ["format"], ["review"]):
        result = run(*command)
        assert isinstance(result.exception, SystemExit), command
        assert result.exit_code == EXIT_PROBLEMS, command


def test_the_quiz_is_printed_with_lengths_and_positions(toy: World) -> None:
    result = run("quiz")
    assert result.exit_code == 0
    assert re.search(r"^fewest-people +2 +2 +32 \[39\]$", result.output, re.MULTILINE)
    assert "the right answer is the longest: " in result.output


def test_a_quiz_that_gives_its_answers_away_fails(toy: World) -> None:
    change = yaml.safe_load((TESTS / "bad/Z8/longest-is-right/change.yaml").read_text("utf-8"))
    toy.write(change[0]["file"], change[0]["content"])
    result = run("quiz")
    assert result.exit_code == EXIT_PROBLEMS
    assert "the right answer is the longest: 4 of 4; chance 1.3, at most 2.7  NOT BALANCED" in result.output


def test_a_quiz_that_cannot_be_asked_is_reported(toy: World) -> None:
    toy.replace("data/quiz.yaml", "answer: {speaker: heron.at-dawn}", "answer: {speaker: heron.at-noon}")
    result = run("quiz")
    assert result.exit_code == EXIT_PROBLEMS
    said = "Z1  The quiz item who-handed-it-in names the quotation 'heron.at-noon', which does not exist."
    assert said in result.output
