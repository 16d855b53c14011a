"""What a project has none of, and the rules that are left out for it: a rule that looks at nothing proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.theme import theme_folders
from explainer.edition.state import Edition
from explainer.gates.theme_files import KINDS
from explainer.pages.lessons import FOLDER as TEACHING
from explainer.prose.our_claims import claims_of_pages
from explainer.prose.statements import PROGRAM_PAGES

CITES = "[@"
"""How a citation begins, even one that is never closed."""
_ABOUT_RECORDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("sources", "articles", ("C2", "C4", "D1", "P4", "S1", "S2", "S3", "S4", "V14")),
    ("quotes", "quotations", ("C1", "Q1", "Q2", "Q3", "Q4", "Q5", "Q7")),
    ("figures", "figures", ("F1", "F2", "F4", "M3")),
    ("charts", "charts", ("M4",)),
    ("maps", "maps", ("M1",)),
    ("relations", "relations", ("M2",)),
    ("quiz", "quiz", ("Z",)),
)
"""Kinds of records by their name in the evidence and in words, each with the codes, or first letters of codes, of the
rules about them."""


def missing_kinds(edition: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what an edition has none of, in words, with the codes or first letters of codes of the rules about it."""
    evidence = edition.evidence
    yield from ((words, codes) for name, words, codes in _ABOUT_RECORDS if not getattr(evidence, name))
    if not (evidence.quotes or evidence.figures):
        yield "quotations or figures", ("Q6",)
    if not (evidence.figures or evidence.events):
        yield "figures or events", ("F3",)
    if not any(source.gists for source in evidence.sources.values()):
        yield "gists", ("C6", "D7")
    if edition.pages and not any(CITES in block.text for page in edition.pages for block in page.blocks):
        yield "citations on pages", ("D3",)
    if edition.pages and not claims_of_pages(edition):
        yield "cited sentences", tuple(f"V{number}" for number in range(1, 14))
    if not any(page.path.startswith(TEACHING) for page in edition.pages):
        yield "lessons", ("T",)
    theme = theme_folders(edition.project)[0]
    if not any(theme.rglob("*.html")) and not any(page.path in PROGRAM_PAGES for page in edition.pages):
        yield "templates of its own", ("O3",)
    if not any(theme.rglob("*.css")):
        yield "style sheets of its own", ("O4",)
    if not any(path.suffix in KINDS for path in theme.rglob("*")):
        yield "templates, styles or scripts of its own", ("R1",)
