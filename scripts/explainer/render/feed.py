"""Corrections for programs: an Atom feed, and schema.org data for the page of corrections."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from explainer.core.dates import parse_date
from explainer.pages.identity import Identity
from explainer.records.evidence import Evidence
from explainer.records.written_by_commands import Correction

FEED = "corrections.xml"
REMOVED = "removed for safety"
_PAGE = "about/corrections.html"
_ATOM = "http://www.w3.org/2005/Atom"


def in_order(evidence: Evidence) -> list[Correction]:
    """Return the corrections, the newest first."""
    return sorted(evidence.corrections.values(), key=lambda each: (each.date, each.id), reverse=True)


def sentence(evidence: Evidence, correction: Correction) -> str:
    """Return a correction in a sentence or two; a removal for safety gives no content (rule N6)."""
    if correction.kind == "removal":
        return evidence.texts["detail-removed"]
    changed = {"record": correction.record, "said": correction.said, "says": correction.says}
    return evidence.texts["correction-says"].format(**changed, why=correction.why)


def feed_text(evidence: Evidence, identity: Identity, address: str, updated: str) -> str:
    """Return the Atom feed of a site's corrections; without an address, it has no links.

    `updated` is the time of the edition, used if there are no corrections.
    """
    name, texts = identity.name, evidence.texts
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": identity.language})
    SubElement(feed, "title").text = texts["feed-title"].format(site=name)
    SubElement(feed, "id").text = _identity(address, FEED)
    if address:
        SubElement(feed, "link", {"rel": "self", "href": f"{address}{FEED}"})
        SubElement(feed, "link", {"href": f"{address}{_PAGE}"})
    author = SubElement(feed, "author")
    SubElement(author, "name").text = name
    corrections = in_order(evidence)
    SubElement(feed, "updated").text = _moment(corrections[0]) if corrections else updated
    for correction in corrections:
        entry = SubElement(feed, "entry")
        SubElement(entry, "title").text = _title(evidence, correction)
        place = f"{_PAGE}#{correction.id}"
        SubElement(entry, "id").text = _identity(address, place)
        if address:
            SubElement(entry, "link", {"href": f"{address}{place}"})
        SubElement(entry, "updated").text = _moment(correction)
        SubElement(entry, "summary").text = sentence(evidence, correction)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _title(evidence: Evidence, correction: Correction) -> str:
    kind = evidence.texts[f"kind-{correction.kind}"]
    return f"{kind[:1].upper()}{kind[1:]}: {correction.record}"


def _identity(address: str, place: str) -> str:
    """Return the permanent id of a feed or an entry: its address, or a URN if the site has no address."""
    return f"{address}{place}" if address else f"urn:uuid:{uuid5(NAMESPACE_URL, place)}"


def _moment(correction: Correction) -> str:
    return f"{parse_date(correction.date).first.isoformat()}T00:00:00Z"


def correction_notes(evidence: Evidence) -> list[dict[str, str]]:
    """Return the corrections as schema.org CorrectionComments."""
    return [
        {"@type": "CorrectionComment", "text": sentence(evidence, correction), "datePublished": correction.date}
        for correction in in_order(evidence)
    ]
