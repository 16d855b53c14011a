"""`explainer serve`: what is served, what is said in the terminal, how it starts and how it ends."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from being_edited import Served, being_edited
from conftest import TOY, World, name_project
from explainer.built.serving import policy
from explainer.publish.preview.changes import Changes
from explainer.publish.preview.preview import Preview
from explainer.publish.preview.server import PreviewServer

GLOSSARY, ABOUT, LEAVING = "data/glossary.yaml", "docs/about/index.md", "docs/topics/leaving.md"
FINE = "no problems, no warnings."
SLIP = "whistle:\n  term: [Whistle\n"


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def asked(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Ask for a path as it is written; return the status and what is answered."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


Edited = tuple[World, Served]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    """The toy world, served once for tests that undo what they change and read what is said of it."""
    root = tmp_path_factory.mktemp("served") / "toy"
    shutil.copytree(TOY, root)
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        with being_edited(world) as served:
            assert FINE in served.said_until("Done in")
            yield world, served


@pytest.fixture
def shown(edited: Edited) -> str:
    """The address at which it is served."""
    return edited[1].address


def test_problems_are_told_in_the_terminal_until_they_are_mended(edited: Edited) -> None:
    world, served = edited
    glossary = world.text(GLOSSARY)
    world.write(GLOSSARY, SLIP)
    told = served.said_until("1 problem")
    assert f"Changed: {GLOSSARY}" in told
    assert f"{GLOSSARY}\n  3  Y3  " in told
    assert "Traceback" not in told
    assert "Everything here is invented." in page(f"{served.address}about/index.html")
    assert "1 problem" not in served.said_until("Done in")
    world.write(GLOSSARY, glossary)
    assert FINE in served.said_until("Done in")


def test_a_number_that_nothing_backs_is_told(edited: Edited) -> None:
    world, served = edited
    world.replace(LEAVING, "More than 40 pilots", "More than 70 pilots")
    assert f"{LEAVING}\n  13:1  P2  " in served.said_until("Done in")
    assert "More than 70 pilots" in page(f"{served.address}topics/leaving.html")
    world.replace(LEAVING, "More than 70 pilots", "More than 40 pilots")
    assert FINE in served.said_until("Done in")


def test_a_new_page_in_a_new_folder_is_seen(edited: Edited) -> None:
    world, served = edited
    world.write("docs/new/page.md", "# New\n\n/// guide\nThis page is new.\n///\n")
    assert "Changed: docs/new/page.md" in served.said_until("Done in")
    assert "This page is new." in page(f"{served.address}new/page.html")
    world.delete("docs/new/page.md")
    assert FINE in served.said_until("Done in")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page(f"{served.address}new/page.html")


def test_pages_keep_their_policy(shown: str) -> None:
    with urllib.request.urlopen(shown, timeout=20) as answer:
        assert answer.headers["Content-Security-Policy"] == policy()
        assert re.findall(r"<script[^>]*>", answer.read().decode())[-1].startswith('<script src="/-preview/')


def test_only_this_computer_is_answered(toy: World, tmp_path: Path) -> None:
    with PreviewServer(Preview(toy.project, tmp_path, list), 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_name_of_somebody_else_is_not_answered(shown: str) -> None:
    status, said = asked(shown, "/", Host="harbour.test")
    assert status == 421
    assert said == f"Open {shown}\n"


@pytest.mark.parametrize(
    "path", ["../mkdocs.yml", "%2e%2e/mkdocs.yml", "..%2f..%2fetc/passwd", "/etc/passwd", "%00", "a" * 5_000]
)
def test_nothing_beside_the_site_is_served(shown: str, path: str) -> None:
    status, said = asked(shown, f"/{path}")
    assert status == 404
    assert "This page does not exist" in said


def test_a_taken_port_is_one_sentence(toy: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "explainer", "serve", "--port", str(port)]
        done = subprocess.run(command, cwd=toy.root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"127.0.0.1:{port}\n  -  command  Another program uses this port.\n"
        f"        Choose another: make serve PORT={port + 1}\n"
    )


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(
    toy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signalled: signal.Signals
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    before = sorted(toy.root.rglob("*"))
    with being_edited(toy) as served:
        served.said_until("Done in")
        assert list(place.iterdir())
        served.process.send_signal(signalled)
        assert served.said_until("Ended.") == "\nEnded.\n"
        served.process.wait(20)
    assert list(place.iterdir()) == []
    cache = [toy.root / ".cache", toy.root / ".cache/clean"]
    assert sorted(toy.root.rglob("*")) == sorted([*before, *cache])


def test_changes_are_told_once(toy: World) -> None:
    changes = Changes(toy.project)
    assert not changes.waiting
    toy.replace(ABOUT, "invented", "made up")
    toy.write("docs/.index.md.swp", "an editor's own file")
    assert changes.wait() == [ABOUT]
    assert not changes.waiting
