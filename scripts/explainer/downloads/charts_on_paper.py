"""Charts on paper: the drawings of the site with their own colours, and a description of every value in words."""

from __future__ import annotations

from lxml import html

_STYLE = """
text { fill: #26211c; font-family: "Source Sans Pro", sans-serif; font-size: 13px; }
.panel { font-weight: 600; fill: #5d554c; font-size: 12px; }
.amount { font-weight: 600; font-size: 14px; }
.who { fill: #5d554c; font-size: 11.5px; }
.ground { stroke: #d8d2c4; stroke-width: 2; }
.value { stroke: #8db79a; stroke-width: 5; }
.range { stroke: #1a6034; stroke-width: 9; }
.point { fill: #1a6034; }
.open { fill: none; stroke: #1a6034; stroke-width: 2.5; }
"""


def printable_charts(section: html.HtmlElement) -> None:
    """Give every chart of a chapter its colours, and a title that describes the whole drawing.

    The PDF writer takes the description of a drawing from its `title` only.
    """
    for figure in section.xpath(".//figure[.//svg]"):
        drawing = figure.find(".//svg")
        if drawing is None:
            continue
        title = drawing.find("title")
        description = describe(drawing)
        if title is None:
            title = html.Element("title")
            drawing.insert(0, title)
        title.text = description
        style = html.Element("style")
        style.text = _STYLE
        drawing.insert(1, style)
        drawing.set("role", "img")
        for name in ("aria-labelledby", "aria-label"):
            drawing.attrib.pop(name, None)
        for fold in figure.xpath("./section[contains(@class, 'fold')]"):
            fold.drop_tree()


def describe(drawing: html.HtmlElement) -> str:
    """Return a drawing in words: its title and each of its lines of text."""
    title = " ".join((drawing.findtext("title") or "").split())
    lines = [" ".join(text.text_content().split()) for text in drawing.iter("text")]
    return f"{title}. {'; '.join(line for line in lines if line)}."
