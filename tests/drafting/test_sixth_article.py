"""A new article, invented in the style of an agency report, goes from file to pages in one sitting."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import REAL_ROOT, TOY, World, name_project
from explainer.cli.commands import app
from explainer.core.problems import Place
from explainer.gates.judge_in_a_copy import with_count
from explainer.gates.numbers import WrongCount
from explainer.records.evidence import Evidence

ARTICLE = Path(__file__).parent / "articles" / "tide-agency.txt"
ANSWERS = "y\nn\ny\ny\ny\nn\nn\n\n\n"
"""Keep a quotation, cut one, keep one; keep two figures and cut two; agree with who is private and who is public."""
ADDRESS = "https://tide.example/pilots"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


def with_surname(world: World) -> World:
    """Let the harbour spokeswoman be known by her surname."""
    people = world.text("data/people.yaml")
    if "aliases" not in people:
        world.write("data/people.yaml", people.replace("Ilsa Marden\n", "Ilsa Marden\n  aliases: [Marden]\n", 1))
    return world


@pytest.fixture
def harbour(toy: World) -> World:
    """The toy world, with what the article takes for granted."""
    return with_surname(toy)


@pytest.fixture(scope="module")
def drafted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour with a draft of the article, for tests that copy it."""
    root = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("drafted") / "toy"))
    with pytest.MonkeyPatch.context() as patch:
        with_surname(name_project(patch, root, root / "articles"))
        assert run("draft", str(ARTICLE), "--as", "tide-agency", "--url", ADDRESS).exit_code == 0
    return root


