"""Words in another script say which language they are in, and which way they run: for screen readers and typesetting.

Only scripts that need this are marked. The language is the one that most who write a script write; Greek and Cyrillic
are left alone, because their letters are signs in many texts and no language is likelier than others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

_SCRIPTS = {
    "my": "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f",
    "th": "\u0e01-\u0e3a\u0e40-\u0e5b",
    "lo": "\u0e81-\u0edf",
    "km": "\u1780-\u17da\u17dc-\u17f9\u19e0-\u19ff",
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "he": "\u0591-\u05f4\ufb1d-\ufb4f",
    "hi": "\u0900-\u097f\ua8e0-\ua8ff",
    "bn": "\u0980-\u09fe",
    "pa": "\u0a01-\u0a76",
    "gu": "\u0a81-\u0aff",
    "or": "\u0b01-\u0b77",
    "ta": "\u0b82-\u0bfa",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cf3",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d81-\u0df4",
    "am": "\u1200-\u139f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "hy": "\u0531-\u058a",
    "zh": "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\uff01-\uff9f",
}
"""The letters of each script, as ranges. Chinese, Japanese and Korean share theirs."""
_BETWEEN = "[ \u00a0\u200b-\u200d,.'’-]{0,3}"
"""What may stand between two words of one language."""
_WORDS = re.compile("|".join(f"(?P<{name}>[{each}](?:{_BETWEEN}[{each}])*)" for name, each in _SCRIPTS.items()))
_LETTER = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_KOREAN, _JAPANESE = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"), re.compile("[\u3041-\u30fa\u31f0-\u31ff]")
TALL = frozenset(("my", "th", "lo", "km"))
"""Languages whose lines need more room, as the style sheets say too."""
RIGHT_TO_LEFT, EAST_ASIAN = frozenset(("ar", "he")), frozenset(("zh", "ja", "ko"))
SIGN = "sign"
"""What signs, which have no language, are called in its place."""
_JOINS = "\u200d\ufe0e\ufe0f"
"""What makes one sign of several, or says how it looks."""
_MARKUP = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>|<[!?][^<>]*>"
    r"|<(?P<closes>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\s(?:xml:)?lang\s*=\s*[\"']?([a-zA-Z]{2,8})")
_TEXT_ALONE = frozenset(("head", "title", "textarea", "select", "svg", "math"))
"""Elements in which no span may stand."""
_WITHOUT_END = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


def with_languages(page: str, as_xml: bool = False, signs: frozenset[int] = frozenset()) -> str:
    """Return HTML in which words in another script than the page's are in `span` elements with `lang` and `dir`.

    Everything else stays as it is, to the byte, and so do words in an element that has a language already. `as_xml`
    adds `xml:lang`, which e-readers look for. `signs` are the code points of characters to be put into elements of the
    class `sign`.
    """
    if not signs and not _LETTER.search(page):
        return page
    words = _words(signs)
    if page.isascii() or not words.search(page):
        return page
    marked = partial(words.sub, partial(_span, _language_of(page), as_xml))
    parts: list[str] = []
    at, waiting, depth = 0, "", 0
    for tag in _MARKUP.finditer(page):
        text = page[at : tag.start()]
        parts += [text if waiting else marked(text), tag.group()]
        at, name, closes = tag.end(), (tag["name"] or "").lower(), bool(tag["closes"])
        if name in _WITHOUT_END or name == "html" or (tag["rest"] or "").endswith("/"):
            continue
        if name == waiting:
            depth += -1 if closes else 1
            waiting = waiting if depth else ""
        elif not waiting and not closes and (name in _TEXT_ALONE or _LANGUAGE.search(tag["rest"] or "")):
            waiting, depth = name, 1
    return "".join([*parts, page[at:] if waiting else marked(page[at:])])


def in_pieces(text: str, signs: frozenset[int] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces, each with its language: "" for the page's own, SIGN for characters among `signs`."""
    at = 0
    for words in _words(signs).finditer(text):
        if words.start() > at:
            yield text[at : words.start()], ""
        yield words.group(), _language(words)
        at = words.end()
    if at < len(text):
        yield text[at:], ""


@lru_cache(maxsize=8)
def _words(signs: frozenset[int]) -> re.Pattern[str]:
    if not signs:
        return _WORDS
    either = "".join(f"\\U{sign:08x}" for sign in sorted(signs))
    return re.compile(f"{_WORDS.pattern}|(?P<{SIGN}>[{either}](?:[{_JOINS}]*[{either}])*[{_JOINS}]*)")


def _language(words: re.Match[str]) -> str:
    language = str(words.lastgroup)
    if language == "zh":
        text = words.group()
        return "ko" if _KOREAN.search(text) else "ja" if _JAPANESE.search(text) else "zh"
    return language


def _language_of(page: str) -> str:
    """Return the language of a whole page, or ""."""
    root = re.search(r"<html\b[^<>]*>", page)
    language = _LANGUAGE.search(root.group()) if root else None
    return language[1].lower() if language else ""


def _span(own: str, as_xml: bool, words: re.Match[str]) -> str:
    text, language = words.group(), _language(words)
    if language == own:
        return text
    if language == SIGN:
        return f'<span class="{SIGN}">{text}</span>'
    direction = ' dir="rtl"' if language in RIGHT_TO_LEFT else ""
    repeated = f' xml:lang="{language}"' if as_xml else ""
    return f'<span lang="{language}"{repeated}{direction}>{text}</span>'
