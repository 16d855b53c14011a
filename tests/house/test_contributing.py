"""CONTRIBUTING.md is true: its recipes are followed to the letter in a copy, and what they promise is there.

The recipes for pages and data go on from each other in the toy world; those for the program change a copy of it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

import recipes
from conftest import REAL_ROOT, TESTS, TOY, World, name_project
from explainer.cli import review_commands
from explainer.cli.commands import app
from explainer.core.vocabulary import CITATION
from explainer.records.evidence import Evidence
from explainer.records.wording import amount_in_words
from quotereader import read_quotations
from recipes import GUIDE, follow, headings, in_clone, in_process, recipe, steps

pytestmark = pytest.mark.recipes
OF_THE_EDITOR = (
    "Add a source", "Add a quotation", "Add or correct a figure", "Write a claim", "Add a term", "Sign off",
    "Correct something that was published", "Add a lesson", "Add a quiz item", "Add a chart",
    "Add a relation", "Mark a map",
)  # fmt: skip
SPLIT = "Split a long list"
OF_THE_PROGRAMMER = ("Add a block", "Add a rule", "Add a download", "Teach the quotation reader")
PROGRAM = ("scripts", "tests", "Makefile", "pyproject.toml", ".mypy_cache")
RULES = "docs/about/rules.md"
TOPIC = "topics/leaving"


@pytest.fixture(scope="module")
def edited_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the toy world in which all recipes for pages and data were followed; signed off and published."""
    folder = tmp_path_factory.mktemp("try")
    root = Path(shutil.copytree(TOY, folder / "toy"))
    shutil.copytree(TESTS / "drafting" / "articles", folder / "drafting" / "articles")
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        patch.chdir(root)
        patch.setattr(review_commands, "at_a_terminal", lambda: True)
        for heading in OF_THE_EDITOR:
            follow(heading, root, in_process)
        world.sign_off()
        assert world.report() == []
        world.publish()
    return root


