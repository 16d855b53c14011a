"""Serves a preview to browsers on this computer, and tells them when to reload and what problems there are.

Pages are sent as they will be published, with the same headers, and with one script of our own at their end. It comes
from the same origin, so that the policy of the pages need not be loosened.
"""

from __future__ import annotations

import errno
import json
import mimetypes
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from explainer.built.serving import security_headers
from explainer.core.problems import COMMAND, SYSTEM, Problem, refuse
from explainer.publish.preview.preview import Preview, Shown

HOST = "127.0.0.1"
_OWN = "/-preview/"
_STATE = f"{_OWN}state"
_PARTS = {f"{_OWN}{name}": name for name in ("preview.js", "preview.css")}
_PATIENCE = 25.0
"""Seconds until a browser that waits for news is told that there is none."""
_NOT_YET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not drawn yet</title></head><body>
<h1>The pages have not been drawn yet</h1>
<p>They appear here by themselves. If something stands in the way, it is listed below.</p>
</body></html>
"""


class PreviewServer(ThreadingHTTPServer):
    """A server of one preview, which only this computer can reach; port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        """Take the port; raise Refused if that is not possible."""
        try:
            super().__init__((HOST, port), _Answer)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                hint = f"Choose another: make serve PORT={port + 1 if port < 65_535 else 8000}"
                raise refuse(COMMAND, f"{HOST}:{port}", "Another program uses this port.", hint) from error
            raise refuse(SYSTEM, f"{HOST}:{port}", f"This port cannot be used: {error.strerror}.") from error
        self.preview = preview
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that left before they were answered."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Answer(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self.headers.get("Host") not in self.server.names:
            # Another site may have its name lead to this computer, to read what is not published yet.
            self._send(HTTPStatus.MISDIRECTED_REQUEST, ".txt", f"Open {self.server.address}\n".encode())
        elif parts.path == _STATE:
            seen = parse_qs(parts.query).get("seen", ["0"])[0]
            shown = self.server.preview.shown_after(int(seen) if seen.isdecimal() else 0, _PATIENCE)
            self._send(HTTPStatus.OK, ".json", _state(shown))
        elif parts.path in _PARTS:
            name = _PARTS[parts.path]
            self._send(HTTPStatus.OK, name, files("explainer.publish.preview").joinpath(name).read_bytes())
        else:
            self._send_file(parts.path)

    def _send_file(self, path: str) -> None:
        shown = self.server.preview.shown
        if shown.folder is None:
            self._send(HTTPStatus.OK, ".html", _with_script(_NOT_YET.encode(), shown))
            return
        file, status = _file_at(shown.folder, path), HTTPStatus.OK
        if file is None:
            file, status = shown.folder / "404.html", HTTPStatus.NOT_FOUND
        content = file.read_bytes()
        self._send(status, file.name, _with_script(content, shown) if file.suffix == ".html" else content)

    def _send(self, status: HTTPStatus, name: str, content: bytes) -> None:
        kind = mimetypes.guess_type(f"a{name}")[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        for header, value in security_headers().items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing: the terminal is for problems."""


def _file_at(folder: Path, path: str) -> Path | None:
    """Return the file that an address names, or None if there is none inside the folder."""
    try:
        target = (folder / unquote(path).lstrip("/")).resolve()
        target = target / "index.html" if target.is_dir() else target
        return target if target.is_relative_to(folder) and target.is_file() else None
    except (OSError, ValueError):
        return None


def _with_script(content: bytes, shown: Shown) -> bytes:
    script = f'<script src="{_OWN}preview.js" data-drawn="{shown.drawn}" defer></script>'.encode()
    before, end, after = content.rpartition(b"</body>")
    return before + script + end + after if end else content + script


def _state(shown: Shown) -> bytes:
    # As text, because these numbers are larger than those that JavaScript can hold.
    state = {"number": str(shown.number), "drawn": str(shown.drawn), "busy": shown.is_busy}
    return json.dumps({**state, "problems": [_as_json(problem) for problem in shown.problems]}).encode()


def _as_json(problem: Problem) -> dict[str, str]:
    return {
        "file": problem.place.file,
        "place": str(problem.place),
        "code": problem.code,
        "severity": problem.severity,
        "sentence": problem.sentence,
        "hint": problem.hint,
    }
