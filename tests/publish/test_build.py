"""Publishing: what is built, what is refused, and that a site with faults replaces nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

from both_builders import published_by_both
from conftest import REAL_ROOT, TESTS, World, copy_real_tree, name_project
from explainer.built.serving import Settings
from explainer.built.site import plain_name
from explainer.cli.report import serving_lines
from explainer.core.problems import Refused
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.edition.edition_date import EPOCH_VARIABLE, EditionTime, edition_in_words, edition_time
from explainer.pages.settings import SETTINGS_VARIABLES
from explainer.publish.build import EDITION_VARIABLE, publish_site
from explainer.publish.releases import Shelf
from rendering import render_whole

SHARED = {"card.png", "search-index.js"}
"""Files that no page names as a link: the card for other sites, and what the search page loads once it is used."""
ABOUT, MKDOCS = "docs/about/index.md", "mkdocs.yml"

ENGLISH = texts_in(FIRST_LANGUAGE)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def state_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what must not change of a site that stays: its files, not only their bytes."""
    kept = ((path, path.stat()) for path in sorted([folder, *folder.rglob("*")]))
    return {str(path): (each.st_ino, each.st_mode, each.st_mtime_ns) for path, each in kept}


def half_made(toy: World) -> list[str]:
    """Return what stands beside the releases and should not."""
    kept = {"lock", "before", *(release.name for release in Shelf(toy.project).releases())}
    return [path.name for path in toy.project.releases.iterdir() if path.name not in kept]


def refusal(toy: World) -> list[str]:
    """Publish, which must be refused; return the codes and sentences."""
    with pytest.raises(Refused) as refused:
        toy.publish()
    return [f"{problem.place.file} {problem.code} {problem.sentence}" for problem in refused.value.problems]


def test_pages_with_evidence_say_what_they_cover(built_toy: World) -> None:
    under_title = {
        path: page.tree.xpath("string(//p[@class='reading-time'])") for path, page in built_toy.built_pages().items()
    }
    assert under_title["topics/leaving.html"] == "About 1 minute to read. From articles of March 2031 to April 2031."
    assert under_title["figures.html"] == "From articles of March 2031 to April 2031."
    assert under_title["sources/heron.html"] == under_title["about/corrections.html"] == ""


def test_a_site_appears_with_every_page(toy: World) -> None:
    published = toy.publish()
    pages = {
        path.relative_to(toy.project.docs).with_suffix(".html").as_posix() for path in toy.project.docs.rglob("*.md")
    }
    assert set(toy.built_pages()) == pages | {"404.html"}
    assert published.built.pages == len(pages) + 1
    assert all(page.main_text for page in toy.built_pages().values())
    assert (toy.project.site / "corrections.xml").is_file()
    assert half_made(toy) == []


def test_a_new_site_takes_the_place_of_the_old_one_whole(built_toy: World) -> None:
    (built_toy.project.site / "old.html").write_text("<p>Old.</p>")
    built_toy.replace(ABOUT, "invented", "made up")
    built_toy.publish()
    assert "Everything here is made up." in built_toy.built_pages()["about/index.html"].main_text
    assert not (built_toy.project.site / "old.html").exists()
    assert half_made(built_toy) == []


def test_files_of_the_theme_that_no_page_uses_are_gone(built_toy: World) -> None:
    site = built_toy.project.site
    assets = [path for path in (site / "assets").rglob("*") if path.is_file()]
    pages = "".join(page.content for page in built_toy.built_pages().values())
    assert {Path(plain_name(f"assets/{path.name}")).name for path in assets if path.name not in pages} <= SHARED
    assert {path.suffix for path in assets} <= {".css", ".js", ".png", ".svg"}
    assert all(any(path.iterdir()) for path in (site / "assets").rglob("*") if path.is_dir())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (ABOUT, "is invented", "is [invented](../figures.md#none)",
         "site/about/index.html B4 The link '../figures.html#none' leads to a page that has no anchor 'none'."),
        ("overrides/404.html", "This page", "Page {{ 400 + 4 }}",
         "site/404.html P2 The number “404” is in no checked sentence or record."),
        ("overrides/404.html", "This page", "Tobin Reck",
         "site/404.html N1 This page contains an unlisted name from an article."),
        (ABOUT, "is invented", "is [invented](none.md)", "mkdocs.yml B4 Doc file 'about/index.md' contains a link "
         "'none.md', but the target 'about/none.md' is not found among documentation files."),
        ("overrides/main.html", "'assets/buoy.svg'", "'assets/gull.svg'",
         "site/index.html B4 The link 'assets/gull.svg' does not lead to a file of the site."),
        (MKDOCS, "quotes.md", "sayings.md", "mkdocs.yml B4 A reference to 'sayings.md' is included in the 'nav' "
         "configuration, which is not found in the documentation files."),
    ],
)  # fmt: skip
def test_a_build_that_is_refused_leaves_the_old_site_as_it_was(
    built_toy: World, file: str, old: str, new: str, said: str
) -> None:
    files, state = files_of(built_toy.project.site), state_of(built_toy.project.site)
    built_toy.replace(file, old, new)
    assert said in refusal(built_toy)
    assert files_of(built_toy.project.site) == files
    assert state_of(built_toy.project.site) == state
    assert half_made(built_toy) == []


