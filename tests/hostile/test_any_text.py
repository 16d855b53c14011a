"""Any text passes through each encoder unchanged, and changes no element around it (rule Y5)."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from mkdocs.theme import Theme

from conftest import REAL_ROOT, TOY, edition_of_toy
from explainer.core.project import Project
from explainer.markdown.current_site import CurrentSite
from explainer.pages.addresses import lists_whole
from explainer.pages.identity import Identity
from explainer.pages.theme_settings import FEATURES
from explainer.records.evidence import Evidence
from explainer.records.written_by_commands import Correction
from explainer.render.charts import chart
from explainer.render.elements import PageView, as_html, el, structured_data
from explainer.render.feed import feed_text
from explainer.render.site_files import figures_csv, search_records, site_files
from hostile.texts import TEXTS, Seen, as_a_browser, whole_page
from rendering import render

MARKER = "Qqmarkerqq"
WHOLE = lists_whole(Project(TOY))
QUOTE, FIGURE = "ledger.lamp-post", "heron.pilots-left"


def changed(record: Any, **fields: Any) -> Any:
    return type(record).model_validate(record.model_dump(by_alias=True) | fields)


def saying(text: str) -> Evidence:
    """Return the toy world's evidence with a text in every field of words that it shows."""
    evidence = edition_of_toy().evidence
    return replace(
        evidence,
        quotes={key: changed(each, text=text, about=text) for key, each in evidence.quotes.items()},
        events={key: changed(each, text=text) for key, each in evidence.events.items()},
        figures={key: changed(each, stated=text, note=text) for key, each in evidence.figures.items()},
        sources={key: changed(each, name=text, publisher=text, title=text) for key, each in evidence.sources.items()},
        people={
            key: changed(each, name=text, role=text) if each.kind == "public" else changed(each, role=text)
            for key, each in evidence.people.items()
        },
        terms={key: changed(each, term=text, definition=text) for key, each in evidence.terms.items()},
        measures={
            key: changed(each, name=text, warning=text, populations=dict.fromkeys(each.populations, text))
            for key, each in evidence.measures.items()
        },
        charts={
            key: changed(
                each, title=text, says=text, panels=[{**panel.model_dump(), "title": text} for panel in each.panels]
            )
            for key, each in evidence.charts.items()
        },
        topics={key: changed(each, question=text) for key, each in evidence.topics.items()},
    )


@given(TEXTS)
@example("<b>&*_[x](y)")
def test_text_and_attribute_of_an_element(text: str) -> None:
    seen = as_a_browser(as_html([el("p", {"title": text, "href": text}, text, el("b", None, text), text)]))
    assert (seen.text, seen.values, seen.tags) == (text * 3, [text, text], ["p", "b"])


@given(TEXTS)
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
def test_data_for_programs(text: str) -> None:
    seen = as_a_browser(as_html([el("div", None, structured_data({"name": text, "parts": [text]}), "after")]))
    assert seen.tags == ["div", "script"]
    data, after, rest = seen.text.rpartition("after")
    assert (after, rest) == ("after", "")
    assert json.loads(data) == {"name": text, "parts": [text]}


@given(TEXTS)
def test_the_search_index(text: str) -> None:
    pages = [{"kind": "page", "title": text, "text": text}]
    files = site_files(saying(text), WHOLE, pages, Identity(text), "", "2031-05-02T00:00:00Z")
    script = files["assets/search-index.js"]
    assert script.startswith("self.searchRecords = ")
    assert script.endswith(";\n")
    records = json.loads(script.removeprefix("self.searchRecords = ").removesuffix(";\n"))
    assert records[:1] == pages
    assert records[1:] == search_records(saying(text), WHOLE, [])


