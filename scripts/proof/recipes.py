"""Tries the recipes in deploy/nginx on the built site: headers, compressed forms, caching, logs and public scores.

The site is published with compressed forms into a folder of its own. The MDN HTTP Observatory and csp_evaluator judge
it as nginx serves it, and again without our headers, as GitHub Pages would serve it.
"""

from __future__ import annotations

import argparse
import gzip
import re
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path

import brotli
from published import published_copy
from scores import PROGRAM, score, score_as_pages
from served import Missing, Served, need, run_proof, served

from explainer.built.serving import KEPT_FOREVER, STRICT_TRANSPORT, security_headers
from explainer.publish.releases import Shelf

ONION = "http://harbour.onion"
ADDRESS, CONTACT = "https://harbour.test/", "mailto:keeper@harbour.test"
SETTINGS = {"EXPLAINER_ADDRESS": ADDRESS, "EXPLAINER_CONTACT": CONTACT, "EXPLAINER_ONION": ONION}
MARK = "reader-of-this-page"
_PATIENCE = 10.0
_OF_OUR_PAGES = b'<main id="main"'
"""What every page of a site has, and no page that nginx has of its own."""
Faults = Iterator[str]


@dataclass(frozen=True)
class Answer:
    """The response to one request."""

    status: int
    headers: HTTPMessage
    body: bytes


