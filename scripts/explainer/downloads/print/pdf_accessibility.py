"""What the PDF writer leaves undone: running heads as artifacts, scopes of table headers, printable links, a fixed id,
the languages of words, and what each glyph means.

WeasyPrint 70 marks running heads as content that is missing from the structure (Kozea/WeasyPrint#1836), and gives
header cells no scope (#2508).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from explainer.downloads.print.pdf_languages import name_languages

_PRINTS = 4
"""The flag of an annotation that is printed."""
_NOTHING, _WORD_JOINER = b"> <>\n", b"> <2060>\n"


def finish_pdf(content: bytes) -> bytes:
    """Return a tagged PDF made accessible; the same content gives the same bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        placed = _structure(pdf)
        parents = _parents(pdf)
        for page in pdf.pages:
            owners = parents.get(int(page.obj.get("/StructParents", -1)))
            name_languages(page, owners)
            _mark_artifacts(pdf, page, owners, placed)
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Link":
                    note.F = int(note.get("/F", 0)) | _PRINTS
        _end_streams_visibly(pdf)
        _give_every_glyph_a_meaning(pdf)
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes())
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(
            out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue()


def _structure(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Give header cells their scope, and return the object ids of all elements in the structure."""
    placed: set[tuple[int, int]] = set()
    for node, in_head in _nodes(pdf.Root.StructTreeRoot.K, False):
        placed.add(node.objgen)
        if node.S == "/TH":
            _give_scope(node, in_head)
        if node.S == "/LI":
            _gather_body(pdf, node, placed)
    return placed


def _gather_body(pdf: pikepdf.Pdf, item: Any, placed: set[tuple[int, int]]) -> None:
    """Move the parts of a list item that are beside its body into the body: PDF/UA allows only a label and a body."""
    parts = list(item.K) if isinstance(item.get("/K"), Array) else []
    loose = [part for part in parts if isinstance(part, Dictionary) and part.get("/S") not in (None, "/Lbl", "/LBody")]
    if not loose:
        return
    body = next((part for part in parts if isinstance(part, Dictionary) and part.get("/S") == "/LBody"), None)
    if body is None:
        body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array([])))
        placed.add(body.objgen)
        parts.append(body)
    inside = list(body.K) if isinstance(body.K, Array) else [body.K]
    for part in loose:
        part.P = body
    body.K = Array([*inside, *loose])
    item.K = Array([part for part in parts if part not in loose])


def _nodes(start: Any, in_head: bool) -> Iterator[tuple[Any, bool]]:
    """Return every element of a structure tree, and whether it is in the head of a table."""
    waiting: list[tuple[Any, bool]] = [(start, in_head)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, Array):
            waiting += [(child, inside) for child in node]
        elif isinstance(node, Dictionary) and "/S" in node and node.get("/Type") not in ("/MCR", "/OBJR"):
            yield node, inside
            if "/K" in node:
                waiting.append((node.K, inside or node.S == "/THead"))


def _give_scope(cell: Any, in_head: bool) -> None:
    attributes = Dictionary(cell.get("/A", Dictionary(O=Name.Table)))
    if "/Scope" not in attributes:
        attributes.O = Name.Table
        attributes.Scope = Name.Column if in_head else Name.Row
        cell.A = attributes


def _parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def _mark_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, parents: Any, placed: set[tuple[int, int]]) -> None:
    """Turn marked content that no element of the structure owns into an artifact of the page."""
    if parents is None:
        return
    steps: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            owner = parents[int(operands[1].MCID)]
            if owner is None or owner.objgen not in placed:
                kind = Dictionary(Type=Name.Pagination)
                steps.append(([Name.Artifact, kind], Operator("BDC")))
                continue
        steps.append((operands, operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def _end_streams_visibly(pdf: pikepdf.Pdf) -> None:
    """Let no typeface end in a carriage return, which validators take for part of the line end after it."""
    for each in pdf.objects:
        if isinstance(each, Stream) and each.get("/Length1") and each.read_raw_bytes()[-1:] == b"\r":
            content = each.read_bytes() + b"\1"
            each.write(zlib.compress(content, 9), filter=Name.FlateDecode)
            each.Length1 = len(content)


def _give_every_glyph_a_meaning(pdf: pikepdf.Pdf) -> None:
    """Let a glyph that says nothing, because the one beside it says the whole syllable, stand for a word joiner.

    WeasyPrint 70 leaves its meaning empty, which the format does not allow.
    """
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/ToUnicode" in each:
            table = each.ToUnicode.read_bytes()
            if _NOTHING in table:
                each.ToUnicode.write(table.replace(_NOTHING, _WORD_JOINER))
