"""However admonitions, tabs, footnotes and the like are put together, nothing is printed raw and every word is read."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring

from conftest import TOY, World, edition_of_toy
from explainer.core.problems import Problem
from explainer.core.project import ROOT_VARIABLE
from explainer.core.text import words
from explainer.gates.authoring import enabled, footnotes, marks, shown_raw
from explainer.gates.links import blocks, citations
from explainer.gates.markup import markup
from explainer.gates.prose import cited
from explainer.pages.read_pages import parse_page
from rendering import enabled_extensions, render

HOME = "docs/index.md"
CITED, UNCITED = "Gulls left [@heron:1].", "Terns stayed"
LINES = [
    CITED, UNCITED, "Gulls[^1] left [@heron:1].[^2]", "", "", "",
    "!!! note", '!!! tip "Owls and"', "!!! note Owls", '??? note "Owls"', "???+ tip", '=== "Owls"',
    '===! "Rooks"', "===", "=== Owls", "- Gulls left [@heron:1].", "- Terns stayed", "1. Terns stayed",
    "- [ ] Gulls left [@heron:1].",
    "[^1]: Gulls left [@heron:1].", "[^2]: Terns stayed", "[^1]:", ":   Gulls left [@heron:1].", ": Terns stayed",
    "Owls", "*[NLC]: Owls and rooks", "*[NLC] : Owls", "NLC", "> Terns stayed", "> !!! note", "- !!! note", "## Owls",
    "# Owls", "/// note | Owls", "/// tab | Owls", "/// define", "/// details | Owls", "///",
    "//// tab | Rooks", "////",
    "/// guide", "    open: true", "| Terns stayed | Gulls left [@heron:1] |", "|---|---|", "---", "```", "~~~",
    "\t- Terns",
    "==Gulls== left [@heron:1].", "Gulls ~~left~~ [@heron:1].", "++ctrl+f++ [@heron:1].",
    ":material-anchor: [@heron:1].",
    ":smile:",
    "{ .md-button }", "{: #low }", "Owls { .md-button }", "***", "+ Terns stayed", "[^1] [^2]", "Terns [^3]",
    "\\=== x", "    ", "!!!", "?", "- ", "*[NLC]: Terns [@heron:1]",
]  # fmt: skip
LINE = st.tuples(st.sampled_from([0, 0, 0, 1, 2, 4, 4, 8]), st.sampled_from(LINES)).map(
    lambda each: " " * each[0] + each[1]
)
OPENINGS = [line for line in LINES if line.startswith(("!!!", "???", "===", "[^1]: ", ":   ", "Owls", "- "))]


def _inside(opening: str, content: str) -> str:
    indented = "\n".join(f"    {line}" if line else "" for line in content.split("\n"))
    return f"{opening}\n\n{indented}"


CHUNK = st.recursive(
    st.one_of(st.just(CITED), LINE, st.lists(LINE, min_size=2, max_size=4).map("\n".join)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("\n\n".join),
        st.builds(_inside, st.sampled_from(OPENINGS), inner),
        st.builds("/// note | Owls\n{}\n///".format, inner),
        st.builds("//// tab | Owls\n{}\n////".format, inner),
        st.builds("/// define\nOwls\n\n{}\n///".format, inner),
    ),
    max_leaves=6,
)
PAGES = st.one_of(st.lists(LINE, max_size=9).map("\n".join), CHUNK, CHUNK.map(lambda each: f"{each}\n\n{CITED}"))
_MADE = set("note tip danger to do done back the text here each ctrl f".split())
"""Words that a drawing adds: titles of admonitions without one, names of boxes and keys."""


def accepted(text: str) -> bool:
    """Return whether the rules about the form of a page find nothing."""
    page = parse_page(f"# Owls\n\n{text}\n", "index.md", HOME)
    names, options = enabled_extensions()
    settings = {"markdown_extensions": [*names, *({name: options[name]} for name in options)]}
    edition: Any = SimpleNamespace(pages=[page], evidence=edition_of_toy().evidence, settings=settings)
    rules = (markup, enabled, marks, footnotes, blocks, citations, cited)
    faults = [each for rule in rules for each in rule(edition) if isinstance(each, Problem)]
    return not page.problems and not faults


def drawn(text: str) -> HtmlElement:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(TOY))
        tree = fragment_fromstring(render(f"# Owls\n\n{text}\n"), create_parent="main")
    for added in tree.xpath("//aside | //section[@class='page-sources']"):
        added.drop_tree()
    return tree


def without_notes(tree: HtmlElement) -> HtmlElement:
    for note in tree.xpath("//span[@class='note'] | //sup[@class='cite'] | //*[contains(@class, 'count')]"):
        note.text, note[:] = "", []
    return tree


@given(PAGES)
@example('=== "Owls"\n\n    Gulls left [@heron:1].\n\n    !!! note\n\n        - Gulls left [@heron:1].')
@example("/// define\nOwls\n\n!!! note\n\n    Terns stayed\n///")
@example("Owls\n:   Gulls left [@heron:1].\n\n    Gulls left [@heron:1].")
def test_what_is_accepted_is_drawn_and_every_claim_in_it_is_cited(text: str) -> None:
    if not accepted(text):
        return
    tree = drawn(text)
    assert list(shown_raw(tree)) == []
    for part in tree.xpath(".//p | .//li | .//dd | .//td"):
        inside = part.xpath(".//p | .//ul | .//ol | .//dl | .//div[@class='block']")
        outside = part.xpath(
            "ancestor::div[@class='guide']"
            " | self::p[@class='admonition-title' or @class='tabbed-title' or @class='reading-time']"
        )
        said = "".join(part.itertext()).strip()
        if not inside and not outside and re.search(r"\w", said):
            assert part.xpath(".//sup[@class='cite']"), said


@given(PAGES)
def test_no_word_is_drawn_that_no_rule_reads(text: str) -> None:
    if not accepted(text):
        return
    page = parse_page(f"# Owls\n\n{text}\n", "index.md", HOME)
    read = {word.lower() for block in page.blocks for word in words(block.text)}
    tree = without_notes(drawn(text))
    titles = [str(each) for each in tree.xpath(".//abbr/@title")]
    shown = {word.lower() for each in (" ".join(tree.itertext()), *titles) for word in words(each)}
    assert shown - read - _MADE == set()


@given(PAGES)
def test_no_page_ends_in_a_traceback(text: str) -> None:
    accepted(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The NLC left [@heron:1].\n\n*[NLC]: 77 gulls", "P2"),
        ("The NLC left [@heron:1].\n\n*[NLC]: a “drowned rat”", "P3"),
        ('=== "77 gulls"\n\n    Pilots left [@heron:1].', "P2"),
        ('!!! note "Tobin Reck"\n\n    Pilots left [@heron:1].', "N1"),
        ("Pilots have ~~not~~ left [@heron:1].", "D6"),
        ("/// reading | heron\nPilots have ~~not~~ left.\n///", "D6"),
        ("Pilots have *not*{ .skip } left [@heron:1].", "D6"),
        ("More than 4==0== pilots had left [@heron:1].", "D6"),
        ("More than 4~~0~~ pilots had left [@heron:1].", "D6"),
        ("More than 4:material-anchor:0 pilots had left [@heron:1].", "D6"),
        ("More than :material-numeric-7: pilots had left [@heron:1].", "D6"),
        ("More than ++7++ pilots had left [@heron:1].", "P2"),
        ("“one ==more== ship” [@heron:2].", "P3"),
        ("Pilots left.[^1]\n\n[^1]: They left [@heron:1].", "P1"),
        ("Pilots left [@heron:1].[^1]\n\n[^1]: They starved.", "P1"),
        ("They starved\n:   Pilots left [@heron:1].\n\n    They drowned.", "P1"),
        ("They starved in the harbour and nobody came to help them or to count\n:   Pilots left [@heron:1].", "D6"),
    ],
)  # fmt: skip
def test_a_way_around_the_rules_is_closed(toy: World, text: str, code: str) -> None:
    toy.write(HOME, f"{toy.text(HOME)}\n{text}\n")
    assert code in {problem.code for problem in toy.check()[1]}
