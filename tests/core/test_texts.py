"""What the program says to readers is in one file for each language; a language is one file more."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conftest import REAL_ROOT, World
from explainer.core import texts
from explainer.core.texts import FIRST_LANGUAGE, languages, texts_in

SECOND = Path(__file__).parent / "texts" / "de.yaml"
SHIPPED = REAL_ROOT / "scripts" / "explainer" / "core" / "texts"
FILLED_IN = re.compile(r"\{(\w+)\}")


@pytest.fixture
def with_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts a second language beside the first."""
    folder = tmp_path / "texts"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(SECOND, folder)
    monkeypatch.setattr(texts, "_FOLDER", folder)
    texts_in.cache_clear()
    yield
    texts_in.cache_clear()


@pytest.mark.parametrize("file", [*sorted(SHIPPED.glob("*.yaml")), SECOND], ids=lambda file: file.stem)
def test_a_language_has_no_other_names_and_fills_in_the_same(file: Path) -> None:
    first, own = texts_in(FIRST_LANGUAGE), yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(own) <= set(first)
    assert {name for name in own if set(FILLED_IN.findall(own[name])) != set(FILLED_IN.findall(first[name]))} == set()


def test_every_text_is_used_and_none_is_missing() -> None:
    program = "\n".join(path.read_text(encoding="utf-8") for path in (REAL_ROOT / "scripts/explainer").rglob("*.py"))
    named = set(re.findall(r"texts\[[\"']([\w-]+)[\"']\]", program))
    assert named <= set(texts_in(FIRST_LANGUAGE))
    assert {name for name in texts_in(FIRST_LANGUAGE) if f'"{name}"' not in program and name not in named} == {
        "status-agree", "status-differ", "status-not-comparable",
    }  # fmt: skip


@pytest.mark.usefixtures("with_german")
def test_pages_speak_a_second_language_and_english_where_it_has_no_text(toy: World) -> None:
    assert languages() == ["de", "en"]
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: de\n")
    toy.publish()
    figures = toy.built_pages()["figures.html"].main_text
    assert "Die Quellen sagen Verschiedenes" in figures
    assert "The sources differ" not in figures.partition("All figures")[0].partition("What cannot")[0]
    assert "Wie viel" in figures
    assert "Who claims it" in figures


def test_a_language_without_texts_is_refused(toy: World) -> None:
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: de\n")
    assert any("extra.language must be en." in line for line in toy.report())
