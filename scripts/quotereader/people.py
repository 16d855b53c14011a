"""The people of an article: which mentions of a name are one person, and what is known of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotereader.names import Name
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.tokens import Token
from quotereader.word_lists import listed, listed_genders

_PRONOUN_GENDER = {"he": "m", "himself": "m", "she": "f", "herself": "f"}
_MOST_BEARERS = 20
_ROLE_BEFORE, _ROLE_AFTER, _OFFICE_REACH = 3, 6, 7
_TITLE_VOTE, _NAME_VOTE, _ROLE_VOTE, _PRONOUN_VOTE = 4.0, 2.0, 3.0, 1.0


class _Form(NamedTuple):
    paragraph: int
    start: int
    text: str
    fullness: int


@dataclass(slots=True, eq=False)
class Person:
    """One bearer of a name: the fuller and fuller forms of the name in the order of the text, and signs of gender.

    `known` says that something only a person has stands with the name.
    """

    surname: str
    given: str = ""
    known: bool = False
    forms: list[_Form] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})

    @property
    def gender(self) -> str:
        """ "m" or "f"; "" where there are no signs, or as many for one as for the other."""
        male, female = self.votes["m"], self.votes["f"]
        if male == female:
            return ""
        return "m" if male > female else "f"

    def vote(self, gender: str, weight: float) -> None:
        """Count a sign of gender; "" is none."""
        if gender:
            self.votes[gender] += weight

    def fullest_form(self, paragraph: int, start: int) -> str:
        """Return the fullest form of the name up to a position; "" where there is none."""
        earlier = (form.text for form in reversed(self.forms) if (form.paragraph, form.start) <= (paragraph, start))
        return next(earlier, "")

    def add_form(self, paragraph: int, start: int, text: str, fullness: int) -> None:
        """Keep a form of the name if it is fuller than all before it."""
        if not self.forms or fullness > self.forms[-1].fullness:
            self.forms.append(_Form(paragraph, start, text, fullness))


class Cast:
    """Everybody who is named outside quotation marks."""

    def __init__(self, article: Sequence[Paragraph]) -> None:
        self._by_position: dict[tuple[int, int], Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given_name: dict[str, list[Person]] = defaultdict(list)
        elsewhere = _names_within_sentences(article)
        for paragraph in article:
            for sentence in paragraph.sentences:
                for name in sentence.names:
                    if name.kind != "other" and not _only_opens_sentence(sentence, name, elsewhere):
                        self._add(sentence, name)
        for paragraph in article:
            for sentence in paragraph.sentences:
                self._vote_by_pronoun(sentence)

    def person_at(self, paragraph: int, start: int) -> Person | None:
        """Return the person whose name is mentioned at an offset of a paragraph."""
        return self._by_position.get((paragraph, start))

    def _add(self, sentence: Sentence, name: Name) -> None:
        person = self._bearer_of(name)
        if person is None:
            person = Person(name.surname, name.parts[0].lower() if len(name.parts) > 1 else "")
            self._by_surname[person.surname].append(person)
            if person.given:
                self._by_given_name[person.given].append(person)
        elif len(name.parts) > 1 and not person.given:
            person.given = name.parts[0].lower()
            self._by_given_name[person.given].append(person)
        person.known = person.known or name.kind == "person" or _is_introduced_as_person(name, sentence.tokens)
        person.add_form(sentence.paragraph, name.start, name.text, len(name.parts) * 2 + bool(name.title))
        self._by_position[sentence.paragraph, name.start] = person
        _vote_by_words_around(person, name, sentence.tokens)

    def _bearer_of(self, name: Name) -> Person | None:
        """The person mentioned before who bears this name: by surname, or by the given name alone."""
        bearers = self._by_surname.get(name.surname, [])[-_MOST_BEARERS:]
        if len(name.parts) > 1:
            given = name.parts[0].lower()
            fitting = [person for person in bearers if not person.given or _may_be_same_given(person.given, given)]
            return fitting[-1] if fitting else None
        gender = _gender_of_title(name)
        fitting = [person for person in bearers if not gender or person.gender in ("", gender)]
        if fitting:
            return fitting[-1]
        if not name.title:
            return next(iter(self._by_given_name.get(name.surname, [])), None)
        return None

    def _vote_by_pronoun(self, sentence: Sentence) -> None:
        """In a sentence that names one person, the first pronoun after the name shows that person's gender."""
        people = {
            self._by_position[sentence.paragraph, name.start]
            for name in sentence.names
            if (sentence.paragraph, name.start) in self._by_position
        }
        if len(people) != 1:
            return
        (person,) = people
        first_name_end = min(name.end for name in sentence.names)
        for token in sentence.tokens:
            is_after = token.kind == "word" and token.start > first_name_end
            gender = _PRONOUN_GENDER.get(token.lower, "") if is_after else ""
            if gender:
                person.vote(gender, _PRONOUN_VOTE)
                return


