"""Rules D: every id that a record or a page names exists, and every citation leads to a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.blocks.all_blocks import BLOCKS
from explainer.blocks.arguments import Kind
from explainer.blocks.block import PageBlock
from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import CITATION, FRONT_MATTER
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.page import CODE_SPAN, Block, Page, blanked
from explainer.records.claims import repeats
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF, Event, Figure
from explainer.records.selection import panel_keys

_FORM = "Write source:paragraph, such as [@heron:3]."


def suggest(wanted: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return a hint: the nearest id to one that does not exist, or some that do exist."""
    if not known:
        return "There is none yet."
    # Imported here: only a mistake needs it.
    from rapidfuzz import process

    match = process.extractOne(wanted, list(known), score_cutoff=60)
    return f"Did you mean {match[0]!r}?" if match else f"Known: {', '.join(list(known)[:12])}."


@rule("D1", "linked")
def linked(edition: Edition) -> Iterator[Finding]:
    """Every quotation, figure and event has a topic, and every topic, measure, population, claimant, figure and
    paragraph that it names exists."""
    evidence = edition.evidence
    for key, piece in evidence.pieces():
        yield Seen(key)
        place = evidence.place(key, "topics")
        for topic in piece.topics:
            if topic not in evidence.topics:
                yield Problem(place, "D1", _missing(key, "topic", topic), suggest(topic, evidence.topics))
        if not piece.topics:
            yield Problem(evidence.place(key), "D1", f"{key} has no topic.", suggest("", evidence.topics))
        if isinstance(piece, Figure):
            yield from _figure_links(edition, key, piece)
        if isinstance(piece, Event):
            yield from _paragraphs(edition, key, piece.also, "also")
        own = f"{key.partition('.')[0]}:{piece.paragraph}"
        yield from _paragraphs(edition, key, (own,), "paragraph")


def _figure_links(edition: Edition, key: str, figure: Figure) -> Iterator[Problem]:
    evidence = edition.evidence
    measure = evidence.measures.get(figure.measure)
    if measure is None:
        hint = suggest(figure.measure, evidence.measures)
        yield Problem(evidence.place(key, "measure"), "D1", _missing(key, "measure", figure.measure), hint)
    elif figure.population not in measure.populations:
        hint = suggest(figure.population, measure.populations)
        sentence = (
            f"{key} names the population {figure.population!r}, which the measure {figure.measure} does not have."
        )
        yield Problem(evidence.place(key, "population"), "D1", sentence, hint)
    claimants = {**evidence.people, **evidence.organisations, ARTICLE_ITSELF: None}
    if figure.claimed_by not in claimants:
        hint = suggest(figure.claimed_by, claimants)
        yield Problem(evidence.place(key, "claimed_by"), "D1", _missing(key, "claimant", figure.claimed_by), hint)
    repeated, own = repeats(evidence, key), evidence.source_of(key).figures
    if repeated and repeated not in evidence.figures:
        place, hint = evidence.place(key, "same_claim"), suggest(figure.same_claim or "", own)
        yield Problem(place, "D1", _missing(key, "figure", repeated), hint)


def _paragraphs(
    edition: Edition, key: str, references: tuple[str, ...], field: str, code: str = "D1"
) -> Iterator[Problem]:
    for reference in references:
        if not edition.evidence.has_paragraph(reference):
            place = edition.evidence.place(key, field)
            sentence = _missing(key.rpartition(":")[2], "paragraph", reference)
            yield Problem(place, code, sentence, paragraph_hint(edition, reference))


