"""Which measure and population a quantity belongs to: by its unit, and by the words around it.

Each measure is known by the words of its name, question and populations, and by the words and units of the figures
that it already has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explainer.drafting.cues import words as listed
from explainer.models import Figure, Measure
from explainer.store import Evidence
from explainer.text import fold

_WORD = re.compile(r"[a-z]{3,30}")
_LEAST_SCORE = 1.0


@dataclass(frozen=True)
class Suggestion:
    """A measure and a population of it, with the words that the text shares with them."""

    measure: str
    population: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class _Known:
    units: frozenset[str]
    words: Mapping[str, float]
    populations: Mapping[str, frozenset[str]]


class Measures:
    """The measures of a store, ready to be compared with what an article says."""

    def __init__(self, evidence: Evidence) -> None:
        figures: dict[str, list[Figure]] = {key: [] for key in evidence.measures}
        for figure in evidence.figures.values():
            figures.setdefault(figure.measure, []).append(figure)
        bags = {key: _bag(measure, figures[key]) for key, measure in evidence.measures.items()}
        spread = Counter(word for bag in bags.values() for word in bag)
        self._known = {
            key: _Known(
                frozenset(figure.unit for figure in figures[key]),
                {word: 1 / spread[word] for word in bags[key]},
                _populations(measure, figures[key]),
            )
            for key, measure in evidence.measures.items()
        }

    def suggest(self, unit: str, texts: Mapping[str, float]) -> Suggestion | None:
        """Return the measure that fits best. `texts` are the words around a number, each with its weight."""
        weights = _weights(texts)
        best: Suggestion | None = None
        for key, known in self._known.items():
            if known.units and unit not in known.units:
                continue
            shared = [word for word in weights if word in known.words]
            score = sum(weights[word] * known.words[word] for word in shared)
            if score >= _LEAST_SCORE and (best is None or score > best.score):
                population = _best_population(known.populations, weights)
                best = Suggestion(key, population, tuple(sorted(shared, key=lambda word: -weights[word])[:4]), score)
        return best


def _weights(texts: Mapping[str, float]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for text, weight in texts.items():
        for word in _stems(text):
            weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _bag(measure: Measure, figures: Iterable[Figure]) -> frozenset[str]:
    texts = [measure.name, measure.question, *measure.populations.values()]
    return frozenset(word for text in (*texts, *(figure.stated for figure in figures)) for word in _stems(text))


def _populations(measure: Measure, figures: Iterable[Figure]) -> dict[str, frozenset[str]]:
    found = {key: set(_stems(f"{words} {key.replace('-', ' ')}")) for key, words in measure.populations.items()}
    for figure in figures:
        if figure.population in found:
            found[figure.population] |= _stems(figure.stated)
    return {key: frozenset(bag) for key, bag in found.items()}


def _best_population(populations: Mapping[str, frozenset[str]], weights: Mapping[str, float]) -> str:
    """The population whose words fit best; of two that fit as well, the one that asks for less."""

    def fit(key: str) -> tuple[float, int]:
        return sum(weights.get(word, -0.2) for word in populations[key]), -len(populations[key])

    return max(populations, key=fit) if populations else ""


def _stems(text: str) -> set[str]:
    """The words of a text without small words and without endings of number and time."""
    return {
        stem
        for word in _WORD.findall(fold(text[:2_000]).lower())
        if word not in listed("function_words") and word not in listed("measure_small_words")
        for stem in (_stem(word),)
    }


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ions", "ion", "ors", "or", "ers", "er", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
