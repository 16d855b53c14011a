"""A change of files is made whole or not at all, whatever stops it and whenever."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.core.write_files import Writer, alone, recover
from stopping import How, content_of, ended, forked, stopped_at

BEFORE = {"data/one.yaml": b"one\n", "data/two.yaml": b"two\n", "data/gone.yaml": b"gone\n"}
AFTER = {"data/one.yaml": b"another\n", "data/two.yaml": b"two\n", "docs/new/page.md": b"# Page\n"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name, content in BEFORE.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Project(tmp_path / "project")


def change(project: Project) -> list[Path]:
    files: dict[Path, bytes | None] = {project.root / name: content for name, content in AFTER.items()}
    with alone(project) as writer:
        return writer.put({**files, project.data / "gone.yaml": None, project.data / "never.yaml": None})


def test_a_change_is_put_in_place_whole(project: Project) -> None:
    changed = change(project)
    assert content_of(project.root) == AFTER
    assert [path.name for path in changed] == ["one.yaml", "page.md", "gone.yaml"]
    assert [path.name for path in project.writing.iterdir()] == ["lock"]


@pytest.mark.parametrize("how", ["killed", "interrupted", "no room"])
def test_a_change_that_is_stopped_is_undone(project: Project, how: How) -> None:
    found = set()
    for write in range(1, 100):
        if not stopped_at(write, how, project.root, lambda: len(change(project)) and 0):
            break
        recover(project)
        content = content_of(project.root)
        assert content in (BEFORE, AFTER), f"stopped before write {write}"
        found.add(content == AFTER)
        if content == AFTER:
            for name, old in BEFORE.items():
                (project.root / name).write_bytes(old)
            (project.docs / "new" / "page.md").unlink()
        elif how != "killed":
            assert not list(project.root.rglob("*.old"))
    assert 12 < write < 99
    assert False in found
    assert content_of(project.root) == AFTER


def test_what_an_editor_wrote_after_the_kill_is_left_alone(project: Project) -> None:
    for write in range(1, 100):
        if not stopped_at(write, "killed", project.root, lambda: len(change(project)) and 0):
            break
        (project.data / "one.yaml").write_bytes(b"mine\n")
        recover(project)
        assert (project.data / "one.yaml").read_bytes() == b"mine\n"
        for name, old in BEFORE.items():
            (project.root / name).write_bytes(old)
    assert write > 12


def test_an_unfinished_change_of_a_living_process_is_left_alone(project: Project) -> None:
    with alone(project) as writer:
        assert isinstance(writer, Writer)
        (project.writing / "open.json").write_text("[]", encoding="utf-8")
        recover(project)
        assert (project.writing / "open.json").exists()
        with pytest.raises(Refused, match="Another command is writing: process"), alone(project, patience=0.2):
            pass


def test_several_processes_take_turns(project: Project) -> None:
    counted = project.data / "one.yaml"
    counted.write_bytes(b"0")

    def count() -> int:
        for _ in range(5):
            with alone(project) as writer:
                writer.put({counted: b"%d" % (int(counted.read_bytes()) + 1)})
        return 0

    assert [ended(child) for child in [forked(count) for _ in range(8)]] == [0] * 8
    assert counted.read_bytes() == b"40"


def test_a_journal_that_came_with_a_project_undoes_nothing_outside_of_it(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"kept\n")
    entry = {
        "path": str(project.data / ".." / ".." / outside.name),
        "before": "",
        "after": sha256(b"kept\n").hexdigest(),
    }
    project.writing.mkdir()
    (project.writing / "open.json").write_text(json.dumps([entry]), encoding="utf-8")
    recover(project)
    assert outside.read_bytes() == b"kept\n"
    assert not (project.writing / "open.json").exists()


@pytest.mark.parametrize("content", ["", "[{}]", '[{"path": 1, "before": "", "after": ""}]', "7"])
def test_a_journal_that_cannot_be_read_is_refused(project: Project, content: str) -> None:
    project.writing.mkdir()
    (project.writing / "open.json").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        recover(project)
