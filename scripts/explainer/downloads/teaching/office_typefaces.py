"""What handouts and slides share in holding typefaces, for letters that an office program's own may lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from explainer.downloads.typefaces import Face, further_faces

Divide = Callable[[etree._Element, Sequence[Face]], None]
"""Puts a run for each piece of its text in the place of a run."""


def divided(
    entries: dict[str, bytes], parts: Iterable[str], run: str, divide: Divide
) -> tuple[dict[str, bytes], tuple[Face, ...]]:
    """Return the parts of an Office file with every run of text divided by typeface, and the typefaces that they need
    beside those of the reader; nothing if they need none."""
    trees = {part: etree.fromstring(entries[part]) for part in parts if part in entries}
    faces = further_faces("".join(text for tree in trees.values() for text in tree.itertext()))
    if not faces:
        return {}, ()
    for tree in trees.values():
        for each in list(tree.iter(run)):
            divide(each, faces)
    return {part: written(tree) for part, tree in trees.items()}, faces


def written(tree: etree._Element) -> bytes:
    """Return a part of an Office file as its bytes."""
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))
