"""Typefaces in what e-readers and flashcard programs show, only for letters that their own typefaces may lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explainer.downloads.typefaces import Face, letters_of
from explainer.render.languages import SIGN, in_pieces

_NOTICE = "/* Noto, cut down to the letters used here: SIL Open Font License 1.1, see the names in each file. */"


def typeface_style(addresses: Mapping[tuple[Face, int], str], texts: Iterable[str]) -> str:
    """Return the rules that set words of other languages and signs in typefaces, and nothing else.

    `addresses` are those of the files, by typeface and weight; `texts` are all that is shown.
    """
    if not addresses:
        return ""
    faces = list(dict.fromkeys(face for face, _ in addresses))
    rules = [
        f'@font-face {{ font-family: "{face.name}"; font-weight: {weight}; src: url("{address}"); }}'
        for (face, weight), address in addresses.items()
    ]
    for language, letters in sorted(_letters_by_language(letters_of(faces), texts).items()):
        if chosen := [face for face in faces if face.letters & letters]:
            where = f".{SIGN}" if language == SIGN else f":lang({language})"
            rules.append(f"{where} {{ font-family: {names_of(chosen)}, sans-serif; }}")
    return "\n".join([_NOTICE, *rules, ""])


def file_name(face: Face, weight: int) -> str:
    """Return a name for the file of a typeface in a weight."""
    return f"{face.name.replace(' ', '-').lower()}-{weight}.ttf"


def names_of(faces: Iterable[Face]) -> str:
    """Return the names of typefaces as style sheets list them."""
    return ", ".join(f'"{face.name}"' for face in faces)


def _letters_by_language(signs: frozenset[int], texts: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for text in texts:
        for piece, language in in_pieces(text, signs):
            if language:
                found.setdefault(language, set()).update(map(ord, piece))
    return found
