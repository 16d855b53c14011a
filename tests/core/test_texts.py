"""What the program says to readers is in one file for each language; a language is one file more."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from conftest import REAL_ROOT, World, name_project
from explainer.cli.commands import app
from explainer.core import texts
from explainer.core.project import DOWNLOADS_VARIABLE
from explainer.core.texts import FIRST_LANGUAGE, NAMED, languages, texts_in
from explainer.core.theme import PACKAGED

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
    program = "\n".join(each.read_text(encoding="utf-8") for each in _files_of_the_program())
    named = set(re.findall(r"texts\[[\"']([\w-]+)[\"']\]", program))
    for file in _files_of_the_program():
        if file.suffix in (".js", ".css"):
            named |= set(NAMED.findall(file.read_text(encoding="utf-8")))
    assert named <= {*texts_in(FIRST_LANGUAGE), "language"}
    families = tuple({*re.findall(r"(?:texts(?:\[|\.get\()|, )f[\"']([\w-]+-)\{", program)})
    found = {name for name in texts_in(FIRST_LANGUAGE) if f'"{name}"' in program or name in named}
    found |= {name for name in texts_in(FIRST_LANGUAGE) if f'"{_FORM_OF_A_NUMBER.sub("", name)}"' in program}
    assert {name for name in set(texts_in(FIRST_LANGUAGE)) - found if not name.startswith(families)} == set()


_FORM_OF_A_NUMBER = re.compile(r"-(?:one|other)$")


def _files_of_the_program() -> Iterator[Path]:
    yield from (REAL_ROOT / "scripts/explainer").rglob("*.py")
    yield from (REAL_ROOT / "scripts/explainer/downloads").rglob("*.css")
    for ending in ("html", "js", "css"):
        yield from PACKAGED.rglob(f"*.{ending}")


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


@pytest.fixture
def buses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], World]:
    """Begins a project in a language, and publishes it."""

    def published(language: str) -> World:
        folder = tmp_path / "buses"
        given = ("--title", "The Bus Strike", "--question", "Why do the buses stand still?", "--language", language)
        done = CliRunner().invoke(app, ["new", str(folder), "--from", str(REAL_ROOT), *given])
        assert done.exit_code == 0, done.output
        monkeypatch.setenv(DOWNLOADS_VARIABLE, "")
        world = name_project(monkeypatch, folder, folder / "data" / "articles")
        world.publish()
        return world

    return published


@pytest.mark.usefixtures("with_german")
def test_no_page_of_a_new_project_shows_an_english_word_that_its_language_has(buses: Callable[[str], World]) -> None:
    world = buses("de")
    assert _left_in_english(world, set(yaml.safe_load(SECOND.read_text(encoding="utf-8")))) == []
    pages = world.built_pages()
    assert {page.tree.xpath("string(/html/@lang)") for page in pages.values()} == {"de"}
    assert pages["404.html"].tree.xpath("string(//title)").startswith("Seite nicht gefunden")
    assert pages["index.html"].tree.xpath("string(//a[@class='to-menu'])") == "Menü"


@pytest.mark.usefixtures("with_german")
def test_a_language_that_has_every_text_leaves_none_in_english(buses: Callable[[str], World], toy: World) -> None:
    first = texts_in(FIRST_LANGUAGE)
    file = texts._FOLDER / "xx.yaml"
    file.write_text(yaml.safe_dump({name: f"«{text}»" for name, text in first.items()}), encoding="utf-8")
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: xx\n")
    toy.publish()
    # The toy world has a page of its own for wrong addresses.
    assert {path for path, _ in _left_in_english(toy, set(first))} <= {"404.html"}
    assert _left_in_english(buses("xx"), set(first)) == []


@pytest.mark.usefixtures("with_german")
def test_scripts_speak_the_language_too(buses: Callable[[str], World]) -> None:
    (script,) = buses("de").project.site.glob("assets/aids-*.js")
    said = script.read_text(encoding="utf-8")
    assert '"Verweis „kopieren\\""' in said
    assert "${left} von ${items.length}" in said
    assert "{{" not in said


def _left_in_english(world: World, names: set[str]) -> list[tuple[str, str]]:
    """Return the names of texts that pages show in English, apart from titles, which their authors gave them."""
    english = texts_in(FIRST_LANGUAGE)
    pages = world.built_pages()
    written = (file.read_text(encoding="utf-8") for file in world.project.docs.rglob("*.md"))
    titles = {title for text in written for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    found: list[tuple[str, str]] = []
    for path, page in pages.items():
        shown = {" ".join(each.split()) for each in page.tree.xpath(f"//text() | //@*[{_READ}]")} - titles
        found += [(path, name) for name in sorted(names) if english[name] in shown]
    return found


_READ = " or ".join(f"name()='{name}'" for name in ("title", "alt", "aria-label", "placeholder"))
"""The attributes that are read to readers."""


@pytest.mark.usefixtures("with_german")
@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("mneu: Menü", "Y1 No text is called mneu. Remove it, or use a name that `explainer texts` prints."),
        ("pages: 3", "Y3 pages must be text. Put it in quotation marks."),
        ("something-wrong: Hilfe", "Y3 something-wrong must have {whom} in it. The program puts other words there."),
        ("pages: '{all}'", "Y3 pages must have no braces in it. The program puts other words there."),
    ],
)
def test_a_wrong_line_in_the_file_of_a_language_is_reported(line: str, report: str, toy: World) -> None:
    file = texts._FOLDER / "de.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    number = file.read_text(encoding="utf-8").count("\n")
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: de\n")
    found = [each for each in toy.check()[1] if each.place.file == "explainer/core/texts/de.yaml"]
    assert [f"{each.place.line}: {each.code} {each.sentence} {each.hint}" for each in found] == [f"{number}: {report}"]


def test_a_language_without_texts_is_refused(toy: World) -> None:
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: de\n")
    assert any("extra.language must be en." in line for line in toy.report())


def test_a_project_says_some_things_in_its_own_words(toy: World) -> None:
    toy.write("data/texts.yaml", "sources-differ: The articles disagree\nmonth-3: Lenting\n")
    toy.sign_off()
    toy.publish()
    figures = toy.built_pages()["figures.html"].main_text
    assert "The articles disagree" in figures
    assert "The sources differ" not in figures
    assert "Lenting 2031" in figures
    printed = CliRunner().invoke(app, ["texts"])
    assert "sources-differ: The articles disagree\n" in printed.output
    assert yaml.safe_load(printed.output).keys() == texts_in(FIRST_LANGUAGE).keys()


def test_the_names_of_texts_are_printed_whatever_stands_in_the_file_of_ones_own(toy: World) -> None:
    toy.write("data/texts.yaml", "manu: All pages\n")
    printed = CliRunner().invoke(app, ["texts"])
    assert (printed.exit_code, yaml.safe_load(printed.output)["menu"]) == (0, "Menu")
