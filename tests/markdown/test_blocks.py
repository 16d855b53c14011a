"""Blocks are filled from data: each page in tests/golden gives the HTML beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TESTS, Expectation, World
from explainer.blocks.all_blocks import BLOCKS
from explainer.blocks.block import AuthoringBlock
from explainer.markdown.current_site import look_again

GOLDEN = TESTS / "golden"
LESSON_PAIRS = sorted((GOLDEN / "teach").glob("*.md"))
PAIRS = [*sorted(GOLDEN.glob("*.md")), *LESSON_PAIRS]
LESSON = "teach/counting.md"
Render = Callable[..., str]


@pytest.mark.parametrize("source", PAIRS, ids=lambda path: path.stem)
def test_a_block_is_drawn_exactly(source: Path, toy_pages: Render, expectation: Expectation) -> None:
    html = toy_pages(source.read_text(encoding="utf-8"), LESSON if source in LESSON_PAIRS else "index.md")
    expectation.check(html.replace("><", ">\n<") + "\n", source.with_suffix(".html"))


def test_every_block_has_a_pair() -> None:
    shown = {source.read_text(encoding="utf-8").split()[1] for source in PAIRS}
    assert shown == {name for name, block in BLOCKS.items() if not isinstance(block, AuthoringBlock)}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("/// quote | heron.none\n///", "The block quote heron.none cannot be drawn."),
        ("/// quote\n///", "The block quote  cannot be drawn."),
        ("/// figure | heron\n///", "The block figure heron cannot be drawn."),
        ("/// source | gull\n///", "The block source gull cannot be drawn."),
        ("/// chart | none\n///", "The block chart none cannot be drawn."),
        ("/// chart | appeals\n///", "The block chart appeals cannot be drawn."),
        ("/// reading | heron.none\nWords.\n///", "unknown record heron.none"),
        ("/// sheet | A\n    records: heron.none\n///", "The block sheet A cannot be drawn."),
        ("/// sheet | A\n///", "The block sheet A cannot be drawn."),
        ("/// grid | none\n///", "The block grid none cannot be drawn."),
        ("/// vocabulary | none\n///", "The block vocabulary none cannot be drawn."),
        ("/// lesson | corroborating\n///", "The block lesson corroborating cannot be drawn."),
        ("/// lessons | diving\n///", "The block lessons diving cannot be drawn."),
        ("/// answer | 3\nWords.\n///", "This answer belongs to no lesson."),
    ],
)
def test_a_block_that_cannot_be_drawn_says_so_on_the_page(toy_pages: Render, source: str, said: str) -> None:
    html = toy_pages(source)
    assert 'class="problem"' in html
    assert said in html


def test_prose_inside_a_reading_and_a_guide_stays_markdown(toy_pages: Render) -> None:
    for source in ("/// reading | heron\n*Low* tide [@heron:1].\n///", "/// guide\n*Low* tide [@heron:1].\n///"):
        html = toy_pages(source)
        assert "<em>Low</em> tide" in html
        assert 'href="sources/heron.html#p1"' in html


def test_links_are_relative_to_their_page(toy_pages: Render) -> None:
    assert 'href="../figures.html#f-heron-calls"' in toy_pages("/// figure | heron.calls\n///", "topics/leaving.md")
    assert 'href="#f-heron-calls"' in toy_pages("/// figure | heron.calls\n///", "figures.md")


def test_a_page_follows_its_data(toy: World, toy_pages: Render) -> None:
    # The fixture renders pages of the original toy world; this test needs those of the copy.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLAINER_ROOT", str(toy.root))
        assert "at dawn”" in toy_pages("/// quote | heron.at-dawn\n///")
        toy.replace("data/sources/heron.yaml", "in my whistle at dawn", "in my whistle at dusk, and went home")
        look_again()
        assert "at dusk, and went home”" in toy_pages("/// quote | heron.at-dawn\n///")


def test_every_page_of_the_toy_world_renders_without_a_fault(toy_pages: Render) -> None:
    docs = TESTS / "toy" / "docs"
    for page in sorted(docs.rglob("*.md")):
        text = page.read_text(encoding="utf-8").removeprefix("---\n").rpartition("\n---\n")[2]
        html = toy_pages(text, page.relative_to(docs).as_posix())
        assert "///" not in html.replace("https://", ""), page
        assert "[@" not in html, page
        assert 'class="problem"' not in html, page
