"""Publishes a toy world while it is killed, has no room, may not write or is not alone; what is published stays whole.

Each part prints what was tried and what was seen; the exit code is 1 if a release was ever less than whole, or if the
next run needed cleaning. Disks of limited room and other users need root; without it these parts are said to be left
out. `--seed` repeats the moments of a run.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from besieged import STATES, Besieged, Fault

DISKS = (10, 30, 60, 90)
"""Of the room that a release takes, so many per cent are free."""
_DISK = 32 * 1024 * 1024
_SPARE = 1.2
"""Moments are drawn from the time that the first run worked and a fifth more, for those that take longer."""


def main() -> int:
    """Run every part; return 1 if one found a fault, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--together", default="2,3,4,5,6,7,8", help="how many publishes at once")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    arguments = parser.parse_args()
    together = [int(count) for count in arguments.together.split(",")]
    print(f"Seed {arguments.seed}.")
    parts: list[tuple[str, bool, Callable[[Path], str]]] = [
        ("killed", False, lambda root: killed(root, arguments.kills, random.Random(arguments.seed))),
        ("at once", False, lambda root: at_once(root, together)),
        ("no room", True, no_room),
        ("read-only", True, read_only),
        ("another user", True, another_user),
    ]
    return max([_run(*part) for part in parts])


def _run(name: str, needs_root: bool, part: Callable[[Path], str]) -> int:
    if needs_root and os.geteuid() != 0:
        print(f"{name}: left out, because it needs root.")
        return 0
    with tempfile.TemporaryDirectory(prefix="siege-") as folder:
        try:
            print(f"{name}: {part(Path(folder, 'world'))}", flush=True)
        except Fault as fault:
            print(f"{name}: FAULT: {fault}", flush=True)
            return 1
    return 0


def killed(root: Path, kills: int, chance: random.Random) -> str:
    """Kill a publish at random moments of its time; each time, look at what is published and publish again."""
    world = Besieged.set_up(root)
    process = world.start()
    longest = _seconds_of_work(process) * _SPARE
    steps: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    while steps.total() < kills:
        before = world.state()
        wanted = STATES[1 - STATES.index(before)]
        world.turn_to(wanted)
        with world.watched():
            step = _kill(world.start(), chance.uniform(0, longest))
        if step:
            steps[step] += 1
            outcomes["new" if world.state() == wanted else "old"] += 1
        world.must_publish()
        if world.state() != wanted:
            raise Fault("the run after a killed one did not publish")
    told = ", ".join(f"{count} {step}" for step, count in steps.items())
    return f"{kills} times ({told}); published then: {dict(outcomes)}; the next run needed no cleaning {kills} times."


def _seconds_of_work(process: subprocess.Popen[str]) -> float:
    """Return how long a publish takes from its first word, which it says once it holds the shelf."""
    _first_word(process)
    start = time.monotonic()
    process.communicate()
    return time.monotonic() - start


def _first_word(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def _kill(process: subprocess.Popen[str], seconds: float) -> str:
    """Kill a process with all its children, some seconds after its first word; return its step, or nothing if ended."""
    first = _first_word(process)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    _, said = process.communicate()
    return "" if process.returncode == 0 else f"at “{(first + said).splitlines()[-1].removesuffix(' ...')}”"


def at_once(root: Path, together: list[int]) -> str:
    """Start several publishes in one moment: those that wait all succeed, those that do not say who is at work."""
    world = Besieged.set_up(root)
    refused = looks = 0
    for count in together:
        for options in (("--wait", "600"), ("--wait", "0")):
            wanted = STATES[1 - STATES.index(world.state())]
            world.turn_to(wanted)
            with world.watched() as looked:
                ended = [(each, "".join(each.communicate())) for each in [world.start(*options) for _ in range(count)]]
            looks += looked[0]
            refused += _judge(ended, may_refuse=options[1] == "0")
            if world.state() != wanted:
                raise Fault(f"{count} publishes at once did not publish what they were to")
            world.must_publish()
    sizes = ", ".join(map(str, together))
    return f"{sizes} publishes, waiting and not; {refused} said who was at work; whole in all of {looks} looks."


def _judge(ended: list[tuple[subprocess.Popen[str], str]], may_refuse: bool) -> int:
    refusals = [said for process, said in ended if process.returncode == 2 and "Another publish is running: " in said]
    strange = [said for process, said in ended if process.returncode != 0 and said not in refusals]
    if strange or len(refusals) == len(ended) or (refusals and not may_refuse):
        raise Fault(f"of {len(ended)} publishes {len(refusals)} were refused; {strange[:1]}")
    return len(refusals)


@contextmanager
def _disk(root: Path) -> Iterator[None]:
    root.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "siege", str(root)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)


def no_room(root: Path) -> str:
    """Publish on a disk that has room for a part of the release only."""
    with _disk(root):
        world = Besieged.set_up(root)
        size = _room_of(world.release())
        for share in DISKS:
            filler = root / "filler"
            filler.write_bytes(bytes(_free(root) - size * share // 100))
            _must_refuse(world, "No space left on device")
            filler.unlink()
            world.must_publish()
        return f"{', '.join(f'{share} %' for share in DISKS)} of {size // 1024} KB free: each refused, with one reason."


def _room_of(folder: Path) -> int:
    page = os.sysconf("SC_PAGESIZE")
    return sum(-(-path.stat().st_size // page) * page for path in folder.rglob("*") if path.is_file())


def _free(root: Path) -> int:
    disk = os.statvfs(root)
    return disk.f_bavail * disk.f_bsize


def _must_refuse(world: Besieged, reason: str, as_nobody: bool = False) -> None:
    """Publish the other state, which must be refused for a reason and leave the published site as it is."""
    before = world.state()
    world.turn_to(STATES[1 - STATES.index(before)])
    _must_stay(world, before, reason, as_nobody)


def _must_stay(world: Besieged, before: str, reason: str, as_nobody: bool = False) -> None:
    with world.watched():
        code, said = world.publish(as_nobody=as_nobody)
    if code != 2 or reason not in said or "Traceback" in said:
        raise Fault(f"wanted exit code 2 and “{reason}”, got {code}: {said}")
    if world.state() != before:
        raise Fault("a refused publish changed what is published")


def read_only(root: Path) -> str:
    """Publish on a disk that may only be read."""
    with _disk(root):
        world = Besieged.set_up(root)
        before = world.state()
        world.turn_to(STATES[1 - STATES.index(before)])
        subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
        _must_stay(world, before, "Read-only file system")
        subprocess.run(["mount", "-o", "remount,rw", str(root)], check=True)
        world.must_publish()
        return "refused with the reason; published once it may be written."


def another_user(root: Path) -> str:
    """Publish as a user who may read everything and write nothing."""
    root.parent.chmod(0o755)
    world = Besieged.set_up(root)
    _must_refuse(world, "Permission denied", as_nobody=True)
    world.must_publish()
    return "refused with the reason; published by the owner."


if __name__ == "__main__":
    sys.exit(main())
