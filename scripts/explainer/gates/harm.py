"""Rules N: nobody who could be harmed is named."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from string import ascii_lowercase

from explainer.core.problems import Place, Problem
from explainer.core.quantities import read_quantities
from explainer.core.text import Phrases, fold, whole, without_look_alikes, words
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before, digest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.text_files import ProjectText, project_texts
from explainer.prose.statements import all_statements
from explainer.records.models import Person
from explainer.records.permitted_names import blank_permitted, permitted_names, unknown_names, unknown_people
from quotereader.word_lists import listed

_UNIT_NUMBER = re.compile(
    r"\b(?:No\.? ?\d|\d{1,4}(?:st|nd|rd|th) (?:battalion|regiment|division|brigade)"
    r"|(?:battalion|regiment|division|brigade|task force) (?:no\.? ?)?\d)",
    re.IGNORECASE,
)
_DETAILS = re.compile(r",| who | in | from | with | at ")
MOST_DETAILS, MOST_ROLE_WORDS = 3, 8
_AGED = re.compile(r", \d{1,2}\b")
SHORTEST_WORD = 3
LISTS = "explainer.core.lists"
_ORDINARY = re.compile(r"\b[a-z]{3,30}\b(?!['-]?[A-Z])")
_TITLE = r"(?:Mr|Mrs|Ms|Sgt|Capt|Lt|Cpl|Sergeant|Captain|Corporal|Private)\.? "
_PERSON_AFTER = (
    r"\*|\.?, (?:\d{1,2}\b|an? |the |one )|\.?'?s? (?:said|says|stated|told|argued|added|had said|remembers|recalled)"
)
_LETTERS_ALONE = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))
"""What each byte of a text in lower case is for a search that goes by letters alone."""
_HINT = "Show the person by role. If the name is public, add it to data/people.yaml or data/names.yaml."


def private_names(edition: Edition) -> set[str]:
    """Return every name in the articles at hand that is on no list."""
    return edition.derived("private names", _private_names)


def _private_names(edition: Edition) -> set[str]:
    permitted = permitted_names(edition.evidence)
    texts = [paragraph.text for article in edition.articles.values() for paragraph in article.paragraphs]
    return {name for text in texts for name in unknown_people(text, permitted)}


def personal_names(edition: Edition) -> set[str]:
    """Return the unlisted names that the articles use as a person's, in lower case, and each of their longer words.

    An article shows that a name is a person's by an age, a description, a title, a verb of speech or an asterisk
    beside it. These names are searched for in any case and with any marks between their words. A word that is also an
    ordinary one, in the articles or in any English, is not forbidden by itself.
    """
    texts = [fold(paragraph.text) for article in edition.articles.values() for paragraph in article.paragraphs]
    known = {word.lower() for name in permitted_names(edition.evidence) for word in words(name)}
    ordinary = listed("ordinary_words", LISTS).union(*(_ORDINARY.findall(text) for text in texts))
    unknown = Phrases(private_names(edition))
    of_people = {name for text in texts for name in unknown.possible_in(text) if _is_personal(name, text)}
    names: set[str] = set()
    for name in of_people:
        tokens = [token.lower() for token in words(name)]
        names.add(" ".join(tokens))
        names.update(token for token in tokens if token not in known | ordinary and len(token) > SHORTEST_WORD)
    return names


def _is_personal(name: str, text: str) -> bool:
    """Return whether a text uses a name as a person's."""
    itself = re.escape(name)
    return name in text and bool(re.search(rf"(?:{_TITLE}){itself}\b|\b{itself}(?:{_PERSON_AFTER})", text))


def bare(text: str) -> str:
    """Return a text in lower case, with a single space for each run of other characters than letters."""
    return _letters(fold(html.unescape(text)))


def _letters(folded: str) -> str:
    plain = unicodedata.normalize("NFKD", without_look_alikes(folded.lower()))
    # Each character is looked up once: texts are long, and have few different ones.
    for accent in filter(unicodedata.combining, set(plain) if not plain.isascii() else ()):
        plain = plain.replace(accent, "")
    # Bytes are exchanged by a table many times faster than characters are by a pattern.
    letters = plain.encode("ascii", "replace").translate(_LETTERS_ALONE).split()
    return f" {b' '.join(letters).decode()} "


@rule("N1", "names")
def names(edition: Edition) -> Iterator[Finding]:
    """Public people are shown by name. No file of the project contains any other name from an article, in its text, its
    comments or its own name, whatever the case and whatever marks stand between the words. A name that is on no list is
    taken for a private person's."""
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    search, before = NameSearch.of(edition), clean_before(edition)
    searched_for = search.digest()
    for each in project_texts(edition):
        yield Seen(each.file, "no article text at hand" if missing else "")
        yield from before.faults(searched_for, (each.file, each.text), partial(_named_in, search, each))


def _named_in(search: NameSearch, looked_at: ProjectText) -> Iterator[Problem]:
    file = looked_at.file
    if found := search.found_in(file):
        sentence = "The name of this file contains an unlisted name from an article."
        yield Problem(Place(file), "N1", sentence, "Rename it.", aside=told(found))
    if search.found_in_folded(looked_at.folded):
        for number, line in enumerate(looked_at.text.split("\n"), start=1):
            if found := search.found_in(line):
                sentence = "This line contains an unlisted name from an article."
                yield Problem(Place(file, number), "N1", sentence, _HINT, aside=told(found))


