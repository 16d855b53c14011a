"""Any text in a record reaches the reader exactly as it is (rule Y5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from conftest import edition_of_toy
from explainer.markdown.current_site import CurrentSite
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from rendering import render

HOSTILE = "<b>&*_[x](y)"
MARKER = "Qqmarkerqq"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.attributes, self.tags = "", list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def changed(record: Any, **fields: Any) -> Any:
    return type(record).model_validate(record.model_dump(by_alias=True) | fields)


@pytest.fixture(scope="module")
def evidence(toy_evidence: Evidence) -> Evidence:
    return toy_evidence


@pytest.fixture(scope="module")
def draw() -> Callable[[Evidence, str], _Reader]:
    def drawn(changed_evidence: Evidence, source: str) -> _Reader:
        with pytest.MonkeyPatch.context() as patch:
            told = replace(edition_of_toy(), evidence=changed_evidence)
            site = CurrentSite(told.project, changed_evidence, told)
            patch.setattr("explainer.markdown.page_location.current_site", lambda: site)
            return read(render(source))

    return drawn


@pytest.mark.parametrize("text", [HOSTILE, "**bold** `code`", "[@heron:1]", "whistle", "/// guide"])
def test_what_a_citation_says_survives(evidence: Evidence, draw: Callable[[Evidence, str], _Reader], text: str) -> None:
    def named(words: str) -> Source:
        source: Source = changed(evidence.sources["heron"], name=words, publisher=words)
        return source

    source = named(text)
    reader = draw(replace(evidence, sources={"heron": source}), "Low [@heron:1].")
    pattern = draw(replace(evidence, sources={"heron": named(MARKER)}), "Low [@heron:1].")
    assert pattern.text.count(MARKER) >= 2
    assert reader.text == pattern.text.replace(MARKER, text)
    assert reader.tags == pattern.tags
    heading = draw(replace(evidence, sources={"heron": source}), "# Low [@heron:1]")
    assert f"Source: {text} ¶1, paragraph 1" in heading.attributes


@pytest.mark.parametrize("text", [HOSTILE, "**bold** `code`", "[@heron:1]", "whistle"])
def test_what_a_term_says_survives(evidence: Evidence, draw: Callable[[Evidence, str], _Reader], text: str) -> None:
    def drawn(words: str) -> _Reader:
        term = changed(evidence.terms["whistle"], definition=words)
        return draw(replace(evidence, terms={"whistle": term}), "A whistle.")

    reader, pattern = drawn(text), drawn(MARKER)
    assert pattern.text.startswith("A whistle.")
    assert pattern.text.count(MARKER) == 1
    assert reader.text == pattern.text.replace(MARKER, text)
    assert reader.tags == pattern.tags


@pytest.mark.parametrize(
    "source",
    [
        "Low [@heron:1].",
        "/// reading | heron\nWords.\n///",
    ],
)
def test_what_looks_like_an_entity_survives_outside_blocks(
    evidence: Evidence, draw: Callable[[Evidence, str], _Reader], source: str
) -> None:
    changed_source = changed(evidence.sources["heron"], name="Heron &copy;")
    assert "Heron &copy;" in draw(replace(evidence, sources={"heron": changed_source}), source).text
