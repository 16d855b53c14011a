"""Which figures state one claim: an article may give a number twice, and what lists claims shows each of them once."""

from __future__ import annotations

from collections.abc import Iterable

from explainer.records.evidence import Evidence


def claim_of(evidence: Evidence, key: str) -> str:
    """Return the figure whose claim a figure repeats, or the record itself if it repeats none."""
    repeated = repeats(evidence, key)
    return repeated if repeated in evidence.figures else key


def repeats(evidence: Evidence, key: str) -> str:
    """Return the full id of the figure that a figure is said to repeat, which may not exist.

    Return "" if it repeats none, or if the record is no figure.
    """
    figure = evidence.figures.get(key)
    return f"{key.partition('.')[0]}.{figure.same_claim}" if figure and figure.same_claim else ""


def claims(evidence: Evidence, keys: Iterable[str]) -> list[str]:
    """Return the claims that figures state, each once, in the order of the figures."""
    return list(dict.fromkeys(claim_of(evidence, key) for key in keys))


def stated_again(evidence: Evidence, key: str) -> list[str]:
    """Return the figures that state the claim of a figure again, by paragraph."""
    return evidence.derived("figures stated again", _stated_again).get(key, [])


def _stated_again(evidence: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in sorted(evidence.figures, key=lambda each: evidence.figures[each].paragraph):
        if claim_of(evidence, key) != key:
            found.setdefault(claim_of(evidence, key), []).append(key)
    return found


def paragraphs_of_claim(evidence: Evidence, key: str) -> tuple[str, ...]:
    """Return the paragraph of a claim, and those that state it again, each cited as `source:number`."""
    keys = (key, *stated_again(evidence, key))
    return tuple(dict.fromkeys(reference for each in keys for reference in evidence.paragraphs_behind(each)))
