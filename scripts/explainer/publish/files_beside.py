"""Writes the files of a site that are not pages: search, the feed, figures, and what servers and crawlers read.

They are made from the edition and from the pages as they were built, so they are the same whichever program drew those.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath

from explainer.built.page_prose import page_records
from explainer.built.serving import SITEMAP, Settings, public_address, serving_files, sitemap
from explainer.built.site import BuiltSite
from explainer.edition.edition_date import release_time
from explainer.pages.addresses import lists_whole
from explainer.pages.identity import identity_of
from explainer.pages.lessons import FOLDER, KEY_ENDING
from explainer.pages.page import Page
from explainer.prose.statements import PROGRAM_PAGES
from explainer.render.site_files import site_files

_OF_BUILDERS = (SITEMAP, f"{SITEMAP}.gz", "search.json")
"""What programs that build pages write beside them, each in its own way."""
_SEARCH_PAGE = "search.md"


def write_files_beside(site: BuiltSite, settings: Settings) -> None:
    """Write the files that are not pages into a site whose pages were built, all of them."""
    edition = site.edition
    moment = datetime.fromtimestamp(release_time(edition.project), UTC)
    updated = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    address, identity = public_address(settings.address), identity_of(edition.settings)
    whole, pages = lists_whole(edition.project), list(_pages_to_find(site))
    files = site_files(edition.evidence, whole, pages, identity, address, updated)
    files |= serving_files(address, settings.contact, updated)
    if address:
        files[SITEMAP] = sitemap(address, [built_path(page) for page in _in_order(edition.pages)], updated)
    for unwanted in _OF_BUILDERS:
        (site.root / unwanted).unlink(missing_ok=True)
    for path, text in files.items():
        target = site.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def built_path(page: Page) -> str:
    """Return the path of a page in the built site."""
    return f"{page.path.removesuffix('.md')}.html"


def _pages_to_find(site: BuiltSite) -> Iterator[dict[str, str]]:
    """Yield what a search finds of every page that it may lead to: all its prose, unless the page is about the program
    or has a lesson's answers, which nobody should meet before the questions."""
    for page in _in_order(site.edition.pages):
        if page.path != _SEARCH_PAGE:
            is_key = page.path.startswith(FOLDER) and page.path.endswith(KEY_ENDING)
            yield from page_records(site.by_path[built_path(page)], page.path not in PROGRAM_PAGES and not is_key)


def _in_order(pages: tuple[Page, ...]) -> list[Page]:
    """Return the pages in a fixed order: the index of a folder first, folders last."""
    paths = [(PurePosixPath(page.path), page) for page in pages]
    return [page for _, page in sorted(paths, key=lambda each: (each[0].parts[:-1], each[0].stem != "index", each[0]))]