@pytest.fixture
def drafted(drafted_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A fresh copy of the harbour with a draft of the article."""
    root = Path(shutil.copytree(drafted_once, tmp_path / "toy"))
    return name_project(monkeypatch, root, root / "articles")


@pytest.fixture(scope="module")
def accepted(drafted_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The harbour with the article accepted, for tests that change nothing in it."""
    root = Path(shutil.copytree(drafted_once, tmp_path_factory.mktemp("accepted") / "toy"))
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        done = run("accept", "tide-agency", typed=ANSWERS)
        assert done.exit_code == 0, done.output
        yield world


NO_CONTENT = (".cache/", ".writing/")
"""What the rules have found clean, and who has written last: no command takes these for content."""


def snapshot(world: World) -> dict[str, bytes]:
    files = {str(path.relative_to(world.root)): path for path in world.root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(NO_CONTENT)}


DRAFT = "data/drafts/tide-agency.yaml"


def all_but_the_draft(world: World) -> dict[str, bytes]:
    """Return all files of a project but the draft, in which the answers of its editor are kept."""
    return {name: content for name, content in snapshot(world).items() if name != DRAFT}


def test_the_article_becomes_pages_in_one_sitting(harbour: World) -> None:
    drafted = run("draft", str(ARTICLE), "--as", "tide-agency", "--url", ADDRESS)
    assert drafted.exit_code == 0, drafted.output
    assert "tide-agency" in drafted.output
    # The editor keeps a quotation, cuts one, keeps a figure, and agrees with who is private and who is public.
    accepted = run("accept", "tide-agency", typed=ANSWERS)
    assert accepted.exit_code == 0, accepted.output
    assert "docs/topics/leaving.md" in accepted.output
    assert "docs/sources/tide-agency.md" in accepted.output
    # The site says in two places from how many articles it is made; the quotes page needs a sentence more.
    assert all("from three articles" in harbour.text(file) for file in ("mkdocs.yml", "docs/index.md"))
    assert "sources/tide-agency.md" in harbour.text("mkdocs.yml")
    assert "a first visit will take" in accepted.output
    left = accepted.output.partition("What is left, in this order:")[2]
    assert (
        left.index("gists") < left.index("explainer outline") < left.index("explainer review") < left.index("make site")
    )
    harbour.replace(
        "docs/quotes.md", "quotation marks.\n", "quotation marks. What is only told here is not quoted at all.\n"
    )
    built = run("publish")
    assert built.exit_code == 0, built.output
    page = harbour.text("site/sources/tide-agency.html")
    assert "Every week another whistle lies on our table" in harbour.text("site/quotes.html")
    assert "More Pilots Hand In Their Whistles" in page
    assert not (harbour.root / "data/drafts/tide-agency.yaml").exists()
    assert harbour.project.article_file("tide-agency") is not None


def test_the_institution_of_a_public_person_may_be_printed(harbour: World, tmp_path: Path) -> None:
    text, office = ARTICLE.read_text(encoding="utf-8"), "a spokesman for the Port Authority"
    assert office in text
    article = tmp_path / "tide-agency.txt"
    article.write_text(text.replace(office, "a researcher at the Lowland Tide Institute"), encoding="utf-8")
    assert run("draft", str(article), "--as", "tide-agency", "--url", ADDRESS).exit_code == 0
    accepted = run("accept", "tide-agency", typed=ANSWERS)
    assert accepted.exit_code == 0, accepted.output
    assert "Lowland Tide Institute:\n  kind: institution\n" in harbour.text("data/names.yaml")


def test_the_page_is_entered_whatever_is_not_in_the_navigation(harbour: World) -> None:
    settings = harbour.text("mkdocs.yml")
    harbour.write("mkdocs.yml", settings.replace("\nnav:", "\nnot_in_nav: |\n  /teach/*-key.md\n\nnav:", 1))
    run("draft", str(ARTICLE), "--url", ADDRESS)
    accepted = run("accept", "tide-agency", typed=ANSWERS)
    assert accepted.exit_code == 0, accepted.output
    lines = harbour.text("mkdocs.yml").splitlines()
    entered = next(at for at, line in enumerate(lines) if "sources/tide-agency.md" in line)
    assert "sources/" in lines[entered - 1]
    assert entered > lines.index("nav:")


def test_a_line_that_was_set_aside_is_brought_back(harbour: World, tmp_path: Path) -> None:
    article = tmp_path / "tide.txt"
    article.write_text(
        ARTICLE.read_text(encoding="utf-8").replace("Advertisement", "A word on whistles"), encoding="utf-8"
    )
    run("draft", str(article), "--as", "tide-agency", "--url", ADDRESS)
    assert "set aside (heading): A word on whistles" in harbour.text("data/drafts/tide-agency.yaml")
    again = run("draft", str(article), "--as", "tide-agency", "--url", ADDRESS, "--again", "--text", "A word on")
    assert "9 paragraphs" in again.output
    assert run("accept", "tide-agency", typed=ANSWERS).exit_code == 0
    assert harbour.edition().evidence.sources["tide-agency"].own_text == ("A word on",)
    assert len(harbour.edition().articles["tide-agency"].paragraphs) == 9


@pytest.mark.parametrize(
    ("text", "written", "corrected"),
    [
        ("a\nfrom two articles, two boats", "two", "a\nfrom three articles, two boats"),
        ("a\nTwo articles", "Two", "a\nThree articles"),
        ("a\n2 articles and 12 articles", "2", "a\n3 articles and 12 articles"),
        ("two articles\nnone", "two", "two articles\nnone"),
    ],
)
def test_a_count_is_corrected_in_its_own_form(text: str, written: str, corrected: str) -> None:
    assert with_count(text, WrongCount(Place("docs/x.md", 2), written, "articles", 3)) == corrected


def test_the_accepted_files_are_in_canonical_form(accepted: World) -> None:
    before = snapshot(accepted)
    assert run("format").exit_code == 0
    changed = [file for file, content in snapshot(accepted).items() if before.get(file) not in (None, content)]
    assert changed == []


def test_other_articles_keep_their_entries_in_the_lock(accepted: World, toy_evidence: Evidence) -> None:
    before, after = toy_evidence.lock, accepted.evidence().lock
    assert {key: after[key] for key in before} == before
    assert len(after["tide-agency"].paragraphs) == 8


def test_nothing_is_asked_with_yes_and_what_is_undecided_is_listed(harbour: World) -> None:
    run("draft", str(ARTICLE), "--as", "tide-agency")
    before = snapshot(harbour)
    refused = run("accept", "tide-agency", "--yes")
    assert refused.exit_code == 2
    assert "people.harl-benning is undecided" in refused.output
    assert "quotes.told-sail-lamp is undecided" in refused.output
    assert snapshot(harbour) == before


def test_a_decided_draft_is_accepted_without_questions(drafted: World) -> None:
    draft = drafted.text("data/drafts/tide-agency.yaml").replace("keep: ask", "keep: false")
    draft = draft.replace("kind: ask\n    suggested: private", "kind: private")
    drafted.write("data/drafts/tide-agency.yaml", draft.replace("kind: ask", "kind: public"))
    accepted = run("accept", "tide-agency", "--yes")
    assert accepted.exit_code == 0, accepted.output


def test_all_faults_of_an_edited_draft_are_reported_at_once(drafted: World) -> None:
    draft = drafted.text("data/drafts/tide-agency.yaml").replace("keep: ask", "keep: true")
    draft = draft.replace("kind: ask", "kind: private").replace("about: on the harbour", "about: null")
    draft = draft.replace("unit: people", "unit: sacks").replace("summary: Tide", "summery: Tide")
    drafted.write("data/drafts/tide-agency.yaml", draft)
    before = snapshot(drafted)
    refused = run("accept", "tide-agency", "--yes")
    assert refused.exit_code == 2
    for fault in (
        "about is missing",
        "summary is missing",
        "summery",
        "unit",
        "must have no name, because this person is private",
    ):
        assert fault in refused.output
    assert snapshot(drafted) == before


def test_a_draft_waits_until_the_rules_can_judge_it(drafted: World) -> None:
    page = drafted.text("docs/index.md")
    drafted.write("docs/index.md", page.replace("/// ", "/// no-", 1))
    before = all_but_the_draft(drafted)
    refused = run("accept", "tide-agency", typed=ANSWERS)
    assert refused.exit_code == 2
    assert "docs/index.md" in refused.output
    assert "  D4  " in refused.output
    assert all_but_the_draft(drafted) == before
    drafted.write("docs/index.md", page)
    assert run("accept", "tide-agency", typed=ANSWERS).exit_code == 0


def test_words_that_the_article_does_not_have_are_refused(drafted: World) -> None:
    draft = drafted.text("data/drafts/tide-agency.yaml").replace("another whistle lies", "another new whistle lies")
    drafted.write("data/drafts/tide-agency.yaml", draft)
    before = all_but_the_draft(drafted)
    refused = run("accept", "tide-agency", typed="\n" * 9)
    assert refused.exit_code == 2
    assert "Q1" in refused.output
    assert all_but_the_draft(drafted) == before


def test_the_answers_of_a_refused_draft_are_kept(drafted: World) -> None:
    text = drafted.text(DRAFT)
    wrong = "about: on the harbour"
    drafted.write(DRAFT, text.replace(wrong, "about: null"))
    refused = run("accept", "tide-agency", typed=ANSWERS)
    assert refused.exit_code == 2
    assert "Only your answers are kept, in data/drafts/tide-agency.yaml." in refused.output
    kept = drafted.text(DRAFT)
    assert "ask" not in [line.rpartition(": ")[2] for line in kept.splitlines()]
    assert [line for line in text.splitlines() if line.strip().startswith("#")] == [
        line for line in kept.splitlines() if line.strip().startswith("#")
    ]
    drafted.write(DRAFT, kept.replace("about: null", wrong).replace("about:\n", f"{wrong}\n"))
    accepted = run("accept", "tide-agency")
    assert accepted.exit_code == 0, accepted.output
    assert "Keep it?" not in accepted.output


def test_a_measure_whose_words_no_figure_backs_is_reported_before_anything_is_written(drafted: World) -> None:
    drafted.replace("data/measures.yaml", "How many pilots have", "How many pilots, at least 977, have")
    drafted.sign_off()
    checked = [line for line in drafted.report() if "  P2  " in line and "977" in line]
    refused = run("accept", "tide-agency", typed=ANSWERS)
    assert refused.exit_code == 2
    assert checked
    assert checked[0] in refused.output
    assert not (drafted.root / "data/sources/tide-agency.yaml").exists()


def test_a_draft_never_replaces_evidence_or_a_draft(harbour: World) -> None:
    assert run("draft", str(ARTICLE), "--as", "tide-agency").exit_code == 0
    again = run("draft", str(ARTICLE), "--as", "tide-agency")
    assert again.exit_code == 2
    assert "--again" in again.output
    assert run("draft", str(ARTICLE), "--as", "tide-agency", "--again").exit_code == 0
    over = run("draft", str(ARTICLE), "--as", "tide-agency", "--as", "heron")
    assert over.exit_code == 2
    assert "The source 'heron' already exists." in over.output


def test_a_draft_of_an_accepted_article_says_what_stands(harbour: World) -> None:
    article = harbour.root / "articles" / "heron.txt"
    assert run("draft", str(article), "--as", "heron", "--again", "--furniture", "From the archive").exit_code == 0
    draft = harbour.text("data/drafts/heron.yaml")
    assert "recorded as heron.one-more-ship" in draft
    assert "recorded as heron.pilots-left" in draft


def test_an_outline_holds_the_evidence_of_a_topic(harbour: World) -> None:
    printed = run("outline", "leaving")
    assert printed.exit_code == 0
    assert "/// quote | heron.at-dawn" in printed.output
    assert "[@heron:1]" in printed.output
    thoughts = printed.output.partition("## What the articles tell\n\n")[2].partition("\n\n## ")[0].split("\n\n")
    assert any("[@heron:1]. " in thought and "[@heron:2]." in thought for thought in thoughts), thoughts
    assert run("outline", "leaving", "--write").exit_code == 2
    assert run("outline", "nothing").exit_code == 2


def test_an_outline_is_a_page_that_holds_every_rule(harbour: World) -> None:
    harbour.replace("data/topics.yaml", "did the harbour do about it?\n  page: topics/leaving.md",
                    "did the harbour do about it?\n  page: topics/harbour.md")  # fmt: skip
    assert run("outline", "harbour", "--write").exit_code == 0
    harbour.replace("mkdocs.yml", "  - Leaving: topics/leaving.md\n",
                    "  - Leaving: topics/leaving.md\n  - topics/harbour.md\n")  # fmt: skip
    problems = [each for each in harbour.check()[1] if each.severity == "error" and "harbour.md" in each.place.file]
    assert [str(each) for each in problems] == []


def test_the_same_article_gives_the_same_draft_in_every_process(tmp_path: Path) -> None:
    article = tmp_path / "counted.txt"
    article.write_text(
        "The junta announced the release of 5,000 detainees, soldiers and police among them, and arrested 900 people "
        "who had resisted the military, deserted their battalions and defected with their families and weapons.\n",
        encoding="utf-8",
    )
    script = (
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from explainer.drafting.draft_files import draft_text\n"
        "from explainer.drafting.intake import take_in\n"
        "from explainer.drafting.propose import draft_of\n"
        "from explainer.core.project import Project\n"
        "from explainer.records.store import load_evidence\n"
        f"evidence, _ = load_evidence(Project(Path({str(REAL_ROOT)!r})))\n"
        f"print(draft_text(draft_of(take_in({str(article)!r}), 'new', evidence)))\n"
    )
    drafts = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(drafts) == 1


def test_what_the_rules_refuse_is_shown_where_it_stands_in_the_draft(harbour: World) -> None:
    drafted = run("draft", str(ARTICLE), "--as", "tide-agency")
    assert "missing: url" in drafted.output
    accepted = run("accept", "tide-agency", typed=ANSWERS)
    lines = harbour.text("data/drafts/tide-agency.yaml").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("  copy:"))
    assert accepted.exit_code == 2
    assert f"data/drafts/tide-agency.yaml\n  {line}  S1  " in accepted.output
