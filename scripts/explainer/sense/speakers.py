"""Whether somebody whom a claim makes speak is a speaker in the paragraphs it cites."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.known_names import KnownNames
from explainer.sense.own_lists import own_table, own_words
from explainer.sense.sayings import Saying, parsed_text, sayings_in
from explainer.sense.word_stems import has_phrase, is_content, one_spelling, stem_of, words_of
from quotereader.noun_phrases import Phrase
from quotereader.word_lists import listed

_RELATED = ("former", "same", "retired", "unnamed", "young", "old")


@lru_cache(maxsize=2048)
def our_sayings(text: str) -> tuple[Saying, ...]:
    """Return the sayings of a claim."""
    return tuple(saying for sentence in parsed_text(text).sentences for saying in sayings_in(sentence))


def head_of(phrase: Phrase) -> str:
    """Return the noun that a phrase is about, in one spelling: "spokesman" of "the spokesman of the league"."""
    words = phrase.text.split()
    for at, word in enumerate(words[1:], start=1):
        if word.lower() in listed("prepositions") or word.lower() in ("who", "whose", "that", "which") or word == ",":
            words = words[:at]
            break
    found = words_of(" ".join(words))
    return found[-1] if found else ""


def is_speaker(phrase: Phrase, known: KnownNames, cited: Sequence[CitedParagraph], named: Sequence[str] = ()) -> bool:
    """Tell whether a name or description is a speaker of one of the paragraphs, or too general to tell.

    `named` has the known names of the claim: of one that is read in part, the whole counts.
    """
    names = known.mentioned_in(phrase.text) or [name for name in named if phrase.text in name]
    if any(name in known.publishers for name in names):
        return True
    if names:
        forms = {one_spelling(form) for name in names[:1] for form in known.same[name]}
        return any(_speaks(form, paragraph) for form in forms for paragraph in cited)
    head = head_of(phrase)
    if not head or head in own_words("anybody") or head.isdigit():
        return True
    allowed = {stem_of(word) for word in own_table("titles_of_roles").get(head, ())} | {stem_of(head)}
    spoken = frozenset[str]().union(*(_spoken(known, paragraph) for paragraph in cited))
    described = {stem_of(word) for word in words_of(phrase.text) if is_content(word) and word not in _RELATED}
    if head in own_words("kinds_of_speakers"):
        described -= {stem_of(head)}
        return not described or bool(described & spoken)
    return bool(allowed & spoken) or 2 * len(described & spoken) > len(described)


def _spoken(known: KnownNames, paragraph: CitedParagraph) -> set[str]:
    """Return the stems of the words for those who speak in a paragraph, and for what the bodies among them are."""
    found = set(paragraph.speaker_words)
    for speaker in paragraph.speakers:
        for form in known.mentioned_in(speaker):
            found |= {stem_of(word) for word in words_of(known.described.get(form, ""))}
    return found


def _speaks(form: str, paragraph: CitedParagraph) -> bool:
    """Whether a form of a name is a speaker's, also where only a part of it was read as the speaker."""
    speakers = [one_spelling(speaker) for speaker in paragraph.speakers]
    if any(has_phrase(form, speaker) for speaker in speakers):
        return True
    return has_phrase(form, paragraph.plain) and any(has_phrase(speaker, form) for speaker in speakers)
