"""Rule F2: whoever prints one side of a difference says that the sources differ."""

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
from explainer.records.comparison import Disagreement, disagreements

_SAYS_SO = re.compile(r"\b(?:differ|differs|disagree|disagrees|disputed)\b", re.IGNORECASE)


@rule("F2", "one quantity")
def one_quantity(edition: Edition) -> Iterator[Finding]:
    """Figures that measure the same, of the same people, at about the same time, are compared. A page whose sentences,
    cards or quiz print one side of a difference also says that the sources differ: in a sentence that cites both, or in
    a block that shows them side by side. Nothing is averaged."""
    disputes = [each for measure in edition.evidence.measures for each in disagreements(edition.evidence, measure)]
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
                hint = f"Say so, citing both, or add `/// disagreements`. Also printed elsewhere: {others or 'none'}."
                yield Problem(stated[sides[0]], "F2", sentence, hint)


def _stated(edition: Edition, page: Page) -> Iterator[tuple[str, Place]]:
    """Return the figures that a page prints in its sentences or as cards, with their place."""
    for statement in page_statements(edition, page):
        for quantity, text in numbers_of(edition, statement.text):
            for key in backing_figures(edition, quantity, text, statement.references):
                yield key, statement.place
    for block in page.directives:
        printed = block_called(block.name).prints_figures(edition.evidence, given_of(block))
        yield from ((key, block.place) for key in printed)


def _says_so(edition: Edition, page: Page, dispute: Disagreement) -> bool:
    evidence = edition.evidence
    paragraphs = {f"{key.partition('.')[0]}:{evidence.figures[key].paragraph}" for key in dispute.figures}
    for block in page.directives:
        if set(dispute.figures) <= set(block_called(block.name).compares(evidence, given_of(block))):
            return True
    return any(
        _SAYS_SO.search(statement.text) and len(paragraphs & set(statement.references)) > 1
        for statement in page_statements(edition, page)
    )


@rule("F4", "units")
def units(edition: Edition) -> Iterator[Finding]:
    """Figures of one measure and population share their unit, so that they can be compared."""
    first: dict[tuple[str, str], str] = {}
    for key, figure in edition.evidence.figures.items():
        yield Seen(key)
        other = first.setdefault((figure.measure, figure.population), key)
        unit = edition.evidence.figures[other].unit
        if figure.unit != unit:
            sentence = f"{key} is in {figure.unit}, but {other}, which counts the same, is in {unit}."
            yield Problem(edition.evidence.place(key, "unit"), "F4", sentence, "Store both units with `also`.")
