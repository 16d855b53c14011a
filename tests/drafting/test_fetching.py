"""Pages are fetched from a server of our own on this machine: one polite request, bounded, over TLS."""

from __future__ import annotations

import shutil
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import World
from drafting.own_server import certificate_in, serving
from explainer.cli.commands import app
from explainer.core.problems import Refused
from explainer.core.project import ARTICLES_VARIABLE
from explainer.drafting.fetch import fetch_page
from hostile.answers import ANSWERS

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")

PAGE = "<html><head><title>Pilots Go Home</title></head><body><article>{}</article></body></html>"
PARAGRAPH = "<p>“We leave tonight,” said Ilsa Marden, and about 30 pilots went with her through the gate at dawn.</p>"


class Site(BaseHTTPRequestHandler):
    """Answers by path, and remembers what it was asked."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012
    pages: dict[str, bytes] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("User-Agent", "")))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/plain")
            self.end_headers()
            return
        if self.path == "/slow":
            self._slowly()
            return
        content = self.pages.get(self.path)
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", "application/pdf" if self.path == "/pdf" else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content or b"nothing here")

    def _slowly(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b"<p>")
                self.wfile.flush()
                threading.Event().wait(0.1)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    certificate, key = certificate_in(tmp_path)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Site.asked, Site.pages = (
        [],
        {"/article": PAGE.format(PARAGRAPH * 3).encode(), "/pdf": b"%PDF", "/big": b"a" * 2_100_000},
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_fetched_with_one_polite_request(site: str) -> None:
    content, kind = fetch_page(f"{site}/article")
    assert kind == "html"
    assert "We leave tonight" in content.decode()
    assert len(Site.asked) == 1
    assert "explainer" in Site.asked[0][1]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "answered 404"),
        ("/pdf", "must be HTML or"),
        ("/big", "larger than"),
        ("/moved", "not https"),
    ],
)
def test_what_is_no_page_gives_one_sentence(site: str, path: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        fetch_page(f"{site}{path}")


def test_a_slow_page_is_given_up(site: str) -> None:
    with pytest.raises(Refused, match="too long"):
        fetch_page(f"{site}/slow", seconds=0.5)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that gives each of the hostile answers at its path."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    with serving({name: answer for name, (answer, _) in ANSWERS.items()}, tmp_path) as address:
        yield address


@pytest.mark.parametrize("name", ["half-of-it", "all-but-a-byte", "before-the-last-chunk", "half-without-length"])
def test_a_page_that_was_cut_short_is_refused(hostile: str, name: str) -> None:
    with pytest.raises(Refused, match=r"cut short|cannot be fetched"):
        fetch_page(f"{hostile}/{name}")


@pytest.mark.parametrize("name", ["no-type", "called-text", "no-type-and-a-comment"])
def test_a_page_is_known_by_its_beginning(hostile: str, name: str) -> None:
    assert fetch_page(f"{hostile}/{name}")[1] == "html"


@pytest.mark.parametrize("name", ["status-in-drops", "headers-in-drops", "wait-a-little", "silence"])
def test_one_deadline_is_kept_however_an_answer_drips(hostile: str, name: str) -> None:
    start = time.monotonic()
    with pytest.raises(Refused, match="took too long"):
        fetch_page(f"{hostile}/{name}", seconds=1.5)
    assert time.monotonic() - start < 6


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("escapes-")])
def test_nothing_that_a_server_says_acts_on_the_terminal(hostile: str, toy: World, name: str) -> None:
    result = CliRunner().invoke(app, ["draft", f"{hostile}/{name}", "--as", "gate", "--published", "2031-05"])
    draft = toy.root / "data/drafts/gate.yaml"
    assert draft.is_file() == (result.exit_code == 0)
    kept = draft.read_text(encoding="utf-8") if draft.is_file() else ""
    assert [mark for mark in result.output + kept if not mark.isprintable() and mark not in "\n\u00a0"] == []


def test_a_dead_address_says_so_in_one_line(toy: World) -> None:
    result = CliRunner().invoke(app, ["draft", "https://127.0.0.1:1/article"])
    assert result.exit_code == 2
    assert "cannot be fetched" in result.output
    assert not (toy.root / "data/drafts").exists()


def test_an_address_becomes_a_draft(site: str, toy: World) -> None:
    result = CliRunner().invoke(app, ["draft", f"{site}/article", "--as", "gate", "--published", "2031-05"])
    assert result.exit_code == 0, result.output
    draft = toy.text("data/drafts/gate.yaml")
    assert "Pilots Go Home" in draft
    assert "speaker: ilsa-marden" in draft


def as_page(world: World, left_out: int = 0) -> bytes:
    edition = world.edition()
    paragraphs = [paragraph.text for paragraph in edition.articles["heron"].paragraphs]
    return "\n\n".join(
        ["Home | Harbour | Tides", *paragraphs[left_out:], "© 2031 Somebody. All rights reserved."]
    ).encode()


@pytest.fixture
def recorded(site: str, toy: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The toy world without its articles, and with an article that this machine serves."""
    Site.pages["/heron"] = PAGE.format(
        "".join(f"<p>{part}</p>" for part in as_page(toy).decode().split("\n\n"))
    ).encode()
    toy.replace("data/sources/heron.yaml", "https://heron.example/pilots-leave", f"{site}/heron")
    monkeypatch.setenv(ARTICLES_VARIABLE, str(toy.root / "copies"))
    return toy


def test_a_recorded_article_is_brought_and_aligned(recorded: World) -> None:
    result = CliRunner().invoke(app, ["fetch", "heron"])
    assert result.exit_code == 0, result.output
    assert "all 7 paragraphs are as locked." in result.output
    assert list(recorded.edition().articles) == ["heron"]
    assert not [line for line in recorded.report() if "S3" in line]


def test_a_page_that_lacks_paragraphs_is_not_kept(recorded: World) -> None:
    page = Site.pages["/heron"].decode()
    Site.pages["/heron"] = page.replace("In November 2030", "In December 2030").encode()
    result = CliRunner().invoke(app, ["fetch", "heron"])
    assert result.exit_code == 2
    assert "6 of 7 paragraphs" in result.output
    assert "heron:6" in result.output
    assert not (recorded.root / "copies").exists()


def test_without_a_network_it_says_so(recorded: World) -> None:
    recorded.write(
        "data/sources/heron.yaml",
        recorded.text("data/sources/heron.yaml").replace("https://127.0.0.1", "https://127.0.0.1:1/x", 1),
    )
    result = CliRunner().invoke(app, ["fetch", "heron"])
    assert result.exit_code == 2
    assert "cannot be fetched" in result.output
