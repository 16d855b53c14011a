"""Recovers the text of a recorded article from its address, for an editor who may have a copy."""

from __future__ import annotations

from explainer.core.problems import COMMAND, Place, Problem, Refused, refuse
from explainer.drafting.align_to_lock import Alignment, align
from explainer.drafting.intake import take_in
from explainer.records.evidence import Evidence

_MOST_LISTED = 12


def recover_article(evidence: Evidence, key: str) -> Alignment:
    """Fetch the article of a source and align it with the lock; raise Refused with each paragraph that is missing."""
    source, locked = evidence.sources[key], evidence.lock.get(key)
    shown = f"data/sources/{key}.yaml"
    address = source.copy_read.url or source.url
    if address is None or locked is None:
        what = "address" if address is None else "entry in data/articles.lock"
        raise refuse(COMMAND, shown, f"{key} has no {what}.", "Save the text in data/articles/ by hand.")
    article = take_in(address).article
    lines = [*(paragraph.text for paragraph in article.paragraphs), *(line.text for line in article.furniture)]
    aligned = align(lines, locked)
    if aligned.complete:
        return aligned
    place = evidence.place(key)
    count = f"{len(aligned.found)} of {len(locked.paragraphs)} paragraphs are as locked"
    hint = "The page may have changed, or ask readers to sign in: save it in a browser."
    problems = [Problem(place, "S3", f"{address}: {count}.", hint)]
    for number in aligned.missing[:_MOST_LISTED]:
        opening = locked.paragraphs[number - 1].opening
        problems.append(
            Problem(Place(shown, 0, number), "S3", f"The page has no paragraph {key}:{number} (“{opening} …”).")
        )
    raise Refused(problems)
