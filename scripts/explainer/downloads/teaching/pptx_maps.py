"""A map on a slide as shapes: outlines, signs and names, in a group that has its description."""

from __future__ import annotations

from typing import Any

from explainer.downloads.teaching.map_layout import (
    NAME,
    RING,
    SQUARE,
    Layout,
    Name,
    laid_out,
    middle_of,
    paths_of,
    rings_of,
)
from explainer.downloads.teaching.pptx_text import DRAWING, colour_of, plain, put, write
from explainer.downloads.teaching.slide import MARGIN, SMALLEST, TOP, MapShown
from explainer.records.evidence import Evidence
from explainer.records.map_records import Outlines

_SHARE, _THIN = 0.22, "65000"
"""How much of the leading colour an area that is shaded gets; how much white lies under a name, in 1/1000 %."""


def add_map(page: Any, evidence: Evidence, shown: MapShown, description: str, colours: dict[str, str]) -> float:
    """Draw a map at the left of a slide and return where it ends at the right, in inches. Raise ValueError without
    outlines."""
    if evidence.outlines is None:
        raise ValueError("no outlines")
    layout = laid_out(evidence, evidence.outlines, shown)
    group = page.shapes.add_group_shape()
    group.name = evidence.maps[shown.name].title
    group._element._nvXxPr.cNvPr.set("descr", description)
    left, top = MARGIN + layout.moved[0], TOP + layout.moved[1]
    for kind, path in paths_of(evidence.outlines, layout.signs):
        _add_outline(group, path, layout.scale, left, top, kind, colours)
    for key in layout.signs:
        _add_sign(group, evidence, evidence.outlines, key, layout, left, top, colours)
    for name in layout.names:
        box = group.shapes.add_textbox(0, 0, 0, 0)
        put(box, left + name.left, top + name.top, name.width, NAME)
        _write_name(box, name, colours)
    return MARGIN + layout.width


def _add_outline(
    group: Any, path: str, scale: float, left: float, top: float, kind: str, colours: dict[str, str]
) -> None:
    from pptx.util import Inches, Pt

    first, *others = rings_of(path)
    builder = group.shapes.build_freeform(*first[0], scale=scale / 10 * Inches(1))
    builder.add_line_segments(first[1:], close=True)
    for ring in others:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape(Inches(left), Inches(top))
    plain(shape)
    shape.fill.solid()
    lead, soft = colours["lead"], colours["soft"]
    fills = {"neighbour": colours["raised"], "area": "#ffffff", "shaded": _mixed(lead, _SHARE)}
    shape.fill.fore_color.rgb = colour_of(fills[kind])
    shape.line.color.rgb = colour_of(lead if kind == "shaded" else soft)
    shape.line.width = Pt({"neighbour": 0.5, "area": 0.75, "shaded": 2}[kind])


def _mixed(colour: str, share: float) -> str:
    """Return a colour laid over white so thinly that only a share of it is seen."""
    parts = (int(colour.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)


def _add_sign(
    group: Any, evidence: Evidence, outlines: Outlines, key: str, layout: Layout, left: float, top: float,
    colours: dict[str, str],
) -> None:  # fmt: skip
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    place = evidence.places[key]
    x, y = middle_of(outlines, key, place, layout.scale)
    if "pointed" in layout.signs[key]:
        square = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        put(square, left + x - SQUARE / 2, top + y - SQUARE / 2, SQUARE, SQUARE)
        plain(square)
        square.fill.solid()
        square.fill.fore_color.rgb = colour_of(colours["warn"])
        square.line.fill.background()
    if "ringed" in layout.signs[key]:
        below = NAME / 2 + RING if place.label == "middle" else 0
        ring = group.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 0, 0)
        put(ring, left + x - RING, top + y + below - RING, 2 * RING, 2 * RING)
        plain(ring)
        ring.fill.solid()
        ring.fill.fore_color.rgb = colour_of("#ffffff")
        ring.line.color.rgb, ring.line.width = colour_of(colours["lead"]), Pt(3)


def _write_name(box: Any, name: Name, colours: dict[str, str]) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    is_neighbour = name.place.kind == "neighbour"
    if not is_neighbour:
        # Outlines shine through what lies under a name, so thinly that they do not strike it out.
        box.fill.solid()
        box.fill.fore_color.rgb = colour_of("#ffffff")
        white = box.fill._xPr.find(f".//{{{DRAWING}}}srgbClr")
        white.append(white.makeelement(f"{{{DRAWING}}}alpha", {"val": _THIN}))
    write(frame, [name.place.name], SMALLEST, colours["soft" if is_neighbour else "ink"], is_bold=not is_neighbour)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    frame.paragraphs[0].space_after = 0
