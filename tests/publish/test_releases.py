"""The shelf of releases: which are kept, which is published, who may change it, and what a killed run leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.publish.releases import KEPT, Release, Shelf, digest_of

TOLD = "index.html"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(Project(tmp_path))


def put(shelf: Shelf, said: str) -> Release:
    """Publish a site of two files that say the same, and one below."""
    folder = shelf.new_folder()
    for name in (TOLD, "other.html"):
        (folder / name).write_text(said)
    (folder / "below").mkdir()
    (folder / "below" / "deep.html").write_text(said)
    return shelf.publish(folder)


def published(shelf: Shelf, *said: str) -> list[str]:
    with shelf.held():
        return [put(shelf, each).name for each in said]


def told(shelf: Shelf) -> str:
    """Return what the published site says, whose files must all say the same."""
    words = {file.read_text() for file in shelf.site.rglob("*.html")}
    assert len(words) == 1
    assert len(list(shelf.site.rglob("*.html"))) == 3
    return words.pop()


def names(shelf: Shelf) -> list[str]:
    return [release.name for release in shelf.releases()]


def refusal(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    (problem,) = refused.value.problems
    return f"{problem.code} {problem.sentence}"


def holding(shelf: Shelf, patience: float = 60) -> Callable[[], None]:
    def hold() -> None:
        with shelf.held(patience):
            pass

    return hold


def test_the_site_is_a_link_to_the_newest_release(shelf: Shelf) -> None:
    name = published(shelf, "one", "two")[-1]
    assert told(shelf) == "two"
    assert os.readlink(shelf.site) == f".releases/{name}"
    assert [(each.number, each.is_published) for each in shelf.releases()] == [(1, False), (2, True)]


def test_the_newest_releases_are_kept(shelf: Shelf) -> None:
    made = published(shelf, *(str(number) for number in range(KEPT + 2)))
    assert names(shelf) == made[-KEPT:]


def test_publishing_again_without_a_change_makes_no_new_release(shelf: Shelf) -> None:
    one, two = published(shelf, "one", "one")
    assert one == two
    assert names(shelf) == [one]


def test_a_release_that_somebody_changed_is_not_taken_for_the_same(shelf: Shelf) -> None:
    (one,) = published(shelf, "one")
    (shelf.folder / one / TOLD).write_text("changed")
    published(shelf, "one")
    assert told(shelf) == "one"
    assert len(names(shelf)) == 2


def test_each_rollback_goes_one_release_back(shelf: Shelf) -> None:
    published(shelf, "one", "two", "three")
    with shelf.held():
        shelf.roll_back()
        assert told(shelf) == "two"
        shelf.roll_back()
        assert told(shelf) == "one"
        assert refusal(shelf.roll_back) == "command There is no older release to go back to."
    assert told(shelf) == "one"


def test_nothing_is_rolled_back_before_anything_is_published(shelf: Shelf) -> None:
    with shelf.held():
        assert refusal(shelf.roll_back) == "command There is no older release to go back to."


def test_a_changed_release_is_not_rolled_back_to(shelf: Shelf) -> None:
    one, _ = published(shelf, "one", "two")
    (shelf.folder / one / TOLD).write_text("changed")
    with shelf.held():
        assert refusal(shelf.roll_back) == f"B1 The release {one} has changed since it was built."
    assert told(shelf) == "two"


def test_after_a_rollback_the_newest_is_published_again_if_nothing_changed(shelf: Shelf) -> None:
    made = published(shelf, "one", "two")
    with shelf.held():
        shelf.roll_back()
    assert published(shelf, "two") == made[-1:]
    assert told(shelf) == "two"


def test_the_release_before_can_be_found_by_a_server(shelf: Shelf) -> None:
    one, _ = published(shelf, "one", "two")
    assert os.readlink(shelf.folder / "before") == one
    assert (shelf.folder / "before" / TOLD).read_text() == "one"


def test_the_release_before_is_kept_however_old_it_is(shelf: Shelf) -> None:
    published(shelf, "one", "two", "three")
    with shelf.held():
        shelf.roll_back()
        shelf.roll_back()
    published(shelf, "four")
    assert (shelf.folder / "before" / TOLD).read_text() == "one"


def test_a_folder_from_before_there_were_releases_becomes_one(shelf: Shelf) -> None:
    shelf.site.mkdir()
    for file in (TOLD, "other.html", "third.html"):
        (shelf.site / file).write_text("old")
    published(shelf, "new")
    assert told(shelf) == "new"
    with shelf.held():
        shelf.roll_back()
    assert told(shelf) == "old"
    assert [release.digest for release in shelf.releases()] == [digest_of(each.folder) for each in shelf.releases()]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_site_that_is_not_ours_is_left_alone(shelf: Shelf, tmp_path: Path, kind: str) -> None:
    if kind == "file":
        shelf.site.write_text("mine")
    else:
        shelf.site.symlink_to(tmp_path)
    said = refusal(holding(shelf))
    assert said == "B1 site is neither a folder nor a link to a release, so it was left alone."
    assert shelf.site.is_symlink() or shelf.site.read_text() == "mine"


def test_what_a_killed_run_left_is_cleared_by_the_next(shelf: Shelf) -> None:
    with shelf.held():
        (shelf.new_folder() / TOLD).write_text("half")
        (shelf.folder / "half-made-link").symlink_to("nowhere")
    (shelf.folder / "somebody's notes").write_text("stay")
    published(shelf, "one")
    assert sorted(path.name for path in shelf.folder.iterdir()) == sorted([*names(shelf), "lock", "somebody's notes"])


def test_a_second_publish_says_who_has_the_shelf(shelf: Shelf) -> None:
    heard: list[str] = []
    with shelf.held():
        said = refusal(lambda: shelf.held(0.2, heard.append).__enter__())
    holder = f"process {os.getpid()} since "
    assert said.startswith(f"B1 Another publish is running: {holder}")
    assert [line.startswith(f"Waiting for another publish: {holder}") for line in heard] == [True]


_HOLD = """
import sys, time
from pathlib import Path
from explainer.core.project import Project
from explainer.publish.releases import Shelf
with Shelf(Project(Path(sys.argv[1]))).held():
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(shelf: Shelf) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the shelf."""
    command = [sys.executable, "-c", _HOLD, str(shelf.folder.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_killed_run_holds_nothing(shelf: Shelf, holder: subprocess.Popen[str]) -> None:
    assert f"process {holder.pid} since" in refusal(holding(shelf, patience=0))
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    published(shelf, "one")
    assert told(shelf) == "one"


def test_a_second_publish_goes_on_when_the_first_has_ended(shelf: Shelf, holder: subprocess.Popen[str]) -> None:
    published_by: list[str] = []

    def end_the_first(line: str) -> None:
        published_by.append(line)
        holder.kill()

    with shelf.held(60, end_the_first):
        put(shelf, "second")
    assert f"process {holder.pid}" in published_by[0]
    assert told(shelf) == "second"


def die_at(event: int, doing: Callable[[], object]) -> bool:
    """Do it in a child process that kills itself before the given file system change; return whether it was killed."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(name: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if writes or name in ("os.rename", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"):
                seen += 1
                if seen == event:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            doing()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_publish_killed_at_any_change_leaves_a_whole_release(shelf: Shelf, tmp_path: Path) -> None:
    published(shelf, "one", "two", "three")
    start = tmp_path / "start"
    shutil.copytree(shelf.folder, start, symlinks=True)
    link = os.readlink(shelf.site)
    killed = 0
    seen: set[str] = set()
    while die_at(killed + 1, lambda: published(shelf, "four")):
        killed += 1
        seen.add(told(shelf))
        assert all(digest_of(release.folder) == release.digest for release in shelf.releases())
        published(shelf, "four")
        assert told(shelf) == "four"
        assert len(names(shelf)) <= KEPT + 1
        assert sum(path.name.startswith("half-made-") for path in shelf.folder.iterdir()) == 0
        shutil.rmtree(shelf.folder)
        shutil.copytree(start, shelf.folder, symlinks=True)
        shelf.site.unlink()
        shelf.site.symlink_to(link)
    assert killed > 10
    assert seen == {"three", "four"}


