"""Pages as schema.org data: what a page is and, on the pages of lists, which records it holds."""

from __future__ import annotations

from typing import Any

from explainer.records.models import Source
from explainer.render.elements import PageView, anchor_of
from explainer.render.feed import correction_notes

MOST_WORKS = 30
"""The most sources or measures that a page names for programs, so that the home page does not grow with them."""


def page_data(view: PageView, title: str) -> dict[str, Any]:
    """Return the schema.org data of a page."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title,
        "inLanguage": view.identity.language,
        "isAccessibleForFree": True,
        "license": view.identity.licence.address,
    }
    if view.path == "index.md" and len(view.evidence.sources) <= MOST_WORKS:
        data["citation"] = [_work(source) for source in view.evidence.sources.values()]
    return data | _MORE[view.path](view) if view.path in _MORE else data


def _work(source: Source) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle", "headline": source.title, "publisher": _publisher(source)}
    return work | ({"url": source.url} if source.url else {})


def _publisher(source: Source) -> dict[str, str]:
    return {"@type": "Organization", "name": source.publisher}


def _terms(view: PageView) -> dict[str, Any]:
    if "glossary" not in view.whole:
        return {}
    terms = [
        {"@type": "DefinedTerm", "@id": f"#{key}", "name": term.term, "description": term.definition}
        for key, term in view.evidence.terms.items()
    ]
    return {"@type": "DefinedTermSet", "name": view.texts["glossary"], "hasDefinedTerm": terms}


def _dataset(view: PageView) -> dict[str, Any]:
    file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "figures.csv"}
    measured = [measure.name for measure in view.evidence.measures.values()][:MOST_WORKS]
    about = view.texts["figures-about"]
    return {
        "@type": "Dataset",
        "name": view.texts["figures"],
        "description": about,
        "variableMeasured": measured,
        "distribution": file,
    }


def _quotations(view: PageView) -> dict[str, Any]:
    if "quotes" not in view.whole:
        return {}
    first = next(iter(view.evidence.quotes), "")
    part = {"@type": "Quotation", "@id": f"#{anchor_of('q', first)}"}
    return {"@type": "CollectionPage", "hasPart": part}


def _corrections(view: PageView) -> dict[str, Any]:
    notes = correction_notes(view.evidence)
    return {"correction": notes} if notes else {}


_MORE = {"glossary.md": _terms, "figures.md": _dataset, "quotes.md": _quotations, "about/corrections.md": _corrections}
