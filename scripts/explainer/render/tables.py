"""Tables of figures, and sources that differ side by side."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

from explainer.records.claims import claims, paragraphs_of_claim, stated_again
from explainer.records.comparison import Disagreement, comparisons, disagreements, status_of
from explainer.records.selection import figure_keys
from explainer.records.wording import amount_in_words
from explainer.render.cards import short_grade_mark
from explainer.render.elements import NO_BREAK_SPACE, Child, PageView, anchor_of, citation, el, paragraph
from explainer.render.filtering import filterable


def figures_table(view: PageView, keys: list[str], caption: str, with_anchors: bool = False) -> Element:
    """Return figures as a table: what, how much, as of when, who claims it, and in which source."""
    texts = view.texts
    sorts = _COLUMNS if with_anchors else {}
    columns = [{"scope": "col"} | ({"data-sort": sorts[name]} if sorts.get(name) else {}) for name in _COLUMNS]
    head = el("tr", None, *(el("th", each, texts[name]) for each, name in zip(columns, _COLUMNS, strict=True)))
    rows = [_figure_row(view, key, with_anchors) for key in keys]
    table = el(
        "table", {"class": "figures"}, el("caption", None, caption), el("thead", None, head), el("tbody", None, *rows)
    )
    return el("div", {"class": "table", "role": "region", "aria-label": caption, "tabindex": "0"}, table)


_COLUMNS = {
    "what": "", "how-much": "amount", "as-of": "date", "who-claims-it": "who", "in-source": "source", "agreement": "",
}  # fmt: skip
"""The columns of a table by the names of their headings, each with what readers can sort it by."""


def _figure_row(view: PageView, key: str, with_anchor: bool) -> Element:
    evidence = view.evidence
    figure, source = evidence.figures[key], evidence.source_of(key)
    measure = evidence.measures[figure.measure]
    status = status_of(evidence, key)
    attributes = {"class": status.replace(" ", "-")}
    if with_anchor:
        attributes |= {"id": anchor_of("f", key), "data-topics": " ".join(figure.topics), "data-source": source.id}
        attributes |= {"data-measure": figure.measure, "data-population": figure.population, "data-item": ""}
        attributes |= {"data-amount": str(float(figure.amount or figure.low or 0)), "data-date": figure.as_of}
        attributes |= {"data-who": evidence.claimant(figure, source)}
    what = el("th", {"scope": "row"}, measure.populations[figure.population])
    words = amount_in_words(view.evidence, key)
    itself = el("a", {"href": f"#{anchor_of('f', key)}"}, words) if with_anchor else words
    amount: list[Child] = [el("strong", None, itself)]
    if figure.note:
        amount += [" ", el("small", None, figure.note)]
    own = (f"{source.id}:{figure.paragraph}",)
    where: list[Child] = [
        citation(view, own),
        " ",
        short_grade_mark(view, source),
        *_said_again(view, key, with_anchor),
    ]
    cells = [
        el("td", {"class": "amount"}, *amount),
        el("td", None, figure.date.in_words(view.texts)),
        el("td", None, evidence.claimant(figure, source)),
        el("td", None, *where),
        el("td", None, status_in_words(view, key)),
    ]
    return el("tr", attributes, what, *cells)


def status_in_words(view: PageView, key: str) -> str:
    """Say whether other sources agree with a figure."""
    return view.texts[f"status-{status_of(view.evidence, key).replace(' ', '-')}"]


def _said_again(view: PageView, key: str, with_anchor: bool) -> list[Child]:
    """Return the other places of the article that state the claim of a figure, each in its own words."""
    evidence = view.evidence
    said: list[Child] = []
    for other in stated_again(evidence, key):
        figure, source = evidence.figures[other], evidence.source_of(other)
        amount, claimant = amount_in_words(evidence, other), evidence.claimant(figure, source)
        words = f"{view.texts['stated-again'].format(amount=amount, claimant=claimant)} "
        mark = citation(view, (f"{source.id}:{figure.paragraph}",))
        said += [" ", el("small", {"id": anchor_of("f", other)} if with_anchor else {}, words, mark)]
    return said


def chart_table(view: PageView, keys: list[str], caption: str) -> Element:
    """Return the figures of a chart as a small table, for those who cannot see the chart."""
    names = ("how-much", "of-whom", "as-of", "who-claims-it", "in-source")
    rows = [el("tr", None, *(el("th", {"scope": "col"}, view.texts[name]) for name in names))]
    for key in keys:
        figure, source = view.evidence.figures[key], view.evidence.source_of(key)
        population = view.evidence.measures[figure.measure].populations[figure.population]
        amount = el("th", {"scope": "row"}, el("a", {"href": view.to_figure(key)}, amount_in_words(view.evidence, key)))
        own = citation(view, (f"{source.id}:{figure.paragraph}",))
        said = [own, " ", short_grade_mark(view, source), *_said_again(view, key, with_anchor=False)]
        cells = (population, figure.date.in_words(view.texts), view.evidence.claimant(figure, source))
        rows.append(el("tr", None, amount, *(el("td", None, cell) for cell in cells), el("td", None, *said)))
    table = el("table", None, el("caption", None, caption), *rows)
    return el("div", {"class": "table", "role": "region", "aria-label": caption, "tabindex": "0"}, table)


def figure_line(view: PageView, key: str) -> Element:
    """Return a line that links to a figure's row in the full table."""
    figure = view.evidence.figures[key]
    population = view.evidence.measures[figure.measure].populations[figure.population]
    link = el("a", {"href": view.to_figure(key)}, amount_in_words(view.evidence, key))
    return el(
        "li",
        None,
        link,
        f", {population}, {figure.date.in_words(view.texts)}{NO_BREAK_SPACE}",
        citation(view, paragraphs_of_claim(view.evidence, key)),
    )


