"""Rules F2 and F4: a page that prints one side of a difference says so, and figures can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.blocks.all_blocks import block_called
from explainer.blocks.block import given_of
from explainer.core.problems import Place, Problem
from explainer.edition.state import Edition
from explainer.gates.backing import backing_figures
from explainer.gates.numbers import numbers_of
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.page import Page
from explainer.prose.statements import page_statements
from explainer.records.claims import claim_of, paragraphs_of_claim
from explainer.records.comparison import Disagreement, disagreements

_SAYS_SO = re.compile(r"\b(?:differ|differs|disagree|disagrees|disputed)\b", re.IGNORECASE)


@rule("F2", "one quantity")
def one_quantity(edition: Edition) -> Iterator[Finding]:
    """Figures of the same measure and population at about the same time are compared. A page that prints one side of a
    difference in its sentences, cards or quiz also says that the sources differ: in a sentence that cites both, or in a
    block that shows them side by side. Nothing is averaged."""
    disputes: list[Disagreement] = []
    for measure in edition.evidence.measures:
        yield Seen(measure)
        disputes += disagreements(edition.evidence, measure)
    for dispute in disputes:
        yield Seen(f"{dispute.measure}: {' '.join(dispute.figures)}")
    disputed = {key: at for at, dispute in enumerate(disputes) for key in dispute.figures}
    for page in edition.pages:
        stated = dict(_stated(edition, page))
        for at in sorted({disputed[key] for key in stated if key in disputed}):
            dispute = disputes[at]
            sides = [key for key in dispute.figures if key in stated]
            if not _says_so(edition, page, dispute):
                others = ", ".join(key for key in dispute.figures if key not in sides)
                sentence = f"This page prints {sides[0]} without saying that the sources differ."
                hint = "Say so, citing both, or add `/// disagreements`."
                hint += f" Not on this page: {others}." if others else ""
                yield Problem(stated[sides[0]], "F2", sentence, hint)


def _stated(edition: Edition, page: Page) -> Iterator[tuple[str, Place]]:
    """Yield the figures that a page prints in its sentences or as cards, with their places."""
    for statement in page_statements(edition, page):
        for quantity, text in numbers_of(edition, statement.text):
            for key in backing_figures(edition, quantity, text, statement.references):
                yield claim_of(edition.evidence, key), statement.place
    for block in page.directives:
        printed = block_called(block.name).prints_figures(edition.evidence, given_of(block))
        yield from ((claim_of(edition.evidence, key), block.place) for key in printed)


def _says_so(edition: Edition, page: Page, dispute: Disagreement) -> bool:
    evidence = edition.evidence
    stated = [set(paragraphs_of_claim(evidence, key)) for key in dispute.figures]
    for block in page.directives:
        if set(dispute.figures) <= set(block_called(block.name).compares(evidence, given_of(block))):
            return True
    return any(
        _SAYS_SO.search(statement.text) and sum(bool(each & set(statement.references)) for each in stated) > 1
        for statement in page_statements(edition, page)
    )


@rule("F4", "units")
def units(edition: Edition) -> Iterator[Finding]:
    """Figures of the same measure and population have the same unit, so that they can be compared."""
    first: dict[tuple[str, str], str] = {}
    for key, figure in edition.evidence.figures.items():
        yield Seen(key)
        other = first.setdefault((figure.measure, figure.population), key)
        unit = edition.evidence.figures[other].unit
        if figure.unit != unit:
            sentence = f"{key} is in {figure.unit}, but {other}, which counts the same thing, is in {unit}."
            hint = "Use one unit in both, and put the other under `also`."
            yield Problem(edition.evidence.place(key, "unit"), "F4", sentence, hint)
