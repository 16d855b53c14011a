"""Charts of figures, drawn as SVG at build time: no script, colours from the style sheet, a link at every point.

No chart library draws them, because their text must be readable on a phone, their colours follow the reader's colour
scheme and their points are links, all under a policy that forbids inline styles.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf
from xml.etree.ElementTree import Element

from explainer.records.comparison import bounds
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF
from explainer.records.selection import figure_keys
from explainer.records.wording import amount_in_words
from explainer.render.elements import PageView, el, folded
from explainer.render.tables import chart_table

WIDTH, ROW, HEAD, LEFT, RIGHT = 400, 58, 12, 6, 30


@dataclass(frozen=True)
class Chart:
    """What a chart shows: its title, a description, and panels of figures, each with its own scale."""

    title: str
    says: str
    panels: tuple[tuple[str, tuple[str, ...]], ...]
    measures: tuple[str, ...]


CHARTS: dict[str, Chart] = {
    "defectors": Chart(
        "How many had left, by who says so and when",
        "Counts of all soldiers and police who defected, in the order of dates. Dots are stated numbers; an arrow "
        "means that the claim is only a lower bound. Some count soldiers, some police, some both.",
        (("Counts of people who left", ("soldiers-and-police", "soldiers", "police")),),
        ("defectors",),
    ),
    "appeals": Chart(
        "Appeals for help over time",
        "How many people asked People’s Embrace for help to leave in a month: at the peak, and later.",
        (("People who contacted People’s Embrace in a month", ("contacts-with-peoples-embrace",)),),
        ("appeals",),
    ),
    "army": Chart(
        "Those who left, beside the size of the military",
        "Estimates of the size of the military, and the largest counts of those who had left, on one scale. Some of "
        "these counts include police, who are not part of the military.",
        (("Size of the military, and those who left", ("armed-forces", "soldiers-and-police", "soldiers")),),
        ("army-size", "defectors"),
    ),
}


def chart(view: PageView, name: str) -> Element:
    """Return a chart as a figure: a caption, the drawing, and the same data as a table."""
    spec = CHARTS[name]
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


def chart_keys(evidence: Evidence, name: str) -> list[str]:
    """Return the figures that a chart draws."""
    spec = CHARTS.get(name)
    panels = spec.panels if spec else ()
    measures = spec.measures if spec else ()
    return [key for _, populations in panels for key in _chosen(evidence, measures, populations)]


def _panels(view: PageView, spec: Chart) -> tuple[list[tuple[list[Element], int]], list[str]]:
    drawn: list[tuple[list[Element], int]] = []
    keys: list[str] = []
    for title, populations in spec.panels:
        chosen = _chosen(view.evidence, spec.measures, populations)
        keys += chosen
        drawn.append((_panel(view, title, chosen), 30 + ROW * len(chosen)))
    return drawn, keys


def _chosen(evidence: Evidence, measures: tuple[str, ...], populations: tuple[str, ...]) -> list[str]:
    keys = [key for measure in measures for key in figure_keys(evidence, measure=measure)]
    figures = evidence.figures
    chosen = [key for key in keys if figures[key].population in populations]
    if len(measures) == 1:
        return sorted(chosen, key=lambda key: (figures[key].date.first, key))
    return chosen


def _panel(view: PageView, title: str, keys: list[str]) -> list[Element]:
    figures = [view.evidence.figures[key] for key in keys]
    most = max(float(figure.high or figure.amount or figure.low or 0) for figure in figures)
    rows = [_row(view, key, most, 24 + ROW * number) for number, key in enumerate(keys)]
    return [el("text", {"class": "panel", "x": str(LEFT), "y": "10"}, title), *rows]


def _row(view: PageView, key: str, most: float, top: int) -> Element:
    figure, source = view.evidence.figures[key], view.evidence.source_of(key)
    population = view.evidence.measures[figure.measure].populations[figure.population]
    amount = amount_in_words(figure, source)
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
    heading = el("text", {"class": "amount", "x": str(LEFT), "y": "16"}, f"{amount} {_short(population)}")
    origin = "" if figure.claimed_by == ARTICLE_ITSELF else f" ({source.name})"
    line = el("text", {"class": "who", "x": str(LEFT), "y": "32"}, f"{who}, {figure.date.in_words()}{origin}")
    link = el("a", {"href": view.to_figure(key)}, heading, line, *shapes)
    return el("g", {"transform": f"translate(0 {top})"}, link)


def _short(population: str) -> str:
    """Return the population of a row, short enough for a phone; the panel's title says the rest."""
    if population.startswith("soldiers and police who"):
        return ""
    return population.removesuffix(" together").removesuffix(" of the military")


def _x(value: float, most: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * value / most, 1)
