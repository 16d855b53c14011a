"""Takes out of the frame of each page what only the theme's own script would use; that script is not published.

Its checkboxes and layers do nothing without it, and their `autocomplete` is an error of HTML.
"""

from __future__ import annotations

import re

from explainer.built.site import BuiltSite

_ARTICLE, _ITS_END = "<article", "</article>"
_PARTS = re.compile(
    r'<input class="md-toggle"[^<>]{1,200}>|<label class="md-overlay"[^<>]{0,200}></label>'
    r'|<div class="md-dialog"[^<>]{0,200}>\s{0,99}<div [^<>]{0,200}></div>\s{0,99}</div>'
    r'|<div data-md-component="announce">\s{0,999}</div>'
)
_HANDLES = re.compile(r' data-md-(?:component|type)="[a-z-]{1,40}"')
_EMPTY_LINES = re.compile(r"\n\s{1,9999}")


def drop_unused_parts(site: BuiltSite) -> None:
    """Write every page anew without these parts. What stands in the article is left as it is."""
    for page in site.pages:
        before, start, rest = page.content.partition(_ARTICLE)
        article, end, after = rest.rpartition(_ITS_END)
        text = f"{_trimmed(before)}{start}{article}{end}{_trimmed(after)}"
        (site.root / page.path).write_text(text, encoding="utf-8")


def _trimmed(frame: str) -> str:
    return _EMPTY_LINES.sub("\n", _HANDLES.sub("", _PARTS.sub("", frame)))
