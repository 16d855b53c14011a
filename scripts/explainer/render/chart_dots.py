"""Claims as dots, each of which stands for the same number, so that very unequal numbers can be seen together."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import QUALIFIERS
from explainer.records.evidence import Evidence
from explainer.records.models import Chart, Figure, Panel
from explainer.records.selection import panel_keys
from explainer.render.chart_words import Drawn, amount_and_whom, claimant_and_source
from explainer.render.drawing import heading, text_across
from explainer.render.elements import PageView, el

IN_A_ROW, PITCH, EDGE = 25, 10.5, 6
"""Dots in a row, pixels from one to the next, and from the edge to the middle of the first."""
SPACE, BETWEEN = 4, 10


def dots(view: PageView, name: str, chart: Chart) -> Drawn:
    """Return a part for each panel, one below the other: labels of claims, each above its dots."""
    parts: list[Element] = []
    signs: dict[str, None] = {}
    top = 0.0
    for panel in chart.panels:
        titled, top = heading(panel.title, top)
        parts += titled
        top += 4
        for keys in _groups(view.evidence, chart, panel):
            labels, below = _labels(view, keys, top, len(panel.populations) > 1)
            filled, rings = _dots_of([view.evidence.figures[key] for key in keys], float(chart.dot or 1))
            drawn, end = _grid(filled, rings, below)
            parts += [*labels, *drawn]
            signs |= dict.fromkeys(["range"] if rings else [])
            top = end + BETWEEN
    return Drawn(parts, round(top), tuple(signs))


def _groups(evidence: Evidence, chart: Chart, panel: Panel) -> list[list[str]]:
    """Return the claims of a panel: each alone, or all together if the panel draws them as one."""
    keys = panel_keys(evidence, chart, panel)
    return [keys] if panel.together else [[key] for key in keys]


def _labels(view: PageView, keys: Sequence[str], top: float, is_named: bool) -> tuple[list[Element], float]:
    """Return the labels of claims, one below the other, and the height at which they end."""
    found: list[Element] = []
    for key in keys:
        when = view.evidence.figures[key].date.in_words(view.texts)
        amount, top = text_across("amount", amount_and_whom(view, key, is_named), top)
        who, top = text_across("who", f"{when}, {claimant_and_source(view, key)}", top)
        found.append(el("a", {"href": view.to_figure(key)}, *amount, *who))
        top += SPACE
    return found, top


def _dots_of(figures: Sequence[Figure], dot: float) -> tuple[int, int]:
    """Return how many dots are filled, for what all claims allow, and how many rings follow, for what only some do."""
    lows = [float(figure.low or figure.amount or 0) for figure in figures]
    highs = [float(figure.high or figure.amount or figure.low or 0) for figure in figures]
    filled, all_dots = max(round(min(lows) / dot), 1), max(round(max(highs) / dot), 1)
    is_less = any(QUALIFIERS.get(figure.qualifier) == "just under" for figure in figures)
    if filled == all_dots and is_less and filled > 1:
        filled -= 1
    return filled, all_dots - filled


def _grid(filled: int, rings: int, top: float) -> tuple[list[Element], float]:
    """Return rows of dots, then of rings, from a height downwards, and where they end.

    All rows of a kind are one path that is dashed into dots, so that hundreds of them weigh little.
    """
    rows: dict[str, list[str]] = {}
    for at in range(0, filled + rings, IN_A_ROW):
        y = top + EDGE + PITCH * (at // IN_A_ROW)
        solid = min(max(filled - at, 0), IN_A_ROW)
        hollow = min(filled + rings - at, IN_A_ROW) - solid
        for kind, start, number in (("dots", 0, solid), ("dots", solid, hollow), ("holes", solid, hollow)):
            if number:
                rows.setdefault(kind, []).append(_row(start, number, y))
    parts = [el("path", {"class": kind, "d": "".join(each)}) for kind, each in rows.items()]
    return parts, top + EDGE + PITCH * ((filled + rings - 1) // IN_A_ROW + 1)


def _row(start: int, number: int, y: float) -> str:
    first = EDGE + PITCH * start
    # Browsers draw no dot on a line without length.
    last = first + PITCH * (number - 1) + 0.01
    return f"M{first:g} {y:g}H{last:.2f}"
