"""The files that a project begins with, filled in from templates in the folder `files/` beside this module.

`every/` is for every project; `samples/` has two invented articles with evidence and pages, `empty/` the pages of a
project without any. A name that begins with `dot-` is that of a hidden file, and `other.md` is written for each topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from explainer.new_project.plan import Plan, Topic
from explainer.new_project.shades import in_contrast, in_dark_contrast, in_the_dark
from explainer.pages.project_format import FORMAT

_FOLDER = Path(__file__).parent / "files"
_TEMPLATE = ".jinja"
_HIDDEN = "dot-"
_FIRST, _OTHER = "docs/topics/first.md", "docs/topics/other.md"
SAMPLES = ("courier", "voice")
"""The invented articles, by the ids of their sources."""
EXECUTABLE = (".ci/run",)
PLAIN_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="3" width="26" height="26" rx="6" '
    'fill="{}"/><path d="M10 11h12M10 16h12M10 21h7" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>'
)


def first_files(plan: Plan) -> dict[str, str]:
    """Return the text of every file that a project begins with, by its path in the project."""
    parts = ("every", "samples" if plan.with_samples else "empty")
    return {path: text for part in parts for path, text in _filled_in(part, plan) if text.strip()}


def _filled_in(part: str, plan: Plan) -> Iterator[tuple[str, str]]:
    # Imported here: it is slow, and only a new project needs it.
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER / part), undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    templates.filters["yaml"] = _as_yaml
    values = _values(plan)
    for name in templates.list_templates():
        path = name.removesuffix(_TEMPLATE).replace(_HIDDEN, ".")
        template = templates.get_template(name)
        if path == _OTHER:
            topics = plan.topics[1:] if plan.with_samples else plan.topics
            yield from ((_page_of(topic), template.render(values, topic=topic)) for topic in topics)
        else:
            yield _page_of(plan.topics[0]) if path == _FIRST else path, template.render(values)


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "question": plan.question,
        "description": plan.description,
        "identifier": plan.identifier,
        "topics": plan.topics,
        "names": plan.names,
        "program": plan.program,
        "format": FORMAT,
        "language": plan.language,
        "colours": plan.colours,
        "in_the_dark": in_the_dark(plan.colours),
        "in_contrast": in_contrast(plan.colours),
        "in_dark_contrast": in_dark_contrast(plan.colours),
        "mark": plan.mark.strip() or PLAIN_MARK.format(plan.colours[0]),
        "sources": SAMPLES if plan.with_samples else (),
    }


def _page_of(topic: Topic) -> str:
    return f"docs/topics/{topic.id}.md"


def _as_yaml(text: str) -> str:
    """Return a text as a YAML value on one line."""
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("\n...\n").rstrip("\n")
