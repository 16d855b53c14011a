"""Rules Q: a quotation stands in its paragraph, in quotation marks, and has a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from explainer.articles.read_article import Article
from explainer.core.problems import Problem
from explainer.core.text import Phrases, count_words, find_exact, find_quoted, fold, nearest, quoted_spans, word_diff
from explainer.edition.article_lock import attestations
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.evidence import Evidence
from explainer.records.models import Person, Quote

CUT = "[...]"
LOOK_BACK = 3
PIECE_WORDS, PIECE_CHARACTERS, GAP_WORDS = 3, 12, 25
_TURNS = re.compile(
    r"\b(?:not|no|never|without|unless|except|only|alleged(?:ly)?|nor|neither|cannot|nobody|nothing|none|hardly"
    r"|scarcely|barely|refuse[ds]?|fail(?:ed|s)?|\w{2,12}n't)\b",
    re.IGNORECASE,
)


def pieces_of(text: str) -> list[str]:
    """Return the folded pieces of a quotation: one, or two around its `[…]`."""
    return [piece.strip() for piece in fold(text).split(CUT)]


def _texts(edition: Edition, key: str, quote: Quote) -> tuple[str | None, str]:
    reference = f"{key.partition('.')[0]}:{quote.paragraph}"
    return edition.paragraph(reference), reference


@rule("Q1", "verbatim")
def verbatim(edition: Edition) -> Iterator[Finding]:
    """A quotation occurs in its paragraph, after one fold that never touches case, words, digits or brackets; it
    starts and ends at a word boundary and never inside a numeral."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None:
            continue
        folded = fold(paragraph)
        for piece in pieces_of(quote.text):
            if find_quoted(piece, folded) < 0:
                place = edition.evidence.place(key, "text")
                elsewhere = _elsewhere(edition, piece)
                hint = f"It stands in {elsewhere}." if elsewhere else "Copy it from the article again."
                yield Problem(place, "Q1", f"The quotation {key} does not stand in {reference}.", hint)


def _elsewhere(edition: Edition, piece: str) -> str:
    found = (
        f"{source}:{paragraph.number}"
        for source, article in edition.articles.items()
        for paragraph in article.paragraphs
        if find_quoted(piece, fold(paragraph.text)) >= 0
    )
    return next(found, "")


@rule("Q2", "cuts")
def cuts(edition: Edition) -> Iterator[Finding]:
    """A quotation has at most one cut, written […]; its pieces stand in order, each at least 3 words and 12 characters
    long, with at most 25 words and no negation or qualifier between them. Square brackets stand only where the
    article has them."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        pieces = pieces_of(quote.text)
        yield Seen(key, "" if paragraph or len(pieces) == 1 else "no article text at hand")
        for sentence in _cut_faults(pieces, fold(paragraph) if paragraph else ""):
            place = edition.evidence.place(key, "text")
            yield Problem(place, "Q2", f"{key}: {sentence}", f"Look at {reference}, and quote one piece whole.")


def _cut_faults(pieces: list[str], paragraph: str) -> Iterator[str]:
    if any("..." in piece for piece in pieces):
        yield "a cut is written […], with its brackets."
    if len(pieces) == 1:
        return
    if len(pieces) > 2:
        yield f"it has {len(pieces) - 1} cuts; one is allowed."
    if any(len(piece) < PIECE_CHARACTERS or count_words(piece) < PIECE_WORDS for piece in pieces):
        yield f"each piece needs at least {PIECE_WORDS} words and {PIECE_CHARACTERS} characters."
    places = [find_quoted(piece, paragraph) for piece in pieces]
    if not paragraph or min(places) < 0:
        return
    if places != sorted(places):
        yield "its pieces stand in another order in the article."
        return
    gap = paragraph[places[0] + len(pieces[0]) : places[1]]
    if count_words(gap) > GAP_WORDS:
        yield f"{count_words(gap)} words lie between its pieces; {GAP_WORDS} are allowed."
    turned = _TURNS.search(gap)
    if turned:
        yield f"the cut leaves out “{turned.group()}”, which could turn the sense."


@rule("Q4", "near miss")
def near_miss(edition: Edition) -> Iterator[Finding]:
    """A quotation that does not match is shown beside the nearest passage, word by word, and fails."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, _ = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None:
            continue
        for piece in pieces_of(quote.text):
            close = nearest(piece, fold(paragraph))
            if find_quoted(piece, fold(paragraph)) < 0 and close:
                place = edition.evidence.place(key, "text")
                yield Problem(place, "Q4", f"{key} differs from its article in these words.", word_diff(piece, close))


