"""Glossary terms are linked where a page first mentions them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Render = Callable[..., str]

SIGN = 'title="The sign of a pilot’s office, handed in by those who leave."'
WATCH = 'title="The pilots who bring in ships after dark."'


def whistle(word: str) -> str:
    return f'<a class="term" href="glossary.md#whistle" {SIGN}>{word}</a>'


def watch(word: str) -> str:
    return f'<a class="term" href="glossary.md#night-watch" {WATCH}>{word}</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A whistle and a whistle.", f"<p>A {whistle('whistle')} and a whistle.</p>"),
        ("Two whistles, one whistle.", f"<p>Two {whistle('whistles')}, one whistle.</p>"),
        (
            "The night watch has a whistle.",
            f"<p>The {watch('night watch')} has a {whistle('whistle')}.</p>",
        ),
        ("A *whistle* here.", f"<p>A <em>{whistle('whistle')}</em> here.</p>"),
        ("# whistle\n\nA whistle.", f"<h1>whistle</h1><p>A {whistle('whistle')}.</p>"),
        ("[whistle](figures.md) `whistle`", '<p><a href="figures.md">whistle</a> <code>whistle</code></p>'),
        ("Whistles, whistler, “whistle”.", "<p>Whistles, whistler, “whistle”.</p>"),
        ("A whistle_blower", "<p>A whistle_blower</p>"),
    ],
    ids=["once", "form", "two terms", "emphasis", "heading", "link and code", "other words", "part of a word"],
)
def test_a_term_is_linked_exactly(toy_pages: Render, source: str, html: str) -> None:
    assert toy_pages(source).replace(">\n<", "><") == html


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


def test_a_term_link_is_relative_to_its_page(toy_pages: Render) -> None:
    assert 'href="../glossary.md#whistle"' in toy_pages("A whistle.", "topics/leaving.md")
