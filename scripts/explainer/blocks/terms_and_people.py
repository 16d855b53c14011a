"""Terms with their definitions, and people who are quoted by name."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.arguments import FIRST_LETTER, TERMS
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.render.lessons import vocabulary
from explainer.render.listings import glossary, people_list


class GlossaryBlock(FilledBlock):
    """`/// glossary` with `letter: b`: all terms with their definitions, or those of a letter."""

    name = "glossary"
    options = {"letter": FIRST_LETTER}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [glossary(view, given.option("letter"))]


class VocabularyBlock(FilledBlock):
    """`/// vocabulary | ebb whistle`: the words that a lesson needs, from the glossary."""

    name = "vocabulary"
    argument = TERMS

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return vocabulary(view, given.argument.split())


class PeopleBlock(FilledBlock):
    """`/// people`: the people who are quoted by name, or those of a letter."""

    name = "people"
    options = {"letter": FIRST_LETTER}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [people_list(view, given.option("letter"))]
