"""Many hostile texts in one file, for formats that take long to write or to read."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hostile.texts import TEXTS

MANY = 40
"""The texts in a batch."""


def batched(texts: st.SearchStrategy[str] = TEXTS) -> Any:
    """Return a decorator that hands batches of different texts to a test: as many texts as others get one by one."""
    # Another program would have to be started hundreds of times to find a smaller batch that fails as well.
    limits = settings(max_examples=-(-settings().max_examples // MANY), phases=[Phase.explicit, Phase.generate])

    def decorate(test: Any) -> Any:
        return limits(given(st.lists(texts, min_size=MANY, max_size=MANY, unique=True))(test))

    return decorate
