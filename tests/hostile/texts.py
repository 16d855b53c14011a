"""Texts that try to be more than text, and a parser of pages that is as forgiving as a browser."""

from __future__ import annotations

from dataclasses import dataclass, field

import html5lib
from hypothesis import strategies as st

MARKS = [
    "%50% left", "[html]<b>", "[sound:tide.mp3]", "[latex]x[/latex]", "->", "--", "``", " and ", "others", "_x0041_",
    "<b>&*_[x](y)", "&lt;b&gt;", "&copy;", "&copy", "&#60;", "&#x3c;script&#x3e;", "&NewLine;", "[@heron:1]",
    "/// quote | heron.one-more-ship", "`code`", "**bold**", "![x](y)", "[x](javascript:tide())", "<!-- -->", "<!--",
    "--!>", "]]>", "<![CDATA[", "<?xml", "\\*", "{: #id onclick=tide() }", "{{ x }}", "{% raw %}", "{#", "klzzwxh:0001",
    "wzxhzdk:0", "</p>", "</title>", "</script>", "</SCRIPT >", "</style>", "</textarea>", "<script>alert(1)</script>",
    "<svg onload=tide()>", '"', "'", '" onmouseover="tide()', "javascript:tide()", "data:text/html,x", "http://a.example",
    "a@b.example", "- x", "# x", "| a | b |", "whistle", "’“”…", "é", "😀", "\u2028",
    "=1+1", "+1", "-1", "@A1", "\\u003c",
    "--8<-- 'x'", "$(x)", "${x}", "&amp;lt;",
]  # fmt: skip
_PLAIN = st.characters(exclude_categories=["Cc", "Cs"])
TEXTS = (
    st.lists(st.one_of(st.sampled_from(MARKS), st.text(_PLAIN, max_size=8)), min_size=1, max_size=5)
    .map(lambda parts: " ".join("".join(parts).split()))
    .filter(bool)
)
"""Any line of text that a record may hold, often with characters that mean something to a program that reads it."""


@dataclass
class Seen:
    """What a browser sees in HTML: the text, the elements in order, and the values of their attributes."""

    text: str = ""
    tags: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def as_a_browser(html: str) -> Seen:
    """Parse a fragment as the HTML standard tells browsers to."""
    seen = Seen()
    _gather(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False), seen, top=True)
    return seen


def whole_page(html: str) -> Seen:
    """Parse a whole document as the HTML standard tells browsers to."""
    seen = Seen()
    _gather(html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False), seen)
    return seen


def _gather(element: object, seen: Seen, top: bool = False) -> None:
    if not top:
        seen.tags.append(str(element.tag))  # type: ignore[attr-defined]
        seen.values += element.attrib.values()  # type: ignore[attr-defined]
    if isinstance(element.tag, str):  # type: ignore[attr-defined]
        seen.text += element.text or ""  # type: ignore[attr-defined]
    for child in element:  # type: ignore[attr-defined]
        _gather(child, seen)
        seen.text += child.tail or ""
