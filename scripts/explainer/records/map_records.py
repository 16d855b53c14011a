"""The records of maps: permitted places, what maps say of them, and the outlines that they are drawn from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from explainer.core.problems import Unfit
from explainer.core.vocabulary import LabelSide, MapSign, PlaceKind
from explainer.records.models import DateText, Identifier, Line, Number, Record, Reference


class MapPlace(Record):
    """A place that maps may show: an area, a neighbour, or a city, which alone has coordinates (rule M1).

    `shape` is the name of its outline where outlines are made from; `label` says where its name stands.
    """

    name: Line
    kind: PlaceKind
    shape: Line | None = None
    latitude: Number | None = None
    longitude: Number | None = None
    label: LabelSide = "middle"

    @model_validator(mode="after")
    def _located_as_its_kind_may_be(self) -> MapPlace:
        located = self.latitude is not None, self.longitude is not None
        if self.kind == "city" and not all(located):
            raise Unfit("must have latitude and longitude, because this place is a city", "Add both.")
        if self.kind != "city" and any(located):
            raise Unfit("must have no coordinates, because this place is not a city", "Remove them (rule M1).")
        if (self.shape is None) != (self.kind == "city"):
            raise Unfit("must have a shape, unless it is a city", "Name its outline under shape.")
        return self


class MapMark(Record):
    """A sign on places of a map: what the articles say there, and the paragraphs that say so."""

    sign: MapSign
    places: tuple[Identifier, ...] = Field(strict=False, min_length=1)
    says: Line
    cites: tuple[Reference, ...] = Field(strict=False, min_length=1)


class Map(Record):
    """A map: its title, what it says, what it cannot show, and its marks."""

    title: Line
    says: Line
    leaves_out: Line
    marks: tuple[MapMark, ...] = Field(strict=False, min_length=1)

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs that its marks rest on, each once."""
        return tuple(dict.fromkeys(reference for mark in self.marks for reference in mark.cites))


MapPoint = Annotated[tuple[Number, Number], Field(strict=False)]
MapPath = Annotated[str, Field(pattern=r"^[MLlz0-9 .-]{0,40000}$")]


class Outline(Record):
    """An outline in tenths of a pixel, and the middle of its largest part in pixels."""

    path: MapPath
    middle: MapPoint


class Outlines(Record):
    """What maps are drawn from, in pixels: outlines of permitted areas and neighbours, of all `others`, and cities.

    A script writes it once. `made` says when, `origin` from which files, with their digests.
    """

    made: DateText
    borders: Line
    origin: tuple[dict[str, Line], ...] = Field(alias="from", strict=False)
    width: Number
    height: Number
    areas: dict[Identifier, Outline]
    others: MapPath
    neighbours: dict[Identifier, Outline]
    cities: dict[Identifier, MapPoint]
