"""The toy world, drawn with the real theme: with all that authors can write, and with words that are hard to set."""

from __future__ import annotations

import re
import shutil
from itertools import cycle
from pathlib import Path

import pytest

from conftest import REAL_ROOT, TESTS, World, name_project
from explainer.publish.build import draw_site

FEATURES = "features.html"

HARD_WORDS = {
    "Latin": "unbrokenword" * 17,
    "Burmese": "မြန်မာနိုင်ငံရေးသားချက်" * 9,
    "Thai": "การเดินทางของนักเดินเรือ" * 9,
    "Arabic": "الميناءوالملاحون" * 13,
    "Chinese": "港口的领航员离开了" * 23,
}
"""Words of about two hundred letters, without a space to break them at."""

_ORDINARY = re.compile(r"(?<=[a-z] )(?:pilots?|harbour|leave|left|whistles?|counted|reward|vouchers)\b")
_WRITTEN = ("data/*.yaml", "data/sources/*.yaml", "docs/**/*.md")


def draw(root: Path, with_hard_words: bool = False) -> Path:
    """Draw the toy world in a new folder, unchecked, with a page of everything; return the folder of its pages."""
    shutil.copytree(TESTS / "toy", root)
    shutil.copytree(REAL_ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        if with_hard_words:
            _harden(world)
        pairs = sorted((TESTS / "golden" / "authoring").glob("*.md"))
        parts = (f"## {source.stem}\n\n{source.read_text(encoding='utf-8')}" for source in pairs)
        world.write("docs/features.md", "\n\n".join(["# Features", *parts]))
        world.replace("mkdocs.yml", "nav:\n", "nav:\n  - Features: features.md\n")
        world.replace("docs/teach/quiz.md", "description:", "aids: quiz\ndescription:")
        draw_site(world.edition(), root / "drawn")
    return root / "drawn"


def _harden(world: World) -> None:
    """Put hard words in the place of ordinary ones wherever words are read: on pages, in records, in the navigation."""
    words = cycle(HARD_WORDS.values())
    for pattern in _WRITTEN:
        for path in sorted(world.root.glob(pattern)):
            if path.name == "reviews.yaml":
                continue
            text = path.read_text(encoding="utf-8")
            path.write_text(_ORDINARY.sub(lambda _: next(words), text), encoding="utf-8")
    navigation = "".join(f"  - {word}: {name.lower()}.md\n" for name, word in HARD_WORDS.items())
    world.replace("mkdocs.yml", "nav:\n", f"nav:\n{navigation}")
    for name, word in HARD_WORDS.items():
        table = f"| {word} | {word} |\n|---|---|\n| {word} | 1 |"
        parts = [f"# {word}", f"## {word}", f"{word}, [{word}](index.md), `{word}`", f"- {word}", table]
        world.write(f"docs/{name.lower()}.md", "\n\n".join([*parts, f"*{word}*{{: lang=my }}\n"]))
