"""Where the page being rendered stands below docs/: mkdocs and Zensical each say it in their own place."""

from __future__ import annotations

from markdown import Markdown


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
