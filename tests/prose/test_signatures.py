"""Signatures over sign-offs: who signed what can be told from what anybody could have written."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import World
from explainer.cli.commands import app
from explainer.prose import signatures as module
from explainer.prose.sign_offs import passages_to_read, sign_off, unread_passages
from explainer.prose.signatures import signatures, signed_off_by
from explainer.records.write_records import keep_sign_offs

FILE = "data/signatures/editor.txt"


@pytest.fixture
def key(toy: World, tmp_path: Path) -> Path:
    """The private key of the editor of the toy world, whose public key is in readers.yaml."""
    made = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(made)], check=True)
    public = " ".join(made.with_suffix(".pub").read_text(encoding="utf-8").split()[:2])
    toy.replace("data/readers.yaml", "role: editor", f"role: editor\n  key: {public}")
    return made


def sign(key: Path, by: str = "editor") -> int:
    return CliRunner().invoke(app, ["sign", str(key), "--by", by]).exit_code


def signed(toy: World) -> dict[bool, int]:
    """Return how many standing sign-offs by the editor a signature covers, and how many none does."""
    edition = toy.edition()
    standing = {passage.key for passage in passages_to_read(edition)}
    found = {True: 0, False: 0}
    for (role, _, is_signed), count in signed_off_by(edition, standing).items():
        found[is_signed] += count * (role == "editor")
    return found


def test_what_a_reader_has_signed_is_told_from_what_was_added_later(toy: World, key: Path) -> None:
    assert signed(toy)[True] == 0
    assert sign(key) == 0
    before = signed(toy)
    assert (before[True] > 20, before[False]) == (True, 0)
    assert toy.report() == []
    toy.replace("docs/index.md", "Small marks", "Marks")
    fresh = {each.key: sign_off(each, "editor", date(2026, 11, 30)) for each in unread_passages(toy.edition())}
    keep_sign_offs(toy.project, fresh)
    assert len(fresh) == 1
    assert signed(toy) == {True: before[True] - 1, False: 1}


@pytest.mark.parametrize(
    ("old", "new"), [("2026-11-29", "2026-11-30"), ("-----BEGIN", "c0123456789abcdef 2026-11-29\n-----BEGIN"),
                     ("-----BEGIN SSH SIGNATURE-----", "")],
)  # fmt: skip
def test_a_signature_over_anything_else_is_refused(toy: World, key: Path, old: str, new: str) -> None:
    assert sign(key) == 0
    toy.write(FILE, toy.text(FILE).replace(old, new, 1))
    assert "This is not what the key of editor in data/readers.yaml has signed." in "\n".join(toy.report())
    assert signed(toy)[True] == 0


def test_a_key_that_is_not_the_readers_signs_nothing(toy: World, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    assert sign(other) == 2
    assert signed(toy)[True] == 0


def test_a_role_without_a_key_cannot_sign(toy: World, key: Path) -> None:
    assert sign(key, by="second reader") == 2
    assert sign(key.with_name("missing")) == 2
    assert not (toy.root / FILE).exists()


def test_without_the_program_a_signature_is_unchecked(toy: World, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sign(key) == 0
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    assert {each.state for each in signatures(toy.edition()).values()} == {"unchecked"}
    tallies, problems = toy.check()
    assert problems == []
    assert sum(tally.unchecked for tally in tallies if tally.code == "P6") == 1
    assert signed(toy)[True] == 0
