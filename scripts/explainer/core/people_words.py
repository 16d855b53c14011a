"""Words for people whom a number counts: what they are called anywhere, and what they are by occupation or rank."""

from __future__ import annotations

from quotereader.word_lists import listed

ANYBODY = ("people", "persons", "members", "others")
"""Words that say nothing of whom a number counts."""
KINDS_OF_PEOPLE = tuple(sorted(listed("kinds_of_people", "explainer.core.lists")))
PEOPLE_WORDS = (*ANYBODY, *KINDS_OF_PEOPLE)
