"""A page's Markdown as the gates see it: blocks, claims and citations, each with its place."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import World
from explainer.core.vocabulary import split_references
from explainer.pages.page import Page
from explainer.pages.read_pages import parse_page, read_pages


def parse(text: str) -> Page:
    return parse_page(dedent(text).lstrip("\n"), "toy.md", "docs/toy.md")


PAGE = parse(
    """
    ---
    title: "Low tide"
    description: A page.
    ---
    # Low tide {#low}

    The gate was shut [@heron:1]. A second
    line goes on here [@heron:2; @ledger:3].

    - one item
      goes on [@heron:4]
    2. another

    | A | B |
    |---|---|
    | x [@heron:5] | y |

    /// quotes
        topic: leaving
        source: heron
    ///

    /// reading | heron.calls ledger
    Our own words.
    ///
    """
)


def test_front_matter_is_read() -> None:
    assert PAGE.front == {"title": "Low tide", "description": "A page."}
    assert parse("---\nno end\n").front == {}


def test_blocks_come_in_order_with_their_kinds() -> None:
    assert [(block.kind, block.text or block.name) for block in PAGE.blocks] == [
        ("heading", "Low tide"),
        ("paragraph", "The gate was shut [@heron:1]. A second line goes on here [@heron:2; @ledger:3]."),
        ("item", "one item goes on [@heron:4]"),
        ("item", "another"),
        ("heading", "| A | B |"),
        ("row", "| x [@heron:5] | y |"),
        ("directive", "quotes"),
        ("directive", "reading"),
        ("paragraph", "Our own words."),
    ]
    assert PAGE.problems == ()
    assert [heading.level for heading in PAGE.headings] == [1, 0]


def test_a_directive_has_its_argument_and_options() -> None:
    quotes, reading = PAGE.directives
    assert (quotes.argument, quotes.options) == ("", (("topic", "leaving"), ("source", "heron")))
    assert (reading.argument, reading.options) == ("heron.calls ledger", ())
    assert (PAGE.prose[-1].inside, PAGE.prose[-1].inside_argument) == ("reading", "heron.calls ledger")
    assert PAGE.prose[0].inside == ""


def test_claims_are_closed_by_citations_and_know_their_places() -> None:
    claims = [claim for block in PAGE.prose for claim in block.claims()]
    assert [(claim.text, claim.references, str(claim.place)) for claim in claims] == [
        ("The gate was shut", ("heron:1",), "docs/toy.md:7:1"),
        ("A second line goes on here", ("heron:2", "ledger:3"), "docs/toy.md:7:31"),
        ("one item goes on", ("heron:4",), "docs/toy.md:10:3"),
        ("another", (), "docs/toy.md:12:4"),
        ("| x", ("heron:5",), "docs/toy.md:16:1"),
        ("| y |", (), "docs/toy.md:16:16"),
        ("Our own words.", (), "docs/toy.md:24:1"),
    ]


def test_citations_know_their_line_and_column() -> None:
    assert [str(citation.place) for citation in PAGE.citations()] == [
        "docs/toy.md:7:19", "docs/toy.md:8:19", "docs/toy.md:11:11", "docs/toy.md:16:5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "references"),
    [("voa:1", ("voa:1",)), ("wsj:9; @voa:2", ("wsj:9", "voa:2")), (" a ;b", ("a", "b")), ("", ("",))],
)
def test_references_are_split_at_semicolons(inner: str, references: tuple[str, ...]) -> None:
    assert split_references(inner) == references


def test_a_block_that_is_never_closed_is_a_problem_at_its_line() -> None:
    page = parse("one\n\n/// quote | heron.calls\n\nmore\n")
    assert [str(problem).split("\n")[0] for problem in page.problems] == [
        "docs/toy.md:3: B4 The block “quote” is never closed."
    ]
    assert page.directives[0].argument == "heron.calls"


def test_a_longer_fence_is_closed_by_one_of_its_own_length() -> None:
    page = parse("//// guide\n///\nwords\n////\n")
    assert [str(problem).split("\n")[0] for problem in page.problems] == [
        "docs/toy.md:2: D4 A block must not be inside another block."
    ]
    assert [block.inside for block in page.prose] == ["guide"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  /// quote | heron.calls\n", "A block must start and end at the beginning of a line."),
        ("/// guide\nwords\n  ///\n///\n", "A block must start and end at the beginning of a line."),
        ("/// guide\n/// quote | heron.calls\n///\n", "A block must not be inside another block."),
        ("words\n\n///\n", "This line closes no block."),
        ("/// quote heron.calls\n", "A block must have a name after the slashes."),
    ],
)
def test_a_line_of_slashes_that_makes_no_block_says_why(text: str, problem: str) -> None:
    page = parse(f"# Low tide\n{text}")
    assert [each.sentence for each in page.problems] == [problem]


def test_options_end_at_the_first_line_that_is_not_one() -> None:
    page = parse("/// quotes\n    topic: a\nwords\n    source: b\n///\n")
    assert page.directives[0].options == (("topic", "a"),)


def test_pages_are_read_in_the_order_of_their_paths(toy: World) -> None:
    pages, problems = read_pages(toy.project)
    assert problems == []
    assert [page.path for page in pages][:3] == ["about/corrections.md", "about/index.md", "figures.md"]
    assert {page.file for page in pages} >= {"docs/index.md", "docs/topics/leaving.md"}


def test_a_page_that_is_not_text_is_a_problem_and_the_others_are_read(toy: World) -> None:
    (toy.root / "docs" / "figures.md").write_bytes(b"\xff")
    pages, problems = read_pages(toy.project)
    assert [str(problem.place) for problem in problems] == ["docs/figures.md:1"]
    assert "figures.md" not in [page.path for page in pages]
    assert len(pages) == 14


MARKDOWN = st.lists(
    st.sampled_from(
        ["---\n", "# a\n", "///\n", "/// quote | a.b\n", "/// guide\n", "////\n", "    topic: x\n", "    words\n", "\n",
         "- item [@a:1]\n", "| a | b |\n", "|--|\n", "[@", "a:1", "]", "; ", "words ", "“a” ", "> quoted\n", "1. one\n",
         "title: x\n", "<b>", "\\", "`", "\r", "\t", "\u2028", "   "]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), MARKDOWN))
def test_parsing_a_page_never_raises_and_every_place_is_on_the_page(text: str) -> None:
    lines = text.split("\n")
    for block in parse_page(text, "any.md", "docs/any.md").blocks:
        assert 1 <= block.place.line <= len(lines)
        for claim in block.claims():
            assert claim.place.column >= 1
            if claim.citation:
                line = lines[claim.citation.place.line - 1]
                assert line[claim.citation.place.column - 1 :].startswith("[@")


def test_a_citation_that_breaks_over_two_lines_is_found_at_its_start() -> None:
    (citation,) = parse("words [@heron:1;\n@ledger:2] end\n").citations()
    assert citation.references == ("heron:1", "ledger:2")
    assert str(citation.place) == "docs/toy.md:1:7"
