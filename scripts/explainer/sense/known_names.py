"""The names that the project lists: which of them a text mentions, and whether a paragraph knows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explainer.core.text import Phrases, find_exact, fold, whole
from explainer.edition.state import Edition
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from explainer.sense.cited_paragraphs import CitedParagraph, paragraphs_before
from explainer.sense.word_stems import content_stems, first_phrase, has_phrase, one_spelling, outside_marks

_SHORT = re.compile(r"\(([A-Z][A-Za-z]{1,8})\)")


@dataclass(frozen=True)
class KnownNames:
    """The listed people and bodies: their forms, each with all forms of the same name, and those of publishers."""

    forms: Phrases
    same: dict[str, frozenset[str]]
    publishers: dict[str, frozenset[str]]
    """The sources of each publisher, by the forms in which it is named."""
    described: dict[str, str]
    """What the project says of a body, by the forms in which it is named."""

    def mentioned_in(self, text: str) -> list[str]:
        """Return the forms that a text mentions outside quotation marks, the longest where several overlap."""
        blanked = outside_marks(text)
        found: list[str] = []
        for form in self.forms.possible_in(blanked):
            if find_exact(form, blanked) >= 0:
                found.append(form)
                blanked = re.sub(whole(form), "#" * len(form), blanked)
        return found


def known_names(edition: Edition) -> KnownNames:
    """Return the listed names of an edition."""
    return edition.evidence.derived("known names", _known_names)


def is_named(form: str, known: KnownNames, paragraph: CitedParagraph) -> bool:
    """Tell whether a paragraph, or what is recorded of who speaks in it, has a name in any of its forms."""
    forms = [one_spelling(each) for each in known.same[form]]
    texts = (paragraph.plain, *(one_spelling(speaker) for speaker in paragraph.speakers))
    return any(has_phrase(each, text) for each in forms for text in texts)


def is_named_near(edition: Edition, form: str, cited: Sequence[CitedParagraph]) -> bool:
    """Tell whether a name stands in one of the paragraphs or shortly before it, or is a speaker's there."""
    known = known_names(edition)
    return any(is_named(form, known, each) for one in cited for each in (one, *paragraphs_before(edition, one)))


def _known_names(evidence: Evidence) -> KnownNames:
    groups = [frozenset(group) for group in _groups(evidence)]
    groups += [frozenset(same) for same in _same_words(groups)]
    same: dict[str, frozenset[str]] = {}
    for group in groups:
        merged = group.union(*(same[form] for form in group if form in same))
        same |= dict.fromkeys(merged, merged)
    publishers = _publishers(evidence.sources.values())
    forms = sorted({*same, *publishers}, key=lambda form: (-len(form), form))
    described = {
        form: first_phrase(body.what)
        for body in evidence.organisations.values()
        for form in same.get(fold(body.name), ())
    }
    return KnownNames(Phrases(forms), same, publishers, described)


def _same_words(groups: Iterable[frozenset[str]]) -> Iterator[list[str]]:
    """Yield the forms that have the same words in another order: "Tide Court", "Court of the Tides"."""
    by_words: dict[frozenset[str], list[str]] = {}
    for form in frozenset[str]().union(*groups):
        if len(form.split()) > 1:
            by_words.setdefault(frozenset(content_stems(form)), []).append(form)
    return (forms for forms in by_words.values() if len(forms) > 1)


def _groups(evidence: Evidence) -> Iterator[list[str]]:
    """Yield the forms of each listed person and body, its name first."""
    last = Counter(fold(person.name).split()[-1] for person in evidence.people.values() if person.name)
    for person in evidence.people.values():
        if person.name:
            surname = fold(person.name).split()[-1]
            short = [surname] if last[surname] == 1 and " of " not in person.name else []
            yield [fold(person.name), *map(fold, person.aliases), *short]
    for body in evidence.organisations.values():
        if _is_proper(body.name):
            yield [fold(body.name), *_initials(body.name)]
    for name, listed in evidence.names.items():
        if listed.kind in ("institution", "group", "person"):
            yield [fold(name), *(_initials(name) if listed.kind != "person" else ())]
    for term in evidence.terms.values():
        bare = _SHORT.sub("", term.term).strip()
        if _is_proper(bare):
            yield [fold(bare), *_SHORT.findall(term.term), *(fold(form) for form in term.forms if _is_proper(form))]


def _is_proper(name: str) -> bool:
    """Whether every longer word of a name is capitalised: "the resistance" and "Official estimates" are no names."""
    long = [word for word in name.split() if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _initials(name: str) -> list[str]:
    capitals = [word[0] for word in name.split() if word[0].isupper() and word != "The"]
    return ["".join(capitals)] if 1 < len(capitals) < 6 else []


def _publishers(sources: Iterable[Source]) -> dict[str, frozenset[str]]:
    """Return the ids of the sources of each publisher, by its forms: "The Tidal Ledger", "Tidal Ledger", "Ledger"."""
    found: dict[str, set[str]] = {}
    for source in sources:
        publisher = fold(source.publisher)
        bare = publisher.removeprefix("The ")
        last = bare.split()[-1]
        forms = {publisher, bare, fold(source.name), *(_shortened(last) if last != bare else ())}
        for form in forms:
            found.setdefault(form, set()).add(source.id)
    return {form: frozenset(ids) for form, ids in found.items()}


def _shortened(last: str) -> list[str]:
    return [f"the {last}", f"The {last}"] if last.isalpha() else []


def sources_cited(references: Sequence[str]) -> set[str]:
    """Return the ids of the sources that references name."""
    return {reference.partition(":")[0] for reference in references}
