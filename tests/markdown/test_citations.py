"""Citations become links to notes, and notes lead to paragraphs: tests/golden/citations has the HTML of each case."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html as parser

from conftest import TESTS, Expectation

Render = Callable[..., str]

CASES = {
    "one": "Low tide [@heron:2].",
    "several": "Low tide [@heron:2; @ledger:6].",
    "twice-in-a-paragraph": "Low tide [@heron:2]. High [@heron:2].",
    "in-two-paragraphs": "Low [@heron:2].\n\nHigh [@heron:2].",
    "in-a-list": "- *Low* tide [@ledger:6]",
    "in-a-list-with-a-list": "- Low tide [@ledger:6]:\n    - one\n    - two [@heron:2]\n- High [@heron:2]",
    "in-a-list-of-paragraphs": "- Low tide [@ledger:6].\n\n    High [@heron:2].\n\n- Last",
    "in-a-block": "/// reading | heron\nLow tide [@heron:2].\n///",
    "after-a-heading": "Low [@heron:2].\n\n## High\n\nHigh [@heron:2].",
    "in-dense-text": "Low [@heron:2]. High [@ledger:6]. Low [@heron:1]. High [@heron:3].",
    "beside-a-term": "A whistle [@heron:2], at *the night watch [@ledger:6]*.",
    "in-a-table": "| A |\n|---|\n| x [@heron:2] |",
    "in-a-heading": "# Tide [@heron:2]",
    "no-quotation": "Low tide [@heron:1].",
    "no-such-paragraph": "Low tide [@heron:9].",
    "no-such-source": "Low tide [@gull:1; @heron:2].",
    "hostile": "Low tide [@<b>&*_].",
    "code": "`[@heron:2]`",
    "other-links": "[a link](figures.md) and [heron:2]",
}


@pytest.mark.parametrize("case", CASES)
def test_a_citation_is_drawn_exactly(toy_pages: Render, expectation: Expectation, case: str) -> None:
    drawn = toy_pages(CASES[case]).replace("><", ">\n<") + "\n"
    expectation.check(drawn, TESTS / "golden" / "citations" / f"{case}.html")


def test_every_expected_citation_is_drawn() -> None:
    assert {path.stem for path in (TESTS / "golden" / "citations").iterdir()} == set(CASES)


@pytest.mark.parametrize("case", ["one", "several", "in-a-list", "in-a-table", "in-a-heading", "no-quotation"])
def test_a_citation_leads_to_its_paragraph_and_shows_no_syntax(toy_pages: Render, case: str) -> None:
    html = toy_pages(CASES[case])
    for source, number in re.findall(r"@(\w+):(\d+)", CASES[case]):
        assert f'href="sources/{source}.html#p{number}"' in html
    assert "@" not in html
    assert "problem" not in html


@pytest.mark.parametrize("reference", ["heron:9", "gull:1", "heron", "heron:0", "heron:²", "<b>&*_"])
def test_a_citation_of_an_unknown_paragraph_says_so_on_the_page(toy_pages: Render, reference: str) -> None:
    tree = parser.fromstring(toy_pages(f"Low tide [@{reference} ]."))
    assert [mark.text_content().strip() for mark in tree.xpath("//*[@class='problem']")] == [
        f"unknown paragraph {reference}".strip()
    ]


@pytest.mark.parametrize("case", ["code", "other-links"])
def test_what_is_not_a_citation_is_left_alone(toy_pages: Render, case: str) -> None:
    html = toy_pages(CASES[case])
    assert "cite" not in html
    assert "heron:2" in html


def test_a_citation_is_relative_to_its_page(toy_pages: Render) -> None:
    assert 'href="../sources/heron.html#p2"' in toy_pages("Low tide [@heron:2].", "topics/leaving.md")
    assert 'href="../sources/ledger.html#p2"' in toy_pages("Low tide [@ledger:2].", "sources/heron.md")
    assert 'href="#p2"' in toy_pages("Low tide [@heron:2].", "sources/heron.md")


def test_no_two_elements_of_a_page_share_an_id(toy_pages: Render) -> None:
    html = toy_pages("A [@heron:1; @heron:2]. B [@heron:1].\n\n- C [@heron:1]\n- D\n\n    E [@heron:2]\n")
    anchors = re.findall(r'id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors)) > 3
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
