"""Rules V4 and V5: who speaks in a claim speaks in its paragraphs, and has the rank or office that they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.edition.state import Edition
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.sense.cited_paragraphs import CitedParagraph, paragraphs_before
from explainer.sense.known_names import is_named_near, known_names
from explainer.sense.own_lists import own_table
from explainer.sense.speakers import is_speaker, our_sayings
from explainer.sense.word_stems import outside_marks, words_of
from quotereader.noun_phrases import Phrase

_PERSONAL = ("he", "she")


@voice_rule("V4", "who speaks")
def who_speaks(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """Whoever is the subject of a verb of saying in a claim speaks in a paragraph that the claim cites, claims one of
    its figures, or is quoted there. “He” and “she” are whoever spoke in the sentence before."""
    known = known_names(edition)
    named = known.mentioned_in(claim.text)
    people = [form for form in named if form not in known.publishers]
    sayings = [saying for saying in our_sayings(claim.text) if saying.strength]
    before: Phrase | None = None
    for saying in sayings:
        phrase = saying.subject
        if phrase is not None and phrase.text.lower() in _PERSONAL:
            phrase = before or _subject_before(claim)
        if phrase is None or phrase.kind == "pronoun":
            continue
        before = phrase
        site, strange = edition.settings.get("site_name"), [form for form in people if phrase.text in form]
        if phrase.text == site or not all(is_named_near(edition, form, cited) for form in strange):
            continue  # rule V2 reports who is named nowhere near
        if not is_speaker(phrase, known, cited, named):
            yield _no_speaker(phrase, claim)


def _subject_before(claim: OurClaim) -> Phrase | None:
    subjects = [saying.subject for saying in our_sayings(claim.before)]
    people = [each for each in subjects if each is not None and each.kind != "pronoun"]
    return people[-1] if people else None


def _no_speaker(phrase: Phrase, claim: OurClaim) -> Fault:
    listed = ", ".join(dict.fromkeys(claim.references))
    sentence = f"“{phrase.text}” is made to speak, but is no speaker in {listed}."
    return Fault(sentence, "Name who speaks there, or cite the paragraph in which they do.")


@voice_rule("V5", "role")
def role(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """The ranks and offices that a claim names are those that its paragraphs name, or those of the people who speak
    there, as the article gives them anywhere, or those of the paragraphs just before."""
    near = [each for paragraph in cited for each in (paragraph, *paragraphs_before(edition, paragraph))]
    have = frozenset[str]().union(*(each.words for each in near))
    have |= {word for paragraph in cited for person in paragraph.people for word in words_of(person)}
    text = outside_marks(claim.text)
    for form in known_names(edition).mentioned_in(claim.text):
        text = text.replace(form, " ")
    roles = own_table("titles_of_roles")
    for word in dict.fromkeys(words_of(text)):
        one = word if word in roles else word.removesuffix("s")
        allowed = roles.get(one)
        if allowed and not {each for name in allowed for each in (name, f"{name}s")} & have:
            sentence = f"“{word}” is the rank or office of nobody in {', '.join(dict.fromkeys(claim.references))}."
            yield Fault(sentence, "Give the role that the article gives, or cite the paragraph that gives it.")
