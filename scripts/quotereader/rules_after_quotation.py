"""Rules for an attribution after a quotation: `"Q," NAME said`, `"Q," according to NAME`."""

from collections.abc import Sequence

from quotereader.attribution import Attribution, finite_speech_verbs
from quotereader.names import is_name_word, name_ending_at
from quotereader.noun_phrases import name_phrase, phrase_starting_at
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Token
from quotereader.verb_subjects import is_inverted, subject_of
from quotereader.word_lists import listed

_LONGEST_TAG = 45
_LONGEST_VERBLESS_TAG = 9
_LONG_QUOTATION = 5
_SHORTEST_PAST_FORM = 5
_READING = ("read", "reads", "ran", "runs", "went", "goes")
_DASHES = ("—", "–", "--", "-", "―", "~")


def verb_right_after(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """Speaker and speech verb follow the quotation, in either order: `"Q," said NAME`, `"Q," NAME said`."""
    if not _may_have_tag(tokens, quotation):
        return None
    first = _tag_start(tokens, quotation)
    end = min(_next_quotation(tokens, quotation), first + _LONGEST_TAG)
    stops = (index for index in range(first, end) if _is_tag_verb(tokens, index) or tokens[index].text in (";", ":"))
    verb = next(stops, None)
    if verb is None or tokens[verb].kind == "punctuation":
        return None
    inverted = is_inverted(tokens, verb)
    if inverted:
        subject = phrase_starting_at(tokens, verb + 1, end - 1)
    else:
        subject = subject_of(tokens[:end], verb, quotation + 1)
    if subject is None or (subject.first > first and not inverted and tokens[verb].lower != "quoted"):
        return None
    return Attribution(subject, "the speaker and a speech verb follow the quotation", 0.95, "after")


def _may_have_tag(tokens: Sequence[Token], quotation: int) -> bool:
    text = tokens[quotation].text
    opens_sentence = quotation == 0 and text[:1].isupper() and len(text.split()) >= _LONG_QUOTATION
    before_comma = quotation + 1 < len(tokens) and tokens[quotation + 1].text == ","
    return opens_sentence or before_comma or _ends_like_speech(text)


def _ends_like_speech(text: str) -> bool:
    return text.rstrip("'’ ").endswith((",", "?", "!", "—", "–", "-", ".", "…"))


def _tag_start(tokens: Sequence[Token], quotation: int) -> int:
    """The index of the first word after the quotation that can belong to a speaker or a verb."""
    index = quotation + 1
    while index < len(tokens) and (
        tokens[index].text in (",", *_DASHES) or is_adverb(tokens[index]) or tokens[index].lower in ("as", "and")
    ):
        index += 1
    return index


def _is_tag_verb(tokens: Sequence[Token], verb: int) -> bool:
    token = tokens[verb]
    unlisted_past = token.kind == "word" and token.text.endswith("ed") and len(token.text) >= _SHORTEST_PAST_FORM
    return (
        token.speech_form == "finite"
        or (unlisted_past and _closes_clause(tokens, verb))
        or _is_only_verb_after_pronoun(tokens, verb)
        or _is_turned_round(tokens, verb)
        or _reads_itself(tokens, verb)
    )


def _is_turned_round(tokens: Sequence[Token], verb: int) -> bool:
    """ "“Q,” grumbled NAME": whatever past form stands between a quotation and a name is a verb of speech."""
    if not verb or verb + 1 >= len(tokens) or tokens[verb - 1].kind != "quotation":
        return False
    token = tokens[verb]
    is_past = token.text.endswith("ed") or token.lower in listed("irregular_past_verbs")
    return is_past and len(token.text) > 3 and token.text.islower() and is_name_word(tokens[verb + 1])


def _reads_itself(tokens: Sequence[Token], verb: int) -> bool:
    """ "“Q,” the letter reads.": a document speaks by being read."""
    if not verb or tokens[verb].lower not in _READING:
        return False
    if tokens[verb - 1].kind == "quotation":
        return any(token.lower in listed("documents") for token in tokens[verb + 1 : verb + 4])
    return tokens[verb - 1].lower in listed("documents") and _closes_clause(tokens, verb)


def _is_only_verb_after_pronoun(tokens: Sequence[Token], verb: int) -> bool:
    """ "“Q,” he spat.": whatever word closes a tag after a pronoun is a verb of speech, listed or not."""
    if verb < 2 or tokens[verb - 1].lower not in ("he", "she") or tokens[verb - 2].kind != "quotation":
        return False
    token = tokens[verb]
    return token.kind == "word" and token.lower not in listed("function_words") and _closes_clause(tokens, verb)


def _closes_clause(tokens: Sequence[Token], verb: int) -> bool:
    return verb + 1 == len(tokens) or tokens[verb + 1].text in (".", ",")


def _next_quotation(tokens: Sequence[Token], quotation: int) -> int:
    following = range(quotation + 1, len(tokens))
    return next((index for index in following if tokens[index].kind == "quotation"), len(tokens))


def according_to(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """The sentence says whose words they are: `"Q," according to NAME`, `in the words of NAME, "Q"`."""
    after = range(quotation + 1, len(tokens) - 2)
    before = range(quotation - 3, -1, -1)
    for indices in (after, before):
        for index in indices:
            if tokens[index].kind == "quotation":
                break
            if (tokens[index].lower, tokens[index + 1].lower) in (("according", "to"), ("words", "of")):
                speaker = phrase_starting_at(tokens, index + 2, len(tokens) - 1)
                why = "'according to' or 'in the words of' names the speaker"
                return Attribution(speaker, why, 0.9, "after") if speaker else None
    return None


def signature(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """The quotation is signed: `"Q" — NAME, description`."""
    if quotation + 2 >= len(tokens) or tokens[quotation + 1].text not in _DASHES:
        return None
    phrase = phrase_starting_at(tokens, quotation + 2, len(tokens) - 1)
    if phrase is None or phrase.kind != "name" or phrase.first != quotation + 2:
        return None
    return Attribution(phrase, "a dash and a name sign the quotation", 0.8, "after")


def name_closing_sentence(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """A few words after a comma end in a name, whatever language they are in: `"Q", a dit NAME.`"""
    length = len(tokens) - quotation - 1
    if quotation or not length or tokens[quotation + 1].text != "," or length > _LONGEST_VERBLESS_TAG:
        return None
    name = name_ending_at(tokens, quotation + 2, len(tokens) - (2 if tokens[-1].text == "." else 1))
    if name is None or name.kind == "other":
        return None
    phrase = name_phrase(tokens, name, name.first, name.last)
    return Attribution(phrase, "a name closes the sentence after the quotation", 0.5, "after")


def verb_closing_sentence(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """A speech verb further on closes a clause: `The plan is "Q," and costs too much, NAME said.`"""
    for verb in finite_speech_verbs(tokens, len(tokens), quotation + 1):
        if not _closes_clause(tokens, verb) and not is_inverted(tokens, verb):
            continue
        subject = subject_of(tokens, verb, quotation + 1)
        if subject is not None:
            return Attribution(subject, "a speech verb closes the sentence", 0.7, "after")
    return None
