"""The mkdocs hook: writes the files that are not pages. Without it search and downloads are lost, but no text."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from explainer.built.serving import SITEMAPS, public_address, serving_files
from explainer.edition.edition_date import EARLIEST, EPOCH_VARIABLE
from explainer.markdown.current_site import current_site, look_again
from explainer.render.site_files import site_files

_pages: list[dict[str, str]] = []


def on_pre_build(**_: Any) -> None:
    """Forget the pages of the last build, and read the data again."""
    _pages.clear()
    look_again()


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Remember the title, address, description and headings of a page for the search index."""
    description = str(page.meta.get("description", ""))
    headings = " ".join(re.findall(r"<h2[^<>]{0,200}>([^<]{1,120})", html))
    record = {"title": str(page.title), "address": str(page.url), "text": description, "words": headings}
    if page.url not in ("search.html",):
        _pages.append(record)
    return html


def on_post_build(config: Any, **_: Any) -> None:
    """Write the files into the built site."""
    moment = datetime.fromtimestamp(int(os.environ.get(EPOCH_VARIABLE, EARLIEST)), UTC)
    updated = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    contact, address = str(config.extra.get("contact") or ""), public_address(str(config.site_url or ""))
    site = current_site()
    files = site_files(site.evidence, site.lists_whole, list(_pages), site.identity.name, address, updated)
    files |= serving_files(address, contact, updated)
    for name, text in files.items():
        path = Path(config.site_dir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if not address:
        for name in SITEMAPS:
            (Path(config.site_dir) / name).unlink(missing_ok=True)
