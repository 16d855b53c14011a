"""Fetches one page with one request, over https only, whole or not at all; a failure is one clear problem.

The server may be anybody's. The request is made in a child process, which is stopped at one deadline for everything:
looking up the name, every redirect, and an answer that comes one byte at a time.
"""

from __future__ import annotations

import re
from functools import partial
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from explainer.core.child_process import in_child_process
from explainer.core.problems import COMMAND, SYSTEM, Refused, refuse
from explainer.core.text import host_of, printable

SECONDS = 10.0
MOST_BYTES = 2_000_000
_MEGABYTES = 100
_CHUNK = 64 * 1024
_MOST_REDIRECTS = 3
_OK = 200
_HEADERS = {
    "User-Agent": "explainer-draft (an editor reads one page)",
    "Accept": "text/html, text/plain;q=0.9",
    "Accept-Encoding": "identity",
}
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype|[a-z])", re.I | re.S)
_CLOSING = re.compile(rb"</html\s*>(?:\s|<!--.{0,2000}?-->)*\Z", re.I | re.S)
_OFFLINE = "Save the page in a browser, and draft from the file."


class _SecureRedirects(HTTPRedirectHandler):
    """Follows a few redirects, and none to an address that is not https."""

    max_redirections = _MOST_REDIRECTS

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        if not newurl.startswith("https://"):
            raise URLError("it redirects to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> OpenerDirector:
    """An opener that handles nothing but https: no files and no plain http, whatever a response redirects to."""
    opener = OpenerDirector()
    opener.add_handler(ProxyHandler())
    opener.add_handler(HTTPSHandler())
    opener.add_handler(_SecureRedirects())
    opener.add_handler(HTTPDefaultErrorHandler())
    opener.add_handler(HTTPErrorProcessor())
    return opener


def is_address(text: str) -> bool:
    """Tell whether an argument of a command is an address rather than a path."""
    return "://" in text[:12]


def fetch_page(address: str, seconds: float = SECONDS) -> tuple[bytes, str]:
    """Return the content of the page at an address, and "html" or "txt"; raise Refused if it cannot be fetched whole.

    `seconds` is how long all of it may take.
    """
    is_page = address.startswith("https://") and host_of(address)
    if not is_page or any(mark.isspace() or ord(mark) < 32 for mark in address):
        raise refuse(COMMAND, address[:80], "The address must start with https:// and hold no spaces.", _OFFLINE)
    try:
        return in_child_process(partial(_fetched, address, seconds), seconds, _MEGABYTES)
    except (OSError, MemoryError, RuntimeError) as error:
        raise _unfetched(address, error) from error


def _fetched(address: str, seconds: float) -> tuple[bytes, str]:
    """Fetch a page as `fetch_page` does, without a limit on the time that all of it may take."""
    try:
        with _opener().open(Request(address, headers=_HEADERS), timeout=seconds) as answer:
            if answer.status != _OK:
                raise refuse(SYSTEM, address, f"The site answered {answer.status}, and no page.", _OFFLINE)
            _refuse_odd_headers(answer, address)
            content = _read(answer, address)
            return content, _kind(answer, content)
    except HTTPError as error:
        raise refuse(SYSTEM, address, f"The site answered {error.code}, and no page.", _OFFLINE) from error
    except (HTTPException, OSError, ValueError) as error:
        raise _unfetched(address, error) from error


def _unfetched(address: str, error: BaseException) -> Refused:
    cause = getattr(error, "reason", None) or error
    told = "it took too long" if isinstance(cause, TimeoutError) else str(cause)
    reason = " ".join(printable(told).split())[:120] or "no answer"
    return refuse(SYSTEM, address, f"The page cannot be fetched: {reason}.", _OFFLINE)


def _refuse_odd_headers(answer: HTTPResponse, address: str) -> None:
    """Refuse an answer that is no page, that is packed although that was not asked for, or that states two lengths."""
    kind = answer.headers.get_content_type()
    if kind not in _READABLE:
        sentence = f"The page must be HTML or plain text, not {printable(kind[:60])}."
        raise refuse("Y3", address, sentence, "Give the address of the article.")
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise refuse(SYSTEM, address, f"The site sent the page packed: {printable(packed[:40])}.", _OFFLINE)
    if len(set(answer.headers.get_all("Content-Length", []))) > 1:
        raise refuse(SYSTEM, address, "The site states two lengths of the page.", _OFFLINE)


def _read(answer: HTTPResponse, address: str) -> bytes:
    """Return the whole content of an answer; refuse one that is too large, or that was cut short."""
    stated = answer.length is not None or answer.chunked
    content = bytearray()
    while piece := answer.read1(_CHUNK):
        content += piece
        if len(content) > MOST_BYTES:
            raise refuse("Y1", address, f"The page is larger than {MOST_BYTES // 1_000_000} MB.", _OFFLINE)
    if answer.length or not (stated or _CLOSING.search(content)):
        raise refuse(SYSTEM, address, "The page was cut short on its way.", f"Try again. {_OFFLINE}")
    return bytes(content)


def _kind(answer: HTTPResponse, content: bytes) -> str:
    """Return "html" or "txt": an answer may say nothing of its type, or the wrong thing, but a page begins as one."""
    is_page = answer.headers.get_content_type() != "text/plain" or _OPENING.match(content)
    return "html" if is_page else "txt"
