"""What follows from something that never changes, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Self, TypeVar, cast

V = TypeVar("V")


class Derives:
    """Something that never changes and remembers what was computed from it."""

    def derived(self, name: str, make: Callable[[Self], V]) -> V:
        """Return what `make` computes from this, computed once for each name."""
        if name not in self._derived:
            self._derived[name] = make(self)
        return cast(V, self._derived[name])

    @cached_property
    def _derived(self) -> dict[str, object]:
        return {}
