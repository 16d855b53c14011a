"""Typefaces in e-books, only for letters that a reader's own typeface may lack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.downloads.typefaces import BOLD, REGULAR, Face, letters_of
from explainer.render.languages import SIGN, in_pieces

FOLDER = "typefaces"
_NOTICE = "/* Noto, cut down to letters of this book: SIL Open Font License 1.1, see the names in each file. */\n"


def typeface_files(faces: Sequence[Face]) -> dict[str, bytes]:
    """Return the files of typefaces by their paths in the book."""
    return {_path(face, weight): face.content(weight) for face in faces for weight in (REGULAR, BOLD)}


def typeface_style(faces: Sequence[Face], texts: Iterable[str]) -> str:
    """Return the rules that set words of other languages and signs in typefaces, and nothing else."""
    if not faces:
        return ""
    rules = [
        f'@font-face {{ font-family: "{face.name}"; font-weight: {weight}; src: url("{_path(face, weight)}"); }}'
        for face in faces
        for weight in (REGULAR, BOLD)
    ]
    for language, letters in sorted(_letters_by_language(faces, texts).items()):
        chosen = [face for face in faces if face.letters & letters]
        if language and chosen:
            where = f".{SIGN}" if language == SIGN else f":lang({language})"
            rules.append(f"{where} {{ font-family: {_names(chosen)}, sans-serif; }}")
    # No words inside of a drawing can be marked.
    rules.append(f"svg text {{ font-family: sans-serif, {_names(faces)}; }}")
    return _NOTICE + "\n".join(rules) + "\n"


def _path(face: Face, weight: int) -> str:
    return f"{FOLDER}/{face.name.replace(' ', '-').lower()}-{weight}.ttf"


def _names(faces: Iterable[Face]) -> str:
    return ", ".join(f'"{face.name}"' for face in faces)


def _letters_by_language(faces: Sequence[Face], texts: Iterable[str]) -> dict[str, set[int]]:
    signs = letters_of(faces)
    found: dict[str, set[int]] = {}
    for text in texts:
        for piece, language in in_pieces(text, signs):
            found.setdefault(language, set()).update(map(ord, piece))
    return found
