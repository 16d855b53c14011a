"""The recipes in deploy/nginx on trial: nginx on the loopback address, with a temporary certificate."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_RECIPES = Path(__file__).parents[2] / "deploy" / "nginx"
_MODULES = ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules")
_BROTLI = "ngx_http_brotli_static_module.so"
_TYPES = Path("/etc/nginx/mime.types")
_NAME = "localhost"
_SECONDS_TO_START = 20


class Missing(Exception):
    """A program that the proof needs is not installed; the message says which, and how to install it."""


@dataclass(frozen=True)
class Served:
    """Where the site is served: three ports, the certificate to trust, and the access log."""

    plain: int
    tls: int
    onion: int
    certificate: Path
    log: Path

    @property
    def origin(self) -> str:
        return f"https://{_NAME}:{self.tls}"


def need(*programs: str) -> None:
    """Raise Missing if a program is not installed."""
    absent = [program for program in programs if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")]
    if absent:
        raise Missing(f"This needs {' and '.join(absent)}. On Debian: sudo apt-get install {' '.join(absent)}")


@contextmanager
def served(root: Path, workplace: Path, onion: str = "", bare: bool = False) -> Iterator[Served]:
    """Serve the folder `site` of a project as the recipes say, until the block ends.

    `onion` is the value of Onion-Location. `bare` leaves out our headers, as on a host that sets none.
    """
    need("nginx", "openssl")
    module = next((Path(folder, _BROTLI) for folder in _MODULES if Path(folder, _BROTLI).is_file()), None)
    if module is None or not _TYPES.is_file():
        raise Missing("This needs nginx with brotli. On Debian: sudo apt-get install libnginx-mod-http-brotli-static")
    plain, tls, hidden = _free_ports(3)
    site = Served(plain, tls, hidden, workplace / "certificate.pem", workplace / "access.log")
    _certify(workplace)
    _write_recipes(root, workplace, site, onion, bare)
    main = workplace / "nginx.conf"
    main.write_text(_main(workplace, module), encoding="utf-8")
    command = [shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx", "-p", str(workplace)]
    with subprocess.Popen([*command, "-e", str(workplace / "start.log"), "-c", str(main)]) as server:
        try:
            _await_port(tls, server)
            yield site
        finally:
            server.terminate()


def _main(workplace: Path, module: Path) -> str:
    user = "user root;" if os.geteuid() == 0 else ""
    places = "\n".join(
        f"{kind}_temp_path {workplace / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""load_module {module};
{user}
daemon off;
worker_processes auto;
pid {workplace / "nginx.pid"};
events {{ worker_connections 1024; }}
http {{
include {_TYPES};
default_type application/octet-stream;
sendfile on;
# Requests that none of our servers takes would be logged here, as on a machine that serves other sites too.
access_log {workplace / "others.log"};
{places}
include {workplace / "recipes" / "explainer.conf"};
include {workplace / "recipes" / "onion.conf"};
}}
"""


def _write_recipes(root: Path, workplace: Path, site: Served, onion: str, bare: bool) -> None:
    """Copy the recipes with the paths and ports of this machine, as their first lines ask."""
    here = workplace / "recipes"
    here.mkdir()
    changes = {
        "include explainer/": f"include {here}/",
        "/srv/explainer": str(root),
        # Only this machine sends requests, and it may have no IPv6.
        "    listen [::]:": "    # listen [::]:",
        " listen 80": f" listen 127.0.0.1:{site.plain}",
        " listen 443": f" listen 127.0.0.1:{site.tls}",
        "listen 127.0.0.1:8081;": f"listen 127.0.0.1:{site.onion};",
        "return 301 https://www.example.org": f"return 301 {site.origin}",
        "/etc/letsencrypt/live/www.example.org/fullchain.pem": str(site.certificate),
        "/etc/letsencrypt/live/www.example.org/privkey.pem": str(workplace / "key.pem"),
        "www.example.org": _NAME,
        "/var/log/nginx/explainer.log": str(site.log),
        'explainer_onion { default ""; }': f'explainer_onion {{ default "{onion}"; }}',
        "root /var/www/acme": f"root {workplace / 'acme'}",
    }
    for recipe in _RECIPES.glob("*.conf"):
        text = recipe.read_text(encoding="utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        if bare and recipe.name == "security-headers.conf":
            text = ""
        (here / recipe.name).write_text(text, encoding="utf-8")


def _certify(workplace: Path) -> None:
    key, certificate = workplace / "key.pem", workplace / "certificate.pem"
    subject = ["-subj", f"/CN={_NAME}", "-addext", f"subjectAltName=DNS:{_NAME},IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-keyout", str(key), "-out", str(certificate), *subject]
    subprocess.run(command, check=True, capture_output=True)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _await_port(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Missing("nginx did not start; see its message above.")


def run_proof(main: object) -> None:
    """Run the main function of a proof and exit with its result, or with 2 and one line if a program is missing."""
    assert callable(main)
    try:
        sys.exit(main())
    except Missing as missing:
        print(missing, file=sys.stderr)
        sys.exit(2)
