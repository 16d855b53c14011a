"""The files made from the quiz and the flashcards: their names, and the functions that make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.downloads.teaching.anki import anki_deck
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.qti import qti
from explainer.downloads.teaching.quiz_tables import cards_csv, quiz_csv


@dataclass(frozen=True)
class TeachingFile:
    """One file: its name on the command line, its file name, and the function that makes it."""

    name: str
    file: str
    make: Callable[[Pack], bytes]


TEACHING_FILES = (
    TeachingFile("gift", "quiz.gift", gift),
    TeachingFile("qti", "quiz-qti.zip", qti),
    TeachingFile("quiz-csv", "quiz.csv", quiz_csv),
    TeachingFile("anki", "flashcards.apkg", anki_deck),
    TeachingFile("cards-csv", "flashcards.csv", cards_csv),
)
