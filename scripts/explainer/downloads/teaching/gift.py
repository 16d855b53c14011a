"""The quiz in GIFT, the text format that Moodle imports, with the ids, order and answers of the site."""

from __future__ import annotations

import re
from fractions import Fraction

from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words
from explainer.records.evidence import Evidence

_SPECIAL = re.compile(r"([~=#{}:\\])")


def gift(pack: Pack) -> bytes:
    """Return all items, with a category for each lesson."""
    lines = [f"// {line}" for line in pack.imprint]
    for title, items in pack.by_lesson():
        # A slash would start a subcategory.
        lines += ["", f"$CATEGORY: {pack.title}/{title.replace('/', ' ')}", ""]
        lines += [gift_item(pack.evidence, item) for item in items]
    return ("\n".join(lines) + "\n").encode()


def gift_item(evidence: Evidence, item: Asked) -> str:
    """Return one item, with its id as its title and its feedback for every answer."""
    question = r"\n\n".join(escaped(part) for part in question_parts(evidence, item))
    answers = "\n".join(f"  {line}" for line in _answers(item))
    return (
        f"::{escaped(item.id)}::[plain]{question} {{\n{answers}\n  ####{escaped(feedback_text(evidence, item))}\n}}\n"
    )


def _answers(item: Asked) -> list[str]:
    match item.key:
        case Options(options):
            return [f"{'=' if option.is_right else '~'}{escaped(option.text)}" for option in options]
        case Pairs(pairs):
            return [f"={escaped(left)} -> {escaped(right)}" for left, right in pairs]
        case Words(main, others):
            return [f"={escaped(each)}" for each in (main, *others)]
        case Range(_, _, low, high):
            return [f"#{decimal(low)}..{decimal(high)}" if high > low else f"#{decimal(low)}"]


def decimal(number: Fraction) -> str:
    """Return a number in digits, without an exponent or separators."""
    return str(int(number)) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0")


def escaped(text: str) -> str:
    """Return a text with the control characters of the format escaped."""
    return _SPECIAL.sub(r"\\\1", text)
