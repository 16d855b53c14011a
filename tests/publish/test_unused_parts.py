"""Pages hold nothing that only the theme's own script would use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import REAL_ROOT, World
from explainer.built.site import read_site
from explainer.pages.settings import BUILDERS
from explainer.publish.build import draw_site
from explainer.publish.unused_parts import drop_unused_parts

SWITCH = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">'
LAYERS = "//*[contains(@class, 'md-toggle') or contains(@class, 'md-overlay') or contains(@class, 'md-dialog')]"


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_page_has_switches_or_layers_for_a_script(toy: World, tmp_path: Path, builder: str) -> None:
    shutil.copytree(REAL_ROOT / "overrides", toy.root / "overrides", dirs_exist_ok=True)
    toy.replace("mkdocs.yml", "\nextra:\n", f"\nextra:\n  builder: {builder}\n")
    draw_site(toy.edition(), tmp_path / "drawn")
    pages = read_site(tmp_path / "drawn", toy.edition()).by_path
    assert len(pages) > 5
    for path, page in pages.items():
        assert page.tree.xpath("//main[@class='md-main']"), path
        assert page.tree.xpath(LAYERS) == [], path
        assert "data-md-component" not in page.content, path


def test_an_article_is_left_as_it_is(toy: World, tmp_path: Path) -> None:
    frame = f'<body>\n\n  {SWITCH}\n  <div data-md-component="announce">\n  </div>\n<main data-md-component="main">\n'
    article = f'<article class="page"><pre><code>\n\n   data-md-component="main"\n\n</code></pre>{SWITCH}</article>'
    (tmp_path / "index.html").write_text(f"{frame}{article}\n\n\n</main></body>", encoding="utf-8")
    drop_unused_parts(read_site(tmp_path, toy.edition()))
    written = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert written == f"<body>\n<main>\n{article}\n</main></body>"


def test_a_page_without_an_article_stays_whole(toy: World, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Low tide.</p>\n\n<p>High tide.</p>", encoding="utf-8")
    drop_unused_parts(read_site(tmp_path, toy.edition()))
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<p>Low tide.</p>\n<p>High tide.</p>"
