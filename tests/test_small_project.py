"""A project that has just begun: one article, and of the data only what it needs. It is checked and published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from conftest import TOY, World, name_project
from explainer.cli.commands import app
from explainer.cli.report import problem_lines
from explainer.core.problems import errors
from explainer.gates.registry import held_back

GULL = "data/sources/gull.yaml"
ARTICLE = """The station opens

A new station opened on 4 March 2030 beside the old one, and trains have stopped there since.

“The bell rings at noon,” said Ada Finch, who sells tickets. About 300 travellers came on the first day.
"""
SOURCE = """id: gull
name: Gull
title: The station opens
publisher: The Gull
authors: []
published: 2030-04
url: https://gull.example/station
copy: {kind: publisher, note: Read online.}
summary: A station was opened.
"""
EVENT = """events:
  opened:
    paragraph: 1
    date: 2030-03-04
    text: A station was opened.
    topics: [trains]
"""
QUOTE = """quotes:
  at-noon:
    paragraph: 2
    text: The bell rings at noon
    speaker: ada-finch
    about: on her day
    topics: [trains]
"""
FIGURE = """figures:
  first-day:
    paragraph: 2
    stated: About 300 travellers came
    measure: travellers
    population: first
    qualifier: about
    amount: 300
    unit: people
    as_of: 2030-03
    claimed_by: article
    topics: [trains]
"""
TOPICS = "trains:\n  title: Trains\n  question: What was opened?\n  page: index.md\n  cues: [train]\n"
PEOPLE = "ada-finch:\n  kind: public\n  name: Ada Finch\n  role: ticket seller\n  basis: Speaks for the station.\n"
MEASURES = "travellers:\n  name: Travellers\n  question: How many?\n  populations:\n    first: on the opening day\n"
INDEX = "# Trains\n\nA station was opened [@gull:1].\n\n/// evidence\n///\n\n/// quotes\n///\n\n/// figures\n///\n"
PAGE = """# The Gull

/// guide
What was read in the article stands here, paragraph by paragraph, with the words that are quoted from it.
///

/// source | gull
///

/// paragraphs | gull
///
"""
PAGES = {"index.md": INDEX, "sources/gull.md": PAGE}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A project with one article, one event, and two pages."""
    world = name_project(monkeypatch, tmp_path, tmp_path / "articles")
    shutil.copytree(TOY / "overrides", tmp_path / "overrides")
    settings = (TOY / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    described = [line for line in settings.split("\n") if not line.startswith("site_description")]
    world.write("mkdocs.yml", "\n".join([*described, "nav:", *(f"  - {page}" for page in PAGES), ""]))
    for page, text in PAGES.items():
        world.write(f"docs/{page}", text)
    world.write("articles/gull.txt", ARTICLE)
    world.write(GULL, SOURCE + EVENT)
    world.write("data/topics.yaml", TOPICS)
    return world


def run(*arguments: str, typed: str = "") -> str:
    result = CliRunner().invoke(app, list(arguments), input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def holds(world: World) -> set[str]:
    """Lock the project, check it without an error, and return the codes of the rules that looked."""
    run("lock")
    tallies, problems = world.check()
    assert problem_lines(errors(problems)) == []
    assert all(tally.looked for tally in tallies)
    assert held_back(tallies) == []
    return {tally.code for tally in tallies}


def test_a_project_needs_one_source_and_its_topic(small: World) -> None:
    codes = holds(small)
    assert {path.name for path in (small.root / "data").iterdir()} == {"articles.lock", "sources", "topics.yaml"}
    assert {"D1", "F3", "P4", "S3"} <= codes
    assert not {"C1", "F1", "Q1", "Q6", "T1", "Z1"} & codes
    assert "Published 3 pages from 1 articles." in run("publish")


def test_a_quotation_alone_is_checked_by_the_rules_about_quotations(small: World) -> None:
    small.write(GULL, SOURCE + QUOTE)
    small.write("data/people.yaml", PEOPLE)
    codes = holds(small)
    assert {"C1", "Q1", "Q5", "Q6"} <= codes
    assert not {"F1", "F3"} & codes


def test_a_figure_alone_is_checked_by_the_rules_about_figures(small: World) -> None:
    small.write(GULL, SOURCE + FIGURE)
    small.write("data/measures.yaml", MEASURES)
    codes = holds(small)
    assert {"F1", "F2", "F3", "F4", "Q6"} <= codes
    assert not {"C1", "Q1"} & codes


def test_commands_write_the_files_that_are_not_there_yet(small: World) -> None:
    run("lock")
    run("review", typed="y\n" * 20)
    assert yaml.safe_load(small.text("data/reviews.yaml"))
    run("correct", "gull.opened", "--said", "in April", "--says", "in March", "--why", "The article says so.")
    assert len(yaml.safe_load(small.text("data/corrections.yaml"))["corrections"]) == 1
    run("release")
    assert small.text("data/released.lock")
    assert small.report() == []


def test_the_first_article_comes_in_as_any_other(small: World) -> None:
    small.delete(GULL)
    small.delete("docs/sources/gull.md")
    small.delete("articles/gull.txt")
    small.write("gull.txt", ARTICLE)
    given = ("--title", "The station opens", "--publisher", "The Gull", "--published", "2030-04")
    run("draft", str(small.root / "gull.txt"), *given, "--url", "https://gull.example/station")
    small.delete("gull.txt")
    draft = small.text("data/drafts/gull.yaml").replace("kind: ask\n    suggested: private", "kind: private")
    draft = draft.replace("keep: false\n    paragraph: 1", "keep: true\n    paragraph: 1")
    small.write("data/drafts/gull.yaml", draft.replace("text: null", "text: A station was opened."))
    run("accept", "gull", "--yes")
    assert small.text("data/people.yaml").startswith("gull-person:\n")
    assert set(small.evidence().sources) == set(small.evidence().lock) == {"gull"}
    assert problem_lines(errors(small.check()[1])) == []
