"""Notes in a browser: beside their marks or opened at the foot of the window, heard by name, never copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.looks import NARROW, PAGES, WIDE
from browser.opening import opened
from conftest import World
from explainer.core.texts import FIRST_LANGUAGE, texts_in

pytestmark = [pytest.mark.real, pytest.mark.browser]

MOTIVATIONS = "topics/motivations.html"
MARKS = "main article .cite a[href^='#n']"
"""The marks that have a note on the page; those of quotations set apart lead to the source."""
CITING = "main article :is(p, li, td, figcaption):has(.cite)"

_IS_BEFORE_FOCUS = """(mark) => {
  const links = [...document.querySelectorAll("main article a[href]")].filter((link) => link.checkVisibility());
  return links[links.indexOf(mark) + 1] === document.activeElement;
}"""
_COPIED = """(selector) => [...document.querySelectorAll(selector)].map((block) => {
  getSelection().selectAllChildren(block);
  return getSelection().toString();
})"""


@contextmanager
def at(browser: Browser, world: World, name: str, width: int) -> Iterator[Page]:
    """Open one page from disk; nothing may go wrong until the block ends."""
    with opened(browser, world.project.site.as_uri(), width) as (page, seen):
        page.goto(f"{seen.origin}/{name}")
        yield page
        assert seen.faults == []


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def in_window(page: Page, note: Locator) -> bool:
    box, size = note.bounding_box(), page.viewport_size
    assert size is not None
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"] + 1


@pytest.mark.parametrize("name", [MOTIVATIONS, "index.html", "topics/risks-and-decline.html"])
def test_copied_text_has_no_notes_and_no_mark_glued_to_a_word(browser: Browser, real_copy: World, name: str) -> None:
    with at(browser, real_copy, name, WIDE) as page:
        notes = page.locator("main article .note").all_text_contents()
        labels = {text.strip() for text in page.locator("main article .cite a").all_text_contents()}
        copied = {}
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 800})
            copied[width] = page.evaluate(_COPIED, "main article"), page.evaluate(_COPIED, CITING)
    assert notes
    marks = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    for width, ((whole,), blocks) in copied.items():
        assert len(blocks) > 5
        assert [note for note in notes if " ".join(note.split())[:40] in " ".join(whole.split())] == [], width
        text = " ".join(" | ".join(blocks).split())
        assert re.search(marks, text)
        assert re.findall(rf"[^\s|](?:{marks})", text) == [], width


def test_a_mark_opens_its_note_at_the_foot_of_a_narrow_window_and_nothing_moves(
    browser: Browser, real_copy: World
) -> None:
    with at(browser, real_copy, MOTIVATIONS, NARROW) as page:
        assert page.locator("main article .note:visible").count() == 0
        mark = page.locator(MARKS).nth(8)
        mark.scroll_into_view_if_needed()
        scrolled = page.evaluate("scrollY")
        mark.click()
        note = page.locator(".note:target")
        assert in_window(page, note)
        assert page.evaluate("scrollY") == scrolled > 0
        assert note.get_by_role("link").count() >= 3
        page.keyboard.press("Tab")
        assert note.locator("a").first.evaluate("link => link === document.activeElement")
        note.get_by_role("link", name="Close").click()
        assert page.locator("main article .note:visible").count() == 0
        assert page.evaluate("scrollY") == scrolled
        page.keyboard.press("Tab")
        assert mark.evaluate(_IS_BEFORE_FOCUS)


def test_a_term_opens_its_definition_in_place(browser: Browser, real_copy: World) -> None:
    definitions = {term.definition for term in real_copy.evidence().terms.values()}
    for width in (WIDE, NARROW):
        with at(browser, real_copy, MOTIVATIONS, width) as page:
            term = page.locator("main article a.term").first
            word = term.inner_text()
            term.click()
            note = page.locator(".note:target")
            assert in_window(page, note)
            text = note.inner_text()
            assert any(definition in text for definition in definitions), (width, word, text)
            assert page.url.startswith(real_copy.project.site.as_uri())
            assert "glossary.html#" in (note.get_by_role("link").first.get_attribute("href") or "")


def test_links_of_a_note_show_when_it_is_opened_in_the_margin(browser: Browser, real_copy: World) -> None:
    with at(browser, real_copy, MOTIVATIONS, WIDE) as page:
        note = page.locator("main article .note:visible").nth(3)
        assert note.get_by_role("link").count() == 0
        note.hover()
        assert note.get_by_role("link", name=re.compile(r", paragraph \d+, on this site$")).is_visible()
        page.mouse.move(5, 5)
        assert note.get_by_role("link").count() == 0
        page.goto(f"{page.url.partition('#')[0]}#{note.get_attribute('id')}")
        assert note.get_by_role("link", name=re.compile("^(Original|Copy that was read)")).first.is_visible()


def test_every_mark_is_spoken_in_full(real_copy: World) -> None:
    pages, heard = real_copy.built_pages(), 0
    for name in PAGES:
        spoken = {str(each) for each in pages[name].tree.xpath("//article//sup[@class='cite']/a/@aria-label")}
        assert [each for each in spoken if not re.fullmatch(r"Source: .+ ¶(\d+), paragraph \1", each)] == [], name
        heard += len(spoken)
    assert heard > 100


def test_a_screen_reader_hears_no_note_before_the_paragraph_ends(browser: Browser, real_copy: World) -> None:
    with at(browser, real_copy, MOTIVATIONS, NARROW) as page:
        heard = page.locator("main article").aria_snapshot()
        spoken = page.locator(MARKS).first.get_attribute("aria-label")
        assert spoken is not None
        assert f'link "{spoken}"' in heard
        assert "on this site" not in heard
    with at(browser, real_copy, MOTIVATIONS, WIDE) as page:
        assert page.locator("main article p:has(.cite):has(.note)").count() == 0
        assert page.locator("main article p:has(.cite) + aside.notes").count() > 10


@pytest.mark.downloads
@pytest.mark.parametrize("name", [MOTIVATIONS, "teach/how-many.html", "figures.html"])
def test_a_printed_page_ends_with_its_sources_and_shows_what_was_folded(
    browser: Browser, real_copy: World, name: str
) -> None:
    from explainer.downloads.read_back import text_of_pdf

    evidence = real_copy.evidence()
    with at(browser, real_copy, name, WIDE) as page:
        page.emulate_media(media="print")
        empty = page.evaluate(
            "[...document.querySelectorAll('summary')].filter((each) => each.checkVisibility()"
            " && !(each.nextElementSibling?.getBoundingClientRect().height > 0)).map((each) => each.textContent)"
        )
        assert empty == []
        assert page.locator("main article .note:visible").count() == 0
        assert page.locator(".md-copyright").is_visible()
        assert page.locator(".md-footer nav, .md-copyright [href='#top']").locator("visible=true").count() == 0
        named = page.locator(".page-sources li").all_inner_texts()
        text = " ".join(text_of_pdf(page.pdf()).split())
    assert named
    listed = text[text.rindex("Sources of this page") :]
    for source in evidence.sources.values():
        if any(entry.startswith(f"{source.name}:") for entry in named):
            assert source.when.in_words(texts_in(FIRST_LANGUAGE)) in listed
            address = source.url or source.copy_read.url or ""
            # Where an address is broken, PDFium reads its hyphen as another character.
            assert letters(address) in letters(listed)
