"""How the site is to be served: what every answer says to a reader's browser, and the files that tell a server so.

This is the one home of these rules. `make format` writes their form for nginx into `deploy/nginx/`, each build writes
the form for hosts that read a `_headers` file into the site, and every page carries the policy in its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from explainer.core.text import host_of

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What a page may load and do (rule R3)."""
_FRAMES = {"frame-ancestors": "'none'"}
"""Browsers heed this in a header only."""
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=63072000")
"""Only over TLS: an onion service has none, and needs none. Other names below the same one are not ours to bind."""
KEPT_FOREVER = "public, max-age=31536000, immutable"
"""For files whose name follows from their content."""
ASSETS = "assets/"
_SECURITY_DAYS = 180
"""RFC 9116 wants a date by which the contact is to be looked at again, less than a year ahead."""

_MAILBOX = re.compile(r"mailto:[\w.+-]{1,64}@[\w.-]{1,200}", re.ASCII)
_ONION = re.compile(r"https?://[a-z0-9.-]{1,80}\.onion/?")
_BREAKS = re.compile(r"[\s<>\"\x00-\x1f\x7f]")
"""What no address holds, and what would break the line of a file that it stands on."""

HEADERS_FILE = "_headers"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
NGINX_HEADERS = "deploy/nginx/security-headers.conf"
NGINX_TRANSPORT = "deploy/nginx/strict-transport.conf"
_WRITTEN = "# Written by `make format` from scripts/explainer/built/serving.py; do not edit.\n"


@dataclass(frozen=True)
class Settings:
    """What is set for a site: where it is published, where it is written to, where its onion service is; or ""."""

    address: str
    contact: str
    onion: str

    def faults(self) -> list[str]:
        """Return what is wrong with them, in sentences."""
        found = address_fault(self.address), contact_fault(self.contact), onion_fault(self.onion)
        return [fault for fault in found if fault]


def policy(in_header: bool = True) -> str:
    """Return the Content-Security-Policy, for a header or for the head of a page."""
    directives = {**POLICY, **_FRAMES} if in_header else POLICY
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def security_headers() -> dict[str, str]:
    """Return the headers of every answer, whatever it is and however it is asked for."""
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
    """Return the parts of the nginx recipe that follow from the rules here, by their paths in the project."""
    lines = [f'add_header {name} "{value}" always;\n' for name, value in security_headers().items()]
    name, value = STRICT_TRANSPORT
    return {
        NGINX_HEADERS: _WRITTEN + "".join(lines),
        NGINX_TRANSPORT: f'{_WRITTEN}add_header {name} "{value}" always;\n',
    }


def serving_files(address: str, contact: str, updated: str) -> dict[str, str]:
    """Return the files of the site that servers, hosts and crawlers read, by their paths.

    `address` is where the site is published and `contact` where a fault of security is reported; each may be empty.
    `updated` is the time of the edition.
    """
    files = {HEADERS_FILE: "\n".join(_headers_lines()) + "\n", ROBOTS: "\n".join(_robots_lines(address)) + "\n"}
    if contact:
        files[SECURITY] = "\n".join(_security_lines(address, contact, updated)) + "\n"
    return files


def contact_expires(released: datetime) -> datetime:
    """Return until when the security.txt of an edition holds (RFC 9116)."""
    return released + timedelta(days=_SECURITY_DAYS)


def public_address(address: str) -> str:
    """Return the address the site is published at, or nothing as long as the one in mkdocs.yml is an example."""
    return "" if (host_of(address) or "example").endswith("example") else address


def address_fault(address: str) -> str:
    """Return what is wrong with the address of the site, or nothing."""
    fits = address.startswith("https://") and host_of(address) and not re.search(r"[?#]", address)
    fits = fits and not _BREAKS.search(address)
    return "" if not address or fits else f"EXPLAINER_ADDRESS is {address!r}, which is not written https://…/."


def contact_fault(contact: str) -> str:
    """Return what is wrong with the contact of security.txt, or nothing."""
    is_page = contact.startswith("https://") and host_of(contact)
    fits = (_MAILBOX.fullmatch(contact) or is_page) and not _BREAKS.search(contact)
    sentence = f"EXPLAINER_CONTACT is {contact!r}, which is neither written mailto:name@host nor https://…"
    return "" if not contact or fits else f"{sentence}."


def onion_fault(onion: str) -> str:
    """Return what is wrong with the address of the onion service, or nothing."""
    fits = _ONION.fullmatch(onion)
    return "" if not onion or fits else f"EXPLAINER_ONION is {onion!r}, which is not written http://….onion/."


def _headers_lines() -> Iterator[str]:
    # Hosts that read this file let pages revalidate by themselves; a second rule would be joined to the one below.
    yield "/*"
    named = {**security_headers(), STRICT_TRANSPORT[0]: STRICT_TRANSPORT[1]}
    yield from (f"  {name}: {value}" for name, value in named.items())
    yield f"/{ASSETS}*"
    yield f"  Cache-Control: {KEPT_FOREVER}"


def _robots_lines(address: str) -> Iterator[str]:
    yield from ("User-agent: *", "Allow: /")
    if address:
        yield f"Sitemap: {address}{SITEMAPS[0]}"


def _security_lines(address: str, contact: str, updated: str) -> Iterator[str]:
    released = datetime.strptime(updated, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    yield f"Contact: {contact}"
    yield f"Expires: {contact_expires(released):%Y-%m-%dT%H:%M:%SZ}"
    yield "Preferred-Languages: en"
    if address:
        yield f"Canonical: {address}{SECURITY}"