def test_a_full_disk_is_reported_and_changes_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    published(shelf, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(shelf.folder / "half-made-x" / TOLD))

    monkeypatch.setattr(os, "replace", full)
    said = refusal(lambda: published(shelf, "two"))
    assert said == "system The releases cannot be written: No space left on device."
    monkeypatch.undo()
    assert told(shelf) == "one"
    published(shelf, "two")
    assert told(shelf) == "two"


def test_rolling_back_needs_no_space(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    published(shelf, "one", "two")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with shelf.held():
        monkeypatch.setattr(Path, "write_text", full)
        monkeypatch.setattr(Path, "mkdir", full)
        shelf.roll_back()
    assert told(shelf) == "one"


def test_the_shelf_can_be_reached_whatever_the_umask(shelf: Shelf) -> None:
    before = os.umask(0o077)
    try:
        published(shelf, "one")
    finally:
        os.umask(before)
    assert shelf.folder.stat().st_mode & 0o777 == 0o755


def test_an_unchanged_file_keeps_its_time(shelf: Shelf) -> None:
    """Servers tell by size and time whether a reader already has a file."""
    published(shelf, "one")
    for path in shelf.site.rglob("*.html"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    with shelf.held():
        folder = shelf.new_folder()
        (folder / TOLD).write_text("one")
        (folder / "other.html").write_text("two")
        shelf.publish(folder)
    times = {path.name: path.stat().st_mtime for path in shelf.site.glob("*.html")}
    assert times[TOLD] == 1_000_000_000
    assert times["other.html"] > 1_000_000_000


def test_what_is_forgotten_is_gone(shelf: Shelf) -> None:
    *old, name = published(shelf, "one", "two", "three")
    with shelf.held():
        assert shelf.forget() == old
        assert shelf.forget() == []
    assert names(shelf) == [name]
    assert told(shelf) == "three"
    assert sorted(path.name for path in shelf.folder.iterdir()) == [name, "lock"]


def test_after_a_rollback_the_newer_release_can_be_forgotten(shelf: Shelf) -> None:
    first = published(shelf, "one", "two")[0]
    with shelf.held():
        shelf.roll_back()
        shelf.forget()
    assert names(shelf) == [first]
    assert published(shelf, "three")[0].startswith("0002-")
