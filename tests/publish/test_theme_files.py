"""A theme lists the files that MkDocs copies from it, and no others."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from conftest import World
from explainer.publish.theme_files import list_visible_files

ICON = ".icons/whistle.svg"


def copied(config: MkDocsConfig) -> list[tuple[str, str | None]]:
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return [(file.src_uri, file.abs_src_path) for file in files]


def test_the_files_are_those_that_are_copied_from_a_theme_that_lists_all(toy: World) -> None:
    toy.write(f"overrides/{ICON}", "<svg/>")
    toy.write("overrides/assets/.hidden/notes.css", "a {}")
    toy.write("overrides/assets/deep/down/style.css", "a {}")
    config = load_config(str(toy.project.configuration))
    listed, everything = config.theme.get_env().list_templates(), copied(config)
    list_visible_files(config.theme)
    assert copied(config) == everything
    assert ("assets/deep/down/style.css", str(Path(toy.root, "overrides/assets/deep/down/style.css"))) in everything
    environment = config.theme.get_env()
    assert ICON in listed
    assert set(environment.list_templates()) == {
        path for path in listed if not any(folder.startswith(".") for folder in path.split("/")[:-1])
    }
    assert environment.from_string(f"{{% include '{ICON}' %}}").render() == "<svg/>"
