"""What every block defines: its name and options, what it draws, which records it shows, and whose words it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
"""What a sentence inside a block is: a claim with a citation, a claim that lacks one, our own inference, words about
the site, or an instruction to the reader."""


class Site(Protocol):
    """What a block may ask about the whole site, so that no block reads a file itself."""

    def lesson(self, path: str) -> Lesson:
        """Return the lesson on a page, or the one that a page of answers belongs to; raise ValueError otherwise."""

    def lessons(self) -> list[Lesson]:
        """Return the lessons, in the order in which the page for teachers lists them."""

    def parts(self, folder: str) -> list[str]:
        """Return the parts of a list whose pages are in a folder: years, months or letters."""

    def downloads(self) -> Built | None:
        """Return the downloads made from this state of the site, or None if there are none."""

    def pages_citing(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return the pages that cite each paragraph, by `source:number`: their paths and headings."""

    def page_drawing(self, name: str) -> tuple[str, str]:
        """Return the path and heading of the first page that draws a map; raise ValueError if none does."""

    def released(self) -> date | None:
        """Return the day of the edition, or None if the pages are not published."""

    def has_evidence(self, path: str) -> bool:
        """Return whether a page cites or shows evidence of the subject."""

    def page_count(self) -> int:
        """Return the number of pages."""

    def words_read(self) -> Mapping[str, tuple[int, int]]:
        """Return, for each kind of passage, how many have been signed off and how many there are."""

    def not_signed_off(self, path: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Return the passages of a page that nobody has signed off as they are: the words and what they cite."""

    def words_read_by(self) -> Mapping[tuple[str, str, bool], int]:
        """Return how many passages were signed off, by role, day, and whether the reader's key has signed that."""


@dataclass(frozen=True, kw_only=True)
class SiteView(PageView):
    """What a block is drawn from: everything its page is drawn from, and the whole site."""

    site: Site


@dataclass(frozen=True)
class Given:
    """The argument and options that a page gives a block."""

    argument: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """Return an option as text, or "" if it is not given. The block parser reads a year as a number."""
        return str(self.options.get(name, ""))


def given_of(block: page.Block) -> Given:
    """Return the argument and options that an author wrote for a block."""
    return Given(block.argument, dict(block.options))


class PageBlock:
    """One kind of block. `explainer blocks` prints its docstring for authors: how it is written, then what it does."""

    name: ClassVar[str] = ""
    """What it is called on a page; "" for a block that nobody knows."""
    argument: ClassVar[Kind | None] = None
    options: ClassVar[Mapping[str, Kind]] = {}
    cited_words: ClassVar[Words] = "claim"
    """What a sentence with a citation is inside the block."""
    uncited_words: ClassVar[Words] = "uncited"
    """What a sentence without a citation is inside the block."""
    cites_alone: ClassVar[bool] = False
    """Whether a sentence with a citation rests on that alone, and not on the records that the block names."""

    @property
    def example(self) -> str:
        """How the block is written: the first code span of its docstring."""
        return (self.__doc__ or "").split("`")[1]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the full ids of the quotations, figures and events that the block shows or links to."""
        return ()

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        """Return the quotations whose words the block prints, once for each time it prints them."""
        return ()

    def prints_figures(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the figures that the block prints without those that they differ from."""
        return ()

    def compares(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the figures that the block prints side by side, saying where they differ."""
        return ()

    def prints_sources(self, given: Given) -> Iterable[str]:
        """Return the sources whose records the block prints."""
        return ()

    def asks(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the quiz items that the block asks."""
        return ()

    def rests_on(self, given: Given) -> Iterable[str]:
        """Return the records that the words inside the block rest on."""
        return ()

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        """Return the paragraphs that the page's headings may take numbers from, because the block shows them."""
        if self.argument in (QUOTE, FIGURE, SOURCE):
            return evidence.paragraphs_behind(given.argument)
        if source := given.option("source"):
            return evidence.paragraphs_behind(source)
        if when := given.option("when"):
            return [f"{source}:1" for source in evidence.sources_of(when)]
        return [each for key in given.option("records").split() for each in evidence.paragraphs_behind(key)]


class FilledBlock(PageBlock):
    """A block whose content is drawn from records."""

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        """Return the elements to show; raise KeyError, IndexError or ValueError if the block cannot be drawn."""
        raise NotImplementedError


class FramingBlock(PageBlock):
    """A block around the author's own words, which stay Markdown."""

    def frame(self, view: SiteView, given: Given) -> Element:
        """Return the element to put the words into; they follow anything it already holds."""
        raise NotImplementedError


class AuthoringBlock(PageBlock):
    """A block that a Markdown extension draws around the author's words and other blocks. It changes nothing about what
    stands inside."""
