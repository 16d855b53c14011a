"""Resolves "he" and "she": to the person mentioned shortly before who fits best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from quotereader.clause_subjects import clause_subject
from quotereader.names import Name
from quotereader.noun_phrases import Phrase
from quotereader.parsed_paragraphs import Paragraph, Sentence
from quotereader.people import Cast, Person
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Token
from quotereader.verb_subjects import subject_of
from quotereader.word_lists import listed, listed_genders

RESOLVED = {"he": "m", "his": "m", "she": "f", "her": "f"}
"""The pronouns that are resolved, each with its gender."""
MOST_SENTENCES_BACK = 14
MOST_PARAGRAPHS_BACK = 5
_MOST_MENTIONS = 40
_MOST_VERBS = 3
_UNNAMED_REACH = 4
_ROLE_WORDS = 4
_ONLY_CANDIDATE_LEAD = 3.0
_INDEFINITE = frozenset(("a", "an", "one", "another"))

# How much a mention stands out, and how much less it does with distance.
_FIRST_NAME, _BEFORE_SPEECH_VERB, _AFTER_SPEECH_VERB = 1.0, 1.0, 0.5
_POSSESSIVE, _QUALIFIER = -0.7, -1.2
_SUBJECT_PRONOUN, _UNNAMED_SPEAKER, _UNNAMED_SUBJECT, _UNNAMED_OTHER = 1.5, 2.0, 1.0, 0.5
_SURE_GENDER, _SURE_PERSON = 0.6, 1.0
_PER_SENTENCE, _PER_PARAGRAPH = -0.8, -0.6


@dataclass(frozen=True, slots=True)
class _Mention:
    person: Person
    sentence: int
    paragraph: int
    weight: float


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The person whom a pronoun refers to, and by how much they fit better than the next candidate."""

    person: Person
    lead: float


class Antecedents:
    """The antecedents of all pronouns outside quotations, found in the order of the text."""

    def __init__(self, article: Sequence[Paragraph], cast: Cast) -> None:
        self._antecedents: dict[tuple[int, int], Antecedent] = {}
        self._mentions: list[_Mention] = []
        self._without_pronoun: list[Sentence] = []
        for paragraph in article:
            for sentence in paragraph.sentences:
                self._read(sentence, cast)

    def at(self, paragraph: int, start: int) -> Antecedent | None:
        """Return the antecedent of the pronoun at an offset of a paragraph; None where nobody fits."""
        return self._antecedents.get((paragraph, start))

    def _read(self, sentence: Sentence, cast: Cast) -> None:
        self._without_pronoun.append(sentence)
        names = {name.start: name for name in sentence.names}
        unnamed = _unnamed_speakers(sentence)
        is_first_name = True
        for index, token in enumerate(sentence.tokens):
            gender = RESOLVED.get(token.lower) if token.kind == "word" else None
            if gender:
                self._mention_unnamed_subjects()
                antecedent = self._best(sentence, gender)
                if antecedent is not None:
                    self._antecedents[sentence.paragraph, token.start] = antecedent
                    weight = _SUBJECT_PRONOUN if token.lower in ("he", "she") else 0.0
                    self._mention(antecedent.person, sentence, weight)
            elif token.start in unnamed:
                self._mention(unnamed[token.start], sentence, _UNNAMED_SPEAKER)
            elif token.start in names:
                person = cast.person_at(sentence.paragraph, token.start)
                if person is not None:
                    weight = _weight_of_name(sentence, names[token.start], index, is_first_name)
                    self._mention(person, sentence, weight)
                    is_first_name = False

    def _mention_unnamed_subjects(self) -> None:
        """ "A sergeant fled. “I was afraid,” he said." Called only when a pronoun asks, because most never do."""
        for sentence in self._without_pronoun[-_UNNAMED_REACH:]:
            subject = clause_subject(sentence.tokens, 0, len(sentence.tokens) - 1)
            person = _unnamed_person(subject, sentence.paragraph) if subject is not None else None
            names_somebody = any(name.kind != "other" for name in sentence.names)
            if names_somebody:
                continue
            if person is not None:
                self._mention(person, sentence, _UNNAMED_SUBJECT)
            for other in _unnamed_others(sentence, subject):
                self._mention(other, sentence, _UNNAMED_OTHER)
        self._without_pronoun.clear()

    def _mention(self, person: Person, sentence: Sentence, weight: float) -> None:
        self._mentions.append(_Mention(person, sentence.number, sentence.paragraph, weight))

    def _best(self, sentence: Sentence, gender: str) -> Antecedent | None:
        scores: dict[int, tuple[float, Person]] = {}
        for mention in self._near(sentence):
            person = mention.person
            if person.gender not in ("", gender):
                continue
            score = mention.weight + (_SURE_GENDER if person.gender else 0.0) + (_SURE_PERSON if person.known else 0.0)
            score += _PER_SENTENCE * (sentence.number - mention.sentence) + _PER_PARAGRAPH * (
                sentence.paragraph - mention.paragraph
            )
            if id(person) not in scores or scores[id(person)][0] < score:
                scores[id(person)] = (score, person)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        if not ranked:
            return None
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _ONLY_CANDIDATE_LEAD
        return Antecedent(ranked[0][1], lead)

    def _near(self, sentence: Sentence) -> Iterable[_Mention]:
        for mention in islice(reversed(self._mentions), _MOST_MENTIONS):
            sentences, paragraphs = sentence.number - mention.sentence, sentence.paragraph - mention.paragraph
            if sentences > MOST_SENTENCES_BACK or paragraphs > MOST_PARAGRAPHS_BACK:
                return
            yield mention


