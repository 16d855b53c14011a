"""Every page as mkdocs draws it, and as Zensical does."""

from __future__ import annotations

import re

from conftest import World
from explainer.built.site import BuiltPage, plain_name, read_site

PARTS = ("main", "nav", "footer")


def published_by_both(world: World) -> tuple[dict[str, bytes | list[str]], dict[str, bytes | list[str]]]:
    """Publish a project with mkdocs, then with Zensical; return what each file says, by its plain name.

    Of a page that is the text of each of its parts; of any other file its content.
    """
    world.publish()
    ours = _said_by(world)
    world.replace("mkdocs.yml", "\nextra:\n", "\nextra:\n  builder: zensical\n")
    world.publish()
    return ours, _said_by(world)


def _said_by(world: World) -> dict[str, bytes | list[str]]:
    site = read_site(world.project.site, world.edition())
    pages: dict[str, bytes | list[str]] = {page.path: _parts_of(page) for page in site.pages}
    others = {plain_name(path): (site.root / path).read_bytes() for path in site.paths if path not in site.by_path}
    return pages | {path: _with_plain_names(content) for path, content in others.items()}


def _parts_of(page: BuiltPage) -> list[str]:
    tree = page.tree
    found = [part for tag in ("title", *PARTS) for part in tree.xpath(f"//{tag}")]
    return [" ".join("".join(part.itertext()).split()) for part in found]


def _with_plain_names(content: bytes) -> bytes:
    return re.sub(rb"-[0-9a-f]{8,}(?=\.\w{2,4}\")", b"", content)
