"""Rule V10: a claim is in the time of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.core.dates import MONTHS
from explainer.core.quantities import read_quantities
from explainer.edition.state import Edition
from explainer.gates.backing import date_parts, is_distance
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.records.models import Event
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.known_names import sources_cited
from explainer.sense.word_stems import has_phrase, one_spelling, outside_marks

_PRESENT = {
    "by now": "now currently today", "nowadays": "now currently today nowadays", "today": "now currently today",
    "these days": "now currently today", "at present": "now currently today", "currently": "now currently today",
    "to this day": "now today still", "until today": "now today still", "as of now": "now currently today",
    "until now": "now today date", "recently": "recently recent", "lately": "recently lately",
    "yesterday": "yesterday", "tomorrow": "tomorrow", "tonight": "tonight", "soon": "soon quickly",
    "at last": "last finally", "eventually": "eventually finally", "finally": "eventually finally",
    "immediately": "immediately soon", "overnight": "overnight night", "since then": "since",
}  # fmt: skip
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|generation)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some|few|a few|many|half an?|\d{1,4})"
_INTERVAL = re.compile(
    rf"\b{_COUNT} (?P<unit>{_UNIT})s? (?P<way>later|earlier|before|after|afterwards|ago|on|since|beforehand)\b"
    rf"|\b(?P<next>(?:the )?(?:following|next|previous|last|coming)) (?P<of>{_UNIT}|morning|evening|summer|spring"
    rf"|autumn|winter)s?\b|\b(?:after|before|within|for) {_COUNT} (?P<span>{_UNIT})s?\b"
)
_POINTS = re.compile(
    r"\b(?:spring|summer|autumn|winter|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|christmas"
    r"|easter|ramadan|dawn|dusk|midnight|noon|midday|nightfall|mornings?|afternoons?|evenings?|weekends?)\b"
)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<part>early|late|mid|the end of|the beginning of|the start of)[- ](?P<month>{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(
    r"\b(?:in|throughout|over|during) the (?:whole )?year of\b|\bthat (?:whole )?year\b|\ball year\b"
    r"|\bthroughout the year\b|\b(?:in|throughout|during|over) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|told|wrote|written|published|warned|reported|spoke|noted)(?: \w+){0,3} $")
"""A time behind one of these is that of the saying: “said in 2021”."""


@voice_rule("V10", "time")
def time(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """A claim says when only as its paragraphs do: seasons, days of the week, distances such as “a year later”, and
    “by now” stand in them too. Nothing is said of a time after the article, or of a whole year of which it saw only a
    part."""
    text = one_spelling(outside_marks(claim.text))
    yield from (_missing(phrase) for phrase in _present(text, cited))
    yield from (_missing(phrase) for phrase in _distances(edition, claim, text, cited))
    for match in _POINTS.finditer(_INTERVAL.sub(" ", text)):
        if not any(has_phrase(each, paragraph.plain) for each in _forms(match.group()) for paragraph in cited):
            yield _missing(match.group())
    yield from _after_the_article(edition, claim)
    yield from _whole_years(edition, claim, cited)


def _missing(phrase: str) -> Fault:
    return Fault(
        f"“{phrase}” is a time that the cited paragraphs do not have.",
        "Say when as the article does, cite the paragraph that says so, or leave the time out.",
    )


def _present(text: str, cited: Sequence[CitedParagraph]) -> Iterator[str]:
    for phrase, allowing in _PRESENT.items():
        if has_phrase(phrase, text) and not any(set(allowing.split()) & paragraph.words for paragraph in cited):
            yield phrase


def _distances(edition: Edition, claim: OurClaim, text: str, cited: Sequence[CitedParagraph]) -> Iterator[str]:
    exempt = [one_spelling(each.words) for each in edition.evidence.exceptions.values()]
    for match in _INTERVAL.finditer(text):
        unit = match["unit"] or match["of"] or match["span"]
        if any(match.group() in words for words in exempt) or _is_recorded(edition, claim, text, match):
            continue
        if not any(re.search(rf"\b{unit}s?\b", paragraph.plain) for paragraph in cited):
            yield match.group()
    for match in _PART_OF_MONTH.finditer(text):
        parts = _forms(match["part"])
        if not any(re.search(rf"\b(?:{'|'.join(parts)})[- ]{match['month']}", each.plain) for each in cited):
            yield match.group()


def _is_recorded(edition: Edition, claim: OurClaim, text: str, distance: re.Match[str]) -> bool:
    """Whether a distance lies between two dates of records."""
    inside = (each for each in read_quantities(text) if distance.start() <= each.start < distance.end())
    return any(is_distance(edition, each, text, list(claim.references)) for each in inside)


def _forms(word: str) -> list[str]:
    bare = word.removesuffix("s")
    similar = {
        "early": ["early", "the beginning of", "the start of", "the early months of"],
        "late": ["late", "the end of"],
    }
    return similar.get(word, [word, bare, f"{bare}s"])


def _after_the_article(edition: Edition, claim: OurClaim) -> Iterator[Fault]:
    last = max(edition.evidence.sources[source].when.last for source in sources_cited(claim.references))
    for quantity in read_quantities(outside_marks(claim.text)):
        year, month, _ = date_parts(quantity) if quantity.kind == "date" else (0, 0, 0)
        if year and (year, month) > (last.year, last.month if month else 12):
            sentence = f"“{quantity.text}” is after the article, which is of {last.year}."
            yield Fault(sentence, "Say what the article says, and when it says so.")


def _whole_years(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    text = outside_marks(claim.text)
    for match in _WHOLE_YEAR.finditer(text):
        for source in sorted(sources_cited(claim.references)):
            published = edition.evidence.sources[source].when
            month = published.start.month or 12
            year = match["year"] or str(published.start.year)
            partly = published.start.year == int(year) and month < 12
            if partly and not _has_year(edition, year, source, cited) and not _SAID.search(text, 0, match.start()):
                when = published.in_words(edition.evidence.texts)
                sentence = f"The article is of {when} and cannot speak for the whole year: “{match.group()}”."
                yield Fault(sentence, f"Say, for instance, “by {MONTHS[month - 1]} {published.start.year}”.")
                break


def _has_year(edition: Edition, year: str, source: str, cited: Sequence[CitedParagraph]) -> bool:
    """Whether a paragraph, or an event recorded of it, has the year."""
    for paragraph in cited:
        if paragraph.reference.startswith(f"{source}:"):
            events = [
                piece for _, piece in edition.evidence.readings_at(paragraph.reference) if isinstance(piece, Event)
            ]
            if year in paragraph.text or any(event.date.startswith(year) for event in events):
                return True
    return False
