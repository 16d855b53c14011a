"""How a page is cited: each style's order of parts, and every title in every format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given

from conftest import TOY
from explainer.core.project import ROOT_VARIABLE
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.edition.edition_date import EPOCH_VARIABLE
from explainer.render.bibtex_fields import field_text
from explainer.render.elements import Child, as_html
from explainer.render.page_citation import (
    CitedPage,
    apa,
    bibtex,
    chicago,
    csl_json,
    mla,
    page_citation,
    plain,
)
from hostile.texts import TEXTS, as_a_browser
from rendering import render_whole

PAGE = CitedPage(
    "harbour-topics-leaving", "Why did pilots leave?", "Leaving the Harbour", "version 1.2.0", date(2031, 9, 5),
    "https://harbour.test/topics/leaving.html", "", "",
)  # fmt: skip
EDITED = replace(PAGE, title="Leaving", editor="Ilsa Marden")
UNPLACED = replace(PAGE, address="", day=None, version="draft")
ENGLISH = texts_in(FIRST_LANGUAGE)
FORMS = {"plain": plain, "apa": apa, "mla": mla, "chicago": chicago, "bibtex": bibtex}
COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textasciigrave{}": "`",
}  # fmt: skip


def words(pieces: list[Child]) -> str:
    return "".join("".join(each.itertext()) if isinstance(each, Element) else each or "" for each in pieces)


@pytest.mark.parametrize(
    ("form", "page", "said"),
    [
        (
            "plain",
            PAGE,
            "Leaving the Harbour, “Why did pilots leave?”, version 1.2.0, 5 September 2031, {}.",
        ),
        (
            "plain",
            EDITED,
            "Leaving the Harbour, “Leaving”, edited by Ilsa Marden, version 1.2.0, 5 September 2031, {}.",
        ),
        ("apa", PAGE, "Leaving the Harbour. (2031, September 5). Why did pilots leave? (Version 1.2.0). {}"),
        ("apa", EDITED, "Ilsa Marden (Ed.). (2031, September 5). Leaving (Version 1.2.0). Leaving the Harbour. {}"),
        ("apa", UNPLACED, "Leaving the Harbour. (n.d.). Why did pilots leave? (Draft). {}"),
        ("mla", PAGE, "“Why did pilots leave?” Leaving the Harbour, version 1.2.0, 5 Sept. 2031, {}."),
        ("mla", EDITED, "“Leaving.” Leaving the Harbour, edited by Ilsa Marden, version 1.2.0, 5 Sept. 2031, {}."),
        (
            "chicago",
            PAGE,
            "Leaving the Harbour. “Why did pilots leave?” Version 1.2.0, September 5, 2031. {}.",
        ),
        (
            "chicago",
            EDITED,
            "Leaving the Harbour. “Leaving.” Edited by Ilsa Marden. Version 1.2.0, September 5, 2031. {}.",
        ),
        ("chicago", UNPLACED, "Leaving the Harbour. “Why did pilots leave?” Draft. {}."),
        (
            "bibtex",
            EDITED,
            '@misc{{harbour-topics-leaving,\n  author = "{{Leaving the Harbour}}",\n  title = "{{Leaving}}",\n'
            '  editor = "{{Ilsa Marden}}",\n  year = "2031",\n  month = "9",\n  note = "version 1.2.0",\n'
            '  url = "{}"\n}}',
        ),
    ],
)
def test_each_form_has_its_parts_in_order(form: str, page: CitedPage, said: str) -> None:
    assert words(FORMS[form](page, ENGLISH)) == said.format(page.address or ENGLISH["no-address"])


def test_an_item_of_csl_json_has_every_part() -> None:
    assert json.loads(words(csl_json(EDITED, ENGLISH))) == [
        {
            "id": "harbour-topics-leaving",
            "type": "webpage",
            "title": "Leaving",
            "container-title": "Leaving the Harbour",
            "author": [{"literal": "Leaving the Harbour"}],
            "editor": [{"literal": "Ilsa Marden"}],
            "version": "version 1.2.0",
            "issued": {"date-parts": [[2031, 9, 5]]},
            "URL": "https://harbour.test/topics/leaving.html",
        }
    ]


@given(TEXTS)
@example("</pre></details><script>alert(1)</script>")
@example("100 % {of} pilots\\ & crew_#1 ~^$")
@example('“{"}')
def test_any_title_comes_back_from_every_form(text: str) -> None:
    page = replace(PAGE, title=text, site=text, editor=text)
    (item,) = json.loads(words(csl_json(page, ENGLISH)))
    assert (item["title"], item["container-title"], item["editor"]) == (text, text, [{"literal": text}])
    entry = words(bibtex(page, ENGLISH))
    assert entry.count("{") == entry.count("}")
    assert not re.search(r"(?<!\\)[%&#$_~^]", field_text(text))
    assert unescaped(field_text(text)) == text
    for form in (plain, apa, mla, chicago):
        assert text in words(form(page, ENGLISH))
    seen = as_a_browser(as_html([page_citation(page, ENGLISH)]))
    assert "script" not in seen.tags
    assert seen.tags.count("dd") == 6


def unescaped(text: str) -> str:
    """Return what LaTeX prints for an escaped text."""
    commands = "|".join(map(re.escape, COMMANDS))
    return re.sub(rf"{commands}|\\([&%$#_{{}}])|{{}}", lambda match: match[1] or COMMANDS.get(match[0], ""), text)


@pytest.mark.downloads
@pytest.mark.parametrize("title", ["Why did 100 % leave?", "A & B_C #1 \\ ~ ^ $5", "“Quoted” and Burmese မြန်မာ"])
def test_pandoc_reads_the_same_title(title: str) -> None:
    import pypandoc

    content = pypandoc.convert_text(words(bibtex(replace(PAGE, title=title), ENGLISH)), "csljson", format="bibtex")
    (item,) = json.loads(content)
    assert item["title"].replace("\u00a0", " ") == title
    assert item["author"] == [{"literal": "Leaving the Harbour"}]


@pytest.fixture
def toy_page(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    monkeypatch.setenv(EPOCH_VARIABLE, "1946684800")
    return render_whole("# Q *and* A &amp; 1\\*2\n\nText.", "topics/leaving.md")


def test_a_page_says_how_it_is_cited(toy_page: str) -> None:
    assert toy_page.count('<details class="cite-page">') == 1
    assert "“Q and A &amp; 1*2”" in toy_page
    assert "topics-leaving,\n" in toy_page
    assert "2031" in toy_page


def test_the_search_page_and_a_page_without_a_heading_are_not_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    assert "cite-page" not in render_whole("# Search\n\n/// search\n///\n", "search.md")
    assert "cite-page" not in render_whole("Text.", "about/index.md")
