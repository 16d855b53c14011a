"""What was measured is shown with what makes it doubtful: none, another number of pages, its age, a broken bound."""

from __future__ import annotations

from datetime import date

from conftest import TOY
from explainer.core.project import Project
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence
from explainer.render.elements import PageView, as_html
from explainer.render.measurements import measurements_of

AXE = load_evidence(Project(TOY))[0].quality["axe"]
OLD = "more than half a year older"


def shown(pages: int = 12, today: date | None = None, **changes: object) -> str:
    evidence = Evidence(quality={"axe": type(AXE).model_validate(AXE.model_dump() | changes)})
    return as_html(measurements_of(PageView(evidence), "accessibility", pages, today))


def test_what_was_never_measured_is_said_to_be_unmeasured() -> None:
    assert (
        as_html(measurements_of(PageView(Evidence()), "accessibility", 12, None))
        == "<p>Nothing has been measured yet.</p>"
    )


def test_a_measurement_says_when_and_with_what_it_was_made() -> None:
    html = shown(today=date(2031, 6, 1))
    assert 'Measured on <span class="count">4 May 2031</span>, with <span class="count">Chromium 140.0, axe' in html
    assert html.count("<p>") == 1


def test_an_old_measurement_is_said_to_be_old() -> None:
    assert OLD not in shown(today=date(2031, 11, 3))
    assert OLD in shown(today=date(2031, 11, 4))


def test_another_number_of_pages_is_said() -> None:
    assert 'had <span class="count">12</span> pages then, and has <span class="count">13</span> now' in shown(pages=13)


def test_a_broken_bound_is_said_in_words_and_in_its_row() -> None:
    html = shown(holds=False, value="3")
    assert "Not everything was as it should be: axe-core violations." in html
    assert "<td>not held</td>" in html
    assert "not held" not in shown()
