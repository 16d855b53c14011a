"""What nobody has signed off as it is says so on its page, and nothing else does."""

from __future__ import annotations

import pytest

from conftest import World

LEAVING = "docs/topics/leaving.md"
MARKED = "//sup[@class='cite'][b[@class='unsigned']]"


def marked(world: World, path: str = "topics/leaving.html") -> list[str]:
    """Publish, and return the words before each mark of a page."""
    world.publish()
    marks = world.built_pages()[path].tree.xpath(f"{MARKED}/parent::span | {MARKED}[not(parent::span)]")
    return [" ".join("".join(mark.xpath("preceding-sibling::text()[1]")).split()) for mark in marks]


def said(world: World, path: str = "topics/leaving.html") -> str:
    return str(world.built_pages()[path].tree.xpath("string(//p[@class='reading-time'])"))


def test_where_everything_is_signed_off_nothing_is_marked(toy: World) -> None:
    assert marked(toy) == []
    assert "signed off" not in said(toy)


def test_a_claim_that_was_changed_is_marked_and_counted(toy: World) -> None:
    toy.replace(LEAVING, "A later\ncount of the league is about 60", "A later\ncount of the *league* is only about 60")
    (words,) = marked(toy)
    assert words.endswith("is only about 60.")
    assert said(toy).endswith("1 passage of this page is not signed off (marked ?).")
    assert "not signed off" not in said(toy, "figures.html")


def test_words_without_a_citation_are_counted_alone(toy: World) -> None:
    toy.replace(LEAVING, "## In short", "## In few words")
    assert marked(toy) == []
    assert said(toy).endswith("1 passage of this page is not signed off.")


@pytest.mark.parametrize("page", ["topics/leaving.html", "index.html"])
def test_where_nothing_is_signed_off_every_citation_of_a_sentence_is_marked(toy: World, page: str) -> None:
    toy.write("data/reviews.yaml", "{}\n")
    toy.publish()
    built = toy.built_pages()[page]
    assert len(built.tree.xpath(MARKED)) == toy.text(f"docs/{page.replace('.html', '.md')}").count("[@") > 0
    assert toy.built_report() == []


def test_a_mark_is_heard_in_words(toy: World) -> None:
    toy.write("data/reviews.yaml", "{}\n")
    toy.publish()
    (mark, *_) = toy.built_pages()["topics/leaving.html"].tree.xpath(f"{MARKED}/b")
    assert (mark.get("role"), mark.get("aria-label"), mark.text) == ("img", "not signed off", "?")
