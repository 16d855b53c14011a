"""Finds what is already recorded that a proposal repeats: the same words, or a figure of the same measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from explainer.core.text import fold, without_edge_stop
from explainer.records.comparison import compare
from explainer.records.evidence import Evidence
from explainer.records.models import Figure

RECORDED = "recorded as"
"""How a note begins that says that a proposal repeats a record."""
_MOST = 4


def same_words(text: str, speaker: str, evidence: Evidence) -> str:
    """Say which recorded quotation has the same words, or some of them, and whether it has the same speaker."""
    words = without_edge_stop(fold(text))
    for key, stored in evidence.derived("folded quotations", _folded).items():
        if stored in words or words in stored:
            other = evidence.quotes[key].speaker
            return f"{RECORDED} {key}" if other == speaker else f"{key} attributes these words to {other}"
    return ""


def _folded(evidence: Evidence) -> dict[str, str]:
    return {key: without_edge_stop(fold(quote.text)) for key, quote in evidence.quotes.items()}


def beside(figures: Mapping[str, Figure], evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Say for each proposed figure, by its full id, how it relates to the recorded figures of the same measure."""
    joined = replace(evidence, figures={**evidence.figures, **figures})
    return {key: tuple(_sentences(joined, key, figure, evidence))[:_MOST] for key, figure in figures.items()}


def _sentences(joined: Evidence, key: str, figure: Figure, evidence: Evidence) -> list[str]:
    found: list[str] = []
    for other, stored in evidence.figures.items():
        if stored.measure != figure.measure:
            continue
        if other.partition(".")[0] == key.partition(".")[0]:
            if (stored.paragraph, stored.amount, stored.low) == (figure.paragraph, figure.amount, figure.low):
                found.insert(0, f"{RECORDED} {other}")
            continue
        pair = compare(joined, key, other)
        if pair.status == "agree":
            found.append(f"agrees with {other}")
        elif pair.status == "differ":
            found.append(f"differs from {other} (“{stored.stated}”). {pair.why}")
    return found
