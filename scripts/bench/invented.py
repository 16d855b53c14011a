"""Invented articles: meaningless words in sentences that the rules can read, with the evidence in them.

The same seed gives the same text. The only real words are months, numbers and a few that rules look for ("people",
"said"), so that no measurement needs or spreads anybody's article.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from explainer.core.dates import MONTHS
from explainer.core.quantities import read_quantities

QUOTES, FIGURES, EVENTS, PLAIN = 8, 6, 6, 6
"""How many paragraphs of each kind an article has: twenty with evidence, and some without."""
A_MONTH = 5
"""How many articles are published in a month: as many as a small site has, so that a month is a part of that size."""
TOPICS = ("saru", "belka", "tormi", "vendo", "krile")
_FIRST_YEAR = 2031
_WORDS, _COMMON = 6_000, 20
_ONSETS = "b d f g k l m n p r s t v z br dr kr tr st gl".split()
_QUALIFIERS = ("nearly", "about", "more than", "at least")
_PRIVATE = 2
"""How many speakers of an article are shown by role. One more is shown by name, and speaks in two articles."""


class Language:
    """Invented words, a few common and most rare, as in any text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._taken: set[str] = set()
        self._lexicon = [self.word() for _ in range(_WORDS)]
        self._weights = [1 / (rank + _COMMON) for rank in range(len(self._lexicon))]

    def word(self) -> str:
        """Return a word that no call has returned before, and that is not read as a number."""
        while True:
            syllables = self.random.choice((2, 2, 3, 3, 4))
            word = "".join(self.random.choice(_ONSETS) + self.random.choice("aeiou") for _ in range(syllables))
            word += self.random.choice(("", "", "n", "r", "l"))
            if len(word) > 4 and word not in self._taken and not read_quantities(word):
                self._taken.add(word)
                return word

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(self._lexicon, self._weights, k=count))

    def sentence(self, count: int) -> str:
        return f"{self.words(count).capitalize()}."

    def name(self, letters: str) -> str:
        """Return a name with one word for each letter, which no other invented word begins with."""
        return " ".join(f"{letter}{self.word()}" for letter in letters)


@dataclass(frozen=True)
class Piece:
    """A piece of evidence: its paragraph, the words there, its topic, and its speaker, amount or date."""

    paragraph: int
    words: str
    topic: str
    speaker: str = ""
    amount: int = 0
    date: str = ""


@dataclass(frozen=True)
class Invented:
    """An invented article: the fields of its record, its paragraphs, and the evidence in them.

    `place` is its number among the articles of its month, from 0.
    """

    key: str
    place: int
    name: str
    title: str
    summary: str
    month: str
    roles: tuple[str, ...]
    person: str
    quotes: tuple[Piece, ...]
    figures: tuple[Piece, ...]
    events: tuple[Piece, ...]
    paragraphs: tuple[str, ...]


def invent(language: Language, number: int, person: str) -> Invented:
    """Return the article with this number, which quotes the public speaker `person`."""
    year, month = _FIRST_YEAR + number // A_MONTH // 12, number // A_MONTH % 12 + 1
    name = language.word()
    ages = [language.random.randint(19, 60) for _ in range(_PRIVATE)]
    roles = tuple(f"a {language.word()}, {age}" for age in ages)
    printed = {role: f"{language.name('YX')}, {age}" for role, age in zip(roles, ages, strict=True)} | {person: person}
    texts: list[str] = []
    quotes, figures, events = [], [], []
    for each in range(max(QUOTES, FIGURES, EVENTS, PLAIN)):
        topic = TOPICS[(number + each) % len(TOPICS)]
        if each < QUOTES:
            quotes.append(_quote(language, texts, topic, (person, *roles)[each % (_PRIVATE + 1)], printed))
        if each < FIGURES:
            figures.append(_figure(language, texts, topic, f"{year}-{month:02}"))
        if each < EVENTS:
            events.append(_event(language, texts, topic, year, month))
        if each < PLAIN:
            texts.append(" ".join(language.sentence(12) for _ in range(4)))
    return Invented(
        f"{name}-{number:03}", number % A_MONTH, name.capitalize(), language.sentence(7)[:-1], language.sentence(14),
        f"{year}-{month:02}", roles, person, tuple(quotes), tuple(figures), tuple(events), tuple(texts),
    )  # fmt: skip


def _quote(language: Language, texts: list[str], topic: str, speaker: str, printed: dict[str, str]) -> Piece:
    """Return a quotation. The article names every speaker, the record only the public one."""
    words = language.words(12).capitalize()
    texts.append(f"“{words},” said {printed[speaker]}. {language.sentence(14)} {language.sentence(12)}")
    return Piece(len(texts), words, topic, speaker)


def _figure(language: Language, texts: list[str], topic: str, month: str) -> Piece:
    amount = language.random.randint(21, 990) * 10
    words = f"{language.random.choice(_QUALIFIERS)} {amount:,} people"
    texts.append(f"{language.words(3).capitalize()} {words} {language.words(8)}. {language.sentence(24)}")
    return Piece(len(texts), words, topic, amount=amount, date=month)


def _event(language: Language, texts: list[str], topic: str, year: int, month: int) -> Piece:
    day = language.random.randint(1, 28)
    texts.append(f"On {day} {MONTHS[month - 1]} {year} {language.words(12)}. {language.sentence(24)}")
    return Piece(len(texts), language.sentence(9), topic, date=f"{year}-{month:02}-{day:02}")
