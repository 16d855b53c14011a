"""Printed pages have every letter, whatever it is written in, from pinned typefaces."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterator
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from lxml import html

from conftest import REAL_ROOT, Expectation, World
from explainer.core.letters import unprintable
from explainer.downloads.book import Book, read_book
from explainer.downloads.cut_typefaces import cut_down
from explainer.downloads.drawings import printable_drawings
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import handbook, sheet
from explainer.downloads.print.pdf import printed
from explainer.downloads.read_back import text_of_pdf
from explainer.downloads.typefaces import further_faces, letters_at_hand
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
def test_words_of_the_world_say_their_language(book: Book) -> None:
    import pikepdf
    from page import validate_pdf

    lines = [element("p", "", f"The pilots ({word}) left.", element("b", "", word)) for word in WORDS.values()]
    drawing = html.fragment_fromstring(f"<svg width='90' height='20'><text y='9'>{WORDS['Thai']}</text></svg>")
    chapter = element("section", "chapter", "", element("h1", "", "Words"), *lines, drawing)
    printable_drawings(chapter, book.edition.project)
    drawing.find("title").text = "A pilot."
    content = printed(book, sheet(book, "Words", "Words", [chapter]), "words.pdf")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        said = Counter(str(each.Lang) for each in parts if "/Lang" in each)
        figures = [each for each in parts if each.get("/S") == "/Figure"]
        assert [str(each.Alt) for each in figures if "/Lang" not in each] == ["A pilot."]
    assert said.pop("en") == 1
    assert said.keys() == {"my", "th", "ar", "zh", "ja", "ko", "he", "km", "hi", "am"}
    assert set(said.values()) <= {2, 3}, "words that are broken at the end of a line say it twice"
    assert [failure.message for failure in _validated(content, validate_pdf).failures] == []


@pytest.mark.downloads
def test_files_of_typefaces_do_not_know_when_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def contents() -> list[bytes]:
        cut_down.cache_clear()
        return [face.content(400) for face in further_faces("".join(WORDS.values()))]

    first = contents()
    monkeypatch.setattr("fontTools.misc.timeTools.time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("fontTools.fontBuilder.timestampNow", lambda: 4_000_000_000, raising=False)
    assert [hash(content) for content in first] == [hash(content) for content in contents()]


@pytest.mark.downloads
def test_spaces_between_signs_are_no_wider_than_others() -> None:
    from fontTools.ttLib import TTFont

    (face,) = further_faces("😀")
    typeface = TTFont(io.BytesIO(face.content(400)))
    names, widths, em = typeface.getBestCmap(), typeface["hmtx"], typeface["head"].unitsPerEm
    assert widths[names[0x20]][0] * 4 == em < widths[names[0x1F600]][0]


def _validated(content: bytes, validate: Any) -> Any:
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return validate(file.name, profile="ua1")


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
