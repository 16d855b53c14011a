"""The quiz in GIFT, the text format that Moodle imports, with the ids, order and answers of the site."""

from __future__ import annotations

import re
from fractions import Fraction

from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Option, Options, Pairs, Range, Words
from explainer.records.evidence import Evidence

_SPECIAL = re.compile(r"([~=#{}:\\])")


def gift(pack: Pack) -> bytes:
    """Return all items, with a category for each lesson."""
    lines = [f"// {line}" for line in pack.imprint]
    for title, items in pack.by_lesson():
        # A single slash starts a subcategory.
        lines += ["", f"$CATEGORY: {pack.title.replace('/', '//')}/{title.replace('/', '//')}", ""]
        lines += [gift_item(pack.evidence, item) for item in items]
    return ("\n".join(lines) + "\n").encode()


def gift_item(evidence: Evidence, item: Asked) -> str:
    """Return one item, with its id as its title and its feedback for every answer."""
    question = r"\n\n".join(escaped(part) for part in question_parts(evidence, item))
    answers = "\n".join(f"  {line}" for line in _answers(item))
    feedback = with_format(escaped(feedback_text(evidence, item)))
    return f"::{escaped(item.id)}::[plain]{question} {{\n{answers}\n  ####{feedback}\n}}\n"


def _answers(item: Asked) -> list[str]:
    match item.key:
        case Options(options):
            return [_option(option) for option in options]
        case Pairs(pairs):
            return [f"={with_format(_answer(left))} -> {_answer(right)}" for left, right in pairs]
        case Words(main, others):
            return [_option(Option(each, is_right=True)) for each in (main, *others)]
        case Range(_, _, low, high):
            return [f"#{decimal(low)}..{decimal(high)}" if high > low else f"#{decimal(low)}"]


def _option(option: Option) -> str:
    sign, weight = ("=", 100) if option.is_right else ("~", 0)
    # Without a weight, one would be read in a text such as "%50% left".
    return f"{sign}{f'%{weight}%' if option.text.startswith('%') else ''}{with_format(_answer(option.text))}"


def with_format(text: str) -> str:
    """Return a text, with its format where the text itself could be read as one, such as "[html]"."""
    return f"[plain]{text}" if text.startswith("[") else text


def _answer(text: str) -> str:
    """Return an answer, or one side of a pair. Nothing escapes the arrow, which stands between the sides of pairs."""
    return escaped(text.replace("->", "→"))


def decimal(number: Fraction) -> str:
    """Return a number in digits, without an exponent or separators."""
    return str(int(number)) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0")


def escaped(text: str) -> str:
    """Return a text with the control characters of the format escaped."""
    return _SPECIAL.sub(r"\\\1", text)
