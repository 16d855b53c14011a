"""The blocks of the site, registered with Markdown's block parser: `/// quote | heron.at-dawn`.

Any argument and option is accepted here and checked by the gates (rule D4), because the block parser prints a block
that it does not accept as text, without a warning.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from explainer.blocks.all_blocks import BLOCKS
from explainer.blocks.block import AuthoringBlock, FilledBlock, FramingBlock, Given, PageBlock
from explainer.markdown.page_location import page_view
from explainer.markdown.page_sources import name_sources_of
from explainer.render.elements import as_html, el, in_markdown


class _Filled(Block):
    """A block that is filled from records when it ends. If it cannot be drawn, the page says so."""

    drawn: ClassVar[FilledBlock]

    def on_create(self, parent: Element) -> Element:
        """Add the element that the records will fill."""
        element = el("div", {"class": f"block {self.NAME}"})
        parent.append(element)
        return element

    def on_end(self, block: Element) -> None:
        """Draw the block into its element."""
        given = Given(self.argument or "", self.options)
        try:
            parts = self.drawn.draw(replace(page_view(self.md), is_final=True), given)
        except (KeyError, IndexError, ValueError):
            # The gates report what is wrong; a page must never end in a traceback.
            parts = [el("p", {"class": "problem"}, f"The block {self.NAME} {given.argument} cannot be drawn.")]
        name_sources_of(self.md, parts)
        # Stored as finished HTML, so that no value in it is read as Markdown and nothing walks through it again.
        block.text = AtomicString(self.md.htmlStash.store(as_html(parts)))


class _Framing(Block):
    """A block around words that stay Markdown."""

    drawn: ClassVar[FramingBlock]

    def on_create(self, parent: Element) -> Element:
        """Add the frame that the words are put into."""
        frame = in_markdown(self.drawn.frame(page_view(self.md), Given(self.argument or "", self.options)))
        name_sources_of(self.md, [frame])
        parent.append(frame)
        return frame


@cache
def _class_of(block: PageBlock) -> type[Block]:
    options: dict[str, Any] = {option: ["", type_any] for option in block.options}
    members = {"NAME": block.name, "ARGUMENT": None, "OPTIONS": options, "drawn": block}
    return type(type(block).__name__, (_Filled if isinstance(block, FilledBlock) else _Framing,), members)


class PageBlocks(BlocksExtension):
    """Registers every block of the site."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register the blocks with the block parser."""
        for block in (each for each in BLOCKS.values() if not isinstance(each, AuthoringBlock)):
            block_mgr.register(_class_of(block), self.getConfigs())
