"""Rule Y5: pages hold Markdown, and nothing that a browser could run or that leads to an unsafe place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.problems import Place, Problem

_FAULTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"<[A-Za-z/!?]"), "Raw HTML stands here.", "Write Markdown, or a block."),
    (re.compile(r"(?:javascript|vbscript|data|file)\s{0,3}:", re.I), "This address could run code.", "Link to https."),
    (re.compile(r"\]\(\s{0,3}http://", re.I), "This link is not https.", "Link to https, or leave it out."),
    (re.compile(r"\{[^}]{0,80}\b(?:on\w{2,20}|style)\s{0,3}=", re.I), "This attribute is not allowed.", "Delete it."),
    (re.compile(r"-{1,2}8<-{1,2}"), "Files are not included in pages.", "Write the text here."),
)
_CODE = re.compile(r"`[^`]{1,300}`")


@rule("B3", "plain files")
def plain_files(edition: Edition) -> Iterator[Finding]:
    """No symbolic link stands among the pages, the data or the theme: what it points to would be published."""
    project = edition.project
    for folder in (project.docs, project.data, project.root / "overrides"):
        for path in sorted(folder.rglob("*")):
            yield Seen(project.relative(path))
            if path.is_symlink():
                place = Place(project.relative(path))
                yield Problem(place, "B3", "A symbolic link stands here.", "Put the file itself there.")


@rule("Y5", "markup")
def markup(edition: Edition) -> Iterator[Finding]:
    """Pages hold no raw HTML, no address that runs code, no event or style attributes, and lead out only to https."""
    for page in edition.pages:
        for block in page.blocks:
            yield Seen(f"{page.path}:{block.place.line}")
            text = _CODE.sub("", block.text)
            for pattern, sentence, hint in _FAULTS:
                found = pattern.search(text)
                if found:
                    yield Problem(block.place_at(min(found.start(), len(block.text))), "Y5", sentence, hint)
