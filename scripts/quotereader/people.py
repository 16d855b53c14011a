"""The people of an article: which mentions belong to one person, and what is known of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotereader.names import Name
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.tokens import Word
from quotereader.word_lists import listed, listed_genders

_PRONOUN_GENDER = {"he": "m", "himself": "m", "she": "f", "herself": "f"}
_MOST_BEARERS = 20
_TITLE_VOTE, _NAME_VOTE, _ROLE_VOTE, _PRONOUN_VOTE = 4.0, 2.0, 3.0, 1.0


@dataclass(slots=True, eq=False)
class Person:
    """One bearer of a name: ever fuller forms of the name in order of the text, and the signs of gender."""

    surname: str
    given: str = ""
    known: bool = False
    forms: list[tuple[int, int, str, int]] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})

    @property
    def gender(self) -> str:
        """ "m", "f" or "" where the signs are missing or contradict each other."""
        male, female = self.votes["m"], self.votes["f"]
        if male == female:
            return ""
        return "m" if male > female else "f"

    def fullest_form(self, paragraph: int, start: int) -> str:
        """The fullest form of the name up to this position."""
        earlier = (form[2] for form in reversed(self.forms) if form[:2] <= (paragraph, start))
        return next(earlier, "")

    def add_form(self, paragraph: int, start: int, text: str, fullness: int) -> None:
        """Note a form of the name if it is fuller than all before it."""
        if not self.forms or fullness > self.forms[-1][3]:
            self.forms.append((paragraph, start, text, fullness))


class Cast:
    """Everybody who is named outside quotation marks, found by position or by surname."""

    def __init__(self, article: Sequence[Paragraph]) -> None:
        self._by_position: dict[tuple[int, int], Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        for paragraph in article:
            for sentence in paragraph.sentences:
                for name in sentence.names:
                    if name.standing != "other":
                        self._enter(sentence, name)
        for paragraph in article:
            for sentence in paragraph.sentences:
                self._hear_pronouns(sentence)

    def person_at(self, paragraph: int, start: int) -> Person | None:
        """The person whose mention starts at this offset."""
        return self._by_position.get((paragraph, start))

    def _enter(self, sentence: Sentence, name: Name) -> None:
        person = self._match(name)
        if person is None:
            person = Person(name.surname, name.parts[0].lower() if len(name.parts) > 1 else "")
            self._by_surname[person.surname].append(person)
            if person.given:
                self._by_given[person.given].append(person)
        elif len(name.parts) > 1 and not person.given:
            person.given = name.parts[0].lower()
            self._by_given[person.given].append(person)
        person.known = person.known or name.standing == "person" or _introduced(name, sentence.tokens)
        person.add_form(sentence.paragraph, name.start, name.text, len(name.parts) * 2 + bool(name.title))
        self._by_position[sentence.paragraph, name.start] = person
        _vote(person, name, sentence.tokens)

    def _match(self, name: Name) -> Person | None:
        bearers = self._by_surname.get(name.surname, [])[-_MOST_BEARERS:]
        if len(name.parts) > 1:
            given = name.parts[0].lower()
            fitting = [one for one in bearers if not one.given or _same_given(one.given, given)]
            return fitting[-1] if fitting else None
        gender = listed_genders("titles").get(name.title.split()[-1].lower().rstrip(".") if name.title else "", "")
        fitting = [one for one in bearers if not gender or one.gender in ("", gender)]
        if fitting:
            return fitting[-1]
        if not name.title:
            return next(iter(self._by_given.get(name.surname, [])), None)
        return None

    def _hear_pronouns(self, sentence: Sentence) -> None:
        people = {
            self._by_position[sentence.paragraph, name.start]
            for name in sentence.names
            if (sentence.paragraph, name.start) in self._by_position
        }
        if len(people) != 1:
            return
        (person,) = people
        begun = min(name.end for name in sentence.names)
        for word in sentence.tokens:
            gender = _PRONOUN_GENDER.get(word.lower) if word.kind == "word" and word.start > begun else None
            if gender:
                person.votes[gender] += _PRONOUN_VOTE
                return


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    return one[0] == other[0] and (len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1 or one[:3] == other[:3])


def _introduced(name: Name, tokens: Sequence[Word]) -> bool:
    """Followed by what only a person has: a verb of speech, an age, an office."""
    after = name.last + 1
    if after + 1 >= len(tokens):
        return False
    if tokens[after].text != ",":
        return tokens[after].form == "finite"
    if tokens[after + 1].text.isdigit() or tokens[after + 1].lower == "who":
        return True
    for word in tokens[after + 1 : after + 8]:
        if word.kind != "word" or word.lower in listed("roles"):
            return word.kind == "word"
    return False


def _vote(person: Person, name: Name, tokens: Sequence[Word]) -> None:
    if name.title:
        _add(person, listed_genders("titles").get(name.title.split()[-1].lower().rstrip("."), ""), _TITLE_VOTE)
    given = name.parts[0].lower()
    if len(name.parts) > 1 or person.given == given:
        male, female = given in listed("given_names_male"), given in listed("given_names_female")
        if male != female:
            _add(person, "m" if male else "f", _NAME_VOTE)
    for place in range(max(0, name.first - 3), name.first):
        if tokens[place].kind == "word":
            lower = tokens[place].lower
            _add(
                person,
                listed_genders("roles").get(lower, "")
                or (listed_genders("titles").get(lower, "") if place == name.first - 1 else ""),
                _ROLE_VOTE,
            )
    if name.last + 1 < len(tokens) and tokens[name.last + 1].text == ",":
        for word in tokens[name.last + 2 : name.last + 8]:
            if word.kind != "word":
                break
            gender = listed_genders("roles").get(word.lower, "")
            if gender:
                _add(person, gender, _ROLE_VOTE)
                break


def _add(person: Person, gender: str, weight: float) -> None:
    if gender:
        person.votes[gender] += weight
