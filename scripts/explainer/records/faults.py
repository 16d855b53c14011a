"""Says in words what is wrong with a record that could not be built, for data files, drafts and commands alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from explainer.core.problems import Unfit
from explainer.core.yaml_files import KeyPath
from explainer.records.models import FINGERPRINT, FLAG_CODE, PAGE_PATH, Record

_CODEBOOK = "See data/README.md."
_MOST_SHOWN = 60
_KEY_ITSELF = "[key]"
_MUST: dict[str, str] = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "tuple_type": "must be a list",
    "dict_type": "must map keys to values",
    "model_type": "must map keys to values",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must list at least {min_length}",
    "too_long": "must list at most {max_length}",
}
"""What a value must be, by the type of pydantic's error."""
_FORMS = {
    PAGE_PATH: "must be the path of a page below docs/, such as topics/leaving.md",
    FINGERPRINT: "must be 16 hexadecimal digits",
    FLAG_CODE: "must be the code of a rule whose flags can be answered, such as V4",
}
"""What a text must be that has to match a pattern."""


@dataclass(frozen=True)
class Fault:
    """A fault of a record: the keys that have it, the code of the rule, and what to do about it.

    `predicate` completes a sentence that begins with the keys: "must be text", "is missing".
    """

    keys: tuple[KeyPath, ...]
    code: str
    predicate: str
    hint: str

    @property
    def is_missing(self) -> bool:
        """Whether the keys are missing."""
        return self.predicate.endswith(" missing")

    def sentence(self, within: Callable[[KeyPath], KeyPath]) -> str:
        """Return the fault as a sentence; `within` returns the whole path of a key in its file."""
        *names, last = (_name(within(key)) for key in self.keys)
        subject = f"{', '.join(names)} and {last}" if names else last
        return f"{subject} {self.predicate}.".strip()


def faults_of(error: ValidationError, model: type[Record]) -> Iterator[Fault]:
    """Return the faults of a record that a model refused; keys that are missing from one place are one fault."""
    missing: dict[KeyPath, list[KeyPath]] = {}
    for found in error.errors():
        key = tuple(found["loc"])
        if found["type"] == "missing" and not isinstance(key[-1], int):
            missing.setdefault(key[:-1], []).append(key)
        else:
            yield _fault(found, key, model)
    for keys in missing.values():
        are = "is" if len(keys) == 1 else "are"
        yield Fault(tuple(keys), "Y3", f"{are} missing", _CODEBOOK)


def _fault(found: Any, key: KeyPath, model: type[Record]) -> Fault:
    if found["type"] == "extra_forbidden":
        known = ", ".join(field.alias or name for name, field in _model_at(model, key).model_fields.items())
        return Fault((key,), "Y1", "is not a known key", f"Remove it, or use one of: {known}.")
    reason = found.get("ctx", {}).get("error")
    if isinstance(reason, Unfit):
        return Fault((key,), "Y3", f"{reason}{_shown(found['input'])}", reason.hint or _CODEBOOK)
    if found["type"] == "missing":
        return Fault((key[:-1],), "Y3", f"must list at least {int(key[-1]) + 1}", _CODEBOOK)
    return Fault((key,), "Y3", _predicate(found), _CODEBOOK)


def _predicate(found: Any) -> str:
    if found["input"] is None:
        return "must not be empty"
    if found["type"] == "string_pattern_mismatch":
        must = _FORMS[found["ctx"]["pattern"]]
    else:
        must = _MUST.get(found["type"], f"is refused: {found['msg']}").format(**found.get("ctx", {}))
    return f"{must}{_shown(found['input'])}"


def _shown(value: object) -> str:
    """Return a value as it is shown at the end of a sentence, and nothing for lists, records and blanks."""
    if isinstance(value, bool):
        return f": {str(value).lower()}"
    if not isinstance(value, str | int | float) or not str(value).strip():
        return ""
    shown = value if not isinstance(value, str) or len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]} …"
    return f": {shown!r}"


def _name(path: KeyPath) -> str:
    """Return how a key is named in a sentence; the line of the problem tells which item of a list it is in."""
    return ".".join(str(part) for part in path if not isinstance(part, int) and part != _KEY_ITSELF)


def _model_at(model: type[Record], key: KeyPath) -> type[Record]:
    """Return the model of the record that a key belongs to."""
    for part in key[:-1]:
        named = [field for name, field in model.model_fields.items() if part in (name, field.alias)]
        model = next((record for field in named for record in _records_in(field.annotation)), model)
    return model


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records_in(inner)
