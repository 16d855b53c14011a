"""Looks for signs that a page reprints another publisher's article."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.core.text import fold, opening
from explainer.drafting.page_metadata import Origin, identity_of, told_to
from explainer.drafting.reworded_text import Suspicion

_SURE, _LIKELY = 0.9, 0.6


def reprinted(origin: Origin, address: str, paragraphs: Sequence[str]) -> Suspicion | None:
    """Return a suspicion if the page or its people name another publisher, with the words that do so."""
    if origin.original and not _same(origin.original, origin.publisher, address):
        why = f"“{opening(origin.original_line, 12)} …”" if origin.original_line else "in a signature at its end"
        return Suspicion("reprint", f"The page names {origin.original} as the original: {why}.", _SURE)
    if origin.url and address and identity_of(origin.url) != identity_of(address):
        why = f"The page was read from {identity_of(address)} and gives {identity_of(origin.url)} as its address."
        return Suspicion("reprint", why, _SURE)
    told = told_to(paragraphs) if origin.publisher else ""
    if told and not _same(told, origin.publisher, address):
        why = f"Its people speak to {told}, but its publisher is {origin.publisher}."
        return Suspicion("reprint", why, _LIKELY)
    return None


def _same(name: str, publisher: str, address: str) -> bool:
    """Tell whether two names mean one publisher: "Harbour24", "HARBOUR 24", "harbour24.com"."""
    one, other = _plain(name), _plain(publisher)
    if other and (one in other or other in one):
        return True
    site = _plain(identity_of(address))
    return bool(site) and (one in site or site in one)


def _plain(name: str) -> str:
    letters = "".join(mark for mark in fold(name).lower().removeprefix("the ") if mark.isalnum())
    return letters.removesuffix("com").removesuffix("org")
