"""A server of our own on this machine that answers over TLS with whatever bytes it is told to send, or with none."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SECONDS = 40
"""After this a connection is given up, whatever was to be sent."""
Answer = Callable[[socket.socket], None]


def certificate_in(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def _nothing(connection: socket.socket) -> None:
    """Answer nothing."""


@dataclass
class OwnServer:
    """Answers each path as it was told; a path that nobody told it of gets nothing."""

    answers: dict[str, Answer]
    context: ssl.SSLContext
    listening: socket.socket

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.listening.getsockname()[1]}"

    def answer_all(self) -> None:
        """Answer until the socket is closed, each connection on its own."""
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(SECONDS)
        with suppress(OSError, ValueError), self.context.wrap_socket(connection, server_side=True) as secured:
            asked = secured.recv(4096)
            path = asked.split(b" ")[1].decode().strip("/") if asked else ""
            self.answers.get(path, _nothing)(secured)
            secured.unwrap()


@contextmanager
def serving(answers: dict[str, Answer], folder: Path) -> Iterator[str]:
    """Serve answers by their paths until the block ends; gives the address. `folder` gets the certificate."""
    certificate, key = certificate_in(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        server = OwnServer(answers, context, listening)
        thread = threading.Thread(target=server.answer_all, daemon=True)
        thread.start()
        yield server.address
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()