@rule("D2", "terms and people linked")
def tables_linked(edition: Edition) -> Iterator[Finding]:
    """Every paragraph and term that a glossary entry names exists, no two terms share a form, every person's source and
    every topic's page exists, a measure compares only its own populations, and a chart draws measures, populations and
    figures that exist, and begins with an event that does."""
    evidence = edition.evidence
    for key, term in evidence.terms.items():
        yield Seen(key)
        yield from _paragraphs(edition, f"glossary:{key}", term.cites, "cites", "D2")
        for other in term.see:
            if other not in evidence.terms:
                hint = suggest(other, evidence.terms)
                yield Problem(evidence.place(f"glossary:{key}", "see"), "D2", _missing(key, "term", other), hint)
    yield from _table_faults(edition)
    for key, person in evidence.people.items():
        yield Seen(key)
        if person.source is not None and person.source not in evidence.sources:
            hint = suggest(person.source, evidence.sources)
            sentence = _missing(key, "source", person.source)
            yield Problem(evidence.place(f"people:{key}", "source"), "D2", sentence, hint)


def _table_faults(edition: Edition) -> Iterator[Finding]:
    evidence = edition.evidence
    owners: dict[str, str] = {}
    for key, term in evidence.terms.items():
        for form in term.forms:
            other = owners.setdefault(form, key)
            if other != key:
                sentence = f"The terms {other} and {key} have the same form: {form!r}."
                yield Problem(evidence.place(f"glossary:{key}", "forms"), "D2", sentence, "Remove it from one of them.")
    pages = {page.path for page in edition.pages}
    for key, topic in evidence.topics.items():
        yield Seen(key)
        if topic.page not in pages:
            hint = f"Write docs/{topic.page}, or correct the path."
            yield Problem(evidence.place(f"topics:{key}", "page"), "D2", _missing(key, "page", topic.page), hint)
    for key, measure in evidence.measures.items():
        yield Seen(key)
        for population in {each for group in measure.comparable for each in group} - set(measure.populations):
            sentence = f"The measure {key} compares the population {population!r}, which it does not have."
            hint = suggest(population, measure.populations)
            yield Problem(evidence.place(f"measures:{key}", "comparable"), "D2", sentence, hint)
        for population in measure.short.keys() - measure.populations.keys():
            sentence = f"The measure {key} shortens {population!r}, which is none of its populations."
            hint = suggest(population, measure.populations)
            yield Problem(evidence.place(f"measures:{key}", "short"), "D2", sentence, hint)
    yield from _chart_faults(evidence)


def _chart_faults(evidence: Evidence) -> Iterator[Problem]:
    for key, chart in evidence.charts.items():
        place = evidence.place(f"charts:{key}", "measures")
        for name in chart.measures:
            if name not in evidence.measures:
                sentence = f"The chart {key} draws the measure {name!r}, which is not there."
                yield Problem(place, "D2", sentence, suggest(name, evidence.measures))
        measures = [evidence.measures[name] for name in chart.measures if name in evidence.measures]
        known = tuple(population for measure in measures for population in measure.populations)
        if chart.since and chart.since not in evidence.events:
            hint = suggest(chart.since, evidence.events)
            yield Problem(evidence.place(f"charts:{key}", "since"), "D2", _missing(key, "event", chart.since), hint)
        place = evidence.place(f"charts:{key}", "panels")
        for panel in chart.panels:
            unknown = [each for each in panel.populations if known and each not in known]
            for population in unknown:
                sentence = f"The chart {key} draws the population {population!r}, which none of its measures has."
                yield Problem(place, "D2", sentence, suggest(population, known))
            if known and not unknown and not panel_keys(evidence, chart, panel):
                sentence = f"The panel “{panel.title}” of the chart {key} draws no figure."
                yield Problem(place, "D2", sentence, "Name populations that have figures.")


@rule("D3", "citations exist")
def citations(edition: Edition) -> Iterator[Finding]:
    """Every citation on a page is complete, and names paragraphs that exist."""
    for page in edition.pages:
        yield from _never_closed(page)
        for citation in page.citations():
            for reference in citation.references:
                yield Seen(f"{page.path} {reference}")
                if not reference:
                    yield Problem(citation.place, "D3", "A citation must name a paragraph.", _FORM)
                elif not edition.evidence.has_paragraph(reference):
                    sentence = f"This citation names the paragraph {reference!r}, which does not exist."
                    yield Problem(citation.place, "D3", sentence, paragraph_hint(edition, reference))