def figures_by_measure(view: PageView, topic: str = "", measure: str = "", when: str = "") -> list[Element]:
    """Return a heading, a table and a warning for each measure; only the full list has anchors and filters."""
    parts: list[Element] = []
    is_full = not topic and not measure and not when
    figures = view.evidence.figures
    shown = figure_keys(view.evidence, topic, measure, when=when)
    for key, group in groupby(shown, key=lambda each: figures[each].measure):
        record, keys = view.evidence.measures[key], claims(view.evidence, group)
        heading = el("h3", {"id": f"m-{key}"}, record.name) if is_full else None
        warning = el("p", {"class": "warning"}, record.warning) if record.warning else None
        table = figures_table(view, keys, record.question, is_full)
        parts.append(el("section", {"data-group": ""}, heading, table, warning))
    return [_with_aids(view, parts)] if is_full else parts


def _with_aids(view: PageView, parts: list[Element]) -> Element:
    address, words = view.file("figures.csv"), view.texts["download-figures"]
    download = el("p", None, el("a", {"href": address, "download": ""}, words))
    return filterable(view, ("topics", "source", "measure", "population"), download, *parts)


def disagreement_parts(view: PageView, topic: str = "", measure: str = "") -> list[Element]:
    """Return every disagreement on a topic or measure, side by side, with what to make of it."""
    parts: list[Element] = []
    for key in [measure] if measure else view.evidence.measures:
        for disagreement in disagreements(view.evidence, key):
            if not topic or any(topic in view.evidence.figures[each].topics for each in disagreement.figures):
                parts.append(_side_by_side(view, disagreement))
    return parts or [paragraph(view.texts["no-difference-on-topic"])]


def _side_by_side(view: PageView, disagreement: Disagreement) -> Element:
    measure = view.evidence.measures[disagreement.measure]
    sides = [_side(view, key) for key in disagreement.figures]
    parts: list[Child] = [
        el("p", {"class": "mark differ"}, view.texts["sources-differ"]),
        el("p", {"class": "question"}, measure.question),
        el("ul", {"class": "sides"}, *sides),
        paragraph(disagreement.in_words(view.texts), f" {measure.warning}" if measure.warning else None),
    ]
    return el("section", {"class": "differ"}, *parts)


def _side(view: PageView, key: str) -> Element:
    evidence = view.evidence
    figure, source = evidence.figures[key], evidence.source_of(key)
    population = evidence.measures[figure.measure].populations[figure.population]
    says = f"{evidence.claimant(figure, source)}, {figure.date.in_words(view.texts)}"
    return el(
        "li",
        None,
        el("strong", {"class": "amount"}, amount_in_words(view.evidence, key)),
        " ",
        el("span", None, population),
        " ",
        el("span", {"class": "source"}, says, NO_BREAK_SPACE, citation(view, paragraphs_of_claim(evidence, key))),
        short_grade_mark(view, source),
    )


def not_comparable_list(view: PageView) -> Element:
    """Return why figures of different sources cannot be compared, each reason with the measures it applies to."""
    measures: dict[str, list[str]] = {}
    for key, measure in view.evidence.measures.items():
        for why in sorted({pair.why for pair in comparisons(view.evidence, key) if pair.status == "not comparable"}):
            measures.setdefault(why, []).append(measure.name[0].lower() + measure.name[1:])
    items = [
        el(
            "li",
            None,
            el("strong", None, view.texts[why]),
            f" {view.texts['applies-to'].format(names=', '.join(names))}",
        )
        for why, names in measures.items()
    ]
    return el("ul", {"class": "not-comparable"}, *items)