@rule("Q3", "in marks")
def in_marks(edition: Edition) -> Iterator[Finding]:
    """The words of a quotation stand inside quotation marks in the article. Marks that do not pair are refused, not
    repaired."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None:
            continue
        place = edition.evidence.place(key, "text")
        spans = quoted_spans(paragraph)
        if not spans.balanced:
            hint = "Mend the copy of the article, or leave the quotation out."
            yield Problem(place, "Q3", f"The quotation marks of {reference} do not pair.", hint)
        elif not all(any(find_quoted(piece, span) >= 0 for span in spans.spans) for piece in pieces_of(quote.text)):
            hint = "Quote only what the article has in quotation marks; say the rest in your own words."
            yield Problem(place, "Q3", f"The quotation {key} is not inside quotation marks in {reference}.", hint)


@rule("Q5", "speaker")
def speaker(edition: Edition) -> Iterator[Finding]:
    """Every quotation names a speaker of people.yaml; a private speaker belongs to the quotation's own source. Where
    the article's paragraph names public people outside the marks, the speaker is one of them; where it names none,
    a public speaker is the one whom the nearest paragraph before names."""
    people = edition.evidence.people
    for key, quote in edition.evidence.quotes.items():
        yield Seen(key)
        place = edition.evidence.place(key, "speaker")
        person = people.get(quote.speaker)
        if person is None:
            yield Problem(place, "Q5", f"The speaker {quote.speaker!r} of {key} is unknown.", _known(people))
        elif person.source is not None and person.source != key.partition(".")[0]:
            sentence = f"The private speaker {quote.speaker!r} belongs to {person.source}, not to {key}."
            yield Problem(place, "Q5", sentence, "Give each source's speaker a record of their own.")
        else:
            yield from _named_nearby(edition, key, quote, person)


def _named_nearby(edition: Edition, key: str, quote: Quote, person: Person) -> Iterator[Problem]:
    article = edition.articles.get(key.partition(".")[0])
    if article is None:
        return
    here = people_named(edition, article, quote.paragraph)
    near = (people_named(edition, article, quote.paragraph - back) for back in range(1, LOOK_BACK + 1))
    named = here if here or person.kind == "private" else next((found for found in near if found), set())
    if (named and quote.speaker not in named) or (person.kind == "public" and not named):
        others = ", ".join(sorted(named)) or "nobody of people.yaml"
        place = edition.evidence.place(key, "speaker")
        sentence = f"The article does not name {quote.speaker!r} as the speaker of {key}."
        yield Problem(place, "Q5", sentence, f"Named there: {others}.")


def people_named(edition: Edition, article: Article, number: int) -> set[str]:
    """Return the public people whom a paragraph names outside quotation marks."""
    paragraph = article.paragraph(number)
    outside = " ".join(fold(paragraph.text).split('"')[0::2]) if paragraph else ""
    forms = edition.evidence.derived("forms of names", _name_forms)
    known = edition.evidence.derived("known forms of names", lambda _: Phrases(forms))
    return {forms[form] for form in known.possible_in(outside) if find_exact(form, outside) >= 0}


def _name_forms(evidence: Evidence) -> dict[str, str]:
    """Return the forms in which articles name public people: whole names, aliases, and surnames that are unique."""
    public = {key: person for key, person in evidence.people.items() if person.name}
    last = Counter(fold(person.name or "").split()[-1] for person in public.values())
    forms: dict[str, str] = {}
    for key, person in public.items():
        surname = fold(person.name or "").split()[-1]
        names = [fold(name) for name in (person.name or "", *person.aliases)]
        forms |= dict.fromkeys([*names, surname] if last[surname] == 1 else names, key)
    return forms


def _known(people: Mapping[str, Person]) -> str:
    return f"Known speakers: {', '.join(people)}."


@rule("Q6", "attested")
def attested(edition: Edition) -> Iterator[Finding]:
    """The lock attests each quotation and figure as it was when a person last compared it with the article: words,
    amount and attribution. What changed since then is a problem until it is compared and locked again. Without the
    article's text the attestation is all there is, and the record counts as unchecked."""
    for source in edition.evidence.sources.values():
        locked = edition.evidence.lock.get(source.id)
        if locked is None:
            continue
        why = "" if source.id in edition.articles else "attested by the lock only"
        for key, digest in attestations(source, locked).items():
            yield Seen(f"{source.id}.{key}", why)
            if locked.checked.get(key) != digest:
                place = edition.evidence.place(f"{source.id}.{key}")
                sentence = f"{source.id}.{key} is not as it was when it was last compared with the article."
                yield Problem(place, "Q6", sentence, "Compare it with the article, then run `explainer lock`.")
