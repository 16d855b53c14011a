"""Joins the style sheets that every page loads into one, so that a first visit asks for one file.

Of the theme's sheets, only the rules that these pages can use are kept.
"""

from __future__ import annotations

import re

from explainer.built.serving import ASSETS
from explainer.built.site import BuiltPage, BuiltSite
from explainer.publish.style_rules import compact, rules_of
from explainer.publish.used_rules import used_rules

STYLE_SHEET = f"{ASSETS}style.css"
_OF_THE_THEME = f"{ASSETS}stylesheets/"
_LINK = re.compile(r'[ \t]{0,40}<link rel="stylesheet" href="([^"<>]{1,300})">\n?')


def join_style_sheets(site: BuiltSite) -> None:
    """Put the sheets that every page loads into one file, in the order in which the pages load them.

    A sheet that only some pages load stays a file of its own, after the joined one.
    """
    loaded = {page.path: _sheets(site, page) for page in site.pages}
    common = [path for path in next(iter(loaded.values()), []) if all(path in paths for paths in loaded.values())]
    if not common:
        return
    sheets = {path: (site.root / path).read_text(encoding="utf-8") for path in common}
    for path, text in sheets.items():
        rules_of(text, f"site/{path}")
    ours = "".join(text for path, text in sheets.items() if not path.startswith(_OF_THE_THEME))
    for path in common:
        (site.root / path).unlink()
        if path.startswith(_OF_THE_THEME):
            sheets[path] = used_rules(sheets[path], (page.tree for page in site.pages), ours, f"site/{path}")
    (site.root / STYLE_SHEET).write_text(compact("".join(sheets.values())), encoding="utf-8")
    for page in site.pages:
        (site.root / page.path).write_text(_with_one_link(site, page, common), encoding="utf-8")


def _sheets(site: BuiltSite, page: BuiltPage) -> list[str]:
    """Return the sheets that a page loads, in their order."""
    targets = (site.resolve(page, found[1]) for found in _LINK.finditer(page.content))
    return [target[0] for target in targets if target and (site.root / target[0]).is_file()]


def _with_one_link(site: BuiltSite, page: BuiltPage, common: list[str]) -> str:
    def link(found: re.Match[str]) -> str:
        target = site.resolve(page, found[1])
        if not target or target[0] not in common:
            return found[0]
        if target[0] != common[0]:
            return ""
        return found[0].replace(found[1], found[1].removesuffix(common[0]) + STYLE_SHEET)

    return _LINK.sub(link, page.content)
