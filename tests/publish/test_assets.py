"""What is done to a build before it is served: names that depend on content, and packed forms beside the files."""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from conftest import World
from explainer.built.site import ASSET_DIGITS, plain_name
from explainer.publish.assets import name_by_content, pack


def identity_of(tmp_path: Path, style: str, script: str = 'load("index.js");\n') -> Path:
    """Return a small site: a page, its style sheet and script, a file that the script loads, and a picture."""
    files = {
        "assets/style.css": style,
        "assets/search.js": script,
        "assets/index.js": "self.records = [];\n",
        "assets/drawn/map.svg": "<svg/>",
        "in/page.html": '<link href="../assets/style.css"><script src="../assets/search.js"></script>'
        '<img src="../assets/drawn/map.svg"><p>The file assets/style.css is named here.</p>',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def assets(folder: Path) -> dict[str, str]:
    """Return the assets by their plain paths, each with its real path."""
    found = [path.relative_to(folder).as_posix() for path in (folder / "assets").rglob("*") if path.is_file()]
    return {plain_name(path): path for path in found}


def test_a_name_depends_on_the_content(tmp_path: Path) -> None:
    site = identity_of(tmp_path, "a { }")
    name_by_content(site)
    named = assets(site)
    assert set(named) == {"assets/style.css", "assets/search.js", "assets/index.js", "assets/drawn/map.svg"}
    for path in named.values():
        assert path.rpartition(".")[0].endswith(f"-{sha256((site / path).read_bytes()).hexdigest()[:ASSET_DIGITS]}")


def test_pages_and_scripts_use_the_new_names(tmp_path: Path) -> None:
    site = identity_of(tmp_path, "a { }")
    name_by_content(site)
    page, named = (site / "in/page.html").read_text(), assets(site)
    assert all(f'="../{named[path]}"' in page for path in named if path != "assets/index.js")
    assert "The file assets/style.css is named here." in page
    assert f'"{Path(named["assets/index.js"]).name}"' in (site / named["assets/search.js"]).read_text()


def test_what_a_script_loads_changes_the_name_of_the_script(tmp_path: Path) -> None:
    one, other = identity_of(tmp_path / "one", "a { }"), identity_of(tmp_path / "other", "a { }")
    (other / "assets/index.js").write_text("self.records = [1];\n")
    for site in (one, other):
        name_by_content(site)
    differing = {path for path, name in assets(one).items() if assets(other)[path] != name}
    assert differing == {"assets/index.js", "assets/search.js"}


@pytest.mark.parametrize(
    "path", ["assets/style.css", "assets/a-b.css", "assets/a-0123456789abc.css", "about/a-0123456789.html"]
)
def test_other_names_are_already_plain(path: str) -> None:
    assert plain_name(path) == path


def test_packed_forms_hold_what_the_files_hold(toy: World) -> None:
    toy.publish(packed=True)
    site = toy.project.site
    plain = {
        path for path in site.rglob("*") if path.suffix in (".html", ".css", ".xml", ".csv", ".js", ".txt", ".svg")
    }
    assert plain
    for path in plain:
        content = path.read_bytes()
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == content
        assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()) == content
    others = {path for path in site.rglob("*") if path.is_file() and path.suffix in (".gz", ".br")}
    assert {path.with_suffix("") for path in others} == plain


def test_packing_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    sites = [identity_of(tmp_path / name, "a { }" * 100) for name in ("one", "other")]
    for site in sites:
        pack(site)
    one, other = ({path.name: path.read_bytes() for path in site.rglob("*.*r")} for site in sites)
    assert one == other != {}
