"""Terms with their definitions, and people who are shown by name."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.arguments import FIRST_LETTER, TERMS
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.render.lessons import vocabulary
from explainer.render.listings import glossary, people_list


class GlossaryBlock(FilledBlock):
    """`/// glossary` lists terms with their definitions: all, or those that begin with `letter: b`."""

    name = "glossary"
    options = {"letter": FIRST_LETTER}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [glossary(view, given.option("letter"))]


class VocabularyBlock(FilledBlock):
    """`/// vocabulary | ebb whistle` lists the terms that a lesson needs, with their definitions."""

    name = "vocabulary"
    argument = TERMS

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return vocabulary(view, given.argument.split())


class PeopleBlock(FilledBlock):
    """`/// people` lists the people who are shown by name: all, or those whose names begin with `letter: b`."""

    name = "people"
    options = {"letter": FIRST_LETTER}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [people_list(view, given.option("letter"))]
