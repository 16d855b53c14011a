"""The hook of the real site, for mkdocs, which wants a file inside the project."""

from explainer.publish.hook import on_page_content, on_post_build, on_pre_build

__all__ = ["on_page_content", "on_post_build", "on_pre_build"]
