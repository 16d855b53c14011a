"""Prepares what mkdocs wrote for serving: drops unused files, shrinks, names by content, packs, sets modes."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from explainer.built.serving import ASSETS
from explainer.built.site import BuiltSite
from explainer.core.texts import NAMED, with_texts
from explainer.core.vocabulary import ASSET_DIGITS
from explainer.publish.style_sheets import STYLE_SHEET
from explainer.render.search_parts import SEARCH_FOLDER, SEARCH_INDEX

CARD = f"{ASSETS}card.png"
_ALWAYS_USED = (CARD, SEARCH_INDEX, STYLE_SHEET)
"""Files that no page of a builder names: the picture for shared links, what the search page loads once it is used, and
the joined style sheet."""
_SCRIPTS = ("aids.js", "cite.js", "quiz.js", "search.js")
_KEY = re.compile(r"\"\{\{ ([\w-]+) \}\}\"(?=:)")
"""A text as the key of an object, which needs no quotation marks if it is a single word."""
_PACKED = frozenset(".html .css .js .csv .xml .txt .svg .json".split())


def drop_unused(site: BuiltSite) -> None:
    """Delete the theme's files that no page refers to, such as scripts, source maps and style sheets."""
    used = {target[0] for page in site.pages for address in page.links if (target := site.resolve(page, address))}
    used |= set(_ALWAYS_USED)
    for file in sorted((site.root / ASSETS).rglob("*")):
        path = file.relative_to(site.root).as_posix()
        if file.is_file() and path not in used and not path.startswith(SEARCH_FOLDER):
            file.unlink()
    for folder in sorted((site.root / ASSETS).rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def fill_in(folder: Path, texts: Mapping[str, str]) -> None:
    """Put the words of a language into scripts and styles, which have only their names: `{{ copy-link }}`. What a text
    fills in, such as `{form}`, the script knows under that name."""

    def words(match: re.Match[str]) -> str:
        return _in_script(texts[match[1]]) if match[1] in texts else match.group()

    def key(match: re.Match[str]) -> str:
        text = words(match)
        return text if text.isidentifier() else f'"{text}"'

    for path in (folder / ASSETS / name for name in _SCRIPTS):
        if path.is_file():
            named = path.read_text(encoding="utf-8")
            path.write_text(NAMED.sub(words, _KEY.sub(key, named)), encoding="utf-8")
    for path in (folder / ASSETS).rglob("*.css"):
        path.write_text(with_texts(path.read_text(encoding="utf-8"), texts), encoding="utf-8")


def _in_script(text: str) -> str:
    """Return a text as it stands in a string of a script, whichever quotation marks are around it."""
    safe = re.sub(r"[\\\"'`$]", r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"\{([\w.]+)\}", r"${\1}", safe)


def squeeze(folder: Path) -> None:
    """Take out of styles what only their authors need, and out of scripts indentation and comments on their own lines:
    readers pay for each byte."""
    # Imported here: only a build needs it.
    from rcssmin import cssmin

    for path in sorted((folder / ASSETS).rglob("*.css")):
        path.write_text(f"{cssmin(path.read_text(encoding='utf-8'))}\n", encoding="utf-8")
    for path in (folder / ASSETS / name for name in _SCRIPTS):
        if path.is_file():
            lines = (line.strip() for line in path.read_text(encoding="utf-8").split("\n"))
            path.write_text(
                "\n".join(line for line in lines if line and not line.startswith("//")) + "\n", encoding="utf-8"
            )


def name_by_content(folder: Path) -> None:
    """Name the assets after their content, so that browsers may keep each of them for good.

    Scripts name the files they load, so those files are renamed first, then the scripts; pages are changed last.
    """
    assets = folder / ASSETS
    scripts = {assets / name for name in _SCRIPTS}
    # The parts of a large search index are already in a folder named after their content.
    found = {path for path in assets.rglob("*") if path.is_file() and folder / SEARCH_FOLDER not in path.parents}
    named = {path.relative_to(assets).as_posix(): _rename(path, assets) for path in sorted(found - scripts)}
    for script in sorted(found & scripts):
        _replace(script, {f'"{old}"': f'"{new}"' for old, new in named.items()})
        named[script.name] = _rename(script, assets)
    addresses = {f'{ASSETS}{old}"': f'{ASSETS}{new}"' for old, new in named.items()}
    for page in folder.rglob("*.html"):
        _replace(page, addresses)


def pack(folder: Path) -> None:
    """Put a gzip and a brotli form beside every text file, for servers that send those as they are."""
    # Imported here: only a publish that packs needs it.
    import brotli

    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _PACKED:
            content = path.read_bytes()
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))


def make_readable(folder: Path) -> None:
    """Give files and folders fixed modes, so that a builder's umask does not decide who can read the site."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _rename(path: Path, assets: Path) -> str:
    digest = sha256(path.read_bytes()).hexdigest()[:ASSET_DIGITS]
    return path.rename(path.with_name(f"{path.stem}-{digest}{path.suffix}")).relative_to(assets).as_posix()


def _replace(path: Path, changes: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
