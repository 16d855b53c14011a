"""Rule Y5: pages contain Markdown, and nothing that a browser could run or that leads to an unsafe place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.page import CODE_SPAN, Block, Page, blanked

PLAIN_ADDRESS = r"https://[\w.-]{1,200}(?:[/?#][\w./?#=&%~+,:@-]{0,600})?"
"""A pattern for an address of another site. Nothing in it means something else to Markdown or HTML."""
ADDRESS_APART = re.compile(r"^\s{0,3}\[(?!\^[\w-]{1,40}\]:)[^\[\]]{0,200}\]:")
_LINE_FAULTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf"<(?!{PLAIN_ADDRESS}>)[A-Za-z/!?]"), "Raw HTML is not allowed.", "Write Markdown, or use a block."),
    (re.compile(r"\{(?:\+\+|--|~~|==|>>)"), "Marks of editing are not enabled.", "Write the final words."),
    (re.compile(r"\{\{|\{%"), "Macros are not enabled.", "Write the words themselves, or use a block."),
    (
        re.compile(r"(?<!\{)\{(?!\+\+|--|~~|==|>>|\{|%)(?!:?\s{0,3}(?:[#.][\w-]{1,60}\s{0,3}){1,6}\})"),
        "This attribute is not allowed.",
        "Write only ids and classes in curly brackets: {#id}.",
    ),
    (re.compile(r"-{1,2}8<-{1,2}"), "Including a file is not allowed.", "Write its text here."),
    (
        ADDRESS_APART,
        "Defining an address apart from its link is not allowed.",
        "Write the address in the link: [words](address).",
    ),
)
_FENCE, _FENCE_END = re.compile(r"```[a-z]{0,20}"), re.compile(r"```")
_LINK = re.compile(r"\]\(")
_ADDRESS = rf"(?:{PLAIN_ADDRESS}|(?!/)[\w./-]{{0,300}}(?:#[\w.-]{{1,120}})?)"
_PLAIN_LINK = re.compile(rf"\]\({_ADDRESS}(?: (?:\"[^\"]{{0,200}}\"|'[^']{{0,200}}'|\([^()]{{0,200}}\)))?\)", re.ASCII)
_PICTURE = re.compile(r"!\[[^\[\]]{0,300}\]\(https:")


@rule("Y5", "markup", "files")
def markup(edition: Edition) -> Iterator[Finding]:
    """Pages contain no raw HTML, no address that runs code, and no attributes but ids and classes. They link to other
    sites only over https, with the address in the link itself. Pictures come from the site itself."""
    for page in edition.pages:
        for number, line in enumerate(page.lines, start=1):
            yield Seen(f"{page.path}:{number}")
            yield from _line_faults(page, number, line)
        yield from _open_code(page)
        for block in page.blocks:
            yield from _link_faults(block)


def _line_faults(page: Page, number: int, line: str) -> Iterator[Problem]:
    # Line by line, because a code span that starts on another line does not keep Markdown from seeing raw HTML.
    text = CODE_SPAN.sub(blanked, line)
    for pattern, sentence, hint in _LINE_FAULTS:
        found = pattern.search(text)
        if found:
            yield Problem(Place(page.file, number, found.start() + 1), "Y5", sentence, hint)


def _open_code(page: Page) -> Iterator[Problem]:
    """Yield the code marks that are not closed: Markdown would pair them with later ones, and see code elsewhere."""
    fence = 0
    for number, line in enumerate(page.lines, start=1):
        if _FENCE_END.fullmatch(line) if fence else _FENCE.fullmatch(line):
            fence = 0 if fence else number
        elif "`" in CODE_SPAN.sub(blanked, line).replace("\\`", ""):
            hint = "Close the code on the same line, or write \\` for a plain backtick."
            yield Problem(Place(page.file, number), "Y5", "This line has a backtick without a partner.", hint)
    if fence:
        yield Problem(
            Place(page.file, fence), "Y5", "This block of code is never closed.", "End it with a line of ```."
        )


def _link_faults(block: Block) -> Iterator[Problem]:
    text = CODE_SPAN.sub(blanked, block.text)
    for found in _LINK.finditer(text):
        if not _PLAIN_LINK.match(text, found.start()):
            hint = "Write its path or its https:// address, without spaces or HTML entities."
            yield Problem(
                block.place_at(found.start()),
                "Y5",
                "A link must lead to a page of this site or to an https:// address.",
                hint,
            )
    for found in _PICTURE.finditer(text):
        hint = "Put it into overrides/assets/ as an SVG file, and show that."
        yield Problem(block.place_at(found.start()), "Y5", "A picture must come from this site.", hint)
