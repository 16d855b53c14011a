"""Rule D6: what writers for Material know works, or is named with what to write instead. It is never printed raw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from explainer.blocks.all_blocks import block_called
from explainer.built.site import BuiltSite
from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import CITATION
from explainer.edition.state import Edition
from explainer.gates.built_pages import place_of
from explainer.gates.built_pages import rule as site_rule
from explainer.gates.links import suggest
from explainer.gates.markup import ADDRESS_APART
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.openings import ADMONITIONS, AUTHORING_BLOCKS, NAMES
from explainer.pages.page import CODE_SPAN, Block, Page, blanked
from explainer.pages.settings import as_written
from explainer.render.icons import ICON_SETS, icon, icon_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DRAWN_BY: dict[str, str] = {
    "admonition": "admonition", "fold": "pymdownx.details", "tab": "pymdownx.tabbed", "footnote": "footnotes",
    "definition": "def_list", "abbreviation": "abbr",
    **dict.fromkeys(ADMONITIONS, "pymdownx.blocks.admonition"), "details": "pymdownx.blocks.details",
    "tab block": "pymdownx.blocks.tab", "define": "pymdownx.blocks.definition",
    "==": "pymdownx.mark", "~~": "pymdownx.tilde", "++": "pymdownx.keys", "task": "pymdownx.tasklist", "{": "attr_list",
}  # fmt: skip
"""The Markdown extension that draws each feature."""
_NAMES: dict[str, str] = {
    **dict(NAMES.items()), **{name: f"The block {name}" for name in AUTHORING_BLOCKS}, "tab block": "The block tab",
    "==": "A mark by ==", "~~": "Striking out by ~~", "++": "A key by ++", "task": "A list of tasks",
    "{": "A class or id",
}  # fmt: skip
_PLAIN_WORDS = r"(?:https://|mailto:)"
_FAULTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"^\s*```\s*\{?\.?mermaid"), "Diagrams are not enabled.",
     "Draw a chart from records: /// chart | name. Or put an SVG file into overrides/assets/, and show that."),
    (re.compile(r"^\s*~{3,}"), "Code between lines of ~~~ is not enabled.", "Put it between lines of ```."),
    (re.compile(r"\$\$|\\\([^\n]{1,300}?\\\)|\$[A-Za-z\\][^$\n]{0,120}[^\s$]\$(?!\w)"), "Formulas are not enabled.",
     "Say it in words."),
    (re.compile(r"\(\d{1,2}\)!|\{[^{}\n]{0,80}\.annotate\b"), "Annotations are not enabled.",
     "Write a footnote: words[^1], and at the end of the page [^1]: The note."),
    (re.compile(r"^\s*\[TOC\]\s*$"), "A list of contents is not enabled.", "Remove it."),
    (re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"), "Links in double brackets are not enabled.", "Write: [words](page.md)"),
    (re.compile(r"(?<![(<\"'\[\w/=:.-])(?:https?://|www\.)\w"), "A plain address does not become a link.",
     "Write <https://…>, or [words](https://…)."),
    (re.compile(r"^\s*:{3,}"), "Blocks by colons are not enabled.", "Write, for example: /// note | Title"),
    (re.compile(r"^\s*>\s*\[![\w-]{1,40}\]"), "An admonition in a quotation is not enabled.",
     'Write, for example: !!! note "Title"'),
    (re.compile(r"(?<!\[)\^{1,2}[^\s^\]]"), "Raised and underlined words by ^ are not enabled.", "Write them plainly."),
    (re.compile(r"\[=\s?\d"), "Bars of progress are not enabled.", "Say it in words."),
    (re.compile(r"\{[^{}\n]{0,80}\.(?:grid|cards?)\b"), "Grids are not enabled.", "Write a list."),
    (re.compile(r":fontawesome-[a-z0-9-]{1,80}:"), "Icons of this set are not enabled.",
     f"Take one of: {', '.join(ICON_SETS)}. For example: :material-anchor:"),
    (re.compile(rf"(?<![\w:]):(?!(?:{'|'.join(ICON_SETS)}|fontawesome)-)[a-z][a-z0-9_+-]{{1,60}}:(?![\w:])"),
     "Emoji by name are not enabled.", "Write the character itself, or an icon, such as :material-anchor:"),
)  # fmt: skip
"""What other sites have and pages here do not: how it looks in a line, what it is, and what to write instead."""

_PAIRED = {
    "==": re.compile(r"(?<![\w=])==(?=[^\s=])[^=\n]{1,400}?(?<=[^\s=])==(?![\w=])"),
    "~~": re.compile(r"(?<![\w~])~~(?=[^\s~])[^~\n]{1,400}?(?<=[^\s~])~~(?![\w~])"),
}
_LEFT = {"==": re.compile(r"=="), "~~": re.compile(r"(?<!~)~{1,2}(?=[^\s~])")}
_KEYS = re.compile(r"(?<![\w+])\+\+([a-z0-9-]{1,40}(?:\+[a-z0-9-]{1,40}){0,6})\+\+(?![\w+])")
_KEYS_LEFT = re.compile(r"\+\+[\w\"']")
_ESCAPED = re.compile(r"\\[=~+]")
_EDITING = re.compile(r"\{(?:\+\+|--|~~|==|>>)[^{}\n]{0,400}\}")
"""Rule Y5 names these marks."""
_ATTRIBUTES = re.compile(r"\{:?\s{0,3}[#.][\w-]")
CLASSES = ("md-button", "md-button--primary")
"""The classes that words of a page may have."""
_NAMED_ABOVE = ("annotate", "card", "cards", "grid")
_CLOSING = tuple(")*_`=~+>")
"""What ends a link, emphasis, code or another mark."""
_SPEAKS = re.compile(
    r"\d|(?:^|-)(?:numeric|number|alpha|alphabet|letter|roman|dice|hundred|zero|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|percent|plus|minus|cancel|close|check|not)(?:-|$)"
)
_SIZE = re.compile(r"^(octicons-.*)-(?:12|16|24|48|96)$")
_RAW = re.compile(
    r"(?:^|\n)\s*(?:!!! \w|\?\?\?\+? [\w\"]|===[!+]? \"|\[\^[\w-]+\]:|\*\[[^\]\n]+\]:)|\[\^[\w-]+\]"
    r"|:(?:material|octicons|simple|fontawesome)-[a-z0-9-]+:|(?<![=\w])==\w|~~\w|(?<!\w)\+\+[a-z]|\{:?\s?[.#][\w-]+"
    r"|-{1,2}8<-|\[\[|\$\$|\[TOC\]"
)


@rule("D6", "enabled Markdown", "blocks")
def enabled(edition: Edition) -> Iterator[Finding]:
    """Pages use only Markdown that is enabled, in a form that is read in one way. Admonitions, folds, tabs, footnotes,
    definitions and abbreviations have content, and titles that are no sentences."""
    named = _extensions(edition.settings)
    for page in edition.pages:
        yield Seen(page.path)
        for feature, place in _features(page):
            extension = _DRAWN_BY[feature]
            if extension not in named:
                hint = f"Add to markdown_extensions in mkdocs.yml: {as_written(extension)}"
                yield Problem(place, "D6", f"{_NAMES[feature]} is not enabled here.", hint)
        yield from _not_enabled(page)


@rule("D6", "readable marks", "blocks")
def marks(edition: Edition) -> Iterator[Finding]:
    """The marks that highlight words, strike them out or show keys stand around whole words. Keys and icons have names
    that exist, and no icon is a letter, a number or a sign. Words with a citation are not struck out."""
    for page in edition.pages:
        for block in (*page.prose, *page.headings):
            yield Seen(f"{page.path}:{block.place.line}")
            yield from _mark_faults(block)
            yield from _icon_faults(block)
            yield from _attribute_faults(block)


@rule("D6", "footnotes", "blocks")
def footnotes(edition: Edition) -> Iterator[Finding]:
    """Every footnote is written once, and a mark leads to it; headings have none."""
    for page in edition.pages:
        yield Seen(page.path)
        written: dict[str, Place] = {}
        for opened in page.opened:
            if opened.opening.feature != "footnote":
                continue
            key = opened.opening.name
            if key in written:
                sentence = f"The footnote [^{key}] is written twice."
                yield Problem(opened.place, "D6", sentence, "Give one of them another name.")
            written.setdefault(key, opened.place)
        marked: set[str] = set()
        for block in page.blocks:
            for offset, mark in block.marks:
                if not mark.startswith("[^"):
                    continue
                place, key = block.place_at(offset), mark[2:-1]
                marked.add(key)
                if block.kind == "heading":
                    yield Problem(place, "D6", "A heading must not have a footnote.", "Put it behind a sentence.")
                elif key not in written:
                    sentence = f"There is no footnote [^{key}]."
                    yield Problem(place, "D6", sentence, f"Write it at the end of the page: [^{key}]: The words.")
        for key in written.keys() - marked:
            sentence = f"Nothing leads to the footnote [^{key}]."
            yield Problem(written[key], "D6", sentence, f"Write [^{key}] behind a sentence, or remove the footnote.")


def _extensions(settings: Mapping[str, object]) -> set[str]:
    listed = settings.get("markdown_extensions")
    entries = listed if isinstance(listed, list) else []
    return {name for each in entries for name in (each if isinstance(each, dict) else [str(each)])}


def _features(page: Page) -> Iterator[tuple[str, Place]]:
    """Yield each feature that a page uses, where it uses it first."""
    found: dict[str, Place] = {}
    for opened in page.opened:
        found.setdefault(opened.opening.feature, opened.place)
    for block in page.directives:
        if block.name in AUTHORING_BLOCKS:
            found.setdefault("tab block" if block.name == "tab" else block.name, block.place)
    for block in (*page.prose, *page.headings):
        text = CODE_SPAN.sub(blanked, block.text)
        for feature, pattern in (*_PAIRED.items(), ("++", _KEYS), ("{", _ATTRIBUTES)):
            if match := pattern.search(text):
                found.setdefault(feature, block.place_at(match.start()))
        if any(written[1:2] in (" ", "x", "X") for _, written in block.marks):
            found.setdefault("task", block.place)
    yield from found.items()


def _not_enabled(page: Page) -> Iterator[Problem]:
    in_code = False
    for number, line in _lines(page):
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            continue
        text = CODE_SPAN.sub(blanked, line)
        if ADDRESS_APART.match(text):
            # Rule Y5 names addresses apart from their links.
            continue
        for pattern, sentence, hint in _FAULTS:
            found = pattern.search(text)
            if found:
                yield Problem(Place(page.file, number, found.start() + 1), "D6", sentence, hint)


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page with their numbers, without its front matter."""
    is_front = bool(page.front)
    for number, line in enumerate(page.lines, start=1):
        if not is_front:
            yield number, line
        elif number > 1 and line.rstrip() == "---":
            is_front = False


