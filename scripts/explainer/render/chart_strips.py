"""Claims over time: strips with one axis of time, each with a scale of its own, and a stem for each claim."""

from __future__ import annotations

from math import isinf
from xml.etree.ElementTree import Element

from explainer.records.claims import stated_again
from explainer.records.comparison import bounds
from explainer.records.evidence import Evidence
from explainer.records.models import Chart, Figure, Panel
from explainer.records.selection import panel_keys
from explainer.render.chart_words import BOUNDS, SIGNS, Drawn, amount_and_whom, claimant_and_source
from explainer.render.drawing import LINE, Axis, Label, axis_line, heading, label_beside, percent, stacked
from explainer.render.elements import PageView, el

LEAST_HEIGHT, FOOT, APART = 76, 34, 12
"""Pixels of the highest stem at least, of the axis with its years, and between near stems."""
_NEAR = 0.05
_UNSURE = 62
"""Days: a date that spans more is drawn as a line."""


def strips(view: PageView, name: str, chart: Chart) -> Drawn:
    """Return a strip for each panel, one below the other, and the signs that are used."""
    axis = time_axis(view.evidence, chart)
    parts: list[Element] = []
    signs: dict[str, None] = {}
    top = 0
    for panel in chart.panels:
        drawn = _strip(view, name, chart, panel, axis)
        parts.append(el("g", {"transform": f"translate(0 {top})"} if top else {}, *drawn.parts))
        signs |= dict.fromkeys(drawn.signs)
        top += drawn.height
    return Drawn(parts, top, tuple(signs))


def time_axis(evidence: Evidence, chart: Chart) -> Axis:
    """Return the axis of a chart: from the event that it begins with to the last day of its claims."""
    keys = [key for panel in chart.panels for key in panel_keys(evidence, chart, panel)]
    event = evidence.events[chart.since or ""]
    last = [evidence.figures[key].date.last for key in keys]
    last += [evidence.source_of(key).when.last for key in keys if evidence.figures[key].date.is_open]
    return Axis(event.when.first, max(last))


def _strip(view: PageView, name: str, chart: Chart, panel: Panel, axis: Axis) -> Drawn:
    figures = view.evidence.figures
    keys = sorted(panel_keys(view.evidence, chart, panel), key=lambda key: (-_most(figures[key]), figures[key].as_of))
    most = max(_most(figures[key]) for key in keys)
    places = {key: axis.of(figures[key].date) for key in keys}
    labels = [_label(view, key, places, len(panel.populations) > 1) for key in keys]
    height = max(LEAST_HEIGHT, sum(label.height for label in labels) + LINE)
    parts, head = heading(panel.title)
    floor = round(head + 4 + height)
    tips = {key: head + 16 + (height - 12) * (1 - _most(figures[key]) / most) for key in keys}
    signs = {key: _signs(view.evidence, key) for key in keys}
    # A label stands beside the end of its stem, or below the line of a date that is not exact.
    below = [label.anchor == "start" and "unsure" in signs[key] for key, label in zip(keys, labels, strict=True)]
    wanted = [tips[key] + (3 if is_below else -LINE / 2) for key, is_below in zip(keys, below, strict=True)]
    tops = stacked(labels, wanted, floor - 2)
    parts += axis_line(axis, chart.since_label or "", floor)
    for key, label, top in zip(keys, labels, tops, strict=True):
        stem = _stem(name, signs[key], places[key], tips[key], floor)
        if "unsure" in signs[key]:
            stem.insert(0, _unsure(axis, figures[key], places[key], tips[key]))
        shifted = _shift(key, places)
        mark = el("g", {"transform": f"translate({shifted} 0)"} if shifted else {}, *stem)
        parts.append(el("a", {"href": view.to_figure(key)}, mark, *label.drawn(top)))
    return Drawn(parts, floor + FOOT, tuple(sign for key in keys for sign in signs[key]))


def _most(figure: Figure) -> float:
    return float(figure.high or figure.amount or figure.low or 0)


def _near(key: str, places: dict[str, float]) -> list[str]:
    """Return the claims that stand so near to a claim that their stems are moved apart, itself among them."""
    return [other for other, at in places.items() if abs(at - places[key]) < _NEAR]


def _shift(key: str, places: dict[str, float]) -> int:
    near = _near(key, places)
    return APART * near.index(key) * (1 if places[key] < 1 / 2 else -1)


def _label(view: PageView, key: str, places: dict[str, float], is_named: bool) -> Label:
    near, figures = _near(key, places), view.evidence.figures
    others = {other: x for other, x in places.items() if other not in near}
    # A higher stem passes every label of a lower one; a lower stem ends below that of a higher one.
    higher = [x for other, x in others.items() if _most(figures[other]) >= _most(figures[key])]
    limits, walls = (_ends(places[key], found) for found in (list(others.values()), higher))
    amount, who = amount_and_whom(view, key, is_named), claimant_and_source(view, key)
    return label_beside(places[key], amount, who, limits, walls, 8 + APART * (len(near) - 1))


def _ends(at: float, others: list[float]) -> tuple[float, float]:
    """Return what lies nearest at the left and at the right of a place, or the ends of the drawing."""
    return max((x for x in others if x < at), default=0.0), min((x for x in others if x > at), default=1.0)


def _stem(name: str, signs: list[str], at: float, tip: float, floor: float) -> list[Element]:
    x, y = percent(at), f"{tip:g}"
    parts = [el("line", {"class": "stem", "x1": x, "x2": x, "y1": y, "y2": f"{floor:g}"})]
    parts += [el("use", {"href": f"#{name}-{sign}", "x": x, "y": y}) for sign in BOUNDS if sign in signs]
    parts.append(el("circle", {"class": "open" if "about" in signs else "point", "cx": x, "cy": y, "r": "4.5"}))
    return parts


def _unsure(axis: Axis, figure: Figure, at: float, tip: float) -> Element:
    end = percent(axis.at(figure.date.last))
    return el("line", {"class": "unsure", "x1": percent(at), "x2": end, "y1": f"{tip:g}", "y2": f"{tip:g}"})


def _signs(evidence: Evidence, key: str) -> list[str]:
    """Return the signs that a claim needs: for a bound, for a number or a date that is not exact."""
    found = {sign for each in (key, *stated_again(evidence, key)) if (sign := _sign(evidence.figures[each]))}
    when = evidence.figures[key].date
    if when.start.mark or (not when.is_open and (when.last - when.first).days > _UNSURE):
        found.add("unsure")
    return [sign for sign in SIGNS if sign in found]


def _sign(figure: Figure) -> str:
    low, high = bounds(figure)
    return "least" if isinf(high) else "most" if low == 0 < high else "about" if low != high else ""
