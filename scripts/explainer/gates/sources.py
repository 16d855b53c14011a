"""Rules S: the grade of the copy that was read, the use of reworded copies, and the lock of the articles."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.core.text import fingerprint_of
from explainer.edition.article_lock import described
from explainer.edition.state import Edition
from explainer.gates.links import paragraph_hint
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.records_shown import shows_source
from explainer.records.permitted_names import permitted_names


@rule("S1", "grade")
def grade(edition: Edition) -> Iterator[Finding]:
    """Every source says which copy was read; a copy that is not the publisher's own has an address and a note."""
    for key, source in edition.evidence.sources.items():
        yield Seen(key)
        copy = source.copy_read
        if copy.kind != "publisher" and copy.url is None:
            place = edition.evidence.place(key, "copy")
            yield Problem(place, "S1", f"The copy of {key} that was read has no address.", "Add `url` to `copy`.")
        if copy.kind == "publisher" and source.url is None:
            place = edition.evidence.place(key, "copy")
            yield Problem(
                place, "S1", f"The source {key} is the publisher's own copy but has no address.", "Add `url`."
            )


@rule("S2", "reworded copy")
def reworded(edition: Edition) -> Iterator[Finding]:
    """A figure from a reworded copy says in its note that it rests on that copy alone."""
    for key, source in edition.evidence.sources.items():
        yield Seen(key)
        if source.copy_read.kind != "reworded":
            continue
        for name, figure in source.figures.items():
            yield Seen(f"{key}.{name}")
            if "reworded copy" not in (figure.note or ""):
                place = edition.evidence.place(f"{key}.{name}")
                sentence = f"The figure {key}.{name} comes from a reworded copy and does not say so."
                yield Problem(place, "S2", sentence, "Write: note: Rests on the reworded copy alone.")


@rule("S4", "errors in a source")
def source_errors(edition: Edition) -> Iterator[Finding]:
    """What an article gets wrong or words in its own way is noted with its paragraph, shown on the source's page and
    never corrected."""
    for key, source in edition.evidence.sources.items():
        yield Seen(key)
        for note in source.editor_notes:
            if not edition.evidence.has_paragraph(f"{key}:{note.paragraph}"):
                reference = f"{key}:{note.paragraph}"
                place = edition.evidence.place(key, "editor_notes")
                sentence = f"A note of {key} names the paragraph {reference!r}, which does not exist."
                yield Problem(place, "S4", sentence, paragraph_hint(edition, reference))
        if source.editor_notes and not shows_source(edition, key):
            sentence = f"No page shows the notes of {key}."
            yield Problem(edition.evidence.place(key), "S4", sentence, f"Add `/// source | {key}` to a page.")


@rule("S3", "locked", "tables")
def locked_sources(edition: Edition) -> Iterator[Finding]:
    """Every source has an entry in data/articles.lock, which has no other entries."""
    evidence = edition.evidence
    lock = edition.project.relative(edition.project.lock)
    yield Seen(lock)
    for key in evidence.lock.keys() - evidence.sources.keys():
        hint = f"Restore data/sources/{key}.yaml, or run `explainer lock`."
        yield Problem(evidence.place(f"articles:{key}"), "S3", f"The lock has {key}, which is not a source.", hint)
    if evidence.sources and not evidence.lock:
        yield Problem(Place(lock), "S3", "The lock has no source.", "Restore the file, or run `explainer lock`.")
    for key in evidence.sources:
        yield Seen(key)
        if evidence.lock and key not in evidence.lock:
            yield Problem(evidence.place(key), "S3", f"{key} is not in data/articles.lock.", "Run `explainer lock`.")


@rule("S3", "fingerprint")
def fingerprints(edition: Edition) -> Iterator[Finding]:
    """The copy of each article matches the lock, paragraph by paragraph."""
    permitted = permitted_names(edition.evidence)
    for key in edition.evidence.sources:
        locked = edition.evidence.lock[key]
        article = edition.articles.get(key)
        for number, paragraph in enumerate(locked.paragraphs, start=1):
            yield Seen(f"{key}:{number}", "" if article else "no article text at hand")
            text = edition.paragraph(f"{key}:{number}")
            if article and (text is None or fingerprint_of(text) != paragraph.fingerprint):
                sentence = f"Paragraph {key}:{number} differs from the one that was locked."
                hint = "If the new copy is right, read what changed, then run `explainer lock`."
                yield Problem(edition.evidence.place(key), "S3", sentence, hint)
            elif text is not None and described(text, permitted) != paragraph:
                place = edition.evidence.place(f"articles:{key}", "paragraphs")
                sentence = f"The lock has a wrong number of words or wrong opening words for {key}:{number}."
                yield Problem(place, "S3", sentence, "Run `explainer lock`.")
        counted = sum(paragraph.words for paragraph in locked.paragraphs)
        if locked.words != counted:
            place = edition.evidence.place(f"articles:{key}", "words")
            sentence = f"The lock has {locked.words} words for {key}; its paragraphs have {counted}."
            yield Problem(place, "S3", sentence, "Run `explainer lock`.")
        if article and locked.words != article.words:
            sentence = f"The lock has {locked.words} words for {key}; the article has {article.words}."
            yield Problem(edition.evidence.place(f"articles:{key}", "words"), "S3", sentence, "Run `explainer lock`.")
        if article and len(article.paragraphs) > len(locked.paragraphs):
            counts = f"{len(locked.paragraphs)} paragraphs for {key}; the article has {len(article.paragraphs)}"
            hint = "Read what changed, then run `explainer lock`."
            yield Problem(edition.evidence.place(key), "S3", f"The lock has {counts}.", hint)
