"""Every page as mkdocs draws it, and as Zensical does."""

from __future__ import annotations

import re

from lxml.etree import tostring

from conftest import World
from explainer.built.site import BuiltPage, plain_name, read_site
from explainer.publish.style_sheets import STYLE_SHEET

PARTS = ("main", "nav", "footer")
OUR_FIRST_RULE = b":root{color-scheme:light dark"


def published_by_both(world: World) -> tuple[dict[str, bytes | list[str]], dict[str, bytes | list[str]]]:
    """Publish a project with mkdocs, then with Zensical; return what each file says, by its plain name.

    Of a page that is the text of each of its parts; of any other file its content.
    """
    world.publish()
    ours = _said_by(world)
    _publish_with_zensical(world)
    return ours, _said_by(world)


def articles_by_both(world: World) -> tuple[dict[str, str], dict[str, str]]:
    """Publish a project with mkdocs, then with Zensical; return the article of each page, one element a line."""
    world.publish()
    ours = {path: _article(page) for path, page in world.built_pages().items()}
    _publish_with_zensical(world)
    return ours, {path: _article(page) for path, page in world.built_pages().items()}


def _publish_with_zensical(world: World) -> None:
    world.replace("mkdocs.yml", "\nextra:\n", "\nextra:\n  builder: zensical\n")
    world.publish()


def _article(page: BuiltPage) -> str:
    articles = page.tree.xpath("//article")
    html = "".join(tostring(each, encoding="unicode", with_tail=False) for each in articles)
    return re.sub(r">\s*<", ">\n<", html)


def _said_by(world: World) -> dict[str, bytes | list[str]]:
    site = read_site(world.project.site, world.edition())
    pages: dict[str, bytes | list[str]] = {page.path: _parts_of(page) for page in site.pages}
    others = {plain_name(path): (site.root / path).read_bytes() for path in site.paths if path not in site.by_path}
    # Each program has an edition of the theme of its own, whose rules stand before ours.
    others[STYLE_SHEET] = others.get(STYLE_SHEET, b"").partition(OUR_FIRST_RULE)[2]
    return pages | {path: _with_plain_names(content) for path, content in others.items()}


def _parts_of(page: BuiltPage) -> list[str]:
    tree = page.tree
    found = [part for tag in ("title", *PARTS) for part in tree.xpath(f"//{tag}")]
    return [" ".join("".join(part.itertext()).split()) for part in found]


def _with_plain_names(content: bytes) -> bytes:
    return re.sub(rb"-[0-9a-f]{8,}(?=\.\w{2,4}\")", b"", content)
