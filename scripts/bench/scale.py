"""How the site grows: synthetic projects of 5, 50 and 500 sources are checked, built and made into downloads.

Prints a row for each size: pages, processor seconds and peak memory of each command, time per page, the heaviest page
and what a search fetches. Fails if a page takes more than 1.3 times as long with 500 sources as with 50, if a check or
the downloads take more than 1.3 times as long per source, or if a command needs a gigabyte. Processor time is measured,
so that other work on the machine matters little.
"""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from synthetic import write_project

from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE, Project, find_project
from explainer.gates.page_weight import GZIP_LEVEL
from explainer.render.search_parts import SEARCH_FOLDER, SEARCH_INDEX

SIZES, IN_PARTS_FROM = (5, 50, 500), 50
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "build": ("publish",),
    "downloads": ("downloads",),
}
"""The commands that are measured, each with the arguments of `explainer`."""
MOST_GROWTH, MOST_MEMORY = 1.3, 1_000_000_000


@dataclass(frozen=True)
class Measured:
    """One command at one size: its processor seconds and its peak memory in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Size:
    """One project and its measurements."""

    sources: int
    pages: int
    commands: dict[str, Measured]
    heaviest: int
    search: str

    @property
    def a_page(self) -> float:
        return self.commands["build"].seconds / self.pages

    def a_source(self, command: str) -> float:
        return self.commands[command].seconds / self.sources


def main() -> None:
    """Measure the sizes given, or all, and print a row for each; exit with 1 if a bound is exceeded."""
    sizes = [int(each) for each in sys.argv[1:]] or list(SIZES)
    program = find_project().root
    print(f"{'sources':>7} {'pages':>6} " + " ".join(f"{name:>18}" for name in COMMANDS), end="")
    print(f" {'ms a page':>10} {'heaviest page':>14}  search", flush=True)
    measured = [_measure(program, sources) for sources in sizes]
    faults = _faults(measured[-2], measured[-1]) if len(measured) > 1 else []
    print("\n".join(faults) if faults else "Every bound holds.")
    sys.exit(bool(faults))


def _measure(program: Path, sources: int) -> Size:
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(Path(scratch) / "project", sources, program, sources >= IN_PARTS_FROM)
        commands = {name: _run(project, arguments) for name, arguments in COMMANDS.items()}
        pages = list(project.site.rglob("*.html"))
        size = Size(sources, len(pages), commands, max(map(_weight, pages)), _search(project.site))
    costs = " ".join(f"{each.seconds:>8.1f} s {each.memory / 1e6:>4.0f} MB" for each in size.commands.values())
    print(f"{size.sources:>7} {size.pages:>6} {costs} {1000 * size.a_page:>10.1f}", end="")
    print(f" {size.heaviest / 1000:>11.1f} KB  {size.search}", flush=True)
    return size


def _run(project: Project, arguments: tuple[str, ...]) -> Measured:
    """Run a command from a small process of its own, so that its peak memory is not mixed with that of another."""
    environment = {**os.environ, ROOT_VARIABLE: str(project.root), ARTICLES_VARIABLE: "data/articles"}
    command = [sys.executable, __file__, "--one", *arguments]
    ran = subprocess.run(command, cwd=project.root, env=environment, check=True, capture_output=True, text=True)
    seconds, memory = ran.stdout.split()[-2:]
    return Measured(float(seconds), int(memory))


def _run_one(arguments: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "explainer", *arguments], check=True, stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), GZIP_LEVEL))


def _search(site: Path) -> str:
    """Return the compressed size of the search index in words: one file, or a table of contents and its parts."""
    (index_file,) = site.glob(f"{SEARCH_INDEX.removesuffix('.js')}-*.js")
    index, parts = _weight(index_file), [_weight(path) for path in site.glob(f"{SEARCH_FOLDER}*/*.js")]
    if not parts:
        return f"{index / 1000:.1f} KB"
    whole, most = sum(parts) / 1000, max(parts) / 1000
    return f"{index / 1000:.1f} KB and {len(parts)} parts of at most {most:.1f} KB, {whole:.0f} KB together"


def _faults(smaller: Size, larger: Size) -> list[str]:
    pages = larger.a_page / smaller.a_page
    growth = {name: larger.a_source(name) / smaller.a_source(name) for name in ("check", "downloads")}
    bounds = {
        f"a page takes {pages:.2f} times as long at {larger.sources} sources": pages <= MOST_GROWTH,
        **{
            f"{name} takes {times:.2f} times as long for each source": times <= MOST_GROWTH
            for name, times in growth.items()
        },
        f"a command takes {max(each.memory for each in larger.commands.values()) / 1e6:.0f} MB": all(
            each.memory < MOST_MEMORY for each in larger.commands.values()
        ),
    }
    for name, holds in bounds.items():
        print(f"scale: {name}{'' if holds else ' (too much)'}")
    return [f"Broken: {name}." for name, holds in bounds.items() if not holds]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _run_one(sys.argv[2:])
    else:
        main()
