"""Words in other scripts are marked with their language, and nothing else on a page changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from conftest import REAL_ROOT, World
from explainer.downloads.archive import unpacked
from explainer.downloads.book import read_book
from explainer.downloads.ebook.epub import epub
from explainer.pages.settings import BUILDERS
from explainer.publish.build import build_site, draw_site
from explainer.render.elements import as_html, el
from explainer.render.languages import with_languages
from hostile.texts import TEXTS, as_a_browser

BURMESE, ARABIC = "တပ်မတော် ကြည်း", "الميناء، والملاحون"
WORDS = {
    "my": BURMESE, "th": "นักเดินเรือ ที่นี่", "zh": "港口的领航员、离开了", "ja": "港を離れた水先案内人",
    "ko": "항구를 떠난 도선사", "km": "កំពង់ផែ", "lo": "ທ່າເຮືອ", "hi": "बंदरगाह के नाविक", "am": "ወደብ", "ka": "ნავსადგური",
}  # fmt: skip
WORLD = st.lists(st.one_of(TEXTS, st.sampled_from([*WORDS.values(), ARABIC])), min_size=1, max_size=4).map(" ".join)
SPAN = re.compile(r'<span lang="[a-z]{2}"(?: xml:lang="[a-z]{2}")?(?: dir="rtl")?>([^<]+)</span>')


@pytest.mark.parametrize("language", WORDS)
def test_words_have_their_language(language: str) -> None:
    given = f"<p>The pilots (<em>{WORDS[language]}</em>) left.</p>"
    span = f'<span lang="{language}">{WORDS[language]}</span>'
    assert with_languages(given) == f"<p>The pilots (<em>{span}</em>) left.</p>"


@pytest.mark.parametrize(("language", "words"), [("ar", ARABIC), ("he", "הנמל, והנווטים")])
def test_words_from_right_to_left_have_their_direction(language: str, words: str) -> None:
    assert with_languages(f"<p>{words}.</p>") == f'<p><span lang="{language}" dir="rtl">{words}</span>.</p>'
    assert f'lang="{language}" xml:lang="{language}" dir="rtl"' in with_languages(words, as_xml=True)


def test_words_of_two_languages_side_by_side() -> None:
    assert SPAN.findall(with_languages(f"{BURMESE} {ARABIC} a {BURMESE}")) == [BURMESE, ARABIC, BURMESE]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Café, Nguyễn, “tide” … 😀 ฿5 ៛7 Σ μ гавань</p>",
        f"<p title=\"{BURMESE} > a\" data-b='{ARABIC}'>Low</p>",
        f'<p lang="shn">a <p>b</p> {BURMESE}</p>',
        f'<html lang="my"><body><p>{BURMESE}</p></body></html>',
        f"<head><title>{BURMESE}</title><meta content='{BURMESE}'></head>",
        f"<!-- {BURMESE} --><script>'</p>{BURMESE}'</script><style>a::after {{ content: '{BURMESE}' }}</style>",
        f"<svg><text>{BURMESE}</text><svg/><svg></svg><text>{ARABIC}</text></svg>",
        f"<select><option>{BURMESE}</option></select><textarea>{ARABIC}</textarea>",
    ],
)
def test_what_stays_as_it_is(page: str) -> None:
    assert with_languages(page) == page


def test_words_after_what_stays_as_it_is_are_marked() -> None:
    for before in (
        "<svg><path/></svg>",
        '<p lang="de">x<br lang="de"></p>',
        "<img lang='my' alt=''>",
        "<title>x</title>",
    ):
        assert with_languages(f"{before}{BURMESE}") == f'{before}<span lang="my">{BURMESE}</span>'


@given(WORLD)
@example(f"{BURMESE}<{ARABIC}")
def test_no_text_and_no_element_changes(text: str) -> None:
    plain = as_html([el("div", {"title": text}, text, el("b", None, text), el("svg", None, text), text)])
    marked = with_languages(plain)
    seen, before = as_a_browser(marked), as_a_browser(plain)
    assert (seen.text, [each for each in seen.tags if each != "span"]) == (before.text, before.tags)
    assert SPAN.sub(r"\1", marked) == plain
    assert with_languages(marked) == marked


def in_the_toy_world(toy: World) -> World:
    toy.replace("data/glossary.yaml", "variants: The reworded", f"variants: {BURMESE} or {ARABIC}. The reworded")
    toy.replace("data/people.yaml", "name: Ilsa Marden", f"name: Ilsa Marden {BURMESE}")
    return toy


@pytest.mark.parametrize("builder", BUILDERS)
def test_built_pages_have_the_languages_of_words(toy: World, tmp_path: Path, builder: str) -> None:
    shutil.copytree(REAL_ROOT / "overrides", toy.root / "overrides", dirs_exist_ok=True)
    toy.replace("mkdocs.yml", "\nextra:\n", f"\nextra:\n  builder: {builder}\n")
    draw_site(toy.edition(), tmp_path / "before")
    assert not [page for page in (tmp_path / "before").rglob("*.html") if "<span lang=" in page.read_text("utf-8")]
    draw_site(in_the_toy_world(toy).edition(), tmp_path / "after")
    tree = html.document_fromstring((tmp_path / "after" / "glossary.html").read_text("utf-8"))
    assert tree.xpath("//article//span[@lang='my']/text()") == [BURMESE]
    assert tree.xpath("//article//span[@lang='ar' and @dir='rtl']/text()") == [ARABIC]
    style = "".join(each.read_text("utf-8") for each in (tmp_path / "after" / "assets").rglob("*.css"))
    assert re.search(r":lang\(my\)[^{}]*\{line-height:1\.8", style)


@pytest.mark.downloads
def test_e_books_have_the_languages_of_words(toy: World) -> None:
    entries = unpacked(epub(read_book(in_the_toy_world(toy).edition(), build_site)))
    tree = etree.fromstring(entries["EPUB/glossary.xhtml"])
    marked = tree.xpath("//*[local-name() = 'span'][@lang and @lang = @xml:lang]")
    assert [(each.get("lang"), each.text) for each in marked] == [("my", BURMESE), ("ar", ARABIC)]


@pytest.mark.downloads
def test_lines_of_burmese_words_are_further_apart_on_paper(toy: World) -> None:
    import io

    import pikepdf

    from explainer.downloads.paged_chapters import element
    from explainer.downloads.print.documents import sheet
    from explainer.downloads.print.pdf import printed

    book = read_book(toy.edition(), build_site)

    def pages_of(language: str) -> int:
        words = [element("p", "", BURMESE) for _ in range(400)]
        for each in words if language else ():
            each.set("lang", language)
        content = printed(book, sheet(book, "Words", "Words", [element("section", "chapter", "", *words)]), "words.pdf")
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)

    # Words in an element with a language stay as they are, so these are set like English.
    assert pages_of("") == pages_of("my") > pages_of("en")


@pytest.mark.downloads
def test_handouts_have_the_languages_of_words(toy: World) -> None:
    from explainer.downloads.paged_chapters import element
    from explainer.downloads.print.documents import sheet
    from explainer.downloads.teaching.docx import docx

    book = read_book(toy.edition(), build_site)
    chapter = element("section", "chapter", "", element("h1", "", "Words"), element("p", "", f"{BURMESE} a {ARABIC}."))
    tree = etree.fromstring(unpacked(docx(book, sheet(book, "Words", "Words", [chapter])))["word/document.xml"])
    names = {"w": tree.nsmap["w"]}
    for words, property_ in ((BURMESE, "w:lang[@w:val='my']"), (ARABIC, "w:rtl")):
        (run,) = tree.xpath(f"//w:r[w:rPr/{property_}]", namespaces=names)
        assert "".join(run.itertext()) == words
