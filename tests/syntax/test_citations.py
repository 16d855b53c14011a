"""Citations become links to paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Render = Callable[..., str]

HERON_2 = '<a href="sources/heron.md#p2" title="The Brackwater Heron, March 2031, paragraph 2">Heron 2</a>'
LEDGER_6 = '<a href="sources/ledger.md#p6" title="The Tidal Ledger, 20 April 2031, paragraph 6">Ledger, reworded 6</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Low tide [@heron:2].", f'<p>Low tide <sup class="cite">{HERON_2}</sup>.</p>'),
        (
            "Low tide [@heron:2; @ledger:6].",
            f'<p>Low tide <sup class="cite">{HERON_2} {LEDGER_6}</sup>.</p>',
        ),
        (
            "- *Low* tide [@ledger:6]",
            f'<ul><li><em>Low</em> tide <sup class="cite">{LEDGER_6}</sup></li></ul>',
        ),
        (
            "Low tide [@heron:9].",
            '<p>Low tide <sup class="cite"><span class="problem">unknown paragraph heron:9</span></sup>.</p>',
        ),
        (
            "Low tide [@gull:1; @heron:2].",
            f'<p>Low tide <sup class="cite"><span class="problem">unknown paragraph gull:1</span> {HERON_2}</sup>.</p>',
        ),
        (
            "Low tide [@<b>&*_].",
            '<p>Low tide <sup class="cite"><span class="problem">unknown paragraph &lt;b&gt;&amp;*_</span></sup>.</p>',
        ),
        ("`[@heron:2]`", "<p><code>[@heron:2]</code></p>"),
        ("[a link](figures.md) and [heron:2]", '<p><a href="figures.md">a link</a> and [heron:2]</p>'),
    ],
    ids=["one", "several", "in a list", "no such paragraph", "no such source", "hostile", "code", "other links"],
)
def test_a_citation_is_drawn_exactly(toy_pages: Render, source: str, html: str) -> None:
    assert toy_pages(source).replace(">\n<", "><") == html


def test_a_citation_starts_from_the_page_it_stands_on(toy_pages: Render) -> None:
    assert 'href="../sources/heron.md#p2"' in toy_pages("Low tide [@heron:2].", "topics/leaving.md")
    assert 'href="../sources/ledger.md#p2"' in toy_pages("Low tide [@ledger:2].", "sources/heron.md")
    assert 'href="#p2"' in toy_pages("Low tide [@heron:2].", "sources/heron.md")


def test_a_citation_is_drawn_in_tables_and_headings(toy_pages: Render) -> None:
    assert HERON_2 in toy_pages("| A |\n|---|\n| x [@heron:2] |")
    assert HERON_2 in toy_pages("# Tide [@heron:2]")
