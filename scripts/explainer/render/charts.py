"""Charts of figures, drawn as SVG at build time: no script, colours from the style sheet, a link at every point.

No chart library draws them, because their text must be readable on a phone, their colours follow the reader's colour
scheme and their points are links, all under a policy that forbids inline styles.
"""

from __future__ import annotations

from math import isinf
from xml.etree.ElementTree import Element

from explainer.records.comparison import bounds
from explainer.records.models import ARTICLE_ITSELF, Chart, Panel
from explainer.records.selection import panel_keys
from explainer.records.wording import amount_in_words
from explainer.render.elements import PageView, el, folded
from explainer.render.tables import chart_table

WIDTH, ROW, HEAD, LEFT, RIGHT = 400, 58, 12, 6, 30


def chart(view: PageView, name: str) -> Element:
    """Return a chart as a figure: a caption, the drawing, and the same data as a table."""
    spec = view.evidence.charts[name]
    drawn, keys = _panels(view, spec)
    height = HEAD + sum(part_height for _, part_height in drawn)
    parts: list[Element] = [el("title", {"id": f"chart-{name}"}, spec.title), el("desc", None, spec.says)]
    top = HEAD
    for draw, part_height in drawn:
        parts.append(el("g", {"transform": f"translate(0 {top})"}, *draw))
        top += part_height
    svg = el(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {height}",
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "group",
            "aria-labelledby": f"chart-{name}",
        },
        *parts,
    )
    caption = el("figcaption", None, el("strong", None, f"{spec.title}. "), spec.says)
    table = folded("The same data as a table", chart_table(view, keys, spec.title))
    return el("figure", {"class": "chart"}, caption, svg, table)


def _panels(view: PageView, spec: Chart) -> tuple[list[tuple[list[Element], int]], list[str]]:
    drawn: list[tuple[list[Element], int]] = []
    keys: list[str] = []
    for panel in spec.panels:
        chosen = panel_keys(view.evidence, spec, panel)
        keys += chosen
        drawn.append((_panel(view, panel, chosen), 30 + ROW * len(chosen)))
    return drawn, keys


def _panel(view: PageView, panel: Panel, keys: list[str]) -> list[Element]:
    figures = [view.evidence.figures[key] for key in keys]
    most = max(float(figure.high or figure.amount or figure.low or 0) for figure in figures)
    # The title of a panel with one population says what it counts, so its rows need not repeat it.
    is_named = len(panel.populations) > 1
    rows = [_row(view, key, most, 24 + ROW * number, is_named) for number, key in enumerate(keys)]
    return [el("text", {"class": "panel", "x": str(LEFT), "y": "10"}, panel.title), *rows]


def _row(view: PageView, key: str, most: float, top: int, is_named: bool) -> Element:
    figure, source = view.evidence.figures[key], view.evidence.source_of(key)
    measure = view.evidence.measures[figure.measure]
    population = measure.short.get(figure.population, measure.populations[figure.population]) if is_named else ""
    amount = amount_in_words(view.evidence, key)
    who = view.evidence.claimant(figure, source)
    low, high = float(figure.low or figure.amount or 0), float(figure.high or figure.amount or figure.low or 0)
    start, end = _x(low, most), _x(high, most)
    shapes = [el("line", {"class": "ground", "x1": str(LEFT), "x2": str(WIDTH - RIGHT), "y1": "44", "y2": "44"})]
    shapes.append(el("line", {"class": "value", "x1": str(LEFT), "x2": str(start), "y1": "44", "y2": "44"}))
    if end > start:
        shapes.append(el("line", {"class": "range", "x1": str(start), "x2": str(end), "y1": "44", "y2": "44"}))
    shapes.append(el("circle", {"class": "point", "cx": str(end), "cy": "44", "r": "5"}))
    if isinf(bounds(figure)[1]):
        shapes.append(el("path", {"class": "open", "d": f"M{end + 8} 39 l7 5 l-7 5"}))
    heading = el("text", {"class": "amount", "x": str(LEFT), "y": "16"}, f"{amount} {population}")
    origin = "" if figure.claimed_by == ARTICLE_ITSELF else f" ({source.name})"
    line = el("text", {"class": "who", "x": str(LEFT), "y": "32"}, f"{who}, {figure.date.in_words()}{origin}")
    link = el("a", {"href": view.to_figure(key)}, heading, line, *shapes)
    return el("g", {"transform": f"translate(0 {top})"}, link)


def _x(value: float, most: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * value / most, 1)
