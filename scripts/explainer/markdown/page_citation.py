"""How to cite the page, at its end."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from explainer.blocks.block import SiteView
from explainer.built.serving import public_address
from explainer.markdown.page_location import page_view
from explainer.render.elements import as_html, el
from explainer.render.page_citation import CitedPage, page_citation

_SEARCH = ".//div[@class='block search']"
_ESCAPED = re.compile("\x02(\\d+)\x03")
"""What Markdown leaves in the place of a character that was escaped, until all processors have run."""


class PageCitation(Treeprocessor):
    """Adds the forms of citation to every page with a heading but the search page."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        heading = root.find("h1")
        title = heading_text(heading) if heading is not None else ""
        if not title or root.find(_SEARCH) is not None:
            return
        view = page_view(self.md)
        holder = el("div")
        cited = page_citation(cited_page(view, title), view.texts)
        holder.text = AtomicString(self.md.htmlStash.store(as_html([cited])))
        root.append(holder)


def heading_text(heading: Element) -> str:
    """Return the words of a heading while Markdown still works on the page."""
    text = "".join(heading.itertext()).replace(AMP_SUBSTITUTE, "&").replace("&amp;", "&")
    return " ".join(_ESCAPED.sub(lambda match: chr(int(match[1])), text).split())


def cited_page(view: SiteView, title: str) -> CitedPage:
    """Return what is said of a page when it is cited."""
    identity = view.identity
    name = re.sub(r"[^a-z0-9]+", "-", view.path.removesuffix(".md").lower()).strip("-")
    version = identity.edition.partition(",")[0]
    site = public_address(identity.address)
    address = f"{site.rstrip('/')}/{view.path.removesuffix('.md')}.html" if site else ""
    key = f"{identity.identifier}-{name}"
    return CitedPage(
        key, title, identity.name, version, view.site.released(), address, identity.editor, identity.contact
    )
