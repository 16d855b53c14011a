"""A map on slides: one on what it shows and leaves out, then one for each of its marks, with what the articles say."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from explainer.downloads.drawings import describe
from explainer.downloads.teaching.slide import MapShown, Slide


def map_slides(figure: html.HtmlElement, name: str) -> Iterator[Slide]:
    """Yield the slides of a map by its name, with the words and citations of the drawn figure.

    The students' slides have no notes, so what the map cannot show stands on a slide.
    """
    title, *about = (_said(each) for each in figure.xpath("./figcaption/strong | ./p[@class='leaves-out']"))
    said = _said(figure.find("figcaption")).removeprefix(title).strip()
    title = title.rstrip(".")
    yield Slide(title, (said, *about), map=MapShown(name), description=describe(figure.find(".//svg")))
    for number, mark in enumerate(figure.xpath("./ul[@class='signs']/li")):
        sign = _said(mark.find("strong"))
        words = _said(mark).removeprefix(sign).strip()
        yield Slide(title, (f"{sign}: {words}",), map=MapShown(name, number), description=f"{title}. {words}")


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
