"""All blocks, collected from the modules of this folder: to add a block, add a module."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import explainer.blocks
from explainer.blocks.block import AuthoringBlock, FilledBlock, FramingBlock, PageBlock


def _defined(base: type[PageBlock]) -> Iterator[type[PageBlock]]:
    for each in base.__subclasses__():
        if "name" in vars(each):
            yield each
        yield from _defined(each)


def _all_blocks() -> dict[str, PageBlock]:
    for module in sorted(iter_modules(explainer.blocks.__path__, "explainer.blocks."), key=lambda each: each.name):
        if module.name != __name__:
            import_module(module.name)
    found: dict[str, PageBlock] = {}
    for kind in (*_defined(FilledBlock), *_defined(FramingBlock), *_defined(AuthoringBlock)):
        if kind.name in found:
            raise TypeError(f"two blocks are called {kind.name}")
        found[kind.name] = kind()
    return dict(sorted(found.items()))


BLOCKS = _all_blocks()
"""Every block by its name."""


def block_called(name: str) -> PageBlock:
    """Return the block with this name, or one that takes and shows nothing if there is none (rule D4 reports it)."""
    return BLOCKS.get(name) or _NOTHING


_NOTHING = PageBlock()
