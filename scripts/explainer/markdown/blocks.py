"""The blocks that fill pages from data: `/// quote | voa.cut-off`, `/// figures` with `topic: motivations`.

Arguments and options are taken as they come and checked by the gates (rule D4), because the block parser prints
what it does not know as text, without a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from explainer.core.problems import Refused
from explainer.core.project import find_project
from explainer.core.vocabulary import BLOCKS, BlockForm
from explainer.markdown.current_evidence import current_evidence
from explainer.markdown.lesson_blocks import LESSON_BLOCKS, lesson_at, lesson_named
from explainer.markdown.page_location import page_view
from explainer.pages.addresses import parts_of
from explainer.render.cards import figure_card, quote_card, reading_frame
from explainer.render.charts import chart
from explainer.render.downloads_page import downloads_list
from explainer.render.elements import PageView, as_html, el, in_markdown
from explainer.render.filtering import search_form
from explainer.render.lessons import (
    access_notes,
    grid,
    key_head,
    lesson_head,
    lessons_list,
    licence_note,
    sheet,
    vocabulary,
)
from explainer.render.listings import (
    corrections_list,
    event_list,
    evidence_folds,
    glossary,
    parts_list,
    people_list,
    quote_list,
    reviews_line,
    sources_list,
    timeline,
    topics_list,
)
from explainer.render.quizzes import quiz
from explainer.render.source_pages import paragraph_index, source_record
from explainer.render.tables import disagreement_parts, figures_by_measure, not_comparable_list

Draw = Callable[[PageView, str, Mapping[str, str]], list[Element]]


def _chosen(options: Mapping[str, str], name: str) -> tuple[str, str, str]:
    """Return topic, one more choice, and time; the block parser reads a year as a number."""
    return options["topic"], options[name], str(options["when"])


DRAWN: dict[str, Draw] = {
    "quote": lambda view, argument, options: [quote_card(view, argument)],
    "figure": lambda view, argument, options: [figure_card(view, argument)],
    "figures": lambda view, argument, options: figures_by_measure(view, *_chosen(options, "measure")),
    "quotes": lambda view, argument, options: quote_list(view, *_chosen(options, "source")),
    "events": lambda view, argument, options: [event_list(view, options["topic"], options["source"])],
    "timeline": lambda view, argument, options: timeline(view, str(options["when"])),
    "glossary": lambda view, argument, options: [glossary(view, options["letter"])],
    "topics": lambda view, argument, options: [topics_list(view)],
    "parts": lambda view, argument, options: [parts_list(view, argument, parts_of(find_project(), argument))],
    "sources": lambda view, argument, options: [sources_list(view, str(options["when"]))],
    "source": lambda view, argument, options: source_record(view, argument),
    "paragraphs": lambda view, argument, options: [paragraph_index(view, argument)],
    "evidence": lambda view, argument, options: evidence_folds(view, *_chosen(options, "source")),
    "disagreements": lambda view, argument, options: disagreement_parts(view, options["topic"], options["measure"]),
    "incomparable": lambda view, argument, options: [not_comparable_list(view)],
    "chart": lambda view, argument, options: [chart(view, argument)],
    "corrections": lambda view, argument, options: corrections_list(view),
    "reviews": lambda view, argument, options: [reviews_line(_read())],
    "search": lambda view, argument, options: search_form(),
    "people": lambda view, argument, options: [people_list(view, options["letter"])],
    "downloads": lambda view, argument, options: _downloads(view, options["group"]),
    "lessons": lambda view, argument, options: [lessons_list(view, [lesson_named(slug) for slug in argument.split()])],
    "lesson": lambda view, argument, options: lesson_head(view, argument, lesson_at(view.path)),
    "key": lambda view, argument, options: key_head(view, argument, lesson_at(view.path)),
    "vocabulary": lambda view, argument, options: vocabulary(view, argument.split()),
    "sheet": lambda view, argument, options: sheet(view, argument, options["records"].split()),
    "grid": lambda view, argument, options: grid(view, argument, options["status"] == "shown"),
    "access": lambda view, argument, options: access_notes(view),
    "licence": lambda view, argument, options: licence_note(view),
    "quiz": lambda view, argument, options: quiz(view, options["lesson"]),
}


def _read() -> dict[str, tuple[int, int]]:
    # Imported here: only one page says it, and it takes reading all pages.
    from explainer.edition.state import Edition
    from explainer.pages.page import read_pages
    from explainer.pages.settings import read_settings
    from explainer.prose.sign_offs import read_of_all

    project = find_project()
    pages, settings = tuple(read_pages(project)[0]), read_settings(project)[0]
    return read_of_all(Edition(project, current_evidence(), pages, {}, settings))


def _downloads(view: PageView, group: str) -> list[Element]:
    # Imported here: only one page needs the list of what was built.
    from explainer.built.download_manifest import current_manifest
    from explainer.core.project import find_project

    try:
        return downloads_list(view, current_manifest(find_project()), group)
    except Refused as refused:
        raise ValueError(str(refused)) from refused


class RecordBlock(Block):
    """A block that is filled from records when it ends. What cannot be drawn becomes a visible mark."""

    ARGUMENT = None
    draw: Draw

    def on_create(self, parent: Element) -> Element:
        """Add the element that the records will fill."""
        element = el("div", {"class": f"block {self.NAME}"})
        parent.append(element)
        return element

    def on_end(self, block: Element) -> None:
        """Fill it."""
        try:
            parts = type(self).draw(replace(page_view(self.md), is_final=True), self.argument or "", self.options)
        except (KeyError, IndexError, ValueError):
            # The gates have said, or will say, what is wrong; a page must never end in a traceback.
            parts = [el("p", {"class": "problem"}, f"The block {self.NAME} {self.argument or ''} cannot be drawn.")]
        # Kept aside as finished HTML: no value in it can then be read as Markdown, and nothing walks it again.
        block.text = AtomicString(self.md.htmlStash.store(as_html(parts)))


class ReadingBlock(Block):
    """`/// reading | voa.soldiers-left wsj`: our own inference, set apart, with the records or sources it rests on."""

    NAME = "reading"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """Add the frame; what stands inside stays Markdown."""
        frame = in_markdown(reading_frame(page_view(self.md), (self.argument or "").split()))
        parent.append(frame)
        return frame


class GuideBlock(Block):
    """`/// guide`: words about this site itself. They need no citation; what stands inside stays Markdown."""

    NAME = "guide"

    def on_create(self, parent: Element) -> Element:
        """Add the frame."""
        frame = el("div", {"class": "guide"})
        parent.append(frame)
        return frame


def _block_class(name: str, form: BlockForm, draw: Draw) -> type[RecordBlock]:
    options: dict[str, Any] = {option: ["", type_any] for option in form.options}
    return type(f"{name.title()}Block", (RecordBlock,), {"NAME": name, "OPTIONS": options, "draw": staticmethod(draw)})


PROSE: dict[str, type[Block]] = {"reading": ReadingBlock, "guide": GuideBlock, **LESSON_BLOCKS}


BLOCK_CLASSES: tuple[type[Block], ...] = tuple(
    PROSE[name] if form.prose else _block_class(name, form, DRAWN[name]) for name, form in BLOCKS.items()
)


class RecordBlocks(BlocksExtension):
    """Enters every block of the vocabulary."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register the blocks with the parser."""
        for block in BLOCK_CLASSES:
            block_mgr.register(block, self.getConfigs())
