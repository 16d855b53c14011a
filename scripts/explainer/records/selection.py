"""Decides which records a listing shows; pages, rules, the book and sign-offs all ask here."""

from __future__ import annotations

from datetime import date

from explainer.core.dates import EdtfDate
from explainer.records.claims import claims
from explainer.records.comparison import by_measure, disagreements
from explainer.records.evidence import Evidence
from explainer.records.models import Chart, Panel


def quote_keys(evidence: Evidence, topic: str = "", source: str = "", when: str = "") -> list[str]:
    """Return the quotations of a topic, source or time of publication, by source and paragraph."""
    keys = evidence.keys_of("quotes", topic, source, when)
    return sorted(keys, key=lambda key: (key.partition(".")[0], evidence.quotes[key].paragraph, key))


def event_keys(evidence: Evidence, topic: str = "", source: str = "", when: str = "") -> list[str]:
    """Return the events of a topic, source or time of publication, by date; those without a month end their year."""
    return _in_time(evidence, evidence.keys_of("events", topic, source, when))


def dated_keys(evidence: Evidence, when: str = "") -> list[str]:
    """Return the events that happened in a year or month, such as 2031 or 2031-05, by date; without one, all."""
    if not when:
        return event_keys(evidence)
    return _in_time(evidence, evidence.derived("months of events", _months).get(when, []))


def _months(evidence: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, event in evidence.events.items():
        for part in {event.date[:4], event.date[:7]}:
            found.setdefault(part, []).append(key)
    return found


def _in_time(evidence: Evidence, keys: list[str]) -> list[str]:
    events = evidence.events
    return sorted(keys, key=lambda key: (events[key].when.first.year, *_order(events[key].when), key))


def _order(when: EdtfDate) -> tuple[bool, date, date]:
    """Return a sort key within a year: events with a month by date, then those with only a year."""
    return when.start.month is None, when.first, when.last


def figure_keys(evidence: Evidence, topic: str = "", measure: str = "", source: str = "", when: str = "") -> list[str]:
    """Return the figures of a topic, measure, source or time of publication, by measure and date."""
    order = evidence.derived("order of measures", lambda each: {key: at for at, key in enumerate(each.measures)})
    figures = evidence.figures
    if measure and not topic and not source and not when:
        keys = evidence.derived("figures by measure", by_measure).get(measure, [])
    else:
        chosen = evidence.keys_of("figures", topic, source, when)
        keys = [key for key in chosen if measure in ("", figures[key].measure)]
    return sorted(keys, key=lambda key: (order.get(figures[key].measure, 0), figures[key].date.first, key))


def chart_keys(evidence: Evidence, name: str) -> list[str]:
    """Return the claims that a chart draws; none if there is no such chart."""
    chart = evidence.charts.get(name)
    return [key for panel in chart.panels for key in panel_keys(evidence, chart, panel)] if chart else []


def panel_keys(evidence: Evidence, chart: Chart, panel: Panel) -> list[str]:
    """Return the claims of one panel: by date if the chart has one measure, else measure by measure."""
    keys = claims(evidence, (key for measure in chart.measures for key in figure_keys(evidence, measure=measure)))
    figures = evidence.figures
    chosen = [key for key in keys if figures[key].population in panel.populations]
    if len(chart.measures) == 1:
        return sorted(chosen, key=lambda key: (figures[key].date.first, key))
    return chosen


def disputed_keys(evidence: Evidence, topic: str = "", measure: str = "") -> list[str]:
    """Return the figures that a block of disagreements shows for a topic or measure."""
    return [
        key
        for each in ([measure] if measure else evidence.measures)
        for disagreement in disagreements(evidence, each)
        if not topic or any(topic in evidence.figures[key].topics for key in disagreement.figures)
        for key in disagreement.figures
    ]
