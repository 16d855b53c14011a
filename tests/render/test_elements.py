"""Elements never interpret their text, and addresses are relative to their page."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from explainer.records.evidence import Evidence
from explainer.render.elements import PageView, anchor_of, as_html, citation, el, folded, into_original, outward


def test_children_stay_in_order() -> None:
    element = el("p", {"class": "a"}, "one ", el("b", None, "two"), None, " three", "", " four", el("i"), "five")
    assert as_html([element]) == '<p class="a">one <b>two</b> three four<i></i>five</p>'


def test_text_and_attributes_are_encoded() -> None:
    element = el("p", {"title": '"<&>'}, "<b>&*_[x](y)", el("i", None, "</i>"), "&lt;")
    assert as_html([element]) == '<p title="&quot;<&amp;&gt;">&lt;b&gt;&amp;*_[x](y)<i>&lt;/i&gt;</i>&amp;lt;</p>'


def test_addresses_start_from_the_page() -> None:
    evidence = Evidence()
    home, topic, source = (PageView(evidence, path) for path in ("index.md", "topics/leaving.md", "sources/heron.md"))
    assert home.to_paragraph("heron:3") == "sources/heron.md#p3"
    assert topic.to_paragraph("heron:3") == "../sources/heron.md#p3"
    assert source.to_paragraph("heron:3") == "#p3"
    assert source.to_paragraph("ledger:3") == "../sources/ledger.md#p3"
    assert home.to_source("heron") == "sources/heron.md"
    assert topic.to_quote("heron.calls") == "../quotes.md#q-heron-calls"
    assert topic.to_figure("heron.calls") == "../figures.md#f-heron-calls"
    assert topic.to_term("whistle") == "../glossary.md#whistle"
    assert anchor_of("q", "heron.at-dawn") == "q-heron-at-dawn"


def test_links_that_leave_the_site_send_no_referrer() -> None:
    assert as_html([outward("https://heron.example/?a=1&b=2", "out")]) == (
        '<a href="https://heron.example/?a=1&amp;b=2" rel="noopener noreferrer">out</a>'
    )


@pytest.mark.parametrize(
    "words",
    [
        "low tide at the mole",
        "low-tide at the mole, now.",
        "she said “low tide” and left the mole",
        "the tide’s turn came late",
        " ".join("abcdefghijklmnopqrst"),
    ],
)
def test_a_text_fragment_is_made_of_words_without_punctuation_between_them(words: str) -> None:
    address, _, fragment = into_original("https://a.example", words).partition("#:~:text=")
    runs = [unquote(run) for run in fragment.split(",")]
    assert address == "https://a.example"
    assert 1 <= len(runs) <= 2
    assert all(len(run.split()) > 1 and run in words for run in runs)
    assert not re.search(r"[\s“”’\-]", fragment)


@pytest.mark.parametrize("words", ["“tide”", "tide’s"])
def test_without_enough_words_in_a_row_the_page_itself_is_linked(words: str) -> None:
    assert into_original("https://a.example", words) == "https://a.example"


def test_a_citation_of_an_unknown_paragraph_is_marked(toy_evidence: Evidence) -> None:
    html = as_html([citation(PageView(toy_evidence), ("heron:0", ""))])
    assert html.count('class="problem"') == 2


def test_a_fold_opens_without_a_script() -> None:
    assert as_html([folded("All", el("p", None, "one"))]) == "<details><summary>All</summary><p>one</p></details>"
