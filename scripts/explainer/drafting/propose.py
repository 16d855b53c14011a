"""Makes a draft from an article and the recorded evidence: all that an editor may keep, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explainer.articles.spoken_paragraphs import Spoken, spoken_paragraphs
from explainer.core.dates import parse_date
from explainer.core.text import count_words, fold
from explainer.drafting.attributions import Attributions
from explainer.drafting.claimants import Claimants
from explainer.drafting.event_proposals import propose_events, read_dates
from explainer.drafting.figure_proposals import Setting, propose_figures
from explainer.drafting.intake import Intake
from explainer.drafting.passages import passage_of
from explainer.drafting.proposals import ASK, Draft, Keys, Proposal
from explainer.drafting.quotation_proposals import propose_quotes
from explainer.drafting.reprints import reprinted
from explainer.drafting.reworded_text import Suspicion, reworded
from explainer.drafting.speakers import ProposedPerson, Voices
from explainer.drafting.term_proposals import NewTerm, known_terms, marked_terms, new_terms
from explainer.drafting.text_kinds import is_english, kinds_of_text
from explainer.drafting.unmarked_speech import with_unmarked_speech
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from explainer.records.permitted_names import permitted_names
from explainer.records.quotation_budget import budget_of
from quotereader import Quotation, read_speech

MOST_CHARACTERS = 60_000
MOST_QUOTATIONS = 500
_UNDATED = "9999"
_PLACEHOLDER = {"id": "new", "name": "–", "title": "–", "publisher": "–", "published": _UNDATED, "summary": "–"}


def draft_of(
    intake: Intake,
    source: str,
    evidence: Evidence,
    furniture: Sequence[str] = (),
    own_text: Sequence[str] = (),
) -> Draft:
    """Propose the evidence of an article. The same article and recorded evidence always give the same draft."""
    paragraphs = _bounded([paragraph.text for paragraph in intake.article.paragraphs])
    readable = is_english(" ".join(paragraphs))
    spoken = spoken_paragraphs(intake.article) if readable else []
    paragraphs = [text if readable and is_english(text) else "" for text in paragraphs]
    passages = [passage_of(number, text) for number, text in enumerate(paragraphs, start=1)]
    folded = [passage.text for passage in passages]
    permitted = permitted_names(evidence)
    quotations, statements = read_speech(paragraphs)
    quotations = with_unmarked_speech(quotations, intake.article, spoken)[:MOST_QUOTATIONS]
    suspicions = _suspicions(intake, folded, evidence)
    kind = suspicions[0].kind if suspicions else "publisher"
    voices = Voices(source, evidence, passages, quotations, permitted)
    keys = Keys()
    budget = budget_of(_placeholder(kind), sum(map(count_words, folded)))
    quotes = propose_quotes(quotations, folded, voices, evidence, budget, keys)
    published = parse_date(intake.origin.published) if intake.origin.published else None
    dates = read_dates(passages, published, evidence) if published else {}
    claimants = evidence.derived("claimants", Claimants)
    attributions = Attributions(statements, _speakers(quotations, voices), voices.called, claimants)
    setting = Setting(source, published, kind == "reworded", attributions, dates)
    figures = propose_figures(passages, evidence, setting, keys)
    return Draft(
        id=source,
        article=f"{source}{intake.suffix}",
        source={**_source(source, intake, kind, [*quotes, *figures], evidence, furniture), "own_text": list(own_text)},
        source_notes=tuple(_source_notes(intake, suspicions, paragraphs, spoken)),
        people=tuple(_person(source, person) for person in voices.proposed),
        quotes=tuple(quotes),
        figures=tuple(figures),
        events=tuple(propose_events(passages, dates, evidence, permitted, keys)),
        terms=tuple(_term(source, one) for one in new_terms(folded, quotations, evidence.terms)),
        known_terms=known_terms(folded, evidence.terms),
        terms_in_marks=marked_terms(quotations),
    )


def _bounded(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs up to a length that no news article has, so that no input takes long."""
    kept: list[str] = []
    left = MOST_CHARACTERS
    for text in paragraphs:
        left -= len(text)
        if left < 0 and kept:
            break
        kept.append(text[:MOST_CHARACTERS])
    return kept


def _suspicions(intake: Intake, texts: Sequence[str], evidence: Evidence) -> list[Suspicion]:
    terms = [form for term in evidence.terms.values() for form in term.forms]
    terms += [body.name for body in evidence.organisations.values()]
    found = (reworded(texts, terms), reprinted(intake.origin, intake.address, texts))
    return [each for each in found if each is not None]


