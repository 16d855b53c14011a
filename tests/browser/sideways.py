"""What does not fit the width of a window, as a script that any browser runs."""

from __future__ import annotations

FEW = ((320, 16), (360, 32))
"""The width of a small phone or of a page enlarged four times, and large letters on a phone: pixels, and pixels of the
letters of a reader's own choosing."""

STICKS_OUT = """() => {
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
