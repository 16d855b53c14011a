"""What the last release printed: a digest of each quote and figure with its attribution (rule K2)."""

from __future__ import annotations

from explainer.core.text import fingerprint_of
from explainer.core.yaml_files import dump_yaml
from explainer.records.evidence import Evidence

_HEADER = "# What the last release printed, as digests. Written by `explainer release`; do not edit.\n"


def record_digests(evidence: Evidence) -> dict[str, str]:
    """Return a digest of every quote and figure: its words or amount, and who says it."""
    digests = {
        key: fingerprint_of(f"{quote.paragraph} {quote.text} {quote.speaker}") for key, quote in evidence.quotes.items()
    }
    for key, figure in evidence.figures.items():
        amounts = (figure.qualifier, figure.amount, figure.low, figure.high, figure.unit, figure.also, figure.as_of)
        what = (figure.measure, figure.population, figure.stated)
        digests[key] = fingerprint_of(f"{figure.paragraph} {amounts} {what} {figure.claimed_by}")
    return digests


def released_text(evidence: Evidence) -> str:
    """Return the content of data/released.lock for this evidence."""
    return _HEADER + dump_yaml(dict(sorted(record_digests(evidence).items())))
