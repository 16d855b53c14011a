"""Rules O3 and O4: the theme and the pages about the program say nothing of the subject, and no style hides a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.core.read_files import read_text
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.statements import PROGRAM_PAGES, page_statements
from explainer.prose.theme_words import theme_words
from explainer.records.evidence import Evidence
from explainer.sense.known_names import known_names

_MARKS = "cite", "differ", "disagreements", "disputed", "grade", "mark", "reading", "unsigned", "unsure", "warning"
"""Classes of what tells readers where a sentence comes from, and how far it can be trusted."""
_LONGEST_SHORT = 4
_RULE = re.compile(r"([^{}@;]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARKED = re.compile(rf"\.(?:{'|'.join(_MARKS)})(?![\w-])(?!::)")
_HIDES = re.compile(
    r"\b(?:display:\s*none|visibility:\s*(?:hidden|collapse)|opacity:\s*0(?:\.0\d*)?(?![.\d])|font(?:-size)?:\s*0(?![.\d])"
    r"|color:\s*transparent|content-visibility:\s*hidden|clip(?:-path)?:|text-indent:\s*-|(?:max-)?(?:height|width):\s*0(?![.\d]))"
)


@rule("O3", "words of the theme")
def words_of_the_theme(edition: Edition) -> Iterator[Finding]:
    """The theme, and the pages about the program, say nothing of the subject: they name no listed
    person or body, and use no word of the glossary. What they say is looked at by the rules for sentences."""
    subject = edition.evidence.derived("words of the subject", _words_of_the_subject)
    known = known_names(edition)
    for place, text in _unsigned_words(edition):
        yield Seen(f"{place}")
        named = [form for form in known.mentioned_in(text) if form not in known.publishers and not _is_short(form)]
        found = subject.search(fold(text))
        if named or found:
            word = named[0] if named else found.group() if found else ""
            sentence = f"“{word}” is of the subject, and these words cite nothing."
            yield Problem(place, "O3", sentence, "Say it on a page, with the paragraph that it rests on.")


@rule("O4", "marks in sight")
def marks_in_sight(edition: Edition) -> Iterator[Finding]:
    """No style hides a citation, the mark of a disagreement, the grade of a copy, what says that words are ours, or
    what says that nobody has signed them off."""
    for path in sorted(edition.project.overrides.rglob("*.css")):
        file = edition.project.relative(path)
        yield Seen(file)
        text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), read_text(path, file))
        for styled in _RULE.finditer(text):
            marked, hides = _MARKED.search(styled[1]), _HIDES.search(styled[2])
            if marked and hides:
                line = text.count("\n", 0, styled.start(2)) + 1
                sentence = f"This hides {marked.group()}: “{hides.group()}”."
                yield Problem(Place(file, line), "O4", sentence, "Style it in another way, so that readers see it.")


def _unsigned_words(edition: Edition) -> Iterator[tuple[Place, str]]:
    yield from theme_words(edition.project)
    for page in edition.pages:
        if page.path in PROGRAM_PAGES:
            yield from ((each.place, each.text) for each in page_statements(edition, page))


def _words_of_the_subject(evidence: Evidence) -> re.Pattern[str]:
    """Return a pattern for every form of every term; without terms, for nothing."""
    forms = {form for term in evidence.terms.values() for form in (term.term, *term.forms) if not _is_short(form)}
    listed = "|".join(sorted(re.escape(fold(form)) for form in forms))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)", re.IGNORECASE)


def _is_short(form: str) -> bool:
    """Whether a form is an abbreviation, which may mean something else here, such as a kind of file."""
    return form.isupper() and len(form) <= _LONGEST_SHORT
