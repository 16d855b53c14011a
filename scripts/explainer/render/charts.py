"""Charts of figures, drawn as SVG at build time: no script, colours from the style sheet, a link at every claim.

No chart library draws them, because their text must be readable on a phone, their colours follow the reader's colour
scheme and their marks are links, all under a policy that forbids inline styles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import COUNT_CLASS, ChartForm
from explainer.records.claims import paragraphs_of_claim
from explainer.records.models import Chart
from explainer.records.selection import chart_keys, panel_keys
from explainer.records.wording import number_in_digits, unit_after, unit_alone
from explainer.render.chart_dots import dots
from explainer.render.chart_spans import spans
from explainer.render.chart_strips import strips
from explainer.render.chart_words import BOUNDS, SIGNS, Drawn, claim_in_words
from explainer.render.elements import NO_BREAK_SPACE, PageView, citation, el, folded
from explainer.render.tables import chart_table

FORMS: Mapping[ChartForm, Callable[[PageView, str, Chart], Drawn]] = {"strips": strips, "spans": spans, "dots": dots}
"""How each form of chart is drawn."""


def chart(view: PageView, name: str) -> Element:
    """Return a chart as a figure: a caption, the drawing, what its signs mean, and the same data as a table."""
    spec = view.evidence.charts[name]
    keys = chart_keys(view.evidence, name)
    drawn = FORMS[spec.form](view, f"chart-{name}", spec)
    references = dict.fromkeys(reference for key in keys for reference in paragraphs_of_claim(view.evidence, key))
    title = el("strong", None, f"{spec.title}. ")
    caption = el("figcaption", None, title, spec.says, NO_BREAK_SPACE, citation(view, tuple(references)))
    table = folded(view.texts["same-data-as-table"], chart_table(view, keys, spec.title))
    parts = [caption, _drawing(view, name, spec, drawn, keys), *_legend(view, spec, drawn)]
    return el("figure", {"class": "chart"}, *parts, table)


def _drawing(view: PageView, name: str, spec: Chart, drawn: Drawn, keys: list[str]) -> Element:
    anchor = f"chart-{name}"
    described = "; ".join(claim_in_words(view, key) for key in keys)
    arrows = [
        el("path", {"class": "bound", "id": f"{anchor}-{sign}", "d": BOUNDS[sign]})
        for sign in drawn.signs
        if sign in BOUNDS
    ]
    attributes = {
        "width": "100%", "height": str(drawn.height), "xmlns": "http://www.w3.org/2000/svg", "role": "group",
        "aria-labelledby": anchor, "aria-describedby": f"{anchor}-claims",
    }  # fmt: skip
    title = el("title", {"id": anchor}, spec.title)
    words = el("desc", {"id": f"{anchor}-claims"}, f"{described}.")
    defined = el("defs", None, *arrows) if arrows else None
    return el("svg", attributes, title, words, defined, *drawn.parts)


def _legend(view: PageView, spec: Chart, drawn: Drawn) -> list[Element]:
    """Return what the signs of a drawing mean, and what the drawing cannot show."""
    lines = [el("li", None, view.texts[f"sign-{sign}"]) for sign in SIGNS if sign in drawn.signs]
    if spec.dot is not None:
        lines.insert(
            0, el("li", {"class": COUNT_CLASS}, view.texts["one-dot"].format(amount=_amount_of_a_dot(view, spec)))
        )
    signs = [el("ul", {"class": "signs"}, *lines)] if lines else []
    return [*signs, el("p", {"class": "leaves-out"}, spec.leaves_out)]


def _amount_of_a_dot(view: PageView, spec: Chart) -> str:
    """Return what a dot stands for: a number, with the unit if it is one that names itself, as money is."""
    units = {view.evidence.figures[key].unit for panel in spec.panels for key in panel_keys(view.evidence, spec, panel)}
    name = units.pop()
    before, number = view.evidence.units[name].before, number_in_digits(spec.dot or Fraction(1), view.texts)
    unit = unit_after(view.evidence, name) or unit_alone(view.evidence, name)
    return " ".join(filter(None, (before, number, unit)))
