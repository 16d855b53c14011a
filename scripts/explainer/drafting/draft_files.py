"""Writes a draft as YAML for an editor, with a line for each field and the reasons as comments, and reads it back.

A draft is never committed, and the comments beside each proposal are its point; so it is not written in the canonical
form of data files. It is read by the same strict reader.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from explainer.core.problems import Place, Problem, Refused
from explainer.core.read_files import MAXIMUM_BYTES, without_unseen
from explainer.core.vocabulary import IDENTIFIER
from explainer.core.yaml_files import Document, canonical_yaml, load_yaml
from explainer.drafting.proposals import ASK, Draft, Keep, Proposal

SECTIONS = ("people", "quotes", "figures", "events", "terms")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,()’“”%$/-]{0,200}")
_NOT_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LONGEST_NOTE = 420
_MOST_BYTES = MAXIMUM_BYTES - 20_000
_HEADER = """\
# Evidence proposed from an article. Read, correct and cut it; nothing is published until you accept it.
# `keep` is true, false, or ask where only you can decide. Replace null with your words, or with a fact.
# Then: explainer accept {id}
"""


def draft_text(draft: Draft) -> str:
    """Return a draft as YAML. What would make the file too large is left out, and a comment says so."""
    lines = [*_HEADER.format(id=draft.id).splitlines()]
    lines += _mapping({"draft": draft.id, "article": draft.article})
    lines += ["source:", *_comments(draft.source_notes, "  "), *_mapping(draft.source, "  ")]
    size = sum(len(line.encode()) + 1 for line in lines)
    for section in SECTIONS:
        proposals: Sequence[Proposal] = getattr(draft, section)
        body, size = _fitting(proposals, size)
        lines += [f"{section}:{'' if body else ' {}'}", *body]
    lines += _references(draft, _MOST_BYTES - size)
    return "\n".join(lines) + "\n"


def _fitting(proposals: Sequence[Proposal], size: int) -> tuple[list[str], int]:
    body: list[str] = []
    for number, proposal in enumerate(proposals):
        block = _proposal(proposal)
        weight = sum(len(line.encode()) + 1 for line in block)
        if size + weight > _MOST_BYTES - 10_000:
            left = len(proposals) - number
            return [*body, f"  # {left} more were left out: the draft would have become too large"], size
        body += block
        size += weight
    return body, size


def _proposal(proposal: Proposal) -> list[str]:
    keep = {True: "true", False: "false", ASK: ASK}[proposal.keep]
    return [
        f"  {proposal.key}:",
        *_comments(proposal.notes, "    "),
        f"    keep: {keep}",
        *_mapping(proposal.fields, "    "),
    ]


def _references(draft: Draft, left: int) -> Iterator[str]:
    known = [f"  {key}: [{', '.join(map(str, paragraphs[:20]))}]" for key, paragraphs in draft.known_terms.items()]
    yield "# Glossary terms that occur in the article, with their paragraphs."
    yield from ["known_terms:", *known] if known else ["known_terms: {}"]
    yield "# Words in quotation marks that are not speech, with their paragraphs."
    marked = [f"  - {{paragraph: {number}, words: {_scalar(words)}}}" for number, words in draft.terms_in_marks]
    fitting = marked[: max(0, left // 300)]
    yield from ["terms_in_marks:", *fitting] if fitting else ["terms_in_marks: []"]


def _comments(notes: Iterable[str], indent: str) -> list[str]:
    return [f"{indent}# {_visible(note)[:_LONGEST_NOTE]}" for note in notes]


def _visible(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", without_unseen(text)).split())


def _mapping(fields: Mapping[str, object], indent: str = "") -> list[str]:
    return [f"{indent}{name}: {_value(value)}" for name, value in fields.items()]


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int | float) else _scalar(str(value))


def _scalar(text: str) -> str:
    """A text as a scalar: plain where YAML gives no character of it a meaning, otherwise in double quotes.

    Invisible characters are left out; the comparison of rule Q1 ignores them too.
    """
    text = without_unseen(text)
    special = "," in text or text.lower() in _NOT_TEXT or text.endswith(" ")
    if _PLAIN.fullmatch(text) and not special:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(_escaped(mark) for mark in quoted)


def _escaped(mark: str) -> str:
    return f"\\u{ord(mark):04x}" if _CONTROL.match(mark) else mark


def with_answers(text: str, draft: Draft) -> str:
    """Return the text of a draft, comments and all, with what its editor has decided in the meantime."""
    canonical, out = canonical_yaml(), io.StringIO()
    content = canonical.load(text)
    for section in SECTIONS:
        for one in getattr(draft, section):
            _answer(content[section][one.key], {"keep": one.keep, **one.fields})
    canonical.dump(content, out)
    return out.getvalue()


def _answer(written: MutableMapping[str, object], decided: Mapping[str, object]) -> None:
    for name in written.keys() - decided.keys():
        del written[name]
    for name, value in decided.items():
        if name not in written or (written[name] != value and isinstance(value, str | bool)):
            written[name] = value


def read_draft(path: Path, shown_as: str) -> tuple[Draft, Document]:
    """Read a draft that an editor has worked on; raise Refused with every fault in its form."""
    document = load_yaml(path, shown_as)
    content = document.content
    problems: list[Problem] = []
    if not isinstance(content, dict) or not isinstance(content.get("source"), dict):
        raise Refused([Problem(Place(shown_as, 1), "Y3", "A draft must have a source.", "Draft the article again.")])
    known = {"draft", "article", "source", "known_terms", "terms_in_marks", *SECTIONS}
    for name in content.keys() - known:
        place = Place(shown_as, document.line((name,)))
        problems.append(Problem(place, "Y1", f"A draft has no field {name!r}.", "Remove it."))
    people, quotes, figures, events, terms = (
        tuple(_read_section(document, content.get(name), name, problems)) for name in SECTIONS
    )
    identifier, article = str(content.get("draft")), str(content.get("article"))
    if identifier != path.stem or article not in (f"{identifier}.txt", f"{identifier}.html"):
        hint = f"Write: draft: {path.stem}, and under `article` the name of the file beside the draft."
        problems.append(Problem(Place(shown_as, 1), "Y4", "draft and article must have the name of the file.", hint))
    if problems:
        raise Refused(problems)
    return Draft(
        id=identifier,
        article=article,
        source=content["source"],
        people=people,
        quotes=quotes,
        figures=figures,
        events=events,
        terms=terms,
    ), document


def _read_section(document: Document, content: Any, name: str, problems: list[Problem]) -> Iterator[Proposal]:
    if content is None:
        return
    if not isinstance(content, dict):
        place = Place(document.file, document.line((name,)))
        hint = "Write each record under its key, as `explainer draft` does."
        problems.append(Problem(place, "Y3", f"{name} must map keys to records.", hint))
        return
    for key, fields in content.items():
        place = Place(document.file, document.line((name, key)))
        if not IDENTIFIER.fullmatch(key):
            sentence = f"A key must be lower-case letters, digits and hyphens: {key!r}."
            problems.append(Problem(place, "Y4", sentence, "Rename it."))
        elif not isinstance(fields, dict) or fields.get("keep") not in (True, False, ASK):
            sentence = f"keep must be true, false or ask: {name}.{key}."
            problems.append(Problem(place, "Y3", sentence, "Write `keep: true` or `keep: false`."))
        else:
            keep: Keep = fields["keep"]
            yield Proposal(key, keep, {field: value for field, value in fields.items() if field != "keep"})
