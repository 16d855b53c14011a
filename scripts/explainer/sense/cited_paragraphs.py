"""The cited paragraphs of the articles, each read once: its words, its sentences, and who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.sense.sayings import ACCORDING, Saying, sayings_in
from explainer.sense.word_stems import first_phrase, one_spelling, sentences_of, stem_of, words_of
from quotereader.parsed_paragraphs import Paragraph, parse
from quotereader.people import Cast
from quotereader.pronouns import Antecedents
from quotereader.quotations import quotations_of
from quotereader.resolve_speaker import resolve_speaker
from quotereader.tokens import Token

LOOK_BACK = 3
"""How many paragraphs before the cited one may have named a person or body that it calls "he" or "the group"."""
_TIMES = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))


@dataclass(frozen=True)
class CitedParagraph:
    """A paragraph of an article: its text, its sayings, who speaks in it, and who is only named there as well.

    People are given by their names and by their roles.
    """

    reference: str
    text: str
    sayings: tuple[Saying, ...]
    speakers: frozenset[str]
    people: frozenset[str]

    @cached_property
    def plain(self) -> str:
        """The text in one spelling and lower case."""
        return one_spelling(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in one spelling; those joined by a hyphen also one by one."""
        found = words_of(self.text)
        return frozenset(found) | {part for word in found if "-" in word for part in word.split("-")}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(stem_of(word) for word in self.words)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, folded; those inside quotation marks stand on their own."""
        return tuple(sentences_of(self.text))

    @cached_property
    def speaker_words(self) -> frozenset[str]:
        """The stems of the words that tell who speaks."""
        return frozenset(stem_of(word) for speaker in self.speakers for word in words_of(speaker))


def cited_paragraphs(edition: Edition, references: Iterable[str]) -> list[CitedParagraph] | None:
    """Return the paragraphs that references name, or None if the text of one of them is not at hand."""
    known = edition.derived("paragraphs by source", _nothing_read)
    found: list[CitedParagraph] = []
    for reference in dict.fromkeys(references):
        source = reference.partition(":")[0]
        if source not in known and source in edition.articles:
            known[source] = {each.reference: each for each in _paragraphs_of(edition, source)}
        paragraph = known.get(source, {}).get(reference)
        if paragraph is None:
            return None
        found.append(paragraph)
    return found


def are_at_hand(edition: Edition, references: Iterable[str]) -> bool:
    """Tell whether the paragraphs that references name are at hand, without reading what they say."""
    return edition.derived("references at hand", _references).issuperset(references)


def _references(edition: Edition) -> frozenset[str]:
    articles = edition.articles.items()
    return frozenset(f"{source}:{each.number}" for source, article in articles for each in article.paragraphs)


def paragraphs_before(edition: Edition, paragraph: CitedParagraph) -> list[CitedParagraph]:
    """Return the paragraphs just before another in its article, the first of them first."""
    source, _, number = paragraph.reference.partition(":")
    before = [f"{source}:{at}" for at in range(max(1, int(number) - LOOK_BACK), int(number))]
    return cited_paragraphs(edition, before) or []


def _nothing_read(_: Edition) -> dict[str, dict[str, CitedParagraph]]:
    """Return where the paragraphs of each article are kept once it was read, which is when one of them is cited."""
    return {}


def _paragraphs_of(edition: Edition, source: str) -> Iterator[CitedParagraph]:
    """Read an article once, and yield all of its paragraphs."""
    article = edition.articles[source]
    read = _read(tuple(fold(paragraph.text) for paragraph in article.paragraphs))
    named = [(person.name, *person.aliases, person.role) for person in edition.evidence.people.values() if person.name]
    for paragraph, parsed in zip(article.paragraphs, read.paragraphs, strict=True):
        text = fold(paragraph.text)
        reference = f"{source}:{paragraph.number}"
        speakers = {*read.speakers_in(parsed), *_recorded(edition, reference)}
        speakers |= {role for speaker in speakers for role in read.roles.get(speaker, ())}
        people = {each for forms in named if any(fold(form) in text for form in forms[:-1]) for each in forms}
        yield CitedParagraph(
            reference, text, read.sayings[parsed.index], frozenset(speakers), frozenset(speakers | people)
        )


def _recorded(edition: Edition, reference: str) -> Iterator[str]:
    """Yield who speaks in a paragraph by its records: speakers of quotations, and claimants of figures."""
    evidence = edition.evidence
    for _, piece in evidence.pieces_at(reference):
        who = getattr(piece, "speaker", None) or getattr(piece, "claimed_by", None)
        person, body = evidence.people.get(who or ""), evidence.organisations.get(who or "")
        if person is not None:
            yield from (person.shown, person.role, *person.aliases)
        if body is not None:
            yield from (body.name, first_phrase(body.what))


class _Reading:
    """One article as the reader of quotations understands it: its sayings, who says them, and everybody's roles."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.paragraphs = parse(texts)
        self.sayings = [tuple(each for one in every.sentences for each in sayings_in(one)) for every in self.paragraphs]
        self.roles: dict[str, set[str]] = {}
        cast = Cast(self.paragraphs)
        antecedents = Antecedents(self.paragraphs, cast)
        self._speakers: list[set[str]] = [set() for _ in texts]
        for one in quotations_of(self.paragraphs, cast, antecedents):
            self._keep(one.paragraph - 1, one.speaker or "", one.role)
        for at, sayings in enumerate(self.sayings):
            for saying in sayings:
                speaker = resolve_speaker(saying.subject, at, cast, antecedents)
                self._keep(at, speaker.text or "", speaker.role)
                self._keep(at, _around(saying), "")

    def speakers_in(self, paragraph: Paragraph) -> set[str]:
        """Return who speaks in a paragraph: names in their fullest form, descriptions, and roles."""
        return self._speakers[paragraph.index]

    def _keep(self, paragraph: int, speaker: str, role: str) -> None:
        self._speakers[paragraph] |= {each for each in (speaker, role) if each}
        if speaker and role:
            self.roles.setdefault(speaker, set()).add(role)


@lru_cache(maxsize=64)
def _read(texts: tuple[str, ...]) -> _Reading:
    """Return the reading of an article with these paragraphs, which stays the same whatever changes on the pages."""
    return _Reading(texts)


def _around(saying: Saying) -> str:
    """Return words among which the speaker stands, where the subject that was found may not be the whole of it.

    Behind "according to" several may be listed, and before a verb without a subject, or with a time for one, somebody
    may be described at length.
    """
    tokens, subject = saying.sentence.tokens, saying.subject
    if saying.verb == ACCORDING:
        return _words(tokens[saying.at + 2 :])
    if subject is not None and not _TIMES & {word.lower() for word in subject.text.split()}:
        return ""
    return _words(tokens[: saying.at])


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens if token.kind == "word")
