"""Claims about spans of time: a bar from the first day to the last, as high as the number, with the gaps left empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from xml.etree.ElementTree import Element

from explainer.core.dates import EdtfDate, Point
from explainer.core.vocabulary import COUNT_CLASS
from explainer.records.models import Chart, Figure, Panel
from explainer.records.selection import panel_keys
from explainer.render.chart_strips import FOOT, time_axis
from explainer.render.chart_words import Drawn, amount_and_whom, claimant_and_source
from explainer.render.drawing import LINE, Axis, Label, axis_line, heading, label_beside, percent, stacked
from explainer.render.elements import PageView, el

LEAST_HEIGHT, LEAST_BAR = 70, 4
"""Pixels of the highest bar and of the lowest, at least."""
DAY = timedelta(1)


Gap = tuple[date, date]
"""The first and the last day of a time between two spans."""


def spans(view: PageView, name: str, chart: Chart) -> Drawn:
    """Return a part for each panel, one below the other, and the signs that are used."""
    axis = time_axis(view.evidence, chart)
    parts: list[Element] = []
    signs: dict[str, None] = {}
    top = 0
    for panel in chart.panels:
        drawn = _panel(view, chart, panel, axis)
        parts.append(el("g", {"transform": f"translate(0 {top})"} if top else {}, *drawn.parts))
        signs |= dict.fromkeys(drawn.signs)
        top += drawn.height
    return Drawn(parts, top, tuple(signs))


def _panel(view: PageView, chart: Chart, panel: Panel, axis: Axis) -> Drawn:
    figures = view.evidence.figures
    keys = sorted(panel_keys(view.evidence, chart, panel), key=lambda key: -_amount(figures[key]))
    gaps = _gaps([figures[key].date for key in keys])
    labels = [_label(view, key, keys, gaps, axis, len(panel.populations) > 1) for key in keys]
    notes = [_note(view, axis, gap, [figures[key] for key in keys]) for gap in gaps]
    # The first label stands above the highest bar, and the others beside it.
    parts, under = heading(panel.title)
    head = round(under + 4 + labels[0].height)
    floor = head + max(LEAST_HEIGHT, sum(each.height for each in (*labels[1:], *notes)) + LINE)
    tops = [floor - _bar_height(figures[key], figures[keys[0]], floor - head) for key in keys]
    wanted = [(label, top - label.height) for label, top in zip(labels, tops, strict=True)]
    stack = sorted([*wanted, *((note, head) for note in notes)], key=lambda each: each[1])
    heights = stacked([label for label, _ in stack], [top for _, top in stack], floor - 4)
    texts = {id(label): label.drawn(top) for (label, _), top in zip(stack, heights, strict=True)}
    parts += [_box(axis, gap, head, floor) for gap in gaps]
    parts += [el("g", {"class": COUNT_CLASS}, *texts[id(note)]) for note in notes]
    for key, label, top in zip(keys, labels, tops, strict=True):
        bar = _bar(view, key, axis, top, floor)
        parts.append(el("a", {"href": view.to_figure(key)}, *bar, *texts[id(label)]))
    parts += axis_line(axis, chart.since_label or "", floor)
    is_open = any(figures[key].date.is_open for key in keys)
    return Drawn(parts, floor + FOOT, (*(["gap"] if gaps else []), *(["since"] if is_open else [])))


def _amount(figure: Figure) -> float:
    return float(figure.high or figure.amount or figure.low or 0)


def _bar_height(figure: Figure, highest: Figure, height: float) -> float:
    return max(height * _amount(figure) / _amount(highest), LEAST_BAR)


def _gaps(dates: Sequence[EdtfDate]) -> list[Gap]:
    """Return the times between spans for which nothing is claimed."""
    ordered = sorted(dates, key=lambda when: when.first)
    found = [(one.last + DAY, other.first - DAY) for one, other in pairwise(ordered) if not one.is_open]
    return [(first, last) for first, last in found if first < last]


def _end(view: PageView, key: str, axis: Axis) -> date:
    return axis.last if view.evidence.figures[key].date.is_open else view.evidence.figures[key].date.last


def _label(view: PageView, key: str, keys: Sequence[str], gaps: Sequence[Gap], axis: Axis, is_named: bool) -> Label:
    """Return the label of a bar, which begins or ends with the bar and keeps clear of gaps and higher bars."""
    dates = [view.evidence.figures[other].date for other in keys[: keys.index(key)]]
    # Nothing reaches up to the label of the highest bar.
    higher = [*((each.first, each.last) for each in dates), *gaps] if dates else []
    when = view.evidence.figures[key].date
    start, end = axis.at(when.first), axis.at(_end(view, key, axis))
    left = max((axis.at(last) for _, last in higher if last < when.first), default=0.0)
    right = min((axis.at(first) for first, _ in higher if first > when.last), default=1.0)
    at = start if start < 1 / 2 and 1 - start > end else end
    amount = amount_and_whom(view, key, is_named)
    who = f"{when.in_words(view.texts)}, {claimant_and_source(view, key)}"
    return label_beside(at, amount, who, (left, right), shift=0)


def _note(view: PageView, axis: Axis, gap: Gap, figures: Sequence[Figure]) -> Label:
    (first, last), texts = gap, view.texts
    begins, ends = texts[f"month-{first.month}"], Point(last.year, last.month, None, "").in_words(texts)
    when = ends if first.month == last.month else texts["date-span"].format(first=begins, last=ends)
    words = texts["no-number-for"].format(date=when)
    later = [axis.at(figure.date.first) for figure in figures if figure.date.first > last]
    return label_beside(axis.at(last), "", words, (axis.at(first), max([*later, 1.0])))


def _box(axis: Axis, gap: Gap, top: float, floor: float) -> Element:
    first, last = (axis.at(day) for day in gap)
    place = {"x": percent(first), "width": percent(last - first), "y": f"{top:g}", "height": f"{floor - top:g}"}
    return el("rect", {"class": "gap", **place})


def _bar(view: PageView, key: str, axis: Axis, top: float, floor: float) -> list[Element]:
    """Return a bar; that of an open span is solid until its article was published, and dashed after that."""
    when, source = view.evidence.figures[key].date, view.evidence.source_of(key)
    first, last = axis.at(when.first), axis.at(_end(view, key, axis))
    known = min(axis.at(source.when.first), last) if when.is_open else last
    place = {"x": percent(first), "width": percent(known - first), "y": f"{top:g}", "height": f"{floor - top:g}"}
    parts = [el("rect", {"class": "bar", **place})]
    if known < last:
        y = f"{top + LEAST_BAR / 2:g}"
        parts.append(el("line", {"class": "unsure", "x1": percent(known), "x2": percent(last), "y1": y, "y2": y}))
    return parts
