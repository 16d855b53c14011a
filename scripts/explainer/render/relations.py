"""Who belongs to whom: boxes inside boxes, each with what is said of its body and where.

Boxes of HTML find room on a phone, on paper and for a screen reader alike, and hold real citations, which no drawing
of boxes and arrows does.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.records.relations import bodies, relations_of, subjects, teller, wholes
from explainer.render.elements import NO_BREAK_SPACE, Child, PageView, citation, el


def relations_drawn(view: PageView) -> Element:
    """Return all bodies as nested boxes; those that are part of no other come first to last in the order of the data.

    Raise ValueError if there are no relations.
    """
    inside = wholes(view.evidence)
    top = [body for body in subjects(view.evidence) if body not in inside]
    if not top:
        raise ValueError("no relations")
    texts = view.texts
    caption = el("figcaption", None, el("strong", None, f"{texts['bodies-title']}. "), texts["bodies-say"])
    boxes = el("ul", {"class": "boxes"}, *(_box(view, body, inside) for body in top))
    return el(
        "figure", {"class": "bodies"}, caption, boxes, el("p", {"class": "leaves-out"}, texts["bodies-leave-out"])
    )


def _box(view: PageView, body: str, inside: dict[str, str]) -> Element:
    known = bodies(view.evidence)[body]
    parts = [each for each in subjects(view.evidence) if inside.get(each) == body]
    what = el("span", None, known.what) if known.what else None
    lines = [_line(view, group) for group in relations_of(view.evidence, body)]
    return el(
        "li",
        {"class": "box", "id": f"body-{body}"},
        el("p", {"class": "body-name"}, el("strong", None, known.name), " ", what),
        el("ul", {"class": "ties"}, *lines) if lines else None,
        el("ul", {"class": "boxes"}, *(_box(view, part, inside) for part in parts)) if parts else None,
    )


def _line(view: PageView, group: list[str]) -> Element:
    """Return a relation, or those that contradict each other, marked as disputed."""
    if len(group) == 1:
        return el("li", {"class": "tie"}, *_tie(view, group[0]))
    mark = el("span", {"class": "mark differ"}, view.texts["disputed"])
    sides = el("ul", None, *(el("li", None, *_tie(view, key)) for key in group))
    return el("li", {"class": "tie disputed"}, mark, sides)


def _tie(view: PageView, key: str) -> list[Child]:
    relation = view.evidence.relations[key]
    who = teller(view.evidence, relation)
    words = relation.says.removesuffix(".")
    words = words if who in words else f"{words} ({who})"
    return [f"{words}.{NO_BREAK_SPACE}", citation(view, relation.cites)]
