"""Typefaces in slides, for letters that a presentation program's own typeface may lack.

The format holds each as an Embedded OpenType file (EOT): a header that tells what it is, then the typeface itself.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from explainer.downloads.teaching.office_typefaces import divided, written
from explainer.downloads.typefaces import BOLD, REGULAR, Face, Piece, in_faces
from explainer.render.languages import SIGN

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_A, _P, _R = f"{{{_DRAWING}}}", f"{{{_SHOW}}}", f"{{{_RELATIONS}}}"
_PRESENTATION, _LINKS, _KINDS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
_WITH_TEXT = ("ppt/slides/slide", "ppt/notesSlides/notesSlide")
_SLOTS = ("latin", "ea", "cs", "sym")
_AFTER_SLOTS = tuple(f"{_A}{name}" for name in ("hlinkClick", "hlinkMouseOver", "rtl", "extLst"))
_HELD = {"regular": REGULAR, "bold": BOLD}
_VERSION, _MAGIC = 0x00020002, 0x504C
_HEAD, _LETTERS = "<II10sBBIHH", "<4I2II16x"
_NAMES = (1, 2, 5, 4)
"""Numbers of names, in the order of this format: family, style, version, and the whole."""
_END = struct.pack("<HHIIHHII", 0, 0, 0x50475342, 1252, 0, 0, 0, 0)
"""No address that alone may use it, the checksum of none, a code page, no signature, and no letters of one's own."""
_PANOSE = (
    "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast", "bStrokeVariation", "bArmStyle",
    "bLetterForm", "bMidline", "bXHeight",
)  # fmt: skip


def with_typefaces(entries: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a PPTX in which words of other languages and signs are set in typefaces that it holds."""
    parts, faces = divided(entries, (name for name in entries if name.startswith(_WITH_TEXT)), f"{_A}r", _divide)
    return entries | parts | _held(entries, faces) if faces else entries


def _divide(run: etree._Element, faces: Sequence[Face]) -> None:
    """Put a run for each piece of its text in the place of a run."""
    pieces = list(in_faces(run.findtext(f"{_A}t", ""), faces))
    if not any(piece.language for piece in pieces):
        return
    for piece in pieces:
        part = deepcopy(run)
        part.find(f"{_A}t").text = piece.text
        if piece.language:
            _set_in(part, piece)
        run.addprevious(part)
    run.getparent().remove(run)


def _set_in(run: etree._Element, piece: Piece) -> None:
    look = run.find(f"{_A}rPr")
    if look is None:
        look = etree.Element(f"{_A}rPr")
        run.insert(0, look)
    if piece.language != SIGN:
        look.set("lang", piece.language)
    if piece.face is None:
        return
    for slot in _SLOTS:
        for old in look.findall(f"{_A}{slot}"):
            look.remove(old)
    at = next((number for number, each in enumerate(look) if each.tag in _AFTER_SLOTS), len(look))
    for slot in reversed(_SLOTS):
        look.insert(at, etree.Element(f"{_A}{slot}", {"typeface": piece.face.name}))


def _held(entries: dict[str, bytes], faces: Sequence[Face]) -> dict[str, bytes]:
    """Return the typefaces, and the files that name them."""
    show, links, kinds = (etree.fromstring(entries[name]) for name in (_PRESENTATION, _LINKS, _KINDS))
    listed, numbers = etree.Element(f"{_P}embeddedFontLst"), count(1)
    files: dict[str, bytes] = {}
    for face in faces:
        font = etree.SubElement(listed, f"{_P}embeddedFont")
        etree.SubElement(font, f"{_P}font", {"typeface": face.name})
        for tag, weight in _HELD.items():
            number = next(numbers)
            etree.SubElement(font, f"{_P}{tag}", {f"{_R}id": f"rIdFont{number}"})
            file = f"fonts/font{number}.fntdata"
            files[f"ppt/{file}"] = embedded_opentype(face.content(weight))
            link = {"Id": f"rIdFont{number}", "Type": f"{_RELATIONS}/font", "Target": file}
            etree.SubElement(links, f"{{{_PACKAGE}}}Relationship", link)
    show.find(f"{_P}notesSz").addnext(listed)
    show.set("embedTrueTypeFonts", "1")
    kind = {"Extension": "fntdata", "ContentType": "application/x-fontdata"}
    kinds.insert(0, etree.Element(f"{{{_TYPES}}}Default", kind))
    return files | {_PRESENTATION: written(show), _LINKS: written(links), _KINDS: written(kinds)}


def embedded_opentype(content: bytes) -> bytes:
    """Return a TrueType file as an EOT file, neither compressed nor encrypted, that any page may use."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    typeface = TTFont(BytesIO(content), lazy=True)
    about, changed = typeface["OS/2"], typeface["head"].checkSumAdjustment
    look = bytes(getattr(about.panose, name) for name in _PANOSE)
    scripts = (about.ulUnicodeRange1, about.ulUnicodeRange2, about.ulUnicodeRange3, about.ulUnicodeRange4)
    pages = (getattr(about, "ulCodePageRange1", 0), getattr(about, "ulCodePageRange2", 0))
    head = struct.pack(_HEAD, _VERSION, 0, look, 0, 0, about.usWeightClass, about.fsType, _MAGIC)
    head += struct.pack(_LETTERS, *scripts, *pages, changed)
    names = b"".join(_name(str(typeface["name"].getDebugName(number))) for number in _NAMES)
    rest = struct.pack("<I", len(content)) + head + names + _END
    return struct.pack("<I", 4 + len(rest) + len(content)) + rest + content


def _name(text: str) -> bytes:
    """Return a name as this format holds it: filling, length in bytes, and the name with a zero at its end."""
    written = f"{text}\0".encode("utf-16-le")
    return struct.pack("<HH", 0, len(written)) + written
