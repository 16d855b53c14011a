"""Rule M4: a chart draws only what can be measured on one scale."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.evidence import Evidence
from explainer.records.models import Chart, Panel
from explainer.records.selection import panel_keys


@rule("M4", "one scale")
def one_scale(edition: Edition) -> Iterator[Finding]:
    """All figures that a chart of dots draws have one unit, and so have those of each panel of another chart. No figure
    is dated before the event with which the chart begins."""
    evidence = edition.evidence
    for key, chart in evidence.charts.items():
        yield Seen(key)
        place = evidence.place(f"charts:{key}", "panels")
        for panels in [list(chart.panels)] if chart.form == "dots" else [[panel] for panel in chart.panels]:
            units = _units(evidence, chart, panels)
            if len(units) > 1:
                where = (
                    f"The chart {key}" if chart.form == "dots" else f"The panel “{panels[0].title}” of the chart {key}"
                )
                sentence = f"{where} draws figures in different units: {', '.join(units)}."
                yield Problem(place, "M4", sentence, "Draw each unit in a chart or panel of its own.")
        yield from _too_early(evidence, key, chart)


def _units(evidence: Evidence, chart: Chart, panels: list[Panel]) -> list[str]:
    keys = [key for panel in panels for key in panel_keys(evidence, chart, panel)]
    return sorted({evidence.figures[key].unit for key in keys})


def _too_early(evidence: Evidence, key: str, chart: Chart) -> Iterator[Problem]:
    event = evidence.events.get(chart.since or "")
    drawn = [each for panel in chart.panels for each in panel_keys(evidence, chart, panel)] if event else []
    for figure in drawn:
        when = evidence.figures[figure].date
        if event and when.last < event.when.first:
            sentence = f"The chart {key} begins with {chart.since}, but {figure} is dated {when.text}, before it."
            yield Problem(evidence.place(f"charts:{key}", "since"), "M4", sentence, "Name an earlier event.")
