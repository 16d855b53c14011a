"""JSON Schemas of the data files, made from the models, so that text editors can complete and check them."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from explainer.records.data_files import TABLES
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from explainer.records.quiz_items import QuizItem
from explainer.records.units import Vocabulary
from explainer.records.written_by_commands import Correction


def schema_texts(evidence: Evidence) -> dict[str, str]:
    """Return the text of each schema file, by the file's name, with the units and kinds that the project has."""
    schemas: dict[str, Any] = {"source": Source.model_json_schema()}
    typed = [table for table in TABLES if table.file.endswith(".yaml")]
    schemas |= {table.name: TypeAdapter(dict[str, table.model]).json_schema() for table in typed}  # type: ignore[name-defined]
    schemas["quiz"] = TypeAdapter(dict[str, Annotated[QuizItem, Field(discriminator="kind")]]).json_schema()
    schemas["corrections"] = TypeAdapter(dict[str, list[Correction]]).json_schema()
    schemas["vocabulary"] = Vocabulary.model_json_schema()
    for model in ("Figure", "Amount"):
        schemas["source"]["$defs"][model]["properties"]["unit"]["enum"] = list(evidence.units)
    kinds = list(evidence.organisation_kinds)
    schemas["organisations"]["$defs"]["Organisation"]["properties"]["kind"]["enum"] = kinds
    return {f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}
