"""What writers for Material know: each pair in tests/golden/authoring is drawn so, in both builders, and accepted."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from both_builders import articles_by_both
from conftest import REAL_ROOT, TESTS, TOY, Expectation, World
from explainer.core.project import ROOT_VARIABLE
from explainer.markdown.current_site import look_again
from rendering import render

PAIRS = sorted((TESTS / "golden" / "authoring").glob("*.md"))
PAGE = "topics/{}.md"


@pytest.mark.parametrize("source", PAIRS, ids=lambda path: path.stem)
def test_a_feature_is_drawn_exactly(source: Path, expectation: Expectation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    look_again()
    html = render(source.read_text(encoding="utf-8"))
    expectation.check(re.sub(r">\s*<", ">\n<", html) + "\n", source.with_suffix(".html"))


def test_a_column_without_a_name_has_no_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    look_again()
    html = render("| | Low | *High* |\n|---|---|---|\n| Tide | 1 | |\n")
    assert re.findall(r"<(t[hd])>(.*?)</\1>", html) == [
        ("td", ""), ("th", "Low"), ("th", "<em>High</em>"), ("td", "Tide"), ("td", "1"), ("td", ""),
    ]  # fmt: skip


def test_every_feature_is_accepted_and_the_same_in_both_builders(toy: World) -> None:
    features = {source.stem: source.read_text(encoding="utf-8") for source in PAIRS}
    listed = "".join(f"  - {name}: {PAGE.format(name)}\n" for name in features)
    toy.replace("mkdocs.yml", "nav:\n", f"nav:\n{listed}")
    for name, text in features.items():
        toy.write(f"docs/{PAGE.format(name)}", f"# {name}\n\n{text.replace('](figures', '](../figures')}")
    toy.sign_off()
    assert toy.report() == []
    ours, theirs = articles_by_both(toy)
    for name in features:
        path = PAGE.format(name).replace(".md", ".html")
        assert ours[path]
        assert theirs[path] == ours[path]


def _table(after: str) -> list[list[str]]:
    """Return the cells of the first table after a line of CONTRIBUTING.md, without its head."""
    guide = (REAL_ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = guide[guide.index(after) :].split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("|---"))
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[start + 1 :])
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_the_list_of_what_works_is_that_of_the_pairs() -> None:
    listed = {name.lower(): bool(block) for name, _, block in _table("\n## Shape a page\n")}
    stems = {source.stem for source in PAIRS}
    assert listed.keys() == {stem.removesuffix("-block") for stem in stems}
    assert {name for name, has_block in listed.items() if has_block} == {
        stem.removesuffix("-block") for stem in stems if stem.endswith("-block")
    }


@pytest.mark.parametrize("row", _table("\nThese are off,"), ids=lambda row: str(row[0]))
def test_what_is_off_is_reported(toy: World, row: list[str]) -> None:
    shown = re.match(r"(`{1,4}) ?(.+?) ?\1$", row[1])
    assert shown
    is_code = shown[2].startswith("```")
    toy.write("docs/index.md", f"{toy.text('docs/index.md')}\n{shown[2]}\n" + ("x\n```\n" if is_code else ""))
    assert {problem.code for problem in toy.check()[1]} & {"D6", "Y5"}
