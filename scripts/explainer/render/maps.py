"""Maps: outlines of areas with a sign and a name, and a list below that says the same in words.

A map names permitted places only. It has no way, no arrow and no place where somebody may be found (rule M1).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import MapSign
from explainer.records.evidence import Evidence
from explainer.records.map_records import MapMark, MapPlace, Outlines
from explainer.records.wording import listed
from explainer.render.elements import PageView, citation, el

BESIDE, BELOW = 9, 13
"""Pixels from a sign to the name beside it, and from the name of an area to the ring below it."""


def map_drawn(view: PageView, name: str) -> Element:
    """Return a map as a figure: a caption, the drawing, and what its signs say. Raise ValueError without outlines."""
    caption, *said = _said(view, name)
    return el("figure", {"class": "map"}, caption, drawing_of(view.evidence, name), *said)


def map_in_words(view: PageView, name: str, path: str, heading: str) -> Element:
    """Return what a map says, with a link to the page that draws it. The drawing weighs as much as half a lesson."""
    drawn_on = el("p", {"class": "drawn-on"}, el("a", {"href": view.link(path)}, heading))
    attributes = {"class": "map in-words", "id": f"map-{name}"}
    return el("figure", attributes, *_said(view, name), drawn_on)


def _said(view: PageView, name: str) -> list[Element]:
    spec, outlines = view.evidence.maps[name], view.evidence.outlines
    if outlines is None:
        raise ValueError("no outlines")
    caption = el("figcaption", None, el("strong", None, f"{spec.title}. "), spec.says)
    marks = el("ul", {"class": "signs"}, *(_in_words(view, mark) for mark in spec.marks))
    borders = view.texts["borders"].format(origin=outlines.borders)
    return [caption, marks, el("p", {"class": "leaves-out"}, spec.leaves_out, " ", borders)]


def _in_words(view: PageView, mark: MapMark) -> Element:
    sign = el("strong", {"class": f"sign {mark.sign}"}, view.texts[f"map-{mark.sign}"])
    return el("li", None, sign, f" {places_named(view.evidence, mark)}. {mark.says} ", citation(view, mark.cites))


def places_named(evidence: Evidence, mark: MapMark) -> str:
    """Return the names of the places of a mark: "Reef, Mole and Narrows"."""
    return listed(evidence.texts, [evidence.places[key].name for key in mark.places])


def drawing_of(evidence: Evidence, name: str) -> Element:
    """Return the drawing of a map. Raise ValueError without outlines."""
    spec, outlines, anchor = evidence.maps[name], evidence.outlines, f"map-{name}"
    if outlines is None:
        raise ValueError("no outlines")
    words = " ".join(f"{places_named(evidence, mark)}: {mark.says}" for mark in spec.marks)
    signs: dict[str, set[MapSign]] = {}
    for mark in spec.marks:
        for key in mark.places:
            signs.setdefault(key, set()).add(mark.sign)
    paths = [el("path", {"class": "neighbour", "d": each.path}) for each in outlines.neighbours.values()]
    paths.append(el("path", {"class": "area", "d": outlines.others}))
    for shaded in (False, True):
        # What is shaded has the stronger outline, so it is drawn over its neighbours.
        paths += [
            el("path", {"class": "shaded" if shaded else "area", "d": each.path})
            for key, each in outlines.areas.items()
            if ("shaded" in signs.get(key, ())) is shaded
        ]
    labels = [part for key, place in evidence.places.items() for part in _labelled(outlines, signs, key, place)]
    attributes = {
        "viewBox": f"0 0 {float(outlines.width):g} {float(outlines.height):g}", "xmlns": "http://www.w3.org/2000/svg",
        "role": "img", "aria-labelledby": anchor, "aria-describedby": f"{anchor}-places",
    }  # fmt: skip
    title, described = el("title", {"id": anchor}, spec.title), el("desc", {"id": f"{anchor}-places"}, words)
    return el("svg", attributes, title, described, el("g", {"transform": "scale(.1)"}, *paths), *labels)


def _labelled(outlines: Outlines, signs: dict[str, set[MapSign]], key: str, place: MapPlace) -> Iterator[Element]:
    """Yield the sign of a place and its name, for places that have an outline or a point."""
    if place.kind == "city":
        x, y = map(float, outlines.cities[key])
        yield el("rect", {"class": "city", "x": f"{x - 3:g}", "y": f"{y - 3:g}", "width": "6", "height": "6"})
        yield _name(place, x, y + 4, BESIDE)
        return
    shapes = outlines.areas if place.kind == "area" else outlines.neighbours
    x, y = map(float, shapes[key].middle)
    is_ringed = "ringed" in signs.get(key, ())
    beside = place.label != "middle"
    if is_ringed:
        yield el("circle", {"class": "open", "cx": f"{x:g}", "cy": f"{y if beside else y + BELOW - 4:g}", "r": "4.5"})
    if place.label != "none":
        yield _name(place, x, y + 4 if beside or not is_ringed else y - 2, BESIDE if is_ringed else 0)


def _name(place: MapPlace, x: float, y: float, beside: int) -> Element:
    side = {"left": ("end", -beside), "right": ("start", beside)}.get(place.label, ("middle", 0))
    at = {"class": f"of-{place.kind}", "x": f"{x + side[1]:g}", "y": f"{y:g}", "text-anchor": side[0]}
    return el("text", at, place.name)
