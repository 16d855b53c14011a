"""Words in another script say which language they are in, and which way they run: for screen readers and typesetting.

Only scripts that need this are marked. The language is the one that most who write a script write; Greek and Cyrillic
are left alone, because their letters are signs in many texts and no language is likelier than others.
"""

from __future__ import annotations

import re
from functools import partial

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
_KOREAN, _JAPANESE = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"), re.compile("[\u3041-\u30fa\u31f0-\u31ff]")
_RIGHT_TO_LEFT = frozenset(("ar", "he"))
_MARKUP = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>|<[!?][^<>]*>"
    r"|<(?P<closes>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\s(?:xml:)?lang\s*=\s*[\"']?([a-zA-Z]{2,8})")
_TEXT_ALONE = frozenset(("head", "title", "textarea", "select", "svg", "math"))
"""Elements in which no span may stand."""
_WITHOUT_END = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


def with_languages(page: str, as_xml: bool = False) -> str:
    """Return HTML in which words in another script than the page's are in `span` elements with `lang` and `dir`.

    Everything else stays as it is, to the byte, and so do words in an element that has a language already. `as_xml`
    adds `xml:lang`, which e-readers look for.
    """
    if page.isascii() or not _WORDS.search(page):
        return page
    parts: list[str] = []
    at, own, waiting, depth = 0, "", "", 0
    for tag in _MARKUP.finditer(page):
        text = page[at : tag.start()]
        parts += [text if waiting else _marked(text, own, as_xml), tag.group()]
        at, name, closes = tag.end(), (tag["name"] or "").lower(), bool(tag["closes"])
        language = _LANGUAGE.search(tag["rest"] or "")
        if name in _WITHOUT_END or (tag["rest"] or "").endswith("/"):
            continue
        if name == "html" and language:
            own = language[1].lower()
        elif name == waiting:
            depth += -1 if closes else 1
            waiting = waiting if depth else ""
        elif not waiting and not closes and (name in _TEXT_ALONE or language):
            waiting, depth = name, 1
    return "".join([*parts, page[at:] if waiting else _marked(page[at:], own, as_xml)])


def _marked(text: str, own: str, as_xml: bool) -> str:
    return text if text.isascii() else _WORDS.sub(partial(_span, own, as_xml), text)


def _span(own: str, as_xml: bool, words: re.Match[str]) -> str:
    text = words.group()
    language = str(words.lastgroup)
    if language == "zh":
        language = "ko" if _KOREAN.search(text) else "ja" if _JAPANESE.search(text) else "zh"
    if language == own:
        return text
    direction = ' dir="rtl"' if language in _RIGHT_TO_LEFT else ""
    repeated = f' xml:lang="{language}"' if as_xml else ""
    return f'<span lang="{language}"{repeated}{direction}>{text}</span>'
