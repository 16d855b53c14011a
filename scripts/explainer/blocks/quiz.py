"""The quiz: all of it, or the items of a lesson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import LESSON
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.edition.state import Edition
from explainer.quiz.words_from_records import figures_printed
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import Matching
from explainer.render.quizzes import quiz


class QuizBlock(FilledBlock):
    """`/// quiz` asks the items of the quiz, with folded answers: all, or those with `lesson: counting`."""

    name = "quiz"
    options = {"lesson": LESSON}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return quiz(view, view.site.lessons(), given.option("lesson"))

    def asks(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [key for key, item in evidence.quiz.items() if given.option("lesson") in ("", item.lesson)]

    def prints_quotes(self, edition: Edition, given: Given) -> Iterator[str]:
        for item in (edition.evidence.quiz[key] for key in self.asks(edition.evidence, given)):
            if item.shows:
                yield item.shows
            if isinstance(item, Matching) and item.match == "speakers":
                yield from item.of

    def prints_figures(self, evidence: Evidence, given: Given) -> Iterable[str]:
        asked = self.asks(evidence, given)
        return [figure for key in asked for figure in figures_printed(evidence.quiz[key])]
