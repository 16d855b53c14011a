"""The evidence for programs: tables with a schema, bibliographies and annotations."""
