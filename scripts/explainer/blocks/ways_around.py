"""Links to other pages and files: topics, parts of a list, lessons, downloads; and the search form."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.arguments import DOWNLOAD_GROUP, FOLDER, SEVERAL_LESSONS
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.pages.lessons import FOLDER as TEACHING
from explainer.render.downloads_page import downloads_list
from explainer.render.filtering import search_form
from explainer.render.lessons import lessons_list
from explainer.render.listings import parts_list, topics_list


class TopicsBlock(FilledBlock):
    """`/// topics` links to the page of each topic by the question it answers."""

    name = "topics"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [topics_list(view)]


class PartsBlock(FilledBlock):
    """`/// parts | quotes` links to the parts of a list, which are the pages in docs/quotes."""

    name = "parts"
    argument = FOLDER

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [parts_list(view, given.argument, view.site.parts(given.argument))]


class LessonsBlock(FilledBlock):
    """`/// lessons | counting tides` links to lessons, each with its question, skill, length and answers."""

    name = "lessons"
    argument = SEVERAL_LESSONS

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        lessons = [view.site.lesson(f"{TEACHING}{slug}.md") for slug in given.argument.split()]
        return [lessons_list(view, lessons)]


class DownloadsBlock(FilledBlock):
    """`/// downloads` lists the downloads that were made, with size and digest: all, or those with `group: read`."""

    name = "downloads"
    options = {"group": DOWNLOAD_GROUP}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return downloads_list(view, view.site.downloads(), given.option("group"))


class SearchBlock(FilledBlock):
    """`/// search` shows the search form."""

    name = "search"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return search_form(view)
