"""What was found clean is not looked at again, and no file of digests, however spoiled, lets a problem through.

Beside these tests, tests/test_bad.py looks for every example of a fault with the digests of a run without it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from conftest import World, clean_digests
from explainer.gates import clean_before
from explainer.gates.clean_before import DIGEST_BYTES, MOST_KEPT, CleanBefore, digest

CLEAN = ".cache/clean"
LEAVING = "docs/topics/leaving.md"
CLAIM = "The league’s spokeswoman blames the new rules [@heron:2]."
FAULTS = {
    "Y2": ("data/topics.yaml", "title: Leaving", "title:   Leaving"),
    "N1": ("docs/index.md", "Pilots hand", "Tobin *Reck* and others hand"),
    "N4": ("docs/about/corrections.md", "stands here", "stands here and at a@b.example"),
    "C5": ("docs/about/index.md", "Everything here is invented.",
           "They walk off the night boats one by one and hand in their whistles at the gate."),
    "V7": (LEAVING, CLAIM, "Most of the pilots have left [@heron:1]."),
}  # fmt: skip
"""For each kind of rule that does not look again, a change that it reports."""


def _shuffled(content: bytes) -> bytes:
    mixed = list(content)
    random.Random(7).shuffle(mixed)
    return bytes(mixed)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "as it was": bytes,
    "empty": lambda _: b"",
    "cut short": lambda content: content[: len(content) // 2 + 5],
    "without its beginning": lambda content: content[3:],
    "a bit turned in each": lambda content: bytes(byte ^ (at % DIGEST_BYTES == 0) for at, byte in enumerate(content)),
    "backwards": lambda content: content[::-1],
    "shuffled": _shuffled,
    "zeros": lambda content: bytes(len(content)),
    "twice": lambda content: content * 2,
    "in letters": lambda content: content.hex().encode(),
    "a word for everything": lambda _: b"*\nall clean\n{}\n",
}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What rules look at from now on, instead of taking it for clean."""
    looked: list[tuple[str, ...]] = []
    faults = CleanBefore.faults

    def noted(self: CleanBefore, seen_with: bytes, thing: Iterable[str], look: Callable[[], list[object]]) -> object:
        def look_and_note() -> list[object]:
            looked.append(tuple(thing))
            return look()

        return faults(self, seen_with, thing, look_and_note)

    monkeypatch.setattr(CleanBefore, "faults", noted)
    return looked


def codes(world: World) -> set[str]:
    return {problem.code for problem in world.check()[1]} - {"P6"}


def test_what_has_not_changed_is_looked_at_once(toy: World, looked_at: list[tuple[str, ...]]) -> None:
    toy.check()
    assert len(looked_at) > 100
    looked_at.clear()
    before = toy.root.joinpath(CLEAN).stat().st_mtime_ns
    toy.check()
    assert looked_at == []
    assert toy.root.joinpath(CLEAN).stat().st_mtime_ns == before


def test_of_files_only_the_changed_one_is_looked_at_again(toy: World, looked_at: list[tuple[str, ...]]) -> None:
    toy.check()
    looked_at.clear()
    toy.replace("docs/about/index.md", "here is invented", "here is made up")
    toy.check()
    assert {thing[0] for thing in looked_at if "/" in thing[0]} == {"docs/about/index.md"}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_however_the_digests_are_spoiled_every_fault_is_reported(toy: World, spoil: Callable[[bytes], bytes]) -> None:
    toy.write_bytes(CLEAN, spoil(clean_digests()))
    for file, old, new in FAULTS.values():
        toy.replace(file, old, new)
    for _ in range(2):  # the second run has the digests that the first has kept beside the spoiled ones
        assert codes(toy) >= FAULTS.keys()


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_reported_again_and_again_and_no_longer_when_it_is_gone(toy: World, code: str) -> None:
    file, old, new = FAULTS[code]
    for _ in range(2):
        before = toy.text(file)
        toy.replace(file, old, new)
        assert code in codes(toy)
        assert code in codes(toy)
        toy.write(file, before)
        assert codes(toy) == set()


def test_an_article_that_comes_to_hand_later_is_compared_with_files_that_have_not_changed(toy: World) -> None:
    article = toy.text("articles/heron.txt")
    file, old, new = FAULTS["C5"]
    toy.replace(file, old, new)
    toy.delete("articles/heron.txt")
    assert "C5" not in codes(toy)
    toy.write("articles/heron.txt", article)
    assert "C5" in codes(toy)


@pytest.mark.parametrize("what", ["folder", "link"])
def test_digests_that_cannot_be_read_or_written_are_done_without(toy: World, tmp_path: Path, what: str) -> None:
    if what == "folder":
        toy.root.joinpath(CLEAN).mkdir(parents=True)
    else:
        toy.root.joinpath(".cache").symlink_to(tmp_path / "nowhere")
    assert codes(toy) == set()
    file, old, new = FAULTS["N1"]
    toy.replace(file, old, new)
    assert "N1" in codes(toy)


def test_another_program_looks_at_everything_again(
    toy: World, looked_at: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.check()
    first = len(looked_at)
    monkeypatch.setattr(clean_before, "_program", lambda: b"changed")
    toy.check()
    assert len(looked_at) == 2 * first


def test_digests_that_would_be_too_many_are_dropped(toy: World) -> None:
    toy.check()
    needed = toy.root.joinpath(CLEAN).read_bytes()
    toy.write_bytes(CLEAN, random.Random(7).randbytes(MOST_KEPT * DIGEST_BYTES))
    toy.check()
    assert toy.root.joinpath(CLEAN).read_bytes() == needed


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_however_the_digests_are_spoiled_a_name_in_the_site_is_reported(
    built_toy: World, spoil: Callable[[bytes], bytes]
) -> None:
    built_toy.write_bytes(CLEAN, spoil(clean_digests()))
    built_toy.replace("site/topics/leaving.html", '<h2 id="who-left">', '<h2 id="who-left">Tobin Reck, and ')
    for _ in range(2):
        assert any(line.split()[1:2] == ["N1"] for line in built_toy.built_report())


def test_a_text_of_the_site_is_looked_at_once_however_many_pages_have_it(
    built_toy: World, looked_at: list[tuple[str, ...]]
) -> None:
    assert built_toy.built_report() == []
    assert len(looked_at) == len(set(looked_at)) > 100
    looked_at.clear()
    assert built_toy.built_report() == []
    assert looked_at == []


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("a",), ("a", "")), (("1:a",), ("", "a"))])
def test_texts_that_are_split_otherwise_have_another_digest(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)
