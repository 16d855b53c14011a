"""The words of a chart: labels beside its marks, what its signs mean, and every claim in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from explainer.records.claims import paragraphs_of_claim, stated_again
from explainer.records.models import ARTICLE_ITSELF
from explainer.records.wording import amount_in_words, paragraph_label
from explainer.render.elements import NO_BREAK_SPACE, PageView

SIGNS = ("least", "most", "about", "unsure", "gap", "since", "range")
"""The signs of charts. A chart explains those that it uses."""
BOUNDS = {"least": "M-5.5 -8 l5.5 -6 l5.5 6", "most": "M-5.5 8 l5.5 6 l5.5 -6"}
"""The arrows of claims that give only a bound, as paths around the end of a stem."""
_BEFORE_NUMBER = re.compile(r" (?=[\d¶])")


@dataclass(frozen=True)
class Drawn:
    """The parts of a drawing, its height in pixels, and the signs that it uses."""

    parts: list[Element]
    height: int
    signs: tuple[str, ...] = ()


def of_claim(view: PageView, key: str) -> str:
    """Return the source and the paragraphs of a claim, as a label shows them: `Heron ¶1, ¶4`."""
    references = paragraphs_of_claim(view.evidence, key)
    numbers = [reference.partition(":")[2] for reference in references]
    first = _BEFORE_NUMBER.sub(NO_BREAK_SPACE, paragraph_label(view.evidence.source_of(key), numbers[0]))
    return ", ¶".join([first, *numbers[1:]])


def claimant_and_source(view: PageView, key: str) -> str:
    """Return who makes a claim and where; only where, if the article makes it itself."""
    figure, source = view.evidence.figures[key], view.evidence.source_of(key)
    where = of_claim(view, key)
    return where if figure.claimed_by == ARTICLE_ITSELF else f"{view.evidence.claimant(figure, source)}, {where}"


def amount_and_whom(view: PageView, key: str, is_named: bool) -> str:
    """Return the amount of a claim; `is_named` adds what is counted, in its short form."""
    figure = view.evidence.figures[key]
    measure = view.evidence.measures[figure.measure]
    whom = measure.short.get(figure.population, measure.populations[figure.population]) if is_named else ""
    return f"{amount_in_words(view.evidence, key)} {whom}".strip()


def claim_in_words(view: PageView, key: str) -> str:
    """Return a claim as a sentence without a full stop, for those who do not see the drawing."""
    evidence = view.evidence
    figure = evidence.figures[key]
    whom = evidence.measures[figure.measure].populations[figure.population]
    when = figure.date.in_words(view.texts)
    said = f"{amount_in_words(evidence, key)}, {whom}, {when}, {claimant_and_source(view, key)}"
    again = [amount_in_words(evidence, other) for other in stated_again(evidence, key)]
    other = [words for words in dict.fromkeys(again) if words != amount_in_words(evidence, key)]
    return f"{said} ({view.texts['elsewhere-in-article'].format(amounts=', '.join(other))})" if other else said
