"""The text of every page as mkdocs builds it, and as Zensical does."""

from __future__ import annotations

import subprocess
import sys

from conftest import World
from explainer.built.site import read_site


def texts_by_both(world: World) -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of every page as mkdocs and as zensical build it."""
    settings = world.text("mkdocs.yml").replace("site_dir: build/unchecked\n", "")
    world.write("zensical.yml", f"{settings}\nsite_dir: theirs\n")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", "zensical.yml"]
    done = subprocess.run(command, cwd=world.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = {path: page.main_text for path, page in world.built_pages().items()}
    theirs = {page.path: page.main_text for page in read_site(world.root / "theirs", world.edition()).pages}
    assert all(ours.values())
    return ours, theirs