def told(name: str) -> str:
    """Say which name is meant, for the terminal alone."""
    return f"It is “{name}”."


def _longest_first(names: set[str]) -> Phrases:
    return Phrases(sorted(names, key=lambda name: (-len(name), name)))


@dataclass(frozen=True)
class NameSearch:
    """The names that texts are searched for: as they are `written`, and `personal` ones in any form.

    `plain` has the permitted names as `bare` gives them, because personal names are searched for in bare texts.
    """

    written: Phrases
    personal: Phrases
    permitted: Phrases
    plain: Phrases

    @classmethod
    def of(cls, edition: Edition) -> NameSearch:
        """Return the search for the names of the articles at hand."""
        return edition.derived("search for names", cls._made)

    @classmethod
    def _made(cls, edition: Edition) -> NameSearch:
        permitted = permitted_names(edition.evidence)
        plain = dict.fromkeys(letters for name in permitted if (letters := bare(name).strip()))
        written, personal = (_longest_first(each(edition)) for each in (private_names, personal_names))
        return cls(written, personal, permitted, Phrases(plain))

    def digest(self) -> bytes:
        """Return a digest of all names that the search knows."""
        return digest("N1", *map(repr, (self.written, self.personal, self.permitted, self.plain)))

    def finds(self, text: str) -> bool:
        """Return whether a text contains an unlisted name."""
        return bool(self.found_in(text))

    def found_in(self, text: str) -> str:
        """Return the unlisted name that a text contains, in lower case if it is there in another form; "" for none."""
        return self.found_in_folded(fold(text))

    def found_in_folded(self, folded: str) -> str:
        """Return what `found_in` does, of a folded text."""
        suspects = [name for name in self.written.possible_in(folded) if name in folded]
        if suspects:
            blanked = blank_permitted(folded, self.permitted)
            found = next((name for name in suspects if re.search(whole(name), blanked)), "")
            if found:
                return found
        letters = bare(folded) if "&" in folded else _letters(folded)
        personal = [name for name in self.personal.possible_in(letters) if f" {name} " in letters]
        if not personal:
            return ""
        for name in self.plain.possible_in(letters):
            while f" {name} " in letters:  # twice in a row, one mention shares its space with the next
                letters = letters.replace(f" {name} ", " | ")
        return next((name for name in personal if f" {name} " in letters), "")


@rule("N1", "names in our sentences")
def names_in_sentences(edition: Edition) -> Iterator[Finding]:
    """Every name in a sentence of ours is listed: as a public person, an organisation or a term, or in names.yaml."""
    permitted = permitted_names(edition.evidence)
    for statement in all_statements(edition):
        yield Seen(str(statement.place))
        for name in sorted(unknown_names(statement.text, permitted), key=len, reverse=True)[:1]:
            yield Problem(statement.place, "N1", f"“{name}” is an unlisted name.", _HINT)


@rule("N2", "one private person, one source")
def one_source(edition: Edition) -> Iterator[Finding]:
    """No sentence that mentions a private person cites a source other than that person's own."""
    private = private_roles(edition)
    for statement in all_statements(edition):
        yield Seen(str(statement.place))
        cited = {reference.partition(":")[0] for reference in statement.references}
        if statement.kind != "claim" or len(cited) < 2:
            continue
        for person in _spoken_of(statement.text, private):
            if cited - {person.source}:
                sentence = f"This sentence mentions “{person.role}” and cites more than one source."
                yield Problem(statement.place, "N2", sentence, "Give each source a sentence of its own.")


def private_roles(edition: Edition) -> dict[str, Person]:
    """Return the private people whose role has an age, and so is theirs alone, by that role without its article."""
    people = (person for person in edition.evidence.people.values() if person.kind == "private")
    return {person.role.partition(" ")[2]: person for person in people if _AGED.search(person.role)}


def _spoken_of(text: str, private: dict[str, Person]) -> list[Person]:
    """Return the private people whom a sentence mentions by a role that is theirs alone."""
    found: list[Person] = []
    for match in _AGED.finditer(text):
        before = text[: match.end()].split()
        ends = (" ".join(before[-count:]) for count in range(2, MOST_ROLE_WORDS))
        found += [private[end] for end in ends if end in private]
    return found


@rule("N3", "few details")
def few_details(edition: Edition) -> Iterator[Finding]:
    """A private person is shown with at most three coarse details. No sentence contains a unit's number, and none that
    mentions a private person gives a day."""
    for key, person in edition.evidence.people.items():
        yield Seen(key)
        if person.kind == "private" and len(_DETAILS.findall(person.role)) + 1 > MOST_DETAILS:
            sentence = f"The role of {key} has more than {MOST_DETAILS} details."
            yield Problem(edition.evidence.place(f"people:{key}", "role"), "N3", sentence, "Remove some.")
    private = private_roles(edition)
    for statement in all_statements(edition):
        yield Seen(f"{statement.place}")
        if _UNIT_NUMBER.search(statement.text):
            yield Problem(statement.place, "N3", "This sentence contains the number of a unit.", "Remove it.")
        spoken_of = _spoken_of(statement.text, private)
        if spoken_of and any(each.kind == "date" and each.low % 100 for each in read_quantities(statement.text)):
            sentence = "This sentence mentions a private person and gives a day."
            yield Problem(statement.place, "N3", sentence, "Give only the month, or no date.")
