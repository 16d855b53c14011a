"""Rule Y5 for built pages: whatever wrote it, no page contains anything that a browser could run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explainer.built.site import BuiltSite
from explainer.core.problems import Problem
from explainer.gates.built_pages import place_of, rule
from explainer.gates.registry import Finding, Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ELEMENTS = frozenset(
    "html head title meta link body header footer nav main article section aside div p span a em strong b i u s small "
    "sub sup mark abbr cite q blockquote code pre kbd samp br wbr hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure "
    "figcaption img picture table caption colgroup col thead tbody tfoot tr th td details summary time data del ins "
    "form fieldset legend label input button select option optgroup textarea output progress meter noscript script "
    "svg g defs use desc text tspan line circle rect path polyline polygon ellipse".split()
)
ATTRIBUTES = frozenset(
    "action alt autocomplete charset cite class cols colspan content cx cy d datetime defer dir disabled download "
    "dy for height hidden high href hreflang http-equiv id inputmode label lang loading low max maxlength media min "
    "multiple name open optimum pattern placeholder points preserveaspectratio property r readonly rel required "
    "role rows rowspan rx ry scope selected size sizes span spellcheck src start step tabindex text-anchor title "
    "transform type value viewbox width x x1 x2 xmlns y y1 y2 checked dx reversed translate".split()
)
"""The elements and attributes that a page may have. All others are refused, so none that runs code needs a list."""

_ADDRESSES = ("action", "href", "src", "cite")
_LEAVES = re.compile(r"[a-z][a-z0-9+.-]{0,30}:|//|\\", re.IGNORECASE)
_NOT_SEEN_BY_BROWSERS = re.compile(r"[\x00-\x20]")
_POLICY, _ONION = "Content-Security-Policy", "onion-location"
_ONION_PLACE = re.compile(r"https?://[a-z0-9.-]{1,80}\.onion/[\w./-]{0,300}")
_DATA_SCRIPTS = ("application/ld+json", "application/json")


@rule("Y5", "markup in the built site")
def built_markup(site: BuiltSite) -> Iterator[Finding]:
    """No element or attribute of a built page runs code. Scripts are files of the site, everything that a page loads
    comes from the site itself, and links to other sites are https only."""
    for page in site.pages:
        for element in page.tree.iter():
            if not isinstance(element.tag, str):
                continue
            yield Seen(f"{page.path} {element.tag}")
            for sentence in faults(element):
                hint = "Find the page, template or block that writes it."
                yield Problem(place_of(page, element), "Y5", sentence, hint)


def faults(element: HtmlElement) -> Iterator[str]:
    """Return what is wrong with an element, one sentence for each fault."""
    if element.tag not in ELEMENTS:
        yield f"The element <{element.tag}> is not allowed."
    for name, value in element.attrib.items():
        if not (name in ATTRIBUTES or name.startswith(("data-", "aria-"))):
            yield f"The attribute {name} is not allowed."
        elif name in _ADDRESSES and not _is_safe(element, value):
            yield f"The address {value[:80]!r} is not allowed in <{element.tag}>."
    if any("</" in value for value in element.attrib.values()) and any(element.iterancestors("noscript")):
        yield "An attribute contains '</', which ends <noscript> in browsers that run scripts."
    if element.tag == "script" and "src" not in element.attrib and element.get("type") not in _DATA_SCRIPTS:
        yield "The page contains an inline script."
    if element.tag == "meta" and not _is_harmless(element):
        yield "A <meta http-equiv> element makes the browser act without being asked."


def _is_harmless(meta: HtmlElement) -> bool:
    """Return whether a browser does nothing unasked on reading this: Tor Browser only offers the onion service."""
    acts = meta.get("http-equiv")
    return acts in (None, _POLICY) or bool(acts == _ONION and _ONION_PLACE.fullmatch(meta.get("content", "")))


def _is_safe(element: HtmlElement, address: str) -> bool:
    if element.tag == "use":
        # What it shows may be nothing but a part of the same drawing.
        return address.startswith("#")
    plain = _NOT_SEEN_BY_BROWSERS.sub("", address)
    # Browsers read a backslash as a slash.
    if not _LEAVES.match(plain):
        return "\\" not in plain
    may_leave = element.tag in ("a", "blockquote", "q") or element.get("rel") in ("canonical", "license")
    return may_leave and plain == address and address.startswith("https://")
