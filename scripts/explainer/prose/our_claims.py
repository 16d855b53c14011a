"""The claims of the pages in the order in which they are read, each with the claim before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.blocks.all_blocks import block_called
from explainer.core.problems import Place
from explainer.edition.state import Edition
from explainer.pages.page import PROSE
from explainer.prose.statements import PROGRAM_PAGES


@dataclass(frozen=True)
class OurClaim:
    """A claim of a page: its words, the paragraphs it cites, and the words of the claim before it.

    `before` is "" below a heading. `number` counts the claims of the page from 0.
    """

    page: str
    number: int
    text: str
    place: Place
    references: tuple[str, ...]
    before: str = ""


def claims_of_pages(edition: Edition) -> list[OurClaim]:
    """Return the claims of all pages; conclusions, answers in keys, and words about the site are left out."""
    return edition.derived("claims of pages", lambda each: list(_claims(each)))


def _claims(edition: Edition) -> Iterator[OurClaim]:
    for page in edition.pages:
        if page.path in PROGRAM_PAGES:
            continue
        number, before = 0, ""
        for block in page.blocks:
            if block.kind not in PROSE:
                before = "" if block.kind == "heading" else before
                continue
            frame = block_called(block.inside)
            for claim in block.claims():
                if claim.citation and frame.cited_words == "claim" and not frame.cites_alone:
                    yield OurClaim(page.path, number, claim.text, claim.place, claim.references, before)
                    number += 1
                before = claim.text
