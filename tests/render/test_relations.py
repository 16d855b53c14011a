"""Who belongs to whom: boxes, their order, and what follows from a change of a relation."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from conftest import World
from explainer.records.evidence import Evidence
from explainer.records.models import Relation
from explainer.records.relations import contradictions, relations_of, rival_of, wholes
from explainer.render.elements import PageView, as_html
from explainer.render.relations import relations_drawn

TIE: dict[str, Any] = {
    "from": "pilots-league", "kind": "founded-by", "to": "port-authority", "says": "Pilots’ League and office.",
    "said_by": "article", "cites": ("heron:1",),
}  # fmt: skip


def related(evidence: Evidence, **ties: dict[str, Any]) -> Evidence:
    return replace(evidence, relations={key: Relation.model_validate(TIE | each) for key, each in ties.items()})


def drawn(evidence: Evidence) -> html.HtmlElement:
    return html.fragment_fromstring(as_html([relations_drawn(PageView(evidence))]))


def test_a_part_stands_inside_its_whole_and_all_else_beside_it(toy_evidence: Evidence) -> None:
    evidence = related(
        toy_evidence,
        part={"from": "night-watch", "kind": "part-of", "to": "port-authority"},
        other={"from": "pilots-league", "kind": "opposes", "to": "port-authority"},
    )
    tree = drawn(evidence)
    names = [box.xpath("string(./p/strong)") for box in tree.xpath("./ul/li")]
    assert names == ["Port Authority", "Pilots’ League"]
    assert tree.xpath("string(./ul/li[1]/ul/li[contains(@class, 'box')]/p/strong)") == "Night watch"
    assert wholes(evidence) == {"night-watch": "port-authority"}


def test_every_line_cites_its_paragraphs_and_names_who_says_it_unless_the_words_do(toy_evidence: Evidence) -> None:
    tree = drawn(
        related(toy_evidence, one={"said_by": "ilsa-marden"}, two={"said_by": "pilots-league", "kind": "helps"})
    )
    lines = [" ".join(line.text_content().split()) for line in tree.xpath("//li[@class='tie']")]
    assert lines == ["Pilots’ League and office (Ilsa Marden). Heron ¶1", "Pilots’ League and office. Heron ¶1"]


def test_a_pair_stands_together_and_is_marked_as_disputed(toy_evidence: Evidence) -> None:
    ties = {"one": {}, "between": {"kind": "helps"}, "two": {"to": "night-watch", "contradicts": "one"}}
    evidence = related(toy_evidence, **ties)
    assert rival_of(evidence, "one") == "two"
    assert relations_of(evidence, "pilots-league") == [["one", "two"], ["between"]]
    (disputed,) = drawn(evidence).xpath("//li[contains(@class, 'disputed')]")
    assert len(disputed.xpath("./ul/li")) == 2
    assert "Disputed" in disputed.text_content()


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({"kind": "founded-by"}, {"kind": "founded-by", "to": "night-watch"}, True),
        ({"kind": "founded-by"}, {"kind": "founded-by"}, False),
        ({"kind": "run-by"}, {"kind": "independent-of"}, True),
        ({"kind": "run-by"}, {"kind": "independent-of", "to": "night-watch"}, False),
        ({"kind": "helps"}, {"kind": "opposes"}, True),
        ({"kind": "helps"}, {"kind": "opposes", "from": "night-watch"}, False),
        ({"kind": "helps"}, {"kind": "in-contact-with"}, False),
    ],
)
def test_which_relations_cannot_both_hold(
    toy_evidence: Evidence, one: dict[str, Any], other: dict[str, Any], contradict: bool
) -> None:
    for ties in ({"one": one, "other": other}, {"one": other, "other": one}):
        assert list(contradictions(related(toy_evidence, **ties))) == [("one", "other")] * contradict


def test_no_relations_cannot_be_drawn(toy_evidence: Evidence) -> None:
    with pytest.raises(ValueError, match="no relations"):
        relations_drawn(PageView(replace(toy_evidence, relations={})))


@pytest.mark.real
def test_the_real_relations_are_light(real: World) -> None:
    evidence = real.evidence()
    assert any(rival_of(evidence, key) for key in evidence.relations)
    assert len(gzip.compress(as_html([relations_drawn(PageView(evidence))]).encode(), 9)) <= 6_000
