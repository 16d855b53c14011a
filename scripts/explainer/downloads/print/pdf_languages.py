"""The languages of words in a PDF, for screen readers: WeasyPrint 70 leaves out what the page says of them.

Words of another language are in marked content of their own, and what they say is read back from their typeface.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any

import pikepdf

from explainer.render.languages import in_pieces

_MEANING = re.compile(rb"<([0-9a-fA-F]{4})> <((?:[0-9a-fA-F]{4})*)>")
_LATIN = re.compile("[A-Za-z]")


def name_languages(page: pikepdf.Page, owners: Any) -> None:
    """Give each element of a page's structure whose words are of another language that language.

    `owners` are the elements by the number of their marked content.
    """
    typefaces = {name: _meanings(font.ToUnicode.read_bytes()) for name, font in page.resources.get("/Font", {}).items()}
    if owners is None or not any(language for each in typefaces.values() for _, language in in_pieces(_all(each))):
        return
    for mark, text in _texts(page, typefaces).items():
        owner = owners[mark]
        # The description of a figure is in the language of the document.
        if owner is not None and owner.S != "/Figure" and (language := _language(text)):
            owner.Lang = pikepdf.String(language)


def _language(text: str) -> str:
    found = {language for _, language in in_pieces(text)} - {""}
    return found.pop() if len(found) == 1 and not _LATIN.search(text) else ""


@lru_cache(maxsize=256)
def _meanings(table: bytes) -> dict[bytes, str]:
    """Return what each glyph of a typeface says."""
    found = _MEANING.findall(table.partition(b"beginbfchar")[2])
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


def _all(meanings: dict[bytes, str]) -> str:
    return "".join(meanings.values())


def _texts(page: pikepdf.Page, typefaces: dict[str, dict[bytes, str]]) -> dict[int, str]:
    """Return the texts of a page by the number of their marked content."""
    texts: dict[int, str] = defaultdict(str)
    open_marks: list[int | None] = []
    known: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                open_marks.append(_number(operands[1]))
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                known = typefaces[str(operands[0])]
            case "Tj" | "TJ" if open_marks and open_marks[-1] is not None:
                texts[open_marks[-1]] += _said(operands[0], known)
    return texts


def _number(facts: Any) -> int | None:
    return int(facts.MCID) if isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts else None


def _said(shown: Any, known: dict[bytes, str]) -> str:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
    return "".join(known.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
