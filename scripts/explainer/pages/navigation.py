"""The navigation, as the settings list it."""

from __future__ import annotations

from collections.abc import Iterator


def pages_in_navigation(listed: object, part: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the part, the label ("" for none) and the path of every page in a list such as `nav` of mkdocs.yml."""
    for entry in listed if isinstance(listed, list) else []:
        for label, target in entry.items() if isinstance(entry, dict) else (("", entry),):
            if isinstance(target, list):
                yield from pages_in_navigation(target, label)
            else:
                yield part, label, str(target)
