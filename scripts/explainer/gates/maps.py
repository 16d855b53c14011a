"""Rule M1: a map shows permitted places and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.built.site import BuiltSite
from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import MapSign, PlaceKind
from explainer.edition.state import Edition
from explainer.gates.built_pages import place_of
from explainer.gates.built_pages import rule as site_rule
from explainer.gates.links import paragraph_hint, suggest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.data_files import OUTLINES
from explainer.records.evidence import Evidence
from explainer.records.map_records import Map, MapMark, Outlines

_FITS: dict[MapSign, PlaceKind] = {"shaded": "area", "ringed": "area", "pointed": "city"}
"""The kind of place that each sign may stand on."""
_AGAIN = "Remove it, or add the place to data/places.yaml and write the file anew as scripts/map/write_map.py says."
_DRAWN = frozenset({"title", "desc", "g", "path", "circle", "rect", "text"})


@rule("M1", "permitted places")
def permitted_places(edition: Edition) -> Iterator[Finding]:
    """A map marks only places of data/places.yaml, each sign on the kind of place that it fits, and cites paragraphs
    that exist. The outlines hold permitted places only, and every permitted place has its outline or point. Nothing but
    a city has coordinates, and there are no ways, arrows or hiding places."""
    evidence = edition.evidence
    for key, drawn in evidence.maps.items():
        yield Seen(key)
        for number, mark in enumerate(drawn.marks, start=1):
            yield from _mark_faults(edition, key, drawn, number, mark)
    if evidence.outlines is None:
        hint = "Restore it, or write it anew as scripts/map/write_map.py says."
        yield Problem(Place(f"data/{OUTLINES}"), "M1", "There are no outlines to draw a map from.", hint)
    else:
        yield from _outline_faults(evidence, evidence.outlines)


def _mark_faults(edition: Edition, key: str, drawn: Map, number: int, mark: MapMark) -> Iterator[Problem]:
    evidence = edition.evidence
    place = evidence.place(f"maps:{key}", "marks")
    for name in mark.places:
        known = evidence.places.get(name)
        if known is None:
            sentence = f"Mark {number} of the map {key} is on {name!r}, which is not a permitted place."
            yield Problem(place, "M1", sentence, suggest(name, evidence.places))
        elif known.kind != _FITS[mark.sign]:
            sentence = f"Mark {number} of the map {key} is {mark.sign}, but {name} is a place of the kind {known.kind}."
            yield Problem(place, "M1", sentence, "Use shaded or ringed for areas, and pointed for cities.")
    for reference in mark.cites:
        if not evidence.has_paragraph(reference):
            sentence = f"Mark {number} of the map {key} names the paragraph {reference!r}, which does not exist."
            yield Problem(place, "M1", sentence, paragraph_hint(edition, reference))


def _outline_faults(evidence: Evidence, outlines: Outlines) -> Iterator[Problem]:
    held: dict[PlaceKind, set[str]] = {
        "area": set(outlines.areas), "neighbour": set(outlines.neighbours), "city": set(outlines.cities),
    }  # fmt: skip
    fields: dict[PlaceKind, str] = {"area": "areas", "neighbour": "neighbours", "city": "cities"}
    for kind, names in held.items():
        permitted = {key for key, place in evidence.places.items() if place.kind == kind}
        for name in sorted(names - permitted):
            sentence = f"The outlines hold {name!r} under {fields[kind]}, which is not a permitted place of this kind."
            yield Problem(evidence.place("outlines", fields[kind]), "M1", sentence, _AGAIN)
        for name in sorted(permitted - names):
            sentence = f"The place {name} has nothing under {fields[kind]} in data/{OUTLINES}."
            hint = "Remove the place, or write the file anew as scripts/map/write_map.py says."
            yield Problem(evidence.place(f"places:{name}"), "M1", sentence, hint)


@site_rule("M1", "permitted places in the built site")
def permitted_in_drawings(site: BuiltSite) -> Iterator[Finding]:
    """A map on a built page has only outlines of data/map.json, signs and names of permitted places: no other path,
    line, arrow or word."""
    evidence = site.edition.evidence
    outlines = evidence.outlines
    shapes = {each.path for each in (*outlines.areas.values(), *outlines.neighbours.values())} if outlines else set()
    shapes |= {outlines.others} if outlines else set()
    names = {place.name for place in evidence.places.values()}
    for page in site.pages:
        yield Seen(page.path)
        for element in page.tree.xpath("//figure[contains(@class, 'map')]//svg//*"):
            what = ""
            if element.tag not in _DRAWN:
                what = f"<{element.tag}>"
            elif element.tag == "path" and element.get("d") not in shapes:
                what = "a path that is no outline"
            elif element.tag == "text" and element.text_content() not in names:
                what = f"the word “{element.text_content()}”"
            if what:
                hint = "Find what draws it, and remove it."
                yield Problem(place_of(page, element), "M1", f"A map has {what}.", hint)
