"""Every command that writes is stopped at each of its writes; nothing is lost or doubled, and the next command works.

What the rules say of a change is asked once, before the siege: they write nothing, and take most of the time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from conftest import TESTS, TOY, World, name_project
from explainer.cli import commands, drafting_commands, review_commands
from explainer.cli.commands import app
from explainer.prose.sign_offs import unread_passages
from stopping import How, content_of, ended, forked, stopped_at

pytestmark = pytest.mark.siege

ARTICLE = TESTS / "drafting" / "articles" / "tide-agency.txt"
_CORRECT = ("correct", "heron.at-dawn", "--said", "one", "--says", "two", "--why", "A slip.")


def run(*arguments: str, typed: str = "") -> int:
    return CliRunner().invoke(app, list(arguments), input=typed).exit_code


@dataclass(frozen=True)
class Case:
    """A command, what is typed into it, and what a world needs before it can do something.

    `steps` says that it writes more than one change, so that a part of them is whole as well. It writes at least
    `fewest` times.
    """

    arguments: tuple[str, ...]
    prepare: Callable[[World], object] = lambda world: None
    typed: str = ""
    steps: bool = False
    fewest: int = 10

    def run(self) -> int:
        return run(*self.arguments, typed=self.typed)


def odd_forms(world: World) -> None:
    for file in ("data/people.yaml", "data/topics.yaml", "data/sources/heron.yaml"):
        world.write(file, re.sub(r"^(\s+\w+:) (?=\S)", r"\1   ", world.text(file), count=1, flags=re.MULTILINE))


def unread(world: World) -> None:
    world.replace("docs/index.md", "Small marks", "Marks")
    world.replace("docs/about/index.md", "Everything here is invented.", "All of this is invented.")


def counted_wrong(world: World) -> None:
    world.replace("data/articles.lock", "words: 272", "words: 271")


def drafted(world: World) -> None:
    people = world.text("data/people.yaml")
    world.write("data/people.yaml", people.replace("Ilsa Marden\n", "Ilsa Marden\n  aliases: [Marden]\n", 1))
    assert run("draft", str(ARTICLE), "--as", "tide-agency", "--url", "https://tide.example/pilots") == 0


def without_page(world: World) -> None:
    topics = world.text("data/topics.yaml")
    world.write("data/topics.yaml", "topics/harbour.md".join(topics.rsplit("topics/leaving.md", 1)))


def with_key(world: World) -> None:
    world.replace("data/readers.yaml", "role: editor", "role: editor\n  key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")


CASES = {
    "draft": Case(("draft", str(ARTICLE), "--as", "tide-agency", "--url", "https://tide.example/pilots"), fewest=15),
    "accept": Case(("accept", "tide-agency"), drafted, "y\nn\ny\ny\ny\nn\nn\n\n\n", fewest=50),
    "outline": Case(("outline", "harbour", "--write"), without_page),
    "fetch": Case(("fetch", "heron", "ledger", "--again"), steps=True, fewest=25),
    "lock": Case(("lock",), counted_wrong),
    "release": Case(("release",)),
    "format": Case(("format",), odd_forms, fewest=100),
    "correct": Case(_CORRECT, fewest=15),
    "review": Case(("review",), unread, "y\n" * 9, steps=True, fewest=40),
    "sign": Case(("sign", "key"), with_key),
}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leaves out what writes nothing: the rules, the weights of pages, the network, keys, and known forms."""
    monkeypatch.setattr(commands, "canonical_text", cache(commands.canonical_text))
    monkeypatch.setattr(commands, "check_edition", lambda *_, **__: [])
    monkeypatch.setattr(review_commands, "new_errors", lambda *_: [])
    monkeypatch.setattr(review_commands, "controls", lambda *_: {})
    monkeypatch.setattr(review_commands, "wrote_it", lambda *_: None)
    monkeypatch.setattr(review_commands, "signed_text", lambda lines, _: f"{lines}signature\n")
    monkeypatch.setattr(review_commands, "is_signed_by", lambda *_: True)
    monkeypatch.setattr(drafting_commands, "_tell_weights", lambda *_: None)
    fetched = SimpleNamespace(text="A paragraph.\n", found=[1])
    monkeypatch.setattr(drafting_commands, "recover_article", lambda *_: fetched)
    return monkeypatch


