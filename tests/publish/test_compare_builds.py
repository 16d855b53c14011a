"""Two builds compared: what is reported for each kind of difference, and nothing if they are the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from explainer.cli.commands import app
from explainer.publish.compare_builds import differences

EARLIEST = (1980, 1, 1, 0, 0, 0)
Entries = dict[str, bytes]


def zipped(entries: Entries, date: tuple[int, int, int, int, int, int] = EARLIEST) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, date), content)
    return file.getvalue()


def folder(root: Path, files: Entries) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)
    return root


def between(tmp_path: Path, one: Entries, other: Entries) -> list[str]:
    return differences(folder(tmp_path / "one", one), folder(tmp_path / "other", other))


PAGE = b"<p>The harbour.</p>\n<p>The gate.</p>\n"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"a.html": PAGE}, {"a.html": PAGE}, []),
        ({"a.html": PAGE, "in/b": b""}, {"a.html": PAGE}, ["in: only in the first", "in/b: only in the first"]),
        ({"a.html": PAGE}, {"a.html": PAGE, "c": b""}, ["c: only in the second"]),
        (
            {"a.html": PAGE},
            {"a.html": PAGE.replace(b"gate", b"boat")},
            [
                "a.html: first difference at byte 27, line 2\n"
                "    '<p>The harbour.</p>\\n<p>The gate.</p>\\n'\n    '<p>The harbour.</p>\\n<p>The boat.</p>\\n'"
            ],
        ),
        (
            {"a": b"one"},
            {"a": b"one more"},
            ["a: 3 and 8 bytes; first difference at byte 3, line 1\n    'one'\n    'one more'"],
        ),
        ({"a.zip": zipped({"x": b"1"})}, {"a.zip": zipped({})}, ["a.zip > x: only in the first"]),
        (
            {"a.zip": zipped({"x": b"1", "y": b"2"})},
            {"a.zip": zipped({"y": b"2", "x": b"1"})},
            ["a.zip: the same entries in another order"],
        ),
        (
            {"a.zip": zipped({"x": b"1"})},
            {"a.zip": zipped({"x": b"1"}, (2026, 11, 20, 8, 0, 0))},
            ["a.zip > x: date_time (1980, 1, 1, 0, 0, 0) and (2026, 11, 20, 8, 0, 0)"],
        ),
        (
            {"a.epub": zipped({"in.zip": zipped({"x": b"1"})})},
            {"a.epub": zipped({"in.zip": zipped({"x": b"2"})})},
            ["a.epub > in.zip > x: first difference at byte 0, line 1\n    '1'\n    '2'"],
        ),
        (
            {"a.zip": zipped({"x": b"1"})},
            {"a.zip": b"front" + zipped({"x": b"1"})},
            ["a.zip: 101 and 106 bytes; first difference at byte 0, line 1"],
        ),
    ],
)  # fmt: skip
def test_each_difference_is_reported(tmp_path: Path, one: Entries, other: Entries, said: list[str]) -> None:
    found = between(tmp_path, one, other)
    assert [line if len(expected.splitlines()) > 1 else line.splitlines()[0]
            for line, expected in zip(found, said, strict=True)] == said  # fmt: skip


def test_a_mode_that_differs_is_reported(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", {"a": b""}), folder(tmp_path / "other", {"a": b""})
    (other / "a").chmod(0o600)
    assert differences(one, other) == ["a: mode -rw-r--r-- and -rw-------"]


def test_a_link_that_leads_elsewhere_is_reported(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", {"a": b"", "b": b""}), folder(tmp_path / "other", {"a": b"", "b": b""})
    (one / "c").symlink_to("a")
    (other / "c").symlink_to("b")
    assert differences(one, other) == ["c: leads to a and b"]


def test_files_are_compared_whatever_their_names(tmp_path: Path) -> None:
    folder(tmp_path, {"one.pdf": b"1", "same.pdf": b"1", "other.pdf": b"2"})
    assert differences(tmp_path / "one.pdf", tmp_path / "same.pdf") == []
    assert len(differences(tmp_path / "one.pdf", tmp_path / "other.pdf")) == 1
    assert "is a folder" in differences(tmp_path, tmp_path / "one.pdf")[0]


def test_the_command_prints_differences_and_its_exit_code_tells_them(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", {"a": b"1"}), folder(tmp_path / "other", {"a": b"2"})
    same = CliRunner().invoke(app, ["verify-build", str(one), str(one)])
    assert (same.exit_code, same.output) == (0, "No differences in 1 file.\n")
    differing = CliRunner().invoke(app, ["verify-build", str(one), str(other)])
    assert differing.exit_code == 1
    assert differing.output.endswith("1 difference.\n")
    empty = CliRunner().invoke(app, ["verify-build", str(folder(tmp_path / "three", {})), str(tmp_path / "none")])
    assert empty.exit_code == 2
