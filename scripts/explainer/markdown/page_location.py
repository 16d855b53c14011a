"""The path below docs/ of the page being rendered, which mkdocs and Zensical provide in different places."""

from __future__ import annotations

from markdown import Markdown

from explainer.blocks.block import SiteView
from explainer.markdown.current_site import current_site

_VIEW = "explainer_view"


def page_view(md: Markdown) -> SiteView:
    """Return the view of the page being rendered, looked up once for each page."""
    view = getattr(md, _VIEW, None)
    if not isinstance(view, SiteView):
        site = current_site()
        view = SiteView(site.evidence, page_path(md), whole=site.lists_whole, identity=site.identity, site=site)
        setattr(md, _VIEW, view)
    return view


def forget_view(md: Markdown) -> None:
    """Forget the view, so that the next page looks up its own."""
    setattr(md, _VIEW, None)


def page_path(md: Markdown) -> str:
    """Return the path of the page being rendered, or that of the home page if neither builder provides one."""
    if "relpath" in md.treeprocessors:
        file = getattr(md.treeprocessors["relpath"], "file", None)
        if file is not None:
            return str(file.src_uri)
    for processor in md.preprocessors:
        page = getattr(processor, "page", None)
        if page is not None:
            return str(page.path)
    return "index.md"
