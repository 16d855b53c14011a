"""The files with the records that commands make for the editor, sign-offs and corrections, as they are written anew."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain, count
from pathlib import Path
from string import ascii_lowercase

from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_WRITTEN_BYTES, read_text
from explainer.core.write_files import alone
from explainer.core.yaml_files import canonical_yaml, dump_records, load_yaml
from explainer.records.data_files import CORRECTIONS
from explainer.records.written_by_commands import Correction, Review

_REVIEWS_HEADER = (
    "# yaml-language-server: $schema=schema/reviews.json\n"
    "# Words of ours that a person has read against what they rest on, by digest. Written by `explainer review`.\n"
)


def with_sign_offs(
    project: Project, signed: Mapping[str, Review], dropped: Collection[str] = ()
) -> dict[Path, bytes | None]:
    """Return data/reviews.yaml with sign-offs, by the keys of what was read, and without those of words that are gone.

    The file is read again first, because somebody else may have signed off something in the meantime.
    """
    path = project.data / "reviews.yaml"
    found = path.is_file()
    held = load_yaml(path, project.relative(path), maximum=MAXIMUM_WRITTEN_BYTES).content if found else {}
    kept = {key: review for key, review in held.items() if key not in dropped}
    kept |= {key: review.model_dump() for key, review in signed.items()}
    if kept == held:
        return {}
    ordered = dict(sorted(kept.items(), key=lambda item: (item[1]["of"], item[0])))
    return {path: (_REVIEWS_HEADER + dump_records(ordered)).encode()}


def keep_sign_offs(project: Project, signed: Mapping[str, Review], dropped: Collection[str] = ()) -> None:
    """Write data/reviews.yaml with sign-offs, and without those of words that are gone."""
    with alone(project) as writer:
        writer.put(with_sign_offs(project, signed, dropped))


def with_correction(project: Project, correction: Correction) -> dict[Path, bytes | None]:
    """Return data/corrections.yaml with a correction at its top and with its comments."""
    path = project.data / CORRECTIONS
    canonical = canonical_yaml()
    content = canonical.load(read_text(path, project.relative(path))) if path.is_file() else {}
    content["corrections"] = [correction.model_dump(), *(content.get("corrections") or [])]
    out = io.StringIO()
    canonical.dump(content, out)
    return {path: out.getvalue().encode()}


def next_correction_id(existing: Mapping[str, Correction], day: date) -> str:
    """Return an id for a correction made on a day: `c-2031-11-20`, with letters appended if that is taken."""
    base = f"c-{day.isoformat()}"
    # After z comes za, so that the corrections of a day stay in order when they are sorted by id.
    free = (f"{base}-{'z' * length}{letter}" for length in count() for letter in ascii_lowercase)
    return next(candidate for candidate in chain([base], free) if candidate not in existing)