def _unnamed_speakers(sentence: Sentence) -> dict[int, Person]:
    """ "One farmer said": people whom a sentence introduces without a name and has speak, by the phrase's offset."""
    tokens = sentence.tokens
    if _INDEFINITE.isdisjoint(token.lower for token in tokens):
        return {}
    verbs = (index for index, token in enumerate(tokens) if token.speech_form == "finite")
    speakers: dict[int, Person] = {}
    for verb in islice(verbs, _MOST_VERBS):
        phrase = subject_of(tokens, verb, 0)
        if phrase is None or tokens[phrase.first].lower not in _INDEFINITE:
            continue
        person = _unnamed_person(phrase, sentence.paragraph) or _person_by_grammar(phrase, sentence.paragraph)
        if person is not None:
            speakers[phrase.start] = person
    return speakers


def _unnamed_others(sentence: Sentence, subject: Phrase | None) -> Iterable[Person]:
    """ "I met a major": people whom a sentence introduces by a role, and who are not its subject."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens[:-1]):
        if token.lower not in _INDEFINITE or (subject is not None and index == subject.first):
            continue
        for place in range(index + 1, min(len(tokens), index + _ROLE_WORDS)):
            if tokens[place].kind != "word" or tokens[place].capitalised:
                break
            if _is_role_at(tokens, place) and not (index and tokens[index - 1].lower == "with"):
                text = " ".join(each.text for each in tokens[index : place + 1])
                person = Person("", known=True)
                person.add_form(sentence.paragraph, token.start, text, 1)
                person.vote(listed_genders("roles").get(tokens[place].lower, ""), 1.0)
                yield person
                break


def _is_role_at(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word names what a person is; "a private" does if nothing follows that could be private."""
    if tokens[index].lower != "private":
        return tokens[index].lower in listed("roles")
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or following.lower in listed("prepositions") | {"who", ","} or following.text in ",."


def _person_by_grammar(phrase: Phrase, paragraph: int) -> Person | None:
    """ "A welder said": a person of whatever occupation, because somebody, and nothing that is read, speaks."""
    words = phrase.text.split()
    plain = [word.strip(",").lower() for word in words]
    described = phrase.kind == "nominal" and len(words) > 1 and words[-1].islower()
    if not described or plain[-1] in listed("documents") | listed("organisation_words") | listed("speech_nouns"):
        return None
    person = Person("", known=True)
    person.add_form(paragraph, phrase.start, phrase.text, 1)
    return person


def _unnamed_person(phrase: Phrase, paragraph: int) -> Person | None:
    """The person whom a description gives by a role: "a former sergeant", "his wife"."""
    words = phrase.text.split()
    roles = [index for index, word in enumerate(words) if word.lower() in listed("roles")]
    if phrase.kind != "nominal" or not roles:
        return None
    after = roles[-1] + 1
    if words[after : after + 1] and words[after].lower() not in listed("prepositions"):
        words = words[:after]  # an unlisted verb: "her mother wept"
    person = Person("", known=True)
    person.add_form(paragraph, phrase.start, " ".join(words), 1)
    person.vote(listed_genders("roles")[words[roles[0]].lower()], 1.0)
    return person


def _weight_of_name(sentence: Sentence, name: Name, index: int, is_first: bool) -> float:
    """How much a name at an index stands out: as the first of its sentence, or as the subject of a speech verb."""
    tokens = sentence.tokens
    weight = _FIRST_NAME if is_first else 0.0
    after = name.last + 1
    while after < len(tokens) and is_adverb(tokens[after]):
        after += 1
    if after < len(tokens):
        if tokens[after].text in ("'s", "’s"):
            return weight + _POSSESSIVE
        if tokens[after].kind == "word" and tokens[after].lower in listed("roles"):
            return weight + _QUALIFIER
        if tokens[after].speech_form == "finite":
            weight += _BEFORE_SPEECH_VERB
    if index and tokens[index - 1].speech_form == "finite":
        weight += _AFTER_SPEECH_VERB
    return weight
