"""Values of fields in BibTeX and BibLaTeX. Braces must be balanced there even if they are escaped."""

from __future__ import annotations

import re

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
}
_UNPAIRED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_LIGATURES = re.compile(r"(?<=-)-|(?<=')'|(?<=,),|(?<=<)<|(?<=>)>")
"""The second of two marks that LaTeX would print as one."""
_BREAKS = re.compile(r"[{}\\\s\"^`<>|]")
_PLAIN_NAME = re.compile(r"(?!others$)(?!.*\band\b)[\w.’' -]+", re.IGNORECASE)


def field_text(text: str) -> str:
    """Return a text as a value that is read back as the same text.

    A pair of braces is escaped as all programs know it. A single brace is written as a command of LaTeX, which some
    programs drop, because they would count an escaped one and lose the end of the field.
    """
    single = _unpaired(text)
    parts = (_UNPAIRED[mark] if at in single else _COMMANDS.get(mark, mark) for at, mark in enumerate(text))
    apart = {match.start() for match in _LIGATURES.finditer(text)}
    return "".join(f"{{}}{part}" if at in apart else part for at, part in enumerate(parts))


def _unpaired(text: str) -> set[int]:
    """Return the places of braces that have no partner."""
    opened: list[int] = []
    closed: set[int] = set()
    for at, mark in enumerate(text):
        if mark == "{":
            opened.append(at)
        elif mark == "}" and opened:
            opened.pop()
        elif mark == "}":
            closed.add(at)
    return closed | {*opened}


def field_title(text: str) -> str:
    """Return a title whose letters stay as they are; bibliography styles would change capitals in it."""
    return f"{{{field_text(text)}}}"


def field_name(family: str, given: str = "") -> str:
    """Return a name: parted into family and given name, or whole. Its commas and its “and” do not part it further."""
    if not given:
        return f"{{{field_text(family)}}}"
    return ", ".join(part if _PLAIN_NAME.fullmatch(part) else f"{{{field_text(part)}}}" for part in (family, given))


def field_address(address: str) -> str:
    """Return an address, which is read without undoing escapes: what would end its field is percent-encoded."""
    return _BREAKS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), address)
