"""What does not fit the width of a window, as a script that any browser runs, and windows of Chromium to run it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

FEW = ((320, 16), (360, 32))
"""The width of a small phone or of a page enlarged four times, and large letters on a phone: pixels, and pixels of the
letters of a reader's own choosing."""
USUAL = 16

_STICKS_OUT = """() => {
  for (const fold of document.querySelectorAll("details")) {
    fold.removeAttribute("name");
    fold.open = true;
  }
  const root = document.documentElement;
  const shown = [...document.body.querySelectorAll("*")]
    .filter((each) => each.clientWidth > 1 && each.checkVisibility({visibilityProperty: true}));
  const named = (each) => `${each.localName}.${each.className} ${each.textContent.trim().slice(0, 40)}`;
  const hides = (each) => /hidden|clip/.test(getComputedStyle(each).overflowX);
  const unseen = (each) => each.scrollWidth > each.clientWidth + 1 && hides(each);
  return [
    ...(root.scrollWidth > root.clientWidth ? [`${root.scrollWidth - root.clientWidth} px`] : []),
    ...shown.filter((each) => unseen(each)).map((each) => `cut: ${named(each)}`),
  ];
}"""
"""Opens everything that is folded, and returns how much too wide the page is, and what is cut off."""
_SIZED = f"() => [({_STICKS_OUT})(), innerWidth, getComputedStyle(document.documentElement).fontSize]"


def what_sticks_out(ask: Callable[[str], Any], width: int, letters: int) -> list[str]:
    """Ask a page, which must be shown in the width and with letters of the size that are given, what sticks out."""
    faults, *size = ask(_SIZED)
    assert size == [width, f"{letters * 17 / 16:g}px"]
    return [f"{fault} at {width}, letters of {letters}" for fault in faults]


class Window:
    """A window of Chromium: its width and its reader's letters, both in pixels, can change while a page is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)
        self._letters = USUAL

    def resize(self, width: int, letters: int = USUAL) -> None:
        if letters != self._letters:
            self._session.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
            self._letters = letters
        self.page.set_viewport_size({"width": width, "height": 800})

    def sticks_out(self) -> list[str]:
        """Open everything that is folded, and return what does not fit few pixels or large letters."""
        found = []
        for width, letters in FEW:
            self.resize(width, letters)
            found += what_sticks_out(self.page.evaluate, width, letters)
        return found