def _mark_faults(block: Block) -> Iterator[Problem]:
    text = _ESCAPED.sub("##", _EDITING.sub(blanked, CODE_SPAN.sub(blanked, block.text)))
    for sign, paired in _PAIRED.items():
        left = _LEFT[sign].search(paired.sub(blanked, text))
        if left:
            sentence = f"The mark {sign} is not closed, or begins or ends inside a word."
            hint = f"Write {sign} right before the first word and right behind the last, or \\{sign[0]} for the sign."
            yield Problem(block.place_at(left.start()), "D6", sentence, hint)
    struck = _PAIRED["~~"].search(text)
    frame = block_called(block.inside)
    if (
        struck
        and block.kind != "heading"
        and (CITATION.search(text) or frame.uncited_words not in ("guide", "instruction"))
    ):
        sentence = "Words that rest on a source must not be struck out."
        yield Problem(
            block.place_at(struck.start()), "D6", sentence, "Write what the source says, and remove the rest."
        )
    yield from _key_faults(block, text)


def _key_faults(block: Block, text: str) -> Iterator[Problem]:
    # Imported here: few pages show keys.
    from pymdownx.keymap_db import aliases, keymap

    for match in _KEYS.finditer(text):
        for key in match[1].split("+"):
            if aliases.get(key, key) not in keymap:
                place = block.place_at(match.start())
                yield Problem(place, "D6", f"There is no key {key!r}.", suggest(key, tuple({**keymap, **aliases})))
    left = _KEYS_LEFT.search(_KEYS.sub(blanked, text))
    if left:
        hint = "Write, for example, ++ctrl+f++, or \\+ for the sign itself."
        yield Problem(block.place_at(left.start()), "D6", "These keys cannot be read.", hint)


