"""What the scripts need in the page: the choices that a list can be filtered by, and the search form."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

from explainer.records.evidence import Evidence
from explainer.render.elements import Child, PageView, el, paragraph

Choices = list[list[str]]


def filterable(view: PageView, names: tuple[str, ...], *children: Child) -> Element:
    """Return a list with the choices it can be filtered by; a script makes the controls."""
    texts = view.texts
    choices = {
        "topics": (texts["topic"], [[key, topic.title] for key, topic in view.evidence.topics.items()]),
        "source": (texts["in-source"], [[key, source.name] for key, source in view.evidence.sources.items()]),
        "measure": (texts["subject"], [[key, measure.name] for key, measure in view.evidence.measures.items()]),
        "population": (texts["who-is-counted"], _populations(view.evidence)),
        "speaker": (texts["speaker"], [["public", texts["name-given"]], ["private", texts["no-name-given"]]]),
    }
    chosen = [[name, *choices[name]] for name in names]
    # The style sheet reserves this place's height, so that nothing moves when the script adds the controls.
    place = el("div", {"class": "filter-place"})
    return el("div", {"class": "filterable", "data-filters": json.dumps(chosen, ensure_ascii=False)}, place, *children)


def _populations(evidence: Evidence) -> Choices:
    labels = {
        figure.population: evidence.measures[figure.measure].populations[figure.population]
        for figure in evidence.figures.values()
    }
    return [[key, label] for key, label in sorted(labels.items(), key=lambda item: item[1])]


def search_form(view: PageView) -> list[Element]:
    """Return the search form, the place for its results, and what to do without scripts."""
    label = el("label", {"for": "q"}, view.texts["words-to-search"])
    field = el("input", {"id": "q", "name": "q", "type": "search", "autocomplete": "off"})
    form = el("form", {"class": "search", "role": "search", "data-needs-script": ""}, label, field)
    status = el("p", {"id": "search-status", "role": "status", "class": "count"})
    results = el("ol", {"id": "search-results"})
    without = el("noscript", None, paragraph(view.texts["search-needs-scripts"]))
    return [form, status, results, without]
