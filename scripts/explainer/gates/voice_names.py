"""Rules V1 and V2: the publisher that a claim names is cited, and its paragraphs know whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.edition.state import Edition
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.known_names import is_named_near, known_names, sources_cited
from explainer.sense.word_stems import outside_marks

_COPY = re.compile(r"\b(reworded )?copy\b")


@voice_rule("V1", "publisher cited", "error")
def publisher_cited(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """A publisher that a claim names is the publisher of a source it cites, or stands in a paragraph that it cites.
    Where a claim says that a copy says so, it cites an article that was read in a copy of that kind."""
    known = known_names(edition)
    from_sources = sources_cited(claim.references)
    for form in known.mentioned_in(claim.text):
        sources = known.publishers.get(form)
        if sources and not sources & from_sources and not _stands_in(form, cited):
            sentence = f"“{form}” is named, but {_listed(claim.references)} {_is(claim.references)} not from there."
            yield Fault(sentence, "Name the publisher of what is cited, or cite the article of the one that is named.")
    copies = {edition.evidence.sources[source].copy_read.kind for source in from_sources}
    named = _COPY.search(outside_marks(claim.text))
    if named and not copies & ({"reworded"} if named[1] else {"reworded", "reprint"}):
        sentence = f"“{named.group()}” is named, but {_listed(claim.references)} was not read in such a copy."
        yield Fault(sentence, "Name the publisher of what is cited, or cite the article that was read in a copy.")


@voice_rule("V2", "names in the paragraph", "error")
def names_in_paragraph(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """A listed person or body that a claim names stands in a paragraph that the claim cites, shortly before it in the
    article, or speaks or claims something there by the records."""
    known = known_names(edition)
    for form in known.mentioned_in(claim.text):
        if form in known.publishers or form not in known.same or form == edition.settings.get("site_name"):
            continue
        if not is_named_near(edition, form, cited):
            sentence = f"{form} is named neither in {_listed(claim.references)} nor among those who speak there."
            yield Fault(sentence, "Cite the paragraph that names them, or name whom this one names.")


def _stands_in(form: str, cited: Sequence[CitedParagraph]) -> bool:
    return any(form in paragraph.text for paragraph in cited)


def _listed(references: Sequence[str]) -> str:
    *before, last = dict.fromkeys(references)
    return f"{', '.join(before)} or {last}" if before else last


def _is(references: Sequence[str]) -> str:
    return "is" if len(set(references)) == 1 else "are"
