"""Every block, found in the modules of this room: to add one, add a module."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import explainer.blocks
from explainer.blocks.block import FilledBlock, FramingBlock, PageBlock


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
    for kind in (*_defined(FilledBlock), *_defined(FramingBlock)):
        if kind.name in found:
            raise TypeError(f"two blocks are called {kind.name}")
        found[kind.name] = kind()
    return dict(sorted(found.items()))


BLOCKS = _all_blocks()
"""Every block by its name."""


def block_called(name: str) -> PageBlock:
    """Return the block of a name; one that takes nothing and shows nothing where there is none (rule D4 says so)."""
    return BLOCKS.get(name) or _NOTHING


_NOTHING = PageBlock()
