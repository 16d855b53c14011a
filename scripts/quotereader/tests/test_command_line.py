"""The command: what it prints, and what it says of input that it cannot read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

import quotereader
from quotereader import read_quotations
from quotereader.command_line import main

PARAGRAPHS = (
    "“We were left without any clay,” said Ida Voss, a potter.",
    "The “quiet yard” was loud. “It is shut,” she said.",
    "“We were left without any clay”",
)
GOOD = json.dumps({"id": "toy", "text": "\n\n".join(PARAGRAPHS)})


def in_process(
    *arguments: str, stdin: bytes = b"", stdout: int = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    folder = str(Path(quotereader.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "quotereader", *arguments],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": folder, **variables},
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl"


def test_one_object_an_article_with_every_field_of_its_quotations(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"{GOOD}\n\n{GOOD}\n", encoding="utf-8")
    assert main([str(file), "--all"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    read = [asdict(quotation) for quotation in read_quotations(PARAGRAPHS)]
    assert json.loads(first) == {"id": "toy", "quotes": json.loads(json.dumps(read))}
    assert len(read) == 4


def test_terms_and_repeats_are_left_out(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(GOOD, encoding="utf-8")
    assert main([str(file)]) == 0
    quotes = json.loads(capsys.readouterr().out)["quotes"]
    assert [(quote["text"], quote["speaker"]) for quote in quotes] == [
        ("We were left without any clay,", "Ida Voss"),
        ("It is shut,", "Ida Voss"),
    ]


def test_standard_input_is_read_and_a_byte_order_mark_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n")))
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "toy"


def test_a_text_is_printed_as_lines_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "article.txt"
    text.write_text("\n\n".join((*PARAGRAPHS, "“Bells\x1b[31m rang,” they said.")), encoding="utf-8")
    assert main(["--text", "--all", str(text)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "¶1  95%  Ida Voss: “We were left without any clay,”",
        "¶2  70%  (a term): “quiet yard”",
        "¶2  95%  Ida Voss: “It is shut,”",
        "¶3  75%  Ida Voss: “We were left without any clay”  [repeated]",
        "¶4  57%  they: “Bells [31m rang,”  [pronoun not resolved]",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", 'this line is not JSON. Write one object a line: {"id": …, "text": …}.'),
        (b"[" * 100_000, 'this line is not JSON. Write one object a line: {"id": …, "text": …}.'),
        (b'["id", "text"]', 'this line is not a JSON object. Write one a line: {"id": …, "text": …}.'),
        (b'{"text": ""}', '"id" must be a string or a whole number.'),
        (b'{"id": 1.5, "text": ""}', '"id" must be a string or a whole number.'),
        (b'{"id": 1}', '"text" must be a string that holds the article, a paragraph a line.'),
        (b'{"id": 1, "text": ["a"]}', '"text" must be a string that holds the article, a paragraph a line.'),
        (
            b'{"id": 1, "text": "\\ud800"}',
            "this line holds half a character (a lone surrogate). Write it whole.",
        ),
        (b'{"id": "caf\xe9", "text": ""}', "this line is not UTF-8. Save the file as UTF-8 text."),
    ],
    ids=range(9),
)
def test_a_bad_line_is_named_and_nothing_is_printed(
    line: bytes, fault: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(GOOD.encode() + b"\n\n" + line + b"\n" + GOOD.encode())
    assert main([str(file)]) == 2
    assert capsys.readouterr() == ("", f"quotereader: {file}:3: {fault}\n")


@pytest.mark.parametrize(("option", "what"), [([], "line"), (["--text"], "text")])
def test_an_empty_input_is_a_fault(
    option: Sequence[str], what: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(b" \n\n")
    assert main([*option, str(file)]) == 2
    assert capsys.readouterr() == ("", f"quotereader: {file}: there is no {what} to read.\n")


def test_a_missing_file_and_a_folder_are_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [main([name]) for name in (str(tmp_path / "none"), str(tmp_path), "\0")] == [2, 2, 2]
    out, errors = capsys.readouterr()
    assert out == ""
    assert [line.rpartition(": ")[2] for line in errors.splitlines()] == [
        "No such file or directory.",
        "Is a directory.",
        "embedded null byte.",
    ]


def test_the_module_runs_and_writes_utf8_whatever_the_surroundings() -> None:
    ran = in_process("-", stdin=GOOD.encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["quotes"][0]["speaker"] == "Ida Voss"
    assert in_process("-", stdin=b"{").returncode == 2
    assert in_process().returncode == 2


def test_a_closed_pipe_and_a_full_disk_leave_no_traceback() -> None:
    many = (GOOD + "\n").encode() * 2_000
    reading, writing = os.pipe()
    os.close(reading)
    closed = in_process("-", stdin=many, stdout=writing)
    os.close(writing)
    assert (closed.returncode, closed.stderr) == (141, b"")
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full: a full disk is not tried")
    with open("/dev/full", "wb") as full:
        ran = in_process("-", stdin=many, stdout=full.fileno())
    message = b"quotereader: the output cannot be written: No space left on device.\n"
    assert (ran.returncode, ran.stderr) == (2, message)
