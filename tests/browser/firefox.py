"""Firefox, driven through Marionette, the protocol that is built into it.

A message is its length in bytes, a colon and a JSON list: a command is `[0, number, name, parameters]`, and its answer
`[1, number, error, result]`.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

FIREFOX = Path("/usr/bin/firefox-esr")
PATIENCE = 30
"""The most seconds to wait for anything."""

_PREFERENCES = {
    # Any free port, which Firefox then writes into a file of its profile.
    "marionette.port": 0,
    # Offline: a proxy that does not answer, for every address but those of this computer.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    # Nobody watches, and nobody goes back: it paints five times a second, and keeps no page that was left.
    "layout.frame_rate": 5,
    "browser.sessionhistory.max_total_viewers": 0,
    "places.history.enabled": False,
    "browser.startup.page": 0,
    "browser.newtab.preload": False,
}
# The windows of Firefox itself may be looked into: the width of a page and the console are found there.
_ARGUMENTS = ("--headless", "--no-remote", "--marionette", "-remote-allow-system-access")

_RESIZE = """
const [width, letters] = arguments;
Services.prefs.setIntPref("font.size.variable.x-western", letters);
const {selectedBrowser} = Services.wm.getMostRecentWindow("navigator:browser").gBrowser;
Object.assign(selectedBrowser.style, {width: `${width}px`, minWidth: "0", flex: "none"});
"""
_COMPLAINTS = """
const errors = Services.console.getMessageArray().filter((each) => (
  each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag)
  && (/^(file|http|data):/.test(each.sourceName) || each.errorMessage.startsWith("Content-Security-Policy"))
));
Services.console.reset();
return errors.map((each) => `${each.sourceName.split("/").at(-1)} ${each.errorMessage}`);
"""
_SHOWN = "return [...document.querySelectorAll(arguments[0])].filter((each) => each.checkVisibility())"


class Firefox:
    """One window of Firefox without a screen, and a new profile in a folder."""

    def __init__(self, profile: Path) -> None:
        assert FIREFOX.is_file(), f"these tests need {FIREFOX}: `make browser` tells how to install it"
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        with (profile / "log.txt").open("w") as log:
            self._process = subprocess.Popen(
                [FIREFOX, *_ARGUMENTS, "--profile", profile], stdout=log, stderr=subprocess.STDOUT
            )
        port = profile / "MarionetteActivePort"
        wait_until(lambda: port.is_file() and bool(port.read_text()))
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._numbers = count(1)
        self._receive()
        self._send("WebDriver:NewSession")

    def close(self) -> None:
        self._send("Marionette:Quit", flags=["eForceQuit"])
        self._stream.close()
        self._socket.close()
        self._process.wait(PATIENCE)

    def _send(self, command: str, **parameters: object) -> Any:
        message = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error['message']}"
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _receive(self) -> Any:
        size = b"".join(iter(lambda: self._stream.read(1), b":"))
        return json.loads(self._stream.read(int(size)))

    def _ask_firefox(self, script: str, *given: object) -> Any:
        self._send("Marionette:SetContext", value="chrome")
        found = self._send("WebDriver:ExecuteScript", script=script, args=given)
        self._send("Marionette:SetContext", value="content")
        return found

    def resize(self, width: int, letters: int) -> None:
        """Give pages a width, and letters the size that a reader has chosen, both in pixels.

        No window of Firefox is narrower than 500 pixels, but what it shows a page in may be.
        """
        self._ask_firefox(_RESIZE, width, letters)
        wait_until(lambda: bool(self.ask("() => innerWidth") == width))

    def complaints(self) -> list[str]:
        """Return the errors that pages have caused since the last call: in scripts, and against their policy."""
        return list(self._ask_firefox(_COMPLAINTS))

    def open(self, address: str) -> None:
        self._send("WebDriver:Navigate", url=address)

    @property
    def address(self) -> str:
        return str(self._send("WebDriver:GetCurrentURL"))

    def ask(self, function: str) -> Any:
        """Return what a JavaScript function returns in the page."""
        return self._send("WebDriver:ExecuteScript", script=f"return ({function})()", args=[])

    def text(self, selector: str) -> str:
        """Return the text of the elements that are shown."""
        script = f"{_SHOWN}.map((each) => each.innerText).join(' ')"
        return str(self._send("WebDriver:ExecuteScript", script=script, args=[selector]))

    def click(self, selector: str) -> None:
        """Click the first element of those that are shown."""
        self._send("WebDriver:ElementClick", id=self._first(selector))

    def type(self, selector: str, keys: str) -> None:
        """Press keys in the first element of those that are shown."""
        self._send("WebDriver:ElementSendKeys", id=self._first(selector), text=keys)

    def _first(self, selector: str) -> str:
        found = self._send("WebDriver:ExecuteScript", script=f"{_SHOWN}[0]", args=[selector])
        assert found, f"{selector} is not shown"
        return str(next(iter(found.values())))


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; raise AssertionError if that takes too long."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"not so after {PATIENCE} seconds"
        time.sleep(0.05)