@given(TEXTS)
def test_the_feed(text: str) -> None:
    record = Correction(id="c-1", date="2031-05-02", record=text, said=text, says=text, why=text, kind="correction")
    corrected = replace(edition_of_toy().evidence, corrections={"c-1": record})
    feed = ElementTree.fromstring(feed_text(corrected, Identity(text), "", "2031-05-02T00:00:00Z"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == f"{text}: corrections"
    assert feed.findtext(f"{atom}entry/{atom}summary") == f"{text} said “{text}”; it now says “{text}”. {text}"
    assert [each.tag.removeprefix(atom) for each in feed.find(f"{atom}entry") or ()] == [
        "title", "id", "updated", "summary",
    ]  # fmt: skip


@given(TEXTS)
@example("=cmd|' /C calc'!A0")
@example("@SUM(1)")
def test_the_table_of_figures(text: str) -> None:
    rows = list(csv.DictReader(figures_csv(saying(text)).removeprefix("\ufeff").splitlines(keepends=True)))
    assert len(rows) == len(edition_of_toy().evidence.figures)
    for row in rows:
        for cell in (row["stated"], row["note"]):
            runs = text.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell == (f"'{text}" if runs else text)


PLACES = {
    "quotation": f"/// quote | {QUOTE}\n///",
    "figure": f"/// figure | {FIGURE}\n///",
    "lists": "/// quotes\n///\n\n/// timeline\n///\n\n/// sources\n///\n\n/// topics\n///",
    "tables": "/// figures\n///\n\n/// disagreements\n///\n\n/// incomparable\n///",
    "glossary": "/// glossary\n///",
    "people": "/// people\n///",
    "source": "/// source | heron\n///",
    "citation and term": "A whistle [@heron:1; @ledger:2].",
    "reading": "/// reading | heron ledger\nWords.\n///",
}


def drawn(words: str, source: str) -> Seen:
    with pytest.MonkeyPatch.context() as patch:
        told = replace(edition_of_toy(), evidence=saying(words))
        site = CurrentSite(told.project, told.evidence, told)
        patch.setattr("explainer.markdown.page_location.current_site", lambda: site)
        return as_a_browser(render(source))


def _fold(text: str) -> str:
    """Return a text without case and spaces: cards capitalise the first letter of a role."""
    return "".join(text.upper().casefold().split())


@lru_cache(maxsize=len(PLACES))
def pattern_of(place: str) -> Seen:
    pattern = drawn(MARKER, PLACES[place])
    assert MARKER in pattern.text
    return pattern


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
@example(text="<b>&*_[x](y)")
def test_a_block_of_a_page(place: str, text: str) -> None:
    pattern, seen = pattern_of(place), drawn(text, PLACES[place])
    assert seen.tags == pattern.tags
    if place == "citation and term":
        # A note beside a sentence shows only the opening words of a quotation.
        assert _fold(seen.text).count(_fold(text)) >= 2
        return
    assert _fold(seen.text) == _fold(pattern.text).replace(MARKER.casefold(), _fold(text))


@given(TEXTS)
@example("<title>")
def test_a_chart(text: str) -> None:
    def charted(words: str) -> Seen:
        return as_a_browser(as_html([chart(PageView(saying(words)), "pilots")]))

    pattern, seen = charted(MARKER), charted(text)
    assert _without_lines(seen.tags) == _without_lines(pattern.tags)
    assert _fold(seen.text) == _fold(pattern.text).replace(MARKER.casefold(), _fold(text))


_THEME = Theme(name="material", custom_dir=str(REAL_ROOT / "overrides"), features=list(FEATURES))


def _without_lines(tags: list[str]) -> list[str]:
    """Return the tags of a drawing with the lines into which it breaks a text taken together."""
    return [tag for tag, _ in groupby(tags)]


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = _THEME.get_env()
    environment.filters["url"] = str
    return environment.get_template("main.html")


def _page(text: str) -> Seen:
    page = SimpleNamespace(
        meta={"description": text}, title=text, url="a.html", content="<p>Low.</p>", canonical_url="", toc=[],
        previous_page=SimpleNamespace(title=text, url="b.html"), next_page=SimpleNamespace(title=text, url="c.html"),
    )  # fmt: skip
    child = SimpleNamespace(title=text, url="d.html", active=False)
    extra = SimpleNamespace(edition=text, identifier="tides", licence="CC BY 4.0", contact=f"mailto:{text}")
    config = SimpleNamespace(site_name=text, site_description=text, site_url="", extra=extra, theme=_THEME)
    nav = SimpleNamespace(items=[SimpleNamespace(title=text, children=[child])])
    return whole_page(_template().render(page=page, config=config, nav=nav))


@given(TEXTS)
@example("</title><script>tide()</script>")
def test_the_template_of_a_page(text: str) -> None:
    pattern, seen = _page(MARKER), _page(text)
    assert seen.tags == pattern.tags
    assert seen.values == [value.replace(MARKER, text) for value in pattern.values]
