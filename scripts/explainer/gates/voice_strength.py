"""Rule V6: a claim reports what was said as strongly as its paragraphs do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.edition.state import Edition
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.own_lists import own_words
from explainer.sense.sayings import Saying, strength_of
from explainer.sense.speakers import head_of, our_sayings
from explainer.sense.word_stems import content_stems, words_of

_HINT = "Use a verb of the same strength: stated, said, claimed, denied."
_LEAST_SHARED = 2
_SENTENCES = {
    "claimed": "The article does not print this as a claim; you write “{}”.",
    "proved": "“{}” takes to be true what the article only reports.",
    "denied": "Nobody denies this in the article; you write “{}”.",
}


@voice_rule("V6", "strength of saying")
def strength(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """What an article prints as a claim is not said to be so, nor proved or admitted; what it says in its own words is
    put into nobody’s mouth; and nothing is called a claim that it does not call one."""
    have = {strength_of(word) for paragraph in cited for word in paragraph.words}
    for saying in our_sayings(claim.text):
        if saying.strength in ("claimed", "proved", "denied") and saying.strength not in have:
            yield Fault(_SENTENCES[saying.strength].format(saying.verb), _HINT)
        elif saying.strength == "said" and not _of_an_article(saying) and _is_claim_there(saying, claim, cited):
            yield Fault(f"The article prints this as a claim; you write “{saying.verb}”.", _HINT)


def _of_an_article(saying: Saying) -> bool:
    """Whether an article or a copy is said to say something, or not to say it."""
    negated = any(token.lower == "not" for token in saying.sentence.tokens[max(0, saying.at - 2) : saying.at])
    return negated or (saying.subject is not None and head_of(saying.subject) in own_words("anybody"))


def _is_claim_there(saying: Saying, claim: OurClaim, cited: Sequence[CitedParagraph]) -> bool:
    """Whether the sentences of the paragraphs that share most words with the claim report it as a claim alone."""
    verbs = {strength_of(word) for sentence in _nearest(claim.text, cited) for word in words_of(sentence)}
    return verbs - {""} == {"claimed"}


def _nearest(text: str, cited: Sequence[CitedParagraph]) -> list[str]:
    """Return the sentences of the paragraphs that share most words with a text, if they share any number of them."""
    ours = content_stems(text)
    shared = {sentence: len(ours & content_stems(sentence)) for paragraph in cited for sentence in paragraph.sentences}
    most = max(shared.values(), default=0)
    return [sentence for sentence, count in shared.items() if count == most] if most >= _LEAST_SHARED else []
