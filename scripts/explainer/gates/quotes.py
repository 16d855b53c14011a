"""Rules Q: a quotation is in its paragraph, inside quotation marks, and has a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from explainer.articles.read_article import Article
from explainer.articles.spoken_paragraphs import spoken_paragraphs
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
    """Return the folded pieces of a quotation: one, or those between its cuts, `[…]`."""
    return [piece.strip() for piece in fold(text).split(CUT)]


def _texts(edition: Edition, key: str, quote: Quote) -> tuple[str | None, str]:
    reference = f"{key.partition('.')[0]}:{quote.paragraph}"
    return edition.paragraph(reference), reference


@rule("Q1", "verbatim")
def verbatim(edition: Edition) -> Iterator[Finding]:
    """A quotation occurs in its paragraph once both are folded; folding never changes case, words, digits or brackets.
    It starts and ends at a word boundary and never inside a numeral."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None:
            continue
        folded = fold(paragraph)
        for piece in pieces_of(quote.text):
            if find_quoted(piece, folded) < 0:
                place = edition.evidence.place(key, "text")
                hint = _hint_from_elsewhere(edition, key, piece)
                yield Problem(place, "Q1", f"The quotation {key} is not in {reference}.", hint)


def _hint_from_elsewhere(edition: Edition, key: str, piece: str) -> str:
    found = (
        (source, paragraph.number)
        for source, article in edition.articles.items()
        for paragraph in article.paragraphs
        if find_quoted(piece, fold(paragraph.text)) >= 0
    )
    source, number = next(found, ("", 0))
    if not source:
        return "Copy it from the article again."
    to_do = "change its paragraph" if source == key.partition(".")[0] else f"move it to data/sources/{source}.yaml"
    return f"It is in {source}:{number}: {to_do}."


@rule("Q2", "cuts")
def cuts(edition: Edition) -> Iterator[Finding]:
    """A quotation has at most one cut, written […]. Its pieces are in order, each has at least 3 words and 12
    characters, and the cut leaves out at most 25 words and no negation or qualifier. Other square brackets are used
    only where the article has them."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        pieces = pieces_of(quote.text)
        yield Seen(key, "" if paragraph or len(pieces) == 1 else "no article text at hand")
        for sentence in _cut_faults(pieces, fold(paragraph) if paragraph else ""):
            place = edition.evidence.place(key, "text")
            yield Problem(
                place, "Q2", f"The quotation {key} {sentence}", f"Quote one piece of {reference} without a cut."
            )


def _cut_faults(pieces: list[str], paragraph: str) -> Iterator[str]:
    if any("..." in piece for piece in pieces):
        yield "has a cut that is not written […]."
    if len(pieces) == 1:
        return
    if len(pieces) > 2:
        yield f"has {len(pieces) - 1} cuts; the limit is 1."
    if any(len(piece) < PIECE_CHARACTERS or count_words(piece) < PIECE_WORDS for piece in pieces):
        yield f"has a piece of fewer than {PIECE_WORDS} words or {PIECE_CHARACTERS} characters."
    places = [find_quoted(piece, paragraph) for piece in pieces]
    if not paragraph or min(places) < 0:
        return
    if places != sorted(places):
        yield "has its pieces in a different order from the article."
        return
    gap = paragraph[places[0] + len(pieces[0]) : places[1]]
    if count_words(gap) > GAP_WORDS:
        yield f"leaves out {count_words(gap)} words at its cut; the limit is {GAP_WORDS}."
    turned = _TURNS.search(gap)
    if turned:
        yield f"leaves out “{turned.group()}” at its cut, which could change the meaning."


@rule("Q4", "near miss")
def near_miss(edition: Edition) -> Iterator[Finding]:
    """A quotation that is not in its paragraph is compared, word by word, with the nearest passage."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, _ = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None:
            continue
        for piece in pieces_of(quote.text):
            close = nearest(piece, fold(paragraph))
            if find_quoted(piece, fold(paragraph)) < 0 and close:
                place = edition.evidence.place(key, "text")
                sentence = f"The quotation {key} differs from the nearest words of its article."
                yield Problem(place, "Q4", sentence, word_diff(piece, close))


