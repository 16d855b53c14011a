"""What to add where a number stands in the article that is cited and in no record: the lines of a figure or event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from explainer.core.quantities import Quantity, read_quantities
from explainer.core.text import fold
from explainer.core.vocabulary import QUALIFIERS
from explainer.edition.state import Edition
from explainer.records.wording import number_in_digits

_NOUN = re.compile(r"(?: [A-Za-z][\w'-]{1,30}){1,2}")
_LINES = """
      a-key-of-your-own:
        paragraph: {paragraph}
        stated: {stated}
        measure: (from data/measures.yaml)
        population: (one of that measure){qualifier}
        {amount}
        unit: (people, or what is counted)
        as_of: {as_of}
        claimed_by: (who says it; article, if nobody is named)
        topics: [(from data/topics.yaml)]"""
_EVENT = """{reference} has it: add an event to data/sources/{source}.yaml, under events:
      a-key-of-your-own:
        paragraph: {paragraph}
        date: (such as 2031-05-09; 2031-05 or 2031, if the article gives no more)
        text: (what happened, in your own words)
        topics: [(from data/topics.yaml)]"""


def record_to_add(edition: Edition, quantity: Quantity, references: Iterable[str]) -> str:
    """Return where to add a figure or event for a number, with the lines to paste; "" if no cited paragraph has it."""
    if quantity.kind not in ("plain", "money", "percent", "date"):
        return ""
    for reference in references:
        text = fold(edition.paragraph(reference) or "")
        for other in read_quantities(text):
            if (other.kind, other.low, other.high) == (quantity.kind, quantity.low, quantity.high):
                source, _, number = reference.partition(":")
                if quantity.kind == "date":
                    return _EVENT.format(reference=reference, source=source, paragraph=number)
                head = f"{reference} has it: add a figure to data/sources/{source}.yaml, under figures:"
                return head + _lines(edition, other, text, source, number)
    return ""


def _lines(edition: Edition, stated: Quantity, text: str, source: str, number: str) -> str:
    noun = _NOUN.match(text, stated.end)
    known = stated.qualifier.lower() in QUALIFIERS
    amount = f"amount: {number_in_digits(stated.low, edition.evidence.texts).replace(',', '')}"
    if stated.high is not None:
        amount = f"low: {stated.low}\n        high: {stated.high}"
    return _LINES.format(
        paragraph=number,
        stated=stated.text + (noun.group() if noun else ""),
        qualifier=f"\n        qualifier: {stated.qualifier.lower()}" if known else "",
        amount=amount,
        as_of=edition.evidence.sources[source].published,
    )
