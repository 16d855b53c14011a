"""`explainer new` writes a project that passes its own rules, is published at once, and holds nothing of this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from conftest import REAL_ROOT, World, name_project
from explainer import __version__
from explainer.cli.commands import app
from explainer.cli.report import problem_lines
from explainer.core.problems import EXIT_PROBLEMS, errors
from explainer.core.project import DOWNLOADS_VARIABLE
from explainer.downloads.colours import colours_of
from explainer.gates.registry import held_back
from explainer.new_project.files import SAMPLES
from explainer.pages.project_format import FORMAT
from explainer.records.data_files import CORRECTIONS, OUTLINES, QUIZ, RELEASED, TABLES, VOCABULARY
from explainer.records.units import Vocabulary
from subject_words import texts, words_in

GIVEN = ("--title", "The Bus Strike", "--question", "Why do the buses stand still?")
Begin = Callable[..., World]


def begun(patch: pytest.MonkeyPatch, folder: Path, *options: str, typed: str = "") -> World:
    """Begin a project with the options that are given, and let the environment name it."""
    done = CliRunner().invoke(app, ["new", str(folder), "--from", str(REAL_ROOT), *options], input=typed)
    assert done.exit_code == 0, done.output
    patch.setenv(DOWNLOADS_VARIABLE, "")
    return name_project(patch, folder, folder / "data" / "articles")


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Begins a project with the options that are given."""
    return partial(begun, monkeypatch, tmp_path / "buses")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A project with the samples, begun and published once for tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        world = begun(patch, tmp_path_factory.mktemp("samples") / "buses", *GIVEN)
        world.publish()
        yield world


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def holds(world: World) -> set[str]:
    """Return the codes of the rules that looked at a project, which must find no error in it."""
    tallies, problems = world.check()
    assert problem_lines(errors(problems)) == []
    assert held_back(tallies) == []
    assert all(tally.looked for tally in tallies)
    return {tally.code for tally in tallies}


def test_a_project_with_samples_is_published(samples: World) -> None:
    assert {"Q1", "F1", "F2", "P1", "P2", "V4", "N1"} <= holds(samples)
    pages = samples.built_pages()
    assert "Why do the buses stand still?" in pages["index.html"].main_text
    assert "The Bus Strike" in pages["index.html"].content
    assert "differ" in pages["figures.html"].main_text
    assert samples.built_report() == []


def test_zensical_draws_a_new_project_too(begin: Begin) -> None:
    world = begin(*GIVEN)
    world.replace("mkdocs.yml", "extra:\n", "extra:\n  builder: zensical\n")
    world.publish()
    assert "Why do the buses stand still?" in world.built_pages()["index.html"].main_text


def test_no_rule_but_that_of_sign_offs_has_a_warning_for_the_samples(samples: World) -> None:
    assert {problem.code for problem in samples.check()[1]} == {"P6"}


def test_an_empty_project_is_published_and_says_what_no_rule_looked_at(begin: Begin) -> None:
    world = begin(*GIVEN, "--empty", "--topic", "Pay", "--topic", "Riders: Who waits?")
    assert not {"Q1", "F1", "V4", "P4", "D1"} & holds(world)
    printed = run("check")
    assert "D5 (warning)  The project has no source." in printed
    assert "Rules left out, because there are none: articles, quotations, figures, charts," in printed
    assert "Published 14 pages from 0 articles." in run("publish")
    assert "Who waits?" in world.built_pages()["topics/riders.html"].main_text


def test_a_project_of_one_source_is_published(begin: Begin) -> None:
    world = begin(*GIVEN, "--topic", "Closing")
    for file in ("data/articles/voice.txt", "data/sources/voice.yaml", "docs/sources/voice.md"):
        world.delete(file)
    world.replace("mkdocs.yml", "      - sources/voice.md\n", "")
    for file, pattern in (
        ("data/people.yaml", r"tom-arden:\n(?:  .*\n)+"),
        ("data/organisations.yaml", r"bridge-circle:\n(?:  .*\n)+"),
        ("docs/index.md", r" How many people used it .*?\]\."),
        ("docs/background.md", r" A ferry had run .*?\]\."),
        ("docs/topics/closing.md", r"- The Bridge Circle.*\n| The Bridge Circle counted .*|/// reading(?s:.*?)\n///\n"),
    ):
        world.write(file, re.sub(pattern, "", world.text(file)))
    run("lock")
    holds(world)
    world.publish()
    assert "give comparable numbers that differ" in world.built_pages()["topics/closing.html"].main_text


def test_keys_with_a_number_are_published_in_the_table_of_figures(begin: Begin) -> None:
    world = begin(*GIVEN)
    for file in ("data/measures.yaml", "data/sources/courier.yaml", "data/sources/voice.yaml"):
        world.replace(file, "school-day", "first-day")
    run("lock")
    assert "Published" in run("publish")
    assert ",first-day," in (world.project.site / "figures.csv").read_text(encoding="utf-8")


def test_the_codebook_that_messages_name_is_there_and_its_examples_are_taken(samples: World) -> None:
    text = samples.text("data/README.md")
    examples = dict(re.findall(r"```yaml\n# data/([\w/.]+)[^\n]*\n(.*?)```", text, re.DOTALL))
    models = {table.file: table.model for table in TABLES}
    for file in ("measures.yaml", "organisations.yaml"):
        for record in yaml.safe_load(examples[file]).values():
            models[file].model_validate(record)
    Vocabulary.model_validate(yaml.safe_load(examples["vocabulary.yaml"]))
    named = {*models, CORRECTIONS, QUIZ, VOCABULARY, OUTLINES, RELEASED}
    assert {file for file in named if f"`{file}`" not in text} == set()


