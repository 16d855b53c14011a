"""Rules K: what was published and then changed is said to have changed."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.released import RELEASED, read_released, record_digests
from explainer.render.feed import REMOVED


@rule("K1", "corrections")
def corrections(edition: Edition) -> Iterator[Finding]:
    """A correction names a record or a page that exists or existed, and says something else than before; a removal for
    safety gives no content."""
    evidence = edition.evidence
    yield Seen("corrections.yaml")
    pages = {page.path for page in edition.pages}
    known = {key for key, _ in evidence.pieces()} | set(read_released(edition.project)) | pages
    for key, correction in evidence.corrections.items():
        yield Seen(key)
        place = evidence.place(f"corrections:{key}", "record")
        if correction.record not in known:
            sentence = f"The correction {key} names {correction.record!r}, which is no record or page."
            yield Problem(place, "K1", sentence, "Name a piece of evidence such as voa.cut-off, or a page.")
        if correction.kind == "removal" and {correction.said, correction.says} != {REMOVED}:
            hint = f"Write “{REMOVED}” for what it said and what it says."
            yield Problem(place, "K1", f"The removal {key} gives content.", hint)
        if correction.said == correction.says and correction.kind != "removal":
            yield Problem(place, "K1", f"The correction {key} changes nothing.", "Say what it said and what it says.")


@rule("K2", "changes since the last release")
def changes(edition: Edition) -> Iterator[Finding]:
    """A quote, figure or attribution that changed or went away since the last release has an entry among the
    corrections."""
    released = read_released(edition.project)
    current = record_digests(edition.evidence)
    corrected = {correction.record for correction in edition.evidence.corrections.values()}
    yield Seen(RELEASED)
    for key, digest in released.items():
        yield Seen(key)
        if current.get(key) != digest and key not in corrected:
            done = "changed" if key in current else "went away"
            sentence = f"{key} {done} since the last release, and no correction says so."
            yield Problem(edition.evidence.place(key), "K2", sentence, "Run `explainer correct`.")
