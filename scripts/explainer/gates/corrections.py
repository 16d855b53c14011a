"""Rules K: what was published and then changed has a correction."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.data_files import CORRECTIONS, RELEASED
from explainer.records.released import record_digests
from explainer.render.feed import REMOVED


@rule("K1", "corrections")
def corrections(edition: Edition) -> Iterator[Finding]:
    """A correction names a record or page that exists or existed, and its two texts differ; a removal for safety gives
    no content."""
    evidence = edition.evidence
    yield Seen(CORRECTIONS)
    pages = {page.path for page in edition.pages}
    known = {key for key, _ in evidence.pieces()} | set(evidence.released) | pages
    for key, correction in evidence.corrections.items():
        yield Seen(key)
        place = evidence.place(f"corrections:{key}", "record")
        if correction.record not in known:
            sentence = f"The correction {key} names {correction.record!r}, which is not a record or page."
            yield Problem(place, "K1", sentence, "Name a record, such as heron.at-dawn, or a page, such as index.md.")
        if correction.kind == "removal" and {correction.said, correction.says} != {REMOVED}:
            hint = f"Write “{REMOVED}” for `said` and `says`."
            yield Problem(place, "K1", f"The removal {key} must give no content.", hint)
        if correction.said == correction.says and correction.kind != "removal":
            hint = "Write the old text for `said` and the new one for `says`."
            yield Problem(place, "K1", f"The correction {key} has the same text for `said` and `says`.", hint)


@rule("K2", "changes since the last release")
def changes(edition: Edition) -> Iterator[Finding]:
    """A quotation, figure or attribution that was changed or removed since the last release has a correction."""
    current = record_digests(edition.evidence)
    corrected = {correction.record for correction in edition.evidence.corrections.values()}
    yield Seen(RELEASED)
    for key, digest in edition.evidence.released.items():
        yield Seen(key)
        if current.get(key) != digest and key not in corrected:
            done = "changed" if key in current else "removed"
            sentence = f"{key} was {done} since the last release, but has no correction."
            yield Problem(edition.evidence.place(key), "K2", sentence, f"Run `explainer correct {key}`.")
