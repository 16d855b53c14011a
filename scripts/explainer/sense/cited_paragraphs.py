"""The cited paragraphs of the articles, each read once: its words, its sentences, and who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from explainer.articles.read_article import Article
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.sense.sayings import Saying, sayings_in
from explainer.sense.word_stems import first_phrase, one_spelling, sentences_of, stem_of, words_of
from quotereader.parsed_paragraphs import Paragraph, parse
from quotereader.people import Cast
from quotereader.pronouns import Antecedents
from quotereader.quotations import read_quotations
from quotereader.resolve_speaker import resolve_speaker


@dataclass(frozen=True)
class CitedParagraph:
    """A paragraph of an article: its text, its sayings, and the words that tell who speaks in it."""

    reference: str
    text: str
    sayings: tuple[Saying, ...]
    speakers: frozenset[str]

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


def paragraph_before(edition: Edition, paragraph: CitedParagraph) -> CitedParagraph | None:
    """Return the paragraph before another in its article, or None."""
    source, _, number = paragraph.reference.partition(":")
    found = cited_paragraphs(edition, [f"{source}:{int(number) - 1}"])
    return found[0] if found else None


def _nothing_read(_: Edition) -> dict[str, dict[str, CitedParagraph]]:
    """Return where the paragraphs of each article are kept once it was read, which is when one of them is cited."""
    return {}


def _paragraphs_of(edition: Edition, source: str) -> Iterator[CitedParagraph]:
    """Read an article once, and yield all of its paragraphs."""
    article = edition.articles[source]
    read = _Reading(article)
    for paragraph, parsed in zip(article.paragraphs, read.paragraphs, strict=True):
        reference = f"{source}:{paragraph.number}"
        speakers = {*read.speakers_in(parsed), *_recorded(edition, reference)}
        roles = {role for speaker in speakers for role in read.roles.get(speaker, ())}
        sayings = tuple(saying for sentence in parsed.sentences for saying in sayings_in(sentence))
        yield CitedParagraph(reference, fold(paragraph.text), sayings, frozenset(speakers | roles))


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
    """One article as the reader of quotations understands it."""

    def __init__(self, article: Article) -> None:
        texts = [fold(paragraph.text) for paragraph in article.paragraphs]
        self.paragraphs = parse(texts)
        self._cast = Cast(self.paragraphs)
        self._antecedents = Antecedents(self.paragraphs, self._cast)
        self._quoted: dict[int, list[tuple[str, str]]] = {}
        for one in read_quotations(texts):
            self._quoted.setdefault(one.paragraph - 1, []).append((one.speaker or "", one.role))
        self.roles = self._roles()

    def speakers_in(self, paragraph: Paragraph) -> Iterator[str]:
        """Yield who speaks in a paragraph: names in their fullest form, descriptions, and roles."""
        for speaker, role in self._quoted.get(paragraph.index, ()):
            yield from filter(None, (speaker, role))
        for sentence in paragraph.sentences:
            for saying in sayings_in(sentence):
                speaker_found = resolve_speaker(saying.subject, paragraph.index, self._cast, self._antecedents)
                yield from filter(None, (speaker_found.text, speaker_found.role))

    def _roles(self) -> dict[str, set[str]]:
        """Return, by the forms of each name, the roles that the article gives its bearer anywhere."""
        found: dict[str, set[str]] = {}
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                for saying in sayings_in(sentence):
                    speaker = resolve_speaker(saying.subject, paragraph.index, self._cast, self._antecedents)
                    if speaker.text and speaker.role and speaker.kind in ("name", "pronoun"):
                        found.setdefault(speaker.text, set()).add(speaker.role)
        for quoted in self._quoted.values():
            for speaker_text, role in quoted:
                if speaker_text and role:
                    found.setdefault(speaker_text, set()).add(role)
        return found
