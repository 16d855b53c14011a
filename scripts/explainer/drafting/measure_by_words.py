"""Suggests the measure and population of a quantity by its unit and the words around it.

These are compared with the name, question and populations of each measure, and with the figures that it already has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from explainer.core.people_words import PEOPLE_WORDS
from explainer.drafting.counted_nouns import kinds_in
from explainer.drafting.own_lists import own_phrases, own_words
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Measure
from quotereader.word_lists import listed

_WORD = re.compile(r"[a-z]{3,30}")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ations?|ings?|ions?|ors?|ers?|ed|es|s)$")
_QUALIFIES = re.compile(r" (?:who|which|that|of|in|from|for|to|with|on|by|at|together)\b")
_CLEARLY = 1.25
_OF_CLAUSE = 2.5
"""The weight of a word of the clause in which the number stands."""
_LEAST_OF_NAME, _RIGHT_KIND, _ONLY_STATED = 0.3, 1.5, 0.4
_LEAST_SCORE = 1.0
_LONGEST = 2_000
_MOST_WORDS = 4


@dataclass(frozen=True)
class Suggestion:
    """A measure and one of its populations, with the words that the text shares with them and a score.

    `says_it` holds the shared words of the clause that say what is counted, beyond whom; `population_read` tells
    whether the counted noun names the population and nothing more or less.
    """

    measure: str
    population: str
    words: tuple[str, ...]
    score: float
    says_it: tuple[str, ...] = ()
    population_read: bool = False


@dataclass(frozen=True)
class _Population:
    words: tuple[str, ...]
    kinds: frozenset[str]
    narrower: frozenset[str]


@dataclass(frozen=True)
class _Known:
    units: frozenset[str]
    populations: Mapping[str, _Population]


class Measures:
    """The recorded measures, prepared for comparison with the words of an article."""

    def __init__(self, evidence: Evidence) -> None:
        figures: dict[str, list[Figure]] = {key: [] for key in evidence.measures}
        for figure in evidence.figures.values():
            figures.setdefault(figure.measure, []).append(figure)
        bags = {key: _bag(measure, figures[key]) for key, measure in evidence.measures.items()}
        spread = Counter(word for bag in bags.values() for word in bag)
        self._spread = dict(spread)
        self._measures_of = {word: [key for key, bag in bags.items() if word in bag] for word in spread}
        self._known = {
            key: _Known(_units(figures[key]), _populations(measure, figures[key]))
            for key, measure in evidence.measures.items()
        }
        known = self._known.values()
        of_populations = (word for each in known for one in each.populations.values() for word in one.words)
        self._telling = frozenset((*spread, *of_populations))
        self._own = {key: _bag(measure, ()) for key, measure in evidence.measures.items()}
        self._names = {key: frozenset(_stems(one.name)) - _people_stems() for key, one in evidence.measures.items()}
        self._subjects = {
            key: frozenset(_stems(f"{measure.name} {measure.question}")) - _people_stems()
            for key, measure in evidence.measures.items()
        }

    def suggest(
        self, unit: str, texts: Mapping[str, float], kinds: frozenset[str] = frozenset(), clause: str = ""
    ) -> Suggestion | None:
        """Return the measure that fits best; None if none does.

        `texts` around a number have weights. `kinds` are the kinds of people that the number counts, and `clause` is
        what the article says of them.
        """
        weights = self._weights(texts)
        shared = self._shared_words(weights)
        scores = {
            key: self._score(key, shared[key], weights, kinds, unit == "people")
            for key, known in self._known.items()
            if key in shared and (not known.units or unit in known.units)
        }
        best = max(scores, key=lambda key: scores[key], default="")
        if not best or scores[best] < _LEAST_SCORE:
            return None
        in_clause = frozenset(_stems(clause))
        population, is_read = _best_population(self._known[best].populations, weights, kinds, in_clause)
        words = sorted(shared[best], key=lambda word: -weights[word])
        rest = scores.copy()
        score = rest.pop(best)
        clear = not rest or score >= _CLEARLY * max(rest.values())
        says_it = tuple(sorted(self._subjects[best] & in_clause)) if clear else ()
        return Suggestion(best, population, tuple(words[:_MOST_WORDS]), score, says_it, is_read)

    def _score(
        self, key: str, shared: Sequence[str], weights: Mapping[str, float], kinds: frozenset[str], of_people: bool
    ) -> float:
        """How well a measure fits: by the words that it shares, the less common the better, and by how much of its name
        the text says; and whether it counts these kinds of people at all."""
        own = self._own[key]
        common: float = sum(
            weights[word] / self._spread[word] ** 0.5 * (1 if word in own else _ONLY_STATED) for word in shared
        )
        name = self._names[key]
        said = sum(min(weights.get(word, 0.0), _OF_CLAUSE) for word in name) / (_OF_CLAUSE * len(name)) if name else 0.5
        counted = [one.kinds for one in self._known[key].populations.values()]
        if not kinds:
            fits = -_RIGHT_KIND / 2 if counted and all(counted) and of_people else 0.0
        else:
            fits = _RIGHT_KIND if kinds in counted else -_RIGHT_KIND if all(counted) else 0.0
        return common * (_LEAST_OF_NAME + said) + fits

    def _weights(self, texts: Mapping[str, float]) -> dict[str, float]:
        """The words that distinguish measures or populations, each with the largest weight of a text that has it."""
        weights: dict[str, float] = {}
        for text, weight in sorted(texts.items(), key=lambda item: item[1]):
            weights |= {word: weight for word in _stems(text) if word in self._telling}
        return weights

    def _shared_words(self, weights: Mapping[str, float]) -> Mapping[str, list[str]]:
        """The words that each measure shares with the text."""
        shared: dict[str, list[str]] = {}
        for word in weights:
            for key in self._measures_of.get(word, ()):
                shared.setdefault(key, []).append(word)
        return shared


def _bag(measure: Measure, figures: Iterable[Figure]) -> frozenset[str]:
    texts = [measure.name, measure.question, *measure.populations.values()]
    return frozenset(word for text in (*texts, *(figure.stated for figure in figures)) for word in _stems(text))


def _units(figures: Iterable[Figure]) -> frozenset[str]:
    return frozenset(unit for figure in figures for unit in (figure.unit, *(also.unit for also in figure.also)))


def _populations(measure: Measure, figures: Iterable[Figure]) -> dict[str, _Population]:
    """What is known of each population. Its words always have the same order: a sum of fractions depends on it."""
    words = {key: _stems(f"{text} {key.replace('-', ' ')}") for key, text in measure.populations.items()}
    for figure in figures:
        if figure.population in words:
            words[figure.population] += _stems(figure.stated)
    found = {}
    for key, text in measure.populations.items():
        head = _QUALIFIES.split(text, maxsplit=1)[0]
        narrower = frozenset(_stems(text)) - frozenset(_stems(head))
        found[key] = _Population(tuple(dict.fromkeys(words[key])), kinds_in(head), narrower)
    return found


def _best_population(
    populations: Mapping[str, _Population], weights: Mapping[str, float], kinds: frozenset[str], clause: frozenset[str]
) -> tuple[str, bool]:
    """The population that fits best, and whether the words name it: its kinds of people, and all that narrows it.

    Of two that fit equally well, the one with fewer words.
    """

    def fit(key: str) -> tuple[float, float, int]:
        one = populations[key]
        named = 0.0 if not kinds or not one.kinds else 1.0 if one.kinds == kinds else -1.0
        missing = -0.6 * len(one.narrower - clause)
        return named, sum(weights.get(word, -0.2) for word in one.words) + missing, -len(one.words)

    best = max(populations, key=fit) if populations else ""
    if not best:
        return "", False
    one = populations[best]
    equal = [key for key, other in populations.items() if other.kinds == one.kinds and other.narrower <= clause]
    return best, one.kinds == kinds and one.narrower <= clause and len(equal) == 1


@lru_cache(maxsize=512)
def _stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order and each once, without function words."""
    found = dict.fromkeys(map(_stem, _WORD.findall(text[:_LONGEST].lower())))
    return tuple(word for word in found if word)


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    if word in _meanings():
        return _meanings()[word]
    small = word in listed("function_words") or word in own_words("measure_small_words")
    return "" if small else _ENDING.sub("", word)


@cache
def _meanings() -> dict[str, str]:
    """Words of one meaning by the first of their line in the lists, so that "quit" is compared as "leave"."""
    lines = (*own_phrases("same_meaning"), *own_phrases("same_people"))
    return {word: line.split()[0] for line in sorted(lines) for word in line.split()}


@cache
def _people_stems() -> frozenset[str]:
    return frozenset(map(_stem, (*PEOPLE_WORDS, *own_words("any_people"), *_meanings_of_people())))


def _meanings_of_people() -> frozenset[str]:
    return frozenset(line.split()[0] for line in own_phrases("same_people"))
