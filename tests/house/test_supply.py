"""What the site is built with: unchecked is never called clean, and no licence comes in unnoticed."""

from __future__ import annotations

import re
import sys

import pytest

from conftest import REAL_ROOT, World
from explainer.built.site import plain_name

sys.path.insert(0, str(REAL_ROOT / "scripts" / "supply"))

from audit import CLEAN, FAULTY, UNCHECKED, Verdict, verdict_of
from licences import faults, locked, read_table

ASKED = {"name": "low", "version": "1.0", "vulns": []}
BROKEN = {"name": "low", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "tide", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([ASKED], CLEAN, "1 packages checked, 0 known vulnerabilities"),
        ([ASKED, SKIPPED], UNCHECKED, "unchecked: the service does not know 1 packages"),
        ([SKIPPED], UNCHECKED, "unchecked"),
        ([], UNCHECKED, "0 packages checked"),
        ([BROKEN], FAULTY, "low 1.0: PYSEC-1, fixed in 1.1"),
        ([BROKEN, SKIPPED], FAULTY, "PYSEC-1"),
    ],
)
def test_an_unchecked_package_is_never_clean(packages: list[object], code: int, words: str) -> None:
    verdict = verdict_of({"dependencies": packages})
    assert verdict.code == code
    assert words in str(verdict)


def test_a_service_without_an_answer_is_unchecked() -> None:
    assert Verdict(0, (), (), "no route").code == UNCHECKED
    assert "unchecked" in str(Verdict(0, (), (), "no route"))


@pytest.fixture
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REAL_ROOT)


@pytest.mark.usefixtures("at_the_root")
def test_every_locked_package_has_an_allowed_licence() -> None:
    assert len(locked()) > 100
    assert faults(read_table(), locked()) == []


@pytest.mark.parametrize(
    ("licence", "lists", "found"),
    [
        ("MIT", ["site"], False),
        ("Apache-2.0 OR BSD-2-Clause", ["site"], False),
        ("unknown", ["site"], True),
        ("Proprietary", ["test"], True),
        ("MIT AND Proprietary", ["site"], True),
        ("AGPL-3.0-only", ["proof"], False),
        ("AGPL-3.0-only", ["proof", "site"], True),
    ],
)
def test_a_licence_that_is_not_allowed_is_found(licence: str, lists: list[str], found: bool) -> None:
    assert bool(faults({"low": licence}, {"low": lists})) == found


def test_a_package_that_is_new_or_gone_is_found() -> None:
    assert faults({}, {"low": ["site"]})
    assert faults({"low": "MIT"}, {})


def test_every_locked_package_has_hashes() -> None:
    for path in sorted((REAL_ROOT / "requirements").glob("*.txt")):
        entries = path.read_text(encoding="utf-8").replace("\\\n", " ").strip().split("\n")
        assert entries
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), path.name


def test_everything_that_runs_here_is_pinned() -> None:
    """Packages by hashes, actions by commits; what actions call in turn is said to be out of our hands."""
    makefile = (REAL_ROOT / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"\bpip install ([^\n]+)", makefile)
    assert len(installs) >= 5
    assert [
        each for each in installs if "--require-hashes" not in each and "--no-deps --no-build-isolation" not in each
    ] == []
    workflows = "".join(path.read_text(encoding="utf-8") for path in (REAL_ROOT / ".github/workflows").glob("*.yml"))
    actions = re.findall(r"\buses: (\S+)", workflows)
    assert len(actions) > 5
    assert [each for each in actions if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each)] == []
    assert "itself calls upload-artifact" in workflows


OWN = {"aids.js", "cite.js", "mark.svg", "quiz.css", "quiz.js", "search.js", "style.css"}
OWN |= {f"styles/{subject}.css" for subject in ("forms", "lessons", "pictures")}
MADE = set("assets/search-index.js assets/card.png corrections.xml figures.csv sitemap.xml robots.txt _headers".split())


@pytest.mark.real
def test_readers_get_no_file_that_others_made(real_copy: World) -> None:
    site = real_copy.project.site
    files = {plain_name(path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()}
    others = {file for file in files if not file.endswith(".html")} - {f"assets/{name}" for name in OWN} - MADE
    assert {file for file in others if not file.startswith(("downloads/", "assets/search/"))} == set()
