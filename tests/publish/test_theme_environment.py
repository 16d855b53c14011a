"""A theme lists the files that MkDocs copies from it, and no others, and compiles a template when it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from conftest import World
from explainer.publish.theme_environment import make_quick

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
    make_quick(config.theme)
    assert copied(config) == everything
    assert ("assets/deep/down/style.css", str(Path(toy.root, "overrides/assets/deep/down/style.css"))) in everything
    environment = config.theme.get_env()
    assert ICON in listed
    assert set(environment.list_templates()) == {
        path for path in listed if not any(folder.startswith(".") for folder in path.split("/")[:-1])
    }
    assert environment.from_string(f"{{% include '{ICON}' %}}").render() == "<svg/>"


def test_a_template_is_compiled_once_until_it_changes(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str | None] = []
    compile_it = Environment.compile

    def note(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        compiled.append(name)
        return compile_it(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", note)
    for said, times in (("low", 1), ("low", 1), ("high", 2)):
        toy.write("overrides/tide.html", said)
        theme = load_config(str(toy.project.configuration)).theme
        make_quick(theme)
        assert theme.get_env().get_template("tide.html").render() == said
        assert compiled == ["tide.html"] * times
