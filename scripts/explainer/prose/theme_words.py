"""The words that the theme itself shows readers: in its templates, styles, scripts and drawings."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from explainer.core.problems import Place
from explainer.core.project import Project
from explainer.core.read_files import read_text

Words = Iterator[tuple[int, str]]
"""Texts, each with the offset in its file at which it begins."""

_TEMPLATE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
_FILLED_IN = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_TEXT = re.compile(r">([^<>]+)<")
_ATTRIBUTE = re.compile(r"\b(?:title|alt|aria-label|placeholder|aria-description)=\"([^\"]+)\"")
_DRAWN = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]+)<")
_CONTENT = re.compile(r"\bcontent:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PLAIN = re.compile(r"[A-Z][a-z]{2,}[.?!:]?|[^<>{}=#\[\]]*[^\W\d_]{2,}[,.]? [^\W\d_]{2,}[^<>{}=#\[\]]*")
"""A string of a script that reads as words: a capitalised one, or several without the signs of code."""
_FILLED = re.compile(r"\$\{[^{}]*\}|\\.")


def theme_words(project: Project) -> list[tuple[Place, str]]:
    """Return every text that the files of the theme show readers, with its place."""
    readers: dict[str, Callable[[str], Words]] = {
        ".html": _of_template, ".css": _of_style, ".js": _of_script, ".svg": _of_drawing,
    }  # fmt: skip
    found: list[tuple[Place, str]] = []
    for path in sorted(project.overrides.rglob("*")):
        if path.suffix in readers and path.is_file() and not path.is_symlink():
            file = project.relative(path)
            text = read_text(path, file)
            for offset, words in readers[path.suffix](text):
                shown = " ".join(html.unescape(words).split())
                if _WORDS.search(shown):
                    found.append((Place(file, text.count("\n", 0, offset) + 1), shown))
    return found


def _of_template(text: str) -> Words:
    for filled in _FILLED_IN.finditer(text):
        for string in _STRING.finditer(filled.group()):
            if _PLAIN.fullmatch(string[1] or string[2] or ""):
                yield filled.start() + string.start(), string[1] or string[2]
    plain = _TEMPLATE.sub(_blank, text)
    for pattern in (_TEXT, _ATTRIBUTE):
        yield from ((match.start(1), match[1]) for match in pattern.finditer(plain))


def _of_drawing(text: str) -> Words:
    return ((match.start(1), match[1]) for match in _DRAWN.finditer(text))


def _of_style(text: str) -> Words:
    for declared in _CONTENT.finditer(_COMMENT.sub(_blank, text)):
        for string in _STRING.finditer(declared[1]):
            yield declared.start(1) + string.start(), string[1] or string[2] or ""


def _of_script(text: str) -> Words:
    for string in _STRING.finditer(_COMMENT.sub(_blank, text)):
        words = _FILLED.sub(" … ", string[1] or string[2] or string[3] or "").strip()
        if _PLAIN.fullmatch(words):
            yield string.start(), words


def _blank(match: re.Match[str]) -> str:
    """Return as many lines and characters as a match has, with nothing to read in them."""
    return re.sub(r"[^\n]", " ", match.group())
