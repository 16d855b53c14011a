"""Publishes repeatedly under load: no request may fail, and no response may mix two releases.

The real project is published twice with two dates, so that every page differs between the two. Then these two releases
are published in turn by the last step of `explainer publish`, while wrk requests every file and compares each body
with the files, and while a reader fetches pages and then the files that they name.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from lxml import html
from published import published_copy
from served import Served, need, run_proof, served

from explainer.core.project import Project
from explainer.publish.releases import Shelf

_HERE = Path(__file__).parent
_DATES = ("1700000000", "1750000000")
_LONGEST = "3600s"
_WARMING_SECONDS = 1.0
_EACH = 10
"""One publish in so many is rolled back."""
Put = Callable[[Project, Path], None]


def main() -> int:
    """Publish under load; return 1 if anything failed, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publishes", type=int, default=200)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--in-place", action="store_true", help="overwrite the files instead, to see the proof fail")
    arguments = parser.parse_args()
    need("wrk", "nginx", "openssl")
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        releases = _two_releases(place)
        project = Project(place / "project")
        (place / "served").mkdir()
        with served(project.root, place / "served") as site:
            put = _overwrite if arguments.in_place else _publish
            return _load(project, releases, site, arguments, put)


def _two_releases(place: Path) -> list[Path]:
    """Publish a copy of the project with two dates; return copies of both releases."""
    one, other = (
        Path(shutil.copytree(published_copy(place / "project", date).site, place / f"release-{date}"))
        for date in _DATES
    )
    same = [path for path in _files(one, ".html") if (one / path).read_bytes() == (other / path).read_bytes()]
    assert not same, f"these pages are the same in both releases, so they prove nothing: {same}"
    return [one, other]


def _files(folder: Path, *suffixes: str) -> list[str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("_"))
    return [path.relative_to(folder).as_posix() for path in files if not suffixes or path.suffix in suffixes]


def _load(project: Project, releases: list[Path], site: Served, arguments: argparse.Namespace, put: Put) -> int:
    common = sorted(set(_files(releases[0])) & set(_files(releases[1])))
    paths = site.log.with_name("paths")
    paths.write_text("".join(f"/{path}\n" for path in common), encoding="utf-8")
    environment = {**os.environ, "LOAD_RELEASES": ":".join(map(str, releases)), "LOAD_PATHS": str(paths)}
    command = ["wrk", "-t2", f"-c{arguments.connections}", f"-d{_LONGEST}", "-s", str(_HERE / "load.lua"), site.origin]
    reader = Reader(site, [path for path in common if path.endswith(".html") and path != "404.html"])
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as crowd:
        reader.start()
        time.sleep(_WARMING_SECONDS)
        start = time.monotonic()
        for number in range(arguments.publishes):
            put(project, releases[number % 2])
            if not arguments.in_place and number % _EACH == _EACH - 1:
                _go_back(project)
        seconds = time.monotonic() - start
        reader.stop()
        crowd.send_signal(signal.SIGINT)
        said, _ = crowd.communicate()
    seen = json.loads(said.splitlines()[-1])
    return _report(seen, reader, arguments.publishes, seconds, len(common))


def _publish(project: Project, release: Path) -> None:
    shelf = Shelf(project)
    with shelf.held():
        before = os.readlink(project.site)
        shelf.publish(Path(shutil.copytree(release, shelf.new_folder(), dirs_exist_ok=True)))
        assert os.readlink(project.site) != before, "a publish did not move the link"


def _go_back(project: Project) -> None:
    shelf = Shelf(project)
    with shelf.held():
        shelf.roll_back()


def _overwrite(project: Project, release: Path) -> None:
    """Do what a build into the served folder would do."""
    folder = project.site.resolve()
    shutil.rmtree(folder)
    shutil.copytree(release, folder)


@dataclass
class Reader:
    """Somebody who opens one page after another, and whose browser then fetches the files that the page names."""

    site: Served
    pages: list[str]
    asked: int = 0
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._stopped = threading.Event()
        self._trust = ssl.create_default_context(cafile=str(self.site.certificate))
        self._thread = threading.Thread(target=self._read, daemon=True)
        self.start, self.is_stopped = self._thread.start, self._stopped.is_set

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _read(self) -> None:
        while not self.is_stopped():
            for page in self.pages:
                address = f"{self.site.origin}/{page}"
                tree = html.document_fromstring(self._fetch(address) or b"<p>")
                for named in tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src"):
                    self._fetch(urljoin(address, str(named)))

    def _fetch(self, address: str) -> bytes:
        self.asked += 1
        try:
            with urlopen(address, context=self._trust, timeout=30) as answer:
                return bytes(answer.read())
        except (HTTPError, URLError, OSError) as error:
            self.failures.append(f"{address}: {error}")
            return b""


def _report(seen: dict[str, float], reader: Reader, publishes: int, seconds: float, files: int) -> int:
    failed = seen["refused"] + seen["socket_errors"] + seen["strange"] + len(reader.failures)
    print(f"{publishes} publishes and {publishes // _EACH} steps back in {seconds:.0f} s, of a site of {files} files.")
    print(
        f"Crowd: {seen['requests']:.0f} requests in {seen['seconds']} s, 99 of 100 within {seen['p99_ms']} ms;", end=" "
    )
    print(f"answers other than 200: {seen['refused']:.0f}; broken connections: {seen['socket_errors']:.0f};", end=" ")
    print(f"bodies of no release: {seen['strange']:.0f}.")
    print(f"Bodies of the first release {seen['first']:.0f}, of the second {seen['second']:.0f}, ", end="")
    print(f"the same in both {seen['shared']:.0f}.")
    print(
        f"Reader: {reader.asked} pages and the files they name; failed: {len(reader.failures)}.", *reader.failures[:3]
    )
    both = min(seen["first"], seen["second"]) > 0
    if failed or not both or not reader.asked:
        print("FAULT: see above." if failed else "FAULT: only one release was seen, so nothing was proved.")
        return 1
    return 0


if __name__ == "__main__":
    run_proof(main)
