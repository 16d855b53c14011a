"""Printed pages have every letter, whatever it is written in, from pinned typefaces."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import REAL_ROOT, Expectation, World
from explainer.core.letters import unprintable
from explainer.downloads.book import Book, read_book
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import handbook, sheet
from explainer.downloads.print.pdf import printed
from explainer.downloads.read_back import text_of_pdf
from explainer.downloads.typefaces import letters_at_hand
from explainer.publish.build import build_site
from words_of_the_world import WORDS

LIST = REAL_ROOT / "scripts" / "explainer" / "core" / "lists" / "letters_in_print.txt"
OWN = ("Source", "Further")


@pytest.fixture
def book(toy: World) -> Book:
    return read_book(toy.edition(), build_site)


def ranges(letters: frozenset[int]) -> Iterator[str]:
    starts = [letter for letter in sorted(letters) if letter - 1 not in letters]
    ends = [letter for letter in sorted(letters) if letter + 1 not in letters]
    yield from (f"{first:x}-{last:x}" for first, last in zip(starts, ends, strict=True))


@pytest.mark.downloads
def test_the_list_of_letters_is_what_the_typefaces_have(expectation: Expectation) -> None:
    words = list(ranges(letters_at_hand()))
    lines = (" ".join(words[at : at + 12]) for at in range(0, len(words), 12))
    head = "# Letters that a typeface of the downloads has, as ranges of code points. A test writes this list anew.\n"
    expectation.check(head + "\n".join(lines) + "\n", LIST)


@pytest.mark.parametrize("name", WORDS)
def test_words_of_the_world_can_be_printed(name: str) -> None:
    assert unprintable(WORDS[name]) == []


@pytest.mark.parametrize("text", ["ཀ", "a\ue000", "\U0001f6d8", "a\u0378b", "\U0010fffd"])
def test_what_no_typeface_has_is_found(text: str) -> None:
    assert unprintable(f"Ann {text}, မြန် {text}") == [letter for letter in text if letter > "\x7f"]


def typefaces_of(content: bytes) -> set[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts: list[Any] = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]
        return {str(each.BaseFont).partition("+")[2] for each in fonts}


@pytest.mark.downloads
def test_every_word_is_set_in_pinned_typefaces_and_can_be_copied(book: Book) -> None:
    """The PDF writer warns of each letter without a glyph, which would be a problem here."""
    spoken = [element("p", "", f"{name}: the pilots ({word}) left.") for name, word in WORDS.items()]
    quoted = [
        element("figure", "quote", "", element("blockquote", "", "", element("p", "", word))) for word in WORDS.values()
    ]
    headed = [element("h2", "", word) for word in WORDS.values()]
    chapter = element("section", "chapter", "", element("h1", "", "Words"), *spoken, *headed)
    chapter.append(element("figure", "quote", "", *quoted))
    content = printed(book, sheet(book, "Words", WORDS["Burmese"], [chapter]), "words.pdf")
    assert {name for name in typefaces_of(content) if not name.startswith(OWN)} == set()
    text = "".join(text_of_pdf(content).split())
    for name in ("Burmese", "Thai", "Chinese", "Korean", "Greek", "Russian", "Vietnamese"):
        assert sorted(set(WORDS[name]) - {*text, " "}) == [], name
    assert content == printed(book, sheet(book, "Words", WORDS["Burmese"], [chapter]), "words.pdf")
    assert len(content) < 200_000


@pytest.mark.downloads
def test_a_burmese_word_in_the_glossary_does_not_stop_the_handbook(toy: World) -> None:
    file = "data/glossary.yaml"
    line = next(each for each in toy.text(file).split("\n") if "variants:" in each)
    toy.write(file, toy.text(file).replace(line, f"{line} ({WORDS['Burmese']})"))
    book = read_book(toy.edition(), build_site)
    started = time.monotonic()
    content = printed(book, handbook(book), "handbook.pdf")
    assert time.monotonic() - started < 120
    assert "Further-1" in {name.rstrip(",") for name in typefaces_of(content)}
