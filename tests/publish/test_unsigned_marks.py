"""What nobody has signed off as it is says so on its page, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TOY, World, name_project

LEAVING = "docs/topics/leaving.md"
MARKED = "//sup[@class='cite'][b[@class='unsigned']]"


def marked(world: World, path: str = "topics/leaving.html") -> list[str]:
    """Return the words before each mark of a page."""
    marks = world.built_pages()[path].tree.xpath(f"{MARKED}/parent::span | {MARKED}[not(parent::span)]")
    return [" ".join("".join(mark.xpath("preceding-sibling::text()[1]")).split()) for mark in marks]


def said(world: World, path: str = "topics/leaving.html") -> str:
    return str(world.built_pages()[path].tree.xpath("string(//p[@class='reading-time'])"))


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The toy world without sign-offs, published once for tests that only look."""
    root = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("unsigned") / "toy"))
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        world.write("data/reviews.yaml", "{}\n")
        world.publish()
        yield world


def test_where_everything_is_signed_off_nothing_is_marked(built_toy: World) -> None:
    assert marked(built_toy) == []
    assert "signed off" not in said(built_toy)


def test_a_claim_that_was_changed_is_marked_and_counted(toy: World) -> None:
    toy.replace(LEAVING, "A later\ncount of the league is about 60", "A later\ncount of the *league* is only about 60")
    toy.publish()
    (words,) = marked(toy)
    assert words.endswith("is only about 60.")
    assert said(toy).endswith("1 passage of this page is not signed off (marked ?).")
    assert "not signed off" not in said(toy, "figures.html")


def test_words_without_a_citation_are_counted_alone(toy: World) -> None:
    toy.replace(LEAVING, "## In short", "## In few words")
    toy.publish()
    assert marked(toy) == []
    assert said(toy).endswith("1 passage of this page is not signed off.")


@pytest.mark.parametrize("page", ["topics/leaving.html", "index.html"])
def test_where_nothing_is_signed_off_every_citation_of_a_sentence_is_marked(unsigned: World, page: str) -> None:
    built = unsigned.built_pages()[page]
    assert len(built.tree.xpath(MARKED)) == unsigned.text(f"docs/{page.replace('.html', '.md')}").count("[@") > 0


def test_no_rule_objects_to_the_marks(unsigned: World) -> None:
    assert unsigned.built_report() == []


def test_a_mark_is_heard_in_words(unsigned: World) -> None:
    (mark, *_) = unsigned.built_pages()["topics/leaving.html"].tree.xpath(f"{MARKED}/b")
    assert (mark.get("role"), mark.get("aria-label"), mark.text) == ("img", "not signed off", "?")
