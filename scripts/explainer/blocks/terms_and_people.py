"""Terms with their definitions, and the people who speak."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.arguments import FIRST_LETTER, PUBLIC_PEOPLE, TERMS
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.render.cast import cast
from explainer.render.lesson_helps import names, vocabulary
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


class NamesBlock(FilledBlock):
    """`/// names | ilsa-marden` lists the people whom a lesson names, with their roles and how to say their names."""

    name = "names"
    argument = PUBLIC_PEOPLE

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return names(view, given.argument.split())


class PeopleBlock(FilledBlock):
    """`/// people` lists the people who are shown by name: all, or those whose names begin with `letter: b`."""

    name = "people"
    options = {"letter": FIRST_LETTER}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [people_list(view, given.option("letter"))]


class CastBlock(FilledBlock):
    """`/// cast` lists everybody who speaks, public people by name and private ones by their role within one source,
    each with what they speak about and where."""

    name = "cast"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return cast(view)
