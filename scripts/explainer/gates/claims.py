"""Rule M3: what one article states twice is one claim, and is shown once."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.claims import repeats
from explainer.records.evidence import Evidence
from explainer.records.models import Figure

_SHARED = ("measure", "population", "amount", "low", "high", "unit")


@rule("M3", "one claim")
def one_claim(edition: Edition) -> Iterator[Finding]:
    """A figure that repeats a claim has the amount, unit, measure and population of the figure that makes it, and that
    figure repeats no other. Charts, grids, the quiz and comparisons show a claim once."""
    evidence = edition.evidence
    for key in evidence.figures:
        yield Seen(key)
        if (repeated := repeats(evidence, key)) in evidence.figures:
            yield from _faults(evidence, key, repeated)


def _faults(evidence: Evidence, key: str, repeated: str) -> Iterator[Problem]:
    place = evidence.place(key, "same_claim")
    circle = _circle(evidence, key)
    further = repeats(evidence, repeated)
    if key == repeated:
        hint = "Name the figure that makes the claim, or remove same_claim."
        yield Problem(place, "M3", f"{key} is said to repeat itself.", hint)
    elif circle:
        if key == min(circle):
            sentence = f"These figures are said to repeat each other: {', '.join(sorted(circle))}."
            yield Problem(place, "M3", sentence, "Remove same_claim from the one that makes the claim.")
    elif further:
        sentence = f"{key} repeats {repeated}, which itself repeats {further}."
        yield Problem(place, "M3", sentence, f"Write same_claim: {further.partition('.')[2]}.")
    elif unlike := _unlike(evidence.figures[key], evidence.figures[repeated]):
        sentence = f"{key} is said to repeat {repeated}, but they differ in {', '.join(unlike)}."
        yield Problem(place, "M3", sentence, "Correct one of them, or remove same_claim.")


def _unlike(figure: Figure, repeated: Figure) -> list[str]:
    return [field for field in _SHARED if getattr(figure, field) != getattr(repeated, field)]


def _circle(evidence: Evidence, key: str) -> list[str]:
    """Return the figures that repeat each other in a circle with this one; an empty list if there is no circle."""
    found: list[str] = []
    while key in evidence.figures and key not in found:
        found.append(key)
        key = repeats(evidence, key)
    return found if key == found[0] else []