@rule("Q3", "in marks")
def in_marks(edition: Edition) -> Iterator[Finding]:
    """The words of a quotation are inside quotation marks in the article, or the article gives them to a speaker in
    another way: as an answer or a turn behind a label, or as a block quotation. Marks that do not pair up are refused,
    not repaired."""
    for key, quote in edition.evidence.quotes.items():
        paragraph, reference = _texts(edition, key, quote)
        yield Seen(key, "" if paragraph else "no article text at hand")
        if paragraph is None or _is_set_apart(edition, key, quote):
            continue
        place = edition.evidence.place(key, "text")
        spans = quoted_spans(paragraph)
        if not spans.balanced:
            hint = "Correct your copy of the article, or remove the quotation."
            yield Problem(place, "Q3", f"The quotation marks in {reference} do not pair up.", hint)
        elif not all(any(find_quoted(piece, span) >= 0 for span in spans.spans) for piece in pieces_of(quote.text)):
            hint = "Quote only what the article has in quotation marks, and say the rest in your own words."
            yield Problem(place, "Q3", f"The quotation {key} is not inside quotation marks in {reference}.", hint)


def _is_set_apart(edition: Edition, key: str, quote: Quote) -> bool:
    """Whether the words of a quotation stand where the article gives all words to one speaker, without marks."""
    source = key.partition(".")[0]
    apart = edition.derived("speech without marks", _speech_without_marks).get(source, {})
    start = apart.get(quote.paragraph)
    if start is None:
        return False
    words = fold(edition.articles[source].paragraphs[quote.paragraph - 1].text[start:])
    return '"' not in words and all(find_quoted(piece, words) >= 0 for piece in pieces_of(quote.text))


def _speech_without_marks(edition: Edition) -> dict[str, dict[int, int]]:
    """Where the words of speakers begin in paragraphs that are theirs alone, by source and paragraph."""
    return {
        source: {one.paragraph: one.start for one in spoken_paragraphs(article)}
        for source, article in edition.articles.items()
    }


@rule("Q5", "speaker")
def speaker(edition: Edition) -> Iterator[Finding]:
    """Every quotation names a speaker from people.yaml; a private speaker belongs to the quotation's own source. Where
    the article's paragraph names public people outside quotation marks, the speaker is one of them; where it names
    none, a public speaker is named in the nearest paragraph before it that names any."""
    people = edition.evidence.people
    for key, quote in edition.evidence.quotes.items():
        yield Seen(key)
        place = edition.evidence.place(key, "speaker")
        person = people.get(quote.speaker)
        if person is None:
            yield Problem(
                place, "Q5", f"The speaker of {key} is not in data/people.yaml: {quote.speaker!r}.", _known(people)
            )
        elif person.source is not None and person.source != key.partition(".")[0]:
            sentence = f"The speaker of {key} is a private person of the source {person.source}: {quote.speaker!r}."
            yield Problem(place, "Q5", sentence, "Add a person of this source to data/people.yaml.")
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
        others = ", ".join(sorted(named)) or "nobody in data/people.yaml"
        place = edition.evidence.place(key, "speaker")
        sentence = f"The article does not name {quote.speaker!r} as the speaker of {key}."
        yield Problem(place, "Q5", sentence, f"Named there: {others}.")


def people_named(edition: Edition, article: Article, number: int) -> set[str]:
    """Return the ids of the public people whom a paragraph names outside quotation marks."""
    paragraph = article.paragraph(number)
    outside = " ".join(fold(paragraph.text).split('"')[0::2]) if paragraph else ""
    forms = edition.evidence.derived("forms of names", _name_forms)
    known = edition.evidence.derived("known forms of names", lambda _: Phrases(forms))
    return {forms[form] for form in known.possible_in(outside) if find_exact(form, outside) >= 0}


def _name_forms(evidence: Evidence) -> dict[str, str]:
    """Return the ids of public people by the forms in which articles name them: names, aliases, unique surnames."""
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
    """The lock attests the words, amount and attribution of each quotation and figure as they were when a person last
    compared it with the article. A record that has changed since, or is new, must be compared and locked. Without the
    article's text there is only this attestation, and the record counts as unchecked."""
    for source in edition.evidence.sources.values():
        locked = edition.evidence.lock.get(source.id)
        if locked is None:
            continue
        why = "" if source.id in edition.articles else "attested by the lock only"
        for key, digest in attestations(source, locked).items():
            yield Seen(f"{source.id}.{key}", why)
            if locked.checked.get(key) != digest:
                place = edition.evidence.place(f"{source.id}.{key}")
                sentence = f"{source.id}.{key} has not been compared with the article in its current form."
                yield Problem(place, "Q6", sentence, "Compare it with the article, then run `explainer lock`.")
