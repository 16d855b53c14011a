"""How the site must be served: the headers of every response, and the files that tell servers about them.

These are defined only here. `make format` writes them for nginx into `deploy/nginx/`, every build writes them into the
site for hosts that read a `_headers` file, and every page has the policy in its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from explainer.core.text import host_of

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""What a page may load and do (rule R3)."""
_FRAMES = {"frame-ancestors": "'none'"}
"""Browsers obey this only in a header."""
_FROM_DISK = {"form-action": "'self' file:"}
"""In a header this would be of no use. To Firefox, a page on a disk is not of the same origin as another one there."""
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=63072000")
"""For TLS only; an onion service needs none. Subdomains are left out, because they may belong to others."""
KEPT_FOREVER = "public, max-age=31536000, immutable"
"""For files that are named by a digest of their content."""
ASSETS = "assets/"
_SECURITY_DAYS = 180
"""RFC 9116 asks for a date, less than a year ahead, after which the contact may be out of date."""

_MAILBOX = re.compile(r"mailto:[\w.+-]{1,64}@[\w.-]{1,200}", re.ASCII)
_ONION = re.compile(r"https?://[a-z0-9.-]{1,80}\.onion/?")
_BREAKS = re.compile(r"[\s<>\"\x00-\x1f\x7f]")
"""Characters that no address contains, and that would break the line of a file it is written on."""

HEADERS_FILE = "_headers"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
SITEMAP = "sitemap.xml"
_SITEMAP_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NGINX_HEADERS = "deploy/nginx/security-headers.conf"
NGINX_TRANSPORT = "deploy/nginx/strict-transport.conf"
_WRITTEN = "# Written by `make format` from scripts/explainer/built/serving.py; do not edit.\n"


@dataclass(frozen=True)
class Settings:
    """What is set for a site: its address, its contact for security, and its onion service; "" where it has none."""

    address: str
    contact: str
    onion: str

    def faults(self) -> list[str]:
        """Return what is wrong with the settings, one sentence for each fault."""
        found = address_fault(self.address), contact_fault(self.contact), onion_fault(self.onion)
        return [fault for fault in found if fault]


def policy(in_header: bool = True) -> str:
    """Return the Content-Security-Policy, for a header or for the head of a page."""
    directives = POLICY | (_FRAMES if in_header else _FROM_DISK)
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def security_headers() -> dict[str, str]:
    """Return the headers that every response must have, by name."""
    return {
        "Content-Security-Policy": policy(),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def nginx_files() -> dict[str, str]:
    """Return the generated parts of the nginx recipe, by their paths in the project."""
    lines = [f'add_header {name} "{value}" always;\n' for name, value in security_headers().items()]
    name, value = STRICT_TRANSPORT
    return {
        NGINX_HEADERS: _WRITTEN + "".join(lines),
        NGINX_TRANSPORT: f'{_WRITTEN}add_header {name} "{value}" always;\n',
    }


def serving_files(address: str, contact: str, updated: str) -> dict[str, str]:
    """Return the files of the site that servers, hosts and crawlers read, by their paths in it.

    `address` is where the site is published, `contact` where to report a security problem; either may be "". `updated`
    is the time of the edition, such as 2031-05-01T09:00:00Z.
    """
    files = {HEADERS_FILE: "\n".join(_headers_lines()) + "\n", ROBOTS: "\n".join(_robots_lines(address)) + "\n"}
    if contact:
        files[SECURITY] = "\n".join(_security_lines(address, contact, updated)) + "\n"
    return files


def sitemap(address: str, paths: Iterable[str], updated: str) -> str:
    """Return the sitemap of the pages at these paths; `address` and `updated` are as for the other files."""
    listed = Element("urlset", {"xmlns": _SITEMAP_SCHEMA})
    for path in paths:
        entry = SubElement(listed, "url")
        SubElement(entry, "loc").text = f"{address.rstrip('/')}/{path}"
        SubElement(entry, "lastmod").text = updated[: len("2031-05-01")]
    indent(listed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(listed, encoding="unicode") + "\n"


def contact_expires(released: datetime) -> datetime:
    """Return when the security.txt of an edition expires (RFC 9116)."""
    return released + timedelta(days=_SECURITY_DAYS)


def public_address(address: str) -> str:
    """Return the address of the site, or "" if it is only an example."""
    return "" if (host_of(address) or "example").endswith("example") else address


def address_fault(address: str) -> str:
    """Return what is wrong with the address of the site, or ""."""
    fits = address.startswith("https://") and host_of(address) and not re.search(r"[?#]", address)
    fits = fits and not _BREAKS.search(address)
    return "" if not address or fits else f"EXPLAINER_ADDRESS must be an https:// address without ? or #: {address!r}."


def contact_fault(contact: str) -> str:
    """Return what is wrong with the contact for security.txt, or ""."""
    is_page = contact.startswith("https://") and host_of(contact)
    fits = (_MAILBOX.fullmatch(contact) or is_page) and not _BREAKS.search(contact)
    sentence = f"EXPLAINER_CONTACT must be mailto:name@host or an https:// address: {contact!r}."
    return "" if not contact or fits else sentence


def onion_fault(onion: str) -> str:
    """Return what is wrong with the address of the onion service, or ""."""
    fits = _ONION.fullmatch(onion)
    return "" if not onion or fits else f"EXPLAINER_ONION must be an address such as http://….onion/: {onion!r}."


def _headers_lines() -> Iterator[str]:
    # Hosts that read this file revalidate pages by default, and would join a rule for pages to the one for assets.
    yield "/*"
    named = {**security_headers(), STRICT_TRANSPORT[0]: STRICT_TRANSPORT[1]}
    yield from (f"  {name}: {value}" for name, value in named.items())
    yield f"/{ASSETS}*"
    yield f"  Cache-Control: {KEPT_FOREVER}"


def _robots_lines(address: str) -> Iterator[str]:
    yield from ("User-agent: *", "Allow: /")
    if address:
        yield f"Sitemap: {address}{SITEMAP}"


def _security_lines(address: str, contact: str, updated: str) -> Iterator[str]:
    released = datetime.strptime(updated, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    yield f"Contact: {contact}"
    yield f"Expires: {contact_expires(released):%Y-%m-%dT%H:%M:%SZ}"
    yield "Preferred-Languages: en"
    if address:
        yield f"Canonical: {address}{SECURITY}"