@contextmanager
def copy_of(root: Path, place: Path, patch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give a copy of a world, which the environment names."""
    shutil.copytree(root, place)
    yield name_project(patch, place, place / "articles")
    shutil.rmtree(place)


def judge_once(case: Case, root: Path, place: Path, patch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Run a command to its end; keep what the rules said, and return what it left."""
    said = []
    ask = drafting_commands.try_change

    def asked(*arguments: object) -> object:
        said.append(ask(*arguments))  # type: ignore[arg-type]
        return said[-1]

    patch.setattr(drafting_commands, "try_change", asked)
    with copy_of(root, place, patch) as world:
        before = content_of(world.root)
        assert case.run() == 0
        after = content_of(world.root)
        assert after != before
    patch.setattr(drafting_commands, "try_change", lambda *_: said[-1])
    return after


def fault(case: Case, world: World, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Return what is wrong after a command was stopped and another has run, or ""."""
    if run("explain", "Y1") != 0:
        return "the next command fails"
    found = content_of(world.root)
    mixed = {name for name in before.keys() | after.keys() | found.keys() if found.get(name) != before.get(name)}
    changed = {name for name in before.keys() | after.keys() if after.get(name) != before.get(name)}
    if not case.steps and mixed and (mixed != changed or found != after):
        return f"a part of the change stands: {sorted(mixed)}"
    if mixed - changed:
        return f"other files were changed: {sorted(mixed - changed)}"
    if found != after and (case.run() != 0 or content_of(world.root) != after):
        return "the same command does not complete what was stopped"
    return ""


def besiege(name: str, how: How, place: Path, patch: pytest.MonkeyPatch) -> int:
    """Stop a command at each of its writes; return how many there were."""
    case, root = CASES[name], place / "prepared"
    shutil.copytree(TOY, root)
    case.prepare(name_project(patch, root, root / "articles"))
    before, after = content_of(root), judge_once(case, root, place / "judged", patch)
    faults = {}
    for write in range(1, 300):
        with copy_of(root, place / f"{name}-{write}", patch) as world:
            if not stopped_at(write, how, world.root, case.run):
                assert content_of(world.root) == after
                break
            faults[write] = fault(case, world, before, after)
    assert {write: told for write, told in faults.items() if told} == {}, f"{name}, {how} before these writes"
    return len(faults)


@pytest.mark.parametrize("name", CASES)
def test_a_command_that_writes_is_killed_at_each_write(tmp_path: Path, judged: pytest.MonkeyPatch, name: str) -> None:
    kills = besiege(name, "killed", tmp_path, judged)
    print(f"{name}: killed before each of {kills} writes.", flush=True)
    assert kills >= CASES[name].fewest


@pytest.mark.parametrize("how", ["interrupted", "no room"])
@pytest.mark.parametrize("name", ["accept", "correct"])
def test_a_command_that_fails_at_a_write_leaves_nothing_half_done(
    tmp_path: Path, judged: pytest.MonkeyPatch, name: str, how: How
) -> None:
    assert besiege(name, how, tmp_path, judged) > 5


def test_eight_commands_at_once_lose_nothing(tmp_path: Path, judged: pytest.MonkeyPatch) -> None:
    root = tmp_path / "toy"
    shutil.copytree(TOY, root)
    world = name_project(judged, root, root / "articles")
    unread(world)
    odd_forms(world)
    drafted(world)
    before = world.evidence()
    asked = {passage.key for passage in unread_passages(world.edition())}
    work = [partial(run, *_CORRECT)] * 4 + [CASES[name].run for name in ("accept", "review", "format", "release")]
    codes = [ended(child) for child in [forked(each) for each in work]]
    assert codes == [0] * 8
    after = world.evidence()
    assert len(after.corrections) == len(before.corrections) + 4
    assert "tide-agency" in after.sources
    assert "tide-agency" in after.lock
    assert len(after.people) > len(before.people)
    assert asked
    assert asked <= after.reviews.keys()
    assert sum(review.of.startswith("corrections:c-") for review in after.reviews.values()) >= 4
    assert os.listdir(world.project.writing) == ["lock"]
