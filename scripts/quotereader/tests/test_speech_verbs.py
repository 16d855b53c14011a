"""Verbs of speech and their forms."""

import pytest

from quotereader.speech_verbs import speech_form_at
from quotereader.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Voss said it", "said", "finite"),
        ("Voss was told it", "told", "passive"),
        ("Voss left, saying it", "saying", "participle"),
        ("Voss went on to say it", "say", "base"),
        ("Voss would argue it", "argue", "finite"),
        ("the claims of Voss", "claims", ""),
        ("Voss claims it", "claims", "finite"),
        ("Many potters say it", "say", "finite"),
        ("the accused potter", "accused", ""),
        ("Voss shot back at it", "shot", "finite"),
        ("the kiln stood there", "stood", ""),
    ],
)
def test_form_of_a_verb_of_speech(text: str, word: str, form: str) -> None:
    tokens = tokenize(text, [])
    index = next(at for at, token in enumerate(tokens) if token.text == word)
    assert speech_form_at(tokens, index) == form
