"""Where the page being rendered stands below docs/: mkdocs and Zensical each say it in their own place."""

from __future__ import annotations

from markdown import Markdown

from explainer.blocks.block import SiteView
from explainer.markdown.current_site import current_site

_VIEW = "explainer_view"


def page_view(md: Markdown) -> SiteView:
    """Return what the page being rendered is drawn from; looked up once for each page."""
    view = getattr(md, _VIEW, None)
    if not isinstance(view, SiteView):
        site = current_site()
        view = SiteView(site.evidence, page_path(md), whole=site.lists_whole, identity=site.identity, site=site)
        setattr(md, _VIEW, view)
    return view


def forget_view(md: Markdown) -> None:
    """Let the next page be looked up afresh."""
    setattr(md, _VIEW, None)


def page_path(md: Markdown) -> str:
    """Return the path of the page being rendered, or that of the home page where nobody says."""
    if "relpath" in md.treeprocessors:
        file = getattr(md.treeprocessors["relpath"], "file", None)
        if file is not None:
            return str(file.src_uri)
    for processor in md.preprocessors:
        page = getattr(processor, "page", None)
        if page is not None:
            return str(page.path)
    return "index.md"
