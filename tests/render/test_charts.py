"""Charts: labels that never overlap, and drawing, table and description that follow the data together."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import World
from explainer.core.dates import parse_date
from explainer.records.evidence import Evidence
from explainer.records.models import Chart
from explainer.render.chart_words import of_claim
from explainer.render.charts import FORMS, chart
from explainer.render.drawing import LETTER, NARROWEST, Axis, Label, label_beside, stacked
from explainer.render.elements import PageView, as_html

FIGURE = "heron.pilots-left"
LIGHT = 6_000
PARTS = st.floats(0.02, 0.98)
WORDS = st.text("abcdefgh ijklm", min_size=1, max_size=80).filter(str.strip)
CHARTS: dict[str, dict[str, Any]] = {
    "strips": {"since": "heron.league-founded", "since_label": "League"},
    "spans": {"since": "heron.league-founded", "since_label": "League"},
    "dots": {"dot": 10},
}


def drawn(evidence: Evidence, name: str = "pilots") -> str:
    return as_html([chart(PageView(evidence), name)])


def in_form(evidence: Evidence, form: str) -> Evidence:
    words = {"title": "Pilots who left", "says": "Counts.", "leaves_out": "Others.", "measures": ["pilots"]}
    panels = [{"title": "Pilots", "populations": ["pilots"]}]
    spec = Chart.model_validate({"form": form, "panels": panels, **words, **CHARTS[form]})
    return replace(evidence, charts={"pilots": spec})


@given(st.lists(st.tuples(st.integers(1, 5), st.floats(-50, 400)), max_size=8), st.integers(0, 60))
def test_stacked_labels_keep_their_order_and_never_overlap(wanted: list[tuple[int, float]], spare: int) -> None:
    labels = [Label(0.5, (("who", "word"),) * lines) for lines, _ in wanted]
    floor = sum(label.height for label in labels) + spare
    tops = stacked(labels, [top for _, top in wanted], floor)
    ends = [top + label.height for top, label in zip(tops, labels, strict=True)]
    assert all(end <= top for end, top in zip(ends, tops[1:], strict=False))
    assert not tops or (tops[0] >= 0 and ends[-1] <= floor)


@given(PARTS, PARTS, PARTS, WORDS)
def test_a_label_of_short_words_stays_in_the_narrowest_drawing(x: float, left: float, right: float, who: str) -> None:
    label = label_beside(x, "40", " ".join(word[:12] for word in who.split()), (min(left, x), max(right, x)))
    widest = LETTER * max(len(line) for _, line in label.lines)
    start = x * NARROWEST + label.shift
    low, high = (start, start + widest) if label.anchor == "start" else (start - widest, start)
    assert low >= -1
    assert high <= NARROWEST + 1


@pytest.mark.parametrize("written", ["2031-03", "2031-03-05", "2031~", "2031-01/2031-06", "2031-04/.."])
def test_a_date_lies_on_the_axis_within_its_own_days(written: str) -> None:
    axis, when = Axis(parse_date("2030").first, parse_date("2032").last), parse_date(written)
    assert axis.margin <= axis.at(when.first) <= axis.of(when) <= axis.at(when.last) <= 1 - axis.margin


@pytest.mark.parametrize("form", FORMS)
def test_a_chart_is_drawn_with_the_same_bytes_each_time(toy_evidence: Evidence, form: str) -> None:
    evidence = in_form(toy_evidence, form)
    assert drawn(evidence) == drawn(evidence)


def changes(evidence: Evidence) -> Iterator[tuple[str, Evidence, str]]:
    """Yield changes of one figure, and the words that must stand in each part of its chart after it."""
    figure = evidence.figures[FIGURE]
    for field, value, words in (
        ("amount", figure.amount * 2 if figure.amount else None, "more than 80"),
        ("qualifier", "about", "about 40"),
        ("as_of", "2031-01", "January 2031"),
        ("claimed_by", "port-authority", "Port Authority"),
    ):
        changed = figure.model_copy(update={field: value})
        yield field, replace(evidence, figures={**evidence.figures, FIGURE: changed}), words


@pytest.mark.parametrize("form", FORMS)
def test_drawing_table_and_description_follow_a_figure_together(toy_evidence: Evidence, form: str) -> None:
    evidence = in_form(toy_evidence, form)
    before = parts_of(drawn(evidence))
    for field, changed, words in changes(evidence):
        after = parts_of(drawn(changed))
        for part, text in after.items():
            assert text != before[part], (field, part)
        assert words in after["table"], field
        assert words in after["description"], field


def parts_of(html: str) -> dict[str, str]:
    drawing, _, table = html.partition("</svg>")
    description = re.search(r"<desc[^>]*>(.*?)</desc>", drawing)
    assert description is not None
    return {"drawing": drawing.partition("</desc>")[2], "table": table, "description": description[1]}


def test_a_chart_explains_the_signs_that_it_uses_and_no_others(toy_evidence: Evidence) -> None:
    html = drawn(toy_evidence)
    assert "An arrow upwards" in html
    assert "An open ring" in html
    assert "An arrow downwards" not in html
    assert "A dashed line" not in html


def test_claims_of_one_panel_can_be_one_set_of_dots(toy_evidence: Evidence) -> None:
    evidence = in_form(toy_evidence, "dots")
    spec = evidence.charts["pilots"]
    panel = spec.panels[0].model_copy(update={"together": True})
    together = replace(evidence, charts={"pilots": spec.model_copy(update={"panels": (panel,)})})
    assert drawn(evidence).count('class="dots"') == 2
    assert 'class="holes"' not in drawn(evidence)
    assert drawn(together).count('class="holes"') == 1
    assert "Rings:" in drawn(together)


@pytest.mark.real
def test_the_real_charts_are_light(real: World) -> None:
    evidence = real.evidence()
    assert evidence.charts
    for name in evidence.charts:
        assert len(gzip.compress(drawn(evidence, name).encode(), 9)) <= LIGHT, name


def test_a_number_stays_with_the_name_that_it_belongs_to(toy_evidence: Evidence) -> None:
    heron = toy_evidence.sources["heron"].model_copy(update={"name": "Heron 24"})
    evidence = replace(toy_evidence, sources={**toy_evidence.sources, "heron": heron})
    assert of_claim(PageView(evidence), FIGURE).startswith("Heron\u00a024\u00a0¶")
