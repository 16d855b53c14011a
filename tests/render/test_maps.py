"""Maps: what is drawn, named and listed follows the data together."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest
from lxml import html

from conftest import REAL_ROOT, World
from explainer.records.evidence import Evidence
from explainer.render.elements import PageView, as_html
from explainer.render.maps import map_drawn

LIGHT = 6_000


def drawn(evidence: Evidence, name: str = "harbour") -> html.HtmlElement:
    return html.fragment_fromstring(as_html([map_drawn(PageView(evidence), name)]))


def test_a_new_name_of_a_place_reaches_drawing_list_and_description(toy_evidence: Evidence) -> None:
    place = toy_evidence.places["mole"].model_copy(update={"name": "Long Mole"})
    tree = drawn(replace(toy_evidence, places={**toy_evidence.places, "mole": place}))
    assert "Long Mole" in [text.text for text in tree.iter("text")]
    assert "Long Mole" in tree.xpath("string(.//ul)")
    assert "Long Mole" in tree.xpath("string(.//desc)")


def test_a_mark_that_is_taken_away_leaves_drawing_list_and_description(toy_evidence: Evidence) -> None:
    spec = toy_evidence.maps["harbour"]
    without = spec.model_copy(update={"marks": tuple(mark for mark in spec.marks if mark.sign != "ringed")})
    tree = drawn(replace(toy_evidence, maps={"harbour": without}))
    assert not tree.xpath(".//circle")
    assert "Ring" not in tree.xpath("string(.//ul)")
    assert "Ships wait" not in tree.xpath("string(.//desc)")
    assert len(drawn(toy_evidence).xpath(".//circle")) == 2


def test_only_shaded_areas_are_drawn_shaded(toy_evidence: Evidence) -> None:
    outlines = toy_evidence.outlines
    assert outlines is not None
    shaded = [path.get("d") for path in drawn(toy_evidence).xpath(".//path[@class='shaded']")]
    assert shaded == [outlines.areas["brackwater"].path]


def test_a_place_without_a_label_has_none(toy_evidence: Evidence) -> None:
    place = toy_evidence.places["sea"].model_copy(update={"label": "none"})
    tree = drawn(replace(toy_evidence, places={**toy_evidence.places, "sea": place}))
    assert "Sea" not in [text.text for text in tree.iter("text")]


def test_no_map_is_drawn_without_outlines(toy_evidence: Evidence) -> None:
    with pytest.raises(ValueError, match="no outlines"):
        drawn(replace(toy_evidence, outlines=None))


@pytest.mark.real
def test_the_real_map_is_light_and_says_where_its_borders_come_from(real: World) -> None:
    evidence = real.evidence()
    for name in evidence.maps:
        whole = as_html([map_drawn(PageView(evidence), name)])
        assert len(gzip.compress(whole.encode(), 9)) <= LIGHT
        assert whole == as_html([map_drawn(PageView(evidence), name)])
    written = json.loads((REAL_ROOT / "data" / "map.json").read_text(encoding="utf-8"))
    assert [len(each["sha256"]) for each in written["from"]] == [64, 64]
    assert written["borders"].partition(",")[0] in (REAL_ROOT / "NOTICE").read_text(encoding="utf-8")