def _attribute_faults(block: Block) -> Iterator[Problem]:
    """Yield the classes and ids that Markdown would print, because they follow nothing that could have them."""
    text = CODE_SPAN.sub(lambda code: "`" * len(code.group()), block.text)
    own_lines = {start for start, _, _ in block.starts[1:]}
    behind_marks = {offset + len(mark) for offset, mark in block.marks if mark.startswith(":")}
    for match in _ATTRIBUTES.finditer(text):
        start, closed = match.start(), text.find("}", match.start())
        is_last = closed == len(text.rstrip()) - 1
        inline = text[start - 1 : start] in _CLOSING or start in behind_marks
        if not inline and not (start in own_lines and is_last and block.kind in ("paragraph", "item")):
            hint = "Write it right behind the bracket that closes a link, or on a line of its own under the paragraph."
            yield Problem(block.place_at(start), "D6", "This class or id belongs to nothing.", hint)
        for name in re.findall(r"\.([\w-]+)", text[start : closed + 1]):
            if name not in (*CLASSES, *_NAMED_ABOVE):
                # The style sheets move some classes out of sight: a “not” would be gone for eyes alone.
                sentence = f"There is no class {name!r} for pages."
                yield Problem(block.place_at(start), "D6", sentence, f"Write one of: {', '.join(CLASSES)}.")


