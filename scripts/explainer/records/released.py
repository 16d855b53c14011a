"""What the last release printed: a digest of each quote and figure with its attribution (rule K2)."""

from __future__ import annotations

from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_WRITTEN_BYTES
from explainer.core.text import fingerprint_of
from explainer.core.yaml_files import dump_yaml, load_yaml
from explainer.records.evidence import Evidence

RELEASED = "data/released.lock"
_HEADER = "# What the last release printed, as digests. Written by `explainer release`; do not edit.\n"


def record_digests(evidence: Evidence) -> dict[str, str]:
    """Return a digest of every quote and figure: words or amount, and who says it."""
    digests = {
        key: fingerprint_of(f"{quote.paragraph} {quote.text} {quote.speaker}") for key, quote in evidence.quotes.items()
    }
    for key, figure in evidence.figures.items():
        amounts = (figure.qualifier, figure.amount, figure.low, figure.high, figure.unit, figure.also, figure.as_of)
        what = (figure.measure, figure.population, figure.stated)
        digests[key] = fingerprint_of(f"{figure.paragraph} {amounts} {what} {figure.claimed_by}")
    return digests


def read_released(project: Project) -> dict[str, str]:
    """Return the digests of the last release; empty before the first."""
    path = project.root / RELEASED
    content = load_yaml(path, RELEASED, maximum=MAXIMUM_WRITTEN_BYTES).content if path.is_file() else {}
    return {str(key): str(value) for key, value in content.items()} if isinstance(content, dict) else {}


def released_text(evidence: Evidence) -> str:
    """Return the content of data/released.lock for the evidence as it stands now."""
    return _HEADER + dump_yaml(dict(sorted(record_digests(evidence).items())))
