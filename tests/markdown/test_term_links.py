"""Glossary terms are linked where a page first mentions them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Render = Callable[..., str]

SIGN = "The sign of a pilot’s office, handed in by those who leave."
WATCH = "The pilots who bring in ships after dark."


def marked(word: str, number: int = 1) -> str:
    return f'<a class="term" href="#n{number}"><i class="m{number}" id="m{number}"></i>{word}</a>'


def note(term: str, definition: str, key: str, number: int = 1) -> str:
    """Return the note of a term in a page whose terms stand in one block."""
    return (
        f'<p class="note meaning m{number}" id="n{number}"><b>{term}</b>: {definition} <span class="more">'
        f'<a href="glossary.html#{key}">{term} in the glossary</a> '
        f'<a class="shut" href="#m{number}">Close</a></span></p>'
    )


def notes(*each: str) -> str:
    return f'<aside class="notes" role="note">{"".join(each)}</aside>'


COVERAGE = '<p class="reading-time"><span class="count">From articles of March 2031 to April 2031</span>.</p>'
WHISTLE = notes(note("Whistle", SIGN, "whistle"))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A whistle and a whistle.", f"<p>A {marked('whistle')} and a whistle.</p>{WHISTLE}"),
        ("Two whistles, one whistle.", f"<p>Two {marked('whistles')}, one whistle.</p>{WHISTLE}"),
        (
            "The night watch has a whistle.",
            f"<p>The {marked('night watch')} has a {marked('whistle', 2)}.</p>"
            + notes(note("Night watch", WATCH, "night-watch"), note("Whistle", SIGN, "whistle", 2)),
        ),
        ("A *whistle* here.", f"<p>A <em>{marked('whistle')}</em> here.</p>{WHISTLE}"),
        ("# whistle\n\nA whistle.", f"<h1>whistle</h1>{COVERAGE}<p>A {marked('whistle')}.</p>{WHISTLE}"),
        ("- a whistle\n    - here", f"<ul><li>a {marked('whistle')}{WHISTLE}<ul><li>here</li></ul></li></ul>"),
        ("[whistle](figures.md) `whistle`", '<p><a href="figures.md">whistle</a> <code>whistle</code></p>'),
        ("Whistles, whistler, “whistle”.", "<p>Whistles, whistler, “whistle”.</p>"),
        ("A whistle_blower", "<p>A whistle_blower</p>"),
    ],
    ids=["once", "form", "two terms", "emphasis", "heading", "list", "link and code", "other words", "part of a word"],
)
def test_a_term_is_linked_exactly(toy_pages: Render, source: str, html: str) -> None:
    assert re.sub(r"\s*\n\s*", "", toy_pages(source)) == html


def test_a_term_is_linked_once_on_a_page(toy_pages: Render) -> None:
    html = toy_pages("A whistle.\n\n- a whistle\n- whistles\n\n/// guide\nA whistle.\n///")
    assert html.count('class="term"') == 1


@pytest.mark.parametrize("path", ["glossary.md", "about/index.md"])
def test_no_term_is_linked_in_the_glossary_or_about_the_site(toy_pages: Render, path: str) -> None:
    assert toy_pages("A whistle.", path) == "<p>A whistle.</p>"


def test_no_term_is_linked_in_a_quotation(toy_pages: Render) -> None:
    html = toy_pages("/// quote | heron.at-dawn\n///\n\nA whistle.")
    assert "“I handed in my whistle at dawn”" in html
    assert html.count('class="term"') == 1


def test_a_note_of_a_term_leads_to_the_glossary_from_its_page(toy_pages: Render) -> None:
    assert 'href="../glossary.html#whistle"' in toy_pages("A whistle.", "topics/leaving.md")