def test_a_build_that_is_refused_makes_no_first_site(toy: World) -> None:
    toy.replace(ABOUT, "is invented", "is [invented](none.md)")
    refusal(toy)
    assert not toy.project.site.exists()
    assert half_made(toy) == []


def test_a_warning_stops_a_build_even_if_mkdocs_would_go_on(toy: World) -> None:
    edition, shelf = toy.edition(), Shelf(toy.project)
    toy.replace(MKDOCS, "strict: true", "strict: false")
    toy.replace(ABOUT, "is invented", "is [invented](none.md)")
    with pytest.raises(Refused) as refused, shelf.held():
        publish_site(edition, shelf)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize("broken", ["read_site", "check_site", "drop_unused", "make_readable"])
def test_a_build_that_breaks_leaves_the_old_site_as_it_was(
    built_toy: World, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def break_off(*_: object) -> NoReturn:
        raise RuntimeError("broken")

    files, state = files_of(built_toy.project.site), state_of(built_toy.project.site)
    monkeypatch.setattr(f"explainer.publish.build.{broken}", break_off)
    with pytest.raises(RuntimeError):
        built_toy.publish()
    assert files_of(built_toy.project.site) == files
    assert state_of(built_toy.project.site) == state
    assert half_made(built_toy) == []


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_everybody_can_read_what_is_published(toy: World) -> None:
    toy.publish()
    site = toy.project.site
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (site, *site.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize(
    ("epoch", "said"),
    [("1924905600", "31 December 2030"), ("0", "1 January 1980"), ("253402300799", "31 December 9999")],
)
def test_an_edition_is_dated_by_the_given_second(
    toy: World, monkeypatch: pytest.MonkeyPatch, epoch: str, said: str
) -> None:
    monkeypatch.setenv(EPOCH_VARIABLE, epoch)
    assert edition_in_words(toy.project, ENGLISH).endswith(f", {said}")


@pytest.mark.parametrize("epoch", ["-5", "soon", "", "1e9", "253402300800", "9" * 40, "٣"])
def test_a_time_that_is_not_in_seconds_is_refused(toy: World, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv(EPOCH_VARIABLE, epoch)
    with pytest.raises(Refused, match=EPOCH_VARIABLE):
        toy.publish()
    assert not toy.project.site.exists()


def test_a_project_without_a_git_history_has_a_date_too(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EPOCH_VARIABLE, raising=False)
    found = edition_time(toy.project)
    assert found.seconds == 315_532_800
    assert "git repository" in found.missing
    lines = serving_lines(
        Settings("https://harbour.test/", "", ""), False, found, datetime(2031, 6, 1, tzinfo=UTC), ENGLISH
    )
    assert "The pages are dated 1 January 1980" in lines[1]


def test_a_publish_says_what_is_set_and_what_soon_expires() -> None:
    time, now = EditionTime(1_924_905_600), datetime(2031, 1, 1, tzinfo=UTC)
    settings = Settings("https://harbour.test/", "mailto:keeper@harbour.test", "")
    (said,) = serving_lines(settings, True, time, now, ENGLISH)
    assert said == (
        "Settings: address: https://harbour.test/, contact: mailto:keeper@harbour.test, onion service: none, "
        "compressed forms: yes"
    )
    lines = serving_lines(settings, True, time, now + timedelta(days=151), ENGLISH)
    assert lines[1:] == ["security.txt expires on 2031-06-29. Publish with SOURCE_DATE_EPOCH=$(date +%s)."]
    assert len(serving_lines(replace(settings, contact=""), True, time, now + timedelta(days=999), ENGLISH)) == 1


def test_a_publish_without_an_address_asks_for_it() -> None:
    lines = serving_lines(
        Settings("", "", ""), False, EditionTime(1_924_905_600), datetime(2031, 1, 1, tzinfo=UTC), ENGLISH
    )
    assert lines[1:] == [
        "No address is set: citations of a page say “the address where you read this”.",
        "Set EXPLAINER_ADDRESS to the address at which this copy will be read.",
    ]


@pytest.mark.parametrize("given", [None, "5"])
def test_publishing_leaves_the_environment_as_it_was(
    toy: World, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    for name in (EDITION_VARIABLE, EPOCH_VARIABLE):
        monkeypatch.delenv(name, raising=False)
        if given:
            monkeypatch.setenv(name, given)
    toy.publish()
    assert [os.environ.get(name) for name in (EDITION_VARIABLE, EPOCH_VARIABLE)] == [given, given]


@pytest.mark.parametrize("setting", ["", "  contact: mailto:keeper@harbour.test\n  onion: http://abcdef.onion\n"])
def test_zensical_publishes_the_same_site_of_the_toy_world(toy: World, setting: str) -> None:
    """And neither program writes anything else into the project."""
    before = {path.name for path in toy.root.iterdir()}
    toy.replace(MKDOCS, "\nextra:\n", f"\nsite_url: https://harbour.test/\nextra:\n{setting}")
    ours, theirs = published_by_both(toy)
    assert theirs == ours
    assert {"assets/search-index.js", "corrections.xml", "figures.csv", "sitemap.xml", "robots.txt"} <= ours.keys()
    assert {path.name for path in toy.root.iterdir()} == before | {"site", ".releases", ".cache"}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (ABOUT, "is invented", "is [invented](none.md)",
         "docs/about/index.md B4 Zensical warns: page does not exist."),
        (MKDOCS, "quotes.md", "sayings.md", "site/about/corrections.html B4 The link '../sayings.md'"),
        ("overrides/main.html", "{{ page.content }}", "{{ page.content.or.else }}", "mkdocs.yml B4 RuntimeError:"),
        ("overrides/main.html", "{%- block content %}", "{%- block %}", "mkdocs.yml B4 RuntimeError: syntax error"),
    ],
)  # fmt: skip
def test_what_zensical_warns_of_refuses_a_site(toy: World, file: str, old: str, new: str, said: str) -> None:
    toy.replace(MKDOCS, "\nextra:\n", "\nextra:\n  builder: zensical\n")
    toy.replace(file, old, new)
    assert any(each.startswith(said) for each in refusal(toy)), refusal(toy)
    assert not toy.project.site.exists()
    assert half_made(toy) == []


def drawn_here() -> list[str]:
    """Return the path of every real page, with a digest of what Markdown makes of it in this process."""
    docs = REAL_ROOT / "docs"
    pages = {page.relative_to(docs).as_posix(): page.read_text(encoding="utf-8") for page in sorted(docs.rglob("*.md"))}
    return [f"{path} {sha256(render_whole(text, path).encode()).hexdigest()}" for path, text in pages.items()]


@pytest.mark.real
@pytest.mark.usefixtures("real")
def test_pages_do_not_depend_on_the_seed_of_hashes() -> None:
    script = f"import sys; sys.path[:0] = {[str(TESTS), str(TESTS / 'publish')]}; import test_build as here\n"
    elsewhere = subprocess.run(
        [sys.executable, "-c", f"{script}print(*here.drawn_here(), sep='\\n')"],
        env={**os.environ, "PYTHONHASHSEED": "3" if os.environ.get("PYTHONHASHSEED") == "1" else "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert [one for one, other in zip(drawn_here(), elsewhere, strict=True) if one != other] == []


@pytest.mark.real
@pytest.mark.same
@pytest.mark.parametrize("named", [False, True])
def test_zensical_publishes_the_same_real_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool) -> None:
    """Same pages, texts and files beside them, through the same gates; with an address, a contact and an onion too."""
    values = ("https://harbour.test/", "mailto:keeper@harbour.test", "http://abcdef.onion") if named else ("", "", "")
    for variable, value in zip(SETTINGS_VARIABLES, values, strict=True):
        monkeypatch.setenv(variable, value)
    world = name_project(monkeypatch, tmp_path, copy_real_tree(tmp_path))
    ours, theirs = published_by_both(world)
    assert ours.keys() == theirs.keys()
    assert len([path for path in ours if path.endswith(".html")]) > len(list(world.project.docs.rglob("*.md")))
    assert {path for path, said in ours.items() if theirs[path] != said} == set()
    on_paper = {
        path: page.tree.xpath("//footer//*[@class='page-address']/text()")
        for path, page in world.built_pages().items() if path != "404.html"
    }  # fmt: skip
    assert on_paper == {path: [f"{values[0]}{path}"] if named else [] for path in on_paper}