def _icon_faults(block: Block) -> Iterator[Problem]:
    for offset, mark in block.marks:
        name, place = mark[1:-1], block.place_at(offset)
        if not mark.startswith(":") or name.startswith("fontawesome"):
            continue
        around = block.text[max(0, offset - 1) : offset] + block.text[offset + len(mark) :][:1]
        if icon(name) is None:
            yield Problem(place, "D6", f"There is no icon {name!r}.", suggest(name, tuple(icon_names())))
        elif _SPEAKS.search(_SIZE.sub(r"\1", name)):
            sentence = f"The icon {name!r} says something that no rule can read."
            yield Problem(place, "D6", sentence, "Say it in words, or take an icon that is no letter, number or sign.")
        elif re.search(r"\w", around):
            yield Problem(place, "D6", "An icon must not touch a word.", "Add a space.")


_TEXTS_OUTSIDE_CODE = "//main//text()[not(ancestor::code or ancestor::pre)]"


@site_rule("D6", "Markdown in the built site")
def built(site: BuiltSite) -> Iterator[Finding]:
    """No built page shows Markdown that was not drawn."""
    for page in site.pages:
        yield Seen(page.path)
        # Looking at each element takes longer than at all texts together, and hardly a page has anything.
        may_be = _RAW.search("\n".join(page.strings(_TEXTS_OUTSIDE_CODE)))
        for main in page.tree.xpath("//main") if may_be else ():
            for element, near in shown_raw(main):
                hint = "Correct it on the page: `explainer check` says how. Put it into ` ` to show it."
                yield Problem(place_of(page, element), "D6", f"The page shows Markdown: “{near}”.", hint)


def shown_raw(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each element that shows Markdown outside of code, with the passage."""
    for element in tree.xpath(".//*[not(ancestor-or-self::code or ancestor-or-self::pre)]"):
        for text in (element.text, *(child.tail for child in element)):
            found = _RAW.search(text or "")
            if found:
                yield element, (text or "")[max(0, found.start() - 20) : found.end() + 40].strip()
