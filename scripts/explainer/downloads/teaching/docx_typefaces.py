"""Typefaces in DOCX handouts, for letters that a word processor's own typeface may lack.

The format holds a typeface with its first bytes changed by a key, and a run of text names it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from explainer.downloads.teaching.office_typefaces import divided, written
from explainer.downloads.typefaces import BOLD, REGULAR, Face, Piece, in_faces
from explainer.render.languages import EAST_ASIAN, RIGHT_TO_LEFT, SIGN

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_W, _R = f"{{{_WORDS}}}", f"{{{_RELATIONS}}}"
_TABLE, _SETTINGS = "word/fontTable.xml", "word/settings.xml"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/foot.xml")
"""The parts that hold text."""
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_HELD = {"embedRegular": REGULAR, "embedBold": BOLD}
_REPLACED = ("rFonts", "rtl", "cs", "lang")
_SYSTEM_FONTS, _THESE = b"<w:embedSystemFonts />", b"<w:embedTrueTypeFonts /><w:saveSubsetFonts />"
_CHANGED_BYTES = 32


def with_typefaces(entries: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a DOCX in which words of other languages and signs are set in typefaces that it holds."""
    parts, faces = divided(entries, _PARTS, f"{_W}r", _divide)
    if not faces:
        return entries
    made = entries | parts
    # Otherwise whoever saves a handout would add every typeface of their system to it.
    made[_SETTINGS] = made[_SETTINGS].replace(_SYSTEM_FONTS, _THESE)
    return made | _held(entries[_TABLE], faces)


def _divide(run: etree._Element, faces: Sequence[Face]) -> None:
    """Put a run for each piece of its text in the place of a run."""
    texts = run.findall(f"{_W}t")
    pieces = [list(in_faces(text.text or "", faces)) for text in texts]
    if not any(piece.language for each in pieces for piece in each):
        return
    look = run.find(f"{_W}rPr")
    for child in [each for each in run if each is not look]:
        if child in texts:
            parts: Iterator[etree._Element] = (_run(look, piece) for piece in pieces[texts.index(child)])
        else:
            parts = iter([_run(look, Piece("", "", None), child)])
        for part in parts:
            run.addprevious(part)
    run.getparent().remove(run)


def _run(look: etree._Element | None, piece: Piece, child: etree._Element | None = None) -> etree._Element:
    made = etree.Element(f"{_W}r")
    properties = deepcopy(look) if look is not None else etree.Element(f"{_W}rPr")
    if piece.language:
        _set_in(properties, piece)
    if len(properties):
        made.append(properties)
    if child is None:
        child = etree.Element(f"{_W}t")
        child.text = piece.text
        child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(child)
    return made


def _set_in(properties: etree._Element, piece: Piece) -> None:
    for name in _REPLACED:
        for old in properties.findall(f"{_W}{name}"):
            properties.remove(old)
    if piece.face:
        fonts = etree.Element(f"{_W}rFonts", {f"{_W}{slot}": piece.face.name for slot in _SLOTS})
        properties.insert(1 if properties.find(f"{_W}rStyle") is not None else 0, fonts)
    if piece.language == SIGN:
        return
    is_east_asian = piece.language in EAST_ASIAN
    if not is_east_asian:
        etree.SubElement(properties, f"{_W}{'rtl' if piece.language in RIGHT_TO_LEFT else 'cs'}")
    beside = "eastAsia" if is_east_asian else "bidi"
    etree.SubElement(properties, f"{_W}lang", {f"{_W}val": piece.language, f"{_W}{beside}": piece.language})


def _held(table: bytes, faces: Sequence[Face]) -> dict[str, bytes]:
    """Return the typefaces, and the table that names them."""
    tree, numbers = etree.fromstring(table), count(1)
    links = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    files: dict[str, bytes] = {}
    for face in faces:
        font = etree.SubElement(tree, f"{_W}font", {f"{_W}name": face.name})
        for tag, said in (("charset", "00"), ("family", "auto"), ("pitch", "variable")):
            etree.SubElement(font, f"{_W}{tag}", {f"{_W}val": said})
        for tag, weight in _HELD.items():
            content, number = face.content(weight), next(numbers)
            key = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
            told = {f"{_R}id": f"rId{number}", f"{_W}fontKey": f"{{{str(key).upper()}}}"}
            etree.SubElement(font, f"{_W}{tag}", told)
            file = f"fonts/font{number}.odttf"
            files[f"word/{file}"] = obfuscated(content, key)
            link = {"Id": f"rId{number}", "Type": f"{_RELATIONS}/font", "Target": file}
            etree.SubElement(links, f"{{{_PACKAGE}}}Relationship", link)
    return files | {_TABLE: written(tree), "word/_rels/fontTable.xml.rels": written(links)}


def obfuscated(content: bytes, key: uuid.UUID) -> bytes:
    """Return a typeface as this format holds it: its first bytes combined with those of a key, in reverse."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ mask[at] for at, byte in enumerate(content[:_CHANGED_BYTES])) + content[_CHANGED_BYTES:]