def _never_closed(page: Page) -> Iterator[Problem]:
    for block in (*page.prose, *page.headings):
        left = CITATION.sub(blanked, CODE_SPAN.sub(blanked, block.text))
        if "[@" in left:
            yield Problem(
                block.place_at(left.index("[@")), "D3", "A citation must name a paragraph and end in ].", _FORM
            )


def _missing(record: str, kind: str, named: str) -> str:
    return f"{record} names the {kind} {named!r}, which does not exist."


def paragraph_hint(edition: Edition, reference: str) -> str:
    """Return a hint for a paragraph that does not exist: which paragraphs its source has, or the nearest source."""
    source = reference.partition(":")[0]
    article = edition.evidence.lock.get(source)
    if article is None and source in edition.evidence.sources:
        return f"{source} is not in data/articles.lock yet: run `explainer lock`."
    if article is None:
        return f"{suggest(source, edition.evidence.sources)} {_FORM}"
    return f"{source} has paragraphs 1 to {len(article.paragraphs)}."


@rule("D4", "page blocks", "blocks")
def blocks(edition: Edition) -> Iterator[Finding]:
    """Every block on a page has a known name, and its argument and options are known and name records that exist."""
    for page in edition.pages:
        for block in page.directives:
            yield Seen(f"{page.path} {block.name}")
            known = BLOCKS.get(block.name)
            if known is None:
                hint = suggest(block.name, tuple(BLOCKS))
                yield Problem(block.place, "D4", f"There is no block {block.name!r}.", hint)
                continue
            yield from _argument(edition, block, known)
            for option, value in block.options:
                kind = known.options.get(option)
                if kind is None:
                    hint = f"Its options are: {', '.join(known.options)}." if known.options else "Remove it."
                    yield Problem(block.place, "D4", f"The block {block.name} has no option {option!r}.", hint)
                else:
                    yield from _known(edition, block.place, kind, value)


@rule("D4", "front matter", "blocks")
def front_matter(edition: Edition) -> Iterator[Finding]:
    """Every field of a page's front matter has a known name and, where only some values are allowed, one of those."""
    for page in edition.pages:
        yield Seen(page.path)
        for name, value in page.front.items():
            place = Place(page.file, page.line_of_front(name))
            allowed = FRONT_MATTER.get(name)
            if allowed is None:
                sentence = f"There is no front matter field {name!r}."
                yield Problem(place, "D4", sentence, suggest(name, FRONT_MATTER))
            elif allowed and value not in allowed:
                sentence = f"{name} must be {' or '.join(allowed)}: {value!r}."
                yield Problem(place, "D4", sentence, f"Write: {name}: {allowed[0]}")


def _argument(edition: Edition, block: Block, known: PageBlock) -> Iterator[Problem]:
    kind = known.argument
    if kind is not None and kind.known is not None and not block.argument.strip() and not kind.skipped:
        sentence = f"The block {block.name} must name a {kind.name}."
        yield Problem(block.place, "D4", sentence, f"Write, for example: {known.example}")
    elif kind is not None:
        yield from _known(edition, block.place, kind, block.argument)
    elif block.argument:
        sentence = f"The block {block.name} takes no argument, but has {block.argument!r}."
        yield Problem(block.place, "D4", sentence, "Remove it.")


def _known(edition: Edition, place: Place, kind: Kind, text: str) -> Iterator[Problem]:
    for value in kind.values(text):
        if kind.pattern is not None and not kind.pattern.fullmatch(value):
            yield Problem(place, "D4", f"{value!r} is not a {kind.name}.", f"Write {kind.example}.")
        if kind.known is not None and value not in (known := kind.known(edition)):
            yield Problem(place, "D4", f"There is no {kind.name} {value!r}.", suggest(value, tuple(known)))
