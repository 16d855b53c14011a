"""Markdown, rendered as it is on a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from explainer.core.yaml_files import LOADER

_TOY = Path(__file__).parent / "toy"


def enabled_extensions(root: Path = _TOY) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the Markdown extensions that a project enables, and their options."""
    return _extensions_in((root / "mkdocs.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _extensions_in(configuration: str) -> tuple[list[str], dict[str, dict[str, Any]]]:
    listed = yaml.load(configuration.replace("!ENV", ""), LOADER)["markdown_extensions"]
    options = {name: value for each in listed if isinstance(each, dict) for name, value in each.items()}
    return [each if isinstance(each, str) else next(iter(each)) for each in listed], options


def render_whole(source: str, path: str = "index.md") -> str:
    """Render Markdown as the page at a path below docs/, with the data for programs that end it."""
    extensions, options = enabled_extensions()
    markdown = Markdown(extensions=extensions, extension_configs=options)
    location = Treeprocessor(markdown)
    location.file = SimpleNamespace(src_uri=path)  # type: ignore[attr-defined]
    markdown.treeprocessors.register(location, "relpath", 0)
    return markdown.convert(source)


def render(source: str, path: str = "index.md") -> str:
    """Render Markdown as the page at a path below docs/, without the data for programs."""
    html, data, _ = render_whole(source, path).rpartition('<div class="data">')
    assert data
    return html.rstrip("\n")
