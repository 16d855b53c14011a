"""Rule R1 for the files of the theme: they ask no other host for anything, and no drawing runs anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explainer.core.problems import Place, Problem
from explainer.core.read_files import read_text
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS = ".css", ".js", ".svg"
_DRAWN = frozenset(
    "svg g defs use symbol title desc text tspan line circle rect path polyline polygon ellipse linearGradient "
    "radialGradient stop clipPath mask pattern marker".split()
)
_SVG = "{http://www.w3.org/2000/svg}"
_NO_ADDRESSES = re.compile(
    r"\bhttp://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml)(?=[\"'])|\bdata:[\w/+.-]{1,80};base64,[\w+/=]{0,9999}"
)
"""What only looks like addresses: the names of vocabularies, and pictures spelt out."""
_HOST = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,20}:|[\"'`(=]\s{0,20})//[\w\[%][^\s\"'`<>)]{0,80}", re.IGNORECASE)


@rule("R1", "files of the theme")
def files_of_the_theme(edition: Edition) -> Iterator[Finding]:
    """No style sheet, script or drawing of the theme names another host, and a drawing consists of shapes and words:
    no request leaves the site, whatever page or file of it is opened."""
    for path in sorted(each for each in edition.project.overrides.rglob("*") if each.suffix in KINDS):
        file = edition.project.relative(path)
        yield Seen(file)
        text = read_text(path, file)
        for found in _HOST.finditer(_NO_ADDRESSES.sub(lambda match: " " * len(match.group()), text)):
            line = text.count("\n", 0, found.start()) + 1
            named = found.group().lstrip("(=`'\" ")
            hint = "Put a file of your own into overrides/assets/, and name that."
            yield Problem(Place(file, line), "R1", f"This names another host: “{named}”.", hint)
        if path.suffix == ".svg":
            hint = "Draw it with shapes and words alone: export it as plain SVG."
            yield from (Problem(Place(file, line), "R1", sentence, hint) for line, sentence in _drawing_faults(text))


def _drawing_faults(text: str) -> Iterator[tuple[int, str]]:
    # Imported here: it is slow, and most commands look at no drawing.
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    try:
        root = fromstring(text.encode(), XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError as error:
        yield (error.lineno or 1), f"This drawing cannot be parsed: {error.msg}."
        return
    if "<!DOCTYPE" in text or "<?xml-stylesheet" in text:
        yield 1, "A drawing must begin with <svg>, without a document type or a style sheet."
    for element in root.iter():
        yield from ((element.sourceline or 1, sentence) for sentence in _element_faults(element))


def _element_faults(element: _Element) -> Iterator[str]:
    from lxml.etree import Comment

    if element.tag is Comment:
        return
    if not isinstance(element.tag, str):
        yield "Entities and processing instructions are not allowed in a drawing."
    elif element.tag.removeprefix(_SVG) not in _DRAWN:
        yield f"The element <{element.tag.rpartition('}')[2]}> is not allowed in a drawing."
    for attribute, value in element.attrib.items():
        plain = str(attribute).rpartition("}")[2].lower()
        if plain.startswith("on"):
            yield f"The attribute {plain} is not allowed in a drawing."
        if plain == "href" and not str(value).startswith("#"):
            yield f"The address {str(value)[:80]!r} does not lead to a part of the same drawing."