@pytest.fixture
def edited(edited_root: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """That copy, which the environment names."""
    return name_project(monkeypatch, edited_root, edited_root / "articles")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The program, with pages and data of the toy world, in which its recipes were followed; what they printed."""
    root = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(TOY, root, ignore=shutil.ignore_patterns("articles"))
    for part in PROGRAM:
        if (REAL_ROOT / part).is_dir():
            shutil.copytree(REAL_ROOT / part, root / part, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        elif (REAL_ROOT / part).is_file():
            shutil.copy(REAL_ROOT / part, root / part)
    shutil.copy(REAL_ROOT / RULES, root / RULES)
    assert in_clone(root, "explainer format")[0] == 0
    return root, "".join(follow(heading, root, in_clone) for heading in OF_THE_PROGRAMMER)


@pytest.fixture
def clone(followed: tuple[Path, str]) -> Path:
    return followed[0]


@pytest.fixture
def printed(followed: tuple[Path, str]) -> str:
    return followed[1]


def text_of(world: World, page: str) -> str:
    return world.built_pages()[f"{page}.html"].main_text


def sentences(heading: str) -> list[str]:
    """Return the prose of a recipe's examples for pages, as a reader meets it."""
    pages = [step.text.split("-->\n")[1] for step in steps(heading) if step.language == "markdown"]
    lines = [line for page in pages for line in page.splitlines() if line and not line.startswith("/")]
    return [CITATION.sub("", line).rstrip(" .") for line in lines]


def test_an_accepted_source_has_its_page_and_its_place_in_the_menu(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().sources.keys() - toy_evidence.sources.keys()
    title = edited.evidence().sources[new].title
    assert title in text_of(edited, f"sources/{new}")
    assert title in text_of(edited, "sources/index")
    assert f'href="sources/{new}.html"' in edited.text("site/index.html")


def test_an_added_quotation_is_shown_as_a_card_with_its_speaker(edited: World, toy_evidence: Evidence) -> None:
    quotes = edited.evidence().quotes
    new = [quotes[key] for key in quotes.keys() - toy_evidence.quotes.keys()]
    shown = [quote for quote in new if f"{quote.text}”" in text_of(edited, TOPIC)]
    assert all(f"{quote.text}”" in text_of(edited, "quotes") for quote in new)
    assert "Harl Benning" in [edited.evidence().people[quote.speaker].name for quote in shown]


def test_an_added_figure_is_listed_under_its_measure(edited: World, toy_evidence: Evidence) -> None:
    evidence = edited.evidence()
    (new,) = evidence.measures.keys() - toy_evidence.measures.keys()
    (key,) = [key for key, figure in evidence.figures.items() if figure.measure == new]
    page = text_of(edited, "figures")
    assert evidence.measures[new].question in page
    assert amount_in_words(evidence, key) in page


def test_a_claim_and_a_conclusion_are_printed_with_what_they_rest_on(edited: World) -> None:
    claim, conclusion = sentences("Write a claim")
    assert claim in text_of(edited, TOPIC)
    assert conclusion in text_of(edited, TOPIC)
    assert 'href="../sources/tide-agency.html#p5"' in edited.text(f"site/{TOPIC}.html")


def test_an_added_term_is_linked_where_it_is_used(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().terms.keys() - toy_evidence.terms.keys()
    assert edited.evidence().terms[new].definition in text_of(edited, "glossary")
    assert f'href="../glossary.html#{new}"' in edited.text(f"site/{TOPIC}.html")


def test_a_correction_is_listed(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().corrections.keys() - toy_evidence.corrections.keys()
    assert edited.evidence().corrections[new].why in text_of(edited, "about/corrections")


def test_an_added_lesson_and_its_key_ask_and_answer(edited: World) -> None:
    (question,) = re.findall(r"^ *\+\d\. \*If there is time:\* (.+)$", recipe("Add a lesson"), re.MULTILINE)
    assert question in text_of(edited, "teach/who-counts")
    assert question in text_of(edited, "teach/who-counts-key")
    assert 'href="who-counts.html"' in edited.text("site/teach/index.html")


def test_an_added_quiz_item_is_asked(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().quiz.keys() - toy_evidence.quiz.keys()
    assert edited.evidence().quiz[new].question in text_of(edited, "teach/quiz")


def test_an_added_chart_is_drawn_with_the_figures_of_its_measure(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().charts.keys() - toy_evidence.charts.keys()
    page = edited.text(f"site/{TOPIC}.html").partition(f'id="chart-{new}"')[2].partition("</svg>")[0]
    drawn = [key for key, figure in edited.evidence().figures.items() if figure.population == "callers"]
    assert len(drawn) == 2
    assert all(f"figures.html#f-{key.replace('.', '-')}" in page for key in drawn)


def test_an_added_relation_stands_in_the_box_of_its_body(edited: World, toy_evidence: Evidence) -> None:
    (new,) = edited.evidence().relations.keys() - toy_evidence.relations.keys()
    relation = edited.evidence().relations[new]
    box = edited.text(f"site/{TOPIC}.html").partition(f'id="body-{relation.subject}"')[2].partition('id="body-')[0]
    assert relation.says.removesuffix(".") in box


def test_an_added_mark_is_in_the_words_of_its_map(edited: World, toy_evidence: Evidence) -> None:
    (name,) = toy_evidence.maps
    new = edited.evidence().maps[name].marks[-1]
    assert new not in toy_evidence.maps[name].marks
    drawn = edited.text(f"site/{TOPIC}.html").partition(f'id="map-{name}-places"')[2]
    assert drawn.partition("</figure>")[0].count(new.says) == 2


def test_a_long_list_is_split(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(toy.root)
    follow(SPLIT, toy.root, in_process)
    toy.publish()
    assert all(f'href="glossary/{letter}.html"' in toy.text("site/glossary.html") for letter in "nw")
    assert 'href="glossary/w.html#whistle"' in toy.text("site/index.html")


def test_an_added_block_is_drawn_and_listed(clone: Path, printed: str, toy_evidence: Evidence) -> None:
    drawn = (clone / "tests/golden/voices.html").read_text(encoding="utf-8")
    quotes = toy_evidence.sources["heron"].quotes.values()
    assert set(re.findall(r"<li>(.+)</li>", drawn)) == {toy_evidence.people[quote.speaker].shown for quote in quotes}
    assert "/// voices | heron" in printed


def test_an_added_rule_is_printed_and_explained_with_its_example(clone: Path, printed: str) -> None:
    report = (clone / "tests/bad/S9/long-name/report.txt").read_text(encoding="utf-8")
    assert report.startswith("data/sources/heron.yaml\n  2  S9  ")
    assert report in printed
    assert "**S9 short names.**" in (clone / RULES).read_text(encoding="utf-8")


def test_an_added_download_is_made_and_listed(clone: Path, toy_evidence: Evidence) -> None:
    made = clone / "build" / "downloads"
    assert "people.txt" in (made / "manifest.json").read_text(encoding="utf-8")
    named = [person.name for person in toy_evidence.people.values() if person.name]
    assert all(name in (made / "people.txt").read_text(encoding="utf-8") for name in named)


def test_the_reader_needs_the_word_that_it_is_taught() -> None:
    """With the word, the recipe's own command finds the speaker."""
    (sentence,) = re.findall(r"^(“.+) => [\w ]+$", recipe("Teach the quotation reader"), re.MULTILINE)
    assert {quotation.speaker for quotation in read_quotations([sentence])} == {None}


def test_what_is_added_to_the_program_keeps_its_style_types_and_codes(clone: Path) -> None:
    files = {step.file for heading in OF_THE_PROGRAMMER for step in steps(heading) if step.is_example}
    modules = " ".join(sorted(file for file in files if file.endswith(".py")))
    style = f"ruff check {modules} && ruff format --check {modules} && mypy"
    code, output = in_clone(clone, f"{style} && pytest -q tests/house/test_codes.py tests/house/test_doors.py")
    assert code == 0, output


def test_the_toy_world_is_copied_and_checked_as_the_guide_says(tmp_path: Path) -> None:
    (lines,) = (step.text for step in steps("How to try a recipe"))
    code, output = in_clone(REAL_ROOT, f"set -e\n{lines.replace('/tmp/try', str(tmp_path / 'try'))}")
    assert code == 0, output


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("yaml", "name: Ebb\n", "the first line of an example names its file"),
        ("yaml", "# tides.yaml\nname: Ebb\n", "must be new"),
        ("yaml", "# tides.yaml, under flood\n  name: Ebb\n", "there is nothing under flood"),
        ("diff", "# tides.yaml\n-  name: Flow\n+  name: Ebb\n", "this must stand in the file once"),
        ("sh", "explainer ebb\n", "explainer ebb"),
        ("sh", "explainer blocks     # reports Q1\n", "explainer blocks"),
        ("yaml", "# ebb.yaml\nname: Ebb\n", "Tides touches more than it names"),
    ],
)
def test_an_example_that_is_out_of_date_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, text: str, why: str
) -> None:
    (tmp_path / "tides.yaml").write_text("ebb:\n  name: Low\n", encoding="utf-8")
    monkeypatch.setattr(recipes, "steps", lambda heading: [recipes.Step(language, text)])
    monkeypatch.setattr(recipes, "recipe", lambda heading: "`tides.yaml`")
    with pytest.raises(AssertionError, match=why):
        follow("Tides", tmp_path, in_process)


def test_every_recipe_with_an_example_is_followed() -> None:
    shown = {heading for heading in headings() if any(step.is_example for step in steps(heading))}
    assert shown - {*OF_THE_EDITOR, SPLIT, *OF_THE_PROGRAMMER} == set()


def test_every_command_option_and_target_that_is_named_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    options = {option for each in commands.values() for parameter in each.params for option in parameter.opts}
    targets = re.findall(r"^([a-z-]+):.*## ", (REAL_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^ *|`)explainer\s([\w-]+)", GUIDE, re.MULTILINE)) - commands.keys() == set()
    assert set(re.findall(r"(?<=[ `])--[a-z][\w-]*", GUIDE)) - options == {"--rewrite"}
    assert set(re.findall(r"(?:^ *|`)make\s([\w-]+)", GUIDE, re.MULTILINE)) - set(targets) == set()


def test_every_file_that_is_named_exists(edited: World, clone: Path) -> None:
    named = set(re.findall(r"`((?:data|docs|scripts|tests|requirements)/[\w./-]+)`", GUIDE))
    assert len(named) > 20
    roots = (REAL_ROOT, edited.root, clone)
    gone = {each for each in named if not any((root / each).exists() for root in roots)}
    assert {each for each in gone if not each.startswith(("data/articles/", "data/drafts/"))} == set()


def test_every_link_within_leads_to_a_heading() -> None:
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings()}
    links = set(re.findall(r"\]\(#([\w-]+)\)", GUIDE))
    assert links
    assert links - anchors == set()


def test_the_example_of_a_commit_keeps_its_own_rules() -> None:
    (example,) = (step.text for step in steps("Commits"))
    subject, empty, body = example.split("\n", 2)
    assert len(subject) <= 72
    assert not subject.endswith(".")
    assert empty == ""
    assert body