def _placeholder(kind: str) -> Source:
    return Source.model_validate({**_PLACEHOLDER, "copy": {"kind": kind}})


def _speakers(quotations: Sequence[Quotation], voices: Voices) -> Mapping[int, Sequence[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for one in quotations:
        voice = voices.of(one) if one.kind != "term" else None
        if voice:
            found.setdefault(one.paragraph, []).append((fold(one.text), voice.person))
    return found


def _source(
    source: str,
    intake: Intake,
    kind: str,
    pieces: Sequence[Proposal],
    evidence: Evidence,
    furniture: Sequence[str],
) -> dict[str, object]:
    origin = intake.origin
    publisher = origin.publisher or (origin.original if kind == "reprint" else "")
    fields: dict[str, object] = {
        "id": source,
        "name": publisher.removeprefix("The ")[:40] or None,
        "title": origin.title or None,
        "publisher": publisher or None,
        "authors": list(origin.authors),
        "published": origin.published or None,
        "url": origin.url or None,
        "copy": {"kind": kind, "url": intake.address or None, "note": _copy_note(kind)},
        "summary": _summary(publisher, pieces, evidence),
        "furniture": list(furniture),
    }
    return fields


def _copy_note(kind: str) -> str:
    notes = {
        "publisher": "The publisher’s page or a word-for-word copy of it.",
        "reprint": "A reprint on another site.",
        "reworded": "A copy in which words outside the quotation marks were swapped.",
    }
    return notes[kind]


def _summary(publisher: str, pieces: Sequence[Proposal], evidence: Evidence) -> str | None:
    """A plain sentence to start from: who published it, and which topics it is about."""
    cued = [topic for piece in pieces for topic in _listed(piece.fields.get("topics"))]
    titles = [evidence.topics[topic].title.lower() for topic in dict.fromkeys(cued)]
    if not publisher or not titles:
        return None
    return f"{publisher} on {' and '.join([', '.join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)}."


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _source_notes(
    intake: Intake, suspicions: Sequence[Suspicion], texts: Sequence[str], spoken: Sequence[Spoken]
) -> Iterator[str]:
    read = len(texts)
    foreign = [number for number, text in enumerate(texts, start=1) if not text]
    if len(foreign) == read:
        yield "kind: this does not look like English, which is all that is read: nothing is proposed"
    elif foreign:
        yield f"kind: these paragraphs do not look like English, and are not read: {', '.join(map(str, foreign[:20]))}"
    yield from kinds_of_text(intake.article, spoken)
    for each in suspicions:
        yield f"copy: may be {'a reprint' if each.kind == 'reprint' else 'a reworded copy'}. {each.why}"
    if not suspicions:
        yield "copy: nothing suggests a reprint or a reworded copy"
    paragraphs = len(intake.article.paragraphs)
    if read < paragraphs:
        yield f"only the first {read} of {paragraphs} paragraphs were read"
    if len(intake.article.paragraphs) == 1:
        yield "the file has one line: if the article has more paragraphs, save it with a line for each"
    if not intake.origin.published:
        yield "no date of publication was found, so no dates were resolved: draft again with --published"
    for line in intake.article.furniture[:40]:
        yield f"set aside ({line.rule}): {line.text[:80]}"


def _person(source: str, person: ProposedPerson) -> Proposal:
    fields: dict[str, object] = {
        "kind": ASK,
        "suggested": person.kind,
        **({"name": person.name} if person.name else {}),
        "role": person.role,
        **({"source": source} if person.kind == "private" else {}),
        "basis": _basis(person),
    }
    numbers = ", ".join(str(number) for number in person.paragraphs[:12])
    where = f"paragraphs {numbers}" if len(person.paragraphs) > 1 else f"paragraph {numbers}"
    notes = [
        f"suggested {person.kind}: {person.why}",
        f"speaks in {where}",
    ]
    if person.kind == "private":
        notes.append("if they act in public, set `kind: public` and add `name`; no private name is ever stored")
    return Proposal(person.key, True, fields, tuple(notes))


def _basis(person: ProposedPerson) -> str:
    if person.kind == "public":
        return "Named by the article in this role."
    return "Told their own story; holds no public role."


def _term(source: str, one: NewTerm) -> Proposal:
    fields: dict[str, object] = {
        "term": one.term,
        "forms": list(one.forms),
        "definition": None,
        "cites": [f"{source}:{one.paragraph}"],
    }
    notes = (f"proposed: {one.why}", "to keep it, write a definition in your own words")
    return Proposal(_term_key(one), False, fields, notes)


def _term_key(one: NewTerm) -> str:
    return Keys().new(one.forms[-1] if len(one.forms) > 1 else one.term, "term")
