"""A project that an earlier version began is published by this one, or is told in one sentence what to change.

`tests/earlier/` has one such project for each version, as `explainer new` wrote it then. When `FORMAT` goes up, the
projects of earlier forms stay as they are, and their test below sees that the sentence is there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import TESTS, World, name_project
from explainer.cli.report import problem_lines
from explainer.core.problems import Place, errors
from explainer.pages import project_format
from explainer.pages.project_format import CHANGES, FORMAT, format_problems
from explainer.pages.settings import read_settings

EARLIER = sorted(path for path in (TESTS / "earlier").iterdir() if path.is_dir())
OLDER = "In data/people.yaml, rename role to office."


def form_of(world: World) -> object:
    settings, _ = read_settings(world.project)
    extra = settings["extra"]
    assert isinstance(extra, dict)
    return extra.get("format")


@pytest.mark.parametrize("stored", EARLIER, ids=lambda path: path.name)
def test_a_project_of_an_earlier_version_is_published_or_told_what_to_change(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(stored, tmp_path / "project"))
    world = name_project(monkeypatch, root, root / "data" / "articles")
    if form_of(world) == FORMAT:
        assert problem_lines(errors(world.check()[1])) == []
        world.publish()
        assert "Nora Pell" in world.built_pages()["topics/closing.html"].main_text
    else:
        (problem,) = [each for each in errors(world.check()[1]) if "has form" in each.sentence]
        assert problem.hint.endswith(f"Then write: format: {FORMAT}")


def test_there_is_a_sentence_for_every_earlier_form() -> None:
    assert set(CHANGES) == set(range(1, FORMAT))
    assert all(order.endswith(".") for order in CHANGES.values())


def test_a_project_of_an_earlier_form_is_told_everything_that_changed_since(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_format, "FORMAT", 3)
    monkeypatch.setattr(project_format, "CHANGES", {1: OLDER, 2: "Delete data/charts.yaml."})
    (problem,) = format_problems(1, Place("mkdocs.yml", 17))
    assert problem.sentence == "This project has form 1, and this program reads form 3."
    assert problem.hint == f"{OLDER} Delete data/charts.yaml. Then write: format: 3"
    assert list(format_problems(3, Place("mkdocs.yml"))) == []
    assert list(format_problems(None, Place("mkdocs.yml"))) == []