def test_what_is_not_given_is_asked_for(begin: Begin) -> None:
    world = begin("--empty", typed="The Flood\nWhy did the river rise?\n")
    assert yaml.safe_load(world.text("mkdocs.yml").replace("!ENV", ""))["site_name"] == "The Flood"
    assert "# Why did the river rise?" in world.text("docs/index.md")


def test_titles_are_text_whatever_they_hold(begin: Begin) -> None:
    world = begin("--title", "Buses: why & 'how' #", "--question", "Who says: no?", "--empty", "--topic", "Who: B: C?")
    holds(world)
    assert world.edition().settings["site_name"] == "Buses: why & 'how' #"
    assert world.evidence().topics["who"].question == "B: C?"


def test_every_topic_has_a_page(begin: Begin) -> None:
    world = begin(*GIVEN, "--topic", "Pay: Who pays?", "--topic", "Riders")
    holds(world)
    assert list(world.evidence().topics) == ["pay", "riders"]
    world.publish()
    assert {"topics/pay.html", "topics/riders.html"} <= world.built_pages().keys()


def test_colours_and_mark_are_those_that_were_given(begin: Begin, tmp_path: Path) -> None:
    mark = tmp_path / "bus.svg"
    mark.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>\n')
    world = begin(*GIVEN, "--empty", "--colours", "#124466,#7a1f3d", "--mark", str(mark))
    holds(world)
    assert (colours_of(world.project)["lead"], colours_of(world.project)["warn"]) == ("#124466", "#7a1f3d")
    assert world.text("overrides/assets/mark.svg") == mark.read_text()
    world.publish()
    style = next((world.project.site / "assets").glob("style-*.css")).read_text(encoding="utf-8")
    assert "--lead:#124466" in style
    assert "#17592f" not in style


def test_the_theme_comes_with_the_program(begin: Begin) -> None:
    world = begin(*GIVEN)
    own = {path.relative_to(world.project.overrides).as_posix() for path in world.project.overrides.rglob("*.*")}
    assert own == {"assets/mark.svg", "assets/styles/colours.css"}
    world.write("overrides/partials/copyright.html", "<p>Read by the drivers.</p>\n")
    world.publish()
    assert "Read by the drivers." in world.text("site/index.html")


def test_the_new_project_holds_nothing_of_this_one(samples: World) -> None:
    site = samples.project.site.resolve()
    looked = {
        **dict(texts(samples.root, ("docs", "data", "overrides", "tests"))),
        **dict(texts(site.parent, (site.name,))),
    }
    assert len(looked) > 50
    assert {path: found for path, text in looked.items() if (found := words_in(text))} == {}


def test_copies_of_other_articles_stay_out_of_it(samples: World) -> None:
    ignored = samples.text(".gitignore").splitlines()
    assert "/data/articles/*" in ignored
    assert {f"!/data/articles/{source}.txt" for source in SAMPLES} <= set(ignored)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--title", "???"), "The title gives no id: '???'."),
        (("--topic", "!"), "The topic gives no id: '!'."),
        (("--topic", "Pay", "--topic", "pay"), "These topics have one id: Pay, pay."),
        (("--colours", "red,blue"), "The colours must be two, with a comma between them: 'red,blue'."),
        (("--colours", "#124466,#ffee00"), "White words are hard to read on #ffee00."),
        (("--from", "gone.whl"), "This is not the program: 'gone.whl'."),
        (("--from", "tests"), "This is not the program: 'tests'."),
        (("--from", "0.0.9"), f"0.0.9 is version 0.0.9, and the program that writes the project is {__version__}."),
        (("--mark", "gone.svg"), "gone.svg"),
        (("--language", "xx"), "There are no texts in this language: 'xx'."),
        (("--question", "Why 4,000 buses?"), "The number “4,000” is not backed by a record."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    folder = tmp_path / "buses"
    given = ["new", str(folder), *GIVEN, "--empty", "--from", str(REAL_ROOT), *options]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == EXIT_PROBLEMS, done.output
    assert sentence in done.output
    assert not folder.exists()


def test_nobody_who_could_answer_is_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["new", str(tmp_path / "buses"), "--from", str(REAL_ROOT)], input="")
    assert done.exit_code == EXIT_PROBLEMS
    assert "The title must be given." in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(app, ["new", str(tmp_path), *GIVEN, "--from", str(REAL_ROOT)])
    assert done.exit_code == EXIT_PROBLEMS
    assert "The folder must be empty, or not exist yet." in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_wheel_of_another_version_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "cited_explainer-9.9-py3-none-any.whl"
    wheel.touch()
    done = CliRunner().invoke(app, ["new", str(tmp_path / "buses"), *GIVEN, "--from", str(wheel)])
    assert done.exit_code == EXIT_PROBLEMS
    assert f"is version 9.9, and the program that writes the project is {__version__}." in done.output
    assert not (tmp_path / "buses").exists()


def test_an_unknown_topic_is_said(begin: Begin) -> None:
    begin(*GIVEN, "--empty", "--topic", "Pay")
    done = CliRunner().invoke(app, ["outline", "riders"])
    assert done.exit_code == EXIT_PROBLEMS
    assert "riders" in done.output


@pytest.mark.parametrize("form", [0, FORMAT + 1, "first"])
def test_a_project_of_another_form_is_told_what_to_do(begin: Begin, form: object) -> None:
    world = begin(*GIVEN, "--empty")
    world.replace("mkdocs.yml", f"  format: {FORMAT}\n", f"  format: {form}\n")
    (problem,) = [each for each in errors(world.check()[1]) if each.place.file == "mkdocs.yml"]
    assert "form" in problem.sentence
    assert "requirements.txt" in problem.hint or f"format: {FORMAT}" in problem.hint
