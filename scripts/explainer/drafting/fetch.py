"""Fetches one page with one request, over https only, bounded in time and size; a failure is one clear problem."""

from __future__ import annotations

import time
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

from explainer.core.problems import COMMAND, SYSTEM, Refused, refuse
from explainer.core.text import host_of

SECONDS = 10.0
MOST_BYTES = 2_000_000
_CHUNK = 64 * 1024
_MOST_REDIRECTS = 3
_HEADERS = {
    "User-Agent": "explainer-draft (an editor reads one page)",
    "Accept": "text/html, text/plain;q=0.9",
    "Accept-Encoding": "identity",
}
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
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
    """Return the content of the page at an address, and "html" or "txt"; raise Refused if it cannot be fetched."""
    is_page = address.startswith("https://") and host_of(address)
    if not is_page or any(mark.isspace() or ord(mark) < 32 for mark in address):
        raise refuse(COMMAND, address[:80], "The address must start with https:// and hold no spaces.", _OFFLINE)
    deadline = time.monotonic() + seconds
    try:
        with _opener().open(Request(address, headers=_HEADERS), timeout=seconds) as answer:
            return _read(answer, deadline), _kind(answer, address)
    except HTTPError as error:
        raise refuse(SYSTEM, address, f"The site answered {error.code}, and no page.", _OFFLINE) from error
    except Refused:
        raise
    except (HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise refuse(SYSTEM, address, f"The page cannot be fetched: {_short(reason)}.", _OFFLINE) from error


def _short(reason: object) -> str:
    return " ".join(str(reason).split())[:120] or "no answer"


def _read(answer: HTTPResponse, deadline: float) -> bytes:
    content = bytearray()
    while piece := answer.read1(_CHUNK):
        content += piece
        if len(content) > MOST_BYTES:
            raise refuse("Y1", answer.url, f"The page is larger than {MOST_BYTES // 1_000_000} MB.", _OFFLINE)
        if time.monotonic() > deadline:
            raise TimeoutError("it took too long")
    return bytes(content)


def _kind(answer: HTTPResponse, address: str) -> str:
    kind = answer.headers.get_content_type()
    if kind not in _READABLE:
        sentence = f"The page must be HTML or plain text, not {kind[:60]}."
        raise refuse("Y3", address, sentence, "Give the address of the article.")
    return "txt" if kind == "text/plain" else "html"
