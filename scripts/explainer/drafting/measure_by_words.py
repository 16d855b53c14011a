"""Suggests the measure and population of a quantity by its unit and the words around it.

These are compared with the name, question and populations of each measure, and with the figures that it already has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from explainer.drafting.own_lists import own_words
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Measure
from quotereader.word_lists import listed

_WORD = re.compile(r"[a-z]{3,30}")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ations?|ings?|ions?|ors?|ers?|ed|es|s)$")
_LEAST_SCORE = 1.0
_LONGEST = 2_000
_MOST_WORDS = 4


@dataclass(frozen=True)
class Suggestion:
    """A measure and one of its populations, with the words that the text shares with them and a score."""

    measure: str
    population: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class _Known:
    units: frozenset[str]
    populations: Mapping[str, tuple[str, ...]]


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
            key: _Known(frozenset(figure.unit for figure in figures[key]), _populations(measure, figures[key]))
            for key, measure in evidence.measures.items()
        }
        of_populations = (word for known in self._known.values() for bag in known.populations.values() for word in bag)
        self._telling = frozenset((*spread, *of_populations))

    def suggest(self, unit: str, texts: Mapping[str, float]) -> Suggestion | None:
        """Return the measure that fits best; None if none does. `texts` around a number have weights."""
        weights = self._weights(texts)
        shared = self._shared_words(weights)
        scores = {
            key: sum(weights[word] / self._spread[word] for word in shared[key])
            for key, known in self._known.items()
            if key in shared and (not known.units or unit in known.units)
        }
        best = max(scores, key=lambda key: scores[key], default="")
        if not best or scores[best] < _LEAST_SCORE:
            return None
        population = _best_population(self._known[best].populations, weights)
        words = sorted(shared[best], key=lambda word: -weights[word])
        return Suggestion(best, population, tuple(words[:_MOST_WORDS]), scores[best])

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


def _populations(measure: Measure, figures: Iterable[Figure]) -> dict[str, tuple[str, ...]]:
    """The words of each population, always in the same order: a sum of fractions depends on it."""
    found = {key: _stems(f"{words} {key.replace('-', ' ')}") for key, words in measure.populations.items()}
    for figure in figures:
        if figure.population in found:
            found[figure.population] += _stems(figure.stated)
    return {key: tuple(dict.fromkeys(bag)) for key, bag in found.items()}


def _best_population(populations: Mapping[str, tuple[str, ...]], weights: Mapping[str, float]) -> str:
    """The population whose words fit best; of two that fit equally well, the one with fewer words."""

    def fit(key: str) -> tuple[float, int]:
        return sum(weights.get(word, -0.2) for word in populations[key]), -len(populations[key])

    return max(populations, key=fit) if populations else ""


@lru_cache(maxsize=512)
def _stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order and each once, without function words."""
    found = dict.fromkeys(map(_stem, _WORD.findall(text[:_LONGEST].lower())))
    return tuple(word for word in found if word)


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    small = word in listed("function_words") or word in own_words("measure_small_words")
    return "" if small else _ENDING.sub("", word)
