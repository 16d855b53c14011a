"""Blocks of pymdown-extensions, as writers for Material know them: admonitions, folds, tabs, definitions."""

from __future__ import annotations

from explainer.blocks.arguments import ADMONITION, LABEL, TITLE, YES_OR_NO
from explainer.blocks.block import AuthoringBlock
from explainer.pages.openings import ADMONITIONS, DEFINE, DETAILS, TAB


class DetailsBlock(AuthoringBlock):
    """`/// details | Title` folds words away; `type: note` gives them the look of an admonition, `open: true` leaves
    them open."""

    name = DETAILS
    argument = LABEL
    options = {"type": ADMONITION, "open": YES_OR_NO}


class TabBlock(AuthoringBlock):
    """`/// tab | Before` is one of several tabs; the next one goes beside it, with `new: true` below it. `select: true`
    shows it first."""

    name = TAB
    argument = LABEL
    options = {"new": YES_OR_NO, "select": YES_OR_NO}


class DefineBlock(AuthoringBlock):
    """`/// define` contains terms, each a paragraph, and under each a list of what it means."""

    name = DEFINE


def _admonition(kind: str) -> type[AuthoringBlock]:
    about = f"`/// {kind} | Title` sets words apart as an admonition. Without a title it says “{kind.capitalize()}”."
    members = {"name": kind, "argument": TITLE, "__doc__": about, "__module__": __name__}
    return type(f"{kind.capitalize()}Block", (AuthoringBlock,), members)


ADMONITION_BLOCKS = tuple(_admonition(kind) for kind in ADMONITIONS)
