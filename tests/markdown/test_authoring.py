"""What writers for Material know: each pair in tests/golden/authoring is drawn so, in both builders, and accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from both_builders import articles_by_both
from conftest import TESTS, TOY, Expectation, World, render
from explainer.core.project import ROOT_VARIABLE
from explainer.markdown.current_site import look_again

PAIRS = sorted((TESTS / "golden" / "authoring").glob("*.md"))
PAGE = "topics/{}.md"


@pytest.mark.parametrize("source", PAIRS, ids=lambda path: path.stem)
def test_a_feature_is_drawn_exactly(source: Path, expectation: Expectation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    look_again()
    html = render(source.read_text(encoding="utf-8"))
    expectation.check(re.sub(r">\s*<", ">\n<", html) + "\n", source.with_suffix(".html"))


def test_every_feature_is_accepted_and_the_same_in_both_builders(toy: World) -> None:
    features = {source.stem: source.read_text(encoding="utf-8") for source in PAIRS}
    listed = "".join(f"  - {name}: {PAGE.format(name)}\n" for name in features)
    toy.replace("mkdocs.yml", "nav:\n", f"nav:\n{listed}")
    for name, text in features.items():
        toy.write(f"docs/{PAGE.format(name)}", f"# Feature\n\n{text.replace('](figures', '](../figures')}")
    toy.sign_off()
    assert toy.report() == []
    ours, theirs = articles_by_both(toy)
    for name in features:
        path = PAGE.format(name).replace(".md", ".html")
        assert ours[path]
        assert theirs[path] == ours[path]