def _names_within_sentences(article: Sequence[Paragraph]) -> frozenset[str]:
    """The names of one word that stand further on than at the head of a sentence, and the last words of longer ones."""
    return frozenset(
        name.surname
        for paragraph in article
        for sentence in paragraph.sentences
        for name in sentence.names
        if name.first or len(name.parts) > 1
    )


def _only_opens_sentence(sentence: Sentence, name: Name, elsewhere: frozenset[str]) -> bool:
    """ "Flying home, she": a word whose capital comes from its place, and that is a name nowhere else."""
    if name.first or name.title or len(name.parts) > 1 or name.kind == "person" or name.surname in elsewhere:
        return False
    after = sentence.tokens[name.last + 1 : name.last + 2]
    goes_on = bool(after) and after[0].kind == "word" and not after[0].speech_form
    return goes_on and name.surname.endswith(("ing", "ed", "ly"))


def _may_be_same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: the same, an initial, or a short form ("Dan", "Daniel")."""
    if one == other:
        return True
    return one[0] == other[0] and (len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1 or one[:3] == other[:3])


def _is_introduced_as_person(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether something follows that only a person has: a speech verb, an age, an office."""
    after = name.last + 1
    if after + 1 >= len(tokens):
        return False
    if tokens[after].text != ",":
        return tokens[after].speech_form == "finite"
    if tokens[after + 1].text.isdigit() or tokens[after + 1].lower == "who":
        return True
    for token in tokens[after + 1 : after + 1 + _OFFICE_REACH]:
        if token.kind != "word" or token.lower in listed("roles"):
            return token.kind == "word"
    return False


def _gender_of_title(name: Name) -> str:
    if not name.title:
        return ""
    return listed_genders("titles").get(name.title.split()[-1].lower().rstrip("."), "")


def _vote_by_words_around(person: Person, name: Name, tokens: Sequence[Token]) -> None:
    person.vote(_gender_of_title(name), _TITLE_VOTE)
    given = name.parts[0].lower()
    if len(name.parts) > 1 or person.given == given:
        male, female = given in listed("given_names_male"), given in listed("given_names_female")
        if male != female:
            person.vote("m" if male else "f", _NAME_VOTE)
    roles, titles = listed_genders("roles"), listed_genders("titles")
    for index in range(max(0, name.first - _ROLE_BEFORE), name.first):
        if tokens[index].kind == "word":
            lower = tokens[index].lower
            title = titles.get(lower, "") if index == name.first - 1 else ""
            person.vote(roles.get(lower, "") or title, _ROLE_VOTE)
    if name.last + 1 < len(tokens) and tokens[name.last + 1].text == ",":
        for token in tokens[name.last + 2 : name.last + 2 + _ROLE_AFTER]:
            if token.kind != "word":
                break
            gender = roles.get(token.lower, "")
            if gender:
                person.vote(gender, _ROLE_VOTE)
                break
