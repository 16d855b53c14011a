"""Who "he" or "she" is: the best fitting person named shortly before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from quotereader.clause_subjects import clause_subject
from quotereader.noun_phrases import Phrase
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.people import Cast, Person
from quotereader.speech_verbs import is_adverb
from quotereader.verb_subjects import subject_of
from quotereader.word_lists import listed, listed_genders

GENDER = {"he": "m", "his": "m", "she": "f", "her": "f"}
_REACH = 14
_WINDOW = 5
_MOST_MENTIONS = 40
_MOST_VERBS = 3
_UNNAMED_REACH = 4
_SPEAKS = 2.0
_INDEFINITE = frozenset(("a", "an", "one", "another"))


@dataclass(frozen=True, slots=True)
class _Mention:
    person: Person
    sentence: int
    paragraph: int
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The person a pronoun stands for, with the lead over the next best candidate."""

    person: Person
    lead: float


class Antecedents:
    """Every "he" and "she" outside quotations, resolved in the order of the text."""

    def __init__(self, article: Sequence[Paragraph], cast: Cast) -> None:
        self._found: dict[tuple[int, int], Antecedent] = {}
        self._mentions: list[_Mention] = []
        self._unasked: list[Sentence] = []
        for paragraph in article:
            for sentence in paragraph.sentences:
                self._read(sentence, cast)

    def at(self, paragraph: int, start: int) -> Antecedent | None:
        """Whom the pronoun at this offset stands for, if anybody fits."""
        return self._found.get((paragraph, start))

    def _read(self, sentence: Sentence, cast: Cast) -> None:
        self._unasked.append(sentence)
        names = {name.start: name for name in sentence.names}
        unnamed = unnamed_speakers(sentence)
        first = True
        for place, word in enumerate(sentence.tokens):
            gender = GENDER.get(word.lower) if word.kind == "word" else None
            if gender:
                self._note_unnamed_subjects()
                found = self._best(sentence, gender)
                if found is not None:
                    self._found[sentence.paragraph, word.start] = found
                    self._note(found.person, sentence, word.start, 1.5 if word.lower in ("he", "she") else 0.0)
            elif word.start in unnamed:
                self._note(unnamed[word.start], sentence, word.start, _SPEAKS)
            elif word.start in names:
                person = cast.person_at(sentence.paragraph, word.start)
                if person is not None:
                    self._note(person, sentence, word.start, _weight(sentence, names[word.start].last, place, first))
                    first = False

    def _note_unnamed_subjects(self) -> None:
        """ "A sergeant fled. "I was afraid," he said": only once a pronoun asks for them, because most never do."""
        for sentence in self._unasked[-_UNNAMED_REACH:]:
            subject = clause_subject(sentence.tokens, 0, len(sentence.tokens) - 1)
            person = _unnamed(subject, sentence.paragraph) if subject is not None else None
            named = any(name.standing != "other" for name in sentence.names)
            if person is not None and subject is not None and not named:
                self._note(person, sentence, subject.start, 1.0)
        self._unasked.clear()

    def _note(self, person: Person, sentence: Sentence, start: int, weight: float) -> None:
        self._mentions.append(_Mention(person, sentence.number, sentence.paragraph, start, weight))

    def _best(self, sentence: Sentence, gender: str) -> Antecedent | None:
        scores: dict[int, tuple[float, Person]] = {}
        for mention in self._near(sentence):
            person = mention.person
            if person.gender not in ("", gender):
                continue
            score = mention.weight + (0.6 if person.gender else 0.0) + (1.0 if person.known else 0.0)
            score -= 0.8 * (sentence.number - mention.sentence) + 0.6 * (sentence.paragraph - mention.paragraph)
            if id(person) not in scores or scores[id(person)][0] < score:
                scores[id(person)] = (score, person)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        if not ranked:
            return None
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
        return Antecedent(ranked[0][1], lead)

    def _near(self, sentence: Sentence) -> Iterable[_Mention]:
        for mention in islice(reversed(self._mentions), _MOST_MENTIONS):
            if sentence.number - mention.sentence > _REACH or sentence.paragraph - mention.paragraph > _WINDOW:
                return
            yield mention


def unnamed_speakers(sentence: Sentence) -> dict[int, Person]:
    """ "One farmer said": people whom the sentence brings in without a name and has speak, by offset."""
    tokens = sentence.tokens
    if _INDEFINITE.isdisjoint(word.lower for word in tokens):
        return {}
    verbs = (place for place, word in enumerate(tokens) if word.form == "finite")
    found: dict[int, Person] = {}
    for verb in islice(verbs, _MOST_VERBS):
        phrase = subject_of(tokens, verb, 0)
        if phrase is None or tokens[phrase.first].lower not in _INDEFINITE:
            continue
        person = _unnamed(phrase, sentence.paragraph)
        if person is not None:
            found[phrase.start] = person
    return found


def _unnamed(phrase: Phrase, paragraph: int) -> Person | None:
    """One person whom a phrase gives by a role: "a former sergeant", "his wife"."""
    words = phrase.text.split()
    roles = [place for place, word in enumerate(words) if word.lower() in listed_genders("roles")]
    if phrase.kind != "nominal" or not roles:
        return None
    after = roles[-1] + 1
    if words[after : after + 1] and words[after].lower() not in listed("prepositions"):
        words = words[:after]  # an unknown verb: "her mother wept"
    person = Person("", known=True)
    person.add_form(paragraph, phrase.start, " ".join(words), 1)
    gender = listed_genders("roles")[words[roles[0]].lower()]
    if gender:
        person.votes[gender] += 1
    return person


def _weight(sentence: Sentence, last: int, place: int, first: bool) -> float:
    """How much a mention stands out: the subject of its sentence or of a verb of speech."""
    tokens = sentence.tokens
    weight = 1.0 if first else 0.0
    after = last + 1
    while after < len(tokens) and is_adverb(tokens[after]):
        after += 1
    if after < len(tokens):
        if tokens[after].text in ("'s", "’s"):
            return weight - 0.7
        if tokens[after].kind == "word" and tokens[after].lower in listed("roles"):
            return weight - 1.2
        if tokens[after].form == "finite":
            weight += 1.0
    if place and tokens[place - 1].form == "finite":
        weight += 0.5
    return weight
