"""Drawings in print and in e-books: each with a title that says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from lxml import html

from explainer.core.project import Project
from explainer.downloads.colours import coloured
from explainer.records.evidence import Evidence
from explainer.render.elements import as_html
from explainer.render.maps import drawing_of

_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-label")


def drawings_style(project: Project) -> str:
    """Return the style sheet of drawings, in the colours of the theme."""
    return coloured(files("explainer.downloads").joinpath("style/drawings.css").read_text(encoding="utf-8"), project)


def outermost_drawings(section: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the drawings of a chapter, without those that are part of another drawing."""
    yield from section.xpath(".//svg[not(ancestor::svg)]")


def draw_maps(section: html.HtmlElement, evidence: Evidence) -> None:
    """Draw the maps of which a page shows only the words, to load fast: paper and slides have room for them."""
    for figure in section.xpath(".//figure[@class='map in-words']"):
        drawing = drawing_of(evidence, figure.attrib.pop("id").removeprefix("map-"))
        figure.set("class", "map")
        figure.find("figcaption").addnext(html.fragment_fromstring(as_html([drawing])))
        for link in figure.xpath("./p[@class='drawn-on']"):
            link.drop_tree()


def describe(drawing: html.HtmlElement) -> str:
    """Return a drawing in words: its title and its description, never the text that is drawn."""
    parts = (" ".join((drawing.findtext(tag) or "").split()) for tag in ("title", "desc"))
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def titled(drawing: html.HtmlElement) -> html.HtmlElement:
    """Make a drawing a picture whose title describes it, and return that title.

    The PDF writer takes the description of a drawing from its `title` only, and e-readers read that one best.
    """
    description = describe(drawing)
    for old in drawing.xpath("./title | ./desc"):
        old.drop_tree()
    title: html.HtmlElement = html.Element("title")
    title.text = description
    drawing.insert(0, title)
    for name in _REFERENCES:
        drawing.attrib.pop(name, None)
    drawing.set("role", "img")
    return title


def printable_drawings(section: html.HtmlElement, project: Project) -> None:
    """Describe every drawing of a chapter, and leave out the tables of charts, whose claims are all in the drawing.

    The PDF writer knows the properties of drawings only in a style sheet of their own.
    """
    for drawing in outermost_drawings(section):
        style = html.Element("style")
        style.text = drawings_style(project)
        titled(drawing).addnext(style)
    for fold in section.xpath(".//figure[.//svg]/section[contains(@class, 'fold')]"):
        fold.drop_tree()