def main() -> int:
    """Try everything; return 1 if anything is wrong, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-scores", action="store_true", help="leave out the scores, which need Node")
    scores = not parser.parse_args().without_scores
    need("nginx", "openssl", *(["node"] if scores else []))
    if scores and not PROGRAM.with_name("node_modules").is_dir():
        raise Missing("Run `make serving`, which installs what the scores need.")
    with tempfile.TemporaryDirectory(prefix="recipes-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        project = published_copy(place / "project", "1700000000", "--packed", **SETTINGS)
        assets = project.site / "assets"
        before = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
        faults = _with_headers(project.root, place, scores)
        if scores:
            with served(project.root, _new(place / "bare"), bare=True) as site:
                score_as_pages(site)
        _change_style(project.root)
        published_copy(project.root, "1750000000", "--packed", **SETTINGS)
        with served(project.root, _new(place / "after")) as site:
            faults += _check("files of the previous release", _files_of_the_release_before(site, before))
        assert len(Shelf(project).releases()) == 2
    return 1 if faults else 0


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _change_style(root: Path) -> None:
    style = root / "overrides/assets/styles/page.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n.changed { color: inherit }\n", encoding="utf-8")


def _with_headers(root: Path, place: Path, scores: bool) -> list[str]:
    parts: list[tuple[str, Callable[[Served, Path], Faults]]] = [
        ("headers of every response", _headers),
        ("caching and revalidation", _keeping),
        ("compressed forms", _packed),
        ("settings of the site", _set),
        ("plain http and hidden files", _edges),
        ("requests for other names", _strangers),
        ("onion service", _onion),
        ("logs", _logs),
    ]
    with served(root, _new(place / "served"), onion=f"{ONION}$request_uri") as site:
        faults = [fault for name, part in parts for fault in _check(name, part(site, root / "site"))]
        return [*faults, *score(site)] if scores else faults


def _check(name: str, found: Faults) -> list[str]:
    faults = list(found)
    print(f"{name}: {'correct' if not faults else 'FAULT: ' + '; '.join(faults[:5])}", flush=True)
    return faults


def _ask(site: Served, path: str, port: int = 0, method: str = "GET", **headers: str) -> Answer:
    if port:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {"Host": "localhost", **headers}
    else:
        trust = ssl.create_default_context(cafile=str(site.certificate))
        connection = HTTPSConnection("localhost", site.tls, timeout=20, context=trust)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def _paths(folder: Path) -> list[str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in (".gz", ".br")]
    return [f"/{path.relative_to(folder).as_posix()}" for path in files if path.name != "_headers"]


def _headers(site: Served, folder: Path) -> Faults:
    wanted = {**security_headers(), STRICT_TRANSPORT[0]: STRICT_TRANSPORT[1]}
    asked = [*((path, 200) for path in _paths(folder)), ("/", 200), ("/none.html", 404), ("/assets/none.css", 404)]
    for path, status in [*asked, ("/assets", 301), ("/assets/", 404), ("/topics/", 404)]:
        for method in ("GET", "HEAD"):
            answer = _ask(site, path, method=method)
            if answer.status != status:
                yield f"{method} {path}: {answer.status}"
            for name, value in {**wanted, "Onion-Location": f"{ONION}{path}"}.items():
                if answer.headers.get_all(name) != [value]:
                    yield f"{method} {path}: {name}: {answer.headers.get_all(name)}"
            if not (answer.headers["Server"] or "").isalpha():
                yield f"{path}: the server gives its version: {answer.headers['Server']}"


def _keeping(site: Served, folder: Path) -> Faults:
    for path in [*_paths(folder), "/none.html", "/assets/none.css"]:
        answer = _ask(site, path)
        wanted = KEPT_FOREVER if path.startswith("/assets/") and answer.status == 200 else "no-cache"
        if answer.headers.get_all("Cache-Control") != [wanted]:
            yield f"{path}: {answer.headers.get_all('Cache-Control')}"
        if answer.status == 200:
            again = _ask(site, path, If_None_Match=answer.headers["ETag"])
            if again.status != 304 or again.body:
                yield f"{path}: revalidation gives {again.status} with {len(again.body)} bytes"


def _packed(site: Served, folder: Path) -> Faults:
    open_forms: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
    looked = 0
    for path in _paths(folder):
        plain = (folder / path[1:]).read_bytes()
        if _ask(site, path).body != plain:
            yield f"{path}: not what was published"
        if not (folder / f"{path[1:]}.br").is_file():
            continue
        for coding, unpack in open_forms.items():
            answer = _ask(site, path, Accept_Encoding=coding)
            looked += 1
            said, varies = answer.headers["Content-Encoding"], answer.headers["Vary"] or ""
            if said != coding or "Accept-Encoding" not in varies:
                yield f"{path}: asked for {coding}: {said}, Vary: {varies}"
            elif unpack(answer.body) != plain:
                yield f"{path}: the {coding} form has other content"
    if not looked:
        yield "no compressed form was found"


def _set(site: Served, folder: Path) -> Faults:
    """The configured address, contact and onion service appear where they belong."""
    shown = CONTACT.removeprefix("mailto:").encode()
    pages = [path for path in _paths(folder) if path.endswith(".html")]
    for path in pages:
        body = _ask(site, path).body
        if shown not in body:
            yield f"{path} does not name the contact"
        if f'"{ONION}{path if path != "/404.html" else "/"}"'.encode() not in body:
            yield f"{path} does not name its address in the onion service"
    security = _ask(site, "/.well-known/security.txt")
    if f"Contact: {CONTACT}".encode() not in security.body or security.status != 200:
        yield f"security.txt: {security.status}"
    listed = re.findall(rb"<loc>([^<]{1,200})</loc>", _ask(site, "/sitemap.xml").body)
    wanted = {f"{ADDRESS}{path[1:]}".encode() for path in pages if path != "/404.html"}
    if set(listed) != wanted:
        yield f"the sitemap lists {len(listed)} of {len(wanted)} pages"
    if f"Sitemap: {ADDRESS}sitemap.xml".encode() not in _ask(site, "/robots.txt").body:
        yield "robots.txt does not name the sitemap"


def _edges(site: Served, _: Path) -> Faults:
    plain = _ask(site, "/topics/motivations.html", port=site.plain)
    if (plain.status, plain.headers["Location"]) != (301, f"{site.origin}/topics/motivations.html"):
        yield f"plain http: {plain.status} {plain.headers['Location']}"
    for path in (
        "/_headers",
        "/.releases/lock",
        "/../.releases/lock",
        "/%2e%2e/.releases/lock",
        "/assets/../../mkdocs.yml",
    ):
        answer = _ask(site, path)
        if answer.status not in (400, 404):
            yield f"{path}: {answer.status}"
    if _ask(site, "/index.html", method="POST").status != 405:
        yield "POST is not refused"
    if b"This page does not exist" not in _ask(site, "/none.html").body:
        yield "a wrong address does not give our page for missing pages"
    if not (_ask(site, "/figures.csv").headers["Content-Type"] or "").startswith("text/csv"):
        yield "figures.csv is not served as CSV"


def _strangers(site: Served, _: Path) -> Faults:
    """Requests for other names get no response, and `_logs` checks that they are not logged."""
    name, long = b"Host: localhost\r\n\r\n", b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n"
    asked = [b"GET /index.html HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n", long + name, b"GET / HTTP/9.9\r\n" + name]
    asked.append(b"GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    for port in (site.plain, site.tls):
        for request in asked:
            answer = _said_to(port, request)
            if _OF_OUR_PAGES in answer:
                yield f"{request[:30]!r} gets our page"
    trust = ssl.create_default_context(cafile=str(site.certificate))
    trust.check_hostname = False
    try:
        with socket.create_connection(("127.0.0.1", site.tls)) as line, trust.wrap_socket(line, server_hostname="a.b"):
            yield "a name that is not ours is accepted"
    except ssl.SSLError:
        pass


def _said_to(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        try:
            return b"".join(iter(lambda: line.recv(4096), b""))
        except OSError:
            return b""


def _onion(site: Served, folder: Path) -> Faults:
    place = _ask(site, "/about", port=site.onion).headers["Location"]
    if place != "/about/":
        yield f"/about leads to {place}, which names this machine’s port"
    for path in _paths(folder):
        answer = _ask(site, path, port=site.onion)
        if answer.body != (folder / path[1:]).read_bytes():
            yield f"{path}: {answer.status}, not what was published"
        missing = [name for name, value in security_headers().items() if answer.headers.get_all(name) != [value]]
        if missing or answer.headers[STRICT_TRANSPORT[0]] or answer.headers["Onion-Location"]:
            yield f"{path}: {missing} missing, or headers that are for TLS only"


def _logs(site: Served, _: Path) -> Faults:
    _ask(site, "/settled.html")
    start = len(_log_once(site.log, lambda text: "/settled.html" in text))
    for path in ("/index.html", "/none.html", "/assets/"):
        _ask(site, f"{path}?q={MARK}", User_Agent=MARK, Referer=f"https://{MARK}/", X_Forwarded_For="192.0.2.7")
    files = list(site.log.parent.rglob("*.log"))
    logged = _log_once(site.log, lambda text: text.count("\n", start) >= 3)[start:]
    if len(logged.splitlines()) != 3:
        yield f"3 requests gave {len(logged.splitlines())} lines"
    for file in files:
        text = file.read_text(encoding="utf-8")
        yield from (
            f"{file.name} contains {word}" for word in (MARK, "127.0.0.1", "192.0.2.7", "?q=", ":") if word in text
        )


def _log_once(log: Path, holds: Callable[[str], bool]) -> str:
    """Return a log once `holds` is true of it, or as it is after a while: a server logs after it has responded."""
    deadline = time.monotonic() + _PATIENCE
    while not holds(text := log.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    return text


def _files_of_the_release_before(site: Served, before: set[str]) -> Faults:
    gone = [name for name in before if _ask(site, f"/assets/{name}").status != 200]
    yield from (f"{name} can no longer be fetched" for name in gone)
    if _ask(site, "/index.html").headers["Onion-Location"]:
        yield "an onion service is named but not configured"
    if not any(name.startswith("style-") for name in before):
        yield "no style sheet was found"


if __name__ == "__main__":
    run_proof(main)
