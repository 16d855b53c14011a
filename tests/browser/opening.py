"""Pages opened in Chromium, from disk or from a server of the test's own, with everything that went wrong meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page

CUT_SHORT = "net::ERR_ABORTED"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer until the block ends; gives its address."""
    with answering(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))) as address:
        yield address


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[str]:
    """Let a server answer until the block ends; gives its address."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Seen:
    """What went wrong while pages were open."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._note(page, f"{message.type}: {message.text}", message.type != "log"))
        page.on("pageerror", lambda error: self._note(page, f"error: {error}"))
        # The request for the icon of a page is aborted if the next page is opened before it is answered.
        page.on(
            "requestfailed", lambda each: self._note(page, f"{each.failure}: {each.url}", each.failure != CUT_SHORT)
        )
        page.on("request", lambda request: self._note(page, f"left: {request.url}", not self._is_ours(request.url)))
        page.on("response", lambda answer: self._note(page, f"{answer.status}: {answer.url}", answer.status >= 400))

    def taken(self) -> list[str]:
        """Return what went wrong so far, and forget it."""
        faults, self.faults = self.faults, []
        return faults

    def _is_ours(self, address: str) -> bool:
        return address.startswith((f"{self.origin}/", "data:"))

    def _note(self, page: Page, fault: str, is_fault: bool = True) -> None:
        if is_fault:
            self.faults.append(f"{page.url.rpartition('/')[2]} {fault}")


@contextmanager
def opened(browser: Browser, origin: str, width: int = 1280, scripts: bool = True) -> Iterator[tuple[Page, Seen]]:
    """Open a window of its own, which shares nothing with others; give its page and what goes wrong in it."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    page, seen = context.new_page(), Seen(origin)
    seen.watch(page)
    yield page, seen
    context.close()
