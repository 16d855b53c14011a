"""What every block of a page has: its name and options, what it draws, which records it shows, whose words it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import FIGURE, QUOTE, SOURCE, Kind
from explainer.edition.state import Edition
from explainer.pages import page
from explainer.pages.lessons import Lesson
from explainer.records.evidence import Evidence
from explainer.render.downloads_page import Built
from explainer.render.elements import PageView

Words = Literal["claim", "uncited", "reading", "guide", "instruction"]
"""What a sentence inside a block is: a claim that a paragraph backs, one that lacks its citation, our own inference,
words about the site, or something the reader is told to do."""


class Site(Protocol):
    """What a block can ask of the whole site. Files are read behind it, and no block reads one."""

    def lesson(self, path: str) -> Lesson:
        """Return the lesson that a page is, or whose key it is; raise ValueError where it is neither."""

    def parts(self, folder: str) -> list[str]:
        """Return the parts of a list that stand in a folder: years, months or letters."""

    def downloads(self) -> Built | None:
        """Return which downloads were made of this state of the site."""

    def words_read(self) -> Mapping[str, tuple[int, int]]:
        """Return, by kind of passage, how many a person has read, and how many there are."""


@dataclass(frozen=True, kw_only=True)
class SiteView(PageView):
    """What a block is drawn from: what its page is drawn from, and the whole site."""

    site: Site


@dataclass(frozen=True)
class Given:
    """What a page gives a block."""

    argument: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """Return an option, or "" where it is not given. The block parser reads a year as a number."""
        return str(self.options.get(name, ""))


def given_of(block: page.Block) -> Given:
    """Return what a page, as its author wrote it, gives one of its blocks."""
    return Given(block.argument, dict(block.options))


class PageBlock:
    """One kind of block. Its docstring is what an author is told of it; `explainer blocks` prints it."""

    name: ClassVar[str]
    argument: ClassVar[Kind | None] = None
    options: ClassVar[Mapping[str, Kind]] = {}
    cited_words: ClassVar[Words] = "claim"
    """What a sentence inside that ends in a citation is."""
    uncited_words: ClassVar[Words] = "uncited"
    cites_alone: ClassVar[bool] = False
    """Whether a citation inside rules out the records that the block names."""

    @property
    def example(self) -> str:
        """How the block is written: what stands between the first marks of its docstring."""
        return (self.__doc__ or "").split("`")[1]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the full ids of the quotations, figures and events that a reader finds here."""
        return ()

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        """Return the quotations whose words stand here, as often as they do."""
        return ()

    def prints_figures(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the figures that stand here alone, without those they differ from."""
        return ()

    def compares(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the figures that stand here side by side, with the word that they differ where they do."""
        return ()

    def prints_sources(self, given: Given) -> Iterable[str]:
        """Return the sources whose record stands here."""
        return ()

    def asks(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the quiz items that are asked here."""
        return ()

    def rests_on(self, given: Given) -> Iterable[str]:
        """Return the records that the words inside rest on."""
        return ()

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the paragraphs that numbers in a heading of the page may come from, because the block shows them."""
        if self.argument in (QUOTE, FIGURE, SOURCE):
            return evidence.paragraphs_behind(given.argument)
        if source := given.option("source"):
            return evidence.paragraphs_behind(source)
        if when := given.option("when"):
            return [f"{source}:1" for source in evidence.sources_of(when)]
        return [each for key in given.option("records").split() for each in evidence.paragraphs_behind(key)]


class FilledBlock(PageBlock):
    """A block that is filled from records."""

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        """Return what the page shows; raise KeyError, IndexError or ValueError where it cannot be drawn."""
        raise NotImplementedError


class FramingBlock(PageBlock):
    """A block around words of the page's author, which stay Markdown."""

    def frame(self, view: SiteView, given: Given) -> Element:
        """Return the element that the words are put into, after what it holds already."""
        raise NotImplementedError
