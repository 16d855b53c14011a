"""Rules V3 and V13: words in single marks are quoted words, and nobody speaks without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.core.problems import Problem
from explainer.core.text import count_words, find_quoted, fold
from explainer.edition.state import Edition
from explainer.gates.prose import TERM_WORDS, stored_quotes
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.prose.statements import Statement, all_statements
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.sayings import strength_of

_DOUBLE = re.compile(r"“[^“”]{0,600}”|\"[^\"]{0,600}\"")
_SINGLE = re.compile(
    r"(?<!\w)‘(?!\s|(?:twas|tis|em|til|cause)\b)([^‘“”]{1,600}?)’(?!\w)|(?<![\w’])'(?=\w)([^'\"]{1,600}?)(?<=[\w.,!?])'(?!\w)"
)
_AFTER_COLON = re.compile(r"((?:\b\w{1,14} ){0,3}\b\w{1,14}): (?=[^\W\d_])")
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|my|me|you|your)\b")


@rule("V3", "single marks")
def single_marks(edition: Edition) -> Iterator[Finding]:
    """Words in single quotation marks are quoted words, as those in double marks are: one or two stand in a paragraph
    that the sentence cites, more of them in a stored quotation of it. An apostrophe is no such mark."""
    for statement in all_statements(edition):
        yield Seen(str(statement.place))
        outside = _DOUBLE.sub(" ", statement.text)
        for match in _SINGLE.finditer(outside):
            words = match[1] or match[2]
            if not _is_quoted(edition, statement, fold(words)):
                sentence = f"The words ‘{words}’ are in no quotation of a paragraph that the sentence cites."
                yield Problem(statement.place, "V3", sentence, "Quote what the paragraph has, or leave the marks out.")


def _is_quoted(edition: Edition, statement: Statement, words: str) -> bool:
    texts = stored_quotes(edition, statement.references)
    if count_words(words) <= TERM_WORDS:
        paragraphs = (edition.paragraph(reference) for reference in statement.references)
        texts = [*texts, *(fold(text) for text in paragraphs if text)]
    return any(find_quoted(words, text) >= 0 for text in texts)


@voice_rule("V13", "speech in marks")
def speech_in_marks(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """What somebody is made to say after a verb of saying and a colon stands in quotation marks, and so is compared
    with the article."""
    for match in _AFTER_COLON.finditer(_DOUBLE.sub("“”", claim.text)):
        verb = next((word for word in match[1].lower().split()[::-1] if strength_of(word) == "said"), "")
        spoken = match.string[match.end() :]
        if verb and (spoken[:1].isupper() or _FIRST_PERSON.search(spoken)):
            sentence = f"After “{verb}” and a colon somebody speaks without quotation marks."
            yield Fault(sentence, "Quote the words of the article, or say with “that” what was said.")
