"""What a first visit to a page takes: a warning comes before the limit (rule R7)."""

from __future__ import annotations

from random import Random

import pytest

from conftest import World
from explainer.built.site import read_site
from explainer.cli.report import weight_line
from explainer.core.problems import Problem
from explainer.gates.page_weight import FIRST_VISIT_BYTES, HEAVY_VISIT_BYTES, PAGE_BYTES, heaviest, kilobytes
from explainer.gates.registry import problems_of
from explainer.gates.run import check_site

WORDS = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789-_", k=60_000))


def found(world: World) -> list[Problem]:
    site = read_site(world.project.site, world.edition())
    return [each for each in problems_of(check_site(site)) if each.code == "R7"]


def weigh_down(world: World, file: str, until: int) -> int:
    """Add words that cannot be made smaller to a file of the site, until the heaviest page takes this many bytes."""
    path = world.project.site / file
    own = path.read_text(encoding="utf-8")
    edition = world.edition()
    for more in range(0, len(WORDS), 500):
        path.write_text(f"{own}/* {WORDS[:more]} */", encoding="utf-8")
        taken = (heaviest(edition) or ("", 0))[1]
        if taken >= until:
            return taken
    raise AssertionError("there are too few words")


def style_of(world: World) -> str:
    return next(
        path for path in (each.relative_to(world.project.site).as_posix() for each in world.project.site.rglob("*.css"))
    )


def test_a_light_site_is_not_warned_of(built_toy: World) -> None:
    assert found(built_toy) == []


@pytest.mark.parametrize(
    ("until", "severity", "says"),
    [
        (HEAVY_VISIT_BYTES + 50, "warning", "KB below the limit"),
        (FIRST_VISIT_BYTES + 50, "error", "the limit is 25 KB"),
    ],
)
def test_the_style_counts_as_much_as_the_page(built_toy: World, until: int, severity: str, says: str) -> None:
    weigh_down(built_toy, style_of(built_toy), until)
    problems = found(built_toy)
    assert severity in {each.severity for each in problems}
    assert any(says in each.sentence for each in problems)


def test_the_page_alone_has_a_limit_of_its_own(built_toy: World) -> None:
    weigh_down(built_toy, "timeline.html", PAGE_BYTES + 400)
    (problem,) = [each for each in found(built_toy) if each.severity == "error"]
    assert (problem.place.file, "the limit is 16 KB" in problem.sentence) == ("site/timeline.html", True)


def test_a_check_says_what_is_left_on_the_heaviest_page(built_toy: World) -> None:
    taken = weigh_down(built_toy, "timeline.html", 10_000)
    left = kilobytes(FIRST_VISIT_BYTES - taken)
    line = weight_line(built_toy.edition())
    assert line == (
        f"Heaviest page, as last published: timeline.html, {kilobytes(taken)} at a first visit; {left} left."
    )


def test_without_a_site_the_weight_is_unknown(toy: World) -> None:
    assert weight_line(toy.edition()) == "How heavy the pages are is unknown until the site is published."
