"""Short texts that cost a reader much when they are repeated, each for a reason of its own."""

REPEATED = {
    "marks": '"',
    "opening marks": "“a ",
    "unclosed quotations": '"a, ',
    "tags": '"a" said ',
    "single marks": "'a' ",
    "apostrophes": "a'",
    "brackets": "(",
    "names": "Ann, ",
    "initials": "A.",
    "letters": "a",
    "numbers": "1,",
    "hyphens": "x-",
    "relative clauses": 'and Ann who said "a b c d e," he ',
    "prose": "Ann said that she would “go.” He left. ",
}


def repeated(text: str, length: int) -> str:
    """Return a text repeated to a length in characters."""
    return text * (length // len(text))
