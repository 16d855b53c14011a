"""The files made from the quiz and the flashcards: their names, what they are for, and the functions that make them."""

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
    """One file: its name on the command line, its file name, title and use, and the function that makes it."""

    name: str
    file: str
    title: str
    use: str
    make: Callable[[Pack], bytes]


TEACHING_FILES = (
    TeachingFile("gift", "quiz.gift", "Quiz for Moodle (GIFT)", "Import it into the question bank of a course.", gift),
    TeachingFile("qti", "quiz-qti.zip", "Quiz for Canvas (QTI)", "Import it into a course as a QTI archive.", qti),
    TeachingFile("quiz-csv", "quiz.csv", "Quiz with its key (CSV)", "For spreadsheets and other programs.", quiz_csv),
    TeachingFile("anki", "flashcards.apkg", "Flashcards for Anki", "A later edition updates the cards.", anki_deck),
    TeachingFile("cards-csv", "flashcards.csv", "Flashcards (CSV)", "For programs other than Anki.", cards_csv),
)
